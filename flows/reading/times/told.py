"""Which of several days, or times, is asked for, where the others are told: "he works friday, so ask me sunday"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from flows.reading.times.rows import DAYS, OF_DAY, OF_MONTH, Piece, is_content
from flows.reading.times.words import Words, around

TOLD, BARE, ASKED, LED = range(4)
"""How plainly a piece is asked for: something else is told of it, nothing is, it is requested, "so" leads to it."""

WEEK_DAYS = 7
SOON_BEHIND = 4
"""How many words behind a day may say that it suits."""


def chosen(words: Words, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without those that only tell something, where one is asked for beside them."""
    ends = {piece: words[piece.end - 1] for piece in pieces}
    words = _blanked(words, pieces)
    pieces = [piece for piece in pieces if not _is_beside(words, piece, ends)]
    named = [piece for piece in pieces if piece.kind in DAYS]
    hours = [piece for piece in pieces if piece.kind == "clock"]
    told = _told(words, named, named) or _alone(words, named)
    kept = [piece for piece in named if piece not in told]
    told += _with(words, told, kept, pieces)
    hours = [piece for piece in hours if piece not in told]
    if any(_level(words, piece) > TOLD for piece in hours):
        told += _told(words, hours, hours)
    else:
        of_others = [piece for piece in hours if _is_of_somebody(words, piece)]
        told += _told(words, of_others, [*kept, *(piece for piece in pieces if piece.kind == "part")])
    return [piece for piece in pieces if piece not in told]


def clause(words: Words, piece: Piece) -> Words:
    """Return the words before a piece in its clause."""
    at = piece.first
    while at and words[at - 1] not in around("breaks"):
        at -= 1
    return words[at : piece.first]


def is_asked(words: Words, piece: Piece) -> bool:
    """Say if a piece comes first in its clause, or after a request or an offer."""
    before = clause(words, piece)
    return not any(map(is_content, before)) or _requests(before)


def _requests(before: Words) -> bool:
    """Say if something is asked of us in some words, and not of somebody else."""
    if before[:1] in {("i",), ("we",)} and not around("own").isdisjoint(before[1:2]):
        return False
    third = around("third").intersection(before)
    asks = around("offers") if third else around("requests") | around("offers") | around("wants")
    return not asks.isdisjoint(before)


def _blanked(words: Words, pieces: Iterable[Piece]) -> Words:
    """Return the words with nothing in the place of those that the pieces read."""
    read = {at for piece in pieces for at in range(piece.first, piece.end)}
    return tuple("" if at in read else word for at, word in enumerate(words))


def _level(words: Words, piece: Piece) -> int:
    """Return how plainly a piece is asked for."""
    begins = _begin(words, piece)
    before, behind = words[begins : piece.first], words[piece.end : _end(words, piece)]
    says, more = any(map(_says, before)), any(map(_says, behind))
    says = says or behind[:2] == ("is", "") or before[-2:] == ("", "is")
    asks = _requests(before)
    if words[begins - 1 : begins] and words[begins - 1] in around("led") and (asks or not (says or more)):
        return LED
    if asks or not (says or more or around("suits").isdisjoint(behind[:SOON_BEHIND])):
        return ASKED
    return TOLD if says or more else BARE


def _says(word: str) -> bool:
    return is_content(word) and word not in around("suits") | around("open")


def _begin(words: Words, piece: Piece) -> int:
    """Return where what is said of a piece begins; of two with "and" between them, the same is said."""
    at = piece.first
    while at and (words[at - 1] not in _parting() or _links(words, at - 1, words[at : piece.first])):
        at -= 1
    return at


def _end(words: Words, piece: Piece) -> int:
    """Return where what is said of a piece ends."""
    at = piece.end
    while at < len(words) and (words[at] not in _parting() or _links(words, at, words[piece.end : at])):
        at += 1
    return at


