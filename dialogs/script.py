"""A script: the phases of a dialog as an author writes them, and nothing of what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from dialogs.model import Duration, Name, Part
from dialogs.questions import Question
from dialogs.questions.asked import Anonymity, Guard
from dialogs.questions.optin import Optin
from dialogs.text import Language, Text

#: The version of the script language. A change that old files do not survive raises it.
FORMAT = 1

Level = Literal["politik", "verwaltung", "traeger", "praxis", "zivil", "extern"]
LEVELS: tuple[Level, ...] = ("politik", "verwaltung", "traeger", "praxis", "zivil", "extern")

#: Roles a membership can have, and ``tandem`` for the two who carry the process.
ROLES = ("member", "coordinator", "facilitator", "steering", "observer", "body")
TANDEM = ("coordinator", "facilitator")

#: Whom ``who`` may name beside the parts that a script gives out itself.
WHO = ("all", "tandem", *ROLES, *LEVELS)

#: What may stand in braces in any text of a script.
PLACEHOLDERS = ("network", "coordination", "title", "minutes", "returns_on", "ends_on")

#: How long a phase waits for words only people can supply, unless it says otherwise.
PATIENCE = timedelta(days=14)


class Info(Part):
    """A message without an answer."""

    info: Text
    """The words of the message."""
    who: list[Name] = Field(default_factory=lambda: ["all"], min_length=1)
    """Who receives it: all, tandem, roles, levels, or parts from ``seats``."""


class Share(Part):
    """Give back what came together on an earlier question, as figures and released words."""

    share: Name
    """The question of an earlier phase whose results are given back."""
    who: list[Name] = Field(default_factory=lambda: ["all"], min_length=1)
    """Who receives it: all, tandem, roles, levels, or parts from ``seats``."""


def _kind_of(written: Any) -> str:  # noqa: ANN401 - whatever the file holds
    """Tell a step by its first word: info, share or ask."""
    for kind in ("info", "share"):
        if (kind in written) if isinstance(written, dict) else hasattr(written, kind):
            return f"<{kind}>"
    return "<ask>"


Step = Annotated[
    Annotated[Info, Tag("<info>")]
    | Annotated[Share, Tag("<share>")]
    | Annotated[Question, Tag("<ask>")],
    Discriminator(_kind_of),
]


class Draft(Part):
    """Words that only people can supply before a phase opens: a draft, a note, a list."""

    text: Text
    """What the tandem is asked to supply."""
    list: bool = False
    """Whether it is a list, one entry a line. A list can be the source of items."""
    longest: int = Field(default=2500, ge=20, le=3000)
    """How many characters it may have."""


class Given(Part):
    """What the coordination fills in when it starts a round: a date, a theme, a list of bodies."""

    text: Text
    """What the coordination is asked to fill in."""
    list: bool = False
    """Whether it is a list, one entry a line. A list can be the source of items."""


class Parts(Part):
    """How many people take a part in the round, such as one asker and four to eight advisors."""

    title: Text
    """What this part is called."""
    min: int = Field(default=1, ge=1, le=1000)
    """How many people it takes at least."""
    max: int = Field(default=1000, ge=1, le=1000)
    """How many people may take it at most."""


class People(Part):
    """How many people a round needs to make sense, and from how many levels."""

    min: int = Field(default=1, ge=1, le=1000)
    """How many people it takes at least."""
    max: int = Field(default=1000, ge=1, le=1000)
    """How many people may take part at most."""
    levels: int = Field(default=1, ge=1, le=6)
    """From how many levels they come at least."""


class Phase(Part):
    """A stretch of a round: what opens it, how long it lasts, and its steps."""

    id: Name
    """The name of the phase; people never see it."""
    title: Text
    """What people read above the phase."""
    opens_after: Duration | None = None
    """How long after the phase before it opens; at once without it."""
    opens_if: dict[Name, list[str | int]] = Field(default_factory=dict)
    """Open only if somebody gave one of these answers to a tied question of an earlier phase."""
    needs: dict[Name, Draft] = Field(default_factory=dict)
    """Words the tandem has to supply before the phase opens."""
    waits: Duration = PATIENCE
    """How long it waits for them at most; then it is skipped, and everybody is told."""
    lasts: Duration
    """How long the phase is open at most, such as 7d."""
    ends_early: bool = True
    """Whether it ends as soon as everybody has answered."""
    at_a_time: int | None = Field(default=None, ge=1, le=5)
    """Ask only so many of the questions, the next ones at the next round of a check-in."""
    steps: list[Step] = Field(min_length=1, max_length=40)
    """Messages, results and questions, in this order."""

    @cached_property
    def questions(self) -> dict[int, Question]:
        """The questions of the phase by their place among the steps."""
        return {n: step for n, step in enumerate(self.steps) if not isinstance(step, Info | Share)}


class FollowUp(Part):
    """A small round of its own, days after the round or on the day of a commitment."""

    id: Name
    """The name of the follow-up; people never see it."""
    title: Text
    """What people read above the follow-up."""
    after: Duration | None = None
    """How long after the end of the round it starts. Either this or ``due``."""
    due: Name | None = None
    """The commitment on whose day it starts, for the person who made it."""
    who: list[Name] = Field(default_factory=lambda: ["all"], min_length=1)
    """Who takes part: all, tandem, roles, levels, or parts from ``seats``."""
    lasts: Duration = timedelta(days=10)
    """How long it is open at most."""
    steps: list[Step] = Field(min_length=1, max_length=10)
    """Messages and questions, in this order."""

    def phase(self) -> Phase:
        """Return the only phase of this small round."""
        return Phase(id=self.id, title=self.title, lasts=self.lasts, steps=self.steps)


class Returns(Part):
    """What everybody gets back, and within what time after the last phase."""

    text: Text
    """What everybody will receive, in one or two sentences."""
    within: Duration
    """How long after the last phase at the latest."""


class Script(Part):
    """One dialog, whole. Immutable; a running round is pinned to its digest."""

    reihum: Literal[1]
    """The version of the script language."""
    id: Name
    """The name of the script."""
    languages: list[Language] = Field(min_length=1, max_length=12)
    """The languages in which every text is written, such as [de, en]."""
    title: Text
    """What people read above the dialog."""
    purpose: Text
    """What the dialog is for, in one sentence."""
    method: Text | None = None
    """Which methods it follows."""
    audience: list[Level] = Field(default_factory=lambda: [*LEVELS], min_length=1)
    """The levels it is made for."""
    minutes: int = Field(ge=1, le=120)
    """How many minutes it takes a person, honestly; free text counts two."""
    channel: Literal["chat", "web"] = "chat"
    """Through which door people answer; web for sensitive dialogs."""
    rhythm: (
        Literal["daily", "weekly", "monthly", "quarterly", "yearly", "meeting", "round"] | None
    ) = None
    """For check-ins: how often, or after what, it is asked again."""
    anonymity: Anonymity
    """What answers are tied to, unless a question says otherwise."""
    guard: Guard = "normal"
    """How strictly texts are read before they are kept."""
    threshold: int = Field(default=5, ge=3, le=50)
    """How many people must have answered before anything is shown."""
    people: People = People()
    """How many people a round needs."""
    seats: dict[Name, Parts] = Field(default_factory=dict)
    """Parts that are given out for this dialog, such as asker and advisors."""
    given: dict[Name, Given] = Field(default_factory=dict)
    """What the coordination fills in at the start; texts use it in braces."""
    requires: list[Text] = Field(default_factory=list, max_length=10)
    """What the coordination confirms before a round starts."""
    intro: Text
    """What it is about, in the invitation, which says minutes, dates and returns by itself."""
    phases: list[Phase] = Field(min_length=1, max_length=30)
    """The phases, one after the other."""
    returns: Returns
    """What everybody gets back, also those who did not answer."""
    closing: Text
    """The last words, to those who have answered the last phase in which they are asked."""
    follow_ups: list[FollowUp] = Field(default_factory=list, max_length=20)
    """Small rounds of their own, days after the round or on the day of a commitment."""
    notes: str = ""
    """For other authors; people never see it."""

    def phases_of(self, part: str | None) -> tuple[Phase, ...]:
        """Return the phases of the dialog itself, or of the follow-up called ``part``."""
        if part is None:
            return tuple(self.phases)
        return tuple(each.phase() for each in self.follow_ups if each.id == part)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its name, follow-ups included."""
        every = (*self.phases, *(each.phase() for each in self.follow_ups))
        return {asked.ask: asked for phase in every for asked in phase.questions.values()}

    def anonymity_of(self, question: Question) -> Anonymity:
        """Return the mode in which this question's answers are kept."""
        return question.anonymity or self.anonymity

    def for_tandem(self, question: Question) -> bool:
        """Tell whether only coordination and facilitator read the answers to this question.

        The author can say so. What has become of a promise is never shown to the group: it is
        asked of one person on one day, and there is no round to which it could be returned. And
        a choice about one's own data concerns nobody else.
        """
        mine = isinstance(question, Optin)
        return mine or question.read_by == "tandem" or question.ask in self._of_promises

    @cached_property
    def _of_promises(self) -> frozenset[str]:
        asked = (each.phase().questions.values() for each in self.follow_ups if each.due)
        return frozenset(question.ask for questions in asked for question in questions)

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], Text]]:
        """Yield every text of the script with the path at which it stands."""
        yield from _texts_in(self, ())


def _texts_in(
    value: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            if name in value.model_fields_set:
                yield from _texts_in(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts_in(inner, (*path, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _texts_in(inner, (*path, n))
