"""The sentences about a fill-in sheet: what each key is for, what is wrong, what would be right."""

from __future__ import annotations

from datetime import date

from bot.language import N_, Translator
from bot.operator import Shift
from bot.problems import HINTS
from bot.problems import SENTENCES as OF_SCRIPTS
from bot.sheet.flaw import Fault, Flaw
from bot.sheet.shape import may_be_none
from bot.wording.numbers import when
from dialogs.problem import Kind

#: What stands after each key.
MEANINGS = {
    "sheet": N_("the version of the sheet, which is 1"),
    "network": N_("the name of the network, as people read it"),
    "languages": N_("the languages of the network, the usual one first"),
    "zone": N_("the time zone, such as Europe/Berlin"),
    "land": N_("the Land whose holidays count, by its two letters such as ST"),
    "hours": N_("between which times the program writes of its own accord, such as 08:00-18:00"),
    "school_holidays": N_("in which days no part of a round begins or ends"),
    "invited": N_("how many people of each level are invited"),
    "coordination": N_("whom people may turn to, with a way to reach them"),
    "controller": N_("name and address of whoever decides on the purposes"),
    "contact": N_("how to reach the controller in matters of data protection"),
    "officer": N_("the data protection officer, with a way to reach them"),
    "authority": N_("the supervisory authority"),
    "processor": N_("whoever runs the program on the controller's behalf"),
    "location": N_("where the machine stands"),
    "basis": N_("the legal basis with the norm of the task, as people are to read it"),
    "public_body": N_("whether results can be demanded under freedom of information, yes or no"),
    "retention": N_("how long things are kept"),
    "pseudonym_days": N_("how many days after a round a pseudonym still leads to its person"),
    "named_months": N_("how many months named contributions are kept after they are done"),
    "membership_days": N_("how many days a person's data are kept after leaving"),
    "silence_months": N_("after how many months without a sign of life a person is asked"),
    "proof_years": N_("how many years the proof of agreement is kept after leaving"),
    "log_days": N_("how many days logs are kept"),
    "backup_days": N_("how many days backups are kept"),
    "numbers": N_("the numbers for emergencies, at most six"),
    "label": N_("who answers at this number"),
    "phone": N_("the telephone number, in quotation marks"),
    "answers": N_("when somebody really answers, such as mon-thu 08:00-16:00"),
    "as_of": N_("the day on which all this was last looked at"),
}

#: What is said differently of a sheet than of a script.
_OTHERWISE = {
    Kind.EMPTY_FILE: N_("The file is empty. 'reihum network sheet' prints one to fill in."),
    Kind.FILE_TOO_LARGE: N_("The file is larger than {most} kB; no sheet needs so much."),
    Kind.NOT_A_SCRIPT: N_(
        "This is no fill-in sheet. A sheet is made of keys and values and begins with 'sheet: 1'."
    ),
    Kind.ALIAS: N_("To YAML '*{alias}' is a reference. Put the words in quotation marks."),
    Kind.ANCHOR: N_("To YAML '&{anchor}' is a mark. Put the words in quotation marks."),
    Kind.TAG: N_("To YAML '{tag}' is a tag. Put the words in quotation marks."),
    Kind.SEVERAL_DOCUMENTS: N_("A second document begins here. A file holds one sheet."),
    Kind.TOO_DEEP: N_("This is nested more than {most} levels deep; no sheet needs so much."),
    Kind.WRONG_VERSION: N_("Version '{value}' of the sheet is not known here. Write 'sheet: 1'."),
    Kind.MISSING_KEY: N_("'{key}' is missing: {meaning}."),
    Kind.UNKNOWN_KEY: N_("'{key}' is not known here."),
    Kind.EMPTY_VALUE: N_("Nothing stands after '{key}': {meaning}."),
    Kind.YES_NO_EXPECTED: N_("'{key}' is either yes or no, not '{value}'."),
    Kind.TEXT_TOO_LONG: N_("'{key}' has {length} characters; at most {most} fit."),
    Kind.LANGUAGE_TWICE: N_("The language '{language}' is named twice."),
}

