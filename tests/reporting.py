"""Facts as a file tells them, in few words, and the closed round that they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from dialogs.round import Answer, Closed, Contribution, Item, Outcome, Round, Status
from dialogs.said import Promise, Value
from dialogs.script import Script
from dialogs.sources import contributions
from dialogs.text import Text

#: What every script of these tests is beside its questions.
SCRIPT: dict[str, Any] = {
    "reihum": 1,
    "id": "probe",
    "languages": ["de", "en"],
    "title": {"de": "Worauf lassen wir uns ein?", "en": "What are we signing up for?"},
    "purpose": "Den Auftrag klären.",
    "minutes": 9,
    "anonymity": "anonymous",
    "intro": "Guten Tag.",
    "returns": {"text": "Was zusammengekommen ist.", "within": "14d"},
    "closing": "Vielen Dank.",
}

Told = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """A script, and what a round of it closed with."""

    script: Script
    round: Round


def facts(written: str) -> Facts:
    """Read facts from YAML.

    ``steps`` and ``script`` are as authors write them. ``answers`` are told by question, and by
    item where there are ``items``: the value alone, or ``value`` with what belongs to it.
    ``shown: true`` means that two people released the words, ``shown: other words`` that they
    put them differently; ``reason_shown`` says the same of a reason.
    """
    told: Told = YAML(typ="safe", pure=True).load(StringIO(written))
    phase = {"id": "a", "title": "Anfang", "lasts": "14d", "steps": told["steps"]}
    script = Script.model_validate(SCRIPT | {"phases": [phase]} | told.get("script", {}))
    results = [_Result(script, told, name) for name in script.questions]
    return Facts(
        script,
        Round(
            seats={},
            status=Status(told.get("status", "ended")),
            invited=told.get("invited", {}),
            given={name: tuple(lines) for name, lines in told.get("given", {}).items()},
            drafts={name: tuple(lines) for name, lines in told.get("drafts", {}).items()},
            closed={each.name: each.closed() for each in results},
            took_part=told.get("took_part", {}),
            queue=tuple(made for each in results for made in each.queue()),
            handed_on=frozenset((name, "") for name in told.get("handed_on", [])),
        ),
    )


class _Result:
    """What is told of one question."""

    def __init__(self, script: Script, told: Told, name: str) -> None:
        said = told.get("answers", {}).get(name, [])
        by_item = said if isinstance(said, dict) else {"": said}
        words = told.get("items", {}).get(name, {})
        mode = script.anonymity_of(script.questions[name])
        self.script, self.name = script, name
        self.items = tuple(Item(key, Text.model_validate(text)) for key, text in words.items())
        self.people = max((len(each) for each in by_item.values()), default=0)
        self.enough = mode == "named" or self.people >= script.threshold
        self.tied = mode in ("named", "pseudonymous")
        self.told = [
            (f"{name}:{item}:{seat}", item, seat, _whole(one))
            for item, each in by_item.items()
            for seat, one in enumerate(each)
        ]

    def closed(self) -> Closed:
        """Return what remains: below the threshold only what is tied."""
        kept = self.enough or self.tied
        return Closed(
            question=self.name,
            outcome=Outcome.ENOUGH if self.enough else Outcome.TOO_FEW,
            invited=30,
            people=self.people if self.enough else 0,
            items=self.items,
            answers=tuple(self.answer(*one) for one in self.told) if kept else (),
        )

    def answer(self, key: str, item: str, seat: int, one: Told) -> Answer:
        return Answer(
            id=key,
            question=self.name,
            item=item,
            value=_value(one["value"]),
            reason=one.get("reason", ""),
            release=one.get("release"),
            seat=seat if self.tied else None,
            level=one.get("level"),
        )

    def queue(self) -> Iterator[Contribution]:
        """Yield the words in the release queue, those released that are told to be shown."""
        closed = self.closed()
        for key, item, seat, one in self.told if self.enough else ():
            for made in contributions(self.script, closed, self.answer(key, item, seat, one)):
                told = one.get("reason_shown" if made.key.endswith("/reason") else "shown")
                shown = made.words if told is True else str(told)
                yield replace(made, shown=shown, readers=frozenset({1, 2})) if told else made


def _whole(one: Any) -> Told:  # noqa: ANN401 - whatever the file holds
    """Return what is told of an answer; of most it is the value alone."""
    return one if isinstance(one, dict) and "value" in one else {"value": one}


def _value(told: Any) -> Value:  # noqa: ANN401 - whatever the file holds
    if isinstance(told, list):
        return tuple(told)
    if isinstance(told, dict) and "what" in told:
        return Promise(told["what"], told["until"], told.get("with", ""))
    assert isinstance(told, str | int | dict)
    return told
