"""What a YAML file holds, with the line of everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Scalar = str | int | float | bool | None

#: The way to a place in a file: keys of mappings and places in lists.
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its line. Values under a key stand on the line of the key."""

    line: int
    value: dict[str, Node] | list[Node] | Scalar

    def plain(self) -> Any:  # noqa: ANN401 - whatever the file holds
        """Return the value alone."""
        match self.value:
            case dict():
                return {key: node.plain() for key, node in self.value.items()}
            case list():
                return [node.plain() for node in self.value]
            case _:
                return self.value

    def at(self, path: Path) -> Node:
        """Return the node to which ``path`` leads, or the last one on the way that exists."""
        node = self
        for step in path:
            inner = node.inner(step)
            if inner is None:
                break
            node = inner
        return node

    def inner(self, step: str | int) -> Node | None:
        """Return what stands under a key, or at a place in a list."""
        match self.value:
            case dict() if isinstance(step, str):
                return self.value.get(step)
            case list() if isinstance(step, int) and step < len(self.value):
                return self.value[step]
            case _:
                return None

    def with_value(self, path: Path, value: Node | None) -> Node:
        """Return the same with another value at ``path``, or without it when there is none."""
        step, *rest = path
        inner = self.inner(step)
        if rest and inner is not None:
            value = inner.with_value(tuple(rest), value)
        match self.value:
            case dict() if isinstance(step, str):
                entries = {**self.value, step: value}
                kept = {key: node for key, node in entries.items() if node is not None}
                return Node(self.line, kept)
            case list() if isinstance(step, int):
                new = [] if value is None else [value]
                return Node(self.line, [*self.value[:step], *new, *self.value[step + 1 :]])
            case _:
                return self


def node(line: int, value: object) -> Node:
    """Return plain data as if all of it stood on one line."""
    match value:
        case dict():
            return Node(line, {str(key): node(line, inner) for key, inner in value.items()})
        case list():
            return Node(line, [node(line, inner) for inner in value])
        case str() | int() | float() | None:
            return Node(line, value)
        case _:
            raise TypeError(value)
