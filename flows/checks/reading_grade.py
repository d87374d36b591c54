"""How easy a text is to read: the Flesch-Kincaid grade, with a syllable counter made for plain English.

Kincaid, Fishburne, Rogers and Chissom, 1975: 0.39 * words per sentence + 11.8 * syllables per word - 15.59. A line
break ends a sentence, as does a full stop; commands, web addresses and the numbers of a list are not read aloud.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_NOT_READ = re.compile(r"^> |^\d+\. |(?<!\w)/\w+|\S+\.(?:com|org|net)\b", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.!?]+['\"’”)\]]*(?=\s|$)|\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_PARTS = re.compile(r"[a-z]+(?:'[a-z]+)*|\d")
_VOWELS = re.compile(r"[aeiouy]+")

_IRREGULAR = {
    1: "aren't weren't aches",
    2: "argue argued argues business cement every evening evenings giant giants lion lions maybe naked ninety rely "
    "relied relies rhythm safety science soldier therefore wednesday wednesdays",
    3: "anyone arguing behavior element elements everyone everything everywhere familiar recipe recipes",
    4: "anybody appreciate everybody",
}
_SYLLABLES = {word: count for count, words in _IRREGULAR.items() for word in words.split()}

_SHORTENED = frozenset({"", "s", "m", "re", "ll", "ve", "d"})
_HEARD = frozenset({"ll", "ve", "d"})
"""Short forms, and those that are heard behind a consonant: it'll, but not you'll."""

_CONSONANTS = (
    (re.compile(r"qu"), "q"),
    (re.compile(r"gues?$"), "g"),  # league, but not argue
    (re.compile(r"gu(?=[aei])"), "g"),  # guess, guard
    (re.compile(r"^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])"), "-"),  # you, beyond
)
_SILENT = (
    # likely, careful, sometimes, someone; but not settlement
    re.compile(
        r"(?<=[^aeiouy])(?<![bcdfgkpstz]l)e"
        r"(?=(?:ly|lier|liest|ful|fully|less|ness|ments?|some|times?|thing|body|where|how|day|work|line|one)$)"
    ),
    re.compile(r"(?<![bcdfgkpstz]l)(?<![^aeiouy]r)e$"),  # home; but not table, centre
    re.compile(r"(?<![bcdfgkpstz]l)(?<![sxzcg])(?<![cs]h)e(?=s$)"),  # times; but not couples, houses, changes
    re.compile(r"(?<![bcdfgkpstz]l)(?<![^aeiouyr]r)(?<![td])e(?=d$)"),  # asked; but not settled, hundred, wanted
)
_TWO_SOUNDS = re.compile(
    r"(?<![ctgs])ia(?!ge)|(?<![ctgsxhnl])io(?!u)|(?<![ctgx])iou(?=s)|iu|(?<![ctsgh])ie(?=n[ct])|iet"
    r"|(?<=[^aeiouy])(?<!^[a-z])ie(?=r$|st$)|u(?=a[lrt])|u(?=ous)|ue(?=[ln])|rui(?=n)|ui(?=ci)|nui(?=n)"
    r"|crea(?=t(?!ure))|rea(?=ct|lit)|idea|^area|deo|oe(?=[mt])|ao|eum|(?<=[aeiouy])ing|sms?$"
)
"""Neighbours that are two syllables, not one: real-ity, peri-od, cli-ent, us-ual, be-ing."""


def grade(text: str) -> float:
    """Return the school year (US) in which a text is read with ease; 0.0 for a text without words."""
    words, count = words_of(text), len(sentences(text))
    if not words:
        return 0.0
    return 0.39 * len(words) / count + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def words_per_sentence(text: str) -> float:
    """Return the mean length of a text's sentences, in words; 0.0 for a text without words."""
    return len(words_of(text)) / max(len(sentences(text)), 1)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a line of its own is one."""
    return [part for part in _SENTENCE_END.split(_NOT_READ.sub("", text)) if _WORD.search(part)]


def words_of(text: str) -> list[str]:
    """Return the words that are read aloud; a number is one word."""
    return _WORD.findall(_NOT_READ.sub("", text))


@cache
def syllables(word: str) -> int:
    """Return how many syllables an English word has; the parts of a compound add up, a digit counts one."""
    return max(1, sum(map(_part, _PARTS.findall(_plain(word)))))


def _plain(word: str) -> str:
    """Return the word in small ASCII letters, so that accents don't hide a vowel."""
    bare = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _part(part: str) -> int:
    if part in _SYLLABLES:
        return _SYLLABLES[part]
    if part.endswith("n't"):
        base = part.removesuffix("n't")
        return _spoken(base) + base.endswith(("d", "s", "t", "ve"))
    base, _, ending = part.partition("'")
    if ending in _SHORTENED:
        return _SYLLABLES.get(base, _spoken(base)) + (ending in _HEARD and base[-1] not in "aeiouyw")
    return _spoken(base) + _spoken(ending)


def _spoken(part: str) -> int:
    """Count groups of vowels: less the ones that are silent, plus the ones that are two sounds."""
    heard = part
    for pattern, consonant in _CONSONANTS:
        heard = pattern.sub(consonant, heard)
    extra = len(_TWO_SOUNDS.findall(heard))
    for pattern in _SILENT:
        heard = pattern.sub("", heard)
    return max(1, len(_VOWELS.findall(heard)) + extra)
