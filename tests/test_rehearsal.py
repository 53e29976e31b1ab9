"""The rehearsal: what stories may hold, and what an author is told who writes something else."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from bot.rehearsal.house import Memory
from bot.rehearsal.people import invented
from bot.rehearsal.play import told
from bot.rehearsal.scripts import Unplayable, find, shipped_names
from bot.rehearsal.story import StoryError, read_story
from dialogs.script import Script

SCRIPT = dedent("""\
    reihum: 1
    id: woche
    languages: [en]
    title: The week
    purpose: To notice what is stuck.
    minutes: 2
    anonymity: anonymous
    intro: Hello.
    phases:
      - id: look
        title: A look at it
        lasts: 7d
        steps:
          - ask: time
            type: scale
            scale: {lowest: 0, highest: 3, low: none, high: plenty, cannot_say: Can't say}
            text: Was there time?
          - ask: help
            type: multi
            at_most: 2
            text: What helped?
            options: {calls: Calls, lunch: Lunch, notes: Notes}
          - ask: points
            type: rank
            points: 3
            text: What matters?
            options: {speed: Speed, care: Care, fun: Fun}
          - ask: wish
            text: What do you wish for?
    returns: {text: The figures., within: 2d}
    closing: Thank you.
    """)


def _played(*lines: str, setting: str = "") -> str:
    """Play these lines on the script above and return what came of them."""
    parts = [
        "A story.\n",
        "    script:",
        indent(SCRIPT, " " * 8).rstrip(),
        "    people: ana:praxis, ben:politik",
        "    language: en",
        *([f"    {setting}"] if setting else []),
        "",
        *lines,
    ]
    play = told(read_story("\n".join(parts)), _find, Memory())
    return play.partition("\nday 1 09:00\n")[2]


def _find(named: str) -> Script:
    return find(named, Path())


BEGUN = ("    coordination >> start", "    ana >> [Begin]")


def test_a_story_played_again_is_the_same_story() -> None:
    once = told(
        read_story(
            Path(__file__)
            .with_name("stories")
            .joinpath("an_ordinary_round.txt")
            .read_text(encoding="utf-8")
        ),
        _find,
        Memory(),
    )
    assert told(read_story(once), _find, Memory()) == once


@pytest.mark.parametrize("typed", ["3", "[3]"])
def test_a_button_with_a_number_is_called_by_it(typed: str) -> None:
    assert "Your answer: 3" in _played(*BEGUN, f"    ana >> {typed}")


def test_other_buttons_are_counted_on_from_there() -> None:
    assert "[0] [1] [2] [3] [4 Can't say]" in _played(*BEGUN)


@pytest.mark.parametrize("typed", ["1 3", "[Calls] [Notes]", "[notes] [calls]"])
def test_several_can_be_marked(typed: str) -> None:
    assert "Your answer: Calls, Notes" in _played(*BEGUN, "    ana >> 2", f"    ana >> {typed}")


def test_points_are_given_in_the_order_of_the_options() -> None:
    assert "Your answer: Speed (2), Fun (1)" in _played(
        *BEGUN, "    ana >>> 2 | 1", "    ana >> 2 0 1"
    )


def test_a_number_in_quotation_marks_is_words() -> None:
    play = _played(*BEGUN, "    ana >>> 2 | 1 | 3 0 0", '    ana >> "1"')
    assert "Your answer: ‘1’" in play


def test_an_earlier_message_is_found_by_its_words() -> None:
    play = _played(*BEGUN, "    ana >>> 2 | 1", '    ana >> @"Your answer: 2": 3')
    assert "Your answer: 3" in play


def test_a_run_shows_its_end_and_what_was_refused_on_the_way() -> None:
    play = _played("    coordination >> start", "    ana >>> [Begin] | 9 | 2 | 1")
    assert "from 0 to 3" in play
    assert "Your answer" not in play
    assert "What matters?" in play


def test_those_who_get_the_same_share_their_lines() -> None:
    assert "    all << ‘The week’" in _played("    coordination >> start")
    play = _played("    coordination >> start", "    coordination >> invite cem", "    all >> 1")
    assert "    all << Question 1 of 4" in play


def test_remarks_and_long_inputs_stay_as_they_are() -> None:
    lines = [
        "# Why this matters.",
        "    ana >>> 2 | 1 | 3 0 0",
        "",
        "    # And this.",
        "    ana >> Two lines,",
        "        one below the other.",
    ]
    play = _played(*BEGUN, *lines)
    for line in lines:
        assert line in play


@pytest.mark.parametrize(
    ("waits", "day"),
    [
        ("wait 30min", "day 1 09:30"),
        ("wait 6h", "day 1 15:00"),
        ("wait 2d", "day 3 09:00"),
        ("wait until day 3 10:00", "day 3 10:00"),
    ],
)
def test_the_clock_moves_by_a_span_or_until_a_time(waits: str, day: str) -> None:
    assert f"\n{day}\n" in _played("    coordination >> start", waits, "    ana >> [Begin]")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("    dora >> 1", "dora is not here. There are: ana, ben."),
        ("    ana >> [Perhaps]", "ana cannot press [Perhaps]. There are: [0] [1] [2] [3]"),
        ("    ana >> @Question 9: 1", "ana has no message with “Question 9” in it."),
        ("    ana >> /sing", "There is no /sing here. There are: /skip,"),
        ("    ben >> Hello.", "ben is not asked for words at the moment."),
        ("    coordination >> dance", "The desk does not know “dance”. It knows: start,"),
        ("    coordination >> release 7", "There is no contribution 7; the queue has 0."),
        ("    coordination >> invite ana", "ana is there twice."),
        ("    coordination >> invite gus:koenig", "There is no level or role “koenig”."),
        ("    coordination >> extend", "“” is no time such as 30min, 36h, 2d or 2w."),
        ("wait two days", "“two days” is no time such as 30min, 36h, 2d or 2w."),
        ("wait until day 0 10:00", "“until day 0 10:00” is over already."),
        ("Nonsense.", "neither an input nor an output: Nonsense."),
    ],
)
def test_what_cannot_be_played_is_said_with_its_line(line: str, why: str) -> None:
    with pytest.raises(StoryError) as refused:
        _played(*BEGUN, line)
    assert why in str(refused.value)
    assert f"line {len(SCRIPT.splitlines()) + 9}:" in str(refused.value)


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        ("weather: fine", "The setting has no “weather”. It has: script, people,"),
        ("start: soon", "“soon” is no day such as 2026-12-01, or 2026-12-01 09:00."),
        ("seed: lucky", "“lucky” is no number."),
    ],
)
def test_a_setting_that_means_nothing_is_refused(setting: str, why: str) -> None:
    with pytest.raises(StoryError) as refused:
        _played(setting=setting)
    assert why in str(refused.value)


def test_a_script_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(StoryError) as refused:
        told(read_story("A story.\n\n    script: nowhere.yaml\n    people: ana\n"), _find, Memory())
    assert "s01_auftrag" in str(refused.value)


def test_a_script_with_errors_is_not_played() -> None:
    with pytest.raises(Unplayable) as refused:
        find(SCRIPT.replace("closing:", "closng:"), Path())
    assert 31 in [problem.line for problem in refused.value.problems]


@pytest.mark.parametrize("name", shipped_names())
def test_every_dialog_of_the_library_can_be_rehearsed_with_an_invented_group(name: str) -> None:
    script = find(name, Path())
    given = "".join(f"    given {each}: 20. Januar\n" for each in script.given)
    setting = f"    script: {name}\n    people: {invented(script)}\n{given}"
    play = told(read_story(f"A story.\n\n{setting}\n    coordination >> start\n"), _find, Memory())
    assert "<<" in play
