"""Frozen values of the dialogs as JSON and back, by their types alone.

Fields that have their default are left out, so that a value can get new fields and what was
written before can still be read. Where a union leaves a doubt, the name of the type stands before
the value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)
from zoneinfo import ZoneInfo

from dialogs.round import AskNumber
from dialogs.text import Text

T = TypeVar("T")

Json = Any


class _Codec(NamedTuple):
    """How values of a type are written and read."""

    write: Callable[[Any], Json]
    read: Callable[[Json], Any]


def to_json(value: object, kind: Hashable) -> str:
    """Return a value of this type as JSON."""
    written = _codec(kind).write(value)
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


@overload
def from_json(written: str | bytes, kind: type[T]) -> T: ...
@overload
def from_json(written: str | bytes, kind: Hashable) -> Any: ...  # noqa: ANN401 - no name for it
def from_json(written: str | bytes, kind: Any) -> Any:
    """Return the value that was written as this type."""
    return _codec(kind).read(json.loads(written))


def to_bytes(value: object, kind: Hashable) -> bytes:
    """Return a value of this type as bytes, to be sealed."""
    return to_json(value, kind).encode()


# --- A codec a type ----------------------------------------------------------------------------


def _same(value: Any) -> Any:  # noqa: ANN401 - what JSON has a form for already
    return value


_AS_IT_IS = _Codec(_same, _same)

#: Types with a form of their own.
_OWN: dict[object, _Codec] = {
    str: _AS_IT_IS,
    int: _AS_IT_IS,
    float: _AS_IT_IS,
    bool: _AS_IT_IS,
    NoneType: _AS_IT_IS,
    AskNumber: _Codec(str, AskNumber.parse),
    Text: _Codec(attrgetter("root"), Text.model_construct),
    date: _Codec(date.isoformat, date.fromisoformat),
    time: _Codec(time.isoformat, time.fromisoformat),
    timedelta: _Codec(timedelta.total_seconds, lambda seconds: timedelta(seconds=seconds)),
}


@cache
def _codec(kind: Hashable) -> _Codec:
    if kind is datetime:
        return _Codec(_write_instant, _read_instant)
    if kind in _OWN:
        return _OWN[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _Codec(attrgetter("value"), kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_fields(kind)
    if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _of_named_tuple(kind)
    return _of_generic(get_origin(kind), get_args(kind))


def _of_generic(origin: object, arguments: tuple[Any, ...]) -> _Codec:
    if origin is Annotated:
        return _codec(arguments[0])
    if origin is Literal:
        return _AS_IT_IS
    if origin in (Union, UnionType):
        return _of_union(arguments)
    if origin is tuple:
        return _of_tuple(arguments)
    if origin is frozenset:
        return _of_set(_codec(arguments[0]))
    assert isinstance(origin, type), f"no form for {origin}"
    assert issubclass(origin, Mapping), f"no form for {origin}"
    return _of_mapping(arguments[0], _codec(arguments[1]))


def _write_instant(value: datetime) -> str:
    """Return a time with its zone: to add days to it later depends on the clocks there."""
    assert value.tzinfo is not None, f"{value} has no time zone"
    name = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else ""
    return f"{value.isoformat()}[{name}]" if name else value.isoformat()


def _read_instant(written: str) -> datetime:
    instant, _, name = written.partition("[")
    value = datetime.fromisoformat(instant)
    return value.astimezone(ZoneInfo(name.removesuffix("]"))) if name else value


# --- Made of others ----------------------------------------------------------------------------


def _of_fields(kind: type) -> _Codec:
    hints = get_type_hints(kind, include_extras=True)
    parts = [(each.name, _codec(hints[each.name]), _default(each)) for each in fields(kind)]
    codecs = {name: codec for name, codec, _ in parts}

    def write(value: object) -> Json:
        written = ((name, codec, getattr(value, name), default) for name, codec, default in parts)
        return {
            name: codec.write(part) for name, codec, part, default in written if part != default
        }

    def read(written: Json) -> object:
        return kind(**{name: codecs[name].read(part) for name, part in written.items()})

    return _Codec(write, read)


def _default(field: Field[Any]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


def _of_named_tuple(kind: Any) -> _Codec:  # noqa: ANN401 - there is no type of named tuples
    hints = get_type_hints(kind, include_extras=True)
    codecs = [_codec(hints[name]) for name in kind._fields]
    return _Codec(
        lambda value: [codec.write(part) for codec, part in zip(codecs, value, strict=True)],
        lambda written: kind(*(c.read(part) for c, part in zip(codecs, written, strict=True))),
    )


def _of_tuple(arguments: tuple[Any, ...]) -> _Codec:
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        each = _codec(arguments[0])
        return _Codec(
            lambda value: [each.write(part) for part in value],
            lambda written: tuple(each.read(part) for part in written),
        )
    codecs = [_codec(argument) for argument in arguments]
    return _Codec(
        lambda value: [codec.write(part) for codec, part in zip(codecs, value, strict=True)],
        lambda written: tuple(c.read(part) for c, part in zip(codecs, written, strict=True)),
    )


def _of_set(each: _Codec) -> _Codec:
    """Return the codec of a set, which is written in an order that depends on nothing else."""
    return _Codec(
        lambda value: sorted((each.write(part) for part in value), key=json.dumps),
        lambda written: frozenset(each.read(part) for part in written),
    )


def _of_mapping(key_kind: Hashable, values: _Codec) -> _Codec:
    keys = _codec(key_kind)
    if key_kind in (str, AskNumber) or (isinstance(key_kind, type) and issubclass(key_kind, str)):
        return _Codec(
            lambda value: {keys.write(k): values.write(v) for k, v in value.items()},
            lambda written: {keys.read(k): values.read(v) for k, v in written.items()},
        )
    return _Codec(
        lambda value: [[keys.write(k), values.write(v)] for k, v in value.items()],
        lambda written: {keys.read(k): values.read(v) for k, v in written},
    )


# --- One of several ----------------------------------------------------------------------------

#: What JSON tells apart by itself.
_PLAIN = (str, int, float, bool, NoneType)


def _of_union(arguments: tuple[Any, ...]) -> _Codec:
    members = _flat(arguments)
    others = [member for member in members if member not in _PLAIN]
    if len(others) == 1 and not set(members) - {NoneType, others[0]}:
        only = _codec(others[0])
        return _Codec(
            lambda value: None if value is None else only.write(value),
            lambda written: None if written is None else only.read(written),
        )
    codecs = {_class(member).__name__: _codec(member) for member in others}
    bases = [(_class(member), _class(member).__name__) for member in others]

    def write(value: object) -> Json:
        if type(value) in _PLAIN:
            return value
        name = next(name for base, name in bases if isinstance(value, base))
        return {name: codecs[name].write(value)}

    def read(written: Json) -> object:
        if not isinstance(written, dict):
            return written
        ((name, inner),) = written.items()
        return codecs[name].read(inner)

    return _Codec(write, read)


def _flat(arguments: tuple[Any, ...]) -> list[Any]:
    """Return the members of a union, those of unions in it included."""
    return [
        member
        for argument in arguments
        for member in (
            _flat(get_args(argument)) if get_origin(argument) in (Union, UnionType) else [argument]
        )
    ]


def _class(member: object) -> type:
    """Return the class that tells a member of a union from the others."""
    origin = get_origin(member) or member
    if origin is Literal:
        return str
    assert isinstance(origin, type), f"no class for {member}"
    return origin
