"""The days and times that texts name: tables of phrases, what holds for all of them, and the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import time as clock
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.__main__ import main
from bot.measure_times import read_file, share
from flows.model import When
from flows.reading import read
from flows.reading.times import FARTHEST_DAYS, day_of, time_set, when_of

WEDNESDAY = date(2026, 3, 11)
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 11, 14, 20, tzinfo=LONDON)

# ---- days

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
    "a week on sunday": date(2026, 3, 22),
    "sunday week": date(2026, 3, 22),
    "before the 20th": None,
    "3/4": None,
    "10/10": date(2026, 10, 10),
    "it was 10/10": None,
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


# ---- days and times, on Wednesday 11 March 2026 at 14:20

CLEAR: dict[str, str] = {
    "oh Friday is fine, Saturday I travel to Kumasi": "2026-03-13",
    "on Friday he has after work, so we take the Sunday": "2026-03-15",
    "he is off monday and tuesday so wednesday": "2026-03-18",
    "On 23 april we go to my family, ask me the day after": "2026-04-24",
    "hes back on the 27th so say two days after that": "2026-03-29",
    "remind me the day after my birthday which is the 19th": "2026-03-20",
    "the day 20, before that i have no head for this": "2026-03-20",
    "After Epiphany, so the 7 of January": "2027-01-07",
    "you can write me the 16": "2026-03-16",
    "two months is too much. better in one": "2026-04-11",
    "tomorrow at 9 and half in the morning": "2026-03-12 09:30",
    "he turns 40 on saturday so lets do sunday": "2026-03-15",
    "tmrw 7": "2026-03-12 07:00",
    "tomorrow at 7 in the evening": "2026-03-12 19:00",
    "friday at half eight": "2026-03-13 08:30",
    "half eight tonight": "2026-03-11 20:30",
    "half past seven in the evening": "2026-03-11 19:30",
    "at twenty past six on monday": "2026-03-16 18:20",
    "quarter to nine on monday": "2026-03-16 08:45",
    "ten to eight tomorrow": "2026-03-12 07:50",
    "twenty five past nine tmrw": "2026-03-12 09:25",
    "tomorrow at seven fifteen": "2026-03-12 07:15",
    "seven p.m. on Sunday": "2026-03-15 19:00",
    "sunday 7.30pm": "2026-03-15 19:30",
    "19h30": "2026-03-11 19:30",
    "1930": "2026-03-11 19:30",
    "at 0700 tomorrow": "2026-03-12 07:00",
    "09:15": "2026-03-12 09:15",
    "at 5": "2026-03-11 17:00",
    "around 8 pm": "2026-03-11 20:00",
    "sat 8ish": "2026-03-14 08:00",
    "noon": "2026-03-12 12:00",
    "midday tmrw": "2026-03-12 12:00",
    "tuesday week at 8": "2026-03-24 08:00",
    "thrusday at 6": "2026-03-12 18:00",
    "on the 14th at 9am": "2026-03-14 09:00",
    "22nd march 2026 @ 16:00": "2026-03-22 16:00",
    "2026-03-14T19:00": "2026-03-14 19:00",
    "24/12 at 8pm": "2026-12-24 20:00",
    "new year's day at noon": "2027-01-01 12:00",
    "in three days at 7pm": "2026-03-14 19:00",
    "fri 13": "2026-03-13",
    "in 3 hours": "2026-03-11 17:20",
    "in 90 seconds": "2026-03-11 14:21:30",
    "in an hour and a half": "2026-03-11 15:50",
    "in 1h30": "2026-03-11 15:50",
    "1.5 hours": "2026-03-11 15:50",
    "in three quarters of an hour": "2026-03-11 15:05",
    "in 36 hours": "2026-03-13 02:20",
    "this time tomorrow": "2026-03-12 14:20",
    "same time on friday": "2026-03-13 14:20",
    "day after tmrw": "2026-03-13",
    "10 days from now": "2026-03-21",
    "in 6wks": "2026-04-22",
    "3 wks time": "2026-04-01",
    "in a couple of weeks": "2026-03-25",
    "in half a year": "2026-09-11",
    "after two weeks please": "2026-03-25",
    "give me 2 weeks": "2026-03-25",
    "Twelve weeks. Then the house move is done": "2026-06-03",
    "leave me alone for a month": "2026-04-11",
    "wk tomorrow": "2026-03-19",
    "two months today": "2026-05-11",
    "a fortnight on monday": "2026-03-30",
    "friday fortnight": "2026-03-27",
    "two weeks from saturday": "2026-03-28",
    "the week after next, wednesday": "2026-03-25",
    "nxt fri": "2026-03-20",
    "friday next week": "2026-03-20",
    "monday next": "2026-03-16",
    "saturday this weekend": "2026-03-14",
    "the first sunday in april": "2026-04-05",
    "last friday of the month": "2026-03-27",
    "first of april": "2026-04-01",
    "the twenty second of march": "2026-03-22",
    "the 5th of next month": "2026-04-05",
    "end of the month": "2026-03-31",
    "start of next month": "2026-04-01",
    "christmas eve": "2026-12-24",
    "xmas": "2026-12-25",
    "boxing day": "2026-12-26",
    "NYE": "2026-12-31",
    "valentine's day": "2027-02-14",
    "easter monday": "2026-04-06",
    "the day after christmas": "2026-12-26",
    "the friday before christmas": "2026-12-18",
    "31/12": "2026-12-31",
    "04/04": "2026-04-04",
    "2moro arvo": "2026-03-12 afternoon",
    "first thing tomorrow": "2026-03-12 morning",
    "in the morning": "2026-03-12 morning",
    "friday after work": "2026-03-13 evening",
    "tonight": "2026-03-11 night",
    "maybe next friday evening, when he's at football": "2026-03-20 evening",
    "he came home at 9 last night, remind me friday": "2026-03-13",
    "he said no last night so try again in 2 weeks": "2026-03-25",
    "my mum comes on saturday so remind me sunday": "2026-03-15",
    "not tomorrow, friday": "2026-03-13",
    "not monday but tuesday": "2026-03-17",
    "tomorrow not at 7 but at 8": "2026-03-12 08:00",
    "let's do friday, he's away until thursday": "2026-03-13",
    "I fly back on the 24th so the 25th in the morning": "2026-03-25 morning",
    "tomorrow when the kids are in bed, say 9": "2026-03-12 21:00",
    "thursday at seven thirty p m please": "2026-03-12 19:30",
    "weds lunch, say 12": "2026-03-18 12:00",
    "in an hour and 20": "2026-03-11 15:40",
    "5 sleeps": "2026-03-16",
    "Not tomorrow, the day after": "2026-03-13",
    "friday... no actually make it sunday": "2026-03-15",
    "good morning, friday please": "2026-03-13",
    "sunday's good": "2026-03-15",
    # as second-language English and hurried thumbs have it
    "next week nalang po, friday": "2026-03-20",
    "friday 8pm next week": "2026-03-20 20:00",
    "this week not anymore, next week tuesday": "2026-03-17",
    "next to next week tuesday": "2026-03-24",
    "start of next week, monday": "2026-03-16",
    "friday in 2 weeks": "2026-03-27",
    "a week after coming friday": "2026-03-20",
    "post 15 days pls": "2026-03-26",
    "from today 15 days": "2026-03-26",
    "5 days nlng": "2026-03-16",
    "can we shift it by 5 days": "2026-03-16",
    "month today": "2026-04-11",
    "1,5 h": "2026-03-11 15:50",
    "after one and half hours, i am in meeting": "2026-03-11 15:50",
    "2h 30m": "2026-03-11 16:50",
    "1h 12m": "2026-03-11 15:32",
    "make it sat": "2026-03-14",
    "friday is not good, saturday": "2026-03-14",
    "how about 2 hours": "2026-03-11 16:20",
    "saturday, 10 of the morning": "2026-03-14 10:00",
    "10 in the night tom": "2026-03-12 22:00",
    "today night 9.30 after kids sleep": "2026-03-11 21:30",
    "tomorrow, hour 20": "2026-03-12 20:00",
    "later 8pm": "2026-03-11 20:00",
    "quater past 9 tonite": "2026-03-11 21:15",
    "8pm sat": "2026-03-14 20:00",
    "mon am": "2026-03-16 morning",
    "tomorrow bright and early": "2026-03-12 morning",
    "after 1 week exactly, same hour": "2026-03-18 14:20",
    "friday at 8 bcs im tired": "2026-03-13 08:00",
    "how about 20 march": "2026-03-20",
    "day 20, in the night": "2026-03-20 night",
    "next month, day 5": "2026-04-05",
    "1st of the month": "2026-04-01",
    "end month": "2026-03-31",
    "second christmas day": "2026-12-26",
    "on silvester": "2026-12-31",
    "the day after new year": "2027-01-02",
    "after tomorrow inshallah": "2026-03-13",
    "2 days after tomorrow": "2026-03-14",
    # corrections
    "tomorrow half nine, so 8:30 (in the morning)": "2026-03-12 08:30",
    "tomorrow at 8, so 20:00": "2026-03-12 20:00",
    "fortnite lol i mean a fortnight": "2026-03-25",
    "in 2 weeks, no 3 weeks": "2026-04-01",
    "fri sorry sat": "2026-03-14",
    "friday, or rather saturday": "2026-03-14",
    "friday is better than saturday": "2026-03-13",
    "too tired tonight, 8pm tomorrow": "2026-03-12 20:00",
    # what is told of somebody beside it
    "45 min, my bus gets in at 6": "2026-03-11 15:05",
    "tomorrow 7pm, he works till 6": "2026-03-12 19:00",
    "coming friday evening, he plays badminton at 5 so after": "2026-03-13 evening",
    "hes off shift at 5, so say tuesday twenty to 8 pm": "2026-03-17 19:40",
    "1 november we go to cemetery so 2 november": "2026-11-02",
    "exam is on the 20th, so 21st": "2026-03-21",
    "we have friday our anniversary so better the day after": "2026-03-14",
    "next week friday, hubby travels on thursday": "2026-03-20",
}

ASKED_BACK = [
    "depends, he comes back tuesday",
    "my birthday is on the 14th",
    "let's see how sunday goes first",
    "friday he has therapy, saturday we go to his mum",
    "after easter, monday",
    "he's off on friday, I'm off on sunday",
    "we had words on monday, and on friday he left",
    "the day after the party",
    "sorry I am busy friday",
    *("friday or saturday", "friday maybe saturday", "mon/tues", "friday if not saturday", "either friday or sunday"),
    *(
        "in 6-8 weeks",
        "in 2 or 3 days",
        "three to four weeks",
        "a week, maybe two",
        "between 7 and 8 tomorrow",
        "7-8pm",
    ),
    *("friday 17-18", "friday 6 or 7", "five to six", "tomorrow morning or evening"),
    *("03/04", "1.4.", "sunday 12", "thursday next", "sunday after next", "friday midnight", "tonight at 12"),
    *("at 7", "9:15", "at 12", "7", "13", "2027", "in ten", "quarter past"),
    *(
        "yesterday",
        "last monday",
        "today at 9",
        "this morning",
        "14 march 2020",
        "three days ago",
        "we fought on sunday",
    ),
    *(
        "in 300 years",
        "in 14 months",
        "32 march",
        "31 april",
        "in -2 days",
        "in 0 days",
        "friday at 25:00",
        "24:00",
        "12:60",
    ),
    *(
        "not before june",
        "never",
        "not friday",
        "don't remind me on friday",
        "any day but friday",
        "tomorrow's no good",
    ),
    *("every sunday", "sundays", "every day at 9", "weekly", "each friday"),
    *("soon", "later", "in a bit", "in a second", "one day", "some weeks", "in a month and a half", "wk after next"),
    *("after the holidays", "when school starts", "after payday", "when the kids are asleep", "bank holiday monday"),
    *("after friday", "before monday", "from friday", "tomorrow before noon", "no later than friday"),
    *("it's been 3 weeks", "we've not spoken in 3 days", "the 2 of us", "I need a day", "been married 20 years"),
    *("i may be late", "may I ask you something", "we sat down", "the sun came out", "a second chance", "he sat at 7"),
    *("my son is 7", "my daughter is 5 on saturday", "he is 40", "it's 7.50 a session", "it cost 50 euros"),
    *("call me on 07911 123456", "room 7 at 3pm", "he comes home at 9", "a week ago today", "third thursday"),
    *(
        "within 2 weeks",
        "3 weeks no make that 4",
        "6 days a week",
        "mon to wed",
        "friday at the earliest",
        "friday? no",
    ),
    *("friday or maybe the day after", "friday 8pm is no good", "not 8pm friday", "friday, he plays at 5 so after"),
    *("monday in two weeks", "in 2 weeks after his exam", "17h", "- 3 days", "not sure about friday"),
    *("kids go back to school on 13 april, so the 14th", "he has therapy on friday at 3, remind me after"),
    *(
        "friday, not friday",
        "any time but monday",
        "tomorrow at 7, no 8",
        "4th of july weekend",
        "after work",
        "after that",
        "the day after",
        "no idea",
        "",
    ),
]

PROPOSED: dict[str, str] = {
    "after xmas": "2026-12-27",
    "in spring": "2027-03-01",
    "in a few weeks": "2026-04-01",
    "next month": "2026-04-01",
    "in may": "2026-05-01",
    "next week": "2026-03-16",
    "at the weekend": "2026-03-14",
}


def said(when: When | None) -> str:
    return " ".join(str(one) for one in (when.day, when.at or when.part) if one) if when else "none"


@pytest.mark.parametrize(("text", "wanted"), CLEAR.items())
def test_the_day_and_the_time_that_a_text_names(text: str, wanted: str) -> None:
    when = when_of(text, NOW)
    assert when is not None
    assert when.sure
    day, _, rest = wanted.partition(" ")
    assert when.day == date.fromisoformat(day)
    if rest.isalpha():
        assert (when.at, when.part) == (None, rest)
    else:
        assert when.at == (time.fromisoformat(rest) if rest else None)


@pytest.mark.parametrize("text", ASKED_BACK)
def test_what_is_in_doubt_is_asked_back(text: str) -> None:
    when = when_of(text, NOW)
    assert when is None or (not when.sure and time_set(when, NOW) is None)


@pytest.mark.parametrize(("text", "wanted"), PROPOSED.items())
def test_what_is_not_quite_said_is_proposed_and_never_set(text: str, wanted: str) -> None:
    when = when_of(text, NOW)
    assert when == When(day=date.fromisoformat(wanted), sure=False)
    assert time_set(when, NOW) is None
    assert day_of(text, NOW.date()) is None


def test_an_open_time_without_a_likely_day_proposes_none() -> None:
    assert [when_of(text, NOW) for text in ("soon", "when school starts", "before easter")] == [None] * 3


def test_a_day_without_a_time_has_its_usual_hour_and_a_past_one_is_asked_back() -> None:
    hours = {"tomorrow": 18, "tomorrow morning": 9, "tomorrow arvo": 15, "tomorrow evening": 19, "tomorrow night": 21}
    assert {text: time_set(when_of(text, NOW), NOW).hour for text in hours} == hours
    late = NOW.replace(hour=18, minute=30)
    assert time_set(when_of("today", late), late) is None
    assert time_set(when_of("this evening", late), late) == late.replace(hour=19, minute=0, tzinfo=None)


def test_in_the_small_hours_tomorrow_may_be_the_day_that_has_begun() -> None:
    night = NOW.replace(hour=1)
    assert when_of("tomorrow", night) == When(day=date(2026, 3, 12), sure=False)
    assert when_of("tomorrow as in thursday", night) == When(day=date(2026, 3, 12))
    assert day_of("tomorrow", night.date()) == date(2026, 3, 12)


def test_a_reading_has_the_time_beside_the_day() -> None:
    reading = read("tomorrow at 7", NOW)
    assert (reading.day, reading.when) == (date(2026, 3, 12), When(day=date(2026, 3, 12), at=time(7)))
    assert read("at 7pm", NOW).day is None
    assert read("in spring", NOW).day is None


# ---- what holds in every zone

ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
WALLS = st.datetimes(datetime.fromisoformat("1975-01-01"), datetime.fromisoformat("2060-01-01"))


def moments(zone: ZoneInfo) -> st.SearchStrategy[datetime]:
    return WALLS.map(lambda wall: wall.replace(tzinfo=UTC, microsecond=0).astimezone(zone))


NOWS = ZONES.flatmap(moments)


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0)


@given(NOWS)
def test_tomorrow_at_seven_is_seven_on_the_next_day_of_the_calendar(now: datetime) -> None:
    when = When(day=now.date() + timedelta(days=1), at=time(7), sure=now.hour >= 4)
    assert when_of("tomorrow at 7", now) == when


@given(NOWS, st.integers(1, FARTHEST_DAYS))
def test_days_are_days_of_the_calendar(now: datetime, days: int) -> None:
    assert when_of(f"in {days} days", now) == When(day=now.date() + timedelta(days=days))


@given(NOWS, st.sampled_from([("hours", 3600, 900), ("minutes", 60, 999), ("seconds", 1, 999)]), st.data())
def test_hours_minutes_and_seconds_pass_wherever_the_clocks_are_moved(
    now: datetime, unit: tuple[str, int, int], data: st.DataObject
) -> None:
    name, size, most = unit
    count = data.draw(st.integers(1, most))
    when = when_of(f"in {count} {name}", now)
    ends = (now.astimezone(UTC) + timedelta(seconds=count * size)).astimezone(now.tzinfo)
    assert when is not None
    assert datetime.combine(when.day, when.at) == ends.replace(tzinfo=None, fold=0)
    assert time_set(when, now) == datetime.combine(when.day, when.at)


@given(NOWS, st.integers(0, 23), st.integers(0, 59))
def test_a_time_alone_is_the_next_time_that_it_comes(now: datetime, hour: int, minute: int) -> None:
    assume(hour not in (10, 11, 12))
    when = when_of(f"{hour:02}:{minute:02}", now)
    assert when is not None
    ahead = datetime.combine(when.day, when.at) - now.replace(tzinfo=None, fold=0)
    assert timedelta() < ahead <= timedelta(days=1)


TIME_WORDS = [
    *DAY_WORDS,
    *CLEAR,
    *PROPOSED,
    *ASKED_BACK,
    "at",
    "7",
    "half",
    "past",
    "pm",
    "ish",
    "or",
    "not",
    "no",
    "-",
]


@given(st.lists(st.sampled_from(TIME_WORDS), max_size=5).map(" ".join) | st.text(max_size=60), NOWS)
def test_whatever_is_set_is_ahead_and_not_too_far(text: str, now: datetime) -> None:
    when = when_of(text, now)
    at = time_set(when, now) if when else None
    assert when is None or 0 <= (when.day - now.date()).days <= FARTHEST_DAYS
    assert at is None or at.replace(tzinfo=now.tzinfo).astimezone(UTC) > now.astimezone(UTC) - timedelta(days=1)


# ---- the command line


def understand(*asked: dict | str) -> tuple[int, list[dict]]:
    lines = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in asked)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "understand", "times"], input=lines, capture_output=True, text=True, check=False
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_is_answered_with_a_local_time_or_null() -> None:
    berlin = {"now": "2026-05-03T14:20", "tz": "Europe/Berlin"}
    status, answers = understand(
        {"id": 1, "text": "in three weeks", **berlin},
        {"id": 2, "text": "in 90 seconds", **berlin},
        {"id": 3, "text": "tomorrow evening", "now": "2026-05-04T22:20:00-09:00", "tz": "Europe/Berlin"},
        {"id": 4, "text": "at 8pm", "now": "2026-05-03T14:20:11-07:00", "tz": "Asia/Tokyo"},
        {"id": "e", "text": "in spring", **berlin},
        {"text": "dunno", **berlin},
    )
    assert status == 0
    assert answers == [
        {"id": 1, "when": "2026-05-24T18:00"},
        {"id": 2, "when": "2026-05-03T14:21:30"},
        {"id": 3, "when": "2026-05-06T19:00"},
        {"id": 4, "when": "2026-05-04T20:00"},
        {"id": "e", "when": None},
        {"id": None, "when": None},
    ]


def test_a_line_without_a_zone_or_a_now_is_answered_in_its_place() -> None:
    good = {"id": 1, "text": "tomorrow", "now": "2026-05-03T14:20", "tz": "Europe/Berlin"}
    status, answers = understand(
        {**good, "tz": "Europe/Bärlin"}, {**good, "tz": ""}, {**good, "tz": "../etc"}, {**good, "tz": None},
        {**good, "now": "half past"}, {**good, "now": 5}, {"id": 1, "text": "tomorrow"}, "not json", good,
    )  # fmt: skip
    assert status == 1
    assert [answer.get("line") for answer in answers] == [*range(1, 9), None]
    assert all("tz" in answer["error"] for answer in answers[:7])
    assert answers[-1]["when"] == "2026-05-04T18:00"


def test_a_hundred_and_fifty_phrases_take_less_than_five_seconds_with_all_loading() -> None:
    texts = [*CLEAR, *ASKED_BACK, *PROPOSED][:150]
    asked = [{"id": text, "text": text, "now": "2026-03-11T14:20", "tz": "Europe/London"} for text in texts]
    began = clock.perf_counter()
    status, answers = understand(*asked)
    assert clock.perf_counter() - began < 5
    assert (status, len(answers)) == (0, 150)


def test_no_model_is_loaded_to_read_times() -> None:
    code = (
        "import sys; from bot.understand import understand; "
        'row = \'{"text": "at 7pm", "now": "2026-03-11T14:20", "tz": "UTC"}\'; '
        'print(list(understand("times", [row])), sorted({"numpy", "onnxruntime"} & set(sys.modules)))'
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[{'id': None, 'when': '2026-03-11T19:00'}] []"


def test_the_table_counts_right_wrong_and_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    now = {"now": "2026-03-11T14:20", "tz": "Europe/London"}
    rows = [
        {"text": "tomorrow at 7", "when": "2026-03-12T07:00", **now},
        {"text": "tomorrow evening", "when": "2026-03-12", "part": "evening", **now},
        {"text": "friday", "when": "2026-03-20", **now},
        {"text": "dunno", "when": "2026-03-20", **now},
        {"text": "soon", "when": None, **now},
        {"text": "sunday", "when": None, **now},
    ]
    file = tmp_path / "times.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["measure", "times", "--misses", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "6 texts, 4 of them clear" in printed
    assert "clear ones right                    0.500" in printed
    assert "wrong ones set, of all              0.333" in printed
    assert "asked back, of those to be asked    0.500" in printed
    assert "2026-03-20 read as 2026-03-13T18:00 at 2026-03-11T14:20: 'friday'" in printed


# --- people's phrases, by writers who saw no code; all but those of the last set were looked at while it was built

SETS = Path(__file__).parent / "sets"


@pytest.mark.parametrize("name", ["a", "b", "c", "d", "e", "f"])
def test_phrases_of_people_are_set_right_or_asked_about(name: str) -> None:
    reads = read_file(SETS / f"times_dev_{name}.jsonl")
    clear = [read for read in reads if read.wanted is not None]
    assert share(read.right for read in clear) >= 0.95
    assert share(read.wrong for read in reads) <= 0.01
    assert share(read.found is None for read in reads if read.wanted is None) >= 0.99
