"""A whole invented group plays every dialog: calm is kept, and everybody gets a result.

``REIHUM_SIMULATE=long pytest tests/test_simulate.py`` plays with 9 and 60 people, and three seeds.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from datetime import date, time
from pathlib import Path

import pytest

from bot.rehearsal.chat import Received
from bot.rehearsal.play import ZONE, read_start
from bot.rehearsal.room import COORDINATION
from bot.rehearsal.scripts import find, shipped_names
from bot.simulation import transcripts
from bot.simulation.account import Account
from bot.simulation.diary import Did
from bot.simulation.lints import About
from bot.simulation.plan import planned
from bot.simulation.report import plain, report
from bot.simulation.vocabulary import vocabulary
from dialogs.calm import Kind
from dialogs.effects import News
from dialogs.guard import read
from dialogs.round import Status
from dialogs.workdays import day_for_results, is_working_day
from tests.simulated import ENGLISH, GERMAN, every_play, found, played

ROOT = Path(__file__).parent.parent

LONG = os.environ.get("REIHUM_SIMULATE") == "long"
SIZES = (5, 9, 14, 60) if LONG else (5, 14)
SEEDS = (1, 2, 3) if LONG else (1,)

every_dialog = pytest.mark.parametrize("name", shipped_names())
every_size = pytest.mark.parametrize("people", SIZES)
every_seed = pytest.mark.parametrize("seed", SEEDS)


# --- Every dialog, every group -------------------------------------------------------------------


@every_dialog
@every_size
@every_seed
def test_every_round_ends_in_a_result_for_everybody(name: str, people: int, seed: int) -> None:
    came = played(name, people, seed)
    assert {round.status for round in came.rounds} == {Status.ENDED}
    assert came.without_result() == []
    for member in came.present:
        sent = came.messages[member]
        got = {
            letter.round
            for each in sent
            for nudge, letter in each.letters.items()
            if nudge.kind is Kind.RESULT
        }
        assert 0 in got or not came.rounds[0].closed


@every_dialog
@every_size
@every_seed
def test_nobody_is_written_to_more_often_than_promised(name: str, people: int, seed: int) -> None:
    came = played(name, people, seed)
    daily = came.plan.setting.script.rhythm == "daily"
    for sent in () if daily else came.messages.values():
        days = [came.day(each.at) for each in sent]
        promises = [came.day(n.promised) for each in sent for n in each.letters if n.promised]
        assert max(Counter(days).values(), default=0) <= 1
        for week, n in Counter(day.isocalendar()[:2] for day in days).items():
            # A third only keeps the promise of a result, whose day has come.
            assert n <= 2 + any(day.isocalendar()[:2] <= week for day in promises)


@every_dialog
@every_size
@every_seed
def test_nobody_is_disturbed_at_night_on_weekends_or_on_holidays(
    name: str, people: int, seed: int
) -> None:
    came = played(name, people, seed)
    assert came.diary.deliveries
    for each in came.diary.deliveries:
        local = each.at.astimezone(ZONE)
        assert time(8) <= local.time() < time(18)
        assert is_working_day(local.date(), "ST")


@every_dialog
@every_size
def test_no_mirror_comes_before_a_weekend(name: str, people: int) -> None:
    came = played(name, people)
    for each in came.diary.deliveries:
        if any(nudge.mirror for nudge in each.letters):
            assert came.day(each.at).weekday() < 4


@every_dialog
@every_size
def test_the_program_does_nothing_that_it_should_be_reported_for(name: str, people: int) -> None:
    never = {About.NO_RESULT, About.OVER_BUDGET, About.OUT_OF_HOURS}
    assert never.isdisjoint(found(played(name, people)))


# --- A group -------------------------------------------------------------------------------------


def test_people_come_late_leave_stay_silent_and_object() -> None:
    came = every_play()
    assert any(each.diary.joined for each in came)
    assert any(each.diary.left for each in came)
    assert any(not each.diary.minutes.get(name) for each in came for name in each.present)
    assert any(stretch.opening.loop for each in came for stretch in each.stretches(None))


def test_a_coordination_that_forgets_costs_a_phase_but_no_result() -> None:
    out = {
        each.plan.setting.script.id: each
        for each in every_play()
        if any(left.news is News.SKIPPED_NO_DRAFT for left in each.diary.left_out)
    }
    assert out
    for each in out.values():
        assert each.without_result() == []
        assert any(
            entry.words == "vergisst es" or entry.words.startswith("kommt zu spät")
            for entry in _did(each)
        )


def _did(came: Account) -> list[Did]:
    return [each for each in came.diary.chats[COORDINATION] if isinstance(each, Did)]


def test_steering_groups_and_parts_are_there_in_groups_of_every_size() -> None:
    for people in (2, 5, 14, 60, 130):
        plan = planned(
            find("s11_kollegiale_beratung", Path()),
            people,
            seed=1,
            start=read_start("2026-12-01"),
            land=None,
            language="de",
        )
        names = [member.name for member in plan.members]
        assert len(set(names)) == people
        parts = Counter(part for member in plan.members for part in member.person.parts)
        assert parts["asker"] == 1
        assert parts["advisors"] >= min(4, people)
        assert all("member" in member.person.parts for member in plan.members)


def test_nobody_is_thanked_for_what_they_were_never_asked() -> None:
    for name, words in (
        ("s01_auftrag", "Vielen Dank. Sie haben den Boden"),
        ("s16_politikdialog", "Danke, dass"),
    ):
        came = played(name, seed=7)
        asked = {each for each in came.names if came.diary.minutes.get(each)}
        thanked = {
            each
            for each in came.names
            for got in came.diary.chats[each]
            if isinstance(got, Received) and got.message.text.startswith(words)
        }
        assert thanked
        assert thanked <= asked


def test_the_day_of_the_result_is_one_on_which_it_may_come() -> None:
    told = re.compile(r"(?:Am|Spätestens am) (\d+)\. (Dezember|Januar|Februar) sehen")
    months = {"Dezember": 12, "Januar": 1, "Februar": 2}
    for came in every_play():
        for each in (e for name in came.names for e in came.diary.chats[name]):
            if isinstance(each, Received) and (day_told := told.search(each.message.text)):
                day = date(each.at.year, months[day_told[2]], int(day_told[1]))
                day = day if day >= came.day(each.at) else day.replace(year=day.year + 1)
                assert day_for_results(day, "ST") == day
                assert (day - came.day(each.at)).days < 200, each.message.text


def test_what_only_the_tandem_reads_is_one_message_for_all_questions_of_a_part() -> None:
    chat = played("s13_praxisbaustein").diary.chats[COORDINATION]
    told = [
        each
        for each in chat
        if isinstance(each, Received) and "nur Koordination" in each.message.text
    ]
    assert len({each.at for each in told}) == len(told)
    assert any(
        "Ausgangslage" in each.message.text and "Vorgehen" in each.message.text for each in told
    )


def test_a_question_that_is_not_released_is_put_to_nobody() -> None:
    came = played("s14_fragen", seed=7)
    released = any(each.words.startswith("gibt frei") for each in _did(came))
    asked = [name for name in came.names if came.diary.minutes.get(name)]
    assert released or len(asked) == 1


# --- What they write -----------------------------------------------------------------------------


def test_an_invented_group_writes_the_same_kinds_of_things_in_every_language() -> None:
    german, english = vocabulary("de"), vocabulary("en")
    assert {name: len(group.sentences) for name, group in german.groups.items()} == {
        name: len(group.sentences) for name, group in english.groups.items()
    }
    assert vocabulary("de-einfach") is not english
    assert vocabulary("fr").language == "en"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_guard_lets_pass_what_people_write_and_stops_what_it_should(language: str) -> None:
    for name, group in vocabulary(language).groups.items():
        band = {"doubtful": "ask", "refused": "refuse"}.get(name, "accept")
        assert {read(each).band for each in group.sentences} <= {band}, name


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("Welche eine Regel würde Ihnen die Mitarbeit leichter machen?", "rule"),
        ("An welchem Tag ist das nächste Treffen?", "day"),
        ("Wie müsste es heißen, damit Sie mitgehen können?", "objection"),
        ("Was hat sich bewegt? Nennen Sie ein Zeichen.", "good"),
        ("Bei „{thema}“: Etwas ganz anderes?", "anything"),
    ],
)
def test_what_they_write_fits_the_question(question: str, group: str) -> None:
    words = vocabulary("de")
    fitting = words.groups[group].sentences or words.groups["anything"].sentences
    assert words.on(question) == fitting
    assert words.asks_for_a_day(question) == (group == "day")


# --- What is said about it -----------------------------------------------------------------------


def test_a_report_shows_course_messages_minutes_results_and_everybody() -> None:
    came = played("s01_auftrag")
    short = plain(report(came, ENGLISH, everybody=False))
    for heading in ("Course", "Follow-ups", "Minutes", "Results delivered", "To look at again"):
        assert f"\n{heading}\n" in f"\n{short}"
    assert "Arriving" in short
    whole = plain(report(came, GERMAN, everybody=True))
    for name in came.names:
        assert f"\n  {name} " in whole


# --- What can be read ----------------------------------------------------------------------------


def test_a_chat_can_be_read_from_the_invitation_to_the_result() -> None:
    came = played("s01_auftrag")
    thorough = max(came.present, key=came.diary.minutes.__getitem__)
    chat = transcripts.person(came, thorough, GERMAN)
    expected = ("Di., 1. Dezember 2026", "Guten Tag.", ">> [Beginnen]", "Frage 1 von 5",
                "Das haben Sie gesagt")  # fmt: skip
    positions = [chat.index(words) for words in expected]
    assert positions == sorted(positions)
    assert max(map(len, chat.splitlines())) <= transcripts.WIDTH


def test_the_desk_shows_what_was_asked_of_the_tandem_and_what_it_did() -> None:
    shown = transcripts.desk(played("s01_auftrag"), GERMAN)
    for words in ("Koordination + Moderation", "Koordination >> gibt frei", "Moderation >> gibt"):
        assert words in shown


def test_what_the_guard_refused_is_in_no_chat_but_ones_own_and_in_no_result() -> None:
    refused = vocabulary("de").groups["refused"].sentences
    wrote = []
    for came in every_play():
        entries = [each for chat in came.diary.chats.values() for each in chat]
        wrote += [each for each in entries if isinstance(each, Did) and each.words in refused]
        got = [each.message.text for each in entries if isinstance(each, Received)]
        shown = [*got, transcripts.desk(came, GERMAN), transcripts.results(came, GERMAN)]
        assert not any(words in text for words in refused for text in shown)
    assert wrote


def test_results_are_those_that_people_got() -> None:
    came = played("s04_empfehlungen")
    written = transcripts.results(came, GERMAN)
    assert "Das haben Sie gesagt" in written
    name = came.present[0]
    shown = " ".join(transcripts.person(came, name, GERMAN).split())
    for paragraph in written.split("\n\n")[1:]:
        assert " ".join(paragraph.split()) in shown
