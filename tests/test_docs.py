"""The documents are true: what they show works, and what there is stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest
import typer
from pydantic import BaseModel
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Settings
from dialogs.model import Part, duration
from dialogs.questions import TYPES
from dialogs.questions.asked import Anonymity, Asked, Guard, Lens
from dialogs.questions.consent import VOICES
from dialogs.questions.optin import YES_NO
from dialogs.questions.scale import SCALES
from dialogs.questions.statement import REACTIONS
from dialogs.rules.names import FILLED_INSIDE
from dialogs.said import CANNOT_SAY
from dialogs.script import LEVELS, PLACEHOLDERS, WHO, Script
from dialogs.source import read
from dialogs.source.keys import CONDITIONS, PLACES, STEPS
from tests.markdown import DOCUMENTS, ROOT, Block, anchors, blocks, code, headings, links, table

ENGLISH = ROOT / "docs" / "writing-dialogs.md"
GERMAN = ROOT / "docs" / "dialoge-schreiben.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"

#: Documents that say the same in English and in German.
TWINS = [
    (ENGLISH, GERMAN),
    (ROOT / "README.md", ROOT / "README.de.md"),
    (ROOT / "docs" / "fill-in-sheet.md", ROOT / "docs" / "ausfuellblatt.md"),
    (ROOT / "docs" / "operating.md", ROOT / "docs" / "betrieb.md"),
    (ROOT / "docs" / "coordinating.md", ROOT / "docs" / "koordination.md"),
    (ROOT / "docs" / "demo.md", ROOT / "docs" / "vorfuehrung.md"),
]

BLOCKS = list(chain.from_iterable(map(blocks, DOCUMENTS)))
YAML = [block for block in BLOCKS if block.info.startswith("yaml")]
YAML = [block for block in YAML if block.info not in ("yaml broken", "yaml sheet")]
SESSIONS = [block for block in BLOCKS if block.info == "console"]

every_guide = pytest.mark.parametrize("guide", [ENGLISH, GERMAN], ids=lambda guide: guide.stem)
every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
every_twin = pytest.mark.parametrize(
    ("english", "german"),
    TWINS,
    ids=["guide", "readme", "sheet", "operating", "coordinating", "demo"],
)


# --- Scripts and excerpts -------------------------------------------------------------------------

#: What stands around an excerpt. The word behind ```yaml says which part of it the excerpt is.
AROUND = {
    "reihum": "reihum: 1",
    "id": "id: excerpt",
    "languages": "languages: [en]",
    "title": "title: An excerpt",
    "purpose": "purpose: To be read.",
    "minutes": "minutes: 60",
    "anonymity": "anonymity: anonymous",
    "people": "people: {min: 5}",
    "intro": "intro: Hello.",
    "returns": "returns: {text: The answers., within: 7d}",
    "closing": "closing: Thank you.",
}
PHASE = "phases:\n  - id: only\n    title: The only one\n    lasts: 7d\n    steps:\n"


@pytest.mark.parametrize("block", YAML, ids=str)
def test_every_script_and_excerpt_passes_the_check(block: Block) -> None:
    script, problems = read(_whole(block).encode())
    assert problems == ()
    assert script is not None


def _whole(block: Block) -> str:
    """Return an excerpt as a script that can be checked."""
    match block.info:
        case "yaml":
            return block.text
        case "yaml keys":
            return _with_the_rest(block.text)
        case "yaml phases":
            return _with_the_rest("phases:\n" + _indented(block.text, 2))
        case "yaml steps":
            return _with_the_rest(PHASE + _indented(block.text, 6))
        case _:
            raise AssertionError(f"{block}: there is no excerpt called {block.info}")


def _with_the_rest(written: str) -> str:
    there = set(re.findall(r"^([a-z_]+):", written, re.MULTILINE))
    return written + "\n".join(line for key, line in AROUND.items() if key not in there) + "\n"


def _indented(written: str, width: int) -> str:
    return "".join(f"{' ' * width}{line}".rstrip() + "\n" for line in written.splitlines())


# --- What is typed in the terminal, and what comes ------------------------------------------------


@pytest.mark.parametrize("session", SESSIONS, ids=str)
def test_what_is_typed_in_a_terminal_brings_what_is_shown(
    session: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, script in _files(session.file):
        (tmp_path / name).write_text(script, encoding="utf-8")
    language = "de" if session.file in (german for _, german in TWINS) else "en"
    for command, shown in _commands(session):
        typed = re.findall(r"^\S+ > (.*)$", shown, re.MULTILINE)
        ran = CliRunner().invoke(
            app,
            command.split()[1:],
            input="\n".join(typed) + "\n",
            env={"REIHUM_LANGUAGE": language, "COLUMNS": "80"},
        )
        came = "\n".join(line.rstrip() for line in ran.output.splitlines())
        for passage in filter(None, map(str.strip, f"\n{shown}".split("\n…\n"))):
            assert passage in came, f"after {command}:\n{passage}\nis not in\n{came}"
            came = came.partition(passage)[2]


def _files(document: Path) -> Iterator[tuple[str, str]]:
    """Yield the scripts that a document tells people to save, under their names."""
    written = document.read_text(encoding="utf-8")
    for found in re.finditer(
        r"`(\w+\.yaml)`[^`]*\n\n```yaml[^\n]*\n(.*?)```\n", written, re.DOTALL
    ):
        yield found[1], found[2]


def _commands(session: Block) -> Iterator[tuple[str, str]]:
    """Yield what is typed after each ``$`` and what is shown below it; ``…`` leaves out lines."""
    for part in re.split(r"^\$ ", session.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


# --- Keys and words -------------------------------------------------------------------------------

COMMON = set(Asked.model_fields) | {"type"}
TABLES = {
    "question": COMMON,
    "condition": set(CONDITIONS),
    **{
        place: set(model.model_fields) - (COMMON if place in TYPES else set())
        for place, model in PLACES.items()
    },
}

#: The rows of the table of words, in their order.
WORDS: list[set[str]] = [
    set(STEPS),
    set(TYPES),
    set(SCALES),
    set(get_args(Anonymity)),
    set(get_args(Guard)),
    set(get_args(Asked.model_fields["read_by"].annotation)),
    set(get_args(Script.model_fields["channel"].annotation)),
    set(get_args(get_args(Script.model_fields["rhythm"].annotation)[0])),
    set(get_args(Lens)),
    set(WHO),
    set(LEVELS),
    {voice.key for voice in VOICES},
    {reaction.key for reaction in REACTIONS} - {"mine"},
    {choice.key for choice in YES_NO},
    {CANNOT_SAY},
    {"h", "d", "w"},
    {f"{{{name}}}" for name in (*PLACEHOLDERS, *FILLED_INSIDE)},
]


def test_every_part_of_a_script_has_its_table() -> None:
    conditions = {model for model in _models(Part) if set(model.model_fields) <= set(CONDITIONS)}
    assert _models(Part) - conditions == set(PLACES.values())


def _models(start: type[BaseModel]) -> set[type[BaseModel]]:
    """Return the models that are not just what others have in common."""
    below = start.__subclasses__()
    return set().union(*map(_models, below)) if below else {start}


@every_guide
@pytest.mark.parametrize("place", TABLES)
def test_the_tables_of_a_guide_hold_every_key_and_no_other(guide: Path, place: str) -> None:
    named = [code(row[0])[0] for row in table(guide, f"keys: {place}")]
    assert len(named) == len(set(named))
    assert set(named) == TABLES[place]


@every_guide
def test_required_keys_are_called_required(guide: Path) -> None:
    required = {ENGLISH: "required:", GERMAN: "Pflicht:"}[guide]
    for place, model in PLACES.items():
        for row in table(guide, f"keys: {place}"):
            key = code(row[0])[0]
            assert row[1].startswith(required) == model.model_fields[key].is_required(), key


@every_guide
def test_the_table_of_words_holds_every_word_and_no_other(guide: Path) -> None:
    assert [set(code(row[1])) for row in table(guide, "words")] == WORDS


def test_the_units_in_the_table_are_those_of_durations() -> None:
    assert all(duration(f"1{unit}") for unit in ("h", "d", "w"))


@pytest.mark.parametrize("document", [*chain(*TWINS)], ids=lambda file: file.name)
def test_no_document_speaks_of_a_key_that_does_not_exist(document: Path) -> None:
    known = set().union(*TABLES.values(), {"reihum"})
    spoken = re.findall(r"`([a-z_]+):(?: [^`]*)?`", document.read_text(encoding="utf-8"))
    names = set(re.findall(r"^ *(?:- )?([a-z_]+):", "".join(b.text for b in YAML), re.MULTILINE))
    assert set(spoken) <= known | names


# --- Twins ----------------------------------------------------------------------------------------


@every_twin
def test_twins_have_the_same_chapters_and_examples(english: Path, german: Path) -> None:
    assert [level for level, _ in headings(english)] == [level for level, _ in headings(german)]
    for one, other in zip(blocks(english), blocks(german), strict=True):
        assert one.info == other.info, f"{one} and {other}"
        assert _keys(one) == _keys(other), f"{one} and {other}"


def _keys(block: Block) -> list[str]:
    """Return the keys of our language in an example, without the names that authors choose."""
    known = set().union(*TABLES.values())
    written = re.findall(r"([a-z_]+):(?: |$)", block.text, re.MULTILINE)
    return sorted(key for key in written if key in known) if "yaml" in block.info else []


# --- Commands -------------------------------------------------------------------------------------


def _commands_of(group: object, before: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield every command with its options; what belongs to a group has its name before it."""
    assert isinstance(group, TyperGroup)
    here = typer.Context(group)
    for name in group.list_commands(here):
        command = group.get_command(here, name)
        assert command is not None
        if isinstance(command, TyperGroup):
            yield from _commands_of(command, f"{before}{name} ")
        else:
            options = {option for each in command.params for option in each.opts}
            yield before + name, {option for option in options if option.startswith("--")}


