"""How somebody can be reached: mail addresses, telephone numbers, names in social networks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import PhoneNumberType

from dialogs.guard.folding import fold
from dialogs.guard.reading import Reading
from dialogs.guard.verdict import Kind, Sign

#: The country whose numbers need no prefix.
HOME = "DE"

#: As it should be, and as people write it for people: lena (at) web.de, lena at gmail punkt com.
_EMAIL = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64})\s?(?:@|\(at\)|\[at\]|\bat\b|\bät\b)\s?"
    r"([\w-]{1,64}(?:(?:\.|\s(?:punkt|dot)\s)[a-z-]{2,24}){1,4})",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.,/-])(?:\(?0|\+|00)\d?[\d\s()/.–-]{4,18}\d")
_BARE_PHONE = re.compile(r"(?<![\w.,/-])[1-9]\d{2,5}[\s/-]?\d{3,8}(?![\w.,])")
#: Between two numbers: a stroke, or a space before the next zero.
_SEVERAL = re.compile(r"\s+/\s+|\s(?=[0+(])")
_DATE = re.compile(r"\s*\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:19|20)?\d{2})?(?!\d)|\s*\d{4}-\d\d-\d\d")
_AT_HANDLE = re.compile(r"(?<![\w.@])@(\w[\w.]{2,})")
_PAGE = re.compile(
    r"\b(?:instagram|facebook|tiktok|snapchat|fb|t|wa|twitter|x|vk|youtube)\.(?:com|me)/(@?[\w.-]{3,})",
    re.IGNORECASE,
)
_NETWORK_NAME = re.compile(
    r"\b(?:insta|instagram|snap|snapchat|tiktok|tik tok|telegram|discord|facebook)"
    r"(?:[ -]?(?:name|account|profil))?\s*[:=]\s*(@?\w[\w.]{2,})",
    re.IGNORECASE,
)

#: Free of charge or shared cost: the numbers of hotlines.
_HOTLINES = (PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN)


def emails(read: Reading) -> Iterator[Sign]:
    """Find mail addresses of persons; those of offices say nothing about anybody."""
    for found in _EMAIL.finditer(read.text):
        local, domain = found[1], fold(re.sub(r"\s(?:punkt|dot)\s", ".", found[2].lower()))
        explicit = found[0].count("@") or "(" in found[0] or "[" in found[0]
        private = "private_mail" in read.lexicon.words.get(domain, ())
        if private or (explicit and not _of_office(local, read)):
            client = private or _about_somebody(read, found.start())
            yield _sign("e-mail" if client else "colleague", found)


def phones(read: Reading) -> Iterator[Sign]:
    """Find telephone numbers, of persons if nothing speaks for an office."""
    seen = 0
    for pattern in (_PHONE, _BARE_PHONE) if read.digits else ():
        for found in pattern.finditer(read.text):
            if found.start() < seen or _DATE.match(found[0]):
                continue
            kind = _phone_kind(found, read, certain=pattern is _PHONE)
            if kind is not None:
                seen = found.end()
                yield _sign(kind, found)


def spoken_phones(read: Reading) -> Iterator[Sign]:
    """Find telephone numbers that were dictated: "null eins sieben eins 39 200 17"."""
    first, digits, spoken = 0, 0, 0
    for n, word in enumerate(read.words):
        said = "digit_words" in word.kinds
        if not said and not word.key.isdecimal():
            if digits >= _SHORTEST_PHONE and spoken >= _SPOKEN:
                yield read.sign("phone", first, n - 1)
            first, digits, spoken = n + 1, 0, 0
            continue
        digits += 1 if said else len(word.key)
        spoken += said
    if digits >= _SHORTEST_PHONE and spoken >= _SPOKEN:
        yield read.sign("phone", first, len(read.words) - 1)


#: So many digits, and so many of them as words, are no list of anything else.
_SHORTEST_PHONE, _SPOKEN = 7, 3


def handles(read: Reading) -> Iterator[Sign]:
    """Find what people are called in social networks."""
    for pattern in (_AT_HANDLE, _PAGE, _NETWORK_NAME):
        for found in pattern.finditer(read.text):
            if not _of_office(found[1], read):
                yield _sign("handle", found)


def _phone_kind(found: re.Match[str], read: Reading, *, certain: bool) -> Kind | None:
    """Return what kind of sign a row of digits is: a private number, an office's, or none."""
    sentence = read.sentence_at(found.start())
    spoken_of = read.has(sentence, "phone_words")
    if not certain and not spoken_of:
        return None
    kind = _dialled(found[0], possible=spoken_of)
    if kind is None or kind in _HOTLINES:
        return None
    office = read.has(sentence, "duty_words") or found[0].rstrip().endswith("-0")
    if office and not _about_somebody(read, found.start()):
        return "colleague" if kind == PhoneNumberType.MOBILE else None
    return "phone"


def _dialled(digits: str, *, possible: bool) -> int | None:
    """Return the type of the first number among digits: two may stand side by side."""
    for part in (digits, *_SEVERAL.split(digits)):
        try:
            number = phonenumbers.parse(part, HOME)
        except phonenumbers.NumberParseException:
            continue
        valid = phonenumbers.is_valid_number(number)
        if valid or (possible and phonenumbers.is_possible_number(number)):
            return phonenumbers.number_type(number)
    return None


def _about_somebody(read: Reading, place: int) -> bool:
    return read.has(read.sentence_at(place), "persons", "people", "case_words", "health")


def _of_office(name: str, read: Reading) -> bool:
    """Tell whether a name at a mail domain or in a network is that of a body."""
    parts = [fold(part) for part in re.split(r"[\W_\d]+", name) if part]
    known = read.lexicon.words
    return any(
        "office_addresses" in known.get(part, ()) or part.startswith(_OFFICES) for part in parts
    )


#: How compounds begin that only bodies are called.
_OFFICES = ("stadt", "kreis", "jugend", "kinder", "famili", "netzwerk", "kita", "schul", "beratung")


def _sign(kind: Kind, found: re.Match[str]) -> Sign:
    return Sign(kind, found.start(), found.end(), found[0])
