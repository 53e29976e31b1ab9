"""Texts as a phone shows them: entities of Telegram become elements of a page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bot.sandbox.values import Json

#: What becomes an element of the same meaning. Whatever is not named here stays plain text.
_ELEMENTS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def as_html(text: str, entities: Sequence[Json]) -> Markup:
    """Return a text with its entities; they lie within each other or apart, never across."""
    whole = text.encode("utf-16-le")
    return _within(whole, 0, len(whole) // 2, sorted(entities, key=_outermost_first))


def _outermost_first(entity: Json) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def _within(whole: bytes, start: int, end: int, entities: Sequence[Json]) -> Markup:
    done, at, rest = Markup(), start, list(entities)
    while rest:
        outer, *rest = rest
        first, last = outer["offset"], outer["offset"] + outer["length"]
        inner = [each for each in rest if each["offset"] < last]
        rest = rest[len(inner) :]
        done += _plain(whole, at, first)
        done += _element(outer, _plain(whole, first, last), _within(whole, first, last, inner))
        at = last
    return done + _plain(whole, at, end)


def _plain(whole: bytes, start: int, end: int) -> Markup:
    return escape(whole[2 * start : 2 * end].decode("utf-16-le"))


def _element(entity: Json, plain: Markup, inner: Markup) -> Markup:
    kind = entity["type"]
    if kind in _ELEMENTS:
        return Markup("<{0}>{1}</{0}>").format(_ELEMENTS[kind], inner)
    if kind == "bot_command":
        return Markup('<button type="button" class="command" data-say="{}">{}</button>').format(
            plain, inner
        )
    url = entity.get("url") or (str(plain) if kind == "url" else "")
    if url.startswith("https://t.me/"):
        return Markup('<button type="button" class="command" data-follow="{}">{}</button>').format(
            url, inner
        )
    return inner
