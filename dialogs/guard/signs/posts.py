"""Posts that one person holds, where that person is blamed: "unsere Amtsärztin blockiert"."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.guard.lexicon import WordKind
from dialogs.guard.reading import Reading
from dialogs.guard.verdict import Sign

_BEFORE = 2


#: What is said of somebody, beside blame, that others must not read: illness, private trouble.
_PRIVATE: tuple[WordKind, ...] = ("health", "events")
#: Where these are spoken of, illness and violence are topics: "lädt ein zum Abend über Sucht".
_TOPICS: tuple[WordKind, ...] = ("meeting_words", "danger_told")
_OURS = frozenset(
    {"unser", "unsere", "unserem", "unseren", "unserer", "mein", "meine", "our", "my"}
)


def posts(read: Reading) -> Iterator[Sign]:
    """Find somebody who is known by the post, and something is said against or about them."""
    for found in read.of("posts"):
        sentence = read.words[found.first].sentence
        if _in_general(read, found.first):
            continue
        before = list(read.nearby(found.first, _BEFORE, 0))[:-1]
        ours = any(each.key in _OURS for each in before)
        definite = ours or any("determiners" in each.kinds for each in before)
        alone = "single_posts" in read.words[found.first].kinds
        blamed = read.has(sentence, "blame")
        private = read.has(sentence, *_PRIVATE) and not read.has(sentence, *_TOPICS)
        said = blamed or private or (alone and read.has(sentence, "negations"))
        if (definite and said and (alone or ours or blamed)) or (blamed and not before):
            yield read.sign("post", found.first, found.last)


def _in_general(read: Reading, n: int) -> bool:
    first = next(each for each in read.nearby(n, n, 0))
    return first.key in {"wenn", "falls", "if", "whenever"} or "general" in first.kinds
