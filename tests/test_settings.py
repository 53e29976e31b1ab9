"""Everything that is wrong with the settings is named at once, and nothing secret is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language import translator
from bot.settings import Place, Settings, Unset, read

TOKEN = "123456789:" + "a" * 35

ENOUGH = {"REIHUM_TOKEN": TOKEN}


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder without settings, with none in the environment."""
    for name in ("TOKEN", "API_URL", "DATABASE", "HOME", "PUBLIC_URL", "PORT"):
        monkeypatch.delenv(f"REIHUM_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _set(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def _complaints(language: str = "en") -> list[str]:
    with pytest.raises(Unset) as unset:
        read(Settings)
    return list(unset.value.lines(translator(language)))


def test_a_token_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, ENOUGH)
    settings = read(Settings)
    assert settings.api_url == "https://api.telegram.org"
    assert settings.public_url is None
    assert settings.home == Path("~/.reihum").expanduser()
    assert settings.database_url == f"sqlite:///{settings.home}/reihum.db"


def test_settings_also_come_from_a_file_and_the_environment_goes_first(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"REIHUM_TOKEN={TOKEN}", "REIHUM_PORT=1", "REIHUM_HOME=here", "OTHER=thing"]
    (nowhere / ".env").write_text("\n".join(lines), encoding="utf-8")
    _set(monkeypatch, {"REIHUM_PORT": "2"})
    settings = read(Settings)
    assert (settings.port, settings.home) == (2, Path("here"))
    assert settings.database_url == f"sqlite:///{nowhere}/here/reihum.db"


def test_everything_that_is_wrong_is_named_at_once_in_the_operator_s_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = {
        "REIHUM_TOKEN": "secret",
        "REIHUM_API_URL": "telegram",
        "REIHUM_DATABASE": "mysql://somebody:secret@there/db",
        "REIHUM_PUBLIC_URL": "http://example.org",
        "REIHUM_PORT": "100000",
    }
    _set(monkeypatch, wrong)
    for language in ("en", "de"):
        lines = _complaints(language)
        assert {line.partition(":")[0] for line in lines} == set(wrong)
        assert "secret" not in "".join(lines)
    assert _complaints("de") != _complaints("en")


def test_a_missing_token_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, {"REIHUM_TOKEN": ""})
    (line,) = _complaints()
    assert line.startswith("REIHUM_TOKEN: This is missing.")


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("PUBLIC_URL", "https://example.org", True),
        ("PUBLIC_URL", "https://example.org:8443/reihum/", True),
        ("PUBLIC_URL", "https://example.org:8080", False),
        ("PUBLIC_URL", "https://", False),
        ("PUBLIC_URL", "http://127.0.0.1:1234", True),
        ("API_URL", "http://127.0.0.1:8081", True),
        ("API_URL", "http://[::1", False),
        ("API_URL", "https://api.telegram.org/?x=1", False),
        ("DATABASE", "postgresql://reihum:secret@localhost/reihum", True),
        ("DATABASE", "postgresql+psycopg:///reihum", True),
        ("DATABASE", "sqlite:////var/reihum.db", True),
        ("DATABASE", "reihum.db", False),
        ("TOKEN", "123:" + "a" * 29, False),
        ("PORT", "0", False),
        ("PORT", "eighty", False),
    ],
)
def test_what_fits_and_what_does_not(
    name: str, value: str, *, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set(monkeypatch, {**ENOUGH, f"REIHUM_{name}": value})
    if fits:
        read(Settings)
    else:
        (line,) = _complaints()
        assert line.startswith(f"REIHUM_{name}: ")


def test_nothing_secret_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, {**ENOUGH, "REIHUM_DATABASE": "postgresql://somebody:secret@there/db"})
    settings = read(Settings)
    shown = f"{settings!r} {settings} {settings.model_dump()}"
    assert "secret" not in shown
    assert TOKEN not in shown


def test_commands_that_talk_to_nobody_need_no_token() -> None:
    assert read(Place).keys == Path("~/.reihum/keys").expanduser()
