"""The pieces of a text that say something of a time, and what two of them say together: "a week on" and "tuesday"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice, pairwise

from flows.reading.times import clock, days, spans, unsure
from flows.reading.times.rows import OF_DAY, STOP, Line, Piece, Readers, is_content, line_of, seen
from flows.reading.times.words import Words, around, words_of

MOST = 30
"""The most pieces that are looked at in one text."""

MOST_BETWEEN = 4
"""The most words between a week and the weekday that is in it."""

_READERS: Readers = {**days.READERS, **spans.READERS, **clock.READERS, **unsure.READERS}


def pieces_of(words: Words, now: datetime) -> list[Piece]:
    """Return the pieces, left to right, with those made one that name a day together; nothing is clear in very many."""
    pieces: list[Piece] = []
    found = list(islice(_found(words, now), MOST + 1))
    if len(found) > MOST:
        return [STOP]
    for piece in _with_numbers(words, found):
        before = pieces[-1] if pieces else None
        beyond = before and piece.kind == "beyond" and "or" not in words[before.end : piece.first]
        joined = _joined(before, piece) if before and (beyond or touch(words, before, piece)) else None
        if piece.kind == "beyond" and not joined:
            return [STOP]
        pieces[-1:] = [joined] if joined else [*pieces[-1:], piece]
    return _in_week(words, pieces)


def _in_week(words: Words, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, with the day of a week in the place of that week and a weekday beside it, in any order."""
    weeks = [at for at, piece in enumerate(pieces) if piece.kind == "week"]
    named = [at for at, piece in enumerate(pieces) if piece.kind in {"weekday", "date"}]
    for week in weeks:
        for at in named:
            first, last = min(at, week), max(at, week)
            day = _day_of_week(pieces[week], pieces[at])
            if day and _close(words, pieces[first : last + 1]):
                dated = replace(pieces[at], kind="date", day=day)
                if last == first + 1:
                    dated = replace(dated, first=pieces[first].first, end=pieces[last].end)
                return [dated if piece == pieces[at] else piece for piece in pieces if piece != pieces[week]]
    return pieces


def _day_of_week(week: Piece, named: Piece) -> date | None:
    """Return the day of that week: its weekday, or a date that is in it."""
    monday = days.in_week(week.day or date.min, week.ahead or 0, 0)
    if named.kind == "weekday":
        return monday and days.later(monday, named.ahead or 0) if not named.text else None
    return named.day if monday and named.day and 0 <= (named.day - monday).days < days.WEEK_DAYS else None


def _close(words: Words, pieces: Sequence[Piece]) -> bool:
    """Tell whether nothing parts the first and the last of some pieces; a time of the day may stand between them."""
    gaps = [words[one.end : two.first] for one, two in pairwise(pieces)]
    between = [word for gap in gaps for word in gap]
    apart = [around(name) for name in ("somebody", "denied", "open", "told_after", "apart")]
    parted = len(between) > MOST_BETWEEN or any(not one.isdisjoint(between) for one in apart)
    inner = all(piece.kind in OF_DAY for piece in pieces[1:-1])
    told = "," in between and words[pieces[-1].end] in around("told_after")
    return inner and not parted and not told


def touch(words: Words, one: Piece, two: Piece) -> bool:
    """Tell whether only small words stand between two pieces."""
    first, second = (one, two) if one.first < two.first else (two, one)
    return around("joins").issuperset(words[first.end : second.first])


def _found(words: Words, now: datetime) -> Iterator[Piece]:
    """Yield the pieces as they stand; a word that is part of one opens no other."""
    at, line = 0, line_of(words)
    while at < len(words) - 1:
        found = _piece(line, at, now) if at in line.opens else None
        if found and found.kind != "skip":
            yield found
        at = found.end if found else at + 1


def _piece(line: Line, at: int, now: datetime) -> Piece | None:
    for row in seen(line, at, now):
        read = _READERS.get(row.kind)
        if piece := read(row) if read else Piece(row.kind):
            if piece.kind == "named":
                piece = pieces_of(words_of(piece.text), now)[0]
            return replace(piece, first=at, end=at + row.words.count(" ") + 1)
    return None


def _joined(one: Piece, two: Piece) -> Piece | None:
    """Return what two neighbours name together, if they do."""
    day: date | None = None
    if one.kind == "shift" and two.day:
        day = days.beside(two.day, one.ahead or 0, one.text) if one.text else spans.after(two.day, one.span)
    elif two.kind == "later" and one.day:
        day = spans.after(one.day, two.span)
    elif two.kind == "beyond" and one.day:
        day = spans.after(one.day, two.span) if two.ahead is None else days.beside(one.day, two.ahead, "after")
    elif one.kind == "date" and two.kind == "weekday" and one.day and one.span:
        day = _weeks_on(one, two)
    elif two.kind == "date" and one.kind == "weekday" and two.day and two.span:
        day = _weeks_on(two, one)
    first = two.first if two.kind == "beyond" else one.first
    return Piece("date", day=day, part=one.part or two.part, first=first, end=two.end) if day else None


def _weeks_on(gap: Piece, weekday: Piece) -> date | None:
    """Return the "friday" of "friday in 2 weeks", where it is the same counted from today and from friday."""
    span = gap.span
    if span is None or gap.day is None or span.months or span.days % days.WEEK_DAYS or weekday.text:
        return None
    from_weekday = weekday.day and days.later(weekday.day, span.days)
    of_week = days.in_week(gap.day, 0, weekday.ahead or 0)
    return of_week if of_week == from_weekday else None


def _with_numbers(words: Words, pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a bare number as an hour beside a day or at the end, and not at all where it is by itself."""
    for at, piece in enumerate(pieces):
        led = words[pieces[at - 1].end : piece.first] if at else (".",)
        before = pieces[at - 1] if led in {(), (",",), ("at",)} else None
        after = pieces[at + 1] if at + 1 < len(pieces) and pieces[at + 1].first == piece.end else None
        if piece.kind != "number":
            yield piece
        elif before and before.kind == "change" and not any(one.hour for one in pieces[:at]):
            yield STOP
        elif before or after:
            follows = "." if led == ("at",) and words[piece.end].isalpha() else words[piece.end]
            yield _number(piece, before, after, follows)
        elif not any(map(is_content, words[piece.end :])):
            yield replace(piece, kind="clock" if piece.hour and words[piece.first - 1] == "," else "stop")


def _number(piece: Piece, before: Piece | None, after: Piece | None, follows: str) -> Piece:
    """Return a number beside another piece as an hour or, behind its weekday, as a date; else nothing is clear."""
    if before and before.kind == "weekday" and piece.text.isdigit():
        number = int(piece.text)
        dates = list(days.dates_with(number, before.ahead or 0, before.day or date.min))
        if number > clock.NOON and dates[:1] == [before.day]:
            return replace(piece, kind="date", day=before.day, hour=None)
        if dates:
            return replace(piece, kind="stop")
    fits = any(one and one.kind in {"near", "weekday", "part", "change"} for one in (before, after))
    ends = around("ends") | (around("fillers") - around("counted"))
    if piece.hour and fits and (after or follows in ends):
        return replace(piece, kind="clock")
    return replace(piece, kind="stop")
