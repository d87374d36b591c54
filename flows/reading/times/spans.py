"""Stretches of time: "in 3 weeks", "in an hour and a half", "a week" before a day that it is counted from."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from flows.reading.times.rows import STOP, Hour, Piece, Reader, Seen, Span
from flows.reading.times.words import around, data

YEAR_MONTHS = 12
QUARTER_SECONDS = 900

_PART = re.compile(
    r"(?P<count>(?:a )?half an?|a half|half|(?:a )?[0-9.]+(?: of)?|an?|one|the|\b) ?(?P<and>and a half )?"
    r"(?:more )?(?P<unit>day|week|fortnight|month|year|hour|minute|second)(?P<half> and a half)?"
)
_HOUR_OF_DAY = re.compile("(1[3-9]|2[0-3]) hour")
"""Alone, it may be a time of the day as well: "17 h"."""
_CLOSED = re.compile(r"([0-9]{1,2})h([0-9]{2})")
_ODD = re.compile("hour (?:and )?([0-9]{2})$")
_QUARTERS = re.compile(r"(3 |a |)quarters? of an hour")


def _gap(seen: Seen) -> Piece | None:
    """Read "in 3 weeks": a day; "in 3 hours": a day and a time, counted in time that passes."""
    span = span_of(seen["sum"] or seen.words)
    if span is None:
        return Piece("open")
    if not span.seconds:
        return Piece("date", day=after(seen.now.date(), span), span=span)
    return _moment(seen.now, span)


def _moment(now: datetime, span: Span) -> Piece:
    """Return the day and the wall time at which so much has passed; hours are counted through UTC."""
    day = after(now.date(), span)
    if day is None:
        return STOP
    try:
        begins = datetime.combine(day, now.time(), now.tzinfo).astimezone(UTC)
        ends = (begins + timedelta(seconds=span.seconds)).astimezone(now.tzinfo)
    except OverflowError:
        return STOP
    return Piece("moment", day=ends.date(), hour=Hour(ends.time().replace(microsecond=0), sure=True))


def _alone(seen: Seen) -> Piece | None:
    """Read "two weeks", where it is all there is, or stands by itself: first, or in place of what was said."""
    if _HOUR_OF_DAY.fullmatch(seen.words):
        return STOP if seen.alone else None
    begins = seen.leads or seen.before in around("taken_back")
    return _gap(seen) if seen.alone or (begins and seen.closes) else None


def _shift(seen: Seen) -> Piece | None:
    """Read "a week on", "the day before" and "the friday before", which a day follows."""
    if seen["named"]:
        number = next(at for at, names in enumerate(data()["weekdays"]) if names[0] == seen["weekday"])
        return Piece("shift", ahead=number, text=seen["way"])
    span = span_of(seen["whole"] or f"a {seen['unit']}")
    if span and seen["way"] == "before":
        span = Span(-span.months, -span.days)
    return Piece("shift", span=span) if span else Piece("open")


def _beyond(seen: Seen) -> Piece | None:
    """Read "the thursday after" and "two days after that", counted from a day that is told before it."""
    names = [names[0] for names in data()["weekdays"]]
    if seen.before not in around("led_beyond"):
        return Piece("open")
    span = span_of(seen["whole"] or "a day")
    return Piece("beyond", ahead=names.index(seen["weekday"]) if seen["weekday"] else None, span=span)


def _later(seen: Seen) -> Piece | None:
    """Read the "week" of "tuesday week"."""
    return Piece("later", span=span_of(f"a {seen.words}"))


def _same(seen: Seen) -> Piece | None:
    """Read "this time tomorrow" and "the same time next week"."""
    span = span_of(data()["same"].get(seen["to"], seen["to"].removeprefix("in ")))
    if span is None or span.seconds:
        return Piece("open")
    return _moment(seen.now, span)


READERS: dict[str, Reader] = {
    "gap": _gap,
    "alone": _alone,
    "shift": _shift,
    "later": _later,
    "same": _same,
    "beyond": _beyond,
}


def span_of(words: str) -> Span | None:
    """Return the sum of the stretches named, or None where one is cut in a way that no calendar knows."""
    words = _ODD.sub(r"hour \1 minute", _CLOSED.sub(r"\1 hour \2 minute", words))
    months = days = seconds = 0
    if quarters := _QUARTERS.search(words):
        seconds = QUARTER_SECONDS * (3 if quarters[1] == "3 " else 1)
        words = words[: quarters.start()]
    for part in _PART.finditer(words):
        count = _count(part["count"]) + (0.5 if part["and"] or part["half"] else 0)
        size = _sizes()[part["unit"]]
        amounts = [count * size.months, count * size.days, count * size.seconds]
        if any(amount != int(amount) for amount in amounts) or (count % 1 and size.days):
            return None
        months, days, seconds = (
            total + int(more) for total, more in zip((months, days, seconds), amounts, strict=True)
        )
    return Span(months, days, seconds) if months or days or seconds else None


def _sizes() -> dict[str, Span]:
    return {unit: Span(**size) for unit, size in data()["sizes"].items()}


def _count(words: str) -> float:
    if "half" in words:
        return 0.5
    digits = words.removeprefix("a ").removesuffix(" of")
    return float(digits) if digits[:1].isdigit() and digits.count(".") <= 1 else 1


def after(day: date, span: Span | None) -> date | None:
    """Return the day so much later (or earlier), or a shorter month's last day; None where no calendar goes."""
    if span is None:
        return None
    try:
        year, month = divmod(day.year * YEAR_MONTHS + day.month - 1 + span.months, YEAR_MONTHS)
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) + timedelta(days=span.days)
    except (ValueError, OverflowError):
        return None
