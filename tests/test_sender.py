"""What is in the outbox arrives: in order, within the limits, whatever Telegram answers."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from telegram import Bot

from bot.channels.outgoing import (
    Delete,
    Document,
    Edit,
    Key,
    Link,
    Photo,
    Rekey,
    Send,
    Strip,
)
from bot.channels.request import Request
from bot.pacing import OVERALL
from bot.sandbox.faults import Broken, Slow, Trouble
from bot.sandbox.flood import TELEGRAM
from bot.sandbox.refusal import RefusedError, too_many_requests
from bot.sandbox.server import serving
from bot.sender import NETWORK_DOWN
from bot.trouble import TokenRefused
from dialogs.round import AskNumber
from storage import outbox, people, shown
from storage.keyring import Phase
from storage.outbox import MAYBE_SENT, Priority
from storage.shown import About
from tests.office import Office, free_port, office, texts
from tests.sandbox.serving import PNG

KEYS = ((Key("Ja", "y"), Link("Mehr", "https://example.org/")),)


# --- What arrives ---------------------------------------------------------------------------------


@office
async def test_everything_arrives_in_order(at: Office) -> None:
    anna, number = at.person("Anna")
    for n in range(3):
        at.put(number, f"Nachricht {n}")
    async with at.sending():
        await at.sent()
    assert texts(anna) == ["Nachricht 0", "Nachricht 1", "Nachricht 2"]


@office
async def test_what_is_put_while_the_sender_sleeps_wakes_it(at: Office) -> None:
    anna, number = at.person("Anna")
    async with at.sending():
        await asyncio.sleep(0.05)
        at.put(number, "Hallo")
        await at.until(lambda: texts(anna) == ["Hallo"], within=0.5)


@office
async def test_a_message_looks_as_it_was_meant(at: Office) -> None:
    anna, number = at.person("Anna")
    said = anna.say("Frage")
    at.put(number, Send("<b>Eins</b> &amp; zwei", KEYS, replies_to=said.id))
    at.put(number, Send("Was sagen Sie?", pins=True))
    async with at.sending():
        await at.sent()
    first, second = (shown for shown in anna.screen() if shown.sender.is_bot and shown.text)
    assert (first.text, first.labels) == ("Eins & zwei", [["Ja", "Mehr"]])
    assert first.draft.reply_to == said.id
    assert first.content["entities"][0]["type"] == "bold"
    assert anna.pinned() == [second]


@office
async def test_a_reply_to_a_deleted_message_arrives_all_the_same(at: Office) -> None:
    anna, number = at.person("Anna")
    said = anna.say("gleich weg")
    anna.delete(said)
    at.put(number, Send("Trotzdem", replies_to=said.id))
    async with at.sending():
        await at.sent()
    assert texts(anna) == ["Trotzdem"]


@office
async def test_pictures_and_files_arrive(at: Office) -> None:
    anna, number = at.person("Anna")
    at.put(number, Photo(PNG, "<i>Bild</i>", KEYS))
    at.put(number, Document("Protokoll.txt", "Grüße".encode(), "Datei"))
    async with at.sending():
        await at.sent()
    picture, file = (shown for shown in anna.screen() if shown.sender.is_bot)
    assert (picture.text, picture.labels) == ("Bild", [["Ja", "Mehr"]])
    assert file.content["document"]["file_name"] == "Protokoll.txt"
    stored = at.sandbox.world.files[file.content["document"]["file_id"]]
    assert stored.upload.content.decode() == "Grüße"


@office
async def test_messages_are_changed_and_deleted(at: Office) -> None:
    anna, number = at.person("Anna")
    for n in range(3):
        at.put(number, Send(f"Alt {n}", KEYS))
    async with at.sending():
        await at.sent()
        one, two, three = (shown.id for shown in anna.screen() if shown.sender.is_bot)
        for change in (
            Edit(one, "<b>Neu</b>", ((Key("Nein", "n"),),)),
            Rekey(two, ((Key("Doch", "d"),),)),
            Strip(two),
            Delete(three),
        ):
            at.put(number, change)
        await at.sent()
    first, second = (shown for shown in anna.screen() if shown.sender.is_bot and shown.text)
    assert (first.text, first.labels) == ("Neu", [["Nein"]])
    assert (second.text, second.labels) == ("Alt 1", [])


@office
async def test_the_number_of_a_message_with_live_buttons_is_kept(at: Office) -> None:
    anna, number = at.person("Anna")
    about = About(1, AskNumber(1, 2, 3))
    at.put(number, Send("Frage", KEYS), about=about, keeps=True)
    async with at.sending():
        await at.sent()
    with at.database.reading() as session:
        kept = shown.message(session, number, about.round, about.ask)
    assert kept == anna.screen()[-1].id


# --- The table of errors --------------------------------------------------------------------------


@office
async def test_flood_control_is_waited_for_and_is_no_attempt(at: Office) -> None:
    (anna, one), (ben, two) = at.person("Anna"), at.person("Ben")
    rule = at.fault(too_many_requests(30), chat=anna.person.id)
    at.put(one, "erst")
    at.put(one, "dann")
    async with at.sending():
        await at.met(rule)
        at.put(two, "Hallo")
        await at.until(lambda: texts(ben) == ["Hallo"])
        assert texts(anna) == []
        assert at.attempts() == 0
        at.pass_time(29)
        await asyncio.sleep(0.05)
        assert texts(anna) == []
        at.pass_time(2)
        await at.sent()
    assert texts(anna) == ["erst", "dann"]


@office
async def test_flood_control_in_two_chats_is_one_for_all(at: Office) -> None:
    (anna, one), (ben, two), (cem, three) = map(at.person, ("Anna", "Ben", "Cem"))
    rules = [at.fault(too_many_requests(30), chat=phone.person.id) for phone in (anna, ben)]
    at.put(one, "A")
    at.put(two, "B")
    async with at.sending():
        for rule in rules:
            await at.met(rule)
        at.put(three, "C")
        await asyncio.sleep(0.05)
        assert texts(cem) == []
        at.pass_time(31)
        await at.sent()
    assert [texts(phone) for phone in (anna, ben, cem)] == [["A"], ["B"], ["C"]]


@office
async def test_a_group_that_has_moved_is_written_to_at_its_new_address(at: Office) -> None:
    anna, _ = at.person("Anna")
    group = anna.create_group("Netzwerk")
    anna.add_bot(group)
    with at.database.writing() as session:
        number = people.add(session, str(group.id), "de", at.watch.now())
    bigger = anna.migrate(group)
    at.put(number, "An alle")
    async with at.sending():
        await at.sent()
    assert [each.text for each in bigger.messages.values() if each.sender.is_bot] == ["An alle"]
    with at.database.reading() as session:
        assert people.address(session, number) == str(bigger.id)


@office
async def test_who_has_blocked_us_is_unreachable_and_gets_nothing_more(at: Office) -> None:
    anna, number = at.person("Anna")
    anna.block()
    at.put(number, "eins")
    at.put(number, "zwei")
    async with at.sending():
        await at.sent()
    assert len(at.sandbox.api.refused) == 1
    with at.database.reading() as session:
        assert not people.get(session, number).reachable
    assert at.failures() == []


@office
async def test_a_chat_that_does_not_exist_is_as_good_as_blocked(at: Office) -> None:
    with at.database.writing() as session:
        number = people.add(session, "999", "de", at.watch.now())
    at.put(number, "eins")
    async with at.sending():
        await at.sent()
    with at.database.reading() as session:
        assert not people.get(session, number).reachable


@office
async def test_what_telegram_refuses_is_noted_and_stepped_over(at: Office) -> None:
    anna, number = at.person("Anna")
    at.put(number, "<b>offen")
    at.put(number, "gut")
    async with at.sending():
        await at.sent()
    assert texts(anna) == ["gut"]
    assert at.failures() == ["BadRequest"]


@office
async def test_what_cannot_be_read_is_noted_and_stepped_over(at: Office) -> None:
    anna, number = at.person("Anna")
    with at.database.writing() as session:
        outbox.put(session, number, b"Shout {}", now=at.watch.now(), priority=Priority.PROVOKED)
    at.put(number, "gut")
    async with at.sending():
        await at.sent()
    assert texts(anna) == ["gut"]
    assert at.failures() == ["KeyError"]


@office
async def test_what_lost_its_phase_key_in_a_restored_backup_is_stepped_over(at: Office) -> None:
    anna, number = at.person("Anna")
    phase = Phase(1, 1)
    at.phases.make(phase)
    at.put(number, "nicht mehr lesbar", phase=phase)
    at.phases.destroy(phase)
    at.put(number, "gut")
    async with at.sending():
        await at.sent()
    assert texts(anna) == ["gut"]
    assert at.failures() == ["KeyError"]


@office
async def test_changing_what_is_the_same_or_gone_is_done(at: Office) -> None:
    anna, number = at.person("Anna")
    at.put(number, "da")
    async with at.sending():
        await at.sent()
        there = anna.screen()[-1].id
        at.put(number, Edit(there, "da"))
        at.put(number, Strip(there))
        for change in (Edit(77, "fort"), Rekey(77, KEYS), Strip(77), Delete(77)):
            at.put(number, change)
        await at.sent()
    assert at.failures() == []
    assert texts(anna) == ["da"]


NETWORK = [
    Broken.BAD_GATEWAY,
    Broken.SERVER_ERROR,
    Broken.RESET_BEFORE,
    Broken.RESET_AFTER,
]


@pytest.mark.parametrize("trouble", NETWORK, ids=lambda trouble: trouble.value)
def test_what_may_have_been_sent_is_sent_again_if_it_asks_or_answers(
    trouble: Trouble, tmp_path: Path
) -> None:
    async def play(at: Office) -> None:
        anna, number = at.person("Anna")
        rule = at.fault(trouble)
        at.put(number, "Frage")
        async with at.sending():
            await at.met(rule)
            at.pass_time(1.1)
            await at.sent()
        twice = trouble is Broken.RESET_AFTER
        assert texts(anna) == ["Frage"] * (2 if twice else 1)

    office(play)(tmp_path)


@pytest.mark.parametrize("trouble", NETWORK, ids=lambda trouble: trouble.value)
def test_what_may_have_been_sent_is_never_sent_again_if_it_is_a_reminder(
    trouble: Trouble, tmp_path: Path
) -> None:
    async def play(at: Office) -> None:
        anna, number = at.person("Anna")
        rule = at.fault(trouble)
        at.put(number, "Erinnerung", repeats=False)
        at.put(number, "danach")
        async with at.sending():
            await at.met(rule)
            at.pass_time(1.1)
            await at.sent()
        arrived = ["Erinnerung"] if trouble is Broken.RESET_AFTER else []
        assert texts(anna) == [*arrived, "danach"]
        assert at.failures() == [MAYBE_SENT]

    office(play)(tmp_path)


@office
async def test_an_answer_that_does_not_come_leaves_us_unsure(at: Office) -> None:
    hasty = Request(read=0.05)
    await hasty.initialize()
    at.bot = Bot(at.sandbox.token, at.sandbox.bot_url, request=hasty, get_updates_request=hasty)
    anna, one = at.person("Anna")
    ben, two = at.person("Ben")
    at.fault(Slow(0.3, done=True), chat=anna.person.id)
    at.fault(Slow(0.3, done=True), chat=ben.person.id)
    at.put(one, "Frage")
    at.put(two, "Erinnerung", repeats=False)
    async with at.sending():
        await at.until(lambda: at.failures() == [MAYBE_SENT] and at.attempts() == 1)
        at.pass_time(1.1)
        await at.sent()
        await at.until(lambda: (texts(anna), texts(ben)) == (["Frage"] * 2, ["Erinnerung"]))
    await hasty.shutdown()


@office
async def test_what_could_not_be_sent_is_sent_later_even_if_it_is_a_reminder(at: Office) -> None:
    anna, number = at.person("Anna")
    port = free_port()
    at.bot = Bot(
        at.sandbox.token,
        f"http://127.0.0.1:{port}/bot",
        request=at.request,
        get_updates_request=at.request,
    )
    at.put(number, "Erinnerung", repeats=False)
    at.put(number, "danach")
    async with at.sending():
        await at.until(lambda: at.attempts() == 1)
        async with serving(at.sandbox.world, port):
            at.pass_time(1.1)
            await at.sent()
    assert texts(anna) == ["Erinnerung", "danach"]


@office
async def test_when_the_network_is_down_it_is_left_in_peace(at: Office) -> None:
    everybody = [at.person(f"P{n}") for n in range(30)]
    down = at.fault(Broken.BAD_GATEWAY, count=None)
    for _, number in everybody:
        at.put(number, "Frage")
    async with at.sending():
        await at.until(lambda: down.met >= NETWORK_DOWN)
        await asyncio.sleep(0.1)
        begun_before_the_pause = down.met
        for seconds in (1.1, 2.1, 4.1, 8.1):
            at.pass_time(seconds)
            await asyncio.sleep(0.1)
        tried_since = down.met - begun_before_the_pause
        assert 0 < tried_since <= 4 * OVERALL.most
        at.sandbox.api.faults.clear()
        at.pass_time(300)
        await at.until(lambda: not at.left(), within=10)
    assert all(texts(phone) == ["Frage"] for phone, _ in everybody)


@office
async def test_without_a_valid_token_there_is_nothing_to_do(at: Office) -> None:
    _, number = at.person("Anna")
    at.fault(RefusedError(401, "Unauthorized"))
    at.put(number, "Hallo")
    with pytest.raises(TokenRefused) as refused:
        await at.sender().run()
    assert at.sandbox.token not in repr(refused.getrepr(chain=True))
    assert at.left()


# --- Dying and stopping ---------------------------------------------------------------------------


@office
async def test_who_died_while_sending_is_unsure(at: Office) -> None:
    anna, number = at.person("Anna")
    ids = [at.put(number, "Erinnerung", repeats=False)]
    ben, other = at.person("Ben")
    ids.append(at.put(other, "Frage"))
    with at.database.writing() as session:
        outbox.trying(session, ids, at.watch.now())
    async with at.sending():
        await at.sent()
    assert texts(anna) == []
    assert at.failures() == [MAYBE_SENT]
    assert texts(ben) == ["Frage"]


@office
async def test_when_a_commit_is_not_answered_nothing_is_lost_or_doubled(at: Office) -> None:
    """It has been committed, but we do not hear of it, as when a database is started anew."""
    anna, number = at.person("Anna")
    at.put(number, "Erinnerung", repeats=False)
    at.put(number, "danach")
    silences = [True, False, True]

    def unanswered() -> None:
        if silences and silences.pop(0):
            raise OperationalError("COMMIT", {}, Exception("server closed the connection"))

    async with at.sending():
        at.database.on_commit.insert(0, unanswered)
        await at.sent()
    assert texts(anna) == ["Erinnerung", "danach"]
    assert at.failures() == []


@office
async def test_on_stopping_what_is_on_its_way_arrives(at: Office) -> None:
    anna, number = at.person("Anna")
    slow = at.fault(Slow(0.3))
    at.put(number, "unterwegs")
    at.put(number, "noch nicht")
    sender = at.sender()
    running = asyncio.create_task(sender.run())
    await at.until(lambda: slow.met == 1)
    sender.stop()
    await running
    assert texts(anna) == ["unterwegs"]
    assert not at.trying()
    async with at.sending():
        await at.sent()
    assert texts(anna) == ["unterwegs", "noch nicht"]


@office
async def test_on_stopping_what_does_not_arrive_in_time_is_unsure(at: Office) -> None:
    _, number = at.person("Anna")
    slow = at.fault(Slow(30))
    at.put(number, "Erinnerung", repeats=False)
    sender = at.sender()
    running = asyncio.create_task(sender.run())
    await at.until(lambda: slow.met == 1)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert at.failures() == [MAYBE_SENT]


@office
async def test_what_is_withdrawn_before_it_is_sent_does_not_go_out(at: Office) -> None:
    anna, number = at.person("Anna")
    busy_rule = at.fault(too_many_requests(30))
    about = About(1, AskNumber(1, 1, 0))
    at.put(number, "Erinnerung", about=about)
    async with at.sending():
        await at.met(busy_rule)
        with at.database.writing() as session:
            outbox.withdraw(session, round=1, person=number, ask=about.ask)
        at.pass_time(31)
        await at.sent()
    assert texts(anna) == []


# --- Limits ---------------------------------------------------------------------------------------


@office
async def test_what_somebody_waits_for_goes_before_what_nobody_asked_for(at: Office) -> None:
    at.sandbox.api.flood.limits = TELEGRAM
    everybody = [at.person(f"P{n}") for n in range(60)]
    for _, number in everybody[:-1]:
        at.put(number, "Rundschreiben", priority=Priority.UNPROVOKED)
    phone, number = everybody[-1]
    async with at.sending():
        await at.until(lambda: any(texts(each) for each, _ in everybody))
        at.put(number, "Antwort")
        await at.until(lambda: texts(phone) == ["Antwort"], within=0.5)
        assert at.left()
        await at.sent()
    assert at.sandbox.api.flood.refusals == 0


@office
async def test_a_burst_to_one_person_stays_within_the_limit(at: Office) -> None:
    at.sandbox.api.flood.limits = TELEGRAM
    anna, number = at.person("Anna")
    for n in range(5):
        at.put(number, f"{n}")
    async with at.sending():
        await at.sent()
    assert texts(anna) == list("01234")
    assert at.sandbox.api.flood.refusals == 0
