"""What an operator sets, by environment or a file `.env`; everything wrong is named at once.

No setting that is secret is ever shown, not even in a complaint about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.language import N_, Translator

PREFIX: Final = "REIHUM_"

_TOKEN = re.compile(r"\d+:[\w-]{30,}")
#: Telegram brings updates to these ports only.
_WEBHOOK_PORTS = (None, 443, 80, 88, 8443)


def _token(written: SecretStr) -> SecretStr:
    if not _TOKEN.fullmatch(written.get_secret_value()):
        raise ValueError
    return written


def _server(written: str) -> str:
    parts = urlsplit(written)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError
    return written.rstrip("/")


def _reachable(written: str) -> str:
    parts = urlsplit(_server(written))
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not here and (parts.port not in _WEBHOOK_PORTS or parts.scheme != "https"):
        raise ValueError
    return written.rstrip("/")


def _database(written: SecretStr) -> SecretStr:
    try:
        backend = make_url(written.get_secret_value()).get_backend_name()
    except ArgumentError:
        raise ValueError from None
    if backend not in ("sqlite", "postgresql"):
        raise ValueError
    return written


class Place(BaseSettings):
    """Where an installation is: enough for every command that talks to nobody."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    home: Annotated[Path, AfterValidator(Path.expanduser)] = Path("~/.reihum").expanduser()
    database: Annotated[SecretStr, AfterValidator(_database)] | None = None

    @property
    def database_url(self) -> str:
        """The address of the database, with its password if it has one."""
        if self.database is not None:
            return self.database.get_secret_value()
        return f"sqlite:///{self.home.absolute() / 'reihum.db'}"

    @property
    def keys(self) -> Path:
        """The folder of the keys."""
        return self.home / "keys"


class Settings(Place):
    """Everything that `reihum run` needs."""

    token: Annotated[SecretStr, AfterValidator(_token)]
    api_url: Annotated[str, AfterValidator(_server)] = "https://api.telegram.org"
    #: Where Telegram reaches us; without it we ask Telegram.
    public_url: Annotated[str, AfterValidator(_reachable)] | None = None
    port: Annotated[int, Field(ge=1, le=65535)] = 8080


#: What is wrong when a setting is not as it should be.
_WRONG = {
    "token": N_("This is no token of a bot; @BotFather gives one such as 123456789:AAE…"),
    "api_url": N_("This is no address of a server, such as https://api.telegram.org."),
    "public_url": N_(
        "Telegram cannot come to this address: it has to begin with https:// and may only have the "
        "ports 443, 80, 88 and 8443."
    ),
    "port": N_("This is no port: a number from 1 to 65535."),
    "database": N_("This is neither sqlite:///… nor postgresql://…"),
    "home": N_("This is no folder."),
}
_MISSING = {"token": N_("This is missing. @BotFather gives you the token of a bot.")}

Read = TypeVar("Read", bound=Place)


class Unset(Exception):  # noqa: N818 - for the operator to mend, not an error of the program
    """Settings that are missing or wrong, each with what would be right."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        """Take the names of settings, each with a sentence that is still to be translated."""
        super().__init__()
        self.problems = problems

    def lines(self, t: Translator) -> Iterator[str]:
        """Yield a line for each setting, in the operator's language."""
        for name, sentence in self.problems:
            yield f"{name}: {t.gettext(sentence)}"


def read(form: type[Read]) -> Read:
    """Read the settings of this form; raises `Unset` with everything that is wrong."""
    try:
        return form()
    except ValidationError as error:
        raise Unset(tuple(_problems(error))) from None


def _problems(error: ValidationError) -> Iterator[tuple[str, str]]:
    for each in error.errors(include_input=False, include_context=False):
        name = str(each["loc"][0]).lower()
        sentences = _MISSING if each["type"] == "missing" else _WRONG
        yield f"{PREFIX}{name.upper()}", sentences[name]
