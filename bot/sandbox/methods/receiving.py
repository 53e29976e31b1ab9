"""How the bot hears of things: by asking, or at an address of its own."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from typing import ClassVar, Final
from urllib.parse import urlsplit

from pydantic import Field

from bot.sandbox.methods.method import Method
from bot.sandbox.refusal import TERMINATED_BY_WEBHOOK, WEBHOOK_IS_SET, bad_request, not_emulated
from bot.sandbox.updates import ALL, DEFAULT, Update
from bot.sandbox.values import Json
from bot.sandbox.webhooks import Webhook
from bot.sandbox.world import World

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
MOST_CONNECTIONS: Final = 100
LONGEST_SECRET: Final = 256


class GetUpdates(Method):
    """What has happened since; waits for it when nothing has."""

    offset: int = 0
    limit: int = 100
    timeout: int = 0
    allowed_updates: list[str] | None = None

    def act(self, world: World) -> Awaitable[list[Json]]:
        if world.webhooks.webhook is not None:
            raise WEBHOOK_IS_SET
        _allow(world, self.allowed_updates)
        return _shown(world.polling.poll(self.offset, self.limit, self.timeout))


class SetWebhook(Method):
    """Be told at an address. An empty one ends it."""

    not_emulated: ClassVar[frozenset[str]] = frozenset({"certificate", "ip_address"})

    url: str
    max_connections: int = Field(40, ge=1, le=MOST_CONNECTIONS)
    allowed_updates: list[str] | None = None
    drop_pending_updates: bool = False
    secret_token: str = ""

    def act(self, world: World) -> bool:
        if len(self.secret_token) > LONGEST_SECRET:
            raise bad_request("secret token is too long")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", self.secret_token):
            raise bad_request("secret token contains unallowed characters")
        if self.url:
            _check_address(self.url)
        _allow(world, self.allowed_updates)
        if self.drop_pending_updates:
            world.updates.clear()
        world.polling.end(TERMINATED_BY_WEBHOOK)
        webhook = Webhook(self.url, self.secret_token, self.max_connections)
        world.webhooks.set(webhook if self.url else None)
        return True


class DeleteWebhook(Method):
    """Go back to asking."""

    drop_pending_updates: bool = False

    def act(self, world: World) -> bool:
        if self.drop_pending_updates:
            world.updates.clear()
        world.webhooks.set(None)
        return True


class GetWebhookInfo(Method):
    """How it goes with the address."""

    def act(self, world: World) -> Json:
        webhook = world.webhooks.webhook
        shown: Json = {
            "url": "" if webhook is None else webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": world.updates.count(world.clock.now()),
        }
        if webhook is not None:
            shown["max_connections"] = webhook.connections
        if world.webhooks.last_error is not None:
            shown["last_error_date"], shown["last_error_message"] = world.webhooks.last_error
        if world.allowed != DEFAULT:
            shown["allowed_updates"] = sorted(world.allowed)
        return shown


def _allow(world: World, kinds: list[str] | None) -> None:
    """What is left out stays as it was; an empty list is the usual choice."""
    if kinds is None:
        return
    unknown = sorted(set(kinds) - ALL)
    if unknown:
        raise bad_request(f"the Bot API knows no updates of the kind {', '.join(unknown)}")
    world.allowed = frozenset(kinds) or DEFAULT


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK and parts.scheme in {"http", "https"}:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    raise not_emulated("webhooks beyond this machine")


async def _shown(polling: Awaitable[list[Update]]) -> list[Json]:
    return [update.shown() for update in await polling]
