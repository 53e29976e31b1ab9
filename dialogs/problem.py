"""What can be wrong with a script, as data: the wording is somebody else's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Literal

Severity = Literal["error", "warning"]


class Kind(StrEnum):
    """The kinds of problems. Each has its sentence in the wording."""

    # The file itself
    EMPTY_FILE = "empty-file"
    FILE_TOO_LARGE = "file-too-large"
    NOT_UTF8 = "not-utf8"
    CONTROL_CHARACTER = "control-character"

    # The grammar of YAML, and what of it is no part of our language
    YAML_TAB = "yaml-tab"
    YAML_COLON = "yaml-colon"
    YAML_NO_COLON = "yaml-no-colon"
    YAML_SIGN = "yaml-sign"
    YAML_QUOTE = "yaml-quote"
    YAML_BRACKET = "yaml-bracket"
    YAML_AFTER = "yaml-after"
    YAML_BRACES = "yaml-braces"
    YAML_COMMA = "yaml-comma"
    YAML_ESCAPE = "yaml-escape"
    YAML_INDENT = "yaml-indent"
    YAML_OTHER = "yaml-other"
    KEY_TWICE = "key-twice"
    NOT_A_KEY = "not-a-key"
    ALIAS = "alias"
    ANCHOR = "anchor"
    TAG = "tag"
    SEVERAL_DOCUMENTS = "several-documents"
    TOO_DEEP = "too-deep"
    NOT_A_SCRIPT = "not-a-script"

    # Keys and values one by one
    WRONG_VERSION = "wrong-version"
    MISSING_KEY = "missing-key"
    PHASE_WITHOUT_END = "phase-without-end"
    UNKNOWN_STEP = "unknown-step"
    UNKNOWN_TYPE = "unknown-type"
    UNKNOWN_KEY = "unknown-key"
    KEY_ELSEWHERE = "key-elsewhere"
    WRONG_WORD = "wrong-word"
    EMPTY_VALUE = "empty-value"
    EMPTY_TEXT = "empty-text"
    NEEDS_QUOTES = "needs-quotes"
    WORDS_EXPECTED = "words-expected"
    NUMBER_EXPECTED = "number-expected"
    YES_NO_EXPECTED = "yes-no-expected"
    IN_QUOTES = "in-quotes"
    LIST_EXPECTED = "list-expected"
    KEYS_EXPECTED = "keys-expected"
    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"
    TOO_FEW_ENTRIES = "too-few-entries"
    TOO_MANY_ENTRIES = "too-many-entries"
    BAD_NAME = "bad-name"
    BAD_LANGUAGE = "bad-language"
    BAD_DURATION = "bad-duration"

    # Names, and whom they mean
    NAME_TWICE = "name-twice"
    RESERVED_NAME = "reserved-name"
    RESERVED_SEAT = "reserved-seat"
    UNKNOWN_WHO = "unknown-who"
    LEVEL_NOT_INVITED = "level-not-invited"
    SEAT_UNUSED = "seat-unused"
    LEAST_ABOVE_MOST = "least-above-most"
    SEATS_ABOVE_PEOPLE = "seats-above-people"
    TOO_MANY_LEVELS = "too-many-levels"

    # One place refers to another
    UNKNOWN_QUESTION = "unknown-question"
    REFERS_TO_ITSELF = "refers-to-itself"
    REFERS_LATER = "refers-later"
    SAME_PHASE = "same-phase"
    OTHER_ROUND = "other-round"
    UNKNOWN_VALUE = "unknown-value"
    NO_VALUES_GIVEN = "no-values-given"
    VALUES_ELSEWHERE = "values-elsewhere"
    ANSWERS_ARE_WORDS = "answers-are-words"
    NO_POINTS = "no-points"
    OFF_THE_SCALE = "off-the-scale"
    NO_ITEMS = "no-items"
    NO_MEDIAN_YET = "no-median-yet"
    OTHER_ITEMS = "other-items"
    WHEN_AFTER_STOP = "when-after-stop"
    WHEN_IN_ROTATION = "when-in-rotation"
    UNKNOWN_SOURCE = "unknown-source"
    NOT_A_LIST = "not-a-list"
    NOT_A_SOURCE = "not-a-source"
    NOT_A_STATEMENT = "not-a-statement"
    NOTHING_KEPT = "nothing-kept"
    TANDEM_ONLY = "tandem-only"
    OPTIN_SHARED = "optin-shared"
    UNLIMITED_ITEMS = "unlimited-items"
    MAX_WITHOUT_ITEMS = "max-without-items"
    FOR_EACH_NOT_HERE = "for-each-not-here"
    UP_TO_WITH_ITEMS = "up-to-with-items"
    STOP_EVERYWHERE = "stop-everywhere"
    STOP_AND_BECAUSE = "stop-and-because"
    CONSENT_WITHOUT_OBJECTION = "consent-without-objection"

    # Follow-ups
    FOLLOW_UP_BOTH = "follow-up-both"
    FOLLOW_UP_NEITHER = "follow-up-neither"
    UNKNOWN_COMMITMENT = "unknown-commitment"
    NOT_A_COMMITMENT = "not-a-commitment"
    COMMITMENT_FORGOTTEN = "commitment-forgotten"
    DECISION_FORGOTTEN = "decision-forgotten"
    CONSENT_WITHOUT_DRAFT = "consent-without-draft"

    # What anonymity promises
    BETRAYING_WHEN = "betraying-when"
    BETRAYING_OPENING = "betraying-opening"
    NEVER_ENOUGH_PEOPLE = "never-enough-people"
    PEOPLE_BELOW_THRESHOLD = "people-below-threshold"
    THRESHOLD_LOWERED = "threshold-lowered"
    READERS_BELOW_THRESHOLD = "readers-below-threshold"
    COMMITMENT_NOT_NAMED = "commitment-not-named"
    PRIVATE_DECISION = "private-decision"
    PRIVATE_FROM_TANDEM = "private-from-tandem"
    RELEASE_TO_NOBODY = "release-to-nobody"
    ALONE_WITH_ANSWER = "alone-with-answer"

    # What comes of it
    ASKS_NOTHING = "asks-nothing"
    KEEPS_NOTHING = "keeps-nothing"
    STATEMENT_UNREAD = "statement-unread"
    DRAFT_UNUSED = "draft-unused"
    GIVEN_UNUSED = "given-unused"

    # Time and effort
    VERY_LONG = "very-long"
    AT_A_TIME_WITHOUT_RHYTHM = "at-a-time-without-rhythm"
    ROUNDS_OVERLAP = "rounds-overlap"
    MANY_MESSAGES = "many-messages"
    DISHONEST_MINUTES = "dishonest-minutes"

    # Languages and words
    LANGUAGE_TWICE = "language-twice"
    LANGUAGE_UNDECLARED = "language-undeclared"
    LANGUAGE_NOT_THERE = "language-not-there"
    TRANSLATION_MISSING = "translation-missing"
    WORDS_WITHOUT_LANGUAGE = "words-without-language"
    UNKNOWN_PLACEHOLDER = "unknown-placeholder"
    PLACEHOLDER_LATER = "placeholder-later"
    PLACEHOLDER_NEVER_FILLED = "placeholder-never-filled"
    PLACEHOLDER_NOT_EVERYWHERE = "placeholder-not-everywhere"
    PLACEHOLDER_NOT_HERE = "placeholder-not-here"
    ITEM_NOT_HERE = "item-not-here"
    PROMISE_NOT_HERE = "promise-not-here"
    UNBALANCED_BRACES = "unbalanced-braces"
    TEXT_TOO_LONG = "text-too-long"
    TEXT_LONG = "text-long"
    TITLE_TOO_LONG = "title-too-long"
    LABEL_TOO_LONG = "label-too-long"
    END_TOO_LONG = "end-too-long"
    SAME_LABEL = "same-label"
    MANY_OPTIONS = "many-options"
    RESERVED_OPTION = "reserved-option"
    AT_MOST_TOO_HIGH = "at-most-too-high"
    GENDER_SIGN = "gender-sign"


#: Advice. Everything else is an error: the round could not start, or a promise would break.
WARNINGS = frozenset(
    {
        Kind.LEVEL_NOT_INVITED,
        Kind.SEAT_UNUSED,
        Kind.UNLIMITED_ITEMS,
        Kind.MAX_WITHOUT_ITEMS,
        Kind.DECISION_FORGOTTEN,
        Kind.CONSENT_WITHOUT_DRAFT,
        Kind.PEOPLE_BELOW_THRESHOLD,
        Kind.THRESHOLD_LOWERED,
        Kind.ASKS_NOTHING,
        Kind.KEEPS_NOTHING,
        Kind.STATEMENT_UNREAD,
        Kind.DRAFT_UNUSED,
        Kind.GIVEN_UNUSED,
        Kind.VERY_LONG,
        Kind.ROUNDS_OVERLAP,
        Kind.MANY_MESSAGES,
        Kind.DISHONEST_MINUTES,
        Kind.PLACEHOLDER_NOT_EVERYWHERE,
        Kind.TEXT_LONG,
        Kind.MANY_OPTIONS,
        Kind.AT_MOST_TOO_HIGH,
        Kind.GENDER_SIGN,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, the line it stands on, and what its sentence needs."""

    line: int
    kind: Kind
    args: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether a round could not start or would break a promise, or this is advice."""
        return "warning" if self.kind in WARNINGS else "error"


#: A hint names no more words than these; who needs more looks into the documentation.
_MOST_WORDS = 20


def hint(written: str, known: Iterable[str]) -> dict[str, str]:
    """Return the word that was probably meant, or else the words there are."""
    words = sorted(set(known))
    near = get_close_matches(written.lower()[:60], words, n=1)
    if near:
        return {"nearest": near[0]}
    return {"known": ", ".join(words)} if 0 < len(words) <= _MOST_WORDS else {}


def shown(written: object) -> str:
    """Return what an author wrote as one short line."""
    words = " ".join(_flow(written).split())
    return words if len(words) <= 40 else f"{words[:39]}…"  # noqa: PLR2004 - it fits a line


def _flow(written: object) -> str:
    """Return a value as it can be written in one line of a script."""
    match written:
        case bool():
            return str(written).lower()
        case list():
            return f"[{', '.join(map(_flow, written))}]"
        case dict():
            return f"{{{', '.join(f'{key}: {_flow(value)}' for key, value in written.items())}}}"
        case _:
            return str(written)
