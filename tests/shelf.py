"""The dialogs that come along, as their tests take them off the shelf."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from dialogs.questions import Question
from dialogs.questions.vote import Vote
from dialogs.script import LEVELS, Phase, Script
from dialogs.source import read

if TYPE_CHECKING:
    from dialogs.problem import Problem

LIBRARY = Path(__file__).parent.parent / "dialogs" / "library"

#: The sixteen dialogs of the domain brief. What is really several dialogs is several scripts.
DIALOGS = {
    "S01": ("s01_auftrag",),
    "S02": ("s02_wirkungsverstaendnis", "s02_kurzform"),
    "S03": ("s03_fokusgruppe",),
    "S04": ("s04_empfehlungen",),
    "S05": ("s05_wirkungspfad",),
    "S06": ("s06_selbstreflexion",),
    "S07": ("s07_beobachtung", "s07_fremdreflexion"),
    "S08": ("s08_interview",),
    "S09": ("s09_verfahren_8a",),
    "S10": ("s10_aus_fehlern_lernen",),
    "S11": ("s11_kollegiale_beratung",),
    "S12": ("s12_qualitaetswerkstatt",),
    "S13": ("s13_praxisbaustein",),
    "S14": ("s14_anbieten", "s14_entdecken", "s14_fragen", "s14_wissensstaffel"),
    "S15": ("s15_strukturlandkarte", "s15_gremiencheck"),
    "S16": ("s16_politikdialog",),
}

#: The seven sets of recurring questions: four by when they come, three by whom they are for.
CHECK_INS = (
    "checkin_woechentlich",
    "checkin_monatlich",
    "checkin_jaehrlich",
    "checkin_nach_treffen",
    "checkin_koordination",
    "checkin_steuerung",
    "checkin_tandem",
)

NAMES = sorted([*chain.from_iterable(DIALOGS.values()), *CHECK_INS])

#: Dialogs about what must not go through a chat.
SENSITIVE = {"S07", "S08", "S09", "S10", "S11"}

#: What is also there in plain German: what most people meet first, and what comes often.
PLAIN = {
    *chain.from_iterable(DIALOGS[number] for number in ("S01", "S02", "S04", "S06", "S12", "S13")),
    *CHECK_INS,
}

#: Answers that nobody keeps: nothing can come back of them, and no text may promise it.
FOR_ONESELF = {
    "checkin_koordination": "a pause for those who coordinate; nobody reads along",
    "checkin_tandem": "each of the two thinks alone, then they talk",
}

#: Advice of the check that these dialogs do not take, and why.
ADVICE_NOT_TAKEN = {(name, "keeps-nothing"): reason for name, reason in FOR_ONESELF.items()}


def file_of(name: str) -> Path:
    """Return where a dialog is written."""
    return LIBRARY / f"{name}.yaml"


@cache
def written(name: str) -> dict[str, list[dict[str, object]]]:
    """Return the keys of a file as they stand there."""
    keys: dict[str, list[dict[str, object]]] = YAML(typ="safe").load(file_of(name))
    return keys


@cache
def checked(name: str) -> tuple[Script | None, tuple[Problem, ...]]:
    """Return a dialog and everything that can be said against it."""
    return read(file_of(name).read_bytes())


def dialog(name: str) -> Script:
    """Return a dialog."""
    script, problems = checked(name)
    assert script is not None, problems
    return script


def languages(name: str) -> list[str]:
    """Return the languages in which a dialog has to be complete."""
    return ["de", "de-einfach", "en"] if name in PLAIN else ["de", "en"]


def words(name: str, *within: str) -> Iterator[str]:
    """Yield every text of a dialog, in some languages or in all it has to be complete in."""
    for _, text in dialog(name).texts():
        yield from (text.within(language) for language in within or languages(name))


def questions() -> list[Question]:
    """Return every question of every dialog."""
    return [question for name in NAMES for question in dialog(name).questions.values()]


def shown(script: Script) -> Iterator[Question]:
    """Yield the questions whose answers come back to the group."""
    for question in script.questions.values():
        private = script.anonymity_of(question) == "private"
        if not private and not script.for_tandem(question) and question.type != "optin":
            yield question


# --- How long it takes -------------------------------------------------------------------------


def needed(script: Script, *, branches: bool) -> float:
    """Return the minutes of the level or the part of a dialog that is asked most.

    Roles answer for others and in their working hours; their minutes count where only they
    are asked.
    """
    each = chain.from_iterable(phase.questions.values() for phase in script.phases)
    asked = {name for question in each for name in question.who}
    parts = {*LEVELS, *script.seats}
    parts = parts if asked & {"all", *parts} else asked
    return round(max(_of_part(script, part, branches=branches) for part in parts), 1)


def _of_part(script: Script, part: str, *, branches: bool) -> float:
    phases = (phase for phase in script.phases if branches or not phase.opens_if)
    return sum(_at_once(phase, part, branches=branches) for phase in phases)


def _at_once(phase: Phase, part: str, *, branches: bool) -> float:
    mine = (each for each in phase.questions.values() if {"all", part}.intersection(each.who))
    minutes = sorted((_minutes(each) for each in mine if branches or not each.when), reverse=True)
    return sum(minutes[: phase.at_a_time])


def _minutes(question: Question) -> float:
    """Return how long it takes, once over every item; the status quo is one more of them."""
    repeated = question.for_each is not None or question.type in ("vote", "reaction")
    items = question.max if repeated and question.max else 1
    return question.minutes * (items + isinstance(question, Vote))
