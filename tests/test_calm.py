"""Calm: no message at a wrong hour, none too many, and no promised result lost; as examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.calm import Calm, Decision, Hours, Kind, Rhythm, Sent, Wishes, due
from tests.bench import bench_calm
from tests.calendars import BERLIN
from tests.nudging import MONDAY, NETWORK, WEEKLY, at, course, diary, nudge

EXAMPLES = {
    "what comes at a good time goes out at once": """
        opening alpha Tue 10:00 until Fri 10:00
        > Tue 10:00 opening alpha
    """,
    "nothing comes at night": """
        opening alpha Mon 18:00 until Fri 10:00
        reminder beta Wed 07:59 until Fri 10:00
        > Tue 08:00 opening alpha
        > Wed 08:00 reminder beta
    """,
    "nothing comes on a weekend": """
        opening alpha Sat 10:00 until Fri2 10:00
        > Mon2 08:00 opening alpha
    """,
    "what belongs together is one message, the most important first": """
        reminder alpha Mon 20:00 until Fri 10:00
        commitment beta Mon 19:00 until Fri2 10:00
        opening gamma Tue 07:00 until Fri2 10:00
        > Tue 08:00 opening gamma + commitment beta + reminder alpha
    """,
    "one message a day": """
        opening alpha Tue 10:00 until Fri2 10:00
        reminder beta Tue 11:00 until Fri 10:00
        > Tue 10:00 opening alpha
        > Wed 08:00 reminder beta
    """,
    "two messages a week": """
        opening alpha Mon 10:00 until Fri2 10:00
        commitment beta Tue 10:00 until Fri2 10:00
        opening gamma Wed 10:00 until Fri2 10:00
        reminder delta Thu 10:00 until Fri2 10:00
        > Mon 10:00 opening alpha
        > Tue 10:00 commitment beta
        > Mon2 08:00 opening gamma + reminder delta
    """,
    "a reminder that would come too late does not come": """
        opening alpha Mon 10:00 until Fri2 10:00
        opening beta Tue 10:00 until Fri2 10:00
        reminder gamma Wed 10:00 until Fri 10:00
        > Mon 10:00 opening alpha
        > Tue 10:00 opening beta
        > Mon2 08:00 not reminder gamma: too-late
    """,
    "a promised result comes on its date, even as the third in a week, and takes others along": """
        opening alpha Mon 10:00 until Fri2 10:00
        opening beta Tue 10:00 until Fri2 10:00
        reminder gamma Wed 10:00 until Fri2 10:00
        result delta Thu 10:00 promised Thu 10:00 mirror
        > Mon 10:00 opening alpha
        > Tue 10:00 opening beta
        > Thu 10:00 result delta + reminder gamma
    """,
    "a promised result never is the second message of a day": """
        opening alpha Tue 08:00 until Fri2 10:00
        result beta Tue 10:00 promised Tue 10:00 mirror
        > Tue 08:00 opening alpha
        > Wed 08:00 result beta
    """,
    "a result that is ready before its date waits for a free place": """
        opening alpha Mon 10:00 until Fri2 10:00
        opening beta Tue 10:00 until Fri2 10:00
        result gamma Wed 10:00 promised Wed2 10:00 mirror
        > Mon 10:00 opening alpha
        > Tue 10:00 opening beta
        > Mon2 08:00 result gamma
    """,
    "a result that is ready before its date waits for that date at the longest": """
        opening alpha Mon 10:00 until Fri2 10:00
        opening beta Tue 10:00 until Fri2 10:00
        result gamma Wed 10:00 promised Thu 14:00 mirror
        > Mon 10:00 opening alpha
        > Tue 10:00 opening beta
        > Thu 08:00 result gamma
    """,
    "a mirror never comes on a Friday": """
        result alpha Fri 10:00 promised Fri 10:00 mirror
        result beta Fri 11:00 promised Fri 11:00
        > Fri 11:00 result beta
        > Mon2 08:00 result alpha
    """,
    "a check-in gives way to an opening of the same week": """
        opening alpha Mon 10:00 until Fri2 10:00
        check-in beta Tue 10:00 until Fri 10:00
        check-in beta Tue2 10:00 until Fri2 10:00
        > Mon 10:00 opening alpha
        > Tue 10:00 not check-in beta: gave-way
        > Tue2 10:00 check-in beta
    """,
    "a check-in gives way to a reminder that waits for its hour": """
        reminder alpha Mon 20:00 until Fri2 10:00
        check-in beta Tue 08:00 until Fri 10:00
        > Tue 08:00 reminder alpha
        > Tue 08:00 not check-in beta: gave-way
    """,
    "a check-in stands alone": """
        result alpha Tue 10:00 promised Tue 10:00 mirror
        check-in beta Tue 10:00 until Fri 10:00
        check-in gamma Tue 10:00 until Wed 10:00
        > Tue 10:00 result alpha
        > Wed 08:00 check-in gamma
        > Mon2 08:00 not check-in beta: too-late
    """,
    "a digest without anything in it does not come": """
        digest alpha Thu 09:00 until Fri 18:00 empty
        digest alpha Thu2 09:00 until Fri2 18:00
        > Thu 09:00 not digest alpha: empty
        > Thu2 09:00 digest alpha
    """,
    "a digest takes along what is open": """
        reminder alpha Wed 20:00 until Fri 18:00
        digest beta Thu 08:00 until Fri 18:00
        > Thu 08:00 reminder alpha + digest beta
    """,
    "two reminders of one round that met are one": """
        reminder alpha Fri 19:00 until Thu2 10:00
        reminder alpha Sun 19:00 until Thu2 10:00
        > Sun 19:00 not reminder alpha: covered
        > Mon2 08:00 reminder alpha
    """,
    "who gets the opening needs no reminder of it": """
        opening alpha Fri 19:00 until Thu2 10:00
        reminder alpha Sun 19:00 until Thu2 10:00
        > Sun 19:00 not reminder alpha: covered
        > Mon2 08:00 opening alpha
    """,
}


@pytest.mark.parametrize("told", EXAMPLES.values(), ids=EXAMPLES)
def test_as_told(told: str) -> None:
    lines = [line.strip() for line in told.strip().splitlines()]
    nudges = [nudge(line) for line in lines if not line.startswith(">")]
    expected = [line[2:] for line in lines if line.startswith(">")]
    assert diary(course(nudges)) == expected


# --- What a person has settled on ----------------------------------------------------------------


def test_in_a_pause_nothing_comes_and_a_result_waits_for_its_end() -> None:
    wishes = replace(WEEKLY, paused_until=at("Wed2 00:00"))
    nudges = [
        nudge("opening alpha Tue 10:00 until Fri2 10:00"),
        nudge("reminder beta Wed 10:00 until Fri 10:00"),
        nudge("result gamma Thu 10:00 promised Thu 10:00 mirror"),
        nudge("digest delta Thu 10:00 until Fri 18:00"),
    ]
    assert diary(course(nudges, wishes)) == [
        "Wed2 08:00 opening alpha + result gamma",
        "Wed2 08:00 not reminder beta: too-late",
        "Wed2 08:00 not digest delta: too-late",
    ]


def test_a_pause_that_ends_early_lets_everything_through_that_is_still_in_time() -> None:
    paused = replace(WEEKLY, paused_until=at("Wed2 00:00"))
    waits = nudge("reminder alpha Tue 10:00 until Fri 10:00")
    assert due([waits], paused, NETWORK, (), at("Tue 10:00")).waiting[0].nudge == waits
    assert due([waits], WEEKLY, NETWORK, (), at("Tue 11:00")).send == (waits,)


def test_what_is_empty_in_a_pause_may_have_something_in_it_at_its_end() -> None:
    paused = replace(WEEKLY, paused_until=at("Thu 00:00"))
    digest = nudge("digest alpha Tue 10:00 until Fri 18:00 empty")
    assert due([digest], paused, NETWORK, (), at("Tue 10:00")).dropped == ()


def test_a_snooze_is_a_short_pause() -> None:
    wishes = replace(WEEKLY, snoozed_until=at("Tue 14:00"))
    nudges = [nudge("opening alpha Tue 10:00 until Fri 10:00")]
    assert diary(course(nudges, wishes)) == ["Tue 14:00 opening alpha"]


@pytest.mark.parametrize(
    ("rhythm", "weeks"),
    [
        (Rhythm.WEEKLY, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (Rhythm.FORTNIGHTLY, [1, 3, 5, 7, 9]),
        (Rhythm.MONTHLY, [1, 5, 9]),
        (Rhythm.NONE, []),
    ],
)
def test_check_ins_come_in_the_rhythm_of_the_person(rhythm: Rhythm, weeks: list[int]) -> None:
    nudges = [nudge(f"check-in alpha Tue{n} 10:00 until Fri{n} 10:00") for n in range(1, 10)]
    sent = [step for step in course(nudges, Wishes(rhythm)) if step.decision.send]
    assert [(step.now.date() - MONDAY).days // 7 + 1 for step in sent] == weeks


def test_a_rhythm_is_about_what_comes_beside_rounds_only() -> None:
    nudges = [
        nudge("opening alpha Tue 10:00 until Fri 10:00"),
        nudge("commitment beta Tue 10:00 until Fri 10:00"),
        nudge("reminder gamma Tue 10:00 until Fri 10:00"),
    ]
    decision = due(nudges, Wishes(Rhythm.NONE), NETWORK, (), at("Tue 10:00"))
    assert decision.send == tuple(nudges)


def test_who_has_joined_a_daily_round_gets_it_daily_beside_the_budget() -> None:
    wishes = replace(WEEKLY, daily=frozenset({"focus"}))
    nudges = [nudge(f"opening focus {day} 09:00 until {day} 18:00") for day in _weekdays()]
    nudges.append(nudge("opening alpha Tue 10:00 until Fri2 10:00"))
    assert diary(course(nudges, wishes)) == [
        "Mon 09:00 opening focus",
        "Tue 09:00 opening focus",
        "Tue 10:00 opening alpha",
        "Wed 09:00 opening focus",
        "Thu 09:00 opening focus",
        "Fri 09:00 opening focus",
    ]
    assert diary(course(nudges))[:2] == ["Mon 09:00 opening focus", "Tue 09:00 opening focus"]
    assert sum(bool(step.decision.send) for step in course(nudges)) == 3


def test_a_check_in_does_not_follow_a_message_of_a_daily_round() -> None:
    wishes = replace(WEEKLY, daily=frozenset({"focus"}))
    nudges = [
        nudge("commitment focus Tue 10:00 until Fri 10:00"),
        nudge("check-in alpha Tue 10:00 until Fri 10:00"),
    ]
    assert diary(course(nudges, wishes)) == [
        "Tue 10:00 commitment focus",
        "Wed 08:00 check-in alpha",
    ]


def test_a_check_in_is_no_daily_round() -> None:
    wishes = replace(WEEKLY, daily=frozenset({"alpha"}))
    check_in = nudge("check-in alpha Tue 10:00 until Fri 10:00")
    decision = due([check_in], wishes, NETWORK, (), at("Tue 10:00"))
    assert decision.sent == Sent(date(2026, 11, 3), frozenset({Kind.CHECK_IN}), counts=True)


def test_a_message_counts_when_any_of_it_does() -> None:
    wishes = replace(WEEKLY, daily=frozenset({"focus"}))
    nudges = [
        nudge("opening focus Tue 10:00 until Tue 18:00"),
        nudge("reminder beta Tue 10:00 until Fri 10:00"),
    ]
    decision = due(nudges, wishes, NETWORK, (), at("Tue 10:00"))
    kinds = frozenset({Kind.OPENING, Kind.REMINDER})
    assert decision.sent == Sent(date(2026, 11, 3), kinds, counts=True)


def test_what_rides_along_with_a_daily_round_costs_nothing() -> None:
    wishes = replace(WEEKLY, daily=frozenset({"focus"}))
    spent = Sent(MONDAY + timedelta(days=1), frozenset({Kind.OPENING}))
    nudges = [
        nudge("opening focus Tue 11:00 until Tue 18:00"),
        nudge("reminder beta Tue 11:00 until Fri 10:00"),
    ]
    decision = due(nudges, wishes, NETWORK, (spent,), at("Tue 11:00"))
    assert len(decision.send) == 2
    assert decision.sent is not None
    assert not decision.sent.counts


def test_hours_are_those_of_the_place_where_the_person_lives() -> None:
    wishes = replace(WEEKLY, zone=ZoneInfo("America/New_York"))
    nudges = [nudge("opening alpha Tue 10:00 until Fri 10:00")]
    assert diary(course(nudges, wishes)) == ["Tue 14:00 opening alpha"]


def test_a_network_may_keep_other_hours() -> None:
    calm = replace(NETWORK, hours=Hours(time(9), time(15, 30)))
    nudges = [nudge("opening alpha Tue 15:30 until Fri 10:00")]
    assert diary(course(nudges, calm=calm)) == ["Wed 09:00 opening alpha"]


def test_hours_that_hold_no_time_are_refused() -> None:
    with pytest.raises(ValueError, match="hold no time"):
        Hours(time(18), time(8))


def test_a_mirror_does_not_come_before_a_long_weekend_either() -> None:
    maundy_thursday = datetime(2026, 4, 2, 10, tzinfo=BERLIN)
    mirror = replace(nudge("result alpha Mon 10:00 mirror"), earliest=maundy_thursday)
    (step,) = (each for each in course([mirror]) if each.decision.send)
    assert step.now.astimezone(BERLIN) == datetime(2026, 4, 7, 8, tzinfo=BERLIN)


def test_the_holidays_are_those_of_the_land() -> None:
    all_saints = datetime(2027, 11, 1, 10, tzinfo=BERLIN)
    opening = replace(nudge("opening alpha Mon 10:00"), earliest=all_saints)
    assert due([opening], WEEKLY, Calm(BERLIN, "NI"), (), all_saints).send == (opening,)
    assert due([opening], WEEKLY, Calm(BERLIN, "NW"), (), all_saints).send == ()


def test_who_travels_westwards_does_not_have_the_same_day_twice() -> None:
    sent = Sent(MONDAY + timedelta(days=1), frozenset({Kind.OPENING}))
    wishes = replace(WEEKLY, zone=ZoneInfo("America/New_York"))
    opening = nudge("opening alpha Mon 20:00 until Fri2 10:00")
    still_monday = at("Mon 20:00")
    (waits,) = due([opening], wishes, NETWORK, (sent,), still_monday).waiting
    assert waits.until == at("Wed 14:00")


def test_a_week_goes_on_over_new_year() -> None:
    two = tuple(Sent(date(2025, 12, day), frozenset({Kind.OPENING})) for day in (29, 30))
    friday = datetime(2026, 1, 2, 10, tzinfo=BERLIN)
    opening = replace(nudge("opening alpha Mon 10:00"), earliest=friday)
    (waits,) = due([opening], WEEKLY, NETWORK, two, friday).waiting
    assert waits.until == datetime(2026, 1, 5, 8, tzinfo=BERLIN)


def test_at_its_end_it_is_too_late() -> None:
    reminder = nudge("reminder alpha Tue 10:00 until Fri 10:00")
    assert due([reminder], WEEKLY, NETWORK, (), at("Fri 09:59")).send == (reminder,)
    assert due([reminder], WEEKLY, NETWORK, (), at("Fri 10:00")).send == ()


def test_a_result_with_nothing_in_it_is_told_all_the_same() -> None:
    result = nudge("result alpha Tue 10:00 empty")
    assert due([result], WEEKLY, NETWORK, (), at("Tue 10:00")).send == (result,)


def test_without_a_wish_there_is_nothing_to_decide() -> None:
    decision = due([], WEEKLY, NETWORK, (), at("Tue 10:00"))
    assert decision == Decision((), (), (), None)
    assert decision.again is None


def test_a_result_that_could_be_lost_is_a_mistake_of_the_program() -> None:
    with pytest.raises(AssertionError):
        nudge("result alpha Mon 10:00 until Fri 10:00")


def _weekdays() -> list[str]:
    return ["Mon", "Tue", "Wed", "Thu", "Fri"]


def test_the_measurements_can_be_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench_calm, "PEOPLE", 20)
    bench_calm.main(times=1)
    assert "20 decisions" in capsys.readouterr().out