def _links(words: Words, at: int, between: Words) -> bool:
    """Say if a word is an "and" right between two pieces."""
    around_it = (*words[at - 1 : at], *words[at + 1 : at + 2])
    return words[at] in around("links") and "" in around_it and around("joins").issuperset(between)


@lru_cache
def _parting() -> frozenset[str]:
    return around("breaks") | around("reasons")


def _told(words: Words, pieces: Iterable[Piece], others: Sequence[Piece]) -> list[Piece]:
    """Return the pieces that only tell something, beside the one thing of all that is asked for most plainly."""
    best = max((_level(words, piece) for piece in others), default=TOLD)
    asked = [piece for piece in others if _level(words, piece) == best > TOLD]
    begins, said = {_begin(words, piece) for piece in asked}, set(map(_said, asked))
    rest = [piece for piece in pieces if _said(piece) not in said]
    known = {_said(piece) for piece in rest if _tells(words, piece, best)}
    tell = all(_begin(words, piece) not in begins and _said(piece) in known for piece in rest)
    plain = len(said) == 1 or not any(piece in others for piece in pieces)
    return rest if asked and plain and tell and not any(_is_of_month(one, two) for one in asked for two in rest) else []


def _alone(words: Words, named: Sequence[Piece]) -> list[Piece]:
    """Return the one day where it is only told of somebody: "he comes back tuesday"."""
    if len(named) != 1 or around("tellers").isdisjoint(clause(words, named[0])[:1]):
        return []
    asked = not (around("led") | around("requests")).isdisjoint(words[named[0].end :])
    return [] if asked or _level(words, named[0]) > TOLD else [*named]


def _tells(words: Words, piece: Piece, best: int) -> bool:
    """Say if something is told of a piece, or, where "so" leads to another one, of somebody before it."""
    somebody = best == LED and _is_of_somebody(words, piece)
    return _level(words, piece) == TOLD or (somebody and _level(words, piece) < best)


def _is_of_somebody(words: Words, piece: Piece) -> bool:
    """Say if somebody is spoken of before a piece in its clause, or right behind it."""
    about = (*clause(words, piece), *words[piece.end : piece.end + 3])
    return not around("somebody").isdisjoint(about)


def _with(words: Words, told: Iterable[Piece], kept: Iterable[Piece], pieces: Iterable[Piece]) -> list[Piece]:
    """Return the times of the day of the days that are told."""
    begins = {_begin(words, piece) for piece in told} - {_begin(words, piece) for piece in kept}
    return [piece for piece in pieces if piece.kind in OF_DAY and _begin(words, piece) in begins]


def _is_of_month(one: Piece, two: Piece) -> bool:
    """Say if a number of the month may be of the month of a later date beside it."""
    return bool(one.text == OF_MONTH and one.day and two.day and one.day < two.day)


def _said(piece: Piece) -> tuple[object, ...]:
    return piece.day, piece.hour, piece.part


def _is_beside(words: Words, vague: Piece, ends: Mapping[Piece, str]) -> bool:
    """Tell whether what isn't quite said stands apart from a day that is, and takes nothing from it."""
    if vague.kind not in {"open", "week"}:
        return False
    days = [piece for piece in ends if piece.kind in DAYS and _are_apart(words, vague, piece)]
    told, counts = _level(words, vague) == TOLD, ends[vague] in {"after", "before"}
    return any(
        (told and _level(words, day) > TOLD)
        or (day.kind == "date" and not day.span and vague.kind == "open" and not counts)
        or _leads_to(words, vague, day)
        for day in days
    )


def _leads_to(words: Words, vague: Piece, day: Piece) -> bool:
    """Tell whether a day follows soon after one that is named before it: "after friday, so monday"."""
    ahead = (day.day - vague.day).days if day.day and vague.day else 0
    return _level(words, day) == LED and 0 < ahead < WEEK_DAYS


def _are_apart(words: Words, one: Piece, two: Piece) -> bool:
    first, second = (one, two) if one.first < two.first else (two, one)
    return not _parting().isdisjoint(words[first.end : second.first])
