"""Where something is said: for which network, in which round, to which seat, on which day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from bot import documents
from bot.language import Translator
from dialogs.calm import Calm
from dialogs.report import Mirror, Section
from dialogs.reports.trends import Since
from dialogs.round import Fill, Opening, Seat
from dialogs.script import Script
from dialogs.text import Text, filled
from dialogs.workdays import day_for_results, on_or_after

#: A day as programs write it. The engine and coordinations fill it in so.
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Host:
    """In whose name we speak.

    ``coordination`` is whom people may turn to, with a way to reach them. ``transport`` names
    who carries our messages, such as Telegram; None where nobody does. ``calm`` says on which days
    we write; None where nothing waits, as in the terminal.
    """

    network: str
    coordination: str
    zone: tzinfo
    transport: str | None = None
    calm: Calm | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that wording an effect may take into account.

    ``opening`` and ``seat`` are as the engine left them, and there wherever an effect is about
    an open phase. ``mirror`` is there when it is to be returned, ``for_tandem`` when answers are
    in that only two people read. ``names`` says how named contributions are signed, by seat.
    ``fills`` is what the round has for names in braces, also between two phases. ``frame`` is what
    the coordination has settled before the start: what for, who decides, when it is talked about.
    ``since`` is how the answers to a check-in stood the time before.
    """

    script: Script
    host: Host
    today: date
    opening: Opening | None = None
    seat: Seat | None = None
    returns_on: datetime | None = None
    mirror: Mirror | None = None
    for_tandem: Mapping[str, Section] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    fills: Mapping[str, Fill] = field(default_factory=dict)
    frame: Mapping[str, str] = field(default_factory=dict)
    since: tuple[Since, ...] = ()

    @property
    def opened(self) -> Opening:
        """The opening, in which everything happens that is asked and answered."""
        assert self.opening is not None, "only in an open phase is anybody asked"
        return self.opening

    def local(self, at: datetime) -> datetime:
        """Return the moment on the clocks of the network."""
        return at.astimezone(self.host.zone)

    def title(self, t: Translator) -> str:
        """Return the title of the dialog, or of the follow-up that is under way."""
        part = None if self.opening is None else self.opening.part
        titles = {each.id: each.title for each in self.script.follow_ups}
        if part is None:
            return self.dialog(t)
        return self._filled_in(titles[part], t, {}, {})

    def dialog(self, t: Translator) -> str:
        """Return the title of the dialog, also in a follow-up to it."""
        return self._filled_in(self.script.title, t, {}, {})

    @property
    def of_a_promise(self) -> bool:
        """Whether this asks one person what has become of a promise, without a result for all."""
        part = None if self.opening is None else self.opening.part
        return any(each.id == part and each.due for each in self.script.follow_ups)

    def result_day(self, t: Translator) -> str | None:
        """Return the day on which everybody sees the result, if it is still to come.

        A round may go on after it, where a proposal met objections.
        """
        if self.returns_on is None or self.of_a_promise:
            return None
        day = self._day_for_results(self.returns_on)
        return t.day(day) if day >= self.today else None

    @property
    def _returns_by(self) -> datetime | None:
        """When the result comes at the latest; what is still open after that brings another."""
        on, opening = self.returns_on, self.opening
        if on is None or opening is None or self._day_for_results(on) >= self.today:
            return on
        return opening.ends + self.script.returns.within

    def _day_for_results(self, planned: datetime) -> date:
        """Return the day that people are told: the planned one, unless none may be sent on it."""
        day, calm = self.local(planned).date(), self.host.calm
        return day if calm is None else day_for_results(day, calm.land)

    def working_day(self, day: date) -> date:
        """Return a day that can be proposed: this one, or the next on which people work."""
        calm = self.host.calm
        return day if calm is None else on_or_after(day, calm.land)

    def written(self, text: Text, t: Translator, fills: Mapping[str, Fill] | None = None) -> str:
        """Return an author's words with everything in braces filled in."""
        return self._filled_in(text, t, {"title": self.title(t)}, fills or {})

    def _filled_in(
        self, text: Text, t: Translator, own: Mapping[str, str], fills: Mapping[str, Fill]
    ) -> str:
        known: dict[str, Fill] = {**self.fills}
        if self.opening is not None:
            known |= {"ends_on": self.opening.ends, **self.opening.fills}
        if self._returns_by is not None:
            known["returns_on"] = self._returns_by
        # Only what the text speaks of: written-out days are the dearest part of a message.
        spoken = text.placeholders() - {"title"}
        words = {
            name: self._fill(name, fill, t)
            for name, fill in {**known, **fills}.items()
            if name in spoken
        }
        host = {
            "network": self.host.network,
            "coordination": self.host.coordination,
            "minutes": str(self.script.minutes),
        }
        return filled(text.within(t.language), {**host, **own, **words})

    def section(self, section: Section, t: Translator) -> str:
        """Return what came together on one question, as a document."""
        return documents.section(section, t.language, written=self._writer(t), names=self.names)

    def returned(self, t: Translator) -> str:
        """Return the mirror of results, as a document."""
        assert self.mirror is not None, "what is returned comes with the scene"
        writer = self._writer(t, self.mirror.fills)
        return documents.mirror(self.mirror, t.language, written=writer, names=self.names)

    def _writer(
        self, t: Translator, fills: Mapping[str, Fill] | None = None
    ) -> Callable[[Text], str]:
        return lambda text: self.written(text, t, fills)

    def _fill(self, name: str, fill: Fill, t: Translator) -> str:
        """Return what fills a pair of braces. Days are written out, be they filled in by hand."""
        if isinstance(fill, datetime):
            is_result = name == "returns_on"
            return t.day(self._day_for_results(fill) if is_result else self.local(fill).date())
        words = fill.within(t.language)
        return t.day(date.fromisoformat(words)) if _DAY.fullmatch(words) else words
