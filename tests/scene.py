"""A script with a question of every type, and what is said in a round of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.message import Button, Message
from bot.wording import Host, Scene, message
from dialogs.effects import (
    Ask,
    Effect,
)
from dialogs.report import Mirror, Participation, Section
from dialogs.round import AskNumber, Item, Opening, Seat
from dialogs.script import Script
from dialogs.text import plain

TODAY = date(2026, 11, 20)
ENDS = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
RETURNS = datetime(2026, 12, 18, 9, 0, tzinfo=UTC)
HOST = Host("Netzwerk Beispielstadt", "Kim Koch", ZoneInfo("Europe/Berlin"), transport="Telegram")

WRITTEN: dict[str, Any] = {
    "reihum": 1,
    "id": "probe",
    "languages": ["de", "en"],
    "title": {"de": "Worauf lassen wir uns ein?", "en": "What are we signing up for?"},
    "purpose": "Den Auftrag klären.",
    "minutes": 9,
    "anonymity": "anonymous",
    "given": {"thema": {"text": "Das Thema der Runde"}},
    "intro": {"de": "Guten Tag.", "en": "Hello."},
    "phases": [
        {
            "id": "ankommen",
            "title": {"de": "Ankommen", "en": "Arriving"},
            "lasts": "14d",
            "steps": [
                {"ask": "hoffnung", "text": "Was hoffen Sie?", "release": True, "up_to": 3},
                {
                    "ask": "rueckhalt",
                    "type": "scale",
                    "scale": "agree6",
                    "text": "Ich habe Rückendeckung.",
                },
                {
                    "ask": "bedarf",
                    "type": "multi",
                    "text": "Was brauchen Sie?",
                    "options": {"zeit": "Zeit", "auftrag": "Auftrag", "schutz": "Schutz"},
                    "at_most": 2,
                },
                {
                    "ask": "wichtig",
                    "type": "rank",
                    "points": 3,
                    "text": "Was ist Ihnen am wichtigsten?",
                    "options": {"zeit": "Zeit", "auftrag": "Auftrag", "schutz": "Schutz"},
                },
                {
                    "ask": "wie_oft",
                    "type": "choice",
                    "text": "Wie oft darf ich mich melden?",
                    "options": {"woche": "Jede Woche", "monat": "Jeden Monat"},
                    "anonymity": "private",
                },
                {
                    "ask": "weg",
                    "type": "vote",
                    "text": "Wie groß ist Ihr Widerstand? „{item}“",
                    "options": {"treffen": "Ein Treffen im Monat", "brief": "Ein Brief"},
                    "status_quo": "Alles bleibt, wie es ist",
                },
                {"ask": "regel", "type": "statement", "text": "Welche Regel hilft Ihnen?"},
                {
                    "ask": "zu_regeln",
                    "type": "reaction",
                    "to": "regel",
                    "text": "Was sagen Sie dazu?",
                },
                {
                    "ask": "buendnis",
                    "type": "consent",
                    "text": "Spricht etwas Schwerwiegendes dagegen?",
                    "because": {"when": ["objection"], "text": "Wie müsste es heißen?"},
                },
                {
                    "ask": "schritt",
                    "type": "commitment",
                    "text": "Womit beteiligen Sie sich?",
                    "anonymity": "named",
                },
                {"ask": "aufheben", "type": "optin", "text": "Dürfen wir das aufheben?"},
            ],
        },
        {
            "id": "danach",
            "title": {"de": "Danach", "en": "Afterwards"},
            "lasts": "7d",
            "ends_early": False,
            "steps": [
                {"info": "{thema}: bis {ends_on}, Ergebnis am {returns_on}."},
                {"share": "bedarf"},
                {"ask": "nachtrag", "text": "Was fehlt noch?"},
            ],
        },
    ],
    "returns": {"text": "Eine Seite mit allen Hoffnungen.", "within": "7d"},
    "closing": "Vielen Dank.",
    "follow_ups": [
        {
            "id": "nachfrage",
            "title": "Ihr Schritt",
            "due": "schritt",
            "steps": [
                {
                    "ask": "stand",
                    "type": "choice",
                    "text": "„{commitment}“, bis {until}: Wie ist der Stand?",
                    "options": {"fertig": "Erledigt", "dran": "Auf dem Weg"},
                    "anonymity": "named",
                }
            ],
        }
    ],
}
SCRIPT = Script.model_validate(WRITTEN)

OPENING = Opening(
    number=1,
    part=None,
    index=0,
    at=ENDS - timedelta(days=14),
    ends=ENDS,
    items={
        "weg": (
            Item("treffen", plain("Ein Treffen im Monat")),
            Item("status_quo", plain("Alles bleibt, wie es ist")),
        ),
        "zu_regeln": (Item("r1", plain("Wir sagen offen, wenn etwas nicht geht.")),),
    },
    levels=frozenset({"praxis"}),
    fills={"thema": plain("Übergänge")},
)
SECTION = Section(question="bedarf", text=plain("Was brauchen Sie?"), kind="multi", n=None)
SEAT = Seat(number=7, level="praxis", open=AskNumber(1, 0, 0))
SCENE = Scene(
    SCRIPT,
    HOST,
    TODAY,
    opening=OPENING,
    seat=SEAT,
    returns_on=RETURNS,
    mirror=Mirror(SCRIPT.title, Participation(invited=30, answered=None, fewest=5), ()),
)
LATER = replace(SCENE, opening=replace(OPENING, number=2, index=1, shares={"bedarf": SECTION}))
FOLLOW_UP = replace(
    SCENE,
    opening=Opening(
        number=1,
        part="nachfrage",
        index=0,
        at=ENDS,
        ends=ENDS,
        fills={"commitment": plain("Ich rufe an"), "until": plain("2026-12-11")},
    ),
)

STEPS = {question.ask: n for n, question in SCRIPT.phases[0].questions.items()}


def at(name: str, item: int = 0) -> AskNumber:
    return AskNumber(1, STEPS[name], item)


def ask(name: str, item: int = 0, place: int = 2, **more: object) -> Ask:
    return Ask(seat=7, number=at(name, item), place=place, total=5, **more)  # type: ignore[arg-type]


def where(**same: str) -> Script:
    """Return the script with something the same in all questions of its first phase."""
    first, *others = WRITTEN["phases"]
    steps = [{**step, **same} for step in first["steps"]]
    return Script.model_validate({**WRITTEN, "phases": [{**first, "steps": steps}, *others]})


def german(effect: Effect, scene: Scene = SCENE, language: str = "de") -> Message:
    said = message(effect, scene, language)
    assert said is not None
    return said


def rows(said: Message) -> list[list[str]]:
    return [[button.label for button in row] for row in said.keyboard.rows]


def button(said: Message, label: str) -> Button:
    return next(button for button in said.buttons() if button.label == label)
