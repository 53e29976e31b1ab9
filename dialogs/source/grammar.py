"""Where the YAML parser stumbles, and over what: the usual mistakes by their own kinds."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLError

from dialogs.problem import Kind, Problem, shown

#: What the parser raises on text that is not YAML; the last two on escapes such as ``\U00110000``.
STUMBLES = (YAMLError, ValueError, OverflowError)

#: What the parser says of the usual mistakes, and whether they began where it was, or earlier.
_MISTAKES = (
    (r"found character '\\t'", Kind.YAML_TAB, "here"),
    (r"found character '(?P<sign>.)' that cannot start", Kind.YAML_SIGN, "here"),
    (r"mapping values are not allowed", Kind.YAML_COLON, "here"),
    (r"could not find expected ':'", Kind.YAML_NO_COLON, "earlier"),
    (r"found unexpected (end of stream|document separator)", Kind.YAML_QUOTE, "earlier"),
    (r"expected ',' or '[\]}]'", Kind.YAML_BRACKET, "earlier"),
    (r"found unknown escape character '(?P<sign>.)'", Kind.YAML_ESCAPE, "here"),
    (r"expected <block end>, but found '(<scalar>|\{|\[)'", Kind.YAML_AFTER, "here"),
    (r"expected <block end>|sequence entries are not allowed", Kind.YAML_INDENT, "here"),
)


def stumbled(error: Exception, line: int) -> Problem:
    """Return what an author can do about an error of the parser, which came to ``line``."""
    if not isinstance(error, MarkedYAMLError):
        return Problem(line, Kind.YAML_OTHER)
    here, earlier = _line(error.problem_mark, line), _line(error.context_mark, line)
    for said, kind, place in _MISTAKES:
        found = re.search(said, str(error.problem))
        if found:
            args = {name: shown(sign) for name, sign in found.groupdict().items()}
            return Problem(earlier if place == "earlier" else here, kind, args)
    return Problem(here, Kind.YAML_OTHER)


def _line(mark: StreamMark | None, line: int) -> int:
    return line if mark is None else mark.line + 1
