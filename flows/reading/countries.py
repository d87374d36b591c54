"""The country that a text names, as the ISO 3166 code of one that the helplines cover (content 10.8), or nothing.

Asked, never guessed: a text with two countries, or with one that isn't covered, names none. Names stand in
`countries.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from flows.reading.phrases import one_typo, plain_of, table

LONGEST = 4
"""Words in the longest name that is looked for."""
OTHER = ""
"""Stands for every country that the helplines don't cover."""

_WORD = re.compile(r"[^\W\d_]+")
_SHORT_FORM_DOT = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)|(?<=\.[^\W\d_])\.|'s?\b")

Words = tuple[str, ...]


def country_of(text: str) -> str | None:
    """Return the code of the one country that the text names; a typo in a longer name is forgiven."""
    words = words_of(text)
    if code := whole().get(words):
        return code
    named = set(_named(words))
    return (named.pop() or None) if len(named) == 1 else None


def words_of(text: str) -> Words:
    """Cut a text into words without accents, dots inside short forms and apostrophes."""
    plain = plain_of(text)
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return tuple(_WORD.findall(_SHORT_FORM_DOT.sub("", plain)))


def _named(words: Words) -> Iterator[str]:
    """Yield the code of each country named, the longest name first at every place."""
    at = 0
    while at < len(words):
        code, length = _at(words, at)
        if code is not None:
            yield code
        at += length


def _at(words: Words, at: int) -> tuple[str | None, int]:
    """Return the code of the country named at this word, if one is, and how many words to go on by."""
    led = _led(words, at)
    expected = led or len(words) <= _data()["typo"]["near"]
    if not expected and words[at] not in _openers():
        return None, 1
    clear = led or len(words) <= _data()["care"]["alone"]
    lengths = range(min(LONGEST, len(words) - at), 0, -1)
    names = [(" ".join(words[at : at + length]), length) for length in lengths]
    finders = (_exact, _mistyped) if expected else (_exact,)
    found = ((find(name, clear), length) for find in finders for name, length in names)
    return next((one for one in found if one[0] is not None), (None, 1))


def _exact(name: str, clear: bool) -> str | None:
    """Return the code of a name; of one that is also a word, only where it is clear that a place is meant."""
    return None if not clear and name in doubtful() else codes().get(name)


def _mistyped(name: str, _clear: bool) -> str | None:
    """Return the code of the one country whose name is a typo away."""
    typo = _data()["typo"]
    if name in codes() or name in typo["words"] or len(name) < typo["letters"] - 1:
        return None
    near = {codes()[other] for other in _initialled(name[0]) if one_typo(name, other)}
    return near.pop() if len(near) == 1 else None


def _led(words: Words, at: int) -> bool:
    """Say if a word like "in" stands right before, or before a "the"."""
    if at > 1 and words[at - 1] == "the":
        at -= 1
    return at > 0 and words[at - 1] in _leads()


@lru_cache
def _data() -> Mapping[str, Any]:
    return table("countries.toml")


@lru_cache
def codes() -> dict[str, str]:
    """Return the code of each name, as `words_of` writes it; OTHER for countries that aren't covered."""
    rows = [*_data()["names"].items(), (OTHER, _data()["others"]["names"])]
    return {" ".join(words_of(name)): code for code, names in rows for name in names}


@lru_cache
def doubtful() -> frozenset[str]:
    """Return the names that are also words or first names."""
    return frozenset(_data()["care"]["names"])


@lru_cache
def _leads() -> frozenset[str]:
    return frozenset(_data()["care"]["after"])


@lru_cache
def _openers() -> frozenset[str]:
    return frozenset(name.split()[0] for name in codes())


@lru_cache
def whole() -> dict[Words, str]:
    """Return the code of each text that names a country only when nothing else is said."""
    return {words_of(name): code for code, names in _data()["whole"].items() for name in names}


@lru_cache
def _initialled(letter: str) -> tuple[str, ...]:
    """Return the names long enough to be mistyped that open with this letter: few people miss the first."""
    return tuple(name for name in codes() if name[0] == letter and len(name) >= _data()["typo"]["letters"])
