"""The sentences of ``check``: what is wrong with a script, and what would be right."""

from __future__ import annotations

from bot.language import N_, Translator
from dialogs.problem import Kind, Problem
from dialogs.questions import TYPES

#: The file itself, and its YAML.
_FILE = {
    Kind.EMPTY_FILE: N_("The file is empty. A script begins with 'reihum: 1'."),
    Kind.FILE_TOO_LARGE: N_("The file is larger than {most} kB; no script needs so much."),
    Kind.NOT_UTF8: N_("This is not UTF-8 text. Save the file with the encoding UTF-8."),
    Kind.CONTROL_CHARACTER: N_("A character that cannot be seen ({character}) stands here."),
    Kind.YAML_TAB: N_("A tab stands here. Indent with spaces only."),
    Kind.YAML_COLON: N_(
        "A colon does not fit here. Put words with a colon in quotation marks, and see whether "
        "the line before lacks its colon."
    ),
    Kind.YAML_NO_COLON: N_("A colon is missing: a key is followed by a colon and a space."),
    Kind.YAML_SIGN: N_("Words cannot begin with '{sign}'. Put them in quotation marks."),
    Kind.YAML_QUOTE: N_("The quotation mark that opens here is never closed."),
    Kind.YAML_BRACKET: N_(
        "The bracket that opens here is not closed, or a comma is missing between its entries."
    ),
    Kind.YAML_AFTER: N_(
        "Something stands after the closing quotation mark or bracket. Put all words of the text "
        "in one pair of quotation marks."
    ),
    Kind.YAML_BRACES: N_(
        "Words that begin with '{{{name}}}' need quotation marks around them, or YAML takes the "
        "braces for its own."
    ),
    Kind.YAML_COMMA: N_(
        "Nothing stands after '{key}' in these braces. If it belongs to the words before the "
        "comma, put all of them in quotation marks."
    ),
    Kind.YAML_ESCAPE: N_(
        "The backslash before '{sign}' means nothing. Use single quotation marks for words with "
        "a backslash."
    ),
    Kind.YAML_INDENT: N_(
        "This line is not indented like its neighbours: what belongs together begins in the same "
        "column."
    ),
    Kind.YAML_OTHER: N_("This cannot be read as YAML. Put unusual signs in quotation marks."),
    Kind.KEY_TWICE: N_("'{key}' stands here for the second time, after line {first}."),
    Kind.NOT_A_KEY: N_(
        "'{key}' cannot be a key: YAML does not take it for a word. Choose another."
    ),
    Kind.ALIAS: N_("'*{alias}' is no part of the script language. Write the words out again."),
    Kind.ANCHOR: N_("'&{anchor}' is no part of the script language. Leave it out."),
    Kind.TAG: N_("The tag '{tag}' is no part of the script language. Leave it out."),
    Kind.SEVERAL_DOCUMENTS: N_("A second document begins here. A file holds one script."),
    Kind.TOO_DEEP: N_("This is nested more than {most} levels deep; no script needs so much."),
    Kind.NOT_A_SCRIPT: N_(
        "This is no script. A script is made of keys and values and begins with 'reihum: 1'."
    ),
}

