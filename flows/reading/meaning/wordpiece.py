"""A text cut into the pieces that the encoder knows: BERT's WordPiece (Devlin et al. 2018), longest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
INSIDE = "##"
"""What marks a piece that goes on inside a word."""

LONGEST_WORD = 40
"""Characters: a longer word is no word, and not looked for piece by piece."""

_CHUNK = re.compile(r"\S+\s*")
_WORD = re.compile(r"\w+|[^\w\s]")


class WordPiece:
    """A vocabulary, and how a text is written in it."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._start, self._end, self._unknown = (self._numbers[mark] for mark in (START, END, UNKNOWN))

    def numbers(self, text: str, most: int) -> list[int]:
        """Return the numbers of a text's pieces between the two marks, at most `most` of them. Linear, never raises."""
        found = [self._start]
        for word in _WORD.findall(_bare(text).replace("_", " _ ")):
            found += self._pieces(word)
            if len(found) >= most:
                break
        return [*found[: most - 1], self._end]

    def windows(self, text: str, most: int) -> list[str]:
        """Return a text whole or, when it is long, in stretches of at most `most` pieces, both marks counted.

        Each but the first begins with the last third of the one before: nothing is unread, no clause only cut in two.
        """
        words = _CHUNK.findall(text)
        sizes = [len(self.numbers(word, most)) - 2 for word in words]
        found, begin, held = list[str](), 0, 0
        for end, size in enumerate(sizes):
            held += size
            if held <= most - 2 or end == begin:
                continue
            found.append("".join(words[begin:end]).strip())
            while begin < end and held > most // 3:
                held -= sizes[begin]
                begin += 1
        return [*found, "".join(words[begin:]).strip()]

    def _pieces(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        found, at = list[int](), 0
        while at < len(word):
            end, number = self._longest(word, at)
            if number is None:
                return [self._unknown]
            found.append(number)
            at = end
        return found

    def _longest(self, word: str, at: int) -> tuple[int, int | None]:
        mark = INSIDE if at else ""
        for end in range(len(word), at, -1):
            if (number := self._numbers.get(mark + word[at:end])) is not None:
                return end, number
        return at, None


def _bare(text: str) -> str:
    """Return a text in lower case and without accents."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
