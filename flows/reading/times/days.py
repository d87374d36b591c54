"""Days: "tomorrow", "next Friday", "14 March", "the first Sunday in May", "Christmas Eve", each counted from today.

A weekday is always ahead, 1 to 7 days; "next" moves it to the next calendar week (Monday first). Numbers whose order
can't be told (3/4) name no day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice

from flows.reading.times.rows import OF_MONTH, Piece, Reader, Seen
from flows.reading.times.words import around, data

WEEK_DAYS = 7
YEAR_MONTHS = 12
CENTURY = 2000
MONTHS_LOOKED_AT = 3
NIGHT_ENDS, LATE = 4, "late"
"""Up to this hour "tomorrow" may be the day that has begun: it is only proposed."""
NEVER_COUNTED = 4
"""From this one on, an ordinal in letters is of a month; "the first" and "the second" may be of anything."""

_ISO = re.compile(r"(2[0-9]{3})([-/.])([0-9]{1,2})\2([0-9]{1,2})\.?")
_PAIR = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})(?:\2(2[0-9]{3}|[0-9]{2}))?(\.?)")


def _near(seen: Seen) -> Piece | None:
    """Read "today", "tonight", "this evening" and "tomorrow"."""
    ahead = int(seen.words == "tomorrow")
    part = seen["part"] or ("night" if seen.words == "tonight" else "")
    if part and seen.now.hour >= data()["hours"][part][1]:
        return Piece("gone")
    late = ahead and seen.now.hour < NIGHT_ENDS
    return Piece("near", day=later(seen.now.date(), ahead), part=part, text=LATE if late else "")


def _weekday(seen: Seen) -> Piece | None:
    """Read "friday" and "next friday"; "friday next" may be either."""
    number = _number("weekdays", seen["weekday"])
    today = seen.now.date()
    coming, next_week = later(today, (number - today.weekday() - 1) % WEEK_DAYS + 1), in_week(today, 1, number)
    if seen["odd"] and coming != next_week:
        return Piece("open")
    return Piece("weekday", day=next_week if seen["next"] else coming, ahead=number, text=seen["next"])


def in_week(today: date, ahead: int, number: int) -> date | None:
    """Return a weekday of the calendar week that is so many weeks from this one."""
    return later(today, ahead * WEEK_DAYS - today.weekday() + number)


def _weeks(seen: Seen) -> Piece | None:
    """Read "next week", which a weekday may stand beside."""
    ahead = data()["weeks"][seen.words.removeprefix("the ").removeprefix("later ")]
    return Piece("week", day=seen.now.date(), ahead=ahead, text="monday next week" if ahead == 1 else "")


def _month_day(seen: Seen) -> Piece | None:
    """Read "14 March", "the 14th of March 2027" or "March 14th, 2027"."""
    this_year = seen.now.year
    said = {"": None, "this year": this_year, "next year": this_year + 1}
    year = said[seen["year4"]] if seen["year4"] in said else int(seen["year4"]) % CENTURY + CENTURY
    return Piece("date", day=_dated(_digits(seen["d"]), _number("months", seen["month"]) + 1, year, seen.now.date()))


def _in_month(seen: Seen) -> Piece | None:
    """Read "the 5th of next month"."""
    today, number = seen.now.date(), _digits(seen["dth"] or seen["d"])
    past = seen["which"] == "the" and number < today.day
    year, month = _month_ahead(today, data()["months_ahead"]["next" if past else seen["which"]])
    return Piece("date", day=_date(year, month, number))


def _end(seen: Seen) -> Piece | None:
    """Read "the end of the month", "the last day of March" and "the end of the year"."""
    today = seen.now.date()
    if "year" in seen.words:
        return Piece("date", day=_date(today.year, YEAR_MONTHS, 31))
    if seen["month"]:
        month = _number("months", seen["month"]) + 1
        year = today.year + (month < today.month)
    else:
        year, month = _month_ahead(today, int(seen["which"] == "next"))
    return Piece("date", day=_date(year, month, monthrange(year, month)[1]) if year < date.max.year else None)


def _start(seen: Seen) -> Piece | None:
    return Piece("date", day=_date(*_month_ahead(seen.now.date(), 1), 1))


def _nth(seen: Seen) -> Piece | None:
    """Read "the first Sunday in March" and "the last Friday of the month"."""
    today, number = seen.now.date(), _number("weekdays", seen["weekday"])
    nth = data()["nth"][seen["nth"]]
    if seen["which"]:
        return Piece("date", day=_nth_of(*_month_ahead(today, int(seen["which"] == "next")), number, nth))
    month = _number("months", seen["month"]) + 1
    days = (_nth_of(today.year + ahead, month, number, nth) for ahead in (0, 1))
    return Piece("date", day=next((day for day in days if day and day >= today), None))


def _nth_of(year: int, month: int, number: int, nth: int) -> date | None:
    """Return the nth such weekday of a month, counted from its end where `nth` is below 0."""
    if not date.min.year <= year < date.max.year:
        return None
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    fitting = [day for day in days if day.weekday() == number]
    return fitting[nth] if nth < len(fitting) else None


def _number_date(seen: Seen) -> Piece | None:
    """Read "2026-03-14", "14.3.", "14/3" or "3/14"; two numbers that may be either way round name no day."""
    today = seen.now.date()
    if match := _ISO.fullmatch(seen.words):
        return Piece("date", day=_dated(int(match[4]), int(match[3]), int(match[1]), today))
    match = _PAIR.fullmatch(seen.words)
    if not match or not _is_date(match, seen):
        return None
    one, two = int(match[1]), int(match[3])
    year = int(match[4]) % CENTURY + CENTURY if match[4] else None
    if max(one, two) <= YEAR_MONTHS and one != two:
        return Piece("date")
    return Piece("date", day=_dated(max(one, two), min(one, two), year, today))


def _is_date(match: re.Match[str], seen: Seen) -> bool:
    """Tell a date from a time (18.30), a range (2-3) and a mark (10/10)."""
    one, sign, two, year, stop = match.groups()
    led = seen.before in around("before_date")
    if year:
        return True
    if not int(two):
        return False
    if (
        (sign == "." and seen.before in around("before_hour"))
        or seen.before == "at"
        or (one == two and not (led or seen.alone))
    ):
        return False
    if sign == "-":
        return (led or seen.alone) and max(int(one), int(two)) > YEAR_MONTHS >= min(int(one), int(two))
    return sign == "/" or (int(two) <= YEAR_MONTHS and (bool(stop) or led or seen.alone))


def _dth(seen: Seen) -> Piece | None:
    """Read "the 14th", where nothing follows that it could belong to ("the 14th time")."""
    led = seen.words.startswith(("the", "on the")) or seen.before in around("leads")
    counted = data()["ordinals"].get(seen["ordinal"], NEVER_COUNTED) < NEVER_COUNTED
    free = not counted and (seen.before in {".", ",", *_weekdays()} or seen.before in around("asks") | around("led"))
    asked = seen.before in {".", ","} | around("asks") | around("led") | around("requests") | around("wants")
    number = seen["loose"] or seen["bare"]
    if number and not (asked and _digits(number) >= (NEVER_COUNTED if seen["loose"] else 1)):
        return None
    if not (number or seen.alone or free or (led and not counted) or (counted and seen.before in around("leads"))):
        return Piece("skip")
    today = seen.now.date()
    months = (_month_ahead(today, ahead) for ahead in range(MONTHS_LOOKED_AT))
    days = (
        _date(year, month, _digits(number or seen["dth"] or seen["d"] or seen["ordinal"])) for year, month in months
    )
    return Piece("date", day=next((day for day in days if day and day >= today), None), text=OF_MONTH)


def _feast(seen: Seen) -> Piece | None:
    month, day = data()["feasts"][seen["feast"]]
    return Piece("date", day=_dated(day, month, None, seen.now.date()))


def _easter(seen: Seen) -> Piece | None:
    """Read "good friday"; "easter" alone is several days."""
    ahead = data()["easter"]["days"].get(seen["easter"], 0)
    days = (later(sunday, ahead) for sunday in data()["easter"]["sundays"])
    day = next((day for day in days if day and day >= seen.now.date()), None)
    return Piece("date", day=day) if seen["easter"] else Piece("open", day=day, text="easter sunday")


def _instead(seen: Seen) -> Piece | None:
    """Read "not tomorrow, the day after" and "not this friday but the one after"."""
    if seen["near"]:
        return Piece("date", day=later(seen.now.date(), 1 + int(seen["near"] == "tomorrow")))
    weekday = _weekday(seen)
    return Piece("date", day=weekday.day and later(weekday.day, WEEK_DAYS)) if weekday else None


READERS: dict[str, Reader] = {
    "near": _near,
    "weekday": _weekday,
    "weeks": _weeks,
    "month_day": _month_day,
    "in_month": _in_month,
    "end": _end,
    "start": _start,
    "nth": _nth,
    "number_date": _number_date,
    "dth": _dth,
    "feast": _feast,
    "easter": _easter,
    "instead": _instead,
}


def beside(day: date, number: int, way: str) -> date | None:
    """Return the nearest such weekday "before" or "after" a day."""
    if way == "before":
        return later(day, -((day.weekday() - number - 1) % WEEK_DAYS) - 1)
    return later(day, (number - day.weekday() - 1) % WEEK_DAYS + 1)


def dates_with(number: int, weekday: int, today: date) -> Iterator[date]:
    """Yield the days of the next months that have this number and are this weekday."""
    days = (_date(*_month_ahead(today, ahead), number) for ahead in range(2))
    return (day for day in days if day and day >= today and day.weekday() == weekday)


def _weekdays() -> Iterator[str]:
    return (names[0] for names in data()["weekdays"])


def _number(name: str, word: str) -> int:
    return next(number for number, names in enumerate(data()[name]) if names[0] == word)


def _digits(word: str) -> int:
    return data()["ordinals"].get(word) or int(re.sub("[^0-9]", "", word))


def _month_ahead(today: date, ahead: int) -> tuple[int, int]:
    year, month = divmod(today.year * YEAR_MONTHS + today.month - 1 + ahead, YEAR_MONTHS)
    return year, month + 1


def _dated(day: int, month: int, year: int | None, today: date) -> date | None:
    """Return that day of the year; without a year, the first one that isn't past."""
    if year:
        return _date(year, month, day)
    years = islice(count(today.year), 2)
    return next((one for year in years if (one := _date(year, month, day)) and one >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def later(today: date, days: int) -> date | None:
    """Return the day so many days later, or None where no calendar goes."""
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None
