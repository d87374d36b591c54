"""The days and times that texts name: tables of phrases, what holds for any of them, and the command line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.times import FARTHEST_DAYS, day_of

WEDNESDAY = date(2026, 3, 11)

DAYS: dict[str, date | None] = {
    "tomorrow": date(2026, 3, 12),
    "TOMORROW then": date(2026, 3, 12),
    "i'd say tmrw": date(2026, 3, 12),
    "tonight, after the film": WEDNESDAY,
    "the day after tomorrow": date(2026, 3, 13),
    "sunday": date(2026, 3, 15),
    "on sat": date(2026, 3, 14),
    "sat morning": date(2026, 3, 14),
    "thurs": date(2026, 3, 12),
    "wednesday": date(2026, 3, 18),
    "this coming friday": date(2026, 3, 13),
    "next tuesday": date(2026, 3, 17),
    "Next Sunday evening please": date(2026, 3, 22),
    "tuesday next week": date(2026, 3, 17),
    "next week on friday": date(2026, 3, 20),
    "in 3 days": date(2026, 3, 14),
    "maybe in two weeks' time": date(2026, 3, 25),
    "in a fortnight": date(2026, 3, 25),
    "a week from today": date(2026, 3, 18),
    "two weeks": date(2026, 3, 25),
    "in a month": date(2026, 4, 11),
    "in a year": date(2027, 3, 11),
    "14 march": date(2026, 3, 14),
    "let's say March 14th": date(2026, 3, 14),
    "14. März? no, 14. March": date(2026, 3, 14),
    "the 2nd of may": date(2026, 5, 2),
    "10 march": date(2027, 3, 10),
    "march 10, 2027": date(2027, 3, 10),
    "14.3.": date(2026, 3, 14),
    "on 14.3": date(2026, 3, 14),
    "14/3": date(2026, 3, 14),
    "3/14": date(2026, 3, 14),
    "14/3/26": date(2026, 3, 14),
    "2026-03-14": date(2026, 3, 14),
    "by the 20th": date(2026, 3, 20),
    "the 5th": date(2026, 4, 5),
    "the 31st works": date(2026, 3, 31),
    "Sunday, the 15th": date(2026, 3, 15),
    "sunday at 5.30": date(2026, 3, 15),
    "sunday 14 march": None,
    "sunday or monday": None,
    "not sunday": None,
    "last sunday": None,
    "every sunday": None,
    "a week on sunday": None,
    "sunday week": None,
    "before the 20th": None,
    "3/4": None,
    "10/10": None,
    "10 march 2026": None,
    "29 feb": None,
    "32 march": None,
    "2026-02-30": None,
    "in 500 days": None,
    "in 9999999999999999 days": None,
    "in a week or two": None,
    "in a few days": None,
    "two days ago": None,
    "it took two weeks": None,
    "next month": None,
    "we argue 24/7": None,
    "at 18.30": None,
    "it costs 14.3": None,
    "the 14th time": None,
    "I may 3 times": None,
    "we sat down in the sun": None,
    "march": None,
    "some day": None,
    "no idea": None,
    "": None,
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_the_day_that_a_text_names(text, day):
    assert day_of(text, WEDNESDAY) == day


@pytest.mark.parametrize("ahead", range(7))
def test_a_weekday_is_one_to_seven_days_ahead(ahead):
    today = WEDNESDAY + timedelta(days=ahead)
    assert day_of("friday", today).weekday() == day_of("next friday", today).weekday() == 4
    assert 1 <= (day_of("friday", today) - today).days <= 7
    assert day_of("next friday", today).isocalendar().week == (today + timedelta(days=7)).isocalendar().week


def test_a_month_ends_where_it_ends():
    assert day_of("in a month", date(2026, 1, 31)) == date(2026, 2, 28)
    assert day_of("the 31st", date(2026, 4, 2)) == date(2026, 5, 31)
    assert day_of("29 feb", date(2027, 12, 1)) == date(2028, 2, 29)
    assert day_of("tomorrow", date.max) is None


DAY_WORDS = [
    *("in", "on", "next", "the", "of", "a", "3", "two", "14", "14th", "31.", "29", "99", "2026", "2027", ",", "."),
    *("feb", "march", "may", "days", "weeks", "month", "year", "sunday", "sat", "week", "today", "tomorrow"),
    *("14.3.", "3/4", "24.12.26"),
]


@given(st.lists(st.sampled_from(DAY_WORDS), max_size=6).map(" ".join) | st.text(max_size=40), st.dates())
def test_a_day_is_never_past_nor_too_far(text, today):
    day = day_of(text, today)
    assert day is None or 0 <= (day - today).days <= FARTHEST_DAYS
