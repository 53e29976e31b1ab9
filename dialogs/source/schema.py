"""The JSON Schema of the script language, for authors' editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dialogs.script import Script

#: The committed schema, so that editors find it without running anything.
COMMITTED = Path(__file__).parent.parent / "script.schema.json"

_TITLE = "A dialog of Reihum"


def schema() -> dict[str, Any]:
    """Return the schema, made from the same models that scripts are read with."""
    made = Script.model_json_schema()
    made["title"] = _TITLE
    _close(made)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _close(part: Any) -> None:  # noqa: ANN401 - any part of a schema
    """Refuse keys that are no names: pydantic only describes those that are."""
    match part:
        case dict():
            if "patternProperties" in part:
                part["additionalProperties"] = False
            for inner in part.values():
                _close(inner)
        case list():
            for inner in part:
                _close(inner)
        case _:
            pass


def written() -> str:
    """Return the schema as it stands in the file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
