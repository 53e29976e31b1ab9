"""What people read is whole, kind, in their language, and promises only what is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.language import languages
from bot.message import Press
from bot.wording import Scene, message
from dialogs.effects import (
    Ask,
    AskMore,
    ClearMoment,
    CloseAsks,
    Effect,
    Finished,
    Forget,
    Invite,
    Keep,
    Later,
    News,
    Passed,
    Refuse,
    Remind,
    Request,
    Return,
    Reveal,
    Say,
    SetMoment,
    Tell,
    Took,
    Untie,
    Wish,
)
from dialogs.questions.asked import Anonymity
from dialogs.round import Answer, AskNumber, Item, Mark
from dialogs.said import (
    CANNOT_SAY,
    Decline,
    Promise,
    Refusal,
    Releasing,
    Show,
    Why,
)
from dialogs.script import Script
from dialogs.text import plain
from tests.scene import (
    ENDS,
    FOLLOW_UP,
    HOST,
    LATER,
    OPENING,
    SCENE,
    SCRIPT,
    SEAT,
    STEPS,
    WRITTEN,
    ask,
    at,
    button,
    german,
    rows,
    where,
)

#: The longest message Telegram takes.
LONGEST = 4096

# --- Everything in every language --------------------------------------------------------------

NUMBERS = {"count": 3, "most": 2, "low": 1, "high": 6, "points": 3, "longest": 600, "length": 712}
WORDS = "Mehr Zeit für {Übergänge}. " * 20
MODES: tuple[Anonymity, ...] = ("private", "anonymous", "role", "pseudonymous", "named")
SAID: list[tuple[Effect, Scene]] = [
    (Invite(7, OPENING, at("hoffnung"), first=True), SCENE),
    (Invite(7, LATER.opened, AskNumber(2, 2, 0), first=False), LATER),
    (Invite(7, replace(OPENING, loop=1), at("buendnis"), first=False), SCENE),
    (Invite(7, FOLLOW_UP.opened, AskNumber(1, 0, 0), first=True), FOLLOW_UP),
    (Say(7, plain("{thema} in {network}, {minutes} Minuten, {coordination}")), SCENE),
    (Reveal(7, "bedarf", LATER.opened.shares["bedarf"]), LATER),
    *((ask(name, reads=mode, level_shown=True), SCENE) for name in STEPS for mode in MODES),
    (ask("hoffnung", item=1), SCENE),
    (ask("hoffnung", answer="a1", reads="role"), SCENE),
    (AskMore(7, at("buendnis"), "reason", "a1"), SCENE),
    (AskMore(7, at("hoffnung"), "release", "a1"), SCENE),
    (AskMore(7, at("schritt"), "until", "a1", "Ich rufe an"), SCENE),
    (Took(7, at("hoffnung"), "a1", "Mehr Zeit"), SCENE),
    (Took(7, at("rueckhalt"), "a1", 4), SCENE),
    (Took(7, at("rueckhalt"), "a1", CANNOT_SAY), SCENE),
    (Took(7, at("bedarf"), "a1", ("zeit", "schutz")), SCENE),
    (Took(7, at("wichtig"), "a1", {"zeit": 2, "schutz": 1}), SCENE),
    (Took(7, at("wie_oft"), "", "monat", kept=False), SCENE),
    (Took(7, at("schritt"), "a1", Promise("Ich rufe an", date(2026, 12, 4))), SCENE),
    (Took(7, at("schritt"), "a1", Promise("Wir tagen", date(2026, 12, 4), "Kita")), SCENE),
    (Passed(7, at("rueckhalt")), SCENE),
    (Finished(7, ENDS), SCENE),
    (Finished(7, ENDS), LATER),
    (Finished(7, ENDS, declined=True), SCENE),
    (Remind(7, ENDS), SCENE),
    (Return(7), SCENE),
    *((Refuse(7, Refusal(why, NUMBERS), at("hoffnung")), SCENE) for why in Why),
    *((Refuse(7, Refusal(why, {**NUMBERS, "most": 1, "points": 1})), SCENE) for why in Why),
    *((Tell(7, news, SCRIPT.phases[1].title, "Krank.", ENDS), SCENE) for news in News),
    *((Request(wish, "entwurf", ENDS, SCRIPT.phases[1].title), SCENE) for wish in Wish),
    *((Request(wish, "thema", ENDS), replace(SCENE, opening=None)) for wish in Wish),
    *((Request(Wish.NOT_NOW, tried), SCENE) for tried in ("start", "move", "extend", "supply")),
]
EVERY = [pytest.param(*each, id=f"{type(each[0]).__name__}-{n}") for n, each in enumerate(SAID)]
UNSAID: list[Effect] = [
    Keep(Answer("a1", "hoffnung", "", "Mehr Zeit")),
    Forget("a1"),
    Untie(1),
    CloseAsks(1),
    SetMoment("phase-ends", ENDS),
    ClearMoment("phase-ends"),
    Later("k", "nachfrage", ENDS, (7,)),
]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("effect", "scene"), EVERY)
def test_every_message_is_whole_and_short_enough(
    effect: Effect, scene: Scene, language: str
) -> None:
    said = message(effect, scene, language)
    assert said is not None
    assert said.text.strip() == said.text != ""
    assert len(said.text) <= LONGEST
    assert "{" not in said.text + "".join(button.label for button in said.buttons())
    assert "None" not in said.text
    assert "  " not in said.text
    assert all(0 < len(row) <= 8 for row in said.keyboard.rows)


@pytest.mark.parametrize("effect", UNSAID, ids=lambda value: type(value).__name__)
def test_what_is_only_kept_is_not_said(effect: Effect) -> None:
    assert message(effect, SCENE, "de") is None


def test_the_longest_question_there_can_be_fits_into_one_message() -> None:
    item = Item("r1", plain("Satz " * 80))
    scene = replace(
        SCENE,
        script=where(text="Wort " * 600),
        opening=replace(OPENING, items={"zu_regeln": (item,)}),
    )
    for language in languages():
        said = message(ask("zu_regeln", reads="role", level_shown=True), scene, language)
        assert said is not None
        assert len(said.text) <= LONGEST


@pytest.mark.parametrize("language", languages())
def test_what_people_wrote_is_never_taken_for_a_name_in_braces(language: str) -> None:
    said = german(Took(7, at("hoffnung"), "a1", WORDS), language=language)
    assert WORDS in said.text
    cancelled = Tell(7, News.CANCELLED, words="{title} endet {so}.")
    assert "{title} endet {so}." in german(cancelled, language=language).text


@pytest.mark.parametrize(("effect", "scene"), EVERY)
def test_no_message_names_a_command_or_shouts(effect: Effect, scene: Scene) -> None:
    said = german(effect, scene)
    assert re.findall(r"(?:^|\s)/[a-z]", said.text) == []
    assert "!" not in said.text


# --- Word for word -----------------------------------------------------------------------------


def test_the_first_invitation_says_how_long_until_when_and_what_for() -> None:
    said = german(Invite(7, OPENING, at("hoffnung"), first=True))
    assert said.text == (
        "„Worauf lassen wir uns ein?“\n"
        "\n"
        "Guten Tag.\n"
        "\n"
        "Etwa 9 Minuten, offen bis 4. Dezember, 10:00 Uhr. Sie können jederzeit unterbrechen.\n"
        "\n"
        "Sie erhalten dafür: Eine Seite mit allen Hoffnungen.\n"
        "\n"
        "Spätestens am 18. Dezember sehen alle das Ergebnis."
    )
    assert rows(said) == [["Beginnen", "Diesmal nicht"]]
    assert button(said, "Beginnen").press == Press(Show(), at("hoffnung"))
    assert button(said, "Diesmal nicht").press == Press(Decline(), at("hoffnung"))


def test_a_later_invitation_is_short() -> None:
    said = german(Invite(7, LATER.opened, AskNumber(2, 2, 0), first=False), LATER)
    assert said.text == (
        "„Worauf lassen wir uns ein?“ geht weiter: „Danach“. Offen bis 4. Dezember, 10:00 Uhr."
    )


def test_a_follow_up_says_what_it_is_about_and_promises_no_result() -> None:
    said = german(Invite(7, FOLLOW_UP.opened, AskNumber(1, 0, 0), first=True), FOLLOW_UP)
    assert said.text.startswith("Vor einiger Zeit ging es um „Worauf lassen wir uns ein?“.")
    asked = german(Ask(7, AskNumber(1, 0, 0), 1, 1, reads="named"), FOLLOW_UP)
    assert asked.text == (
        "„Ich rufe an“, bis 11. Dezember: Wie ist der Stand?\n"
        "\n"
        "Wer liest das? Nur Koordination und Moderation, mit Ihrem Namen und Ihrer Stelle, wie Sie "
        "sie angegeben haben."
    )
    assert "18. Dezember" not in german(Finished(7, ENDS), FOLLOW_UP).text


def test_the_reminder_claims_to_know_nothing_more() -> None:
    said = german(Remind(7, ENDS))
    assert said.text == (
        "„Worauf lassen wir uns ein?“ ist bis 4. Dezember, 10:00 Uhr offen. "
        "Das Programm weiß nur, dass hier noch etwas offen ist."
    )
    assert button(said, "Diesmal nicht").press == Press(Decline(), SEAT.open)


def test_an_anonymous_question_says_who_reads_it_and_what_may_betray() -> None:
    said = german(ask("hoffnung", reads="anonymous"))
    assert said.text == (
        "Frage 2 von 5\n"
        "\n"
        "Was hoffen Sie?\n"
        "\n"
        "Sie können bis zu drei Beiträge schreiben, jeden in einer eigenen Nachricht.\n"
        "Bitte keine Namen oder Angaben zu Kindern, Familien oder anderen erkennbaren Menschen.\n"
        "\n"
        "Wer liest das? Niemand im Netzwerk, auch nicht die Koordination, sieht, von wem das ist. "
        "Telegram überträgt es. Ihre Wortwahl kann Sie verraten."
    )
    assert rows(said) == [["Zurück", "Überspringen"]]


def test_words_betray_only_where_words_are_asked_for() -> None:
    betrays = "Ihre Wortwahl kann Sie verraten."
    assert german(ask("rueckhalt", reads="anonymous")).text.endswith("Telegram überträgt es.")
    pressed_before = replace(SCENE, seat=replace(SEAT, marks={at("rueckhalt"): Mark.ANSWERED}))
    assert f"Menschen.\n\n{betrays}" in german(ask("regel"), pressed_before).text
    written_before = replace(SCENE, seat=replace(SEAT, marks={at("hoffnung"): Mark.PASSED}))
    assert betrays not in german(ask("regel"), written_before).text


def test_a_sentence_is_never_written_without_knowing_that_others_read_it() -> None:
    read = "Zwei Menschen lesen Ihren Satz, bevor die anderen ihn ohne Namen sehen."
    assert german(ask("regel")).text.endswith(read)
    assert read not in german(ask("hoffnung")).text
    named = replace(SCENE, script=Script.model_validate({**WRITTEN, "anonymity": "named"}))
    assert read not in german(ask("regel"), named).text


def test_nobody_is_named_as_carrier_where_nobody_carries_anything() -> None:
    scene = replace(SCENE, host=replace(HOST, transport=None))
    said = german(ask("hoffnung", reads="anonymous"), scene)
    assert said.text.endswith("sieht, von wem das ist. Ihre Wortwahl kann Sie verraten.")


def test_a_level_is_promised_to_be_shown_only_where_it_is() -> None:
    scene = replace(SCENE, script=Script.model_validate({**WRITTEN, "anonymity": "role"}))
    shown = german(ask("rueckhalt", reads="role", level_shown=True), scene)
    assert "Die anderen sehen Ihre Ebene (Fachdienste und Praxis), nicht Ihren" in shown.text
    hidden = german(ask("rueckhalt", reads="role", level_shown=False), scene)
    assert "Auch Ihre Ebene wird nicht gezeigt, damit niemand erkennbar wird." in hidden.text


def test_a_private_question_says_that_nothing_is_kept() -> None:
    said = german(ask("wie_oft", reads="private"))
    assert said.text.endswith(
        "Wer liest das? Niemand. Diese Antwort wird nicht aufbewahrt; sie steht nur hier, bei "
        "Ihnen. Telegram überträgt es."
    )


def test_a_named_question_says_that_name_and_body_are_shown() -> None:
    said = german(ask("schritt", reads="named"))
    assert said.text.endswith(
        "Wer liest das? Alle Eingeladenen sehen diesen Beitrag mit Ihrem Namen und Ihrer Stelle, "
        "wie Sie sie angegeben haben."
    )
    proof = german(ask("aufheben"))
    assert proof.text.endswith("festgehalten, als Nachweis dessen, was vereinbart ist.")


def test_before_every_consent_people_know_that_a_single_objection_is_shown() -> None:
    told_before = german(ask("buendnis"))
    assert told_before.text.endswith("Auch ein einzelner Einwand wird allen gezeigt, ohne Namen.")
    assert "Wer liest das?" not in told_before.text


def test_what_only_two_people_read_is_said_to_be_read_by_two_people() -> None:
    scene = replace(SCENE, script=where(read_by="tandem"))
    anonymous = german(ask("rueckhalt"), scene).text
    assert "Nur Koordination und Moderation. Sie sehen nicht, von wem das ist." in anonymous
    assert "Nur Koordination und Moderation, mit Ihrem" in german(ask("schritt"), scene).text
    assert "wird allen gezeigt" not in german(ask("buendnis"), scene).text


def test_a_contribution_is_shown_only_if_its_author_says_so() -> None:
    said = german(AskMore(7, at("hoffnung"), "release", "a1"))
    assert said.text == (
        "Dürfen wir diesen Satz in der Rückspiegelung zeigen? "
        "Solange Sie nichts wählen, zeigen wir ihn nicht."
    )
    assert rows(said) == [["Wörtlich, ohne Namen"], ["Nur sinngemäß"], ["Nicht zeigen"]]
    assert button(said, "Nicht zeigen").press == Press(Releasing("hide"), at("hoffnung"), "a1")


def test_the_thanks_say_until_when_answers_can_be_changed() -> None:
    assert german(Finished(7, ENDS)).text == (
        "Vielen Dank, das war alles. Sie können Ihre Antworten noch ändern, solange andere "
        "antworten, längstens bis 4. Dezember, 10:00 Uhr. Spätestens am 18. Dezember "
        "sehen Sie, was zusammengekommen ist."
    )
    assert "Bis 4. Dezember, 10:00 Uhr können Sie" in german(Finished(7, ENDS), LATER).text


def test_not_this_time_is_fine_and_can_be_reconsidered() -> None:
    said = german(Finished(7, ENDS, declined=True))
    assert said.text == (
        "In Ordnung, diesmal ohne Sie. Bis 4. Dezember, 10:00 Uhr können Sie noch einsteigen. "
        "Spätestens am 18. Dezember sehen Sie, was zusammengekommen ist."
    )
    assert button(said, "Doch mitmachen").press == Press(Show(), AskNumber(1, 0, 0))


def test_a_phase_left_out_never_tells_how_few_there_were() -> None:
    said = german(Tell(7, News.SKIPPED_TOO_FEW, SCRIPT.phases[1].title))
    assert said.text == (
        "„Worauf lassen wir uns ein?“: Der Teil „Danach“ entfällt. Er hätte auf weniger als fünf "
        "Antworten aufgebaut, und niemand soll erkennbar sein. Auch das ist ein Ergebnis."
    )


def test_the_choices_after_too_few_answers_go_to_the_coordination_only() -> None:
    choices = "noch einmal öffnen, beim Treffen darüber sprechen oder ihn ruhen lassen"
    said = german(Request(Wish.TOO_FEW, "ankommen", None, SCRIPT.phases[0].title))
    assert choices in said.text
    assert "weniger als fünf Antworten" in said.text
    for news in News:
        assert choices not in german(Tell(7, news, SCRIPT.phases[0].title, at=ENDS)).text


def test_the_result_comes_with_somebody_to_talk_to() -> None:
    said = german(Return(7))
    assert said.text.endswith(
        "Stimmt das so? Wenn etwas fehlt oder wenn Sie etwas trifft und Sie sprechen möchten, "
        "wenden Sie sich bitte an Kim Koch."
    )


def test_a_text_that_is_too_long_is_not_lost() -> None:
    refusal = Refusal(Why.TOO_LONG, {"longest": 600, "length": 712})
    assert german(Refuse(7, refusal)).text == (
        "Ihr Text hat 712 Zeichen, Platz ist für 600. Bitte kopieren Sie ihn, kürzen Sie ihn und "
        "schicken Sie ihn noch einmal."
    )


# --- An author's words -------------------------------------------------------------------------


def test_dates_in_an_authors_text_are_written_in_the_readers_language() -> None:
    info = Say(7, plain("{thema}: bis {ends_on}, Ergebnis am {returns_on}, Start {tag}."))
    scene = replace(
        SCENE, opening=replace(OPENING, fills={**OPENING.fills, "tag": plain("2026-12-01")})
    )
    assert german(info, scene).text == (
        "Übergänge: bis 4. Dezember, Ergebnis am 18. Dezember, Start 1. Dezember."
    )
    assert "4 December" in german(info, scene, "en").text


def test_plain_german_differs_where_it_helps_and_is_german_elsewhere() -> None:
    said = german(ask("rueckhalt", reads="anonymous"), language="de-einfach")
    assert "Auch die Koordination sieht es nicht." in said.text
    assert "Das weiß ich nicht" in [label for row in rows(said) for label in row]
    assert rows(said)[-1] == ["Zurück", "Überspringen"]
