"""The JSON Schema: what an author's editor knows of the script language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dialogs.problem import Kind
from dialogs.source import read
from dialogs.source.document import parsed
from dialogs.source.schema import COMMITTED, schema, written

ROOT = Path(__file__).parent.parent
GOOD = sorted((ROOT / "dialogs" / "library").glob("*.yaml"))
BROKEN = sorted(ROOT.glob("tests/broken_scripts/*.yaml"))
VALIDATOR = Draft202012Validator(schema())

#: What is wrong with keys and values one by one: an editor can underline it.
UNDERLINED = {
    *(Kind.WRONG_VERSION, Kind.MISSING_KEY, Kind.PHASE_WITHOUT_END, Kind.UNKNOWN_STEP),
    *(Kind.UNKNOWN_TYPE, Kind.UNKNOWN_KEY, Kind.KEY_ELSEWHERE, Kind.WRONG_WORD),
    *(Kind.EMPTY_VALUE, Kind.NEEDS_QUOTES, Kind.WORDS_EXPECTED, Kind.NUMBER_EXPECTED),
    *(Kind.YES_NO_EXPECTED, Kind.LIST_EXPECTED, Kind.KEYS_EXPECTED, Kind.TOO_SMALL),
    *(Kind.TOO_LARGE, Kind.TOO_FEW_ENTRIES, Kind.TOO_MANY_ENTRIES, Kind.BAD_NAME),
    *(Kind.BAD_LANGUAGE, Kind.BAD_DURATION, Kind.EMPTY_TEXT, Kind.IN_QUOTES),
}


def test_the_committed_schema_is_fresh() -> None:
    fresh = COMMITTED.read_text(encoding="utf-8") == written()
    assert fresh, "python -m bot schema > dialogs/script.schema.json"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_a_good_script_is_good_in_the_editor_too(file: Path) -> None:
    assert list(VALIDATOR.iter_errors(_data(file))) == []


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_the_editor_underlines_what_is_wrong_with_keys_and_values(file: Path) -> None:
    data = _data(file)
    if data is None:
        return
    found = {problem.kind for problem in read(file.read_bytes())[1]}
    assert VALIDATOR.is_valid(data) is not bool(found & UNDERLINED)


def test_every_key_is_explained_in_the_editor() -> None:
    unexplained = [
        f"{name}.{key}"
        for name, model in {"Script": schema(), **schema()["$defs"]}.items()
        for key, value in model.get("properties", {}).items()
        if "description" not in value and key not in ("type", "ask")
    ]
    assert unexplained == []


def _data(file: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    document, _ = parsed(file.read_bytes().decode(errors="replace"))
    return None if document is None else document.plain()
