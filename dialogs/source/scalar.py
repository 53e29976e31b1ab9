"""Plain words of a YAML file: the core schema of YAML 1.2, in which ``no`` and ``on`` are words."""

from __future__ import annotations

import re

from dialogs.node import Scalar

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

# Longer numbers mean nothing in a script; Python refuses some of them.
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_OCTAL = re.compile(r"0o[0-7]{1,18}")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,18}|[0-9]{1,18}(\.[0-9]{0,18})?)([eE][-+]?[0-9]{1,3})?")
_SPECIAL = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def resolved(plain: str) -> Scalar:
    """Return what words without quotation marks stand for."""
    if plain in _WORDS:
        return _WORDS[plain]
    if _WHOLE.fullmatch(plain):
        return int(plain)
    if _OCTAL.fullmatch(plain) or _HEX.fullmatch(plain):
        return int(plain, base=0)
    if _FLOAT.fullmatch(plain):
        return float(plain)
    if _SPECIAL.fullmatch(plain):
        return float(plain.replace(".", ""))
    return plain
