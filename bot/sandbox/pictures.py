"""Width and height of a picture, read from its first bytes."""

from __future__ import annotations

import struct
from typing import Final

PNG: Final = b"\x89PNG\r\n\x1a\n"
PNG_HEADER: Final = 24
JPEG: Final = b"\xff\xd8"
MARK: Final = 0xFF
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class NoPictureError(ValueError):
    """Neither PNG nor JPEG."""


def size(picture: bytes) -> tuple[int, int]:
    if picture.startswith(PNG) and len(picture) >= PNG_HEADER:
        width, height = struct.unpack(">II", picture[16:PNG_HEADER])
        return width, height
    if picture.startswith(JPEG):
        return _size_of_jpeg(picture)
    raise NoPictureError


def _size_of_jpeg(picture: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(picture) and picture[at] == MARK:
        if picture[at + 1] in _FRAMES:
            height, width = struct.unpack(">HH", picture[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(picture[at + 2 : at + 4])
    raise NoPictureError
