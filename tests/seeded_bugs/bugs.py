"""The bugs: where, what stands there, what would stand there, which promise that breaks.

``found_by`` is the cheapest test that finds it. A story or a test of its own is named where there
is one; otherwise it is a walk (``tests/test_round_properties.py``), a round played at random with
every promise watched, and it is the watch that finds the bug.
"""

from __future__ import annotations

from typing import NamedTuple

STORY = "tests/test_stories.py::test_a_script_plays_as_its_author_expects[{}]"
EDGE = "tests/test_rounds.py::test_{}"
WALK = "tests/test_round_properties.py::test_a_long_walk_keeps_every_promise[{}]"
REPLY = "tests/test_replies.py::test_{}"
UNTIED = "tests/test_untied_properties.py::test_{}"


class Bug(NamedTuple):
    """A small change that breaks a promise."""

    file: str
    old: str
    new: str
    breaks: str
    found_by: str


BUGS = (
    # --- What an answer is tied to ---
    Bug(
        "engine/replies.py",
        "seat=None if mode in UNTIED else seat.number",
        "seat=seat.number",
        "untied answers carry no seat",
        WALK.format("untied-0"),
    ),
    Bug(
        "engine/replies.py",
        'kept = mode != "private"',
        "kept = True",
        "private answers are kept nowhere",
        STORY.format("private_answers_are_not_kept"),
    ),
    Bug(
        "engine/replies.py",
        'return after, [*effects, AskMore(seat.number, reply.ask, "reason", answer.id)]',
        "return replace(after, open=reply.ask), "
        '[*effects, AskMore(seat.number, reply.ask, "reason", answer.id)]',
        "a seat looks the same whatever was answered",
        UNTIED.format("seats_and_counts_are_the_same_whatever_is_answered"),
    ),
    Bug(
        "engine/replies.py",
        "if named is None or named.seat is not None or "
        "seat.marks.get(reply.ask) is not Mark.ANSWERED:",
        "if named is None:",
        "nobody takes over the answer of somebody else",
        REPLY.format("nobody_can_take_over_an_answer_by_its_id"),
    ),
    Bug(
        "engine/closing.py",
        "return chance.sample(kept, len(kept))",
        "return kept",
        "the order of answers says nothing",
        UNTIED.format("neither_order_nor_ids_say_who_answered"),
    ),
    Bug(
        "engine/closing.py",
        "yield from chance.sample(new, len(new))",
        "yield from new",
        "the order of words in the queue says nothing",
        UNTIED.format("words_do_not_stand_in_the_queue_in_the_order_of_the_seats"),
    ),
    Bug(
        "engine/closing.py",
        'id=f"{chance.getrandbits(64):016x}"',
        "id=answer.id",
        "after the phase no button leads to an answer",
        UNTIED.format("neither_order_nor_ids_say_who_answered"),
    ),
    Bug(
        "engine/freezing.py",
        "if n >= LEVEL_THRESHOLD)",
        "if n >= 1)",
        "a level is kept only where five people have it",
        STORY.format("a_level_is_shown_where_five_belong_to_it"),
    ),
    # --- Thresholds and release ---
    Bug(
        "engine/closing.py",
        "enough = named or people >= script.threshold",
        "enough = named or people >= script.threshold - 1",
        "below the threshold nothing survives",
        STORY.format("below_five_nothing_is_shown"),
    ),
    Bug(
        "engine/closing.py",
        "if not each_by_itself or by_item[answer.item] >= script.threshold",
        "if True",
        "below the threshold nothing survives on a single item either",
        EDGE.format("an_item_that_too_few_have_answered_leaves_nothing"),
    ),
    Bug(
        "round.py",
        "READERS = 2",
        "READERS = 1",
        "words reach others after two people have let them through",
        EDGE.format("words_that_a_reader_changes_have_to_be_read_by_both_anew"),
    ),
    Bug(
        "engine/desk.py",
        "shown=words, readers=frozenset({event.by}), turned_away=False",
        "shown=words, readers=contribution.readers | {event.by}, turned_away=False",
        "words that change are read by both anew",
        EDGE.format("words_that_a_reader_changes_have_to_be_read_by_both_anew"),
    ),
    Bug(
        "sources.py",
        'shown = words if release == "verbatim" else ""',
        "shown = words",
        "words are quoted only as their author wishes",
        STORY.format("authors_decide_what_is_shown_of_their_words"),
    ),
    # --- Who is asked what ---
    Bug(
        "asking.py",
        "return not names.isdisjoint(who)",
        "return True",
        "nobody is asked what does not concern them",
        STORY.format("a_question_is_for_whom_it_names"),
    ),
    Bug(
        "asking.py",
        "return any(isinstance(value, int) and value >= least for value in here.values())",
        "return any(isinstance(value, int) and value > least for value in here.values())",
        "who gave just so many points is asked as well",
        STORY.format("who_answered_so_is_asked_more"),
    ),
    Bug(
        "asking.py",
        "if Mark.ANSWERED not in (seat.marks.get(before), seat.marks.get(number)):",
        "if seat.marks.get(before) is not Mark.ANSWERED:",
        "withdrawing one contribution leaves the others",
        REPLY.format("withdrawing_one_contribution_leaves_the_others"),
    ),
    Bug(
        "engine/replies.py",
        "if number not in asked and not (mark is Mark.ANSWERED and _mode(at, number) in UNTIED)",
        "if number not in asked",
        "nobody answers an untied question twice",
        REPLY.format("an_untied_answer_stands_when_its_question_is_no_longer_asked"),
    ),
    Bug(
        "engine/freezing.py",
        "return not (closed is not None and untied and closed.outcome is Outcome.ENOUGH)",
        "return True",
        "a step back does not ask again what has untied answers",
        STORY.format("going_back_asks_nobody_twice_without_a_name"),
    ),
    Bug(
        "engine/opening.py",
        "others = [n for n in drawn if items[n].author != seat.number and n not in known]",
        "others = [n for n in drawn if n not in known]",
        "nobody is given their own sentence",
        STORY.format("nobody_reacts_to_a_sentence_of_their_own"),
    ),
    Bug(
        "engine/replies.py",
        "if seat.standing is Standing.LEFT or reply.ask.opening != opening.number:",
        "if seat.standing is Standing.LEFT:",
        "a press on something closed changes nothing",
        STORY.format("late_and_double_presses_do_no_harm"),
    ),
    # --- Counts ---
    Bug(
        "engine/tallies.py",
        "waiting = (after.open is not None) - (before.open is not None)",
        "waiting = -(before.open is not None)",
        "the tally is what a recount gives",
        STORY.format("an_ordinary_round"),
    ),
    Bug(
        "engine/people.py",
        "tally=replace(round.tally, waiting=waiting)",
        "tally=round.tally",
        "a phase waits for who comes late",
        WALK.format("drafts-0"),
    ),
    Bug(
        "engine/closing.py",
        "if answer.item in open_still or (answer.seat is None and answer.item not in put)",
        "if answer.item in open_still or answer.item not in put",
        "nobody counts twice after another loop of a consent",
        EDGE.format("what_was_adopted_before_another_loop_counts_once"),
    ),
    # --- The course of a round ---
    Bug(
        "engine/between.py",
        "return [*effects, SetMoment(GIVES_UP, waiting.until)]",
        "return effects",
        "an open round has a clock",
        STORY.format("without_its_draft_a_part_is_left_out"),
    ),
    Bug(
        "engine/course.py",
        "over = moment == PHASE_ENDS and at.now >= opening.ends",
        "over = moment == PHASE_ENDS",
        "a moment that comes too early does no harm",
        EDGE.format("a_moment_that_comes_too_early_ends_nothing"),
    ),
    Bug(
        "engine/course.py",
        "settled = moment == SETTLED and early and not _waits(round, away)",
        "settled = moment == SETTLED and not _waits(round, away)",
        "a phase that shall stay open stays open",
        EDGE.format("a_late_moment_does_not_end_a_phase_that_stays_open"),
    ),
    Bug(
        "engine/course.py",
        "effects: list[Effect] = [ClearMoment(SETTLED), *renewed]",
        "effects: list[Effect] = [*renewed]",
        "more time is more time",
        EDGE.format("more_time_is_more_time_though_everybody_is_done"),
    ),
    Bug(
        "engine/between.py",
        "on = min(soon, round.returns_on) if early and round.returns_on else soon",
        "on = soon",
        "promises only come nearer",
        EDGE.format("more_time_does_not_move_the_promised_day"),
    ),
    Bug(
        "engine/consents.py",
        "MOST_LOOPS = 2",
        "MOST_LOOPS = 3",
        "a consent goes to the steering group after two new wordings",
        STORY.format("after_two_new_wordings_the_steering_group_decides"),
    ),
    Bug(
        "engine/between.py",
        "return after, [*(Return(seat.number) for seat in present(round)), *effects]",
        "return after, effects",
        "everybody gets the result",
        STORY.format("a_result_needs_nobody_s_help"),
    ),
    Bug(
        "engine/closing.py",
        "return replace(seat, standing=standing, open=None, marks={}, answers=answers, reads={})",
        "return replace(seat, standing=standing, open=None, answers=answers, reads={})",
        "who answered what is forgotten when the phase closes",
        WALK.format("rotation-0"),
    ),
    Bug(
        "engine/between.py",
        "return came is not None and bool(came.people)",
        "return came is not None",
        "who says nothing about a promise is not reported",
        STORY.format("the_coordination_is_heard_beside_a_follow_up"),
    ),
    Bug(
        "engine/between.py",
        "if round.part is None and any(concerns(step.who, seat) for step in phase.steps)",
        "if any(concerns(step.who, seat) for step in phase.steps)",
        "a follow-up that is left out is left out without a word",
        STORY.format("a_follow_up_with_nothing_to_ask_is_silent"),
    ),
    # --- Ways back ---
    Bug(
        "engine/replies.py",
        "if own is not None and own == reply.stored:",
        "if False:",
        "back from a reason leads to its own question",
        STORY.format("back_from_a_reason_leads_to_its_question"),
    ),
    Bug(
        "engine/replies.py",
        "return replace(seat, open=next_ask(at.script, at.opening, seat))",
        "return seat",
        "whoever asks what is open is never stuck",
        STORY.format("who_went_back_and_asks_what_is_open_goes_on"),
    ),
    # --- People who leave ---
    Bug(
        "engine/people.py",
        "Item(item.key, TAKEN_BACK if self.erase else item.words)",
        "Item(item.key, item.words)",
        "erased words are nowhere",
        EDGE.format("erased_words_are_nowhere_in_the_round"),
    ),
    Bug(
        "engine/people.py",
        "gone = replace(seat, standing=Standing.LEFT, open=None, marks={}, answers={}, reads={})",
        "gone = replace(seat, standing=Standing.LEFT, marks={}, reads={})",
        "who left holds nothing, and nothing waits for them",
        EDGE.format("erased_words_are_nowhere_in_the_round"),
    ),
    Bug(
        "engine/at.py",
        "[seat for _, seat in sorted(round.seats.items()) if seat.standing is not Standing.LEFT]",
        "[seat for _, seat in sorted(round.seats.items())]",
        "who left is never addressed",
        STORY.format("who_is_erased_disappears_everywhere"),
    ),
    Bug(
        "engine/people.py",
        "return replace(cleaned, answers=(*others, *at.chance.sample(loose, len(loose))))",
        "return replace(cleaned, answers=(*loose, *others))",
        "an answer that is left behind does not stand where its author stood",
        UNTIED.format("answers_that_somebody_leaves_behind_do_not_stand_where_theirs_stood"),
    ),
)
