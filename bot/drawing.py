"""A chart as a picture for a phone: the whole scale, every answer a dot, gaps left open.

Which answers there are, how many and on which days is settled before; nothing is left out here,
smoothed or joined by a line. All that the picture shows is also said in the words below it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONT = files("bot") / "fonts" / "DejaVuSans-cut.ttf"

#: In pixels. A messenger shows a picture about 290 points wide: what is 36 here is over ten there.
WIDTH = 1000
_EDGE, _AXIS, _ROW, _LEAD = 36, 70, 46, 1.25
_TITLE, _WORDS, _SMALLEST = 42, 36, 22
_LARGEST_DOT, _SMALLEST_DOT, _TIP = 34, 9, 16
_LINES = 3

#: Drawn in shades, which are coloured at the end: from black by a blue and a grey to white. The
#: dots have a contrast of eight to one, and the middle is told by its form.
_INK, _DOT, _GRID, _GAP, _PAPER = 0, 80, 205, 234, 255
_COLOURS = {
    _INK: (20, 20, 20),
    _DOT: (11, 79, 138),
    _GRID: (200, 200, 200),
    _PAPER: (255, 255, 255),
}


@dataclass(frozen=True, slots=True)
class Column:
    """What stands above one day, and what is written below it. One without points is a gap."""

    labels: tuple[str, ...]
    points: tuple[int, ...] = ()
    #: Where the middle lies, if it may be told.
    middle: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A scale from bottom to top, and columns from left to right."""

    title: str
    lowest: int
    highest: int
    low: str
    high: str
    columns: tuple[Column, ...]
    #: What the numbers below the columns and the marks beside them are.
    foot: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many points the scale has."""
        return self.highest - self.lowest + 1


def png(chart: Chart) -> bytes:
    """Return the chart as a picture."""
    # Only who asks for a picture needs it: it would stay in memory.
    from PIL import Image, ImageDraw  # noqa: PLC0415

    title = _wrapped(chart.title, _TITLE, WIDTH - 2 * _EDGE)
    place = _Place(chart, top=_EDGE + _high(_TITLE) * len(title) + _high(_WORDS) + _ROW // 2)
    image = Image.new("L", (WIDTH, place.height), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.multiline_text((_EDGE, _EDGE), "\n".join(title), _INK, _font(_TITLE), spacing=12)
    _scale(draw, place)
    for n, column in enumerate(chart.columns):
        _column(draw, place, column, n)
    for n, line in enumerate(chart.foot):
        at = (_EDGE, place.foot + _high(_WORDS) * n)
        draw.text(at, _short(line, _WORDS), _INK, _font(_WORDS))
    written = BytesIO()
    image.putpalette(_palette())
    image.save(written, "PNG")
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where everything stands."""

    chart: Chart
    top: int

    @property
    def left(self) -> int:
        return _EDGE + _AXIS

    @property
    def wide(self) -> float:
        """How wide a column is; a few stand as close to each other as many."""
        return (WIDTH - _EDGE - self.left) / max(len(self.chart.columns), 4)

    def x(self, n: int) -> float:
        return self.left + self.wide * (n + 0.5)

    def y(self, point: float) -> float:
        return self.top + (self.chart.highest - point) * _ROW

    @property
    def bottom(self) -> int:
        """Where the scale ends."""
        return self.top + self.chart.rows * _ROW - _ROW // 2

    @property
    def below(self) -> int:
        """Where the days stand."""
        return self.bottom + _high(_WORDS) + 10

    @property
    def foot(self) -> int:
        lines = max((len(each.labels) for each in self.chart.columns), default=0)
        return self.below + _high(_WORDS) * lines + 10

    @property
    def height(self) -> int:
        return self.foot + _high(_WORDS) * len(self.chart.foot) + _EDGE

    @property
    def words(self) -> int:
        """The largest size at which all that stands below columns fits below its own."""
        labels = [label for each in self.chart.columns for label in each.labels]
        size = _WORDS
        while size > _SMALLEST and any(_long(each, size) > self.wide - 6 for each in labels):
            size -= 2
        return size

    @property
    def dot(self) -> float:
        """How wide a dot is, so that as many as there are fit between the marks."""
        most = max(
            (n for each in self.chart.columns for n in Counter(each.points).values()), default=1
        )
        return min(_LARGEST_DOT, (self.wide - 8 - 2 * _TIP) / most)


