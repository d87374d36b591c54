"""The one day and time that a text means: what the pieces say together, and nothing where they don't agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from flows.reading.times import clock, days
from flows.reading.times.beside import is_asked_for, is_choice, is_met, meant_ones
from flows.reading.times.pieces import pieces_of
from flows.reading.times.rows import DAYS, OF_DAY, Hour, Piece
from flows.reading.times.words import data, words_of

FARTHEST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text means: the day, and whether it names one itself; "at 7" means the next seven o'clock."""

    day: date
    at: time | None = None
    part: str = ""
    sure: bool = True
    named: bool = True


def meant(text: str, now: datetime) -> Meant | None:
    """Return the one day and time that a text means, or None where there is none, or more than one, or in doubt."""
    words = words_of(text)
    pieces = meant_ones(words, pieces_of(words, now))
    if any(piece.kind == "stop" or is_choice(words, piece) for piece in pieces):
        return None
    opens = [piece for piece in pieces if piece.kind in {"open", "week"} and not is_met(words, piece, pieces)]
    said = [piece for piece in pieces if piece.kind in DAYS or piece.kind in OF_DAY]
    found = _proposed(opens, said, now) if opens else _together(said, now, asked=is_asked_for(words, pieces))
    if found and {piece.text for piece in said if piece.day} == {days.LATE}:
        found = replace(found, sure=False)
    return found if found and 0 <= (found.day - now.date()).days <= FARTHEST_DAYS else None


def _proposed(opens: Sequence[Piece], said: Sequence[Piece], now: datetime) -> Meant | None:
    """Return the day that may be meant by what isn't quite said; none beside a day that is."""
    if len(opens) > 1 or any(piece.kind in DAYS for piece in said) or not opens[0].text:
        return None
    found = meant(opens[0].text, now)
    return replace(found, sure=False) if found else None


def _together(said: Sequence[Piece], now: datetime, *, asked: bool) -> Meant | None:
    """Return what all pieces mean together, or None where they don't agree."""
    if any(piece.kind == "moment" for piece in said):
        return _passed([piece for piece in said if piece.text != clock.LED_BY_DAY])
    named = [piece for piece in said if piece.kind in DAYS]
    day, parts, led = _day(named), _parts(said), {piece.text for piece in said}
    part = next(iter(parts), "")
    if len(parts) > 1 or bool(named) != bool(day) or (clock.LED_BY_DAY in led and not day):
        return None
    told = [piece.hour for piece in said if piece.hour and piece.text != clock.LUNCH]
    hours = _surest(told or [piece.hour for piece in said if piece.hour])
    if not hours:
        return _without_hour(day, part, now, asked=asked)
    one = len({clock.settled(hour, part) for hour in hours}) == 1 and (part or clock.LED_BY_PART not in led)
    return _at_hour(day, part, hours[0], now, asked=asked) if one else None


def _surest(hours: list[Hour]) -> list[Hour]:
    """Return the hours without those that a sure one says again ("at 8, so 20:00")."""
    sure = [hour.at for hour in hours if hour.sure]
    return [hour for hour in hours if hour.sure or clock.other_half(hour) not in sure]


def _passed(said: Sequence[Piece]) -> Meant | None:
    """Return the moment to which hours are counted; nothing but its day may stand beside it ("in 2 hours, today")."""
    hours = [piece.hour for piece in said if piece.hour]
    day = said[0].day if len({piece.day for piece in said}) == len(hours) == 1 else None
    return Meant(day, hours[0].at, named=False) if day else None


def _day(named: Sequence[Piece]) -> date | None:
    """Return the one day that all agree on; beside a date, a weekday only has to be that date's weekday."""
    exact = {piece.day for piece in named if piece.kind != "weekday"} or {piece.day for piece in named}
    day = exact.pop() if len(exact) == 1 else None
    return day if day and all(piece.day and piece.day.weekday() == day.weekday() for piece in named) else None


def _parts(said: Sequence[Piece]) -> list[str]:
    """Return the parts of the day that are named; the evening and the night may be the same, the last one then."""
    parts = list(dict.fromkeys(piece.part for piece in said if piece.part))
    return parts[-1:] if set(parts) <= {"evening", "night"} else parts


def _without_hour(day: date | None, part: str, now: datetime, *, asked: bool) -> Meant | None:
    """Return the day; of a part of the day alone, the next morning, or what is ahead today."""
    if day:
        return Meant(day, part=part)
    if not part or not asked:
        return None
    passed = now.time() >= time.fromisoformat(data()["usual"][part])
    ahead = days.later(now.date(), int(passed))
    return Meant(ahead, part=part, named=False) if ahead and (part == "morning" or not passed) else None


def _at_hour(day: date | None, part: str, hour: Hour, now: datetime, *, asked: bool) -> Meant | None:
    """Return the day at an hour; of an hour alone, the next time that it comes, where that is clear."""
    at = clock.settled(hour, part)
    if at is None or not (day or asked):
        return None
    passed = at <= now.time()
    if day:
        return None if day == now.date() and passed else Meant(day, at, part)
    ahead = days.later(now.date(), int(passed))
    is_clear = part or _is_next(at, clock.other_half(hour), now.time())
    return Meant(ahead, at, part, named=False) if ahead and is_clear else None


def _is_next(at: time, other: time | None, now: time) -> bool:
    """Say if an hour comes before the one that it may be taken for."""
    return other is None or (at <= now, at) < (other <= now, other)