#: Keys and values one by one.
_SHAPE = {
    Kind.WRONG_VERSION: N_(
        "Version '{value}' of the script language is not known here. Write 'reihum: 1'."
    ),
    Kind.MISSING_KEY: N_("'{key}' is missing: {place} needs it."),
    Kind.PHASE_WITHOUT_END: N_(
        "'lasts' is missing: the phase would never end. Say how long it is open at most, such as "
        "'lasts: 7d'."
    ),
    Kind.UNKNOWN_STEP: N_(
        "A step begins with 'info', 'share' or 'ask', and this one with '{key}'."
    ),
    Kind.UNKNOWN_TYPE: N_("There is no question type '{value}'."),
    Kind.UNKNOWN_KEY: N_("'{key}' is not known here: {place} does not have it."),
    Kind.KEY_ELSEWHERE: N_(
        "'{key}' does not belong here: {place} does not have it. It belongs to {places}."
    ),
    Kind.WRONG_WORD: N_("'{value}' is not possible for '{key}'."),
    Kind.EMPTY_VALUE: N_("Nothing stands after '{key}'. Fill it in, or leave the line out."),
    Kind.EMPTY_TEXT: N_("This text is empty. Write what people shall read."),
    Kind.NEEDS_QUOTES: N_(
        "YAML takes '{value}' for a number or for yes and no. Put it in quotation marks if it is "
        "meant as words."
    ),
    Kind.WORDS_EXPECTED: N_("'{key}' expects words, not a list or further keys."),
    Kind.NUMBER_EXPECTED: N_("'{key}' expects a whole number, and '{value}' is none."),
    Kind.YES_NO_EXPECTED: N_("'{key}' is either true or false, not '{value}'."),
    Kind.IN_QUOTES: N_("'{key}' expects no words: write {value} without quotation marks."),
    Kind.LIST_EXPECTED: N_("'{key}' expects a list, even of one entry: [{value}]."),
    Kind.KEYS_EXPECTED: N_("'{key}' expects keys and values below it, each on its own line."),
    Kind.TOO_SMALL: N_("{value} is too small for '{key}': at least {least}."),
    Kind.TOO_LARGE: N_("{value} is too large for '{key}': at most {most}."),
    Kind.TOO_FEW_ENTRIES: N_("'{key}' has too few entries; the least is {least}."),
    Kind.TOO_MANY_ENTRIES: N_("'{key}' has too many entries; the most is {most}."),
    Kind.BAD_NAME: N_(
        "'{value}' cannot be a name. A name begins with a small letter from a to z; small "
        "letters, digits and _ may follow, 40 in all."
    ),
    Kind.BAD_LANGUAGE: N_("'{value}' is not a language. Languages look like de, en or de-einfach."),
    Kind.BAD_DURATION: N_(
        "'{value}' is not a length of time up to two years. Write hours, days or weeks: 36h, 14d "
        "or 2w."
    ),
}

