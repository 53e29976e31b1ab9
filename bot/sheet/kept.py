"""A sheet as a network keeps it: what is there, what is missing, and what another one changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from bot.sheet import written
from bot.sheet.model import Sheet
from dialogs.calm import Hours
from storage.networks import Network

#: What a network has from its first day, with or without a sheet.
_FROM_THE_FIRST_DAY = ("sheet", "network", "languages", "zone", "land")


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that is another one than before; None where there was or is none."""

    fact: tuple[str, ...]
    before: str | None
    after: str | None


@lru_cache(maxsize=256)
def kept(json: str | None) -> Sheet | None:
    """Return the sheet of a network from its JSON; None while facts are missing."""
    try:
        return None if json is None else Sheet.model_validate_json(json)
    except ValidationError:
        return None


def missing(json: str | None) -> tuple[str, ...]:
    """Return the keys of what has to be filled in before anybody can be invited."""
    if json is None:
        fields = Sheet.model_fields.items()
        required = (key for key, field in fields if field.is_required())
        return tuple(key for key in required if key not in _FROM_THE_FIRST_DAY)
    try:
        Sheet.model_validate_json(json)
    except ValidationError as error:
        # What was enough for an earlier version need not be for this one.
        keys = {each["loc"][0] for each in error.errors() if each["loc"]}
        return tuple(key for key in Sheet.model_fields if key in keys) or missing(None)
    return ()


def columns(sheet: Sheet) -> dict[str, Any]:
    """Return what a network keeps of its sheet: all of it, and beside it what is looked for."""
    return {
        "name": sheet.network,
        "language": sheet.languages[0],
        "zone": sheet.zone,
        "land": sheet.land,
        "opens": sheet.hours.opens,
        "closes": sheet.hours.closes,
        "coordination": sheet.coordination,
        "invited": sheet.invited,
        "sheet": sheet.model_dump_json(),
    }


def renewed(sheet: Sheet, network: Network, today: date) -> Sheet:
    """Return a new sheet for a network that has been at work already.

    What the new one leaves out stays as it is. People agree to facts as of a day: other facts
    need another day, whether or not somebody thought of writing it.
    """
    stays: dict[str, Any] = {
        "hours": Hours(network.opens, network.closes),
        "invited": dict(network.invited),
    }
    before = kept(network.sheet)
    if before is not None:
        stays["school_holidays"] = before.school_holidays
    left_out = stays.keys() - sheet.model_fields_set
    whole = sheet.model_copy(update={key: stays[key] for key in left_out})
    same_day = before is not None and whole.as_of <= before.as_of
    if same_day and any(change.fact != ("as_of",) for change in changes(network, whole)):
        return whole.model_copy(update={"as_of": today})
    return whole


def changes(network: Network, sheet: Sheet) -> tuple[Change, ...]:
    """Return every fact of a network that this sheet changes."""
    before, after = dict(_facts(_known(network))), dict(_facts(sheet.model_dump(mode="json")))
    return tuple(
        Change(fact, before.get(fact), after.get(fact))
        for fact in {**after, **before}
        if before.get(fact) != after.get(fact)
    )


def _known(network: Network) -> Mapping[str, Any]:
    """Return the facts of a network as they stand in a sheet."""
    sheet = kept(network.sheet)
    whole = (
        sheet.model_dump(mode="json") if sheet else {"sheet": 1, "languages": [network.language]}
    )
    hours = Hours(network.opens, network.closes)
    own = {
        "network": network.name,
        "zone": network.zone,
        "land": network.land or written.NONE,
        "hours": written.hours_as_written(hours),
        "invited": network.invited,
    }
    return {**whole, **own}


def _facts(value: Any, fact: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:  # noqa: ANN401 - JSON
    """Yield each fact by the keys that lead to it; numbers for emergencies are counted."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from _facts(inner, (*fact, key))
        case [dict(), *_]:
            for n, inner in enumerate(value, 1):
                yield from _facts(inner, (*fact, str(n)))
        case []:
            return
        case list():
            yield fact, "; ".join(value)
        case bool():
            yield fact, "yes" if value else "no"
        case _:
            yield fact, str(value)
