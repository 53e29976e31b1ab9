"""Beginning a round: from the library through the preparation and its check to the start."""

from __future__ import annotations

from bot.facilitator.desk import announcing, library, preparing, starting, trying
from bot.facilitator.desk.at_desk import AtDesk
from bot.wording.desk import library as words


def dialogs(desk: AtDesk) -> None:
    """Show what is being prepared or tried, and what dialogs can be for."""
    planned = [(each.number, each.script) for each in preparing.every(desk)]
    tried = [(number, desk.script(number)) for number in trying.mine(desk)]
    desk.say(words.which_shelf(library.shelves(desk), planned, tried, desk.t))


VERBS = {**announcing.VERBS, **library.VERBS, **preparing.VERBS, **starting.VERBS, **trying.VERBS}
FORMS = {**announcing.FORMS, **preparing.FORMS}
STAYS = (*library.STAYS, *preparing.STAYS, *trying.STAYS)
