"""``scale``: where one stands between two named ends, or "can't say"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, Tag

from dialogs.model import Part, mapping_or
from dialogs.questions.asked import Reasoned
from dialogs.said import CANNOT_SAY, Option, Picked, Reading, Refusal, Why, Words
from dialogs.text import Text, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.said import Answering


class Ends(Part):
    """The points of a scale and what its two ends mean."""

    lowest: int = Field(ge=0, le=1)
    """The lowest point."""
    highest: int = Field(ge=2, le=10)
    """The highest point."""
    low: Text
    """What the lowest point means."""
    high: Text
    """What the highest point means."""
    cannot_say: Text
    """The button for those who cannot say; they are counted by themselves."""

    def buttons(self) -> tuple[Option, ...]:
        """Return a button a point, then the one for those who cannot say."""
        points = (Option(str(n), plain(str(n))) for n in range(self.lowest, self.highest + 1))
        return (*points, Option(CANNOT_SAY, self.cannot_say))


def _text(de: str, einfach: str, en: str) -> Text:
    return Text({"de": de, "de-einfach": einfach, "en": en})


_CANNOT_SAY = _text("Kann ich nicht beurteilen", "Das weiß ich nicht", "Can't say")

#: The scales of domain 7.0. Six points on purpose: there is no middle to hide in.
SCALES: dict[str, Ends] = {
    "agree6": Ends(
        lowest=1,
        highest=6,
        low=_text("trifft gar nicht zu", "stimmt gar nicht", "not true at all"),
        high=_text("trifft voll zu", "stimmt ganz", "fully true"),
        cannot_say=_CANNOT_SAY,
    ),
    "clear6": Ends(
        lowest=1,
        highest=6,
        low=_text("völlig unklar", "ganz unklar", "completely unclear"),
        high=_text("völlig klar", "ganz klar", "completely clear"),
        cannot_say=_text("Betrifft mich nicht", "Betrifft mich nicht", "Does not concern me"),
    ),
    "weight6": Ends(
        lowest=1,
        highest=6,
        low=_text("gering", "wenig", "low"),
        high=_text("sehr hoch", "sehr viel", "very high"),
        cannot_say=_CANNOT_SAY,
    ),
    "ten": Ends(
        lowest=0,
        highest=10,
        low=_text("gar nicht", "gar nicht", "not at all"),
        high=_text("vollständig", "ganz", "completely"),
        cannot_say=_CANNOT_SAY,
    ),
    "resist10": Ends(
        lowest=0,
        highest=10,
        low=_text("kein Widerstand, gut tragbar", "gut für mich", "no resistance, easy to support"),
        high=_text("nicht tragbar", "geht gar nicht", "cannot support"),
        cannot_say=_text("Enthaltung", "Ich sage nichts dazu", "Abstain"),
    ),
}

ScaleName = Literal["agree6", "clear6", "weight6", "ten", "resist10"]


def point(said: Answering, options: Sequence[Option]) -> int | str | Refusal:
    """Return the point that was pressed or typed, or ``na``."""
    keys = [option.key for option in options]
    match said:
        case Picked(places=(place,)) if 0 <= place < len(keys):
            key = keys[place]
        case Words(text=text) if text.strip() in keys:
            key = text.strip()
        case _:
            return Refusal(Why.OFF_THE_SCALE, {"low": int(keys[0]), "high": int(keys[-2])})
    return key if key == CANNOT_SAY else int(key)


class Scale(Reasoned):
    """One point on one of the named scales, or on a scale written in the script."""

    type: Literal["scale"]
    scale: Annotated[
        Annotated[ScaleName, Tag("<word>")] | Annotated[Ends, Tag("<mapping>")],
        mapping_or("<word>"),
    ]
    """One of the named scales, or a scale of your own with its two ends."""
    """The "why", asked at once after some of the points."""

    def ends(self) -> Ends:
        """Return the scale itself."""
        return self.scale if isinstance(self.scale, Ends) else SCALES[self.scale]

    def buttons(self) -> tuple[Option, ...]:
        """Return a button a point, then "can't say"."""
        return self.ends().buttons()

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the point."""
        del today
        return point(said, options)
