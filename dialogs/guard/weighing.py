"""From signs to a band: what refuses a text by itself, what counts together, and how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dialogs.guard.reading import Reading
from dialogs.guard.verdict import Band, Kind, Sign

#: Each of these tells who somebody is.
CLEAR: frozenset[Kind] = frozenset(
    {
        "client", "e-mail", "phone", "handle", "account", "file-number", "birth-date",
        "number-plate", "address",
    }
)  # fmt: skip

#: Each of these may tell it: the person is asked.
DOUBTFUL: frozenset[Kind] = frozenset({"name", "colleague", "post", "home", "too-long"})

#: What narrows down who is meant, in points. A kind counts once in a passage, however often it is
#: there. Nothing counts where nobody is spoken of.
WEIGHTS: Mapping[Kind, float] = {
    "initials": 3,
    "place": 3,
    "street": 3,
    "age": 3,
    "group": 2,
    "town": 2,
    "unusual": 2,
    "small-place": 1.5,
    "health": 1.5,
    "event": 1.5,
    "person": 1,
    "case": 1,
    "family": 1,
    "origin": 1,
    "somebody": 0.5,
    "recent": 0.5,
    "told": 0.5,
}

#: Points from which a passage is asked about, and from which it is refused.
ASK, REFUSE = 1, 5.75

#: Somebody is spoken of.
_SOMEBODY: frozenset[Kind] = frozenset({"person", "somebody", "age", "initials", "case"})

#: Refused only if one of these says where to look, or who is unlike others.
_WHERE: frozenset[Kind] = frozenset({"place", "street", "group", "town", "initials"})
#: In a rule or a question these mean anybody ("wenn ein Kind"), unless one of those is there too.
_ANYBODY: frozenset[Kind] = frozenset({"person", "somebody"})
_TIED: frozenset[Kind] = _WHERE | {"recent", "age", "unusual"}

#: Beside one of these a name or initials are clear.
_TELLING: frozenset[Kind] = frozenset({"danger", "age", "street", "group"})

_CASE: frozenset[Kind] = frozenset({"health", "event"})


def weigh(signs: Sequence[Sign], read: Reading) -> tuple[Band, list[Sign]]:
    """Return the band and the signs that decided it, with whatever else would be asked about."""
    doubtful = [sign for sign in signs if sign.kind in DOUBTFUL]
    clear = [sign for sign in signs if sign.kind in CLEAR]
    clear += _named_beside(signs, read)
    if clear:
        # Who takes out the number shall not be asked about the name only then.
        return "refuse", [*clear, *(sign for sign in doubtful if sign not in clear)]
    band: Band = "ask" if doubtful else "accept"
    decided = doubtful
    for passage in _passages(signs, read):
        found = _band_of(passage)
        if found == "refuse":
            return found, [*passage, *doubtful]
        if found == "ask":
            band = "ask"
            decided = [*decided, *(sign for sign in passage if sign not in decided)]
    return band, decided


def _named_beside(signs: Sequence[Sign], read: Reading) -> list[Sign]:
    """Return the doubtful names beside a danger, an age or a street: there nobody needs to ask."""
    places = {read.sentence_at(sign.start) for sign in signs if sign.kind in _TELLING}
    names = (sign for sign in signs if sign.kind in ("name", "initials"))
    return [sign for sign in names if read.sentence_at(sign.start) in places]


def _passages(signs: Sequence[Sign], read: Reading) -> Iterable[list[Sign]]:
    """Yield the signs of each sentence and its neighbours, as far as they have a weight."""
    placed = [(read.sentence_at(sign.start), sign) for sign in signs]
    general = _general_sentences(placed)
    weighed = [
        (place, sign)
        for place, sign in placed
        if sign.kind in WEIGHTS and not (place in general and sign.kind in _ANYBODY)
    ]
    for sentence in sorted({place for place, _ in weighed}):
        yield [sign for place, sign in weighed if abs(place - sentence) <= 1]


def _general_sentences(placed: Iterable[tuple[int, Sign]]) -> set[int]:
    """Return the sentences that state a rule or ask a question and are tied to nobody."""
    kinds: defaultdict[int, set[Kind]] = defaultdict(set)
    for place, sign in placed:
        kinds[place].add(sign.kind)
    return {place for place, here in kinds.items() if "general" in here and not here & _TIED}


def _band_of(passage: Sequence[Sign]) -> Band:
    kinds = {sign.kind for sign in passage}
    if not kinds & _SOMEBODY:
        told = kinds & {"small-place", "group", "place", "town"} and kinds & _CASE
        happened = {"event", "told", "recent"} <= kinds
        return "ask" if told or happened else "accept"
    points = sum(WEIGHTS[kind] for kind in kinds)
    if points >= REFUSE and kinds & _WHERE:
        return "refuse"
    return "ask" if points >= ASK else "accept"
