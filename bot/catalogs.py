"""For developers: bring the catalogs in ``locales/`` up to date with the messages in the code.

``python -m bot.catalogs`` adds what is new, drops what is gone and leaves translations alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from bot.language import ENGLISH, languages, read_catalog

HERE = Path(__file__).parent

#: The functions whose first words are messages, and which of their arguments these are.
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}

#: No dates and no versions: a catalog changes when words do.
HEADER = r"""# Reihum in {name}. `python -m bot.catalogs` keeps it up to date.
msgid ""
msgstr ""
"Language: {language}\n"
"Plural-Forms: {plurals}\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def messages_in_code() -> Catalog:
    """Return every message in the code, with the files in which it stands."""
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(
        HERE,
        method_map=[("**.py", "python"), ("**.html", "jinja2")],
        keywords=KEYWORDS,
        comment_tags=["Translators:"],
    )
    for file, line, message, comments, _ in sorted(found, key=lambda each: each[:2]):
        catalog.add(message, locations=[(f"bot/{file}", line)], auto_comments=comments)
    return catalog


def updated(language: str, code: Catalog) -> str:
    """Return the catalog of a language as it should be, with what is translated already."""
    catalog = read_catalog(language)
    catalog.update(code, no_fuzzy_matching=True)
    if "-" in language:
        # A variant holds only what it says differently; the rest falls back on its parent.
        for message in [each for each in catalog if each.id and not _translated(each.string)]:
            catalog.delete(message.id)
    binary = BytesIO()
    write_po(
        binary, catalog, width=100, omit_header=True, include_lineno=False, ignore_obsolete=True
    )
    header = HEADER.format(
        name=f"{catalog.locale.english_name} ({language})" if catalog.locale else language,
        language=language,
        plurals=catalog.plural_forms,
    )
    return header + binary.getvalue().decode().lstrip("\n")


def update() -> None:
    """Write every catalog anew."""
    code = messages_in_code()
    for language in languages():
        if language != ENGLISH:
            file = HERE / "locales" / f"{language}.po"
            fresh = file.with_suffix(".fresh")
            fresh.write_text(updated(language, code), encoding="utf-8")
            fresh.replace(file)  # at once: somebody may be reading the catalog just now


def _translated(string: str | Sequence[str] | None) -> bool:
    return bool(string) and all(string or ())


if __name__ == "__main__":
    update()
