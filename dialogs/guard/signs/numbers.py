"""Numbers that stand for one person: accounts, files, insurances, dates of birth, number plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.guard.reading import Reading
from dialogs.guard.verdict import Kind, Sign

_IBAN = re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?\b", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"\b(?:konto(?:nummer|nr)?|kto|account)\b\.?(?: number| nr\.?)?:? ?\d[\d ]{5,}", re.IGNORECASE
)
#: An account of the euro zone has fifteen signs at least, and few letters.
_SHORTEST_IBAN, _MOST_LETTERS = 15, 6

#: What the numbers of files and of insured people are called; "-nummer" and "-nr" are added.
_NUMBERED_THINGS = (
    *("fall", "vorgangs", "kunden", "bg", "versicherten", "versicherungs", "sozialversicherungs"),
    *("rentenversicherungs", "sv", "patienten", "klienten", "ausweis", "mitglieds", "personal"),
)
_CALLED = "|".join(
    (
        r"az|gz|aktenzeichen|akten?nummer|gesch(?:ä|ae|a)ftszeichen",
        r"steuer-?id",
        rf"(?:{'|'.join(_NUMBERED_THINGS)})-?(?:nummer|nr)",
        r"registriernummer|bedarfsgemeinschaft",
        r"(?:case|file|reference|insurance) (?:number|no|file)",
        # "Fall" and "Akte" are words; before a number with a stroke they are a file.
        r"(?:hilfe|einzel|kinderschutz)?fall(?= ?(?:nr\.? ?)?\d+[/-]\d)",
        r"\w{0,12}akte(?= ?(?:nr\.? ?)?\d+[\d.-]*[/-]\d)",
    )
)
_NUMBERED = re.compile(
    rf"\b(?:{_CALLED})\b[.:]*(?:\s(?:ist|lautet|is|war|nr\.?|number))?"
    r"[\s:#]*[a-z]{0,4}[ .\-/]?\d[\w./-]*(?:\s?[a-z]{1,3}\s?\d[\d/.-]+)?",
    re.IGNORECASE,
)
_COURT_FILE = re.compile(r"\b\d{1,3} ?(?:F|XVII|AR|Js|Ls|Ds|Cs|C|O|XIV|UF|WF) ?\d{1,5}/\d{2}\b")
_INSURED = re.compile(r"\b[A-Z]\d{9}\b|\b\d{2} ?\d{6} ?[A-Z] ?\d{3}\b", re.IGNORECASE)

#: Rulings that everybody may cite have file numbers too.
_RULINGS = re.compile(
    r"\b(?:bgh|bverfg|bverwg|bsg|olg|ovg|vgh|eugh|egmr|urteil|beschluss (?:des|vom)|ruling)\b",
    re.IGNORECASE,
)
_AROUND = 60

_DAY = (
    r"\d{1,2}\. ?(?:\d{1,2}\.|[a-zä]{3,9}) ?(?:\d{4}|\d{2})?|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4}"
    r"|[a-z]{3,9} \d{1,2},? \d{4}"
)
_BIRTH = r"geb(?:\.|oren)?|geburtsdatum|geburtstag|geb\.?-?datum|born|birthday|date of birth|dob"
_BORN = re.compile(
    rf"(?:\b(?:{_BIRTH})\b[.:]*(?:\s(?:am|on|ist|is|der|den|im|war))*\s?|(?:^|[\s(])[*✱]\s?)"
    rf"(?:{_DAY})",
    re.IGNORECASE,
)
_BORN_LATER = re.compile(rf"(?:{_DAY})\s?(?:geb(?:\.|oren)?\b|born\b)", re.IGNORECASE)
_BORN_IN = re.compile(r"\bgeb\.? (?:19|20)\d{2}\b|\bborn in (?:19|20)\d{2}\b", re.IGNORECASE)

_PLATE = re.compile(r"\b[A-ZÄÖÜ]{1,3}[- ][A-Z]{1,2}[ -]?\d{1,4}[EH]?\b", re.IGNORECASE)
_CAR = re.compile(
    r"\b(?:kennzeichen|nummernschild|auto|wagen|pkw|fährt|parkt|number plate|licence plate|car)\b",
    re.IGNORECASE,
)


def accounts(read: Reading) -> Iterator[Sign]:
    """Find bank accounts."""
    if not read.digits:
        return
    for found in _IBAN.finditer(read.text):
        letters = sum(map(str.isalpha, found[0]))
        if letters <= _MOST_LETTERS and len(found[0].replace(" ", "")) >= _SHORTEST_IBAN:
            yield _sign("account", found)
    for found in _ACCOUNT.finditer(read.text):
        yield _sign("account", found)


def file_numbers(read: Reading) -> Iterator[Sign]:
    """Find the numbers of files, cases and insured people, but not of published rulings."""
    for pattern in (_NUMBERED, _COURT_FILE, _INSURED) if read.digits else ():
        for found in pattern.finditer(read.text):
            start = max(0, found.start() - _AROUND)
            if not _RULINGS.search(read.text, start, found.end() + _AROUND):
                yield _sign("file-number", found)


def birth_dates(read: Reading) -> Iterator[Sign]:
    """Find dates on which somebody was born."""
    for pattern in (_BORN, _BORN_LATER, _BORN_IN) if read.digits else ():
        for found in pattern.finditer(read.text):
            yield _sign("birth-date", found)


def number_plates(read: Reading) -> Iterator[Sign]:
    """Find number plates where a car is spoken of."""
    if read.digits and _CAR.search(read.text):
        for found in _PLATE.finditer(read.text):
            yield _sign("number-plate", found)


def _sign(kind: Kind, found: re.Match[str]) -> Sign:
    return Sign(kind, found.start(), found.end(), found[0])
