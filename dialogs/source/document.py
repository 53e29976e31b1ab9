"""From text to values with their lines, by the events of the YAML parser.

Strict on purpose: a key written twice, aliases, tags and several documents are problems, since
each of them would mean something else than what an author sees.
"""

from __future__ import annotations

from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from dialogs.node import Node, Scalar
from dialogs.problem import Kind, Problem, shown
from dialogs.source.decoding import control_in
from dialogs.source.grammar import STUMBLES, stumbled
from dialogs.source.scalar import resolved

#: The deepest place in the language is half as deep.
DEEPEST = 40


def parsed(text: str) -> tuple[Node | None, list[Problem]]:
    """Return the document and its problems; no document where it cannot be made out."""
    reading = _Reading()
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            reading.take(event)
            if reading.lost_its_way:
                return None, reading.problems
    except STUMBLES as error:
        return None, _with_stumble(reading.problems, stumbled(error, reading.line))
    root = reading.root
    if root is None:
        return None, [*reading.problems, Problem(1, Kind.EMPTY_FILE)]
    if not isinstance(root.value, dict):
        return None, [*reading.problems, Problem(root.line, Kind.NOT_A_SCRIPT)]
    return root, reading.problems


def _with_stumble(problems: list[Problem], stumble: Problem) -> list[Problem]:
    """Add where the parser stumbled, unless it was over what has been reported of that line."""
    lines = {problem.line for problem in problems if problem.kind is Kind.YAML_BRACES}
    return problems if stumble.line in lines else [*problems, stumble]


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    line: int


@dataclass(slots=True)
class _Open:
    """A mapping or a list whose end has not come yet."""

    line: int
    value: dict[str, Node] | list[Node]
    flow: bool
    key: _Key | None = None


class _Reading:
    """Puts values together while the events come in: no recursion, whatever the file."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.lost_its_way = False
        self.line = 1
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        self.line = event.start_mark.line + 1
        if isinstance(event, NodeEvent):
            self._decorations(event)
        match event:
            case DocumentStartEvent():
                self._document()
            case AliasEvent():
                self._give_up(Kind.ALIAS, alias=shown(event.anchor))
            case ScalarEvent():
                self._scalar(event)
            case CollectionStartEvent():
                self._begin(event)
            case CollectionEndEvent():
                self._end()
            case _:
                pass

    def _report(self, kind: Kind, **args: str | int) -> None:
        self.problems.append(Problem(self.line, kind, args))

    def _give_up(self, kind: Kind, **args: str | int) -> None:
        self._report(kind, **args)
        self.lost_its_way = True

    def _document(self) -> None:
        self._documents += 1
        if self._documents > 1:
            self._give_up(Kind.SEVERAL_DOCUMENTS)

    def _decorations(self, event: NodeEvent) -> None:
        if event.anchor is not None and not isinstance(event, AliasEvent):
            self._report(Kind.ANCHOR, anchor=shown(event.anchor))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._report(Kind.TAG, tag=shown(tag))

    def _scalar(self, event: ScalarEvent) -> None:
        words: str = event.value
        if control := control_in(words):
            self._report(Kind.CONTROL_CHARACTER, character=control)
            words = "?"
        value = resolved(words) if event.implicit[0] else words
        if self._awaits_key():
            self._key(words, value)
        else:
            self._put(Node(self._line_of_value(), value))

    def _awaits_key(self) -> bool:
        if not self._open:
            return False
        return self._open[-1].key is None and isinstance(self._open[-1].value, dict)

    def _key(self, words: str, value: Scalar) -> None:
        if not isinstance(value, str | int) or isinstance(value, bool):
            self._report(Kind.NOT_A_KEY, key=shown(words))
        self._open[-1].key = _Key(words, self.line)

    def _line_of_value(self) -> int:
        key = self._open[-1].key if self._open else None
        return key.line if key else self.line

    def _put(self, node: Node) -> None:
        """Put a finished value into its place."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif parent.key is not None:
            self._enter(parent.value, parent.key, node)
            parent.key = None

    def _enter(self, mapping: dict[str, Node], key: _Key, node: Node) -> None:
        if key.name in mapping:
            first = mapping[key.name].line
            args: dict[str, str | int] = {"key": shown(key.name), "first": first}
            self.problems.append(Problem(key.line, Kind.KEY_TWICE, args))
        else:
            mapping[key.name] = node

    def _begin(self, event: CollectionStartEvent) -> None:
        if len(self._open) == DEEPEST:
            self._give_up(Kind.TOO_DEEP, most=DEEPEST)
            return
        value: dict[str, Node] | list[Node] = {} if isinstance(event, MappingStartEvent) else []
        if self._awaits_key():
            self._give_up(Kind.NOT_A_KEY, key="{…}" if isinstance(value, dict) else "[…]")
            return
        self._open.append(_Open(self._line_of_value(), value, flow=bool(event.flow_style)))

    def _end(self) -> None:
        ended = self._open.pop()
        self._split_by_commas(ended)
        name = _name_in_braces(ended)
        if name is None:
            self._put(Node(ended.line, ended.value))
        else:
            args: dict[str, str | int] = {"name": shown(name)}
            self.problems.append(Problem(ended.line, Kind.YAML_BRACES, args))
            self._put(Node(ended.line, f"{{{name}}}"))

    def _split_by_commas(self, ended: _Open) -> None:
        """Report and leave out what stands alone in braces: mostly words after a comma."""
        if not ended.flow or not isinstance(ended.value, dict) or len(ended.value) == 1:
            return
        for name in [name for name, node in ended.value.items() if node.value is None]:
            line = ended.value.pop(name).line
            self.problems.append(Problem(line, Kind.YAML_COMMA, {"key": shown(name)}))


def _name_in_braces(ended: _Open) -> str | None:
    """Return the name of ``{name}``, which is meant to be filled and is a mapping to YAML."""
    if not ended.flow or not isinstance(ended.value, dict) or len(ended.value) != 1:
        return None
    ((name, node),) = ended.value.items()
    return name if node.value is None else None