#: Names, people, and one place that refers to another.
_REFERENCES = {
    Kind.NAME_TWICE: N_("The name '{name}' is taken, on line {first}. Choose another."),
    Kind.RESERVED_NAME: N_(
        "'{name}' is filled in texts by the program itself. Choose another name."
    ),
    Kind.RESERVED_SEAT: N_("'{name}' already means somebody in 'who'. Choose another name."),
    Kind.UNKNOWN_WHO: N_("Nobody is called '{name}'."),
    Kind.LEVEL_NOT_INVITED: N_(
        "The level '{level}' is not invited: 'audience' does not have it, so nobody receives this."
    ),
    Kind.SEAT_UNUSED: N_("No step is for '{name}'. Name this part in a 'who', or leave it out."),
    Kind.LEAST_ABOVE_MOST: N_("At least {least} and at most {most} cannot both hold."),
    Kind.SEATS_ABOVE_PEOPLE: N_("The parts take {taken} people, but at most {most} can take part."),
    Kind.TOO_MANY_LEVELS: N_(
        "{levels} levels are needed, but 'audience' invites {invited}: the round could never start."
    ),
    Kind.UNKNOWN_QUESTION: N_("There is no question '{name}' before this."),
    Kind.REFERS_TO_ITSELF: N_("'{name}' cannot look back at its own answer."),
    Kind.REFERS_LATER: N_("'{name}' comes later; '{key}' can only look back."),
    Kind.SAME_PHASE: N_(
        "'{name}' is in the same phase and still open then; '{key}' needs something from an "
        "earlier phase."
    ),
    Kind.OTHER_ROUND: N_(
        "'{name}' belongs to the round, and a follow-up is a round of its own: '{key}' cannot look "
        "back there. Items and names in braces can."
    ),
    Kind.UNKNOWN_VALUE: N_("'{value}' is no answer to '{name}'."),
    Kind.NO_VALUES_GIVEN: N_("The list for '{name}' is empty. Say which answers count."),
    Kind.VALUES_ELSEWHERE: N_(
        "The options of '{name}' come from elsewhere: nobody knows yet which answers there are."
    ),
    Kind.ANSWERS_ARE_WORDS: N_(
        "'{name}' is a question of type '{type}': its answers cannot be listed beforehand."
    ),
    Kind.NO_POINTS: N_("'{name}' is not answered with points, so nothing can be compared."),
    Kind.OFF_THE_SCALE: N_("{value} is not possible for '{name}': from {low} to {high}."),
    Kind.NO_ITEMS: N_("'{name}' is not asked item by item. Use 'at_least' instead of 'any_item'."),
    Kind.NO_MEDIAN_YET: N_(
        "The middle of the group is known when the phase of '{name}' has closed. Ask this in a "
        "later phase."
    ),
    Kind.OTHER_ITEMS: N_(
        "'{name}' is asked about other items than this question. Both need the same 'for_each', "
        "or none."
    ),
    Kind.WHEN_AFTER_STOP: N_(
        "'{value}' ends the phase of '{name}' and is not kept, so nothing can follow from it."
    ),
    Kind.WHEN_IN_ROTATION: N_(
        "The questions of this phase take turns ('at_a_time'): '{name}' will not have been asked."
    ),
    Kind.UNKNOWN_SOURCE: N_("'{key}' finds no list and no earlier question '{name}'."),
    Kind.NOT_A_LIST: N_("'{name}' is one text. Say 'list: true' where it is declared."),
    Kind.NOT_A_SOURCE: N_(
        "Nothing that others can work on comes of '{name}': it is a question of type '{type}'."
    ),
    Kind.NOT_A_STATEMENT: N_(
        "One reacts to statements and texts; '{name}' is a question of type '{type}'."
    ),
    Kind.NOTHING_KEPT: N_("'{name}' is private: nothing of it is kept, so nothing comes of it."),
    Kind.TANDEM_ONLY: N_(
        "'{name}' is read by the tandem only, so nothing of it can be used for others."
    ),
    Kind.OPTIN_SHARED: N_(
        "'{name}' is what each person decides about their data. It is not shared with others."
    ),
    Kind.UNLIMITED_ITEMS: N_(
        "'{name}' may bring as many items as people write. Say how many at most, such as 'max: 5'."
    ),
    Kind.MAX_WITHOUT_ITEMS: N_("'max' limits items, and this question has none. Leave it out."),
    Kind.FOR_EACH_NOT_HERE: N_(
        "A question of type '{type}' brings its own items. Leave 'for_each' out."
    ),
    Kind.UP_TO_WITH_ITEMS: N_(
        "'up_to' and 'for_each' do not go together: one asks several times, the other item by item."
    ),
    Kind.STOP_EVERYWHERE: N_("Every option ends the phase. Leave at least one that goes on."),
    Kind.STOP_AND_BECAUSE: N_(
        "'{value}' ends the phase and is not kept, so no reason can belong to it. Take it out of "
        "'stop' or of 'because'."
    ),
    Kind.CONSENT_WITHOUT_OBJECTION: N_("An objection needs its reason. Write 'when: [objection]'."),
    Kind.FOLLOW_UP_BOTH: N_(
        "A follow-up starts either some time 'after' the round or on the day a commitment is "
        "'due', not both."
    ),
    Kind.FOLLOW_UP_NEITHER: N_(
        "When does this follow-up start? Say 'after: 30d', or 'due' with the name of a commitment."
    ),
    Kind.UNKNOWN_COMMITMENT: N_("There is no commitment '{name}'."),
    Kind.NOT_A_COMMITMENT: N_(
        "'{name}' is a question of type '{type}'; only a commitment has a day on which it is due."
    ),
    Kind.COMMITMENT_FORGOTTEN: N_(
        "Nobody asks after this commitment. Add a follow-up with 'due: {name}'."
    ),
    Kind.DECISION_FORGOTTEN: N_(
        "Nobody looks again at what is adopted in '{name}'. Add a follow-up, such as 'after: 90d'."
    ),
    Kind.CONSENT_WITHOUT_DRAFT: N_(
        "After an objection to '{name}' there is nothing to write anew. Put the proposal into "
        "'needs' and its name in braces into the text, or ask with 'for_each'."
    ),
}

