"""Telegram's HTML: a text with tags becomes a plain text with entities, or is refused.

Offsets and lengths of entities count UTF-16 units, those in refusals count bytes of UTF-8.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.refusal import RefusedError, bad_request

Entity = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
SURROGATES = range(0xD800, 0xE000)
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,10})|(lt|gt|amp|quot));?")
_END_TAG = re.compile(r"/([^\s>]*)\s*(>?)")
_START_TAG = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[\w.-]*))?")
_DETECTED = re.compile(
    r"(?P<url>https?://[^\s<>\"]+)"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<bot_command>(?<![\w/@])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[a-zA-Z]\w{3,31})"
    r"|(?P<hashtag>(?<!\w)#\w{1,255})"
)


def units(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text) + sum(char > "\uffff" for char in text)


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int


@dataclass
class _Reading:
    """How far a text with tags has been read."""

    html: str
    at: int = 0
    length: int = 0
    plain: list[str] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.plain.append(text)
        self.length += units(text)

    def byte(self) -> int:
        return len(self.html[: self.at].encode())


def parsed(html: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of a text in HTML."""
    reading = _Reading(html)
    while reading.at < len(html):
        here = html[reading.at]
        if here == "&":
            _read_character(reading)
        elif here != "<":
            end = next(
                (m.start() for m in re.compile("[&<]").finditer(html, reading.at)), len(html)
            )
            reading.add(html[reading.at : end])
            reading.at = end
        elif html.startswith("/", reading.at + 1):
            _read_end_tag(reading)
        else:
            _read_start_tag(reading)
    if reading.opened:
        tag = reading.opened[-1].tag
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{tag}"')
    found = sorted(reading.entities, key=lambda each: (each["offset"], -each["length"]))
    return trimmed("".join(reading.plain), found)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without the space around it, which Telegram drops."""
    bare = text.strip()
    shift = units(text) - units(text.lstrip())
    end = units(bare)
    kept = []
    for entity in entities:
        first = max(entity["offset"] - shift, 0)
        last = min(entity["offset"] + entity["length"] - shift, end)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return bare, kept


def detected(text: str) -> Iterator[Entity]:
    """What Telegram finds by itself in a plain text: commands, mentions, links."""
    for match in _DETECTED.finditer(text):
        assert match.lastgroup is not None
        offset = units(text[: match.start()])
        yield {"type": match.lastgroup, "offset": offset, "length": units(match.group())}


def _read_character(reading: _Reading) -> None:
    match = _CHARACTER.match(reading.html, reading.at)
    character = "" if match is None else _character(match)
    if match is None or not character:
        reading.add("&")
        reading.at += 1
    else:
        reading.add(character)
        reading.at = match.end()


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return NAMED[match[3]]
    number = int(match[1], 16) if match[1] else int(match[2])
    return chr(number) if 0 < number < sys.maxunicode and number not in SURROGATES else ""


def _read_start_tag(reading: _Reading) -> None:
    begin = reading.byte()
    name = _START_TAG.match(reading.html, reading.at + 1)
    assert name is not None
    if name.end() == len(reading.html):
        raise _unparsable(f"Unclosed start tag at byte offset {begin}")
    tag = name.group().lower()
    if tag not in KINDS:
        raise _unparsable(f'Unsupported start tag "{tag}" at byte offset {begin}')
    reading.at = name.end()
    argument = _read_attributes(reading, tag, begin)
    if tag == "span" and argument != "tg-spoiler":
        raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
    reading.opened.append(_Open(tag, argument, reading.length))


def _read_attributes(reading: _Reading, tag: str, begin: int) -> str:
    argument = ""
    wanted = {"a": "href", "code": "class", "span": "class", "blockquote": "expandable"}.get(tag)
    while not (end := re.compile(r"\s*>").match(reading.html, reading.at)):
        match = _ATTRIBUTE.match(reading.html, reading.at)
        if match is None:
            raise _unparsable(f'Unclosed start tag "{tag}" at byte offset {begin}')
        reading.at = match.end()
        if match[1] == wanted:
            value = (match[2] or "yes").strip("\"'")
            argument = _CHARACTER.sub(lambda found: _character(found) or found.group(), value)
    reading.at = end.end()
    return argument


def _read_end_tag(reading: _Reading) -> None:
    begin = reading.byte()
    if not reading.opened:
        raise _unparsable(f"Unexpected end tag at byte offset {begin}")
    match = _END_TAG.match(reading.html, reading.at + 1)
    assert match is not None
    if not match[2]:
        raise _unparsable(f"Unclosed end tag at byte offset {begin}")
    opened = reading.opened.pop()
    if match[1] and match[1] != opened.tag:
        raise _unparsable(
            f"Unmatched end tag at byte offset {begin}, "
            f'expected "</{opened.tag}>", found "</{match[1]}>"'
        )
    reading.at = match.end()
    length = reading.length - opened.offset
    if length:
        entity = _entity(opened, length, "".join(reading.plain))
        reading.entities.extend(entity)


def _entity(opened: _Open, length: int, plain: str) -> list[Entity]:
    kind = KINDS[opened.tag]
    entity: Entity = {"type": kind, "offset": opened.offset, "length": length}
    if kind == "text_link":
        url = opened.argument or plain[-length:]
        if not re.match(r"(https?://)?[^\s/]+\.[^\s/]+|tg://", url):
            return []
        entity["url"] = url if "://" in url else f"http://{url}/"
    elif kind == "blockquote" and opened.argument:
        entity["type"] = "expandable_blockquote"
    elif kind == "code" and opened.argument.startswith("language-"):
        entity["language"] = opened.argument.removeprefix("language-")
    return [entity]


def _unparsable(why: str) -> RefusedError:
    return bad_request(f"can't parse entities: {why}")
