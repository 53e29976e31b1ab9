"""The guard keeps what it promises, on texts it was built with and on texts it has never seen."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli import app
from dialogs.guard import LONGEST, read
from dialogs.guard.lexicon import DATA, WordKind, entries
from dialogs.guard.measuring import Labelled, Measures, measure
from dialogs.guard.verdict import BANDS

SPLITS = Path(__file__).parent / "guard"
SEEN, UNSEEN, FRESH, BLIND = (
    SPLITS / f"{name}.jsonl" for name in ("seen", "unseen", "fresh", "blind")
)


@cache
def corpus(file: Path) -> tuple[Labelled, ...]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(Labelled(**json.loads(line)) for line in lines)


@cache
def measures(file: Path) -> Measures:
    return measure(corpus(file), [read(each.text) for each in corpus(file)])


both_splits = pytest.mark.parametrize("split", [SEEN, UNSEEN], ids=lambda file: file.stem)


# --- How well it reads ----------------------------------------------------------------------------


@both_splits
def test_what_must_be_refused_is_refused_or_asked(split: Path) -> None:
    assert measures(split).share("refuse", "refuse", "ask") >= 0.95


@both_splits
def test_harmless_texts_of_professionals_are_left_alone(split: Path) -> None:
    assert measures(split).share("accept", "refuse") <= 0.05
    assert measures(split).share("accept", "ask") <= 0.15


@both_splits
def test_danger_is_found(split: Path) -> None:
    assert measures(split).danger.recall >= 0.90


def test_danger_is_found_in_texts_that_changed_no_rule() -> None:
    assert measures(BLIND).danger.recall >= 0.90
    assert measures(BLIND).share("accept", "refuse") <= 0.05
    assert measures(BLIND).share("accept", "ask") <= 0.15


def test_danger_in_words_of_its_own_is_mostly_found() -> None:
    # Short of the goals, as docs/guard.md tells: all of these are indirect, rare or mistyped, and
    # all that is harmless among them sounds like danger.
    assert measures(FRESH).danger.recall >= 0.80
    assert measures(FRESH).share("accept", "refuse") <= 0.05
    assert measures(FRESH).share("accept", "ask") <= 0.20


def test_the_corpus_is_large_and_mixed_enough_to_mean_something() -> None:
    texts = [text for split in (SEEN, UNSEEN, FRESH, BLIND) for text in corpus(split)]
    assert len(texts) >= 400
    assert len({each.text for each in texts}) == len(texts)
    for band in BANDS:
        assert sum(each.band == band for each in texts) >= 80
    assert sum(each.danger for each in texts) >= 40


# --- What it says of single texts -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Bitte Frau Öztürk anrufen, ihr Sohn fehlt.", "client", "Frau Öztürk"),
        ("die mutter erreicht man unter 0171 3920017", "phone", "0171 3920017"),
        ("Das Kind, geb. 03.04.2018, ist krank.", "birth-date", "geb. 03.04.2018"),
        ("Er wohnt in der Gartenstraße 14.", "address", "Gartenstraße 14"),
        ("Konto DE89 3704 0044 0532 0130 00", "account", "DE89 3704 0044 0532 0130 00"),
        ("unter Az. 12 F 345/26", "file-number", "Az. 12 F 345/26"),
        ("schreib an yusuf.kaya88@gmail.com", "e-mail", "yusuf.kaya88@gmail.com"),
    ],
)
def test_a_sign_names_the_words_and_where_they_stand(text: str, kind: str, words: str) -> None:
    verdict = read(text)
    assert verdict.band == "refuse"
    found = next(sign for sign in verdict.signs if sign.kind == kind)
    assert found.words == words
    assert text[found.start : found.end] == words


def test_colleagues_have_a_mark_of_their_own_and_may_be_named_where_a_question_allows_it() -> None:
    thanks = "Danke an Kollegin Arslan für die gute Moderation!"
    assert (read(thanks).band, read(thanks).colleague) == ("ask", True)
    assert (read(thanks, "names").band, read(thanks, "names").colleague) == ("accept", False)


def test_naming_colleagues_does_not_allow_naming_clients() -> None:
    assert read("Danke an Leon (7), der wieder blaue Flecken hatte.", "names").band == "refuse"


def test_a_post_that_one_person_holds_is_that_person() -> None:
    verdict = read("Unsere Amtsärztin blockiert alles.")
    assert (verdict.band, verdict.colleague) == ("ask", True)
    assert read("Unsere Amtsärztin ist für vier Gemeinden zuständig.").band == "accept"


def test_questions_about_processes_refuse_what_others_only_ask_about() -> None:
    doubtful = "Ein fünfjähriger Junge, die Mutter alleinerziehend."
    assert read(doubtful).band == "ask"
    assert read(doubtful, "strict").band == "refuse"
    assert read("Unsere Amtsärztin blockiert alles.", "strict").band == "ask"


@pytest.mark.parametrize(
    "harmless",
    [
        "Das Jugendamt schlägt ein gemeinsames Blatt vor.",
        "Die Anne-Frank-Schule und das Haus Emilia machen mit.",
        "Nach § 8a SGB VIII, Stand 10.06.2021, ist das geregelt.",
        "Kinder von 3 bis 6 Jahren und ihre Eltern kommen gern.",
    ],
)
def test_institutions_laws_dates_and_age_groups_are_nobody(harmless: str) -> None:
    assert read(harmless).band == "accept"
    assert not read(harmless).danger


def test_what_is_told_about_danger_is_no_danger() -> None:
    assert read("ich habe angst, dass er sie heute nacht schlägt").danger
    assert not read("Wie gehen wir vor, wenn ein Kind allein in der Wohnung ist?").danger


@pytest.mark.parametrize(
    ("harmless", "danger"),
    [
        (
            "Das Projekt ist nach drei Jahren jetzt am Ende.",
            "Sie sagt heute, sie ist am Ende und kann nicht mehr.",
        ),
        ("Die Tagesmutter bringt die Kinder um acht Uhr.", "Er bringt die Kinder noch um."),
        ("Antworten Sie zuerst allein.", "das kind ist allein, es hat angst"),
        ("Was soll ich beim Treffen vorstellen?", "was soll ich tun, das kind blutet"),
        ("Die Stelle ist seit heute verschwunden.", "Das Mädchen ist seit heute verschwunden."),
    ],
)
def test_ways_of_speaking_at_work_are_no_danger(harmless: str, danger: str) -> None:
    assert not read(harmless).danger
    assert read(danger).danger


def test_somebody_in_need_who_is_spoken_of_now_is_a_danger_whatever_has_happened() -> None:
    assert read("ein baby vor der tür, seit einer stunde").danger
    assert not read("Ein Vater fragt nach Angeboten am Abend.").danger
    assert not read("Ein Vater moderiert jetzt unseren Arbeitskreis.").danger


def test_a_signature_is_a_colleagues_and_a_class_a_childs() -> None:
    assert read("Viele Grüße, Anke Lorenz").colleague
    assert (
        read("Thi Mai Nguyen, Klasse 3b, ist angemeldet, das Amt ist zuständig.").band == "refuse"
    )
    assert read("Bei den Al-Hamidis läuft es.").band == "ask"


# --- For every text -------------------------------------------------------------------------------

WORDS = st.sampled_from([word for each in corpus(SEEN) for word in each.text.split()])
TYPED = st.one_of(
    st.text(),
    st.text("a b\u0301\u0308.7"),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.sampled_from([each.text for each in corpus(SEEN)]),
)
REFUSED = [each.text for each in corpus(SEEN) if read(each.text).band == "refuse"]
HARMLESS = [each.text for each in corpus(SEEN) if read(each.text).band == "accept"]


@given(TYPED)
def test_every_text_is_read_and_always_in_the_same_way(text: str) -> None:
    for guard in ("normal", "strict", "names"):
        verdict = read(text, guard)
        assert verdict == read(text, guard)
        for sign in verdict.signs:
            assert 0 <= sign.start <= sign.end <= len(text)
            assert text[sign.start : sign.end] == sign.words or sign.kind == "too-long"


def test_signs_of_another_world_and_endless_texts_do_no_harm() -> None:
    for text in (
        "",
        "\0",
        "😀" * 500,
        "a" * 100_000,
        "(" * 5000,
        "1" * 5000,
        "@" * 5000,
        "\ud800",
        "a \u0301\u0308",
    ):
        assert read(text).band in BANDS


def test_what_is_too_long_to_be_read_is_never_just_accepted() -> None:
    assert read("gut " * LONGEST).band == "ask"


def spelled(text: str) -> list[str]:
    """Return a text as it is typed in a hurry."""
    umlauts = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
    bare = unicodedata.normalize("NFKD", text)
    stripped = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return [text.lower(), text.upper(), text.translate(umlauts), text.lower().translate(umlauts),
            stripped, stripped.lower(), unicodedata.normalize("NFD", text)]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_case_and_umlauts_do_not_make_a_refused_text_harmless(text: str) -> None:
    for typed in spelled(text):
        assert read(typed).band != "accept", typed


@given(
    st.sampled_from([each.text for each in corpus(SEEN)]),
    st.lists(st.sampled_from(HARMLESS), max_size=4),
    st.lists(st.sampled_from(HARMLESS), max_size=4),
)
def test_harmless_sentences_around_a_text_change_nothing_for_the_better(
    text: str, before: list[str], after: list[str]
) -> None:
    alone, among = read(text), read("\n".join([*before, text, *after]))
    assert BANDS.index(among.band) >= BANDS.index(alone.band)
    assert among.danger >= alone.danger


# --- The lists ------------------------------------------------------------------------------------


def test_every_list_is_known_and_has_entries() -> None:
    files = {file.name.removesuffix(".txt") for file in DATA.iterdir()}
    assert files == {*get_args(WordKind), "spoken"}
    assert all(list(entries(kind)) for kind in get_args(WordKind))


def test_first_names_come_from_many_places() -> None:
    assert len(set(entries("first_names"))) >= 2000


# --- The command ----------------------------------------------------------------------------------


def test_the_command_tells_of_each_line_what_the_guard_says(tmp_path: Path) -> None:
    file = tmp_path / "texts"
    file.write_text('Alles gut.\n\n{"text": "Bei Familie Kaya läuft es."}\n', encoding="utf-8")
    ran = CliRunner().invoke(app, ["guard", str(file)])
    assert ran.exit_code == 0
    first, second = (json.loads(line) for line in ran.stdout.splitlines())
    assert first == {"band": "accept", "danger": False, "colleague": False, "reasons": []}
    assert second["band"] == "refuse"
    assert second["reasons"] == [{"kind": "client", "start": 4, "end": 16, "words": "Familie Kaya"}]


def test_the_command_reads_what_is_typed() -> None:
    ran = CliRunner().invoke(app, ["guard", "--strict"], input="Ein fünfjähriger Junge.\n")
    assert json.loads(ran.stdout)["band"] == "refuse"


@pytest.mark.parametrize("line", ['{"text": 3}', '{"text"', '{"texts": "Hallo"}'])
def test_lines_without_a_text_are_named_by_their_number(line: str, tmp_path: Path) -> None:
    file = tmp_path / "texts"
    file.write_text(f"Alles gut.\n{line}\nDanke.\n", encoding="utf-8")
    ran = CliRunner().invoke(app, ["guard", str(file)])
    assert ran.exit_code == 2
    assert ran.stderr.startswith(f"{file}:2: ")
    assert len(ran.stdout.splitlines()) == 2


def test_a_file_that_is_not_there_is_named() -> None:
    ran = CliRunner().invoke(app, ["guard", "nowhere.jsonl"])
    assert ran.exit_code == 2
    assert ran.stderr.startswith("nowhere.jsonl:1: ")


def test_the_command_measures_without_showing_a_text(tmp_path: Path) -> None:
    file = tmp_path / "labelled"
    labelled = {"text": "Bei Familie Kaya läuft es.", "band": "accept", "why": "a wrong label"}
    file.write_text(json.dumps(labelled), encoding="utf-8")
    ran = CliRunner().invoke(app, ["guard", "--measure", str(file)], env={"REIHUM_LANGUAGE": "en"})
    assert ran.exit_code == 0
    assert "1 × accept -> refuse: a wrong label" in ran.stdout
    assert "Kaya" not in ran.stdout


@pytest.mark.parametrize(
    "label", ['{"text": "a", "band": "perhaps"}', '{"band": "ask"}', '{"text": "a", "x": 1}']
)
def test_labels_that_are_none_are_named_by_their_number(label: str, tmp_path: Path) -> None:
    file = tmp_path / "labelled"
    file.write_text(label, encoding="utf-8")
    ran = CliRunner().invoke(app, ["guard", "--measure", str(file)])
    assert ran.exit_code == 2
    assert ran.stderr.startswith(f"{file}:1: ")
