"""One text made ready for the danger reader: masks taken off, and one spelling.

Case, kinds of apostrophe, emoji and missing apostrophes make no difference; how people shorten is in `spelling.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import category, normalize

from flows.reading.phrases import plain_of, table

_CLUTTER = re.compile(r"[^\w\s.,!?;:'\"()\-/&%£$€+]")
_DASH = re.compile(r"[‐-―]")
_QUOTE = re.compile(r"[“”„«»]")
_SPACED = re.compile(r"\b(?:[a-zA-Z] ){3,}[a-zA-Z]\b")
_HIDDEN = re.compile(r"[\w*]+")
_ALONE = re.compile(r"\b(go|going|went|come|coming)((?: [\w']+){0,4}?) (?:by myself|alone)\b", re.IGNORECASE)
_REPEATED = re.compile(r"([^\w\s])[^\w\s]*(?=\1)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def unmasked(text: str) -> str:
    """Return the text with words laid open that people hide from filters: struck-through, starred, spaced, coined.

    Going alone is what this bot is about, and is put in the one way that sounds like nothing else: on my own.
    """
    bare = "".join(letter for letter in normalize("NFKD", text) if category(letter) != "Mn")
    joined = _SPACED.sub(lambda letters: letters[0].replace(" ", ""), bare)
    plain = _HIDDEN.sub(lambda word: _hidden().get(word[0].lower(), word[0]), joined)
    return _ALONE.sub(r"\1\2 on my own", plain)


def canonical(text: str) -> str:
    """Return the text in one case and one spelling, without emoji. Linear, never raises."""
    plain = _QUOTE.sub('"', _DASH.sub("-", plain_of(text)))
    plain = _REPEATED.sub("", _CLUTTER.sub(" ", plain))
    spelt = _WORD.sub(lambda word: _shortened().get(word[0], word[0]), plain)
    return "\n".join(" ".join(line.split()) for line in spelt.splitlines()).strip()


@lru_cache
def _shortened() -> Mapping[str, str]:
    shortened: Mapping[str, str] = table("meaning/spelling.toml")["shortened"]
    return shortened


@lru_cache
def _hidden() -> Mapping[str, str]:
    hidden: Mapping[str, str] = table("meaning/spelling.toml")["hidden"]
    return hidden


def in_plain_words(text: str) -> str:
    """Return a canonical text with set phrases in plain words, so that "hit on me" has nothing of a blow."""
    for phrase, meaning in _idioms():
        text = phrase.sub(meaning, text)
    return text


@lru_cache
def _idioms() -> tuple[tuple[re.Pattern[str], str], ...]:
    phrases: Mapping[str, str] = table("meaning/idioms.toml")["phrases"]
    return tuple((_phrase(phrase), meaning) for phrase, meaning in phrases.items())


def _phrase(phrase: str) -> re.Pattern[str]:
    """Return the pattern of a set phrase: words with `|` between ways to say them, `_` inside one."""
    people = r"(?:me|you|him|her|us|them|[a-z]+)"
    words = [
        "(?:" + "|".join(re.escape(way).replace("_", r"\s+") for way in word.split("|")) + ")"
        for word in phrase.split()
    ]
    pattern = (
        r"\s+".join(words).replace(r"\{me\}", people).replace(r"\{my\}", r"(?:my|your|his|her|our|their|him|them)")
    )
    return re.compile(rf"\b{pattern}\b")
