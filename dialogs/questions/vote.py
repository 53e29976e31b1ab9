"""``vote``: systemic consensing (Visotschnig, Schrotta): resistance from 0 to 10 to each option."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dialogs.questions.asked import Reasoned
from dialogs.questions.choice import Options
from dialogs.questions.scale import SCALES, point
from dialogs.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dialogs.said import Answering, Option, Reading, Value

#: The key of "everything stays as it is", which is always put to the vote as well.
STATUS_QUO = "status_quo"

#: From here on resistance is strong: domain 10.1 counts "number >= 8".
STRONG = 8


class Vote(Reasoned):
    """Each option, and the status quo, is asked by itself and answered from 0 to 10."""

    type: Literal["vote"]
    options: Options
    """The options by their keys, or the name of the list or question they come from."""
    status_quo: Text
    """What "everything stays as it is" means here; it is put to the vote as well."""
    """The "why", asked at once, such as after strong resistance: ``when: {at_least: 8}``."""

    def buttons(self) -> tuple[Option, ...]:
        """Return the points of resistance."""
        return SCALES["resist10"].buttons()

    def read(self, said: Answering, options: Sequence[Option], today: date) -> Reading:
        """Return the resistance to one option."""
        del today
        return point(said, options)


def resistance(values: Sequence[Value]) -> float | None:
    """Return the mean resistance of those who did not abstain; None when all did."""
    points = [value for value in values if isinstance(value, int)]
    return sum(points) / len(points) if points else None
