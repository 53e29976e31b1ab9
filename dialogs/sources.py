"""Where the things come from that a question is repeated over or chooses between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dialogs.questions import Question
from dialogs.questions.choice import Choice, Multi
from dialogs.questions.commitment import Commitment
from dialogs.questions.rank import Rank
from dialogs.questions.statement import Reaction, Statement
from dialogs.questions.text import TextQuestion
from dialogs.questions.vote import STATUS_QUO, Vote
from dialogs.reports.winners import winners
from dialogs.round import Answer, Closed, Contribution, Item, Round
from dialogs.said import Promise, Release
from dialogs.script import Phase, Script, Share
from dialogs.text import Text, plain

#: More things than these nobody weighs on a phone.
MOST_ITEMS = 20


def source_of_items(question: Question) -> str | None:
    """Return the name that a question's items come from, if they come from elsewhere."""
    if isinstance(question, Reaction):
        return question.to
    if isinstance(question, Vote):
        return question.options if isinstance(question.options, str) else None
    return question.for_each


def source_of_options(question: Question) -> str | None:
    """Return the name that a question's options come from, if they come from elsewhere."""
    if isinstance(question, Choice | Multi | Rank) and isinstance(question.options, str):
        return question.options
    return None


def sources(script: Script, phase: Phase) -> frozenset[str]:
    """Return every name whose items a phase works on or speaks of."""
    found = {
        source
        for question in phase.questions.values()
        for source in (source_of_items(question), source_of_options(question))
        if source is not None
    }
    spoken_of = (questions_in(script, step.text) for step in phase.questions.values())
    return frozenset(found.union(*spoken_of))


def questions_in(script: Script, text: Text) -> frozenset[str]:
    """Return the questions whose foremost item a text names in braces."""
    return text.placeholders() & script.questions.keys()


def shared(phase: Phase) -> frozenset[str]:
    """Return the questions whose results a phase shows."""
    return frozenset(step.share for step in phase.steps if isinstance(step, Share))


def items_of(script: Script, round: Round, question: Question) -> tuple[Item, ...] | None:
    """Return the items a question is repeated over; None where it is not repeated."""
    own = _own_items(script, round, question)
    most = len(own or ()) if isinstance(question, Reaction) else question.max or MOST_ITEMS
    if own is None:
        return None
    first = own[:most]
    if not isinstance(question, Vote):
        return first
    return (*first, Item(STATUS_QUO, question.status_quo)) if first else ()


def _own_items(script: Script, round: Round, question: Question) -> tuple[Item, ...] | None:
    if isinstance(question, Vote) and not isinstance(question.options, str):
        return tuple(Item(key, label) for key, label in question.options.items())
    source = source_of_items(question)
    return None if source is None else named(script, round, source)


def options_from(script: Script, round: Round, question: Question) -> tuple[Item, ...] | None:
    """Return the options that come from elsewhere; None where they stand in the script."""
    source = source_of_options(question)
    return None if source is None else named(script, round, source)[: question.max or MOST_ITEMS]


def named(script: Script, round: Round, name: str) -> tuple[Item, ...]:
    """Return the items behind a name: given, drafted, contributed, or found by a question."""
    if name in round.carried:
        return round.carried[name]
    for lists in (round.given, round.drafts):
        if name in lists:
            return tuple(Item(f"{name}_{n}", plain(words)) for n, words in enumerate(lists[name]))
    question = script.questions.get(name)
    if question is None:
        return ()
    if isinstance(question, TextQuestion | Statement | Commitment):
        return contributed(round, name)
    closed = round.closed.get(name)
    return winners(script, question, closed) if closed else ()


def contributed(round: Round, name: str) -> tuple[Item, ...]:
    """Return the released words on a question, in the order of the shuffled queue."""
    return tuple(
        Item(each.key, plain(each.shown), each.author)
        for each in round.queue
        if each.question == name and each.released and "/" not in each.key
    )


def found(script: Script, round: Round) -> dict[str, tuple[Item, ...]]:
    """Return what every question came to, as follow-ups take it along."""
    every = {name: named(script, round, name) for name in script.questions}
    return {name: items for name, items in every.items() if items}


def undecided(round: Round, names: Iterable[str]) -> list[Contribution]:
    """Return the contributions to these questions that the readers have not decided on."""
    wanted = frozenset(names)
    return [each for each in round.queue if each.question in wanted and not each.decided]


def contributions(script: Script, closed: Closed, answer: Answer) -> list[Contribution]:
    """Return the words of an answer as they enter the release queue, its reason included.

    Sentences written for others, promises and signed words are shown as they are. Other free
    text is shown verbatim only if its author chose so, else in the readers' words, or not.
    """
    question = script.questions[closed.question]
    if script.for_tandem(question) or not (question.wordy or answer.reason):
        return []
    release = _release(script, question, answer)
    item = next((item.words for item in closed.items if item.key == answer.item), None)
    words = answer.value
    made = []
    if isinstance(words, Promise):
        made.append(Contribution(answer.id, closed.question, words.what, words.what, item))
        if words.with_whom:
            key = f"{answer.id}/with"
            made.append(Contribution(key, closed.question, words.with_whom, words.with_whom, item))
    elif question.wordy and isinstance(words, str) and release != "hide":
        shown = words if release == "verbatim" else ""
        made.append(Contribution(answer.id, closed.question, words, shown, item))
    if answer.reason:
        about = _label(closed, question, answer)
        key = f"{answer.id}/reason"
        made.append(Contribution(key, closed.question, answer.reason, answer.reason, item, about))
    return [replace(each, author=answer.seat) for each in made]


def _release(script: Script, question: Question, answer: Answer) -> Release:
    if answer.release is not None:
        return answer.release
    signed = script.anonymity_of(question) == "named"
    return "verbatim" if signed or isinstance(question, Statement) else "paraphrase"


def _label(closed: Closed, question: Question, answer: Answer) -> Text | None:
    """Return what was answered, as on its button: a reason makes no sense without it."""
    labels = {option.key: option.label for option in question.buttons()}
    labels |= {item.key: item.words for item in closed.options}
    keys = answer.value if isinstance(answer.value, tuple) else (str(answer.value),)
    found = [labels[key] for key in keys if key in labels]
    return found[0] if len(found) == 1 else None
