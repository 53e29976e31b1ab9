"""What the server refuses, with the codes and the words of the real one."""

from __future__ import annotations

from collections.abc import Mapping

Parameters = Mapping[str, int]


class RefusedError(Exception):
    """The answer to a call that is not carried out."""

    def __init__(self, code: int, description: str, parameters: Parameters | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})


def bad_request(why: str, **parameters: int) -> RefusedError:
    return RefusedError(400, f"Bad Request: {why}", parameters)


def forbidden(why: str) -> RefusedError:
    return RefusedError(403, f"Forbidden: {why}")


def conflict(why: str) -> RefusedError:
    return RefusedError(409, f"Conflict: {why}")


def not_emulated(what: str) -> RefusedError:
    """Part of the Bot API, but not of this server: said aloud, for silence would look like yes."""
    return RefusedError(400, f"Bad Request: not emulated by this server: {what}")


def too_many_requests(seconds: int) -> RefusedError:
    description = f"Too Many Requests: retry after {seconds}"
    return RefusedError(429, description, {"retry_after": seconds})


OTHER_POLLER = conflict(
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_IS_SET = conflict(
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
TERMINATED_BY_WEBHOOK = conflict("terminated by setWebhook request")
BLOCKED = forbidden("bot was blocked by the user")
QUERY_TOO_OLD = bad_request("query is too old and response timeout expired or query ID is invalid")
NOT_MODIFIED = bad_request(
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