_SHEETS_OWN = {
    Fault.NOT_FILLED_IN: N_("'{key}' is not filled in, '{value}' stands there: {meaning}."),
    Fault.NONE_NOT_HERE: N_("'{key}' cannot be none: {meaning}."),
    Fault.PHONE_NEEDS_QUOTES: N_(
        "Put the telephone number in quotation marks, or YAML drops the zeros at its beginning."
    ),
    Fault.NO_PHONE: N_("'{value}' is no telephone number. Write it as one dials it."),
    Fault.ALWAYS_NAMED: N_("110 and 112 are always named. Leave this number out."),
    Fault.NO_TIMES: N_("'{value}' does not say from when to when. Write 08:00-18:00."),
    Fault.NEVER_OPEN: N_(
        "'{value}' holds no time. '{key}' begin before they end, on the same day."
    ),
    Fault.NO_SHIFT: N_(
        "'{value}' does not say when somebody answers. Write days and times: mon-thu 08:00-16:00, "
        "or sat, sun, holiday 00:00-24:00, or daily 00:00-24:00."
    ),
    Fault.NO_DAY: N_("'{value}' is no day. Write it as 2026-11-20 or 20.11.2026."),
    Fault.NO_SPAN: N_(
        "'{value}' does not say from which day to which. Write 2026-12-21 to 2027-01-02."
    ),
    Fault.NOT_YET: N_("{value} is yet to come; today is {today}."),
    Fault.UNKNOWN_ZONE: N_("There is no time zone '{value}'. In Germany it is Europe/Berlin."),
    Fault.UNKNOWN_LAND: N_(
        "There is no Land '{value}'. Write its two letters, or none where holidays of all Länder "
        "shall count."
    ),
    Fault.UNKNOWN_LANGUAGE: N_("The program does not speak '{value}'."),
    Fault.UNKNOWN_LEVEL: N_("There is no level '{value}'."),
    Fault.OUT_OF_RANGE: N_("{value} is not possible for '{key}': from {least} to {most}."),
    Fault.A_SCRIPT: N_("This is a script, not a fill-in sheet. 'reihum check' reads scripts."),
    Fault.NOBODY_ANSWERS: N_(
        "There is a gap in which people read 110 and 112 only: {times}. Who answers then?"
    ),
    Fault.NOBODY_AFTER_HOLIDAYS: N_(
        "On the day after a public holiday there is a gap in which people read 110 and 112 only: "
        "{times}. Who answers then?"
    ),
}

SENTENCES = dict[Kind | Fault, str](
    [*OF_SCRIPTS.items(), *_OTHERWISE.items(), *_SHEETS_OWN.items()]
)


_OR_NONE = N_("Write none where it does not apply.")

#: After which sentences it helps to know that something need not apply.
_OPEN = frozenset({Kind.MISSING_KEY, Kind.EMPTY_VALUE, Fault.NOT_FILLED_IN})


def sentence(flaw: Flaw, t: Translator) -> str:
    """Say what is wrong and what would be right, and mark what is only advice."""
    fills = _fills(flaw, t)
    said = [t.gettext(SENTENCES[flaw.kind]).format(**fills)]
    said += [t.gettext(HINTS[name]).format(**fills) for name in HINTS if name in fills]
    if flaw.kind in _OPEN and may_be_none(str(flaw.args["key"])):
        said.append(t.gettext(_OR_NONE))
    words = " ".join(said)
    return (
        t.gettext("warning: {words}").format(words=words) if flaw.severity == "warning" else words
    )


def meaning(key: str, t: Translator) -> str:
    """Say what stands after a key."""
    return t.gettext(MEANINGS[key])


def _fills(flaw: Flaw, t: Translator) -> dict[str, object]:
    fills = {name: t.full_day(v) if isinstance(v, date) else v for name, v in flaw.args.items()}
    key = str(fills.get("key", ""))
    if key in MEANINGS:
        fills["meaning"] = meaning(key, t)
    if "times" in fills:
        fills["times"] = "; ".join(when(each, t) for each in _times(flaw))
    return fills


def _times(flaw: Flaw) -> tuple[Shift, ...]:
    """Return the times of a gap, the only thing in a flaw that is neither word nor number."""
    times = flaw.args["times"]
    assert isinstance(times, tuple)
    return times
