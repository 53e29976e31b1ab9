"""The holidays of Germany, without those of 250 other countries.

The library loads all countries when one is asked for: 7 MiB, as much as all of our own code. So
that its package of countries is not run, an empty one stands in its place while one module of it is
loaded.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

_COUNTRIES = "holidays.countries"

if TYPE_CHECKING or _COUNTRIES in sys.modules:
    from holidays.countries.germany import Germany
else:
    _library = find_spec("holidays")
    assert _library is not None
    assert _library.origin is not None
    _empty = ModuleType(_COUNTRIES)
    _empty.__path__ = [str(Path(_library.origin).parent / "countries")]
    sys.modules[_COUNTRIES] = _empty
    try:
        from holidays.countries.germany import Germany
    finally:
        del sys.modules[_COUNTRIES]

__all__ = ["Germany"]
