"""What a rehearsal says to a line that it cannot make sense of."""

from __future__ import annotations

from bot.language import ENGLISH, translator


class Puzzled(Exception):  # noqa: N818 - no error of the program, but an answer to who typed
    """A typed line that cannot be carried out, and why; nothing has happened."""

    def __init__(self, message: str, **fills: object) -> None:
        """Take a message marked with ``N_`` and what stands in its braces."""
        super().__init__(message)
        self.message = message
        self.fills = fills

    def within(self, language: str) -> str:
        """Return the reason in this language."""
        return translator(language).gettext(self.message).format(**self.fills)

    def __str__(self) -> str:
        """Return the reason in English, as stories and tests report it."""
        return self.within(ENGLISH)
