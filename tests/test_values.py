"""Values of the dialogs survive being written down, whatever is in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.effects import Effect
from dialogs.report import Section
from dialogs.round import Opening, Round, Seat, Tally
from dialogs.said import Value
from dialogs.text import Text
from storage.values import from_json, to_json

TEXTS = st.dictionaries(st.sampled_from(["de", "en", "de-einfach", "*"]), st.text(), min_size=1)
ZONES = st.sampled_from(["Europe/Berlin", "UTC", "America/St_Johns"]).map(ZoneInfo)
INSTANTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.one_of(st.just(UTC), st.just(timezone(timedelta(hours=-3))), ZONES),
)
st.register_type_strategy(Text, TEXTS.map(Text.model_construct))
st.register_type_strategy(datetime, INSTANTS)
st.register_type_strategy(float, st.floats(allow_nan=False))

USUAL = settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


KINDS = {
    "round": Round,
    "opening": Opening,
    "seat": Seat,
    "tally": Tally,
    "section": Section,
    "value": Value,
    "effect": Effect,
}


@pytest.mark.parametrize("kind", KINDS)
def test_values_come_back_as_they_were(kind: str) -> None:
    @USUAL
    @given(st.from_type(KINDS[kind]))  # type: ignore[arg-type]
    def holds(value: object) -> None:
        assert from_json(to_json(value, KINDS[kind]), KINDS[kind]) == value

    holds()


def test_what_has_its_default_is_not_written() -> None:
    assert to_json(Seat(1, "praxis"), Seat) == '{"number":1,"level":"praxis"}'


def test_a_time_keeps_its_zone_for_days_are_added_to_it_later() -> None:
    """A phase that is made longer over a change of the clocks ends at the hour it ended before."""
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 10, 24, 9, tzinfo=berlin)
    after = from_json(to_json(before, datetime), datetime)
    assert after.tzinfo is berlin
    assert (after + timedelta(days=1)).hour == 9


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_comes_twice_stays_what_it_was(fold: int) -> None:
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=fold)
    assert from_json(to_json(twice, datetime), datetime).utcoffset() == twice.utcoffset()


def test_what_is_not_known_is_not_read() -> None:
    with pytest.raises(KeyError):
        from_json('{"number":1,"level":"praxis","mood":"good"}', Seat)
