"""What a round says of its own accord becomes a wish to write; what answers somebody does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.nudging import Occasion, nudges, still_needed
from bot.rehearsal.scripts import find
from dialogs.calm import Kind, Nudge
from dialogs.effects import (
    Ask,
    Effect,
    Finished,
    Invite,
    News,
    Remind,
    Request,
    Return,
    Reveal,
    Say,
    Tell,
    Took,
    Wish,
)
from dialogs.report import Section
from dialogs.round import AskNumber, Opening, Round, Seat, Standing, Status
from dialogs.text import plain

NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
DIALOG, CHECK_IN = (find(name, Path()) for name in ("s01_auftrag", "checkin_monatlich"))
OPENING = Opening(2, None, 0, NOW, NOW + 10 * DAY)
NUMBER = AskNumber(2, 0, 0)
INVITE = Invite(1, OPENING, NUMBER, first=True)
ABOUT = Occasion(DIALOG, "7", OPENING, NOW + 30 * DAY, NOW)


def _one(effect: Effect, about: Occasion = ABOUT) -> Nudge:
    (nudge,) = nudges([effect], 1, about)
    return nudge


def test_an_invitation_is_worth_sending_as_long_as_the_phase_is_open() -> None:
    assert _one(INVITE) == Nudge(1, Kind.OPENING, "7", NOW, OPENING.ends)


def test_the_first_question_of_a_check_in_gives_way_to_rounds() -> None:
    assert _one(INVITE, replace(ABOUT, script=CHECK_IN)).kind is Kind.CHECK_IN


def test_a_question_about_a_promise_is_one_about_a_commitment() -> None:
    opening = replace(OPENING, part="schritt_faellig")
    about = replace(ABOUT, opening=opening)
    assert _one(Invite(1, opening, NUMBER, first=True), about).kind is Kind.COMMITMENT


def test_a_reminder_leaves_some_hours_or_is_not_sent() -> None:
    nudge = _one(Remind(1, OPENING.ends))
    assert nudge.kind is Kind.REMINDER
    assert nudge.latest is not None
    assert nudge.latest < OPENING.ends


def test_a_result_keeps_its_promise_and_is_never_lost() -> None:
    nudge = _one(Return(1))
    assert (nudge.kind, nudge.latest, nudge.mirror) == (Kind.RESULT, None, True)
    assert nudge.promised == ABOUT.returns_on


def test_parts_that_are_left_out_at_once_are_told_of_together_in_their_order() -> None:
    choosing = Tell(1, News.SKIPPED_UNREAD, plain("Choosing"))
    agreeing = Tell(1, News.SKIPPED_NOTHING, plain("Agreeing"))
    (told,) = nudges([choosing, agreeing], 1, ABOUT).values()
    assert told == [choosing, agreeing]
    # The next one is no newer version of this news.
    assert _one(choosing).subject != _one(choosing, replace(ABOUT, now=NOW + DAY)).subject


def test_the_last_words_come_before_the_result_or_never() -> None:
    nudge = _one(Say(1, DIALOG.closing))
    assert nudge.latest == ABOUT.returns_on
    assert nudge.subject != _one(Return(1)).subject


def test_what_shows_what_people_said_is_a_mirror_with_all_that_belongs_to_it() -> None:
    words = Say(1, plain("Look."))
    shown = Reveal(1, "regel", Section("regel", plain("Rules"), "statement", 5))
    together = nudges([words, shown], 1, ABOUT)
    ((nudge, said),) = together.items()
    assert said == [words, shown]
    assert nudge.mirror
    assert not _one(words).mirror


@pytest.mark.parametrize("news", list(News))
def test_news_never_take_the_place_of_an_invitation(news: News) -> None:
    told = _one(Tell(1, news, plain("A part"), at=NOW + DAY))
    if news is News.REOPENED:
        assert told.subject == _one(INVITE).subject
    else:
        assert (told.kind, told.subject) != (Kind.OPENING, _one(INVITE).subject)


def test_two_requests_to_the_coordination_are_two() -> None:
    asked = [Request(Wish.DRAFT, "entwurf"), Request(Wish.READERS, "regeln")]
    assert len(nudges(asked, 0, ABOUT)) == 2


def test_what_answers_somebody_never_waits() -> None:
    answers: list[Effect] = [
        Ask(1, NUMBER, 1, 5),
        Took(1, NUMBER, "a1", 4),
        Finished(1, OPENING.ends),
    ]
    assert nudges(answers, 1, ABOUT) == {}


# --- Some time later -----------------------------------------------------------------------------


def _round(seat: Seat, **changes: object) -> Round:
    return replace(Round({1: seat}, status=Status.OPEN, opening=OPENING), **changes)  # type: ignore[arg-type]


WAITED_FOR = Seat(1, "praxis", open=NUMBER)
DONE = Seat(1, "praxis")


def test_nobody_is_invited_or_reminded_who_has_answered_meanwhile() -> None:
    for effect in (INVITE, Remind(1, OPENING.ends)):
        assert still_needed(effect, ABOUT, _round(WAITED_FOR), 1)
        assert not still_needed(effect, ABOUT, _round(DONE), 1)


def test_nobody_is_invited_to_a_phase_that_is_over() -> None:
    later = replace(OPENING, number=3)
    assert not still_needed(INVITE, ABOUT, _round(WAITED_FOR, opening=later), 1)


def test_who_has_left_is_told_nothing() -> None:
    gone = replace(DONE, standing=Standing.LEFT)
    assert not still_needed(Return(1), ABOUT, _round(gone), 1)
    assert still_needed(Return(1), ABOUT, _round(DONE), 1)


def test_more_time_is_no_news_once_the_next_phase_is_open() -> None:
    news = Tell(1, News.EXTENDED, at=NOW + DAY)
    assert still_needed(news, ABOUT, _round(DONE), 1)
    assert not still_needed(news, ABOUT, _round(DONE, opening=replace(OPENING, number=3)), 1)


def test_a_result_that_is_there_is_not_said_to_be_late() -> None:
    news = Tell(1, News.NOT_RETURNED_YET)
    assert still_needed(news, ABOUT, _round(DONE), 1)
    assert not still_needed(news, ABOUT, _round(DONE, status=Status.ENDED), 1)


def test_a_request_waits_for_the_coordination() -> None:
    assert still_needed(Request(Wish.DRAFT, "entwurf"), ABOUT, _round(DONE), 0)
