"""The one calendar day that a text names, counted from a given today; nothing when it names none, two, or an open one.

A weekday is always ahead, 1 to 7 days; "next" moves it to the next calendar week (Monday first). Numbers whose order
can't be told (3/4) name no day. Words stand in `days.toml`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from flows.reading.phrases import plain_of, table

FARTHEST_DAYS = 400
WEEK_DAYS = 7
YEAR_MONTHS = 12
CENTURY = 2000

_WORD = re.compile(r"[0-9]+(?:[./-][0-9]+)+\.?|[0-9]+(?:st|nd|rd|th)?(?![^\W_])|[^\W_]+|[.,!?;:]")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)")
_DAY_NUMBER = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"2[0-9]{3}")
_ISO = re.compile(r"(2[0-9]{3})([-/.])([0-9]{1,2})\2([0-9]{1,2})\.?")
_PAIR = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})(?:\2(2[0-9]{3}|[0-9]{2}))?(\.?)")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A day named by the words from `first` up to `end`; not `exact` as a weekday, which may stand beside a date."""

    day: date | None
    first: int
    end: int
    exact: bool = True


def day_of(text: str, today: date) -> date | None:
    """Return the day, from `today` to 400 days ahead, or None when it is unclear, past or farther away."""
    words = tuple(_WORD.findall(plain_of(text).replace("'", "")))
    named = list(_named(words, today))
    if _set("anywhere") & set(words) or any(_open(words, one) for one in named):
        return None
    return _agreed(named, today)


def _agreed(named: list[Named], today: date) -> date | None:
    """Return the one day that all names agree on; beside a date, a weekday only has to be that date's weekday."""
    days = {one.day for one in named if one.exact} or {one.day for one in named}
    day = days.pop() if len(days) == 1 else None
    if day is None or not 0 <= (day - today).days <= FARTHEST_DAYS:
        return None
    return day if all(one.day and one.day.weekday() == day.weekday() for one in named) else None


def _open(words: Words, one: Named) -> bool:
    """Say if the words around a day make it past, repeated, denied or one of several."""
    before = words[one.first - 1] if one.first else ""
    after = words[one.end] if one.end < len(words) else ""
    return before in _set("before") or after in _set("after")


def _named(words: Words, today: date) -> Iterator[Named]:
    """Yield every day named, left to right; a word that is part of one day opens no other."""
    at = 0
    while at < len(words):
        readers = _READERS if words[at][0].isdigit() or words[at] in _openers() else ()
        found = next((one for read in readers if (one := read(words, at, today))), None)
        if found:
            yield found
        at = found.end if found else at + 1


def _near(words: Words, at: int, today: date) -> Named | None:
    """Read "tomorrow"."""
    for length in (4, 3, 2, 1):
        ahead = _nearby().get(words[at : at + length])
        if ahead is not None:
            return Named(_later(today, ahead), at, at + length)
    return None


def _span(words: Words, at: int, today: date) -> Named | None:
    """Read "in 3 days", "two weeks from now", or "two weeks" when that is all there is."""
    opened = words[at] == "in"
    first = at + opened
    if len(words) < first + 2 or (count := _count(words[first])) is None:
        return None
    closed = words[first + 2 : first + 4] in {("from", "now"), ("from", "today")}
    alone = first == 0 and not any(map(str.isalnum, words[2:]))
    if not (opened or closed or alone):
        return None
    day = _after(today, count, words[first + 1])
    return Named(day, at, first + 2 + 2 * closed) if day else None


def _after(today: date, count: int, unit: str) -> date | None:
    units = _data()["units"]
    if unit in units["days"]:
        return _later(today, count * units["days"][unit])
    return _months_later(today, count * units["months"][unit]) if unit in units["months"] else None


def _written(words: Words, at: int, today: date) -> Named | None:
    """Read "14 March", "the 14th of March 2027" or "March 14th, 2027"."""
    first = at + (words[at] == "the" and len(words) > at + 1)
    if month := _months().get(words[first]) if not at or words[at - 1] not in _set("who_may") else None:
        day, end = _day_number(words[first + 1 : first + 2]), first + 2
    else:
        skip = first + 1 + (words[first + 1 : first + 2] in {("of",), (".",)})
        day, end = _day_number(words[first : first + 1]), skip + 1
        month = _months().get(words[skip]) if skip < len(words) else None
    if not month or not day:
        return None
    comma = words[end : end + 1] == (",",)
    year = next((int(word) for word in words[end + comma : end + comma + 1] if _YEAR.fullmatch(word)), None)
    return Named(_dated(day, month, year, today), at, end + (1 + comma if year else 0))


