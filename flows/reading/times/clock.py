"""Times of the day: "7pm", "half eight", "1930", "quarter to nine", "noon", and parts of the day: "after work"."""

from __future__ import annotations

import re
from datetime import time

from flows.reading.times.rows import STOP, Hour, Piece, Reader, Seen
from flows.reading.times.words import around, data

HOURS, MINUTES, NOON = 24, 60, 12
FIRST_MORNING_HOUR = 7
"""A bare hour from this one on is of the morning, and of the afternoon or evening before it."""
LED_BY_DAY, LED_BY_PART = "day", "part"
"""What an hour says nothing without: a day ("the same time"), or a part of the day ("quarter to seven")."""
LUNCH = "lunch"
QUARTER, HALF = 15, 30

_DIGITS = re.compile(r"([0-9]{1,2})[:.h]?([0-9]{2})(?::([0-9]{2}))?\.?")
_NUMBER = re.compile("[0-9]{1,2}")
_YEAR = re.compile("20[2-3][0-9]")


def _clocked(seen: Seen) -> Piece | None:
    """Read "7pm", "19:30", "at 7", "1930"; a number that may be anything is left to its neighbours."""
    hour, minute, second = _numbers(seen)
    hour_read = _hour(hour, minute, second, seen)
    if "clock" in seen.match.groupdict() and not seen["half"] and not _is_clock(seen):
        return Piece("number", hour=hour_read, text=seen.words) if hour_read else None
    return Piece("clock", hour=hour_read) if hour_read else STOP


def _numbers(seen: Seen) -> tuple[int, int, int]:
    if match := _DIGITS.fullmatch(seen["clock"]):
        return int(match[1]), int(match[2]), int(match[3] or 0)
    hour = seen["h"] or seen["hh"]
    return 1 if hour == "one" else int(hour), int(seen["m"] or 0), 0


def _is_clock(seen: Seen) -> bool:
    """Tell a time from a price (7.30), a number (730) and a year."""
    typed = seen["clock"]
    alone = seen.alone and len(typed) >= len("7.30") and not _YEAR.fullmatch(typed)
    return alone or ":" in typed or "h" in typed or seen.before in around("before_hour")


def _hour(hour: int, minute: int, second: int, seen: Seen) -> Hour | None:
    """Return the hour of a 12-hour or a 24-hour clock, or None where there is none such."""
    if minute >= MINUTES or second >= MINUTES or hour >= HOURS:
        return None
    half = seen["half"]
    if half and hour <= NOON:
        if not hour:
            return None
        return Hour(time(hour % NOON + NOON * (half == "pm"), minute, second), sure=True)
    if half == "am":
        return None
    typed = seen["clock"] or seen["h"] or seen["hh"]
    return Hour(time(hour, minute, second), sure=hour > NOON or typed.startswith("0") or bool(seen["hh"]))


def _bare(seen: Seen) -> Piece | None:
    """Read a number, which its neighbours may make an hour."""
    if seen.before in around("ages"):
        return Piece("open" if _NUMBER.fullmatch(seen.words) and seen.after == "on" else "number")
    if not _NUMBER.fullmatch(seen.words) or seen.after in data()["sizes"]:
        return Piece("number", text=seen.words)
    number = int(seen.words)
    sure = number > NOON or seen.words.startswith("0")
    return Piece("number", hour=Hour(time(number), sure) if number < HOURS else None, text=seen.words)


def _to_from(seen: Seen) -> Piece | None:
    """Read "half past seven", "half seven", "ten to eight"."""
    named = {"half": HALF, "quarter": QUARTER, "": HALF}
    minute = named[seen["m"]] if seen["m"] in named else int(seen["m"])
    hour = 1 if seen["h"] == "one" else int(seen["h"])
    if minute >= MINUTES or not 0 < hour < HOURS:
        return STOP
    if seen["way"] not in {"to", "until"}:
        read = _hour(hour, minute, 0, seen)
        return Piece("clock", hour=read) if read else STOP
    if minute % 5 or minute == hour - 1:
        return STOP
    return _before(hour, minute, seen)


def _before(hour: int, minute: int, seen: Seen) -> Piece | None:
    """Return so many minutes to an hour; at seven it is neither of the morning nor of the evening."""
    earlier = (hour - 2) % NOON + 1 if hour <= NOON else hour - 1
    read = _hour(earlier, MINUTES - minute, 0, seen)
    if seen["half"] and hour == NOON:
        read = Hour(time(earlier + NOON * (seen["half"] == "am"), MINUTES - minute), sure=True)
    unclear = hour == FIRST_MORNING_HOUR and not seen["half"]
    return Piece("clock", hour=read, text=LED_BY_PART if unclear else "") if read else STOP


def _noon(seen: Seen) -> Piece | None:
    """Read "noon" and "lunchtime", which leaves the hour to a time that stands beside it."""
    return Piece("clock", hour=Hour(time(NOON), sure=True), text=LUNCH if "lunch" in seen.words else "")


def _now(seen: Seen) -> Piece | None:
    """Read "the same time", beside a day."""
    return Piece("clock", hour=Hour(seen.now.time().replace(second=0, microsecond=0), sure=True), text=LED_BY_DAY)


def _midnight(_: Seen) -> Piece | None:
    """Read "midnight", which ends one day and begins the next."""
    return STOP


def _part(seen: Seen) -> Piece | None:
    """Read a part of the day; one that is told by what is done in it ("after work") says nothing without a day."""
    if seen["early"]:
        return Piece("part", part="morning")
    if seen["kids"]:
        return Piece("part", part="evening", text=LED_BY_DAY)
    part = next(name for name, ways in data()["parts"].items() if seen["part"] in ways)
    return Piece("part", part=part, text=LED_BY_DAY if seen.words.startswith(("after ", "before ")) else "")


READERS: dict[str, Reader] = {
    "clocked": _clocked,
    "bare": _bare,
    "to_from": _to_from,
    "noon": _noon,
    "now": _now,
    "midnight": _midnight,
    "part": _part,
}


def settled(hour: Hour, part: str) -> time | None:
    """Return the time of the day that an hour is, beside a part of the day or "" ; None where the two clash."""
    if not part:
        return hour.at if hour.sure else _usual(hour.at)
    first, end = data()["hours"][part]
    ways = [hour.at] if hour.sure else [hour.at.replace(hour=hour.at.hour % NOON + more) for more in (0, NOON)]
    fitting = [way for way in ways if first <= way.hour < end]
    return fitting[0] if len(fitting) == 1 else None


def _usual(at: time) -> time:
    return at if at.hour >= FIRST_MORNING_HOUR else at.replace(hour=at.hour + NOON)


def other_half(hour: Hour) -> time | None:
    """Return the other time of the day that an hour may stand for."""
    usual = _usual(hour.at)
    return None if hour.sure else usual.replace(hour=(usual.hour + NOON) % HOURS)
