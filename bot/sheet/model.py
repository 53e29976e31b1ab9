"""The fill-in sheet: everything that an operator has to provide, on one page."""

from __future__ import annotations

from datetime import date
from functools import partial
from hashlib import sha256
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
)

from bot.operator import LONGEST, MOST_NUMBERS, Number, Operator, Retention, Shift
from bot.sheet import written
from bot.sheet.flaw import wrong
from bot.wording.scene import Host
from dialogs.calm import OFFICE_HOURS, Calm, Hours
from dialogs.problem import Kind, shown
from dialogs.script import Level
from dialogs.workdays import Land, Span

#: The facts that people agree to when they join.
_TOLD = {
    "network",
    "controller",
    "contact",
    "officer",
    "authority",
    "processor",
    "location",
    "basis",
    "public_body",
    "retention",
}

#: So much of a hash tells the few notices of one network apart.
_SHORT = 12

_as_none = PlainSerializer(lambda value: written.NONE if value is None else value)


def _version(said: object) -> int:
    if said != 1 or isinstance(said, bool):
        raise wrong(Kind.WRONG_VERSION, value=shown(said))
    return 1


def _at_most(time: str) -> PlainValidator:
    """Return what reads one of the times for which something is kept."""
    return PlainValidator(partial(written.whole, least=1, most=LONGEST[time]))


def _few_enough(numbers: tuple[object, ...]) -> tuple[object, ...]:
    if len(numbers) > MOST_NUMBERS:
        raise wrong(Kind.TOO_MANY_ENTRIES, most=MOST_NUMBERS)
    return numbers


_entries = BeforeValidator(written.entries)

_Words = Annotated[str, PlainValidator(written.words)]
_Count = Annotated[int, PlainValidator(partial(written.whole, least=0, most=10_000))]
_Language = Annotated[str, PlainValidator(written.language)]
_Level = Annotated[Level, PlainValidator(written.level)]
_Shift = Annotated[Shift, PlainValidator(written.shift), PlainSerializer(written.shift_as_written)]
_Hours = Annotated[Hours, PlainValidator(written.hours), PlainSerializer(written.hours_as_written)]
_Span = Annotated[Span, PlainValidator(written.span), PlainSerializer(str)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Line(_Part):
    """A number for emergencies, and when somebody answers it."""

    label: Annotated[str, PlainValidator(written.label)]
    phone: Annotated[str, PlainValidator(written.phone)]
    answers: Annotated[tuple[_Shift, ...], _entries]


class Times(_Part):
    """How long what is tied to people is kept."""

    pseudonym_days: Annotated[int, _at_most("pseudonym_days")]
    named_months: Annotated[int, _at_most("named_months")]
    membership_days: Annotated[int, _at_most("membership_days")]
    silence_months: Annotated[int, _at_most("silence_months")]
    proof_years: Annotated[int, _at_most("proof_years")]
    log_days: Annotated[int, _at_most("log_days")]
    backup_days: Annotated[int, _at_most("backup_days")]


class Sheet(_Part):
    """A network and whoever answers for it. Its JSON is what a sheet says, in the same words."""

    sheet: Annotated[int, PlainValidator(_version)]
    network: Annotated[str, PlainValidator(written.name)]
    languages: Annotated[tuple[_Language, ...], _entries, AfterValidator(written.distinct)]
    zone: Annotated[str, PlainValidator(written.zone)]
    land: Annotated[Land | None, PlainValidator(written.or_none(written.land)), _as_none]
    hours: _Hours = OFFICE_HOURS
    school_holidays: Annotated[tuple[_Span, ...], BeforeValidator(written.spans)] = ()
    invited: dict[_Level, _Count] = Field(default_factory=dict)
    coordination: _Words
    controller: _Words
    contact: _Words
    officer: Annotated[str | None, PlainValidator(written.or_none(written.words)), _as_none]
    authority: _Words
    processor: Annotated[str | None, PlainValidator(written.or_none(written.words)), _as_none]
    location: _Words
    basis: _Words
    public_body: Annotated[bool, PlainValidator(written.yes_no)]
    retention: Times
    numbers: Annotated[tuple[Line, ...], BeforeValidator(_few_enough), _entries]
    as_of: Annotated[date, PlainValidator(written.day), PlainSerializer(date.isoformat)]

    @property
    def operator(self) -> Operator:
        """Everything that the privacy texts have to name."""
        return Operator(
            controller=self.controller,
            contact=self.contact,
            officer=self.officer,
            authority=self.authority,
            processor=self.processor,
            location=self.location,
            basis=self.basis,
            public_body=self.public_body,
            retention=Retention(**self.retention.model_dump()),
            numbers=tuple(Number(each.label, each.phone, each.answers) for each in self.numbers),
            as_of=self.as_of,
        )

    @property
    def calm(self) -> Calm:
        """When the network is written to."""
        return Calm(ZoneInfo(self.zone), self.land, self.hours, self.school_holidays)

    @property
    def notice(self) -> str:
        """Which privacy notice people agree to: another one when a fact in it changes."""
        told = self.model_dump_json(include=_TOLD)
        return sha256(told.encode()).hexdigest()[:_SHORT]

    def host(self, transport: str | None) -> Host:
        """Return in whose name we speak, and who carries our messages."""
        return Host(self.network, self.coordination, ZoneInfo(self.zone), transport, self.calm)
