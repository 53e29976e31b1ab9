"""An installation as an operator has set it up, with numbers for emergencies."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

from bot.channels import keyboards
from bot.language import languages, translator
from bot.menu import MENU, Command, Doors, Offer
from bot.message import Message
from bot.operator import EVERY_DAY, WORKING_WEEK, Day, Number, Operator, Retention, Shift
from bot.wording.notice import Notice
from bot.wording.scene import Host

BERLIN = ZoneInfo("Europe/Berlin")
HOST = Host("Netzwerk Beispielstadt", "Kim Koch", BERLIN, transport="Telegram")

#: The youth office in its office hours, and who is there in all the others.
OFFICE = Number(
    "Jugendamt Beispielstadt",
    "03491 123-0",
    (
        Shift(WORKING_WEEK - {Day.FRIDAY}, time(8), time(16)),
        Shift(frozenset({Day.FRIDAY}), time(8), time(12)),
    ),
)
NIGHT = Number(
    "Bereitschaft der Jugendhilfe",
    "03491 123-99",
    (
        Shift(frozenset({Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY}), time(16), time(8)),
        Shift(frozenset({Day.FRIDAY}), time(12), time(0)),
        Shift(frozenset({Day.SATURDAY, Day.SUNDAY, Day.HOLIDAY}), time(0), time(0)),
    ),
)
ALWAYS = Number("Nummer gegen Kummer", "116 111", (Shift(EVERY_DAY, time(0), time(0)),))

RETENTION = Retention(
    pseudonym_days=90,
    named_months=12,
    membership_days=30,
    silence_months=12,
    proof_years=3,
    log_days=14,
    backup_days=30,
)
OPERATOR = Operator(
    controller="Landkreis Beispiel, Am Markt 1, 06886 Beispielstadt",
    contact="dialog@landkreis.example",
    officer="Lea Lang, datenschutz@landkreis.example",
    authority="Landesbeauftragte für den Datenschutz Sachsen-Anhalt",
    processor="Institut Beispiel gGmbH",
    location="Rechenzentrum in Magdeburg",
    basis="Art. 6 Abs. 1 Buchst. e DSGVO, §§ 79, 79a SGB VIII",
    public_body=True,
    retention=RETENTION,
    numbers=(OFFICE, NIGHT),
    as_of=date(2026, 11, 20),
)

#: What there is at first, and what there is in the end.
BARE = Doors(commands=frozenset({Command.START, *MENU, Command.RESUME}), otherwise=None, web=False)
WHOLE = Doors(commands=frozenset(Command), otherwise="https://dialog.landkreis.example", web=True)
NOTHING = Doors(commands=frozenset(), otherwise=None, web=False)
DOORS = (NOTHING, BARE, WHOLE)

NOTICE = Notice(OPERATOR, HOST, BARE)
GERMAN, ENGLISH, PLAIN = translator("de"), translator("en"), translator("de-einfach")
SPEAKERS = [translator(language) for language in languages()]

#: The longest message Telegram takes, the longest label that fits, and what a press can carry.
LONGEST_MESSAGE, LONGEST_LABEL = 4096, 40


def offers(message: Message) -> list[Offer]:
    """Return what a message offers beside rounds, but for what is done at a desk."""
    return [each for row in message.menu for each in row if isinstance(each, Offer)]


def assert_whole(message: Message) -> None:
    """Check what holds for every message."""
    labels = [each.label for row in message.menu for each in row]
    words = [message.text, *labels]
    assert message.text.strip() == message.text != ""
    assert len(message.text) <= LONGEST_MESSAGE
    assert not any(each in part for part in words for each in ("{", "}", "None", "  ", "🔒", "!"))
    assert all(0 < len(label) <= LONGEST_LABEL for label in labels)
    keyboards.menu(message.menu, "1234567890")  # which asserts that every press has room