def _day_number(words: Words) -> int | None:
    match = _DAY_NUMBER.fullmatch(words[0]) if words else None
    return int(match[1]) if match else None


def _numeric(words: Words, at: int, today: date) -> Named | None:
    """Read "2026-03-14", "14.3.", "14/3" or "3/14"; two numbers that may be either way round name no day."""
    if match := _ISO.fullmatch(words[at]):
        return Named(_dated(int(match[4]), int(match[3]), int(match[1]), today), at, at + 1)
    match = _PAIR.fullmatch(words[at])
    if not match or not _is_date(match, words, at):
        return None
    one, two = int(match[1]), int(match[3])
    year = int(match[4]) % CENTURY + CENTURY if match[4] else None
    if max(one, two) <= YEAR_MONTHS and one != two:
        return Named(None, at, at + 1)
    return Named(_dated(max(one, two), min(one, two), year, today), at, at + 1)


def _is_date(match: re.Match[str], words: Words, at: int) -> bool:
    """Tell a date from a time (18.30), a range (2-3) and a mark (10/10)."""
    one, sign, two, year, stop = match.groups()
    before = words[at - 1] if at else ""
    led = before in _set("before_date")
    if year:
        return True
    if sign == "-" or before == "at" or (one == two and not led):
        return False
    return sign == "/" or (int(two) <= YEAR_MONTHS and (bool(stop) or led or len(words) == 1))


def _ordinal(words: Words, at: int, today: date) -> Named | None:
    """Read "the 14th", where nothing follows that it could belong to ("the 14th time")."""
    match = _ORDINAL.fullmatch(words[at + 1]) if words[at] == "the" and len(words) > at + 1 else None
    follows = words[at + 2] if len(words) > at + 2 else "."
    if not match or (follows.isalnum() and follows not in _set("the_day")):
        return None
    months = ((today.year + (today.month + ahead - 1) // 12, (today.month + ahead - 1) % 12 + 1) for ahead in range(3))
    days = (_date(year, month, int(match[1])) for year, month in months)
    return Named(next((day for day in days if day and day >= today), None), at, at + 2)


def _weekday(words: Words, at: int, today: date) -> Named | None:
    """Read "Sunday", "on Sunday", "next Sunday" or "Sunday next week"."""
    first = at
    while first < len(words) and words[first] in _set("leads"):
        first += 1
    if first == len(words) or (number := _weekdays().get(words[first])) is None or not _sure(words, first):
        return None
    end = first + 1 + 2 * (words[first + 1 : first + 3] == ("next", "week"))
    if "next" in words[at:end]:
        return Named(_later(today, WEEK_DAYS - today.weekday() + number), at, end, exact=False)
    return Named(_later(today, (number - today.weekday() - 1) % WEEK_DAYS + 1), at, end, exact=False)


def _sure(words: Words, at: int) -> bool:
    """Say if a short form that is also a word ("sat", "sun") stands for a weekday here."""
    led = at > 0 and words[at - 1] in _set("leads")
    part = words[at + 1 : at + 2]
    return words[at] not in _set("doubtful") or led or len(words) == 1 or bool(part and part[0] in _set("parts"))


_READERS: tuple[Callable[[Words, int, date], Named | None], ...] = (
    _near,
    _span,
    _written,
    _numeric,
    _ordinal,
    _weekday,
)


def _dated(day: int, month: int, year: int | None, today: date) -> date | None:
    """Return that day of the year; without a year, the first one that isn't past."""
    if year:
        return _date(year, month, day)
    return next((one for ahead in (0, 1) if (one := _date(today.year + ahead, month, day)) and one >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _later(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None


def _months_later(today: date, months: int) -> date | None:
    """Return the same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return _date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])) if year <= date.max.year else None


def _count(word: str) -> int | None:
    return int(word) if re.fullmatch("[0-9]{1,3}", word) else _data()["numbers"].get(word)


@lru_cache
def _data() -> Mapping[str, Any]:
    return table("days.toml")


@lru_cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_data()["around"][name])


@lru_cache
def _nearby() -> dict[Words, int]:
    rows = _data()["near"].items()
    return {tuple(_WORD.findall(plain_of(name))): int(ahead) for ahead, names in rows for name in names}


@lru_cache
def _openers() -> frozenset[str]:
    """Return every word that a day may begin with, besides numbers."""
    near = (name[0] for name in _nearby())
    return frozenset({"in", "the", *near, *_weekdays(), *_months(), *_data()["numbers"], *_set("leads")})


@lru_cache
def _weekdays() -> dict[str, int]:
    return {name: number for number, names in enumerate(_data()["weekdays"]) for name in names}


@lru_cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(_data()["months"], 1) for name in names}
