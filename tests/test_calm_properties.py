"""Calm over years of chance, in zones with every oddity there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.calm import (
    LOOKS_BACK,
    MOST_A_WEEK,
    Calm,
    Dropped,
    Hours,
    Kind,
    Nudge,
    Reason,
    Rhythm,
    Wishes,
    due,
)
from dialogs.workdays import is_before_rest, is_working_day
from tests.calendars import lands, moments, zones
from tests.nudging import Step, course

SUBJECTS = ("alpha", "beta", "gamma", "delta")
YEAR = timedelta(days=365)
USUAL = settings(max_examples=60, deadline=None)


def nudges_of_a_year(start: datetime, seed: int, crowd: int) -> list[Nudge]:
    """Return what a year might bring: some days are crowded, nights and weekends count too."""
    chance = Random(seed)
    days = [chance.uniform(0, 365) for _ in range(crowd)]
    return [_of_chance(start + timedelta(days=day), chance) for day in days]


def _of_chance(earliest: datetime, chance: Random) -> Nudge:
    kind = chance.choice([*Kind])
    lasts = timedelta(hours=chance.choice([2, 12, 24, 48, 100, 240, 700]))
    result = kind is Kind.RESULT
    promised = earliest + chance.choice([timedelta(), lasts]) if result else None
    return Nudge(
        person=1,
        kind=kind,
        subject=chance.choice(SUBJECTS),
        earliest=earliest,
        latest=None if result else earliest + lasts,
        promised=promised if chance.random() < 0.8 else None,
        mirror=result and chance.random() < 0.7,
        empty=kind is Kind.DIGEST and chance.random() < 0.3,
    )


@st.composite
def people(draw: st.DrawFn, start: datetime) -> Wishes:
    until = st.none() | st.integers(0, 60).map(lambda days: start + timedelta(days=days))
    return Wishes(
        rhythm=draw(st.sampled_from([*Rhythm])),
        zone=draw(st.none() | zones),
        paused_until=draw(until),
        snoozed_until=draw(until),
        daily=frozenset(draw(st.sets(st.sampled_from(SUBJECTS), max_size=1))),
    )


@dataclass(frozen=True)
class Lived:
    """A year of a person, with everything that was decided."""

    start: datetime
    seed: int
    crowd: int
    wishes: Wishes
    calm: Calm

    @cached_property
    def nudges(self) -> list[Nudge]:
        return nudges_of_a_year(self.start, self.seed, self.crowd)

    @cached_property
    def steps(self) -> list[Step]:
        return list(course(self.nudges, self.wishes, self.calm))

    @property
    def zone(self) -> ZoneInfo:
        return self.wishes.zone or self.calm.zone

    @property
    def messages(self) -> list[Step]:
        return [step for step in self.steps if step.decision.send]

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone).replace(tzinfo=None)


@st.composite
def lives(draw: st.DrawFn) -> Lived:
    zone = draw(zones)
    start = draw(moments(zone))
    opens, closes = draw(st.sampled_from([(8, 18), (0, 23), (7, 8), (1, 4)]))
    calm = Calm(zone, draw(lands), Hours(time(opens), time(closes)))
    seed, crowd = draw(st.integers(0, 2**32)), draw(st.integers(1, 120))
    return Lived(start, seed, crowd, draw(people(start)), calm)


@USUAL
@given(lives())
def test_no_message_comes_at_a_wrong_hour(lived: Lived) -> None:
    for step in lived.messages:
        shown = lived.local(step.now)
        assert is_working_day(shown.date(), lived.calm.land)
        assert lived.calm.hours.opens <= shown.time() < lived.calm.hours.closes
        for until in (lived.wishes.paused_until, lived.wishes.snoozed_until):
            assert until is None or step.now >= until
        for each in step.decision.send:
            assert each.earliest <= step.now
            assert each.latest is None or step.now < each.latest
            assert not (each.mirror and shown.weekday() == 4)
            assert not (each.mirror and is_before_rest(shown.date(), lived.calm.land))


@USUAL
@given(lives())
def test_no_day_has_two_messages_and_no_week_three_but_for_a_promised_result(lived: Lived) -> None:
    days, weeks = list[date](), list[tuple[int, int]]()
    for step in lived.messages:
        if step.decision.sent is None or not step.decision.sent.counts:
            continue
        day = lived.local(step.now).date()
        week = day.isocalendar()[:2]
        promised = [_promise_has_come(each, lived, day) for each in step.decision.send]
        assert day not in days
        assert weeks.count(week) < MOST_A_WEEK or any(promised)
        days.append(day)
        weeks.append(week)


def _promise_has_come(each: Nudge, lived: Lived, day: date) -> bool:
    return each.promised is not None and lived.local(each.promised).date() <= day


@USUAL
@given(lives())
def test_what_is_sent_without_counting_is_a_daily_round_with_company(lived: Lived) -> None:
    for step in lived.messages:
        assert step.decision.sent is not None
        if not step.decision.sent.counts:
            assert any(each.subject in lived.wishes.daily for each in step.decision.send)


@USUAL
@given(lives())
def test_no_promised_result_is_lost_and_none_is_late_without_a_reason(lived: Lived) -> None:
    sent = [(step.now, each) for step in lived.messages for each in step.decision.send]
    for result in (each for each in lived.nudges if each.kind is Kind.RESULT):
        own = [now for now, each in sent if each == result]
        newer = [
            now
            for now, each in sent
            if (each.kind, each.subject) == (result.kind, result.subject)
            and each.earliest >= result.earliest
        ]
        assert newer
        if own and result.promised is not None:
            assert own[0] < _second_good_day(result, lived)


def _second_good_day(result: Nudge, lived: Lived) -> datetime:
    """Return the end of the second day on which the result could have come."""
    silence = (lived.wishes.paused_until, lived.wishes.snoozed_until)
    assert result.promised is not None
    ready = max([result.promised, *(until for until in silence if until)])
    day, good = lived.local(ready).date(), 0
    hours, land = lived.calm.hours, lived.calm.land
    while True:
        rested = is_before_rest(day, land) if result.mirror else False
        in_time = day > lived.local(ready).date() or lived.local(ready).time() < hours.closes
        good += is_working_day(day, land) and not rested and in_time
        if good > 1 + (day.year == 2011):  # the year in which Apia had no 30 December
            return datetime.combine(day + timedelta(days=1), time(), lived.zone)
        day += timedelta(days=1)


@USUAL
@given(lives())
def test_every_wish_ends_once_and_is_never_decided_in_vain(lived: Lived) -> None:
    ended = [each for step in lived.steps for each in step.decision.send]
    ended += [each.nudge for step in lived.steps for each in step.decision.dropped]
    assert sorted(map(str, ended)) == sorted({str(each) for each in lived.nudges})
    for step in lived.steps:
        assert all(each.until > step.now for each in step.decision.waiting)
    idle = [s for s in lived.steps if not s.decision.send and not s.decision.dropped]
    starts = {each.earliest for each in lived.nudges}
    assert all(step.now in starts for step in idle), "we wake for something"


@USUAL
@given(lives())
def test_a_reason_is_true(lived: Lived) -> None:
    for step in lived.steps:
        for dropped in step.decision.dropped:
            _believe(dropped, step)


def _believe(dropped: Dropped, step: Step) -> None:
    each = dropped.nudge
    match dropped.reason:
        case Reason.TOO_LATE:
            assert each.latest is not None
            assert each.latest <= step.now
        case Reason.EMPTY:
            assert each.empty
        case Reason.RHYTHM:
            assert each.kind in (Kind.DIGEST, Kind.CHECK_IN)
        case Reason.GAVE_WAY:
            assert each.kind is Kind.CHECK_IN
        case Reason.COVERED:
            waiting = {other.nudge for other in step.decision.waiting}
            gone = {other.nudge for other in step.decision.dropped}
            others = (waiting | gone | {*step.decision.send}) - {each}
            kinds = {other.kind for other in others if other.subject == each.subject}
            assert each.kind in kinds or (each.kind, Kind.OPENING in kinds) == (Kind.REMINDER, True)


@USUAL
@given(lives(), st.randoms(use_true_random=False))
def test_the_same_question_has_the_same_answer(lived: Lived, chance: Random) -> None:
    now = lived.nudges[len(lived.nudges) // 2].earliest
    known = [each for each in lived.nudges if each.earliest <= now + timedelta(days=3)]
    history = tuple(
        step.decision.sent for step in lived.messages if step.now < now and step.decision.sent
    )
    decision = due(known, lived.wishes, lived.calm, history, now)
    mixed = chance.sample(known, len(known))
    elsewhere = now.astimezone(ZoneInfo("Asia/Kathmandu"))
    assert due(mixed, lived.wishes, lived.calm, history[::-1], elsewhere) == decision
    recent = tuple(sent for sent in history if sent.day >= lived.local(now).date() - LOOKS_BACK)
    assert due(known, lived.wishes, lived.calm, recent, now) == decision


@USUAL
@given(lives())
def test_what_becomes_due_later_disturbs_no_message_of_today(lived: Lived) -> None:
    """Wishes known ahead may only make a check-in give way."""
    now = lived.nudges[0].earliest.astimezone(UTC)
    known = [each for each in lived.nudges if each.earliest <= now]
    ahead = due(lived.nudges, lived.wishes, lived.calm, (), now)
    alone = due(known, lived.wishes, lived.calm, (), now)
    if all(each.kind is not Kind.CHECK_IN for each in known):
        assert ahead.send == alone.send
        assert ahead.dropped == alone.dropped
