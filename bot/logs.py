"""The log: a line an event, its name and ids. No words, no names, no token.

Events are written as ``log.warning("message_not_delivered", extra={"letter": 7})``. Of an exception
the log has its kind and where it was raised, not what it says: that may be somebody's words.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, TextIO

#: What every record has; all else was given to it as ``extra``.
_USUAL: Final = frozenset(
    (*vars(logging.LogRecord("", 0, "", 0, "", None, None)), "message", "asctime", "taskName")
)

#: Whose events are written. All others get a word in when something is wrong.
_OURS: Final = ("bot", "storage")

_TOKEN: Final = re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}")

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def begin(stream: TextIO = sys.stderr) -> None:
    """Write the log of this process to a stream."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)


class Line(logging.Formatter):
    """One line, such as ``2026-11-27T09:30:00Z WARNING message_not_delivered row=7``."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        ids = [f"{name}={value}" for name, value in vars(record).items() if name not in _USUAL]
        line = " ".join([at, record.levelname, _event(record), *ids])
        if record.exc_info:
            line += f" {self.formatException(record.exc_info)}"
        return _TOKEN.sub("[token]", " ".join(line.splitlines()))

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - named by logging
        """Say what kind of exception it was and where; never what it says."""
        kind, _, trace = ei
        if kind is None:
            return ""
        where = traceback.extract_tb(trace)[-5:]
        steps = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in where]
        return f"{kind.__name__} {'>'.join(steps)}"


def _event(record: logging.LogRecord) -> str:
    """Return an event of ours; of what others write only where, for they may quote anything."""
    ours = record.name.partition(".")[0] in _OURS
    return record.getMessage() if ours else f"{record.name}:{record.funcName}:{record.lineno}"
