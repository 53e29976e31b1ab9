"""The calm of somebody who belongs to several networks: at no time that is wrong in one of them."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.calm import Calm, Hours


def strictest(calms: Sequence[Calm]) -> Calm:
    """Return one calm for all: hours that all have in common, and the holidays of all Lands.

    What belongs together still comes as one message. The clock is that of the first. Where hours
    have nothing in common, those of the first hold.
    """
    first = calms[0]
    opens = max(each.hours.opens for each in calms)
    closes = min(each.hours.closes for each in calms)
    hours = Hours(opens, closes) if opens < closes else first.hours
    same = all(each.land == first.land for each in calms)
    return Calm(first.zone, first.land if same else None, hours, first.closed)
