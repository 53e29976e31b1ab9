"""What keeps a command from its work, said to whoever typed it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import assert_never

import typer

from bot.language import N_, Translator
from bot.locking import Running, alone
from bot.settings import Place, Unset
from bot.trouble import DATABASE_AWAY, TokenRefused
from storage.keyring import KeyTrouble
from storage.migrating import TooNew

#: Why a key cannot be used, as storage says it.
_KEYS = (
    N_("others can read it"),
    N_("it is missing"),
    N_("it is no key"),
    N_("a change of keys was interrupted; 'reihum keys rotate' finishes it"),
)


@contextmanager
def told(t: Translator) -> Iterator[None]:
    """Say what is in the way of the block, and end with 1."""
    try:
        yield
    except Unset as unset:
        _end(*unset.lines(t))
    except (Running, KeyTrouble, TooNew, TokenRefused) as trouble:
        _end(_sentence(trouble, t))
    except DATABASE_AWAY:
        # What the driver says may hold the address with its password.
        _end(t.gettext("The database cannot be reached. REIHUM_DATABASE says where it is."))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        _end(t.gettext("Another program has the port already (REIHUM_PORT)."))


@contextmanager
def while_stopped(place: Place, t: Translator) -> Iterator[None]:
    """Keep 'run' from running while the block does; say so and end with 1 if it runs already."""
    with ExitStack() as held:
        try:
            held.enter_context(alone(place.home, place.database_url))
        except Running:
            _end(t.gettext("Reihum is running. Stop it first."))
        yield


def _sentence(trouble: Running | KeyTrouble | TooNew | TokenRefused, t: Translator) -> str:
    match trouble:
        case Running():
            return t.gettext("Reihum is running already. A second one would send everything twice.")
        case KeyTrouble():
            words = t.gettext("The key {file} cannot be used: {why}.")
            return words.format(file=trouble.path, why=t.gettext(trouble.why))
        case TooNew():
            return t.gettext("The database is newer than this program. Install the newer program.")
        case TokenRefused():
            return t.gettext("Telegram does not know this token (REIHUM_TOKEN).")
        case _:
            assert_never(trouble)


def _end(*lines: str) -> None:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(1)
