"""What people type instead of pressing means what it would mean on a button."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import languages, translator
from bot.message import Listens, Press
from bot.typed import typed
from dialogs.effects import (
    Refuse,
)
from dialogs.round import AskNumber
from dialogs.said import (
    Back,
    Decline,
    Promise,
    Reason,
    Refusal,
    Skip,
    Words,
)
from tests.scene import (
    TODAY,
    german,
)

ANSWER = Listens("answer", AskNumber(1, 0, 0), "a2", before="a1")
UNTIL = Listens("until", AskNumber(1, 0, 0), "a2", "Ich rufe an")


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("15.01.2027", date(2027, 1, 15)),
        (" 15. 1. 2027 ", date(2027, 1, 15)),
        ("15.1.27", date(2027, 1, 15)),
        ("15/01/2027", date(2027, 1, 15)),
        ("15.1.", date(2027, 1, 15)),
        ("20.11.", date(2026, 11, 20)),
        ("4.12", date(2026, 12, 4)),
        ("29.2.2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_write_it(words: str, until: date) -> None:
    press = typed(words, UNTIL, TODAY, "de")
    assert press == Press(Promise("Ich rufe an", until), UNTIL.number, "a2")


@pytest.mark.parametrize("words", ["31.2.2027", "29.2.", "bald", "15", "", "2027-01-15", "1.1.1.1"])
def test_what_is_no_day_is_asked_for_again_in_kind_words(words: str) -> None:
    refusal = typed(words, UNTIL, TODAY, "de")
    assert isinstance(refusal, Refusal)
    assert german(Refuse(7, refusal)).text == (
        "Das lässt sich nicht als Datum lesen. Bitte schreiben Sie es als TT.MM.JJJJ."
    )


@pytest.mark.parametrize("language", languages())
def test_what_stands_on_the_buttons_of_a_question_can_be_typed(language: str) -> None:
    say = translator(language).gettext
    number = ANSWER.number
    assert typed(f"{say('Back').upper()} ", ANSWER, TODAY, language) == Press(Back(), number, "a1")
    assert typed(say("Skip"), ANSWER, TODAY, language) == Press(Skip(), number)
    assert typed(f"{say('Not this time')}.", ANSWER, TODAY, language) == Press(Decline(), number)
    assert typed("4", ANSWER, TODAY, language) == Press(Words("4"), number, "a2")


def test_a_reason_is_typed_or_skipped_without_skipping_the_next_question() -> None:
    listens = Listens("reason", AskNumber(1, 0, 0), "a2")
    assert typed("Weil.", listens, TODAY, "de").said == Reason("Weil.")  # type: ignore[union-attr]
    skipped = typed("Überspringen", listens, TODAY, "de")
    assert skipped == Press(Reason(""), listens.number, "a2")
