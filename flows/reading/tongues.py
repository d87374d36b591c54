"""The language that a text is surely in, if that isn't English: by its script, else by the small words it is full of.

English has the benefit of every doubt: of a short text, a name, a hello or a mixture nothing is said. Which words and
which letters are whose stands in `tongues.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from flows.reading.phrases import table

MOST_READ = 1000
"""How many characters of a text are looked at; its language shows long before."""

LONGEST_WHOLE = 6
"""How many words a text has at most that is known as a whole."""

ENGLISH = "en"
SHARED = "&en"
OWN = "!"
"""Marks of a word in the book, besides the languages it can be of: English has it too, or only the language itself."""

_APOSTROPHES = re.compile("['’‘ʼ´`′‛＇]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[\\W\\d_a-zªº\u00df-\u024f\u1e00-\u1eff]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_UNMARKED = str.maketrans("łøđı", "lodi")


def tongue_of(text: str) -> str | None:
    """Return the ISO 639 code of the language that the text is surely in; None for English and wherever in doubt."""
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFC", text[:MOST_READ]).casefold())
    words = _WORD.findall(plain)
    if len(words) <= LONGEST_WHOLE and (whole := _without_accents(" ".join(words))) in _whole():
        return _whole()[whole]
    foreign = "" if plain.isascii() else _LATIN.sub("", plain)
    if foreign:
        return _by_script(foreign, plain) if _fills(foreign, words) else None
    return _by_words({word for word in words if len(word) > 1})


# --- scripts


def _fills(letters: str, words: Iterable[str]) -> bool:
    """Tell whether these letters are most of the text, so that it isn't a word pasted into another language."""
    return len(letters) >= float(_least()["script"]) * sum(map(len, words))


def _by_script(letters: str, plain: str) -> str | None:
    """Return the language of the script that most of the letters are of, where there are enough for a sentence."""
    script, count = _scripts(letters).most_common(1)[0]
    spaced = script not in _data()["unspaced"]
    if count < _least()["letters"] or (spaced and len(plain.split()) < _least()["words"]):
        return None
    return next((code for code, own in _data()["apart"].get(script, ()) if re.search(own, plain)), script)


def _scripts(letters: str) -> Counter[str]:
    found = {code: len(pattern.findall(letters)) for code, pattern in _alphabets().items()}
    return Counter({code: count for code, count in found.items() if count} or {"": 0})


@lru_cache
def _alphabets() -> Mapping[str, re.Pattern[str]]:
    return {code: re.compile(f"[{letters}]") for code, letters in _data()["scripts"].items()}


# --- words


def _by_words(words: set[str]) -> str | None:
    """Return the language that most of the words can be of, where they are enough and next to none are English."""
    book = _book()
    tally = Counter(chain.from_iterable(book.get(word, ()) for word in words))
    likely = max(_tongues(), key=lambda code: (tally[code + OWN], tally[code]))
    return likely if _sure(likely, tally, len(words)) else None


def _sure(code: str, tally: Mapping[str, int], words: int) -> bool:
    least, known = _least(), tally[code]
    english = tally[ENGLISH] - tally[code + SHARED]
    return bool(
        tally[code + OWN] >= least["own"]
        and known >= max(least["words"], least["share"] * words)
        and known >= least["english"] * english
    )


@lru_cache
def _book() -> Mapping[str, Sequence[str]]:
    """Return the marks of every word: the languages it can be of, and for each whether English has it too."""
    book = {word: [ENGLISH] for word in _english()}
    for code in _tongues():
        own, weak = _listed(code, "own"), _listed(code, "weak")
        for word in own | weak:
            mark = SHARED if word in _english() else OWN if word in own else ""
            book.setdefault(word, []).extend([code, code + mark] if mark else [code])
    return book


def _listed(code: str, kind: str) -> frozenset[str]:
    """Return the words that are listed for a language, and what they are without accents where that isn't English."""
    words = frozenset(_data()[code][kind].split())
    return words | (frozenset(map(_without_accents, words)) - _english())


def _without_accents(word: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", word)).translate(_UNMARKED)


# --- the lists


@lru_cache
def _data() -> Mapping[str, Any]:
    return table("tongues.toml")


@lru_cache
def _least() -> Mapping[str, float]:
    least: Mapping[str, float] = _data()["least"]
    return least


@lru_cache
def _whole() -> Mapping[str, str | None]:
    """Return what texts mean that are known as a whole: a language, or nothing."""
    nothing: dict[str, str | None] = dict.fromkeys(map(_without_accents, ["", *_data()["whole"]["texts"]]))
    return nothing | {text: code for code, texts in _data()["speaks"].items() for text in texts}


@lru_cache
def _english() -> frozenset[str]:
    return frozenset(_data()["english"]["words"].split())


@lru_cache
def _tongues() -> tuple[str, ...]:
    """Return the languages that are known by their words."""
    return tuple(code for code, about in _data().items() if "own" in about and "weak" in about)
