"""A text cut into plain words: each day, month, unit and number in the one spelling that `times.toml` knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from flows.reading.phrases import one_typo, plain_of, table

LEAST_LETTERS = 5
"""A word with at least this many letters may be mistyped."""
EMOJI = frozenset({"So", "Sk"})
TENS = range(20, 100, 10)

_CUT = re.compile(r"[0-9]+(?:[./:⁄-][0-9]+)+\.?|[^\W_]+(?:'[^\W_]+)*|[^\w\s']|\n")
_DOTTED = re.compile(r"(?<![^\W\d_])([ap])[. ] ?m\b\.?")
_SAINT = re.compile(r"\bst\.")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_GLUED = re.compile(r"[0-9]+|[^\W\d_]+")
_WHOLE = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)|[0-9]{1,2}h[0-9]{2}")
_ZONED = re.compile(r"(?<=[0-9])t(?=[0-9]{2}:[0-9]{2})")

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """Return the plain words of any text and its stops; the last one is a stop."""
    plain = _DOTTED.sub(r" \1m ", _ZONED.sub(" ", _HYPHEN.sub(" ", _SAINT.sub("st", plain_of(text)))))
    typed = [word for piece in _CUT.findall(plain) for word in _plain(piece)]
    return (*_as_meant(_reworded(_joined(typed))), ".")


def _reworded(words: Iterable[str]) -> Words:
    """Return the words with each way of saying in the one that the rows know ("next tomorrow")."""
    line = f". {' '.join(words)} ."
    for pattern, plain in _rewords():
        line = pattern.sub(plain, line)
    return tuple(line.split()[1:-1])


def _plain(piece: str) -> Iterator[str]:
    """Yield the plain words of one piece of the text."""
    if unicodedata.category(piece[0]) in EMOJI:
        yield "."
    elif piece in _marks():
        yield _marks()[piece]
    elif piece in _says():
        yield from _says()[piece]
    elif piece[0].isdigit() and not piece.isalnum():
        yield piece.rstrip(".") if ":" in piece else piece
    elif piece[0].isdigit() and not _WHOLE.fullmatch(piece):
        yield from _unglued(piece)
    else:
        yield from _word(piece)


def _unglued(piece: str) -> Iterator[str]:
    """Cut "6wks" and "7pm" between number and letters."""
    for part in _GLUED.findall(piece):
        glued = data()["glued"].get(part)
        yield from (glued,) if glued else _word(part)


def _word(typed: str) -> Words:
    word = re.sub(r"'s$", "", typed).replace("'", "")
    if word.removesuffix("ish") in data()["numbers"] and word.endswith("ish"):
        return (word.removesuffix("ish"), "ish")
    right = _mistyped(word) or word
    return _says().get(right) or (right,)


@lru_cache(2048)
def _mistyped(word: str) -> str | None:
    """Return the one word about times that is a typo away; few people miss the first letter."""
    real = word in data()["typos"]["words"] or word in _known() or word.removesuffix("s") in _targets()
    if len(word) < LEAST_LETTERS - 1 or real:
        return None
    near = {right for right in _targets() if right[0] == word[:1] and one_typo(word, right)}
    return near.pop() if len(near) == 1 else None


def _joined(words: list[str]) -> Iterator[str]:
    """Yield the words with "twenty", "five" as one number; a number as a word is written in digits."""
    numbers = data()["numbers"]
    at = 0
    while at < len(words):
        tens = numbers.get(words[at], 0)
        ones = data()["ones"].get(words[at + 1]) if at + 1 < len(words) and tens in TENS else None
        yield f"{tens // 10}{ones}" if ones else str(tens or words[at])
        at += 2 if ones else 1


def _as_meant(words: Words) -> Iterator[str]:
    """Yield the words with short weekdays written out where a weekday is meant, and with a "may" that is no month."""
    for at, word in enumerate(words):
        before, after = (words[at - 1] if at else ".", words[at + 1] if at + 1 < len(words) else ".")
        if word == "may" and before in around("who_may"):
            yield "might"
        elif word == "tom" and _is_day(before, after) and after not in {"is", "at"}:
            yield "tomorrow"
        elif word in _weekdays():
            another = before in around("between_short") and words[at - 2] in _weekdays()
            sure = another or word not in around("doubtful") or _is_day(before, after)
            yield _weekdays()[word] if sure else word
        else:
            yield word


def _is_day(before: str, after: str) -> bool:
    """Say if a short form that is also a word ("sat", "sun") stands for a weekday between these two."""
    if after in around("of_day"):
        return True
    if before in around("who_may") - around("leads"):
        return False
    stands = before in around("before_short") or before[0].isdigit()
    last = stands and after in {".", ",", *around("trails_first")}
    return last or before in around("leads") or after in around("trails") or after[0].isdigit()


@lru_cache
def data() -> Mapping[str, Any]:
    """Return the words and rows of `times.toml`."""
    return table("times/times.toml")


@lru_cache
def around(name: str) -> frozenset[str]:
    """Return a named set of words that tell, around a time, how it is meant."""
    return frozenset(str(data()["around"][name]).split())


@lru_cache
def _marks() -> dict[str, str]:
    return {mark: plain for plain, marks in data()["marks"].items() for mark in marks}


@lru_cache
def _rewords() -> tuple[tuple[re.Pattern[str], str], ...]:
    day = f"(?:{'|'.join(_weekdays())})"
    rows = ((said.replace("{day}", day), plain) for said, plain in data()["rewords"].items())
    return tuple((re.compile(rf"(?<= )(?:{said})(?:(?<= )|(?= ))"), plain) for said, plain in rows)


@lru_cache
def _says() -> dict[str, Words]:
    rows = {typed: tuple(plain.split()) for plain, ways in data()["says"].items() for typed in ways}
    return {**rows, **{way: (month[0],) for month in data()["months"] for way in month}}


@lru_cache
def _weekdays() -> dict[str, str]:
    return {way: day[0] for day in data()["weekdays"] for way in day}


@lru_cache
def _targets() -> frozenset[str]:
    """Return the words in which a typo is forgiven."""
    named = (one[0] for name in ("weekdays", "months") for one in data()[name])
    return frozenset(word for word in (*named, *data()["typos"]["of"]) if len(word) >= LEAST_LETTERS)


@lru_cache
def _known() -> frozenset[str]:
    return frozenset({*_targets(), *_says(), *_weekdays(), *data()["numbers"], *data()["ordinals"]})
