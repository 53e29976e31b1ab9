"""What all parts of a document need: a language, filled-in words, and names for seats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.language import Translator
from dialogs.text import Text, filled

#: What stands in the place of an item where a question was asked about several.
ITEM = "{item}"


@dataclass(frozen=True, slots=True)
class Page:
    """For whom a document is written, and what fills the names in braces in authors' words.

    ``written`` fills what is the same all over a network; what the round itself found comes
    from ``fills``.
    """

    t: Translator
    written: Callable[[Text], str]
    names: Mapping[int, str]
    fills: Mapping[str, Text]

    def words(self, text: Text) -> str:
        """Return an author's words; where they speak of each item, an ellipsis stands for it."""
        return self._filled(text).replace(ITEM, "…")

    def statement(self, text: Text, item: Text | None) -> str:
        """Return a question as it was put about one item."""
        if item is None:
            return self.words(text)
        asked, about = self._filled(text), self._filled(item)
        return asked.replace(ITEM, about) if ITEM in asked else f"{asked} {self.t.quoted(about)}"

    def quoted(self, text: Text) -> str:
        """Return an author's words in quotation marks."""
        return self.t.quoted(self._filled(text))

    def listed(self, heading: str, lines: Iterable[str]) -> str:
        """Return a heading with lines below it."""
        return "\n".join([heading, *(f"– {line}" for line in lines)])

    def number(self, n: float) -> str:
        """Return a number with at most one decimal, which is as exact as such figures are."""
        return self.t.number(round(n, 1))

    def spelled(self, n: int) -> str:
        """Return a number at the beginning of a sentence, as a word where that is usual."""
        word = self.t.spelled(n)
        return word[:1].upper() + word[1:]

    def _filled(self, text: Text) -> str:
        fills = {name: fill.within(self.t.language) for name, fill in self.fills.items()}
        return filled(self.written(text), fills)
