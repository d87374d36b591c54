"""What the words beside a piece make of it: past, denied, told of somebody, taken back, one of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from flows.reading.times.pieces import touch
from flows.reading.times.rows import DAYS, OF_DAY, STOP, Piece, is_content
from flows.reading.times.told import chosen, clause, is_asked
from flows.reading.times.words import Words, around

FRIDAY = 4


def meant_ones(words: Words, pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces that may be meant: none that is past, denied, taken back or told of somebody."""
    read = _carried(words, [_as_led(words, piece) for piece in pieces])
    live = list(_live(words, read))
    if {piece.day for piece in live if piece.day} & {piece.day for piece in read if piece.kind == "denied"}:
        return [STOP]
    return _after(chosen(words, _unchanged(live)))


def is_choice(words: Words, piece: Piece) -> bool:
    """Tell whether a piece is one of several ("sunday or monday")."""
    led = words[_spread(words, piece.first) : piece.first]
    behind = piece.end + (words[piece.end] == ",")
    either = words[behind] in {"or", "/"} and words[behind + 1] not in around("fine_after_or")
    return either or "or" in led or words[piece.first - 1 : piece.first] == ("/",)


def is_met(words: Words, vague: Piece, pieces: Iterable[Piece]) -> bool:
    """Tell whether a day is named beside a weekend that it is in, or beside what is vague and told of somebody."""
    days = [piece.day for piece in pieces if piece.kind in DAYS]
    about = vague.kind == "week" and not around("somebody").isdisjoint(clause(words, vague))
    met = vague.text == "saturday" and any(day and day.weekday() >= FRIDAY for day in days)
    return met or (about and bool(days))


def is_asked_for(words: Words, pieces: Sequence[Piece]) -> bool:
    """Tell whether a text is nothing but a time, begins with a sure one, or requests something before it names one."""
    inside = {at for piece in pieces for at in range(piece.first, piece.end)}
    if not any(is_content(word) for at, word in enumerate(words) if at not in inside):
        return True
    if not pieces:
        return False
    before, behind, hour = words[: pieces[0].first], words[pieces[0].end], pieces[0].hour
    answers = is_asked(words, pieces[0]) and behind not in around("others")
    sure = hour and (hour.sure or any(piece.part for piece in pieces))
    return bool(sure and answers) or not around("requests").isdisjoint(before)


def _as_led(words: Words, piece: Piece) -> Piece:
    """Return a piece as past, denied or open where the words around it make it so."""
    if piece.kind in {"stop", "gone", "shift"}:
        return piece
    at = _spread(words, piece.first)
    before = words[at - 1] if at else "."
    if before == "not" and words[at - 2 : at - 1] == ("if",):
        return replace(piece, kind="stop")
    if before in around("denied"):
        return replace(piece, kind="denied")
    if before in around("past") or _is_told(words, piece):
        return replace(piece, kind="gone")
    if before in around("open") and piece.kind in DAYS:
        return replace(piece, kind="open", text="")
    return replace(piece, kind="stop") if before == "before" and piece.kind == "clock" else piece


def _carried(words: Words, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with what is said of one said of the next as well: "friday 8pm is no good"."""
    for at in range(len(pieces) - 1):
        denied = pieces[at].kind == "denied" and pieces[at].day is None
        if denied and _is_close(words, pieces[at], pieces[at + 1]):
            pieces[at + 1] = replace(pieces[at + 1], kind="denied")
    for at in reversed(range(len(pieces) - 1)):
        behind = pieces[at + 1]
        changed = any(piece.kind == "change" for piece in pieces[at + 2 : at + 3])
        told = behind.kind == "gone" and words[behind.end] in around("told_after")
        if told and not changed and _is_close(words, pieces[at], behind):
            pieces[at] = replace(pieces[at], kind="gone")
    return pieces


def _is_close(words: Words, one: Piece, two: Piece) -> bool:
    return around("closely").issuperset(words[one.end : two.first])


def _spread(words: Words, at: int) -> int:
    """Return where the small words before a piece begin."""
    while at and words[at - 1] in around("spread"):
        at -= 1
    return at


def _is_told(words: Words, piece: Piece) -> bool:
    """Say if a past verb stands before a piece in its clause, and nothing is asked for in between."""
    behind = words[piece.end : piece.end + 2]
    if behind[0] in around("told_after") or (behind[0] in around("who_may") and not around("told").isdisjoint(behind)):
        return True
    for word in reversed(clause(words, piece)):
        if word in around("requests"):
            return False
        if word in around("told") or (word[3:].endswith("ed") and word not in around("present")):
            return True
    return False


def _live(words: Words, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield what isn't past or denied; a time of the day goes with the day beside it."""
    for at, piece in enumerate(pieces):
        beside = [pieces[other] for other in (at - 1, at + 1) if 0 <= other < len(pieces)]
        beside = sorted((one for one in beside if touch(words, one, piece)), key=partial(_apart, piece))
        gone = any(one.kind in {"gone", "denied"} and not one.hour for one in beside[:1])
        if piece.kind not in {"gone", "denied", "shift", "later"} and not (gone and piece.kind in OF_DAY):
            yield piece


def _apart(one: Piece, two: Piece) -> int:
    """Return how many words stand between two pieces."""
    return max(one.first - two.end, two.first - one.end)


def _unchanged(pieces: list[Piece]) -> list[Piece]:
    """Leave out what is taken back by "no, make it": the day before it where one follows, and the time likewise."""
    at = max((at for at, piece in enumerate(pieces) if piece.kind == "change"), default=-1)
    behind = pieces[at + 1 :]
    said_again = [kinds for kinds in (DAYS, OF_DAY) if any(piece.kind in kinds for piece in behind)]
    kept = [piece for piece in pieces[: max(at, 0)] if not any(piece.kind in kinds for kinds in said_again)]
    return [piece for piece in (*kept, *behind) if piece.kind != "change"]


def _after(pieces: list[Piece]) -> list[Piece]:
    """Rule every day out where the time is after another one ("so after"), and no part of the day tells it."""
    kinds = {piece.kind for piece in pieces}
    told = any(piece.part for piece in pieces) and "clock" not in kinds
    return [STOP] if "behind" in kinds and not told else pieces
