"""An author's words in several languages, and how one language falls back on another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import ConfigDict, Field, RootModel, StringConstraints, model_validator

#: A language tag such as ``de``, ``en`` or ``de-einfach`` (plain German).
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[a-z0-9]+)*$")
Language = Annotated[str, StringConstraints(pattern=LANGUAGE.pattern)]

#: The tag of words written once, without a language: ``title: Wochenfrage``.
ANY = "*"

#: A name in braces that is filled before a text is sent: ``{item}``.
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def fallbacks(language: str) -> tuple[str, ...]:
    """Return the languages in which to look for words, best first.

    Plain German falls back on German, every language on English, and what an
    author wrote without any language comes before the fall-back on English.
    """
    parents = language.split("-")
    own = ["-".join(parents[:n]) for n in range(len(parents), 0, -1)]
    return tuple(dict.fromkeys([*own, ANY, "en"]))


def _as_written(schema: dict[str, Any]) -> None:
    """Describe a text as authors write it: words alone, or words a language."""
    words = {"type": "string", "pattern": r"\S"}
    languages = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": LANGUAGE.pattern},
        "additionalProperties": words,
    }
    about = {key: schema[key] for key in ("title", "description")}
    schema.clear()
    schema.update(about, anyOf=[words, languages])


class Text(RootModel[dict[str, str]]):
    """What an author wrote: one text a language."""

    model_config = ConfigDict(frozen=True, json_schema_extra=_as_written)

    root: dict[Language | Annotated[str, Field(pattern=r"^\*$")], str] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _words_without_a_language(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        return {ANY: value} if isinstance(value, str) else value

    def __hash__(self) -> int:
        """Make items that carry texts usable as members of sets."""
        return hash(frozenset(self.root.items()))

    def within(self, language: str) -> str:
        """Return the words in ``language`` or in the nearest language there is."""
        for tag in (*fallbacks(language), *self.root):
            if tag in self.root:
                return self.root[tag]
        return ""

    def missing(self, languages: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``languages`` that have no words of their own."""
        return tuple(language for language in languages if language not in self.root)

    def placeholders(self) -> frozenset[str]:
        """Return the names in braces, over all languages."""
        return frozenset(
            name for words in self.root.values() for name in PLACEHOLDER.findall(words)
        )


def plain(words: str) -> Text:
    """Return words that are the same in every language, such as what a person wrote."""
    return Text({ANY: words})


def filled(words: str, fills: Mapping[str, str]) -> str:
    """Put the ``fills`` in place of the names in braces; a name without a fill stays as it is."""
    return PLACEHOLDER.sub(lambda found: fills.get(found[1], found[0]), words)
