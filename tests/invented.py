"""Dialogs invented at random, far odder than people write them, but such as the check accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from random import Random
from typing import Any, NamedTuple

from dialogs.script import Script
from dialogs.source import read

MODES = ("private", "anonymous", "role", "pseudonymous", "named")
TIED = ("pseudonymous", "named")

#: What can be repeated over the released words, or the best, of an earlier question.
FINDING = ("text", "statement", "reaction", "rank", "vote", "choice", "multi")

Written = dict[str, Any]


class Known(NamedTuple):
    """What a later question can know of an earlier one."""

    name: str
    type: str
    mode: str
    phase: int
    repeated: bool


def scripts(first: int, wanted: int) -> Iterator[tuple[int, Script]]:
    """Yield so many dialogs, each with the number from which it comes again."""
    accepted = ((seed, script) for seed in count(first) if (script := invented(seed)) is not None)
    return islice(accepted, wanted)


def invented(seed: int) -> Script | None:
    """Return a dialog, or None where what came out is not one that may be played."""
    script, problems = read(json.dumps(_Author(Random(seed)).script()).encode())
    return None if any(each.severity == "error" for each in problems) else script


@dataclass
class _Author:
    """Somebody who writes whatever comes to mind, and remembers what is there already."""

    dice: Random
    known: list[Known] = field(default_factory=list)
    lists: list[str] = field(default_factory=lambda: ["things"])
    names: Iterator[int] = field(default_factory=count)

    def script(self) -> Written:
        mode = self.dice.choice(MODES[1:])
        phases = [self._phase(n, mode) for n in range(self.dice.randint(1, 4))]
        whole: Written = {
            "reihum": 1,
            "id": "invented",
            "languages": ["en"],
            "title": "Invented",
            "purpose": "To see what happens.",
            "minutes": 30,
            "anonymity": mode,
            "threshold": self.dice.choice([3, 3, 4, 5]),
            "people": {"min": 5},
            "intro": "Welcome.",
            "seats": {"asker": {"title": "Asker", "max": 2}},
            "given": {"things": {"text": "The things.", "list": True}},
            "phases": phases,
            "returns": {"text": "The result.", "within": "3d"},
            "closing": "Thank you.",
        }
        follow_ups = list(self._follow_ups())
        return whole | ({"follow_ups": follow_ups} if follow_ups else {})

    def _sometimes(self, share: float) -> bool:
        return self.dice.random() < share

    # --- Phases ------------------------------------------------------------------------------

    def _phase(self, n: int, mode: str) -> Written:
        phase: Written = {"id": f"p{n}", "title": "Phase", "lasts": f"{self.dice.randint(1, 7)}d"}
        choices = [each.name for each in self.known if each.type == "choice" and each.mode in TIED]
        if self._sometimes(0.25):
            phase["opens_after"] = "2d"
        if self._sometimes(0.2):
            phase["ends_early"] = False
        if self._sometimes(0.3):
            phase["waits"] = "3d"
        if choices and self._sometimes(0.2):
            phase["opens_if"] = {self.dice.choice(choices): ["o0", "o1"]}
        drafts = self._drafts(n)
        phase["steps"] = list(self._steps(n, mode, drafts)) or [{"info": "Nothing."}]
        if drafts:
            phase["needs"] = {
                name: {"text": "Words.", "list": is_list} for name, is_list in drafts.items()
            }
        self.lists += [name for name, is_list in drafts.items() if is_list]
        return phase

    def _drafts(self, n: int) -> dict[str, bool]:
        return {f"d{n}": self._sometimes(0.5)} if self._sometimes(0.3) else {}

    def _steps(self, n: int, mode: str, drafts: dict[str, bool]) -> Iterator[Written]:
        before = [each for each in self.known if each.mode != "private" and each.type != "optin"]
        for _ in range(self.dice.randint(1, 5)):
            what = self.dice.random()
            if what < 0.15:
                yield {"info": "Words."}
            elif what < 0.3 and before:
                yield {"share": self.dice.choice(before).name}
            else:
                asked = self._question(n, drafts)
                own = asked.get("anonymity", mode)
                self.known.append(Known(asked["ask"], asked["type"], own, n, "for_each" in asked))
                yield asked

    # --- Questions ---------------------------------------------------------------------------

    def _question(self, phase: int, drafts: dict[str, bool]) -> Written:
        kind = self.dice.choice((*FINDING, "scale", "consent", "commitment", "optin"))
        lists = [*self.lists, *(name for name, is_list in drafts.items() if is_list)]
        question: Written = {"ask": f"q{next(self.names)}", "type": kind, "text": "What?"}
        if kind in ("optin", "commitment"):
            question["anonymity"] = "named"
        elif self._sometimes(0.8):
            question["anonymity"] = self.dice.choice(MODES)
        if kind in ("choice", "multi", "rank", "vote"):
            question |= self._options(kind, self._finding(phase) + lists)
        question |= self._details(kind, self._words(phase) + lists)
        pages = [name for name, is_list in drafts.items() if not is_list]
        if kind not in ("vote", "reaction") and pages and self._sometimes(0.5):
            question["text"] = f"{{{pages[0]}}}?"
        elif kind not in ("vote", "reaction", "rank") and self._sometimes(0.35):
            self._repeat(question, self._finding(phase) + lists)
        if self._sometimes(0.15):
            question["who"] = [self.dice.choice(("tandem", "steering", "praxis", "asker"))]
        self._branch(question, phase)
        return question

    def _options(self, kind: str, sources: list[str]) -> Written:
        """Return options written out, with what may follow from them, or where they come from."""
        if self._sometimes(0.5):
            return {"options": self.dice.choice(sources)}
        written = {f"o{n}": f"Option {n}" for n in range(self.dice.randint(2, 4))}
        if kind == "choice" and self._sometimes(0.3):
            return {"options": written, "stop": {"o0": "Then not."}}
        if kind in ("choice", "multi") and self._sometimes(0.4):
            return {"options": written, "because": {"when": ["o1"], "text": "Why?"}}
        return {"options": written}

    def _details(self, kind: str, words: list[str]) -> Written:
        """Return what a type needs beside its options."""
        several: Written = {"up_to": self.dice.randint(1, 3)}
        high: Written = {"because": {"when": {"at_least": 5}, "text": "Why?"}}
        readers = {"readers": self.dice.randint(3, 5), "max": self.dice.randint(2, 6)}
        details: dict[str, Written] = {
            "text": {**several, "release": self._sometimes(0.4)},
            "statement": several,
            "scale": {"scale": self.dice.choice(["agree6", "ten"]), **high},
            "rank": {"points": 3},
            "vote": {"status_quo": "As it is.", "text": "{item}?", **high},
            "reaction": {"to": self.dice.choice(words), "text": "{item}", **readers},
            "consent": {"because": {"when": ["objection"], "text": "Why?"}},
        }
        return details.get(kind, {})

    def _repeat(self, question: Written, sources: list[str]) -> None:
        question.pop("up_to", None)
        question |= {"for_each": self.dice.choice(sources), "text": "{item}?"}
        question["max"] = self.dice.randint(1, 4)

    def _branch(self, question: Written, phase: int) -> None:
        """Ask only after some answers to an earlier question that ties them."""
        tied = [each for each in self.known if each.mode in TIED]
        if not tied or not self._sometimes(0.35):
            return
        earlier = self.dice.choice(tied)
        match earlier.type:
            case "scale":
                conditions: list[Written] = [{"at_least": 4}]
                if earlier.repeated:
                    conditions.append({"any_item": 4})
                if earlier.phase < phase:
                    conditions.append({"differs_from_median": 1})
                question["when"] = {earlier.name: self.dice.choice(conditions)}
            case "choice":
                question["when"] = {earlier.name: ["o1"]}
            case "consent":
                question["when"] = {earlier.name: ["ok", "concern"]}
            case _:
                pass

    def _finding(self, phase: int) -> list[str]:
        """Return the questions of earlier phases whose findings a later one can work on."""
        return [
            each.name
            for each in self.known
            if each.phase < phase and each.mode != "private"
            if each.type in FINDING or (each.type == "consent" and each.repeated)
        ]

    def _words(self, phase: int) -> list[str]:
        found = self._finding(phase)
        return [e.name for e in self.known if e.name in found and e.type in ("text", "statement")]

    # --- What comes later --------------------------------------------------------------------

    def _follow_ups(self) -> Iterator[Written]:
        """Ask what became of every promise, for a script has to, and sometimes something else."""
        for each in self.known:
            if each.type == "commitment" and each.mode in TIED:
                asked = {"ask": f"kept_{each.name}", "text": "{commitment}?"}
                step = {**asked, "anonymity": "private"}
                yield {"id": f"f_{each.name}", "title": "Kept?", "due": each.name, "steps": [step]}
        if self._sometimes(0.3):
            step = {"ask": "still", "text": "And now?"}
            yield {"id": "later", "title": "Later", "after": "20d", "steps": [step]}
