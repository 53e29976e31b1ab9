"""Whatever a phone can send gets a sensible answer: over HTTP, as people read it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from bot.demo.respondent import Manner, Respondent
from bot.sandbox.phones import Phone
from bot.sandbox.values import Message, Upload
from bot.simulation.vocabulary import DOUBTFUL, vocabulary
from tests.http.desks import Desk
from tests.http.installation import Installation, installation, newest, texts
from tests.http.visitors import join

#: The smallest picture there is.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


class Scene:
    """A small network: Kim coordinates, the others are members."""

    def __init__(self, at: Installation, kim: Desk, members: list[Phone]) -> None:
        self.at, self.kim, self.members = at, kim, members

    async def says(self, phone: Phone, words: str, *, to: Message | None = None) -> str:
        """Let somebody type something, and return what is answered, if it is anything."""
        return await self.hears(phone, lambda: phone.say(words, reply_to=to))

    async def presses(self, phone: Phone, label: str) -> str:
        """Let somebody press a button, and return what is answered, if it is anything."""
        return await self.hears(phone, lambda: phone.press(label))

    async def hears(self, phone: Phone, deed: Callable[[], object]) -> str:
        """Let somebody do anything, and return what they hear of it."""
        phone.unheard()
        deed()
        await self.at.settle()
        return "\n".join(shown.text for shown in phone.unheard())

    async def begin(self, dialog: str, phones: Iterable[Phone]) -> None:
        """Begin a dialog, and let some of its people come to its first question."""
        await self.kim.begin(dialog)
        await self.at.walk(timedelta(minutes=30))
        for phone in phones:
            phone.press("Beginnen")
        await self.at.settle()

    async def to_words(self, phone: Phone) -> Message:
        """Let somebody answer until words are asked for; return the question for them."""
        visitor = Respondent(phone, Random(1), Manner(skips=0))
        while len(newest(phone).labels) > 1:
            await visitor.act()
            await self.at.settle()
        return newest(phone)


#: What one person does, in a network where others do other things.
Play = Callable[[Scene, Phone], Awaitable[None]]


async def play_in(folder: Path, plays: Sequence[Play], dialog: str = "") -> None:
    """Have everybody play something else in the same network, one after the other.

    Where there is a dialog, it has begun, and everybody has its first question before them.
    """
    async with installation(folder) as at:
        kim = Desk(at, await join(at, await at.add_network(), "Kim Koch"))
        link = await kim.link()
        names = [play.__name__.replace("_", " ") for play in plays]
        members = [await join(at, link, name, body="Kita Ost") for name in names]
        await kim.confirm_all()
        scene = Scene(at, kim, members)
        if dialog:
            await scene.begin(dialog, (kim.phone, *members))
        for play, phone in zip(plays, members, strict=True):
            await play(scene, phone)


def now(phone: Phone, shown: Message) -> str:
    """Return what a message says by now."""
    seen = phone.now(shown)
    assert seen is not None, "it has been deleted"
    return seen.text


def shows(phone: Phone, words: str) -> bool:
    """Tell whether a message with just these words stands in the chat."""
    return any(shown.text == words for shown in phone.screen())


# --- When nothing is open ------------------------------------------------------------------------

WORRIED = "Das Kind wird gerade geschlagen, ich habe Angst um sein Leben"


async def what_is_no_text_is_taken_out_of_the_chat(scene: Scene, ute: Phone) -> None:
    deeds: list[Callable[[], Message]] = [
        lambda: ute.send_photo(DOT, "Kevin Müller vor dem Haus"),
        lambda: ute.send_document(Upload("akte.pdf", b"%PDF", "application/pdf")),
        lambda: ute.send_contact("+49 171 1234567", "Frau Schmidt"),
        lambda: ute.send_location(51.8, 12.6),
        ute.send_sticker,
        ute.send_voice,
        lambda: ute.forward(scene.kim.phone.screen()[0]),
    ]
    for deed in deeds:
        answer = await scene.hears(ute, deed)
        assert "nehme ich nicht an" in answer
        assert "110 oder 112" in answer
        assert ("Mikrofontaste" in answer) == (deed == ute.send_voice)
    assert all(shown.text for shown in ute.screen() if not shown.sender.is_bot), "some still stand"


async def a_worried_message_is_answered_with_numbers(scene: Scene, ute: Phone) -> None:
    answers = [
        await scene.says(ute, WORRIED),
        await scene.hears(ute, lambda: ute.send_photo(DOT, WORRIED)),
        await scene.hears(ute, lambda: ute.edit(ute.say("Hallo"), WORRIED)),
        await scene.says(scene.kim.phone, WORRIED),
    ]
    for answer in answers:
        assert "Niemand hat das gelesen. Es ist keine Meldung." in answer
        assert "03491 123-0" in answer, "the one who answers now is named"
    stranger = scene.at.phone("Fremd")
    stranger.start()
    stranger.say(WORRIED)
    answer = (await stranger.see("Niemand hat das gelesen")).text
    assert "110" in answer
    assert "03491" not in answer


async def words_that_answer_nothing_are_told_so_kindly(scene: Scene, ute: Phone) -> None:
    assert "/hilfe" in await scene.says(ute, "Wie geht es weiter?")
    assert "Jugendamt Beispielstadt" in await scene.says(ute, "/hilfe")
    assert "nicht verstanden" in await scene.says(ute, "/hlife")
    assert "nicht verstanden" in await scene.says(ute, "/runde"), "only a desk begins rounds"
    assert "Für Sie ist nichts offen" in await scene.says(ute, "/offen")


async def nothing_is_kept_of_strangers_nor_read_in_groups(scene: Scene, ute: Phone) -> None:
    stranger = scene.at.phone("Unbekannt")
    stranger.start()
    await stranger.see("Einladung")
    stranger.send_photo(DOT)
    stranger.start("aaaaaaaaaaaaaaaa")
    await stranger.see("gilt nicht mehr")
    group = ute.create_group("Stammtisch")
    ute.add_bot(group)
    await ute.see("nur mit jedem Menschen einzeln", chat=group)
    ute.say("Kevin Müller wird geschlagen", chat=group)
    ute.say("/hilfe", chat=group)
    ute.remove_bot(group)
    await scene.at.settle()
    assert len([each for each in ute.screen(group) if each.sender.is_bot]) == 1
    assert "/hilfe" in await scene.says(ute, "Hallo?"), "alone it goes on as before"


async def leaves(scene: Scene, phone: Phone, choice: str) -> None:
    """Leave, be worried all the same, and be forgotten."""
    assert "Sollen Ihre bisherigen Beiträge" in await scene.says(phone, "/abmelden")
    assert "Sie sind abgemeldet" in await scene.presses(phone, choice)
    assert "Niemand hat das gelesen" in await scene.says(phone, WORRIED)
    await scene.at.walk(timedelta(hours=2))
    phone.say("Hallo?")
    await phone.see("Ich habe nichts über Sie gespeichert")


async def who_leaves_is_forgotten_and_may_come_back(scene: Scene, ute: Phone) -> None:
    await leaves(scene, ute, "Ohne Bezug behalten")
    name = f"{ute.person.first_name} {ute.person.last_name}"
    await join(scene.at, await scene.kim.link(), name)
    assert f"Sie sind dabei: {name}" in "".join(texts(ute))


async def who_leaves_can_have_everything_deleted(scene: Scene, ute: Phone) -> None:
    await leaves(scene, ute, "Alles löschen")


def test_what_is_sent_when_nothing_is_open(tmp_path: Path) -> None:
    plays = (
        what_is_no_text_is_taken_out_of_the_chat,
        a_worried_message_is_answered_with_numbers,
        words_that_answer_nothing_are_told_so_kindly,
        nothing_is_kept_of_strangers_nor_read_in_groups,
        who_leaves_is_forgotten_and_may_come_back,
        who_leaves_can_have_everything_deleted,
    )
    asyncio.run(play_in(tmp_path, plays))


# --- While a question is open --------------------------------------------------------------------

REFUSED = "Kevin Müller aus der Hauptstraße 5 wurde in Obhut genommen"


async def words_arrive_as_they_were_typed(scene: Scene, ute: Phone) -> None:
    asked = await scene.to_words(ute)
    await scene.says(ute, 'Wir <b>teilen</b> "alles" & <mehr> – 3 < 4')
    assert '✓ Ihre Antwort: „Wir <b>teilen</b> "alles" & <mehr> – 3 < 4“' in now(ute, asked)
    await scene.says(ute, "Kürzer & <besser>", to=ute.now(asked))
    assert "✓ Ihre Antwort: „Kürzer & <besser>“" in now(ute, asked)


async def a_question_stays_open_whatever_is_sent_between(scene: Scene, ute: Phone) -> None:
    asked = await scene.to_words(ute)
    assert "nicht verstanden" in await scene.says(ute, "/hlife")
    assert "Kim Koch" in await scene.says(ute, "/hilfe")
    assert "nehme ich nicht an" in await scene.hears(ute, ute.send_sticker)
    assert "Platz ist für 600" in await scene.says(ute, "x" * 4096)
    assert asked == ute.now(asked), "the question has not changed"
    assert "Dürfen wir diesen Satz" in await scene.says(ute, "Wir warten zu lange.")
    typed = [shown for shown in ute.screen() if shown.text == "Wir warten zu lange."][-1]
    assert "ändert das nichts" in await scene.hears(ute, lambda: ute.edit(typed, "Nein, gern."))
    assert "✓ Ihre Antwort: „Wir warten zu lange.“" in now(ute, asked)


async def what_was_passed_over_is_answered_in_reply_to_it(scene: Scene, ute: Phone) -> None:
    asked = await scene.to_words(ute)
    assert "Sie können Ihre Antworten noch ändern" in await scene.presses(ute, "Überspringen")
    assert "mit „Antworten“ auf diese Nachricht" in now(ute, asked)
    await scene.says(ute, "Doch noch etwas.", to=ute.now(asked))
    assert "✓ Ihre Antwort: „Doch noch etwas.“" in now(ute, asked)


async def refused_words_go_when_the_person_writes_anew(scene: Scene, ute: Phone) -> None:
    await scene.to_words(ute)
    answer = await scene.says(ute, REFUSED)
    assert "„Kevin Müller“ und „Hauptstraße 5“" in answer
    assert "Ich habe sie nicht gespeichert." in answer
    assert "Übertragen hat Telegram sie schon." in answer
    assert shows(ute, REFUSED)
    await scene.says(ute, "Die Übergabe klappt besser.")
    assert not shows(ute, REFUSED)


async def refused_words_go_after_ten_minutes(scene: Scene, ute: Phone) -> None:
    await scene.to_words(ute)
    await scene.says(ute, REFUSED)
    await scene.at.walk(timedelta(minutes=9))
    assert shows(ute, REFUSED)
    await scene.at.walk(timedelta(minutes=2))
    assert not shows(ute, REFUSED)


async def a_button_pressed_again_or_too_late_changes_nothing(scene: Scene, ute: Phone) -> None:
    asked = newest(ute)
    five = asked.buttons[0][5]["callback_data"]
    ute.press_data(asked, five)
    ute.press_data(asked, five)
    await scene.at.settle()
    assert len([text for text in texts(ute) if "gedacht, aber nicht gesagt" in text]) == 1
    await scene.at.walk(timedelta(days=3))
    closed = await scene.hears(ute, lambda: ute.press_data(asked, five))
    assert "inzwischen geschlossen, es hat sich nichts geändert" in closed


def test_what_is_sent_while_a_question_is_open(tmp_path: Path) -> None:
    plays = (
        words_arrive_as_they_were_typed,
        a_question_stays_open_whatever_is_sent_between,
        what_was_passed_over_is_answered_in_reply_to_it,
        refused_words_go_when_the_person_writes_anew,
        refused_words_go_after_ten_minutes,
        a_button_pressed_again_or_too_late_changes_nothing,
    )
    asyncio.run(play_in(tmp_path, plays, "checkin_nach_treffen"))


# --- What carries a name -------------------------------------------------------------------------

DOUBTS = vocabulary("de").groups[DOUBTFUL].sentences


async def doubtful_words_are_kept_by_the_button_only(scene: Scene, ute: Phone) -> None:
    asked = await scene.to_words(ute)
    assert "noch nicht gespeichert" in await scene.says(ute, DOUBTS[0])
    doubt = newest(ute)
    assert doubt.labels == [["Ändern", "Niemand ist erkennbar, so lassen", "Verwerfen"]]
    await scene.presses(ute, "Niemand ist erkennbar, so lassen")
    assert DOUBTS[0] in now(ute, asked)
    await scene.hears(ute, partial(ute.press_data, doubt, doubt.buttons[0][1]["callback_data"]))
    records = [text for text in texts(ute) if f"✓ Ihre Antwort: „{DOUBTS[0]}“" in text]
    assert len(records) == 1, "pressed twice it counts once"


async def doubtful_words_can_be_thrown_away(scene: Scene, ute: Phone) -> None:
    asked = await scene.to_words(ute)
    await scene.says(ute, DOUBTS[1])
    assert "nichts davon aufbewahrt" in await scene.presses(ute, "Verwerfen")
    assert asked == ute.now(asked), "the question stays open"


async def a_file_has_what_is_kept_and_it_can_be_deleted(scene: Scene, ute: Phone) -> None:
    visitor = Respondent(ute, Random(1), Manner(skips=0, doubtful=0, refused=0))
    while await visitor.act():
        await scene.at.settle()
    kept = await scene.says(ute, "/meinedaten")
    assert "Kita Ost" in kept
    assert "die mit Ihnen verbunden" in kept
    await scene.presses(ute, "Datei schicken")
    told = json.loads(scene.at.file(newest(ute)))
    assert told["body"] == "Kita Ost"
    assert told["rhythms"]["digest"]["rhythm"] == "weekly"
    assert told["rounds"][0]["answers"]
    assert "Was soll ich löschen?" in await scene.says(ute, "/loeschen")
    await scene.presses(ute, newest(ute).labels[0][0])
    assert "ist gelöscht" in newest(ute).text
    assert "die mit Ihnen verbunden" not in await scene.says(ute, "/meinedaten")


async def a_second_round_takes_words_unless_the_first_is_replied_to(
    scene: Scene, ute: Phone
) -> None:
    older = await scene.to_words(ute)
    scene.kim.prefers = (f"{ute.person.first_name} {ute.person.last_name}",)
    await scene.kim.begin("s13_praxisbaustein")
    await scene.at.walk(timedelta(days=1))
    ute.press("Beginnen")
    await scene.at.settle()
    newer = await scene.to_words(ute)
    await scene.says(ute, "Das gehört zur neueren Frage.")
    await scene.says(ute, "Das gehört zur älteren Frage.", to=ute.now(older))
    assert "zur neueren Frage" in now(ute, newer)
    assert "zur älteren Frage" in now(ute, older)


async def who_was_away_gets_what_was_promised_afterwards(scene: Scene, ute: Phone) -> None:
    """Ute blocks the bot, and somebody else wants a pause, while the result comes."""
    pauses = scene.members[0]
    ute.block()
    assert "Wie lange" in await scene.says(pauses, "/pause")
    assert "Ich melde mich bis" in await scene.presses(pauses, "4 Wochen")
    before = [len(texts(ute)), len(texts(pauses))]
    await scene.at.walk(timedelta(days=21))
    assert [len(texts(ute)), len(texts(pauses))] == before
    ute.unblock()
    assert "Schön, dass Sie wieder da sind" in await scene.says(pauses, "/pause_ende")
    await scene.at.walk(timedelta(days=7))
    for phone in (ute, pauses):
        assert any(text.startswith("Das haben Sie gesagt: „Wer weiß was?") for text in texts(phone))


def test_what_is_tied_to_somebody_and_what_comes_unasked(tmp_path: Path) -> None:
    plays = (
        doubtful_words_are_kept_by_the_button_only,
        doubtful_words_can_be_thrown_away,
        a_file_has_what_is_kept_and_it_can_be_deleted,
        a_second_round_takes_words_unless_the_first_is_replied_to,
        who_was_away_gets_what_was_promised_afterwards,
    )
    asyncio.run(play_in(tmp_path, plays, "s14_anbieten"))
