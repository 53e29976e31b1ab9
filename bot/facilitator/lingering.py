"""Those of whom nothing has been heard for long: asked once, and then let go."""

from __future__ import annotations

from bot.facilitator import leaving, scenes
from bot.facilitator.here import Here
from bot.facilitator.telling import About, tell
from bot.language import translator
from bot.wording import leaving as words
from dialogs import calm
from storage import memberships, moments, people

#: The kinds of moments at which somebody is asked whether they are still there, and leaves.
STILL_THERE, LETS_GO = "still-there", "lets-go"


def ask(here: Here, number: int) -> None:
    """Ask somebody at a decent hour whether they want to stay. Any sign of life says yes."""
    mine = memberships.of_person(here.session, number)
    if not mine:
        return
    page = scenes.filled_in_of(here, mine[-1].network)
    at = calm.opens(page.calm, here.now)
    if at > here.now:
        moments.plan(here.session, STILL_THERE, str(number), at.isoformat(), at)
        return
    person = people.get(here.session, number)
    t = translator(person.language)
    asked = words.still_there(page.operator, page.host(here.premises.transport), t)
    tell(here, number, asked, About(whose=str(mine[-1].id), provoked=False))
    people.change(here.session, number, asked_on=here.now.date())


def let_go(here: Here, number: int) -> None:
    """Let somebody go who has not answered; what they have said stays, without their name."""
    leaving.go(here, memberships.get(here.session, number), erase=False)
