"""The privacy texts are complete, promise what is built, and name only what there is."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from itertools import chain, product
from pathlib import Path

import pytest

from bot.language import Translator
from bot.menu import MENU, Command, Doors, command, typed_as
from bot.message import Message
from bot.operator import LONGEST, Operator
from bot.wording import arriving, leaving, notice, privacy
from bot.wording.notice import Notice
from tests.markdown import ROOT, code, headings, table
from tests.operating import (
    BARE,
    DOORS,
    ENGLISH,
    GERMAN,
    HOST,
    NOTHING,
    NOTICE,
    OPERATOR,
    PLAIN,
    RETENTION,
    SPEAKERS,
    WHOLE,
    assert_whole,
    offers,
)

every_language = pytest.mark.parametrize("t", SPEAKERS, ids=lambda t: t.language)

HOSTS = (HOST, replace(HOST, transport=None))
OPERATORS = (OPERATOR, replace(OPERATOR, officer=None, processor=None, public_body=False))
NOTICES = [Notice(*each) for each in product(OPERATORS, HOSTS, DOORS)]


def said(notice_: Notice, t: Translator) -> list[Message]:
    """Return everything that is said about data protection, from the first word to the last."""
    doors, operator = notice_.doors, notice_.operator
    return [
        arriving.first_contact(notice_.host, doors, t),
        arriving.declined(t),
        arriving.possible(operator, notice_.host, doors, t),
        *([] if doors.otherwise is None else [arriving.the_other_way(doors.otherwise, t)]),
        privacy.brief(notice_, t),
        privacy.overview(notice_, t),
        privacy.contacts(notice_, t),
        privacy.consents(notice_, t),
        privacy.unquoted(t),
        *notice.blocks(notice_, t),
        leaving.how_long(t),
        leaving.paused(OPERATOR.as_of, doors, t),
        leaving.resumed(doors, t),
        leaving.what_remains(t),
        leaving.stayed(t),
        leaving.left(operator, t, erased=True),
        leaving.left(operator, t, erased=False),
    ]


def layer_two(notice_: Notice, t: Translator) -> str:
    return "\n".join(block.text for block in notice.blocks(notice_, t))


# --- Everything in every language --------------------------------------------------------------


@every_language
def test_every_message_is_whole_and_short_enough(t: Translator) -> None:
    for message in chain.from_iterable(said(each, t) for each in NOTICES):
        assert_whole(message)


@every_language
def test_the_first_layer_fits_on_a_screen_and_each_block_of_the_second_too(t: Translator) -> None:
    for each in NOTICES:
        assert len(privacy.brief(each, t).text) <= 1500
        assert all(len(block.text) <= 1100 for block in notice.blocks(each, t))


@every_language
def test_nothing_is_named_that_this_installation_does_not_have(t: Translator) -> None:
    for each in NOTICES:
        messages = said(each, t)
        text = "\n".join(message.text for message in messages)
        typed = set(re.findall(r"(?<![\w/.:])/[a-z_]+", text))
        known = {typed_as(name, t) for name in each.doors.commands}
        assert typed <= known | {typed_as(Command.START, t)}
        offered = {offer.command for message in messages for offer in offers(message)}
        beside = {Command.START, Command.PAUSE, Command.LEAVE, Command.WITHDRAW, Command.PRIVACY}
        assert offered <= each.doors.commands | beside


def test_no_other_door_is_promised_until_there_is_one() -> None:
    for t in SPEAKERS:
        for each in (Notice(OPERATOR, HOST, doors) for doors in (NOTHING, BARE)):
            for message in said(each, t):
                assert "http" not in message.text
                assert not re.search(r"\b(web|formular|form|slip)", message.text, re.IGNORECASE)
    assert "Vertrauliche Runden gibt es hier deshalb nicht." in privacy.brief(NOTICE, GERMAN).text
    whole = privacy.brief(Notice(OPERATOR, HOST, WHOLE), GERMAN)
    assert "über eine eigene Webseite" in whole.text
    assert "ganz ohne Telegram teilnehmen: https://dialog.landkreis.example" in whole.text
    labels = [[offer.label for offer in row] for row in whole.menu]
    assert labels[-1] == ["Lieber ohne Telegram teilnehmen"]


@every_language
def test_what_is_said_of_telegram_is_said_only_where_telegram_carries_it(t: Translator) -> None:
    assert "Telegram" in privacy.brief(NOTICE, t).text
    elsewhere = replace(HOST, transport=None)
    for each in (Notice(OPERATOR, elsewhere, doors) for doors in DOORS):
        messages = [
            arriving.first_contact(elsewhere, each.doors, t),
            privacy.brief(each, t),
            privacy.overview(each, t),
            privacy.consents(each, t),
            *notice.blocks(each, t),
        ]
        labels = [offer.label for message in messages for row in message.menu for offer in row]
        assert "Telegram" not in " ".join([*labels, *(message.text for message in messages)])


# --- The first layer ---------------------------------------------------------------------------


def test_the_first_layer_says_the_most_important_before_anything_is_stored() -> None:
    message = privacy.brief(NOTICE, GERMAN)
    assert message.text == (
        "Datenschutz in Kürze\n"
        "– Verantwortlich: Landkreis Beispiel, Am Markt 1, 06886 Beispielstadt. Im Auftrag: "
        "Institut Beispiel gGmbH.\n"
        "– Zweck: die Zusammenarbeit in „Netzwerk Beispielstadt“ gemeinsam weiterentwickeln.\n"
        "– Was wir speichern: Name und Stelle, wie Sie sie angeben, Ihre Ebene, Ihr Feld, Ihre "
        "Sprache, Ihre Antworten. Keine Telefonnummer, keine Kontakte.\n"
        "– Wer eine Antwort liest, steht bei der Frage. Ihre Vorgesetzten erhalten keine "
        "Auswertung über Sie.\n"
        "– Die Teilnahme ist freiwillig. Sie können jede Frage überspringen, pausieren, löschen "
        "oder aufhören, ohne Nachteil.\n"
        "– Telegram ist ein eigener Anbieter außerhalb der EU. Chats mit Bots sind nicht "
        "Ende-zu-Ende-verschlüsselt; Telegram kann technisch mitlesen und verarbeitet "
        "Nutzungsdaten. Vertrauliche Runden gibt es hier deshalb nicht.\n"
        "– Bitte nennen Sie nie Kinder, Familien oder andere Menschen, um die es in Ihrer Arbeit "
        "geht.\n"
        "– Dieser Chat wird nicht laufend gelesen und ist kein Meldeweg.\n"
        "– Fragen: dialog@landkreis.example"
    )
    labels = [[offer.label for offer in row] for row in message.menu]
    assert labels == [["Einverstanden"], ["Mehr lesen", "Nein, danke"]]


def test_somebody_who_takes_part_has_a_button_for_every_right_there_is() -> None:
    whole = privacy.overview(Notice(OPERATOR, HOST, WHOLE), GERMAN)
    commands = [offer.command for offer in offers(whole)]
    assert commands == [
        Command.PRIVACY,
        Command.ACCESS,
        Command.CORRECT,
        Command.ERASE,
        Command.RESTRICT,
        Command.OBJECT,
        Command.WITHDRAW,
        Command.CONTACT,
    ]
    bare = privacy.overview(NOTICE, GERMAN)
    assert [offer.label for row in bare.menu for offer in row] == ["Mehr lesen"]


# --- The second layer --------------------------------------------------------------------------


def test_the_second_layer_has_everything_that_article_13_asks_for() -> None:
    text = layer_two(NOTICE, GERMAN)
    for fact in (
        OPERATOR.controller,
        OPERATOR.contact,
        OPERATOR.officer,
        OPERATOR.processor,
        OPERATOR.location,
        OPERATOR.basis,
        OPERATOR.authority,
    ):
        assert fact is not None
        assert fact in text
    for word in (
        "Zwecke:",
        "Rechtsgrundlage:",
        "Einwilligung",
        "widerrufen",
        "Drittländern ohne Angemessenheitsbeschluss",
        "Auskunft und Mitnahme, Berichtigung, Löschung, Einschränkung, Widerspruch und Widerruf",
        "Beschwerde:",
        "Keine Pflicht zur Angabe, keine Folgen bei Nichtteilnahme.",
        "Keine automatisierten Entscheidungen, kein Profiling",
        "90 Tage",
        "12 Monate",
        "3 Jahre",
        "14 Tage",
        "30 Tage",
        "Stand: Fr., 20. November 2026.",
    ):
        assert word in text, word


#: What design and storage bind themselves to, word for word.
PROMISES = """\
Ohne Namen: Ihre Worte, mit nichts verbunden: keiner Person, keiner Zeit, keiner Reihenfolge, \
keiner Ebene.
Nur für Sie: Wir speichern nichts, außer dass die Frage gestellt wurde und erledigt ist.
auch das nur, wo mindestens fünf Menschen dieser Ebene eingeladen waren.
Sie sind mit einem Schlüssel nur für ihren Teil der Runde verschlüsselt. Er liegt weder in der \
Datenbank noch in deren Sicherungen.
Solange der Teil offen ist, könnte, wer die laufende Maschine in der Hand hat, Antworten und \
Personen einander zuordnen.
und der Schlüssel wird vernichtet. Von da an kann sie niemand mehr zuordnen, auch nicht mit einer \
älteren Sicherung.
Freier Text erreicht andere erst, wenn zwei Menschen ihn freigegeben haben.
""".splitlines()


def test_it_says_exactly_what_untied_answers_are_tied_to() -> None:
    text = layer_two(NOTICE, GERMAN)
    assert all(promise in text for promise in PROMISES)
    assert (
        "While the part is open, whoever holds the running machine could pair answers and people."
    ) in layer_two(NOTICE, ENGLISH)


def test_blocks_are_counted_and_each_leads_to_the_next() -> None:
    blocks = notice.blocks(NOTICE, GERMAN)
    assert [block.text.split()[0] for block in blocks] == [f"{n}/9" for n in range(1, 10)]
    leads = [[(offer.command, offer.detail) for offer in offers(b)] for b in blocks]
    assert leads == [[(Command.PRIVACY, str(n))] for n in range(2, 10)] + [[]]


def test_a_right_without_a_command_is_asked_for_at_the_contact() -> None:
    some = replace(BARE, commands=BARE.commands | {Command.ACCESS})
    rights = notice.blocks(replace(NOTICE, doors=some), GERMAN)[-1].text
    assert "– Auskunft und Mitnahme: /meinedaten\n" in rights
    assert "– Berichtigung, Löschung, Einschränkung, Widerspruch und Widerruf: dialog@" in rights


# --- Coming and going --------------------------------------------------------------------------


def test_the_first_words_say_who_speaks() -> None:
    assert arriving.first_contact(HOST, BARE, GERMAN).text == (
        "Guten Tag, schön, dass Sie da sind.\n"
        "Ich bin der Dialogbegleiter von „Netzwerk Beispielstadt“, ein Programm, kein Mensch. Ich "
        "stelle Fragen, sammle Ihre Sichtweisen und bringe zurück, was zusammengekommen ist. "
        "Lösungen finden Sie miteinander, nicht bei mir.\n"
        "Bevor wir beginnen, zwei Minuten zum Datenschutz."
    )
    assert "Ich bin kein Mensch." in arriving.first_contact(HOST, BARE, PLAIN).text


def test_whoever_leaves_chooses_what_remains_and_knows_what_cannot_be_undone() -> None:
    message = leaving.what_remains(GERMAN)
    labels = [offer.label for row in message.menu for offer in row]
    assert labels == ["Ohne Bezug behalten", "Alles löschen", "Ich bleibe"]
    assert "Niemand kann herausfinden, welche von Ihnen sind." in message.text
    assert "dauert höchstens 30 Tage" in leaving.left(OPERATOR, GERMAN, erased=True).text


def test_a_pause_says_until_when_and_how_it_ends() -> None:
    assert leaving.paused(OPERATOR.as_of, BARE, GERMAN).text == (
        "Gern. Ich melde mich bis 20. November nicht. Ergebnisse, die bis dahin fertig sind, "
        "kommen danach. Mit /pause_ende geht es früher los."
    )
    assert "/" not in leaving.paused(OPERATOR.as_of, NOTHING, GERMAN).text
    labels = [offer.label for row in leaving.how_long(GERMAN).menu for offer in row]
    assert labels == ["1 Woche", "2 Wochen", "4 Wochen"]


# --- The menu ----------------------------------------------------------------------------------


def test_the_menu_has_five_commands() -> None:
    assert [typed_as(each, GERMAN) for each in MENU] == [
        "/offen",
        "/hilfe",
        "/pause",
        "/datenschutz",
        "/abmelden",
    ]


@every_language
def test_every_command_can_be_typed_and_is_understood(t: Translator) -> None:
    for name in Command:
        typed = typed_as(name, t)
        assert re.fullmatch(r"/[a-z0-9_]{1,32}", typed)
        assert command(typed) is name
        assert command(f" {typed.upper()} ") is name
    assert len({typed_as(name, t) for name in Command}) == len(Command)
    assert command("/wetter") is None


# --- What an operator fills in -----------------------------------------------------------------

WORDS = [field.name for field in fields(Operator) if isinstance(getattr(OPERATOR, field.name), str)]


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("value", ["", "  ", "{dsb}", "TODO", "Name …", "folgt ..."])
def test_a_fact_that_is_not_filled_in_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"{name}: not filled in"):
        replace(OPERATOR, **{name: value})  # type: ignore[arg-type]


def test_there_is_no_default_to_forget() -> None:
    with pytest.raises(TypeError):
        Operator()  # type: ignore[call-arg]


@pytest.mark.parametrize("name", LONGEST)
def test_nothing_is_kept_longer_than_promised(name: str) -> None:
    assert replace(RETENTION, **{name: 1}) != RETENTION
    for wrong in (0, -1, LONGEST[name] + 1):
        with pytest.raises(ValueError, match=name):
            replace(RETENTION, **{name: wrong})


def test_a_shorter_time_is_the_one_that_is_told() -> None:
    operator = replace(OPERATOR, retention=replace(RETENTION, log_days=7))
    assert "ohne Worte und Namen: 7 Tage" in layer_two(replace(NOTICE, operator=operator), GERMAN)


def test_doors_are_stated_and_never_assumed() -> None:
    with pytest.raises(TypeError):
        Doors()  # type: ignore[call-arg]


# --- The documents -----------------------------------------------------------------------------

TWINS = (ROOT / "docs" / "privacy.md", ROOT / "docs" / "datenschutz.md")


@pytest.mark.parametrize("document", TWINS, ids=lambda file: file.stem)
def test_an_operator_reads_of_every_fact_and_every_time_there_is(document: Path) -> None:
    facts = [(code(row[0])[0], row[2] in ("yes", "ja")) for row in table(document, "operator")]
    optional = [(field.name, "None" in str(field.type)) for field in fields(Operator)]
    assert facts == optional
    times = {code(row[0])[0]: int(row[1]) for row in table(document, "retention")}
    assert times == LONGEST


def test_both_languages_have_the_same_chapters() -> None:
    english, german = ([level for level, _ in headings(file)] for file in TWINS)
    assert english == german
