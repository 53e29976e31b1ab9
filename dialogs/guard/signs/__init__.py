"""The signs: what in a text may tell who is meant.

A sign is a function from a reading to what it found. Each kind stands in one place, and this is
the list of all: a new one is a function and a line here, a weight in `dialogs.guard.weighing`, and
its examples in the corpus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dialogs.guard.reading import Reading
from dialogs.guard.signs.ages import ages, birth_years
from dialogs.guard.signs.contacts import emails, handles, phones, spoken_phones
from dialogs.guard.signs.names import names
from dialogs.guard.signs.numbers import accounts, birth_dates, file_numbers, number_plates
from dialogs.guard.signs.persons import persons, somebodies
from dialogs.guard.signs.places import (
    at_homes,
    doors,
    groups,
    homes,
    named_places,
    postcodes,
    streets,
    towns,
)
from dialogs.guard.signs.posts import posts
from dialogs.guard.signs.stories import days, stories
from dialogs.guard.verdict import Sign

SIGNS: tuple[Callable[[Reading], Iterator[Sign]], ...] = (
    emails,
    phones,
    spoken_phones,
    handles,
    accounts,
    file_numbers,
    birth_dates,
    number_plates,
    names,
    ages,
    birth_years,
    persons,
    somebodies,
    streets,
    homes,
    at_homes,
    doors,
    postcodes,
    named_places,
    groups,
    towns,
    stories,
    days,
    posts,
)
