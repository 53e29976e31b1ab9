"""`reihum preview`, as authors start it: a process of its own, with what they type."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from textwrap import dedent

import pytest

from bot.rehearsal.house import Memory
from bot.rehearsal.play import told
from bot.rehearsal.scripts import find
from bot.rehearsal.story import read_story

ROOT = Path(__file__).parent.parent

SCRIPT = dedent("""\
    reihum: 1
    id: regeln
    languages: [de]
    title: Unsere Regeln
    purpose: Regeln finden, die alle tragen.
    minutes: 5
    anonymity: anonymous
    intro: Guten Tag. Es geht um Regeln für unsere Treffen.
    phases:
      - id: sammeln
        title: Regeln vorschlagen
        lasts: 5d
        steps:
          - ask: regel
            type: statement
            text: Welche Regel würde Ihnen helfen?
      - id: stimmen
        title: Vorschläge der anderen
        waits: 3d
        lasts: 5d
        steps:
          - ask: stimme
            type: reaction
            to: regel
            readers: 5
            text: 'Ein Vorschlag: „{item}“'
    returns: {text: Die Regeln mit Ihren Stimmen., within: 3d}
    closing: Danke.
    """)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "regeln.yaml"
    file.write_text(SCRIPT, encoding="utf-8")
    return file


def _preview(*arguments: str | Path, typed: str | bytes = "") -> subprocess.CompletedProcess[str]:
    run = subprocess.run(
        [sys.executable, "-m", "bot", "preview", *map(str, arguments)],
        cwd=ROOT,
        input=typed if isinstance(typed, bytes) else typed.encode(),
        capture_output=True,
        env={**os.environ, "REIHUM_LANGUAGE": "en", "COLUMNS": "100"},
        check=False,
    )
    out, err = run.stdout.decode(), run.stderr.decode()
    assert "Traceback" not in err
    return subprocess.CompletedProcess(run.args, run.returncode, out, err)


WHOLE = """\
1
Wir beginnen pünktlich.
/rest
/warten 1h
/lesen
/freigeben alle
/als ben
[Beginnen]
2
/rest
/warten 1w
/ende
"""


def test_an_author_plays_everybody_from_the_invitation_to_the_result(script: Path) -> None:
    run = _preview(script, typed=WHOLE)
    assert run.returncode == 0
    for shown in ("Guten Tag.", "„Wir beginnen pünktlich.“", "Ein Vorschlag"):
        assert shown in run.stdout


def test_what_was_recorded_is_a_story_that_plays_as_it_is(script: Path, tmp_path: Path) -> None:
    record = tmp_path / "stories" / "regeln.txt"
    record.parent.mkdir()
    run = _preview(script, "--record", record, typed=WHOLE)
    assert "regeln.txt" in run.stdout
    story = record.read_text(encoding="utf-8")
    assert "script: ../regeln.yaml" in story
    assert "ana >> [Beginnen]" in story
    assert "tandem >> release all" in story
    assert told(read_story(story), partial(find, folder=record.parent), Memory()) == story


def test_nothing_is_written_over(script: Path, tmp_path: Path) -> None:
    record = tmp_path / "dear.txt"
    record.write_text("My own.", encoding="utf-8")
    run = _preview(script, "--record", record)
    assert run.returncode == 1
    assert "exists already" in run.stdout
    assert record.read_text(encoding="utf-8") == "My own."


def test_the_coordination_acts_at_its_desk(script: Path) -> None:
    typed = "/koordination\nstand\nverlängern 2d\ntermine\nweiter\nabsagen Das Haus brennt.\n"
    run = _preview(script, typed=typed)
    for shown in ("Es bleibt mehr Zeit", "der Teil endet", "Das Haus brennt."):
        assert shown in run.stdout


@pytest.mark.parametrize("typed", ["/lesen\n", "/freigeben alle\n"])
def test_who_wants_to_read_is_told_that_nothing_waits(script: Path, typed: str) -> None:
    assert "Es gibt nichts zu lesen." in _preview(script, typed=typed).stdout


def test_a_long_list_of_people_needs_no_spaces(script: Path, tmp_path: Path) -> None:
    names = [f"{'a' * 18}{n}:verwaltung+steering" for n in range(5)]
    record = tmp_path / "many.txt"
    people = ("--people", ",".join(names), "--record", record)
    run = _preview(script, *people)
    assert run.returncode == 0
    story = record.read_text(encoding="utf-8")
    assert told(read_story(story), partial(find, folder=record.parent), Memory()) == story


def test_commands_are_listed_in_the_language_of_the_sitting(script: Path) -> None:
    run = _preview(script, typed="/als niemand\n/was\n/tandem\nwas\n")
    said = run.stdout.replace("\n", " ")
    for german in ("koordination, moderation, tandem", "beginnen, stand, termine, entwurf, lesen"):
        assert german in said
    assert "/als, /rest, /warten" in said


def test_help_names_everything_that_can_be_typed(script: Path) -> None:
    run = _preview(script, typed="/hilfe\n/help\n")
    for word in ("/as", "/rest", "/wait", "/koordination", "/skip", "release", "freigeben", "/end"):
        assert run.stdout.count(word) >= 2


STRANGE = [
    "/sing",
    "/",
    "//",
    "/as",
    "/as nobody",
    "/wait",
    "/wait long",
    "/wait -3d",
    "/wait 9999w",
    "/wait until day 9 99:99",
    "/wait until day 99999999999 10:00",
    "/koordination",
    *(
        "freigeben",
        "freigeben 99",
        "umschreiben",
        "umschreiben 1",
        "umschreiben 1: x",
        "ablehnen x",
    ),
    *("entwurf", "entwurf x", "entwurf x: y", "verlängern", "verlängern x", "verlängern 999w"),
    *("einladen", "einladen 1", "einladen ana", "einladen gus:koenig", "einladen @", "absagen"),
    *("tanzen", "/", "", "start", "zurück", "stand", "lesen", "termine"),
    "/als ana",
    "99",
    "0 0 0",
    "[]",
    "[Nein]",
    "[Beginnen][Beginnen]",
    "@",
    "@x",
    "@x: y",
    "@Guten: [Beginnen]",
    '""',
    '"',
    "²",
    "٣",
    "x" * 5000,
    "\u0000\u202e\U0001f600",
    "line\u2028separator\x0b\x0c\x85",
    "ana >> 1",
    "# remark",
    "wait 2d",
    " | ",
    "<< [bold]x[/bold] <b>",
    "/leave\n1\nx\n/skip",
]


def test_nothing_that_is_typed_leads_to_a_traceback(script: Path, tmp_path: Path) -> None:
    record = tmp_path / "strange.txt"
    run = _preview(script, "--record", record, typed="\n".join([*STRANGE, "1", *STRANGE]))
    assert run.returncode == 0
    story = record.read_text(encoding="utf-8")
    assert told(read_story(story), partial(find, folder=tmp_path), Memory()) == story


def test_bytes_that_are_no_text_are_no_problem(script: Path) -> None:
    run = _preview(script, typed=b"1\n\xff\xfe\xe4\n")
    assert run.returncode == 0
    assert "Vielen Dank" in run.stdout


def test_a_script_with_problems_is_not_played_but_explained(script: Path) -> None:
    script.write_text(SCRIPT.replace("purpose:", "purpos:"), encoding="utf-8")
    run = _preview(script)
    assert run.returncode == 1
    assert "regeln.yaml:5: " in run.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["nowhere.yaml"], "The library has: "),
        (["s01_auftrag", "--people", "ana:koenig"], "There is no level or role “koenig”."),
        (["s01_auftrag", "--people", "ana,ana"], "ana is there twice."),
        (["s01_auftrag", "--start", "soon"], "“soon” is no day"),
        (["s01_auftrag", "--given", "ort=Rathaus"], "It asks for: treffen."),
        (["s01_auftrag", "--given", "treffen"], "Nothing is filled in for “treffen”."),
        (["s01_auftrag", "--language", "DE"], "“DE” is no language"),
        (["s01_auftrag", "--people", "ana@Deutsch"], "“Deutsch” is no language"),
        (["s01_auftrag", "--record", "/no/such/folder/x.txt"], "There is no folder"),
    ],
)
def test_what_cannot_begin_says_why(arguments: list[str], why: str) -> None:
    run = _preview(*arguments)
    assert run.returncode == 1
    assert why in " ".join(run.stdout.split())


def test_people_can_be_invented_or_named_with_levels_roles_and_languages() -> None:
    run = _preview("s01_auftrag", "--people", "kim:praxis@en,lou:politik+steering", typed="1\n")
    assert "kim > 1" in run.stdout
    assert "Question 1 of 5" in run.stdout