COMMANDS = dict(_commands_of(get_command(app)))


@every_document
def test_every_command_that_a_document_names_exists(document: Path) -> None:
    for line in _command_lines(document):
        name = _command_in(line)
        assert set(re.findall(r"--[a-z-]+", line)) <= COMMANDS[name], line


@pytest.mark.parametrize("language", [0, 1], ids=["English", "German"])
def test_every_command_and_option_is_documented(language: int) -> None:
    documents = [twin[language] for twin in TWINS]
    lines = [line for document in documents for line in _command_lines(document)]
    written = "".join(document.read_text(encoding="utf-8") for document in documents)
    assert {_command_in(line) for line in lines} == COMMANDS.keys()
    for option in set().union(*COMMANDS.values()) - {"--help"}:
        assert re.search(rf"{option}\b", written), option


def _command_in(line: str) -> str:
    """Return the command with which a line begins."""
    found = next((name for name in COMMANDS if f"{line} ".startswith(f"{name} ")), None)
    assert found is not None, line
    return found


def _command_lines(document: Path) -> Iterator[str]:
    """Yield what stands behind each ``reihum`` in a line of code."""
    every_line = "\n".join(block.text for block in blocks(document) if "yaml" not in block.info)
    spans = "\n".join(code(document.read_text(encoding="utf-8")))
    for found in re.finditer(
        r"^(?:\$ )?(?:\S*/)?reihum ([a-z].*)$", f"{every_line}\n{spans}", re.MULTILINE
    ):
        yield found[1]


