"""The computed check: what keeps a round from beginning, and what is only to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.language import translator
from bot.outlook import BLOCKS, Finding, Found, Outlook, Situation, outlook, stretches
from bot.planned import YES, Kind, Planned, Point, part_named, read
from bot.wording.desk.outlook import sentence
from dialogs.calm import Calm
from dialogs.round import Seat
from dialogs.script import Script
from dialogs.text import plain
from dialogs.workdays import Calendar, Span
from tests.operating import BERLIN
from tests.shelf import NAMES, dialog

#: A Tuesday.
NOW = datetime(2027, 2, 2, 10, tzinfo=BERLIN)

#: School holidays in which the first part of S01 would end.
WINTER = Span(date(2027, 2, 8), date(2027, 2, 12))

LEVELS = ("verwaltung", "traeger", "praxis", "zivil", "politik")


def sitting(levels: Mapping[int, str]) -> Mapping[int, Seat]:
    """Return members of these levels; the first of them is in the steering group."""
    return {
        n: Seat(n, level, frozenset({"member", "steering"} if n < 2 else {"member"}))
        for n, level in levels.items()
    }


#: A quiet network: thirty people of five levels, everybody counted, two at the desk.
SITUATION = Situation(
    now=NOW,
    calm=Calm(BERLIN, "ST"),
    members=sitting({n: LEVELS[n % 5] for n in range(1, 31)}),
    invited=dict.fromkeys(LEVELS, 6),
    promised=datetime(2027, 4, 6, 10, tzinfo=BERLIN),
    desk=2,
    deputy=True,
)


def filled(script: Script, **noted: str) -> Planned:
    """Return a plan in which everything is filled in that can be."""
    values = {Kind.DAY: "2027-05-04", Kind.LIST: "Eins\nZwei", Kind.YES: YES, Kind.WORDS: "Ja"}
    points = Planned(1, script, {}).points
    whole = {each.name: values[each.kind] for each in points if each.kind in values}
    return Planned(1, script, {**whole, **noted})


def found(at: Situation, planned: Planned | None = None) -> set[Found]:
    return {each.found for each in looked(at, planned).findings}


def looked(at: Situation, planned: Planned | None = None) -> Outlook:
    return outlook(planned or filled(dialog("s01_auftrag")), at)


def test_where_nothing_speaks_against_it_nothing_is_said() -> None:
    assert found(SITUATION) == set()
    assert looked(SITUATION).can_begin
    assert looked(SITUATION).people == 30


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"members": sitting(dict.fromkeys(range(7), "praxis"))},
            {Found.TOO_FEW, Found.FEW_LEVELS},
        ),
        ({"members": sitting({n: LEVELS[n % 5] for n in range(9)})}, {Found.SMALL}),
        ({"busy": {1: 2}}, {Found.BUSY}),
        ({"busy": {1: 1}, "others": (plain("Andere"),)}, {Found.OTHER_ROUND}),
        ({"busy": {99: 2}}, set()),
        ({"unconfirmed": 1}, {Found.UNCONFIRMED}),
        ({"deputy": False}, {Found.NO_DEPUTY}),
        ({"desk": 1}, {Found.ONE_READER}),
        ({"invited": {}}, {Found.NONE_COUNTED}),
        ({"invited": {**SITUATION.invited, "praxis": 9}}, set()),
        ({"invited": {"praxis": 9}}, {Found.NOT_COUNTED}),
        (
            {"members": {**SITUATION.members, 31: Seat(31, "extern")}},
            {Found.OUTSIDE, Found.NOT_COUNTED},
        ),
        (
            {
                "members": sitting({n: LEVELS[n % 4] for n in range(1, 31)}),
                "invited": dict.fromkeys(LEVELS[:4], 8),
            },
            {Found.LEVEL_MISSING},
        ),
        ({"now": NOW + timedelta(days=1)}, set()),
        ({"calm": Calm(BERLIN, "ST", closed=(WINTER,))}, {Found.HOLIDAYS}),
        (
            {"calm": Calm(BERLIN, "ST", closed=(WINTER,)), "now": NOW + timedelta(days=7)},
            {Found.HOLIDAYS_NOW},
        ),
        ({"promised": datetime(2027, 5, 11, 10, tzinfo=BERLIN)}, {Found.TALK_EARLY}),
        ({"promised": None}, set()),
    ],
)
def test_each_thing_that_matters_is_found(
    changes: Mapping[str, object], expected: set[Found]
) -> None:
    at = replace(SITUATION, **changes)  # type: ignore[arg-type]
    assert found(at) == expected
    assert looked(at).can_begin == BLOCKS.isdisjoint(expected)


def test_what_would_end_in_school_holidays_ends_after_them_and_that_is_said() -> None:
    holidays = replace(SITUATION, calm=Calm(BERLIN, "ST", closed=(WINTER,)))
    (finding,) = looked(holidays).findings
    words = sentence(finding, translator("de"))
    assert "fallen Schulferien bis Fr., 12. Februar 2027" in words
    assert "endet am Mo., 15. Februar 2027" in words
    assert looked(holidays).stretches[0].day.isoformat() == "2027-02-15"


def test_small_levels_are_told_only_where_levels_would_be_shown() -> None:
    few = replace(SITUATION, members=sitting({n: LEVELS[n % 5] for n in range(1, 16)}), invited={})
    assert Found.HIDDEN_LEVELS in found(few, filled(dialog("s05_wirkungspfad")))
    assert Found.HIDDEN_LEVELS not in found(few, filled(dialog("s01_auftrag")))


def test_a_day_that_has_passed_keeps_a_round_from_beginning() -> None:
    late = replace(SITUATION, now=datetime(2027, 5, 5, 10, tzinfo=BERLIN))
    assert Found.PAST in found(late)
    assert not looked(late).can_begin


def test_a_part_whose_people_have_gone_is_missing() -> None:
    script = dialog("s14_fragen")
    both = {part_named("asker"): "1", part_named("advisors"): "2,3"}
    assert Found.PART not in found(SITUATION, filled(script, **both))
    gone = {n: level for n, level in SITUATION.members.items() if n != 1}
    assert Found.PART in found(replace(SITUATION, members=gone), filled(script, **both))


def test_a_part_in_which_nobody_would_be_asked_is_named() -> None:
    nobody = {
        n: replace(seat, parts=frozenset({"member"})) for n, seat in SITUATION.members.items()
    }
    (finding,) = looked(replace(SITUATION, members=nobody)).findings
    assert finding.found is Found.NOBODY_ASKED
    assert finding.title is not None
    assert finding.title.within("de") == "Auftrag der Steuerungsgruppe"


def test_a_small_circle_goes_to_those_who_were_named() -> None:
    script = dialog("s03_fokusgruppe")
    some = filled(script, circle="1,2,3,4,5,6,77")
    assert looked(SITUATION, some).people == 6
    assert looked(SITUATION, some).invited == looked(SITUATION, some).levels
    many = filled(script, circle=",".join(map(str, range(1, 13))))
    assert Found.TOO_MANY in found(SITUATION, many)


def test_what_is_not_filled_in_is_counted() -> None:
    planned = Planned(1, dialog("s01_auftrag"), {"purpose": "Klären"})
    (missing,) = [each for each in looked(SITUATION, planned).findings if each.blocks]
    assert (missing.found, missing.n) == (Found.MISSING, 6)


def test_phases_end_one_after_the_other_pauses_included() -> None:
    days = stretches(dialog("s13_praxisbaustein"), NOW, Calendar("ST"))
    ends = ["2027-02-16", "2027-02-23", "2027-03-02", "2027-03-12", "2027-04-12"]
    assert [day.isoformat() for _, day, _ in days] == ends


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("each", Found)
@pytest.mark.parametrize("n", [1, 2])
def test_every_finding_is_said_as_a_whole_sentence(each: Found, n: int, language: str) -> None:
    finding = Finding(
        each, n=n, limit=5, levels=("praxis",), title=plain("Regeln"), day=NOW.date(), later=NOW
    )
    said = sentence(finding, translator(language))
    assert said.endswith((".", "Praxis", "practice"))
    assert "{" not in said


# --- What is filled in ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_question_for_a_day_is_known_as_one(name: str) -> None:
    for given, point in zip(
        dialog(name).given.values(), Planned(1, dialog(name), {}).points[3:], strict=False
    ):
        asks = "welchem Tag" in given.text.within("de")
        assert (point.kind is Kind.DAY) == asks


def test_words_are_kept_in_one_line_and_days_as_days() -> None:
    words, day = Point("purpose", Kind.WORDS), Point("talk", Kind.DAY)
    assert read(words, " Klären,\n was wir wollen ", NOW.date()) == "Klären, was wir wollen"
    assert read(day, "4.5.", NOW.date()) == "2027-05-04"
    assert read(day, "2.2.2027", NOW.date()) == "2027-02-02"
