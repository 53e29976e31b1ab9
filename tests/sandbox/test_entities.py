"""HTML becomes text and entities, or is refused in Telegram's words."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import parsed, units
from bot.sandbox.refusal import RefusedError

REFUSED = [
    ("<b>", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("ä<b", "Unclosed start tag at byte offset 2"),
    ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("a </b>", "Unexpected end tag at byte offset 2"),
    ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<a href="b', 'Unclosed start tag "a" at byte offset 0'),
]


@pytest.mark.parametrize(("html", "why"), REFUSED, ids=[html for html, _ in REFUSED])
def test_what_cannot_be_parsed_is_refused(html: str, why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parsed(html)
    assert str(refused.value) == f"Bad Request: can't parse entities: {why}"


def test_tags_become_entities_that_count_utf16_units() -> None:
    text, entities = parsed("👍 <b>fett <i>beides</i></b> <a href='https://a.de?b=1&amp;c'>da</a>")
    assert text == "👍 fett beides da"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 11},
        {"type": "italic", "offset": 8, "length": 6},
        {"type": "text_link", "offset": 15, "length": 2, "url": "https://a.de?b=1&c"},
    ]


def test_named_and_numbered_characters_are_read() -> None:
    assert parsed("&lt;&gt;&amp;&quot;&#228;&#xe4; &nbsp; & &#0;")[0] == '<>&"ää &nbsp; & &#0;'


def test_space_around_a_text_goes_and_entities_move_with_it() -> None:
    assert parsed("\n <b> a </b>\n") == ("a", [{"type": "bold", "offset": 0, "length": 1}])


@given(st.text())
def test_what_has_been_escaped_arrives_as_it_was(text: str) -> None:
    assert parsed(escape(text)) == (text.strip(), [])


@given(st.text(alphabet="<>/ab=\"' &;#1x👍"))
def test_any_text_is_parsed_or_refused(html: str) -> None:
    try:
        text, entities = parsed(html)
    except RefusedError:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= units(text) for e in entities)
