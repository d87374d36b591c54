"""Written phrases matched against one text, word by word: the only matcher that the plain readers share.

A phrase is a row of elements between spaces:

* `word`        that word; apostrophes and case never matter ("don't" is also "dont")
* `judg*`       a stem; `*ing` an ending
* `a|b_c|d*`    one of these; `_` joins the words of one way
* `{name}`      one of a named class of the same file; its members may have several words
* `word?`       may be missing (also `{name}?`)
* `...`         up to three words of the same clause
* `!a|b`        the next word is none of these

`.` and `,` are words of their own, for the end of a sentence and for a pause; each text ends in a `.`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Generic, TypeVar

Meaning = TypeVar("Meaning")
Classes = Mapping[str, Iterable[str]]

_QUIRKS = str.maketrans("’‘ʼ´`′‛＇", "''''''''", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
_TOKEN = re.compile(r"(?P<word>[^\W_]+(?:'[^\W_]+)*)|(?P<stop>[.!?;:\n]+)|(?P<pause>[,()–—]|(?<= )-(?= ))")
_GAP = "(?:[^ .,]+ ){0,3}"
_STEM = 3
"""A stem at the head of a phrase has at least this many letters: phrases are looked up by them."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One text made ready to match: `plain` is what to quote from, `words` what to compare."""

    plain: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    line: str
    starts: tuple[int, ...]

    def quote(self, first: int, end: int) -> str:
        """Return the text's own wording of the words from `first` up to `end`, lower-case, in single spaces."""
        return " ".join(self.plain[self.spans[first][0] : self.spans[end - 1][1]].split())


@dataclass(frozen=True, slots=True)
class Hit(Generic[Meaning]):
    """A phrase found in the words from `first` up to `end`, and what it stands for."""

    meaning: Meaning
    first: int
    end: int


def plain_of(text: str) -> str:
    """Return the text in one case and one kind of apostrophe, with full-width letters made plain."""
    return unicodedata.normalize("NFKC", text.translate(_QUIRKS)).casefold()


def spoken(text: str) -> Spoken:
    """Cut any text into words, pauses and stops. Linear in its length, never raises."""
    plain = plain_of(text)
    found = list(_TOKEN.finditer(plain))
    words = [_word(match) for match in found] + ["."]
    spans = [match.span() for match in found] + [(len(plain), len(plain))]
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return Spoken(plain, tuple(words), tuple(spans), " ".join(words) + " ", tuple(starts))


def _word(match: re.Match[str]) -> str:
    if match["word"]:
        return match["word"].replace("'", "")
    return "." if match["stop"] else ","


class Book(Generic[Meaning]):
    """Phrases with their meanings, filed under their first word so that a text meets only the few that fit."""

    def __init__(self, cues: Iterable[tuple[str, Meaning]], classes: Classes | None = None) -> None:
        """File each phrase. A phrase that opens with a gap, an option or a short stem is a KeyError or ValueError."""
        self._filed: dict[str, list[tuple[re.Pattern[str], Meaning]]] = {}
        for phrase, meaning in cues:
            elements = [_unfold(element, classes or {}) for element in plain_of(phrase).split()]
            entry = (re.compile("".join(map(_pattern, elements))), meaning)
            for head in _heads(elements[0]):
                self._filed.setdefault(head, []).append(entry)

    def hits(self, text: Spoken) -> Iterator[Hit[Meaning]]:
        """Yield every place where a phrase stands in the text, from left to right."""
        for index, (word, at) in enumerate(zip(text.words, text.starts, strict=True)):
            for pattern, meaning in (*self._filed.get(word, ()), *self._filed.get(word[:_STEM] + "*", ())):
                if match := pattern.match(text.line, at):
                    yield Hit(meaning, index, index + match.group().count(" "))


def _unfold(element: str, classes: Classes) -> str:
    """Write a class's members in place of its name, with `_` for the spaces inside a member."""
    return re.sub(
        r"\{(\w+)\}", lambda found: "|".join(plain_of(one).replace(" ", "_") for one in classes[found[1]]), element
    ).replace("'", "")


def _pattern(element: str) -> str:
    if element == "...":
        return _GAP
    ways = element.strip("!?").split("|")
    one_of = "|".join(re.escape(way).replace(r"\*", "[^ .,]*").replace("_", " ") for way in ways)
    if element.startswith("!"):
        return f"(?!(?:{one_of}) )"
    return f"(?:(?:{one_of}) )" + ("?" if element.endswith("?") else "")


def _heads(element: str) -> set[str]:
    if element[0] in "!." or element[-1] == "?":
        raise ValueError(element)
    return {_head(way.split("_")[0]) for way in element.split("|")}


def _head(word: str) -> str:
    if "*" not in word:
        return word
    if word.index("*") < _STEM:
        raise ValueError(word)
    return word[:_STEM] + "*"


def shadow(text: Spoken, hit: Hit[Any], reach: int, enders: frozenset[str]) -> range:
    """Return the words after a hit that it colours: at most `reach`, and none past a pause, a stop or an ender."""
    end = hit.end
    while end < min(hit.end + reach, len(text.words)) and text.words[end] not in enders | {".", ","}:
        end += 1
    return range(hit.end, end)


def one_typo(one: str, other: str) -> bool:
    """Tell whether a letter too many, too few, other, or two swapped make one of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]


def table(name: str) -> dict[str, Any]:
    """Return a TOML file that lies beside the readers."""
    return tomllib.loads(resources.files("flows.reading").joinpath(name).read_text(encoding="utf-8"))
