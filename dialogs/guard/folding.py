"""One spelling for many: case, umlauts and accents make no difference to the guard."""

from __future__ import annotations

import unicodedata

#: Letters that Unicode does not take apart into a letter and its mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "\u0131": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "a", "’": "'"}
)


def fold(word: str) -> str:
    """Return the word as the lists know it: Müller, MUELLER and muller are all ``muller``."""
    word = word.casefold()
    if not word.isascii():
        marked = unicodedata.normalize("NFKD", word.translate(_LETTERS))
        word = "".join(letter for letter in marked if not unicodedata.combining(letter))
    # "ue" may be an umlaut or just "ue" (Manuel, neue): folded everywhere, it is the same again.
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
