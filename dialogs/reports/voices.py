"""Words that others may read: only what two people have released, in an order that says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dialogs.questions import Question
from dialogs.questions.choice import Choice, Multi
from dialogs.questions.consent import Consent
from dialogs.questions.optin import Optin
from dialogs.questions.vote import Vote
from dialogs.report import Heard, Pledge, Voice
from dialogs.reports.piles import Pile
from dialogs.round import Answer, Closed, Contribution
from dialogs.said import Promise
from dialogs.script import Script
from dialogs.text import Text, plain


class Legible(NamedTuple):
    """Words that may be read, and the answer they give the reason for."""

    words: str
    about: Text | None = None
    verbatim: bool = True


#: Questions whose answers, with a name, are read one by one. The others are read as figures.
_SIGNED = (Choice, Multi, Consent, Optin)

#: Words that may be read, by key: the id of the answer, with ``/reason`` or ``/with`` behind it.
Readable = Mapping[str, Legible]


def released(queue: Iterable[Contribution], question: Question) -> Readable:
    """Return what two people have released; a reason in a vote is about the option."""
    return {
        each.key: Legible(
            each.shown,
            each.item if isinstance(question, Vote) else each.about,
            verbatim=each.shown == each.words,
        )
        for each in queue
        if each.released and each.question == question.ask
    }


def signed_choices(script: Script, closed: Closed) -> Readable:
    """Return who chose what, where answers carry names. It is no free text: nobody releases it."""
    question = script.questions[closed.question]
    if script.anonymity_of(question) != "named" or not isinstance(question, _SIGNED):
        return {}
    labels = _labels(question, closed)
    return {answer.id: Legible("", _chosen(answer, labels)) for answer in closed.answers}


def as_written(closed: Closed, question: Question) -> Readable:
    """Return everything in its author's words, for the two who alone read it."""
    labels = _labels(question, closed)
    items = {item.key: item.words for item in closed.items}
    readable = {}
    for answer in closed.answers:
        about = items.get(answer.item) if isinstance(question, Vote) else None
        about = about or labels.get(str(answer.value))
        if answer.reason:
            readable[f"{answer.id}/reason"] = Legible(answer.reason, about)
        if isinstance(answer.value, Promise):
            readable[answer.id] = Legible(answer.value.what)
            if answer.value.with_whom:
                readable[f"{answer.id}/with"] = Legible(answer.value.with_whom)
        elif question.wordy and answer.value:
            readable[answer.id] = Legible(str(answer.value))
    return readable


def _labels(question: Question, closed: Closed) -> dict[str, Text]:
    written = {button.key: button.label for button in question.buttons()}
    return written | {option.key: option.words for option in closed.options}


def _chosen(answer: Answer, labels: Mapping[str, Text]) -> Text:
    """Return what somebody chose, as the two who read it see it beside the name."""
    keys = answer.value if isinstance(answer.value, tuple) else (str(answer.value),)
    return Text(
        {
            language: ", ".join(labels.get(key, plain(key)).within(language) for key in keys)
            for language in {tag for key in keys for tag in labels.get(key, plain(key)).root}
        }
    )


def heard(pile: Pile, readable: Readable, *, wordy: bool, named: bool) -> Heard:
    """Return the words of a pile.

    Tied answers come in the order of the seats, and the same order under every question would
    tie a person's words together again; so unnamed words stand in alphabetical order.
    """
    words, reasons, pledges = [], [], []
    for answer in pile.answers:
        seat = answer.seat if named else None
        if answer.id in readable and isinstance(answer.value, Promise):
            pledges.append(_pledge(answer, answer.value, readable, seat))
        elif answer.id in readable:
            words.append(_voice(answer, readable[answer.id], seat))
        if (key := f"{answer.id}/reason") in readable:
            reasons.append(_voice(answer, readable[key], seat))
    if not named:
        words.sort(key=_alphabetical)
        reasons.sort(key=_alphabetical)
    pledges.sort(key=lambda pledge: (pledge.until, pledge.what.casefold()))
    given = sum(_given(answer, wordy=wordy) for answer in pile.answers)
    unreleased = max(0, given - len(words) - len(reasons) - len(pledges))
    return Heard((*words, *reasons), tuple(pledges), unreleased)


def _voice(answer: Answer, legible: Legible, seat: int | None) -> Voice:
    return Voice(legible.words, answer.level, seat, legible.about, verbatim=legible.verbatim)


def _pledge(answer: Answer, promise: Promise, readable: Readable, seat: int | None) -> Pledge:
    with_whom = readable.get(f"{answer.id}/with")
    return Pledge(
        readable[answer.id].words,
        promise.until,
        with_whom=with_whom.words if with_whom else "",
        seat=seat,
    )


def _given(answer: Answer, *, wordy: bool) -> int:
    """Return how many words of an answer could be read: not those its author wants hidden."""
    offered = wordy and bool(answer.value) and answer.release != "hide"
    return offered + bool(answer.reason)


def _alphabetical(voice: Voice) -> str:
    return voice.words.casefold()
