"""A second client, made by other people from the same description, reads what the server shows."""

from __future__ import annotations

import json
import subprocess
import venv
from hashlib import sha256
from pathlib import Path

import pytest

from bot.sandbox.server import Sandbox, in_thread
from bot.sandbox.values import Upload
from tests.sandbox.serving import PNG, new_world

ROOT = Path(__file__).parent.parent.parent
LOCK = ROOT / "requirements-aiogram.lock"


@pytest.fixture(scope="module")
def python() -> Path:
    """The interpreter of an environment of its own under build/, made once for each lock."""
    home = ROOT / "build" / f"aiogram-{sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    interpreter, ready = home / "bin" / "python", home / "ready"
    if not ready.exists():
        venv.create(home, clear=True, with_pip=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([interpreter, *install, "--require-hashes", "-r", LOCK], check=True)
        ready.touch()
    return interpreter


def test_aiogram_reads_everything(python: Path) -> None:
    with in_thread(new_world()) as remote:
        person, group = remote.do(_prepare)
        sandbox = remote.sandbox
        script = [python, Path(__file__).with_name("second_client.py")]
        arguments = [sandbox.url, sandbox.token, str(person), str(group)]
        ran = subprocess.run([*script, *arguments], check=True, stdout=subprocess.PIPE, timeout=60)
    assert json.loads(ran.stdout) == {
        "kinds": ["message"] * 9,
        "contents": [
            "text",
            "text",
            "photo",
            "document",
            "voice",
            "contact",
            "location",
            "sticker",
            "new_chat_members",
        ],
        "entities": ["bold"],
        "edited": "Ja!",
        "file": "a;b",
        "pinned": "Ja!",
        "administrators": ["creator"],
        "refusal": "Bad Request: can't parse entities: "
        'Can\'t find end tag corresponding to start tag "b"',
    }


def _prepare(sandbox: Sandbox) -> tuple[int, int]:
    anna = sandbox.phone("Anna")
    said = anna.start()
    anna.say("Guten Tag", reply_to=said)
    anna.send_photo(PNG, "Bild")
    anna.send_document(Upload("plan.pdf", b"%PDF", "application/pdf"))
    anna.send_voice()
    anna.send_contact("+49 391 1", "Berta")
    anna.send_location(52.1, 11.6)
    anna.send_sticker()
    group = anna.create_group("Kreis")
    sandbox.world.allowed = frozenset({"message"})
    anna.add_bot(group)
    return anna.person.id, group.id
