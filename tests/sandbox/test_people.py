"""People over HTTP, a server in a thread, and one that is a process of its own."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import urllib.error
import urllib.request
from typing import Any

import pytest

from bot.sandbox.deeds import DEEDS
from bot.sandbox.server import Remote, Sandbox, in_thread
from tests.sandbox.serving import PNG, new_world

PICTURE = base64.b64encode(PNG).decode()


def ask(url: str, given: dict[str, Any] | None = None, *, method: str | None = None) -> Any:  # noqa: ANN401 - JSON
    body = None if given is None else json.dumps(given).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310 - loopback
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - loopback
            return json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return json.load(error) | {"status": error.code}


def call(remote: Remote, method: str, **given: Any) -> Any:  # noqa: ANN401 - JSON
    return ask(f"{remote.sandbox.bot_url}{remote.sandbox.token}/{method}", given)["result"]


def test_people_write_press_and_read() -> None:
    with in_thread(new_world()) as remote:
        url = remote.sandbox.url
        anna = ask(f"{url}/people", {"first_name": "Anna"})["id"]
        ask(f"{url}/people/{anna}/start", {"payload": "abc"})
        assert call(remote, "getUpdates")[0]["message"]["text"] == "/start abc"
        markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
        call(remote, "sendMessage", chat_id=anna, text="Frage", reply_markup=markup)
        screen = ask(f"{url}/people/{anna}")
        assert [message["text"] for message in screen["messages"]] == ["/start abc", "Frage"]
        press = ask(f"{url}/people/{anna}/press", {"label": "Ja"})["press"]
        assert ask(f"{url}/presses/{press}") == {"answer": None}
        call(remote, "answerCallbackQuery", callback_query_id=press, text="gut")
        assert ask(f"{url}/presses/{press}")["answer"]["text"] == "gut"
        assert ask(f"{url}/people/{anna}/press", {"label": "Nein"})["status"] == 404
        assert [person["first_name"] for person in ask(f"{url}/people")] == ["Anna"]
        assert [each["method"] for each in ask(f"{url}/calls")][-1] == "answerCallbackQuery"


def test_a_phone_can_wait_for_the_next_message() -> None:
    with in_thread(new_world()) as remote:
        url = remote.sandbox.url
        anna = ask(f"{url}/people", {"first_name": "Anna"})["id"]
        ask(f"{url}/people/{anna}/start", {})
        after = ask(f"{url}/people/{anna}")["after"]
        remote.loop.call_soon_threadsafe(remote.loop.call_later, 0.05, _greet, remote.sandbox, anna)
        screen = ask(f"{url}/people/{anna}?after={after}&wait=10")
        assert screen["messages"][-1]["text"] == "Hallo"


def _greet(sandbox: Sandbox, person: int) -> None:
    phone = sandbox.phone_of(sandbox.world.people[person])
    phone.say("Hallo")


def test_every_deed_can_be_done_over_http() -> None:
    deeds: list[tuple[str, dict[str, Any]]] = [
        ("start", {}),
        ("say", {"text": "eins", "reply_to": 1}),
        ("edit", {"message_id": 2, "text": "zwei"}),
        ("photo", {"picture": PICTURE, "caption": "Bild"}),
        ("document", {"name": "a.txt", "content": PICTURE}),
        ("voice", {}),
        ("contact", {"number": "+49", "first_name": "Berta"}),
        ("location", {"latitude": 52.1, "longitude": 11.6}),
        ("sticker", {}),
        ("forward", {"message_id": 2}),
        ("delete", {"message_id": 2}),
        ("block", {}),
        ("unblock", {}),
        ("create-group", {"title": "Kreis"}),
        ("add-bot", {"chat": -4_000_000_002}),
        ("remove-bot", {"chat": -4_000_000_002}),
        ("leave", {"chat": -4_000_000_002}),
        ("join", {"chat": -4_000_000_002}),
    ]
    with in_thread(new_world()) as remote:
        url = remote.sandbox.url
        anna = ask(f"{url}/people", {"first_name": "Anna"})["id"]
        for deed, given in deeds:
            assert "error" not in ask(f"{url}/people/{anna}/{deed}", given), deed
    assert {deed for deed, _ in deeds} | {"press", "tap", "migrate"} == DEEDS.keys()


def test_time_limits_and_faults_are_chosen_over_http() -> None:
    with in_thread(new_world()) as remote:
        url = remote.sandbox.url
        assert ask(f"{url}/clock", {"seconds": 86400})["now"].startswith("2026-11-28T09:00")
        assert ask(f"{url}/limits", {"on": True}) == {"on": True}
        assert remote.sandbox.api.flood.limits is not None
        rule = {"trouble": "busy", "seconds": 5, "method": "getMe"}
        assert ask(f"{url}/faults", rule) == {"rules": 1}
        refused = ask(f"{remote.sandbox.bot_url}{remote.sandbox.token}/getMe")
        assert refused["parameters"] == {"retry_after": 5}
        assert ask(f"{url}/faults", method="DELETE") == {"rules": 0}
        assert ask(f"{url}/faults", {"trouble": "earthquake"})["status"] == 400


def test_a_test_without_a_loop_acts_in_the_thread_and_waits_there() -> None:
    with in_thread(new_world()) as remote:
        phone = remote.do(lambda sandbox: sandbox.phone("Anna"))
        remote.do(lambda _: phone.start())
        call(remote, "sendMessage", chat_id=phone.person.id, text="Guten Tag")
        assert remote.wait(lambda _: phone.hear()).text == "Guten Tag"


def test_a_port_that_is_taken_is_said_at_once() -> None:
    with in_thread(new_world()) as remote:
        port = int(remote.sandbox.url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"), in_thread(new_world(), port):
            pass


def test_a_process_of_its_own_says_where_it_is() -> None:
    command = [sys.executable, "-m", "bot.sandbox", "--port", "0", "--seed", "3"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        lines = dict(process.stdout.readline().strip().split("=", 1) for _ in range(2))
        me = ask(f"{lines['REIHUM_API_URL']}/bot{lines['REIHUM_TOKEN']}/getMe")
        process.terminate()
    assert me["result"]["username"] == "reihum_bot"
    assert str(me["result"]["id"]) == lines["REIHUM_TOKEN"].partition(":")[0]


def test_another_token_is_refused() -> None:
    with in_thread(new_world()) as remote:
        refused = ask(f"{remote.sandbox.bot_url}1:a/getMe")
    assert refused == {
        "ok": False,
        "error_code": 401,
        "description": "Unauthorized",
        "status": 401,
    }
