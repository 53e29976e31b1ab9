"""Digests say what there is to say, nothing in a quiet week, and never what is too little."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.superiors import superiors
from bot.language import Translator
from bot.menu import Command
from bot.message import Message
from bot.wording import digests
from dialogs.facts import (
    FEWEST,
    Coming,
    Commitments,
    Desk,
    Draft,
    Due,
    Meeting,
    Month,
    Open,
    Own,
    Returned,
    Running,
    Signs,
    Silent,
    Undecided,
    Week,
    all_may_know_on,
)
from dialogs.report import Participation, Share
from dialogs.script import LEVELS
from dialogs.text import Text, plain
from tests.operating import BARE, DOORS, GERMAN, HOST, NOTHING, SPEAKERS, assert_whole, offers

every_language = pytest.mark.parametrize("t", SPEAKERS, ids=lambda t: t.language)

TODAY = date(2026, 12, 3)
SOON = datetime(2026, 12, 11, 11, 0, tzinfo=UTC)
TITLE = Text({"de": "Worauf lassen wir uns ein?", "en": "What are we signing up for?"})
MANY = Participation(
    invited=40, answered=23, fewest=5, levels={"praxis": Share(16, 25)}, others=Share(7, 15)
)
FEW = Participation(invited=40, answered=None, fewest=5)

WEEK = Week(
    TODAY,
    returned=(Returned(TITLE, MANY, voice="Wir rufen uns an.", apart=plain("Wir sind offen.")),),
    went_well=("Die Übergabe im Mai.",),
    coming=(Coming(plain("Was bewirken wir?"), SOON),),
    meeting=Meeting(date(2026, 12, 11), TITLE),
)
OWN = Own((Open(TITLE, SOON, 9),), (Due("Ich lade die Kita ein.", TODAY + timedelta(days=2)),))
STUCK = Undecided(plain("Gemeinsame Übergaben"), date(2026, 10, 4), "Jugendhilfeausschuss")
DESK = Desk(
    running=(Running(TITLE, SOON, replace(MANY, missing=("politik",))),),
    to_read=3,
    drafts=(Draft(plain("Empfehlungen"), SOON),),
    mirrors=(Draft(TITLE, SOON),),
    commitments=Commitments(done=4, going=2, stuck=1, overdue=1),
    due=(Due("Einladung an die Schulen", TODAY - timedelta(days=1)),),
    support=("Runder Tisch im Januar",),
    signs=Signs(
        silent=(Silent("politik", 6, 90),), undecided=(STUCK,), refused=7, unreachable=1, people=45
    ),
)
MONTH = Month(
    TODAY,
    returned=WEEK.returned,
    went_well=WEEK.went_well,
    undecided=(replace(STUCK, by=date(2026, 12, 18)),),
    commitments=Commitments(done=1, overdue=1),
    due=(Due("Ein Brief an den Landrat", date(2026, 12, 18)),),
    silent=(Silent("politik", 6, 90),),
)
NO_WEEK = Week(TODAY)


def text(message: Message | None) -> str:
    assert message is not None
    return message.text


def all_three(
    week: Week, own: Own, desk: Desk, month: Month, t: Translator
) -> list[Message | None]:
    return [
        *(digests.for_actors(week, own, HOST, doors, t) for doors in DOORS),
        digests.for_coordination(week, desk, own, HOST, t),
        digests.for_steering(month, HOST, t),
    ]


# --- Word for word -----------------------------------------------------------------------------


def test_whoever_takes_part_reads_what_is_open_what_comes_back_and_what_is_next() -> None:
    message = digests.for_actors(WEEK, OWN, HOST, BARE, GERMAN)
    assert text(message) == (
        "Ihre Woche in „Netzwerk Beispielstadt“ · 3. Dezember\n"
        "\n"
        "Offen für Sie\n"
        "– „Worauf lassen wir uns ein?“, noch bis 11. Dezember, 12:00 Uhr, etwa 9 Minuten\n"
        "– Ihre Vereinbarung „Ich lade die Kita ein.“ ist am 5. Dezember dran\n"
        "\n"
        "Was zurückkommt\n"
        "– „Worauf lassen wir uns ein?“: 23 von 40 haben geantwortet. Nach Ebenen: Fachdienste und "
        "Praxis 16 von 25; alle anderen zusammen 7 von 15. Ein Satz daraus: „Wir rufen uns an.“ "
        "Am weitesten auseinander lagen wir bei: „Wir sind offen.“\n"
        "\n"
        "Gelungen\n"
        "– „Die Übergabe im Mai.“\n"
        "\n"
        "Öffnet bald\n"
        "– „Was bewirken wir?“ öffnet am 11. Dezember\n"
        "\n"
        "Nächstes Treffen\n"
        "– Fr., 11. Dezember 2026: zum Ergebnis von „Worauf lassen wir uns ein?“\n"
        "\n"
        "Weniger Nachrichten? /pause"
    )
    assert message is not None
    assert [offer.command for offer in offers(message)] == [Command.OPEN]


def test_the_coordination_reads_what_waits_and_never_who_answered() -> None:
    assert text(digests.for_coordination(NO_WEEK, DESK, Own(), HOST, GERMAN)) == (
        "Guten Morgen. Ihre Woche als Koordination von „Netzwerk Beispielstadt“ · 3. Dezember\n"
        "\n"
        "Laufende Runden, Stand gestern\n"
        "– „Worauf lassen wir uns ein?“, bis 11. Dezember, 12:00 Uhr. 23 von 40 haben "
        "geantwortet. Nach Ebenen: Fachdienste und Praxis 16 von 25; alle anderen zusammen 7 von "
        "15. Noch nicht erreicht: Politik. Vorschlag: anrufen statt noch einmal schreiben.\n"
        "\n"
        "Wartet auf Sie\n"
        "– 3 Texte in der Freigabe (bitte zu zweit lesen)\n"
        "– „Empfehlungen“ braucht Ihre Worte bis 11. Dezember, 12:00 Uhr\n"
        "– Rückspiegelung zu „Worauf lassen wir uns ein?“ zugesagt für 11. Dezember\n"
        "– Bei „Runder Tisch im Januar“ wurde um Unterstützung gebeten\n"
        "\n"
        "Zusagen. Keine Teilnahmeliste.\n"
        "– erledigt 4, auf dem Weg 2, es stockt 1, überfällig 1\n"
        "– „Einladung an die Schulen“, war dran am 2. Dezember\n"
        "\n"
        "Achtsam bleiben\n"
        "– Seit 90 Tagen keine Antwort: Politik\n"
        "– „Gemeinsame Übergaben“: seit 60 Tagen ein Ergebnis, noch keine Entscheidung. "
        "Zuständig: Jugendhilfeausschuss\n"
        "– In den letzten 30 Tagen hat der Schutzfilter 7 Texte nicht angenommen. Inhalte wurden "
        "nicht gespeichert. Ein kurzes Gespräch über den Umgang mit Fallbezügen kann helfen.\n"
        "– 1 Person nicht erreichbar\n"
        "\n"
        "Diese Übersicht zeigt nie, wer geantwortet hat."
    )


def test_the_steering_group_reads_what_only_it_can_decide() -> None:
    assert text(digests.for_steering(MONTH, HOST, GERMAN)) == (
        "Kurzbrief an die Steuerungsgruppe von „Netzwerk Beispielstadt“ · Dezember 2026\n"
        "\n"
        "Was sich bewegt hat\n"
        "– „Worauf lassen wir uns ein?“: 23 von 40 haben geantwortet. Nach Ebenen: Fachdienste und "
        "Praxis 16 von 25; alle anderen zusammen 7 von 15. Ein Satz daraus: „Wir rufen uns an.“\n"
        "– „Die Übergabe im Mai.“\n"
        "\n"
        "Worüber das Netzwerk verschieden denkt\n"
        "– „Wir sind offen.“\n"
        "\n"
        "Was nur Sie entscheiden können\n"
        "– „Gemeinsame Übergaben“: seit 60 Tagen ein Ergebnis, noch keine Entscheidung. "
        "Zuständig: Jugendhilfeausschuss, bis 18. Dezember\n"
        "\n"
        "Zusagen. Keine Teilnahmeliste.\n"
        "– erledigt 1, auf dem Weg 0, es stockt 0, überfällig 1\n"
        "– „Ein Brief an den Landrat“, dran am 18. Dezember\n"
        "\n"
        "Wer bisher fehlt\n"
        "– Seit 90 Tagen keine Antwort: Politik\n"
        "\n"
        "Fragen beantwortet Kim Koch."
    )


# --- In every language, and in every week ------------------------------------------------------


@every_language
def test_every_digest_is_whole(t: Translator) -> None:
    for message in all_three(WEEK, OWN, DESK, MONTH, t):
        assert message is not None
        assert_whole(message)


@every_language
def test_a_quiet_week_has_no_digest(t: Translator) -> None:
    quiet = Desk(signs=Signs(people=45))
    assert all_three(NO_WEEK, Own(), quiet, Month(TODAY), t) == [None] * 5


def test_a_meeting_makes_a_digest_by_itself_only_when_it_is_near() -> None:
    def digest(week: Week) -> Message | None:
        return digests.for_actors(week, Own(), HOST, BARE, GERMAN)

    far, near = (Meeting(TODAY + timedelta(days=n), TITLE) for n in (8, 7))
    assert digest(Week(TODAY, meeting=far)) is None
    assert "Nächstes Treffen" in text(digest(Week(TODAY, meeting=near)))
    assert "Nächstes Treffen" in text(digest(Week(TODAY, coming=WEEK.coming, meeting=far)))


@every_language
def test_a_digest_fits_into_one_message_however_much_there_is(t: Translator) -> None:
    long = "sehr lang " * 60
    title, participation = plain(long), replace(MANY, missing=(*LEVELS,))
    returned = Returned(title, participation, voice="v" * 160, apart=title)
    due = Due(long, TODAY)
    open_points = Undecided(title, TODAY - timedelta(days=90), long, TODAY)
    silent = tuple(Silent(level, 9, 90) for level in LEVELS)
    week = Week(
        TODAY,
        returned=(returned,) * 9,
        went_well=("w" * 160,) * 9,
        coming=(Coming(title, SOON),) * 9,
        meeting=Meeting(date(2026, 12, 11), plain(long)),
    )
    desk = Desk(
        running=(Running(title, SOON, participation),) * 9,
        to_read=1234,
        drafts=(Draft(title, SOON),) * 9,
        mirrors=(Draft(title, SOON),) * 9,
        commitments=Commitments(100, 100, 100, 100),
        due=(due,) * 9,
        support=(long,) * 9,
        signs=Signs(silent, (open_points,) * 9, refused=99, unreachable=9, people=99),
    )
    month = Month(
        TODAY, (returned,) * 9, ("w" * 160,) * 9, (open_points,) * 9, Commitments(9), (due,) * 9
    )
    own = Own((Open(title, SOON, 9),) * 9, (due,) * 9)
    for message in all_three(week, own, desk, month, t):
        assert message is not None
        assert_whole(message)
        assert t.gettext("and {n} more").format(n="")[:4] in message.text


def test_a_quotation_is_whole_or_not_there() -> None:
    long = Returned(TITLE, MANY, voice="Ein Satz, der nicht endet " * 10)
    shown = text(digests.for_actors(replace(WEEK, returned=(long,)), Own(), HOST, BARE, GERMAN))
    assert "Ein Satz" not in shown


def test_no_digest_offers_what_is_not_there() -> None:
    message = digests.for_actors(WEEK, OWN, HOST, NOTHING, GERMAN)
    assert "/" not in text(message)
    assert message is not None
    assert message.menu == ()


def test_a_list_of_commitments_says_what_it_is_not() -> None:
    only = Desk(due=DESK.due)
    shown = text(digests.for_coordination(NO_WEEK, only, Own(), HOST, GERMAN))
    assert "Zusagen. Keine Teilnahmeliste.\n– „Einladung an die Schulen“" in shown


# --- Nothing below the threshold ---------------------------------------------------------------

below = st.integers(0, FEWEST - 1)
participations = st.sampled_from((MANY, FEW))
voices = st.sampled_from((None, "Wir rufen uns an.", "Niemand fragt uns."))
results = st.builds(
    Returned, st.just(TITLE), participations, voices, st.sampled_from((None, TITLE))
)


@given(refused=st.tuples(below, below), unreachable=st.tuples(below, below), people=below)
def test_what_is_too_small_to_be_told_makes_no_difference(
    refused: tuple[int, int], unreachable: tuple[int, int], people: int
) -> None:
    one, other = (
        replace(DESK, signs=replace(DESK.signs, refused=r, unreachable=u, people=people))
        for r, u in zip(refused, unreachable, strict=True)
    )
    shown = digests.for_coordination(WEEK, one, Own(), HOST, GERMAN)
    assert shown == digests.for_coordination(WEEK, other, Own(), HOST, GERMAN)
    assert "nicht erreichbar" not in text(shown)
    assert "Schutzfilter" not in text(shown)


@given(invited=st.integers(1, FEWEST - 1), days=st.integers(1, 400), level=st.sampled_from(LEVELS))
def test_a_small_level_is_never_called_silent(invited: int, days: int, level: str) -> None:
    small = (Silent(level, invited, days),)
    desk = replace(DESK, signs=replace(DESK.signs, silent=small))
    without = replace(DESK, signs=replace(DESK.signs, silent=()))
    shown = digests.for_coordination(WEEK, desk, Own(), HOST, GERMAN)
    assert shown == digests.for_coordination(WEEK, without, Own(), HOST, GERMAN)
    brief = digests.for_steering(replace(MONTH, silent=small), HOST, GERMAN)
    assert brief == digests.for_steering(replace(MONTH, silent=()), HOST, GERMAN)


@given(results=st.lists(results, min_size=1, max_size=4))
def test_a_result_below_the_threshold_brings_no_voice_and_no_difference(
    results: list[Returned],
) -> None:
    bare = [
        Returned(each.title, each.participation) if each.participation.answered is None else each
        for each in results
    ]
    for digest in (_to_everybody, _to_steering):
        assert digest(results) == digest(bare)


def _to_everybody(results: list[Returned]) -> Message | None:
    return digests.for_actors(replace(WEEK, returned=tuple(results)), Own(), HOST, BARE, GERMAN)


def _to_steering(results: list[Returned]) -> Message | None:
    return digests.for_steering(replace(MONTH, returned=tuple(results)), HOST, GERMAN)


def test_a_round_with_few_answers_has_no_number() -> None:
    shown = digests.for_coordination(
        NO_WEEK, Desk((Running(TITLE, SOON, FEW),)), Own(), HOST, GERMAN
    )
    assert "12:00 Uhr. Bisher weniger als fünf Antworten.\n" in text(shown)


# --- No decision yet ---------------------------------------------------------------------------


def test_the_steering_group_knows_first_and_everybody_after_ten_working_days() -> None:
    told = date(2026, 12, 3)
    assert all_may_know_on(told, "ST") == date(2026, 12, 17)
    assert all_may_know_on(date(2026, 12, 21), "ST") == date(2027, 1, 11)


def test_the_coordination_sees_the_very_words_that_everybody_will_read() -> None:
    known = replace(STUCK, all_read=date(2026, 12, 17))
    week = Week(day=TODAY, undecided=(known,))
    shown = digests.for_actors(week, Own(), HOST, DOORS[0], GERMAN)
    desk = Desk(signs=Signs(undecided=(known,)))
    seen = digests.for_coordination(Week(day=TODAY), desk, Own(), HOST, GERMAN)
    assert shown is not None
    assert seen is not None
    line = shown.text.partition("Noch keine Entscheidung\n")[2].partition("\n")[0]
    assert line.startswith("– „Gemeinsame Übergaben“: seit")
    assert f"{line}\n– Ab 17. Dezember lesen alle die Zeile darüber in ihrem Überblick" in seen.text


# --- The page for superiors --------------------------------------------------------------------


def test_superiors_get_an_answer_that_names_nobody() -> None:
    page = superiors("Netzwerk Beispielstadt", "Kim Koch", TODAY, GERMAN)
    assert page.startswith("Wer hat nicht mitgemacht?\n")
    assert "Das kann Ihnen niemand sagen, auch die Koordination nicht." in page
    assert "Listen von Zusagen und Beiträge mit Namen sind keine Teilnahmelisten" in page
    assert "eine Ebene nur, wenn mindestens fünf Menschen" in page
    assert page.endswith("Do., 3. Dezember 2026")


@every_language
def test_the_page_for_superiors_is_whole_and_fits_on_a_sheet(t: Translator) -> None:
    page = superiors("Netzwerk Beispielstadt", "Kim Koch", TODAY, t)
    assert "{" not in page
    assert len(page) <= 2500