#: What is promised, and what comes of it.
_PROMISES = {
    Kind.BETRAYING_WHEN: N_(
        "Answers to '{name}' are kept as '{anonymity}': a question that depends on them would "
        "betray who said what. Ask for the reason with 'because', or make '{name}' pseudonymous "
        "or named."
    ),
    Kind.BETRAYING_OPENING: N_(
        "Answers to '{name}' are kept as '{anonymity}': a phase that depends on them would betray "
        "what was said. Make '{name}' pseudonymous or named."
    ),
    Kind.NEVER_ENOUGH_PEOPLE: N_(
        "This can never be shown: at most {most} people are asked, and below {threshold} nothing "
        "is shown. Make it named, or private."
    ),
    Kind.PEOPLE_BELOW_THRESHOLD: N_(
        "A round could start with fewer people than every question needs to be shown. Say "
        "'people: {{min: {threshold}}}'."
    ),
    Kind.THRESHOLD_LOWERED: N_(
        "A threshold below {usual} needs the agreement of the group. Have it confirmed in "
        "'requires'."
    ),
    Kind.READERS_BELOW_THRESHOLD: N_(
        "Each sentence is read by {readers}, and below {threshold} nothing is shown. Say "
        "'readers: {threshold}' or more."
    ),
    Kind.COMMITMENT_NOT_NAMED: N_(
        "A commitment is asked after by name and cannot be '{anonymity}'. Say 'anonymity: named'."
    ),
    Kind.PRIVATE_DECISION: N_(
        "Nothing private is kept: what is answered to a question of type '{type}' would count for "
        "nothing. Choose another 'anonymity'."
    ),
    Kind.PRIVATE_FROM_TANDEM: N_(
        "Nothing private is kept, so the tandem cannot read it. Choose another 'anonymity'."
    ),
    Kind.RELEASE_TO_NOBODY: N_(
        "These words reach no others in any case, so there is nothing to release. Leave 'release' "
        "out."
    ),
    Kind.ALONE_WITH_ANSWER: N_(
        "Here one person is asked after their promise: an answer cannot be kept as '{anonymity}' "
        "where there is no group. Say 'anonymity: named' or 'private'."
    ),
    Kind.ASKS_NOTHING: N_("No phase asks anything, so nothing can be returned."),
    Kind.KEEPS_NOTHING: N_(
        "Every question is private or for the tandem: nothing can be returned to all. Say so in "
        "'returns'."
    ),
    Kind.STATEMENT_UNREAD: N_(
        "Nobody reads '{name}': let people react to it in a later phase, or share it."
    ),
    Kind.DRAFT_UNUSED: N_("Nobody reads the draft '{name}'. Use it in a text, or leave it out."),
    Kind.GIVEN_UNUSED: N_("'{name}' is filled in and used nowhere. Use it, or leave it out."),
    Kind.VERY_LONG: N_("This lasts more than {days} days; people will have forgotten it."),
    Kind.AT_A_TIME_WITHOUT_RHYTHM: N_(
        "'at_a_time' asks the other questions next time, and there is none: the script has no "
        "'rhythm'."
    ),
    Kind.ROUNDS_OVERLAP: N_(
        "A round lasts {days} days, but the next one starts after {most}. Shorten the phases."
    ),
    Kind.MANY_MESSAGES: N_(
        "Phases and result are {count} messages to each person; more than {most} are a burden."
    ),
    Kind.DISHONEST_MINUTES: N_(
        "'minutes' says {stated}, and the questions take about {counted}. Say so, or ask less."
    ),
}

