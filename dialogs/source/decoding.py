"""From bytes to text: the encoding, the size, and characters that no text has."""

from __future__ import annotations

import re

from dialogs.problem import Kind, Problem

#: A script of a hundred questions in five languages has a fifth of this.
MOST_BYTES = 1_000_000

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

#: What YAML does not allow: controls, halves of characters, and the two non-characters.
_CONTROL = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def normal(source: bytes) -> bytes:
    """Return the bytes with line ends as on Unix and without a byte order mark."""
    return source.removeprefix(_BYTE_ORDER_MARK).replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def decoded(source: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file, and what keeps it from being one."""
    if len(source) > MOST_BYTES:
        return "", [Problem(1, Kind.FILE_TOO_LARGE, {"most": MOST_BYTES // 1000})]
    lines = normal(source)
    try:
        text = lines.decode()
    except UnicodeDecodeError as error:
        line = lines.count(b"\n", 0, error.start) + 1
        return "", [Problem(line, Kind.NOT_UTF8)]
    return text, [
        Problem(n, Kind.CONTROL_CHARACTER, {"character": control})
        for n, line in enumerate(text.split("\n"), 1)
        if (control := control_in(line))
    ]


def control_in(words: str) -> str:
    """Return the number of the first character that stands for nothing readable, if any."""
    found = _CONTROL.search(words)
    return f"U+{ord(found[0]):04X}" if found else ""
