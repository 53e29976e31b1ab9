"""The log has events and ids; it has no words, whoever writes it and whatever goes wrong."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot import logs

TOKEN = "123456789:" + "aB3-_" * 7


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Write the log into a string, and leave everything as it was."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    stream = io.StringIO()
    logs.begin(stream)
    yield stream
    root.handlers[:], root.level = before, level


def test_an_event_is_one_line_with_its_name_and_ids(log: io.StringIO) -> None:
    logging.getLogger("bot.sender").warning("message_not_delivered", extra={"letter": 7})
    (line,) = log.getvalue().splitlines()
    assert line.endswith(" WARNING message_not_delivered letter=7")


def test_of_an_exception_there_is_its_kind_and_place_but_not_what_it_says(log: io.StringIO) -> None:
    try:
        int("Frau Müller ist krank")
    except ValueError:
        logging.getLogger("bot.x").exception("update_failed", extra={"update": 3})
    assert "update=3 ValueError test_logs.py:" in log.getvalue()
    assert "Müller" not in log.getvalue()


def test_others_are_heard_when_something_is_wrong_but_not_what_they_say(log: io.StringIO) -> None:
    others = logging.getLogger("telegram.Bot")
    others.info("Calling sendMessage with %s", "Frau Müller")
    others.error("Could not parse %s", "Frau Müller")
    (line,) = log.getvalue().splitlines()
    assert " ERROR telegram.Bot:" in line
    assert "Müller" not in line


def test_a_token_is_never_written(log: io.StringIO) -> None:
    logging.getLogger("bot.x").warning("odd", extra={"url": f"https://x/bot{TOKEN}/getMe"})
    assert log.getvalue().endswith("odd url=https://x/bot[token]/getMe\n")


def test_a_line_is_a_line(log: io.StringIO) -> None:
    logging.getLogger("bot.x").warning("odd", extra={"id": "1\n2026-01-01 ERROR invented"})
    assert len(log.getvalue().splitlines()) == 1