def _scale(draw: ImageDraw, place: _Place) -> None:
    """Draw a line a point, and say what the two ends mean."""
    chart = place.chart
    for point in range(chart.lowest, chart.highest + 1):
        y = place.y(point)
        draw.line((place.left, y, WIDTH - _EDGE, y), _GRID, 2)
        draw.text((place.left - 16, y), str(point), _INK, _font(_WORDS), "rm")
    ends = ((chart.highest, chart.high, place.top - _ROW // 2 - _high(_WORDS)),)
    for point, words, y in (*ends, (chart.lowest, chart.low, place.bottom)):
        draw.text((_EDGE, y), _short(f"{point} = {words}", _WORDS), _INK, _font(_WORDS))


def _column(draw: ImageDraw, place: _Place, column: Column, n: int) -> None:
    x = place.x(n)
    if not column.points:
        half = place.wide / 2 - 4
        draw.rectangle((x - half, place.top - _ROW // 2, x + half, place.bottom - 4), _GAP)
    for point, many in Counter(column.points).items():
        _dots(draw, place, x, place.y(point), many)
    if column.middle is not None:
        _middle(draw, x, place.y(column.middle), place.wide / 2 - 4)
    for line, label in enumerate(column.labels):
        y = place.below + _high(_WORDS) * line
        draw.text((x, y), label, _INK, _font(place.words), "ma")


def _dots(draw: ImageDraw, place: _Place, x: float, y: float, many: int) -> None:
    """Draw a dot an answer; where they are too many to be told apart, a bar as long as they."""
    dot = place.dot
    left, half = x - dot * many / 2, min(dot, _LARGEST_DOT) / 2
    if dot < _SMALLEST_DOT:
        draw.rectangle((left, y - _ROW / 4, left + dot * many, y + _ROW / 4), _DOT)
        return
    for n in range(many):
        at = left + dot * (n + 0.5)
        draw.ellipse((at - half + 1, y - half + 1, at + half - 1, y + half - 1), _DOT)


def _middle(draw: ImageDraw, x: float, y: float, half: float) -> None:
    """Point to the middle from both sides, so that no dot is covered."""
    for side in (-1, 1):
        tip, back = x + side * (half - _TIP), x + side * half
        draw.polygon(((tip, y), (back, y - _TIP * 0.7), (back, y + _TIP * 0.7)), _INK)


@cache
def _palette() -> list[int]:
    """Return red, green and blue of every shade."""
    found: list[int] = []
    for (low, dark), (high, light) in pairwise(_COLOURS.items()):
        for shade in range(low, high):
            part = (shade - low) / (high - low)
            found += (round(a + part * (b - a)) for a, b in zip(dark, light, strict=True))
    return [*found, *_COLOURS[_PAPER]]


# --- Words ---------------------------------------------------------------------------------------


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - as above

    return ImageFont.truetype(BytesIO(FONT.read_bytes()), size)


def _long(words: str, size: int) -> float:
    return _font(size).getlength(words)


def _high(size: int) -> int:
    return round(size * _LEAD)


def _short(words: str, size: int) -> str:
    """Return words in one line, with an ellipsis where they do not fit."""
    return _fitting(words, size, WIDTH - 2 * _EDGE)


def _fitting(words: str, size: int, wide: int) -> str:
    if _long(words, size) <= wide:
        return words
    while words and _long(f"{words}…", size) > wide:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _wrapped(words: str, size: int, wide: int) -> list[str]:
    """Return words in a few lines, cut where there are more."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if _long(longer, size) <= wide or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    last = " ".join(lines[_LINES - 1 :])
    kept = [*lines[: _LINES - 1], *([last] if last else [])]
    return [_fitting(line, size, wide) for line in kept]
