"""What authors and coordinations are told to look at again after a simulation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from textwrap import dedent

import pytest

from bot.simulation.lints import About, lints
from dialogs.calm import Kind
from tests.simulated import ENGLISH, found, played

SCRIPT = dedent("""\
    reihum: 1
    id: kurz
    languages: [en]
    title: A short one
    purpose: To see what is said about it.
    minutes: 2
    anonymity: anonymous
    people: {min: 5}
    intro: Hello.
    phases:
      - id: look
        title: A look at it
        lasts: 7d
        ends_early: false
        steps:
          - ask: time
            type: scale
            scale: agree6
            text: Was there time?
    returns: {text: The figures., within: 6d}
    closing: Thank you.
    """)


def _script(*changes: tuple[str, str]) -> str:
    written = SCRIPT
    for old, new in changes:
        assert old in written
        written = written.replace(old, new)
    return written


def test_nothing_is_said_where_nothing_is_wrong() -> None:
    came = played(_script(("minutes: 2", "minutes: 1")), start="2026-11-03 09:00")
    assert [lint for lint in lints(came, ENGLISH) if lint.about is not About.MINUTES] == []


@pytest.mark.parametrize(
    ("changes", "start", "about", "words"),
    [
        ([], "2026-11-07 09:00", About.FREE_DAY, "would end on Sat, 14 November 2026"),
        ([("6d", "3d")], "2026-11-03 09:00", About.BEFORE_REST, "fall on Fri, 13 November"),
        ([("anonymous", "anonymous\nthreshold: 30")], "2026-11-03", About.TOO_FEW, "time"),
        ([("minutes: 2", "minutes: 9")], "2026-11-03", About.MINUTES, "the script says 9"),
        ([("min: 5", "min: 20")], "2026-11-03", About.TOO_SMALL, "at least 20 people"),
        (
            [("lasts: 7d", "needs: {a: {text: A draft.}}\n    waits: 1h\n    lasts: 7d")],
            "2026-11-03",
            About.LEFT_OUT,
            "nobody supplied the words for it in time",
        ),
    ],
)  # fmt: skip
def test_what_an_author_should_look_at_is_named_with_what_to_do(
    changes: list[tuple[str, str]], start: str, about: About, words: str
) -> None:
    said = lints(played(_script(*changes), start=start), ENGLISH)
    (lint,) = [each for each in said if each.about is about]
    assert words in lint.what
    assert lint.do


def _many(phases: int, lasts: str) -> str:
    """Return the script with its phase so many times one after the other."""
    head, phase = SCRIPT.split("phases:\n")
    one, tail = phase.split("returns:")
    several = [
        one.replace("look", f"look{n}").replace("ask: time", f"ask: time{n}") for n in range(phases)
    ]
    return f"{head}phases:\n{''.join(several)}returns:{tail}".replace(
        "lasts: 7d", f"lasts: {lasts}"
    )


def test_too_many_messages_and_phases_over_before_anybody_could_be_invited_are_named() -> None:
    many = lints(played(_many(7, "7d"), start="2026-11-03 09:00"), ENGLISH)
    (lint,) = [each for each in many if each.about is About.MANY_MESSAGES]
    assert "had more than six messages about this dialog" in lint.what
    hasty = lints(played(_many(4, "1d"), start="2026-11-03 09:00"), ENGLISH)
    missed = [each for each in hasty if each.about is About.NOT_INVITED]
    assert missed
    assert "was over before" in missed[0].what
    assert all(each.do for each in [lint, *missed])


def test_what_had_to_wait_and_results_after_their_day_are_named() -> None:
    came = played(_script())
    later = [replace(each, at=each.at + timedelta(days=7)) for each in came.diary.deliveries]
    waited = lints(replace(came, diary=replace(came.diary, deliveries=later)), ENGLISH)
    held_up = next(each for each in waited if each.about is About.HELD_UP)
    assert "waited more than three working days" in held_up.what
    assert About.HELD_UP not in found(came)
    (late,) = [
        each
        for each in lints(played("s12_qualitaetswerkstatt", 14), ENGLISH)
        if each.about is About.RESULT_LATE
    ]
    assert "had the whole result after the promised" in late.what
    assert "objections" in late.do


def test_what_must_never_happen_would_be_named() -> None:
    came = played(_script())
    sent = came.diary.deliveries
    at_night = [replace(each, at=each.at + timedelta(hours=12)) for each in sent]
    no_result = [
        each for each in sent if not any(nudge.kind is Kind.RESULT for nudge in each.letters)
    ]
    for deliveries, about in (
        ([each for each in sent for _ in range(2)], About.OVER_BUDGET),
        (at_night, About.OUT_OF_HOURS),
        (no_result, About.NO_RESULT),
    ):
        broken = replace(came, diary=replace(came.diary, deliveries=deliveries))
        (lint,) = [each for each in lints(broken, ENGLISH) if each.about is about][:1]
        assert "error of the program" in lint.do
    assert not set(found(came)) & {About.OVER_BUDGET, About.OUT_OF_HOURS, About.NO_RESULT}


def test_the_holidays_are_those_of_the_land() -> None:
    # Reformation Day, a Saturday in 2026 and a Sunday in 2027, is a Tuesday in 2028.
    assert About.FREE_DAY in found(played(_script(), start="2028-10-24 09:00", land="ST"))
    assert About.FREE_DAY not in found(played(_script(), start="2028-10-24 09:00", land="HE"))