#: Languages and words.
_WORDS = {
    Kind.LANGUAGE_TWICE: N_("The language '{language}' is declared twice."),
    Kind.LANGUAGE_UNDECLARED: N_(
        "The script does not declare the language '{language}' (only {languages})."
    ),
    Kind.LANGUAGE_NOT_THERE: N_("This script is not there in the language '{language}'."),
    Kind.TRANSLATION_MISSING: N_("The words are missing in: {languages}."),
    Kind.WORDS_WITHOUT_LANGUAGE: N_(
        "The script speaks several languages. Write these words once for each of {languages}."
    ),
    Kind.UNKNOWN_PLACEHOLDER: N_("Nothing fills '{{{name}}}' here."),
    Kind.PLACEHOLDER_LATER: N_(
        "'{{{name}}}' is not there yet: only drafts up to this phase and questions of earlier "
        "phases can be used."
    ),
    Kind.PLACEHOLDER_NEVER_FILLED: N_(
        "'{{{name}}}' is never filled: nothing comes of a question of type '{type}' that could "
        "stand in a text."
    ),
    Kind.PLACEHOLDER_NOT_EVERYWHERE: N_(
        "'{{{name}}}' stands in another language, but not in '{language}'."
    ),
    Kind.PLACEHOLDER_NOT_HERE: N_("'{{{name}}}' is not filled in this place, only in others."),
    Kind.ITEM_NOT_HERE: N_(
        "'{{item}}' is filled in questions that are asked item by item: with 'for_each', in a vote "
        "or in a reaction."
    ),
    Kind.PROMISE_NOT_HERE: N_("'{{{name}}}' is filled only in a follow-up with 'due'."),
    Kind.UNBALANCED_BRACES: N_(
        "A brace is missing or too much. Names to be filled stand in a pair, like {{title}}."
    ),
    Kind.TEXT_TOO_LONG: N_(
        "With everything filled in, this can have {length} characters; a message takes {most}."
    ),
    Kind.TEXT_LONG: N_(
        "{length} characters are long on a phone. Shorten the text, or make two messages of it."
    ),
    Kind.TITLE_TOO_LONG: N_("The title has {length} characters; at most {most} fit."),
    Kind.LABEL_TOO_LONG: N_("{length} characters are too long for a phone button: at most {most}."),
    Kind.END_TOO_LONG: N_(
        "{length} characters are too long for the end of a scale: at most {most}."
    ),
    Kind.SAME_LABEL: N_("'{label}' is already the label of '{first}' in '{language}'."),
    Kind.MANY_OPTIONS: N_("{count} buttons do not fit on a phone; up to {most} do."),
    Kind.RESERVED_OPTION: N_(
        "'{name}' is what every vote has anyway: the text under 'status_quo'. Choose another name."
    ),
    Kind.AT_MOST_TOO_HIGH: N_("'at_most' is {most}, but there are only {count} options."),
    Kind.GENDER_SIGN: N_(
        "Screen readers stumble over '{word}'. Name both forms, or choose a word for all."
    ),
}

SENTENCES: dict[Kind, str] = {**_FILE, **_SHAPE, **_REFERENCES, **_PROMISES, **_WORDS}

#: What follows where a word was probably meant, or where only some are possible.
HINTS = {"nearest": N_("Did you mean '{nearest}'?"), "known": N_("Possible: {known}.")}

#: The places in which keys stand, other than the question types.
PLACES = {
    "script": N_("a script"),
    "phase": N_("a phase"),
    "follow_up": N_("a follow-up"),
    "info": N_("an 'info' step"),
    "share": N_("a 'share' step"),
    "question": N_("every question"),
    "because": N_("a 'because'"),
    "scale_ends": N_("a scale of your own"),
    "condition": N_("a condition"),
    "draft": N_("a draft under 'needs'"),
    "given": N_("an entry of 'given'"),
    "seat": N_("an entry of 'seats'"),
    "people": N_("'people'"),
    "returns": N_("'returns'"),
}

_QUESTIONS = N_("a question of type {types}")


def sentence(problem: Problem, t: Translator) -> str:
    """Say what is wrong and what would be right."""
    words = {name: _said(name, value, t) for name, value in problem.args.items()}
    said = [t.gettext(SENTENCES[problem.kind]).format(**words)]
    said += [t.gettext(HINTS[name]).format(**words) for name in HINTS if name in words]
    return " ".join(said)


def marked(problem: Problem, t: Translator) -> str:
    """Say it, and mark what is only advice."""
    words = sentence(problem, t)
    if problem.severity == "warning":
        return t.gettext("warning: {words}").format(words=words)
    return words


def _said(name: str, value: str | int, t: Translator) -> str | int:
    if name not in {"place", "places"}:
        return value
    codes = str(value).split(", ")
    said = [t.gettext(PLACES[code]) for code in codes if code not in TYPES]
    types = [f"'{code}'" for code in codes if code in TYPES]
    if types:
        said.append(t.gettext(_QUESTIONS).format(types=t.listing(types)))
    return t.listing(said)
