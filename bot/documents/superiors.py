"""A page to print for superiors who ask who has not taken part."""

from __future__ import annotations

from datetime import date

from bot.language import Translator
from dialogs.facts import FEWEST


def superiors(network: str, coordination: str, today: date, t: Translator) -> str:
    """Return the answer to "Who has not taken part?": nobody knows, and that is intended."""
    few = t.spelled(FEWEST)
    lines = [
        t.gettext(
            "Taking part is voluntary, and every question can be skipped, without disadvantage."
        ),
        t.gettext(
            "While a part of a round is open, the programme knows for whom something is still "
            "open, so that it asks nobody twice. When the part closes, only counts remain."
        ),
        t.gettext(
            "The coordination sees yesterday's state, by level, and a level only if at least "
            "{few} people of it were invited; never by person or body."
        ).format(few=few),
        t.gettext("Fewer than {few} answers are called just that. The number is not given.").format(
            few=few
        ),
        t.gettext(
            "Lists of commitments and contributions by name are not lists of who took part: "
            "whoever is missing there may have answered everything else."
        ),
        t.gettext(
            "There is no evaluation of single people, no comparison of bodies and no monitoring of "
            "performance or behaviour."
        ),
    ]
    paragraphs = [
        t.gettext("Who has not taken part?"),
        t.gettext("An answer for superiors and for providers; {network}").format(network=network),
        t.gettext(
            "Nobody can tell you that, not even the coordination. It is built this way on purpose: "
            "people say openly what they think only if nobody keeps a list."
        ),
        "\n".join(f"– {line}" for line in lines),
        t.gettext(
            "What you can see is the result, which everybody who was invited receives. What helps "
            "is to say that there is time for this, and not to ask who has answered."
        ),
        t.gettext("Questions are answered by {coordination}.").format(coordination=coordination),
        t.full_day(today),
    ]
    return "\n\n".join(paragraphs)
