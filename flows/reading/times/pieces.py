"""The pieces of a text that say something of a time, and what two of them say together: "a week on" and "tuesday"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from flows.reading.times import clock, days, spans, unsure
from flows.reading.times.rows import STOP, Line, Piece, Readers, line_of, seen
from flows.reading.times.words import Words, around, words_of

MOST = 30
"""The most pieces that are looked at in one text."""

_READERS: Readers = {**days.READERS, **spans.READERS, **clock.READERS, **unsure.READERS}


def pieces_of(words: Words, now: datetime) -> list[Piece]:
    """Return the pieces, left to right, with those made one that name a day together; nothing is clear in very many."""
    pieces: list[Piece] = []
    found = list(islice(_found(words, now), MOST + 1))
    if len(found) > MOST:
        return [STOP]
    for piece in _with_numbers(words, found):
        before = pieces[-1] if pieces else None
        joined = _joined(before, piece) if before and touch(words, before, piece) else None
        pieces[-1:] = [joined] if joined else [*pieces[-1:], piece]
    return pieces


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
    elif (one.kind, two.kind) == ("week", "weekday") and one.day and not two.text:
        day = days.in_week(one.day, one.ahead or 0, two.ahead or 0)
    elif (one.kind, two.kind) == ("weekday", "week") and two.day and not one.text:
        day = days.in_week(two.day, two.ahead or 0, one.ahead or 0)
    return Piece("date", day=day, part=one.part or two.part, first=one.first, end=two.end) if day else None


def _with_numbers(words: Words, pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a bare number as an hour beside a day or at the end, and not at all where it is by itself."""
    for at, piece in enumerate(pieces):
        before = pieces[at - 1] if at and words[pieces[at - 1].end : piece.first] in {(), (",",)} else None
        after = pieces[at + 1] if at + 1 < len(pieces) and pieces[at + 1].first == piece.end else None
        if piece.kind != "number":
            yield piece
        elif before or after:
            yield _number(piece, before, after, words[piece.end])
        elif piece.end == len(words) - 1:
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
    if piece.hour and fits and (after or follows in around("ends")):
        return replace(piece, kind="clock")
    return replace(piece, kind="stop")
