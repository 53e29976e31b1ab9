"""What is put into the outbox comes out of it unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.channels.outgoing import (
    Delete,
    Document,
    Edit,
    Key,
    Keys,
    Link,
    Outgoing,
    Photo,
    Rekey,
    Send,
    Strip,
    from_bytes,
    to_bytes,
)

NUMBERS = some.integers(min_value=1, max_value=2**52)
BUTTONS = some.builds(Key, some.text(), some.text()) | some.builds(Link, some.text(), some.text())
KEYS: some.SearchStrategy[Keys] = some.lists(
    some.lists(BUTTONS, max_size=3).map(tuple), max_size=3
).map(tuple)
OUTGOING: some.SearchStrategy[Outgoing] = some.one_of(
    some.builds(
        Send,
        some.text(),
        KEYS,
        some.none() | NUMBERS,
        pins=some.booleans(),
    ),
    some.builds(Edit, NUMBERS, some.text(), KEYS),
    some.builds(Rekey, NUMBERS, KEYS),
    some.builds(Strip, NUMBERS),
    some.builds(Delete, NUMBERS),
    some.builds(Photo, some.binary(), some.text(), KEYS),
    some.builds(Document, some.text(), some.binary(), some.text()),
)


@given(OUTGOING)
def test_what_is_written_is_read_again(outgoing: Outgoing) -> None:
    assert from_bytes(to_bytes(outgoing)) == outgoing


def test_bytes_of_another_form_are_a_mistake_and_not_a_message() -> None:
    with pytest.raises(KeyError):
        from_bytes(b"Shout {}")
