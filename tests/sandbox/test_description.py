"""The models of methods are those of the official description of the Bot API, field by field.

`REIHUM_BOTAPI_SPEC` names that description as JSON. It is not part of the project.
"""

from __future__ import annotations

import json
import os
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest

from bot.sandbox import methods, updates
from bot.sandbox.methods.absent import ABSENT
from bot.sandbox.methods.method import Method, Part
from bot.sandbox.values import Upload
from tests.sandbox.serving import Caller
from tests.sandbox.showing import everything_shown

NAMES = {int: "Integer", str: "String", bool: "Boolean", float: "Float", Upload: "InputFile"}

Description = dict[str, Any]


@pytest.fixture(scope="module")
def spec() -> Description:
    path = os.environ.get("REIHUM_BOTAPI_SPEC")
    if path is None:
        pytest.skip("REIHUM_BOTAPI_SPEC names no description")
    read: Description = json.loads(Path(path).read_text(encoding="utf-8"))
    return read


def test_every_method_is_emulated_or_refused_aloud(spec: Description) -> None:
    emulated = {method.called() for method in methods.EMULATED}
    assert emulated | ABSENT == spec["methods"].keys()
    assert not emulated & ABSENT


@pytest.mark.parametrize("method", methods.EMULATED, ids=lambda method: method.called())
def test_a_method_has_the_parameters_of_the_description(
    spec: Description, method: type[Method]
) -> None:
    described = spec["methods"][method.called()].get("fields", [])
    _compare(method, described)


def test_an_object_has_the_fields_of_the_description(spec: Description) -> None:
    parts = {part for method in methods.EMULATED for part in _parts(method)}
    assert len(parts) > 10
    for part in parts:
        described = spec["types"][part.__name__]
        kinds = [spec["types"][kind] for kind in described.get("subtypes", [])] or [described]
        fields = {field["name"]: field for kind in kinds for field in kind.get("fields", [])}
        _compare(part, list(fields.values()), of_several=len(kinds) > 1)


def test_updates_have_the_kinds_of_the_description(spec: Description) -> None:
    described = {field["name"] for field in spec["types"]["Update"]["fields"]}
    assert described - {"update_id"} == updates.ALL


def test_what_the_server_shows_has_the_form_of_the_description(spec: Description) -> None:
    """Everything that a play over all methods and updates brought about."""
    shown = everything_shown(Caller())
    assert {method for method, _ in shown} == {method.called() for method in methods.EMULATED}
    for method, result in shown:
        problems = list(_misfits(spec, spec["methods"][method]["returns"], result, method))
        assert problems == []


def _compare(part: type[Part], described: list[Description], *, of_several: bool = False) -> None:
    fields = {field["name"]: field for field in described}
    assert part.model_fields.keys() | part.not_emulated == fields.keys()
    assert not part.model_fields.keys() & part.not_emulated
    for name, field in part.model_fields.items():
        shown = set(_names(field.rebuild_annotation()))
        assert shown == set(fields[name]["types"]), f"{part.__name__}.{name}"
        if not of_several:
            assert field.is_required() == fields[name]["required"], f"{part.__name__}.{name}"


def _names(annotation: object) -> Iterator[str]:
    """How the description would write a type."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if annotation is type(None):
        return
    if origin is Annotated and inner[0] is Upload:
        yield NAMES[inner[0]]
    elif origin is Annotated:
        yield from _names(inner[0])
    elif origin in {Union, types.UnionType}:
        for each in inner:
            yield from _names(each)
    elif origin is Literal:
        yield NAMES[type(inner[0])]
    elif origin is list:
        yield from (f"Array of {name}" for name in _names(inner[0]))
    else:
        assert isinstance(annotation, type)
        yield NAMES.get(annotation, annotation.__name__)


def _parts(part: type[Part]) -> Iterator[type[Part]]:
    for field in part.model_fields.values():
        for found in _inside(field.annotation):
            yield found
            yield from _parts(found)


def _inside(annotation: object) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for each in get_args(annotation):
        yield from _inside(each)


def _misfits(spec: Description, kinds: list[str], value: object, place: str) -> Iterator[str]:
    """Where a value differs from all kinds it may have; from the first, if there is one only."""
    tried = [list(_misfits_of(spec, kind, value, place)) for kind in kinds]
    if all(tried):
        yield from min(tried, key=len)


def _misfits_of(spec: Description, kind: str, value: object, place: str) -> Iterator[str]:
    element = kind.removeprefix("Array of ")
    if element != kind:
        if not isinstance(value, list):
            yield f"{place}: no list"
            return
        for number, each in enumerate(value):
            yield from _misfits(spec, [element], each, f"{place}[{number}]")
    elif kind in {"Integer", "String", "Boolean", "Float"}:
        if NAMES.get(type(value)) != kind:
            yield f"{place}: {value!r} is no {kind}"
    elif "subtypes" in spec["types"][kind]:
        yield from _misfits(spec, spec["types"][kind]["subtypes"], value, place)
    elif isinstance(value, dict):
        yield from _misfits_of_fields(spec, kind, value, place)
    else:
        yield f"{place}: no {kind}"


def _misfits_of_fields(
    spec: Description, kind: str, value: Description, place: str
) -> Iterator[str]:
    fields = {field["name"]: field for field in spec["types"][kind].get("fields", [])}
    yield from (f"{place}: {kind} has no {name}" for name in value.keys() - fields.keys())
    for name, field in fields.items():
        if name in value:
            yield from _misfits(spec, field["types"], value[name], f"{place}.{name}")
        elif field["required"]:
            yield f"{place}: {kind} lacks {name}"