@pytest.mark.parametrize("guide", TWINS[3], ids=lambda guide: guide.stem)
def test_every_setting_and_every_event_of_the_log_is_documented(guide: Path) -> None:
    written = guide.read_text(encoding="utf-8")
    settings = {f"REIHUM_{name.upper()}" for name in Settings.model_fields} | {"REIHUM_LANGUAGE"}
    assert set(re.findall(r"^\| `(REIHUM_[A-Z_]+)`", written, re.MULTILINE)) == settings
    sources = (file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py"))
    events = {
        event for source in sources for event in re.findall(r"log\.\w+\(\s*\"(\w+)\"", source)
    }
    assert events <= set(re.findall(r"`([a-z_]+)`", written))


# --- Links and files ------------------------------------------------------------------------------


@every_document
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in links(document):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@every_document
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    for named in code(document.read_text(encoding="utf-8")):
        if re.fullmatch(r"(?:bot|dialogs|docs|storage|tests)/[\w./-]*", named):
            assert (ROOT / named).exists(), named


def test_every_proof_that_the_architecture_names_exists() -> None:
    rows = re.findall(
        r"^\|.*\| ([^|]+) \|$", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE
    )
    proofs = {name for row in rows for name in code(row) if re.fullmatch(r"[a-z]+(_[a-z]+)+", name)}
    tests = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("tests/*.py"))
    assert proofs
    assert proofs <= set(re.findall(r"^(?:async )?def (\w+)", tests, re.MULTILINE))
