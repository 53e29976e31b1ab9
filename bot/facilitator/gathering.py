"""The facts of a network from which its digests are made, as they are in this very moment.

Who answered is not among them; what is too little to be told `dialogs.facts` leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from bot.facilitator import promises, scenes, trial
from bot.facilitator.here import Here
from bot.nudging import TIME_LEFT
from bot.planned import DECIDES, TALK
from dialogs.asking import phase_of
from dialogs.engine.desk import wanted
from dialogs.facts import (
    Coming,
    Decided,
    Desk,
    Draft,
    Due,
    Meeting,
    Month,
    Open,
    Own,
    Returned,
    Running,
    Signs,
    Silent,
    Undecided,
    Week,
    all_may_know_on,
)
from dialogs.habits import is_wished_for
from dialogs.report import Found, Mirror, Section
from dialogs.reports.mirrors import SUMMARY, mirror
from dialogs.reports.taking_part import participation
from dialogs.round import Round, Status
from dialogs.rules.effort import phase_minutes
from dialogs.script import Script
from dialogs.text import Text
from storage import memberships, moments, networks, people, refusals, rounds, standings
from storage.people import Person

WEEK, MONTH = timedelta(days=7), timedelta(days=31)

#: So long nobody of a level has answered before that is worth a word, and so long a result has
#: been there without a decision (domain 6.7).
SILENT, UNDECIDED = timedelta(days=90), timedelta(days=60)

#: What went well is asked in a check-in under this name.
WENT_WELL = "gelungen"

#: What the coordination has noted of a decision: its words, and the day.
DECIDED, DECIDED_ON = "decided", "decided-on"

#: On which day the steering group was told that a decision is lacking, and on which one the
#: coordination has read in which words everybody will be.
STEERING_KNOWS, DESK_KNOWS = "undecided-steering", "undecided-desk"

#: More than this nobody reads of what went well.
_VOICES = 3

_APART = (Found.FAR_APART, Found.DIVIDED)


# --- For everybody -------------------------------------------------------------------------------


def week(here: Here, network: int) -> Week:
    """Return the past week of a network, and what comes, as everybody may know it."""
    since, today = here.now - WEEK, _today(here, network)
    return Week(
        day=today,
        returned=tuple(_returned(here, network, since)),
        went_well=_went_well(here, network, since),
        decided=tuple(_decided(here, network, today - WEEK)),
        undecided=tuple(_all_learn(here, network, today)),
        coming=tuple(_coming(here, network)),
        meeting=_meeting(here, network, today),
    )


def own(here: Here, person: Person, network: int) -> Own:
    """Return what is open and due for one person in a network."""
    opened = []
    for number, _ in rounds.open_for(here.session, person.id):
        head = rounds.head(here.session, number)
        if head.network != network or head.opening is None or trial.is_one(here, number):
            continue
        if head.opening.ends - here.now >= TIME_LEFT:
            script = scenes.script(here, number)
            minutes = phase_minutes(phase_of(script, head.opening))
            opened.append(Open(_title(script, head.part), head.opening.ends, minutes))
    return Own(tuple(opened), tuple(_own_due(here, person, network)))


def _own_due(here: Here, person: Person, network: int) -> Iterator[Due]:
    """Yield what somebody has promised for the coming week; what they are asked about is open."""
    seats = dict(rounds.of_person(here.session, person.id))
    for moment in moments.later(here.session, seats, here.now + WEEK):
        assert moment.round is not None
        later, seat = moment.later, seats[moment.round]
        if later.seats != (seat,) or "until" not in later.given:
            continue
        if rounds.head(here.session, moment.round).network == network:
            (what,), (until,) = later.given["commitment"], later.given["until"]
            yield Due(what, date.fromisoformat(until))


def _returned(here: Here, network: int, since: datetime) -> Iterator[Returned]:
    for _, script, round in _ended(here, network, since):
        found = mirror(script, round)
        if is_wished_for(script) and found.participation.answered is None:
            continue  # a check-in that few had room for is no news
        yield Returned(
            title=_title(script, round.part),
            participation=found.participation,
            voice=_voice(found),
            apart=_apart(found),
        )


def _voice(found: Mirror) -> str | None:
    """Return one sentence that two people have released, word for word and without a name."""
    voices = (
        voice.words
        for section in found.sections
        for result in section.results
        for voice in result.words.voices
        if voice.verbatim and voice.seat is None and voice.words
    )
    return next(voices, None)


def _apart(found: Mirror) -> Text | None:
    """Return the first question on which people were far apart."""
    return next((each.text for each in found.sections if _is_apart(each)), None)


def _is_apart(section: Section) -> bool:
    findings = (each for result in section.results for each in result.findings)
    return any(each.found in _APART for each in findings)


def _went_well(here: Here, network: int, since: datetime) -> tuple[str, ...]:
    found = [
        voice.words
        for _, script, round in _ended(here, network, since)
        for section in mirror(script, round).sections
        if section.question == WENT_WELL
        for result in section.results
        for voice in result.words.voices
        if voice.words
    ]
    return tuple(found[:_VOICES])


def _decided(here: Here, network: int, since: date) -> Iterator[Decided]:
    for number in _main_rounds(here, network):
        noted = rounds.frame(here.session, number)
        if DECIDED in noted and date.fromisoformat(noted[DECIDED_ON]) > since:
            yield Decided(scenes.script(here, number).title, noted[DECIDED])


def _coming(here: Here, network: int) -> Iterator[Coming]:
    """Yield what has been announced and has not opened."""
    for number in _main_rounds(here, network, (Status.WAITING,)):
        round = rounds.load(here.session, number)
        if round.waiting is not None and not round.openings:
            yield Coming(scenes.script(here, number).title, round.waiting.opens)


def _meeting(here: Here, network: int, today: date) -> Meeting | None:
    """Return the next day on which people talk about a result."""
    talks = []
    for number in _main_rounds(here, network):
        noted = rounds.frame(here.session, number).get(TALK)
        if noted and date.fromisoformat(noted) >= today and _has_begun(here, number):
            talks.append(Meeting(date.fromisoformat(noted), scenes.script(here, number).title))
    return min(talks, key=lambda each: each.day, default=None)


# --- For the coordination ------------------------------------------------------------------------


def desk(here: Here, network: int) -> Desk:
    """Return what runs in a network, what waits, and what to be attentive to."""
    today = _today(here, network)
    promised = promises.of_network(here, network)
    under_way = list(_under_way(here, network))
    return Desk(
        running=tuple(_running(here, under_way)),
        to_read=sum(not each.decided for *_, round in under_way for each in round.queue),
        drafts=tuple(_drafts(under_way)),
        mirrors=tuple(_mirrors(under_way)),
        commitments=promises.counted(promised, today),
        due=promises.due(promised, today + WEEK, today),
        support=tuple(each.what for each in promised if each.state is promises.State.STUCK),
        signs=_signs(here, network),
    )


def _running(here: Here, under_way: list[tuple[int, Script, Round]]) -> Iterator[Running]:
    """Yield what is open, as it stood at the end of yesterday; before that there is no number."""
    for number, script, round in under_way:
        yesterday = standings.get(here.session, number)
        if round.opening is not None and yesterday is not None:
            yield Running(_title(script, round.part), round.opening.ends, yesterday[1])


def _drafts(under_way: list[tuple[int, Script, Round]]) -> Iterator[Draft]:
    for _, script, round in under_way:
        if round.waiting is not None and round.waiting.drafts:
            yield Draft(_title(script, round.part), round.waiting.until)


def _mirrors(under_way: list[tuple[int, Script, Round]]) -> Iterator[Draft]:
    for _, script, round in under_way:
        returning = round.status is Status.RETURNING and round.returns_on is not None
        if returning and SUMMARY in wanted(script, round) and SUMMARY not in round.drafts:
            assert round.returns_on is not None
            yield Draft(_title(script, round.part), round.returns_on)


def _signs(here: Here, network: int) -> Signs:
    members = memberships.of_network(here.session, network)
    known = people.several(here.session, [each.person for each in members])
    return Signs(
        silent=tuple(_silent(here, network)),
        undecided=tuple(_undecided(here, network)),
        refused=refusals.count(here.session, network, (here.now - MONTH).date()),
        unreachable=sum(not each.reachable for each in known.values()),
        people=len(members),
    )


def _silent(here: Here, network: int) -> Iterator[Silent]:
    """Yield the levels that each result of the last months had to name as missing."""
    results = [
        (rounds.times(here.session, number).begun, participation(script, round), round)
        for number, script, round in _ended(here, network, here.now - SILENT)
        if round.part is None
    ]
    if not results:
        return
    missing = set.intersection(*(set(found.missing) for _, found, _ in results))
    since = min(begun for begun, *_ in results)
    invited = networks.get(here.session, network).invited
    for level in sorted(missing):
        yield Silent(level, invited.get(level, 0), max(1, (here.now - since).days))


def _undecided(here: Here, network: int) -> Iterator[Undecided]:
    """Yield the results of which those who have to decide have made nothing for long."""
    for number, returned in _lacking_a_decision(here, network):
        noted, script = rounds.frame(here.session, number), scenes.script(here, number)
        on = _all_read(here, network, noted)
        yield Undecided(script.title, returned, noted[DECIDES], all_read=on)


def _lacking_a_decision(here: Here, network: int) -> Iterator[tuple[int, date]]:
    """Yield the rounds without a decision for long, and when their results went out."""
    for number in to_decide(here, network):
        ended = rounds.times(here.session, number).ended
        if ended is not None and ended <= here.now - UNDECIDED:
            yield number, _local(here, network, ended).date()


def _all_read(here: Here, network: int, noted: Mapping[str, str]) -> date | None:
    """Return from when on everybody may read that a decision is lacking."""
    if STEERING_KNOWS not in noted:
        return None
    land = networks.get(here.session, network).land
    return all_may_know_on(date.fromisoformat(noted[STEERING_KNOWS]), land)


def _all_learn(here: Here, network: int, today: date) -> Iterator[Undecided]:
    """Yield of which missing decisions everybody reads in this week, in words the desk has seen."""
    for number, returned in _lacking_a_decision(here, network):
        noted = rounds.frame(here.session, number)
        on = _all_read(here, network, noted)
        if on is None or DESK_KNOWS not in noted:
            continue
        if today - WEEK < max(on, date.fromisoformat(noted[DESK_KNOWS])) <= today:
            title = scenes.script(here, number).title
            yield Undecided(title, returned, noted[DECIDES], all_read=on)


def told(here: Here, network: int, by: str) -> None:
    """Note on which day the steering group, then the desk, has read that decisions are lacking."""
    for number, _ in _lacking_a_decision(here, network):
        noted = rounds.frame(here.session, number)
        if by not in noted and (by == STEERING_KNOWS or STEERING_KNOWS in noted):
            rounds.note(here.session, number, by, _today(here, network).isoformat())


def to_decide(here: Here, network: int) -> dict[int, Script]:
    """Return the rounds with a result of which no decision has been noted, the newest first."""
    return {
        number: scenes.script(here, number)
        for number in _main_rounds(here, network, (Status.ENDED,))
        if DECIDES in (noted := rounds.frame(here.session, number)) and DECIDED not in noted
    }


# --- For the steering group ----------------------------------------------------------------------


def month(here: Here, network: int) -> Month:
    """Return the past month of a network, as its steering group may know it."""
    since, today = here.now - MONTH, _today(here, network)
    promised = [each for each in promises.of_network(here, network) if each.steering]
    return Month(
        day=today,
        returned=tuple(_returned(here, network, since)),
        went_well=_went_well(here, network, since),
        undecided=tuple(_undecided(here, network)),
        commitments=promises.counted(promised, today),
        due=promises.due(promised, today + MONTH, today),
        silent=tuple(_silent(here, network)),
    )


# --- Rounds --------------------------------------------------------------------------------------


def _main_rounds(
    here: Here, network: int, statuses: tuple[Status, ...] = tuple(Status)
) -> Iterator[int]:
    """Yield rounds that are no trial and do not follow on another one, the newest first."""
    for number in rounds.of_network(here.session, network, statuses):
        if rounds.head(here.session, number).part is None and not trial.is_one(here, number):
            yield number


def _under_way(here: Here, network: int) -> Iterator[tuple[int, Script, Round]]:
    for number in _main_rounds(here, network, (Status.OPEN, Status.WAITING, Status.RETURNING)):
        yield number, scenes.script(here, number), rounds.load(here.session, number)


def _ended(here: Here, network: int, since: datetime) -> Iterator[tuple[int, Script, Round]]:
    """Yield the rounds whose result has gone out since then."""
    for number in rounds.ended_since(here.session, network, since):
        if trial.is_one(here, number):
            continue
        script, round = scenes.script(here, number), rounds.load(here.session, number)
        promise = any(each.id == round.part and each.due for each in script.follow_ups)
        if round.closed and not promise:
            yield number, script, round


def _has_begun(here: Here, number: int) -> bool:
    return rounds.head(here.session, number).status is not Status.PLANNED


def _title(script: Script, part: str | None) -> Text:
    titles = {each.id: each.title for each in script.follow_ups}
    return script.title if part is None else titles.get(part, script.title)


def _local(here: Here, network: int, at: datetime) -> datetime:
    return at.astimezone(scenes.filled_in_of(here, network).calm.zone)


def _today(here: Here, network: int) -> date:
    return _local(here, network, here.now).date()
