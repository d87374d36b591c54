"""What a text's wording says of each output: its short pieces, each with a weight learnt from the examples.

Pieces are words, neighbours and words with a gap (partners, children and the like stand for one another), and runs of
three to five letters, so that a typo hides little. They are numbered by CRC-32, which is the same in every process.
Fitted by logistic regression on tf-idf values (`training/wording.py`).
"""

from __future__ import annotations

import re
from binascii import crc32
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from flows.reading.phrases import table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

KINDS = ("words", "letters")
LETTERS = (3, 4, 5)
_TOKEN = re.compile(r"[^\W_]+|[.,!?\"\n]")


def pieces(plain: str) -> tuple[list[int], list[int]]:
    """Return the numbers of a canonical text's pieces, sorted and each once: those of words, those of letters."""
    words = _TOKEN.findall(plain.replace("'", ""))
    return _numbered(_of_words(words)), _numbered(_of_letters(words))


def _of_words(words: Sequence[str]) -> Iterator[str]:
    alike = [_alike().get(word, word) for word in words]
    framed = ["^", *alike, "$"]
    yield from alike
    yield from map(" ".join, pairwise(framed))
    yield from map(" * ".join, zip(framed, framed[2:], strict=False))
    yield from map(" ".join, zip(framed, framed[1:], framed[2:], strict=False))
    yield from (f"{one}+{other}" for one, other in pairwise(words))


def _of_letters(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        padded = f" {word} "
        for size in LETTERS:
            yield from (f"~{padded[at : at + size]}" for at in range(len(padded) - size + 1))


def _numbered(found: Iterable[str]) -> list[int]:
    return sorted({crc32(piece.encode()) for piece in found})


@lru_cache
def _alike() -> Mapping[str, str]:
    return {word: name for name, words in table("meaning/spelling.toml")["alike"].items() for word in words.split()}


class Wording:
    """The pieces that are known, how rare each is, and what each says of every output."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self._numbers: NDArray[np.uint32] = stored["wording.numbers"]
        self._rarity: Floats = stored["wording.rarity"]
        self._weights: NDArray[np.int8] = stored["wording.weights"]
        self._step: Floats = stored["wording.step"]
        self._bias: Floats = stored["wording.bias"]

    def raw(self, plain: str) -> Floats:
        """Return the raw figure of each output for one canonical text."""
        figures = self._bias.copy()
        for found in pieces(plain):
            at, values = weighed(self._numbers, self._rarity, found)
            figures += (values @ self._weights[at]) * self._step
        return figures

    def of_words(self, words: Sequence[str]) -> Floats:
        """Return what each word and its neighbour behind it say of every output, a row a word; 0 where unknown."""
        import numpy as np  # noqa: PLC0415

        alike = [_alike().get(word, word) for word in words]
        names = [*alike, *map(" ".join, pairwise(alike))]
        wanted = np.array([crc32(name.encode()) for name in names], np.uint32)
        at = np.minimum(np.searchsorted(self._numbers, wanted), len(self._numbers) - 1)
        known = (self._numbers[at] == wanted) * self._rarity[at].astype(np.float32) ** 2
        said: Floats = self._weights[at] * self._step * known[:, None]
        rows = said[: len(words)]
        rows[:-1] += said[len(words) :]
        return rows


def weighed(numbers: NDArray[np.uint32], rarity: Floats, found: Sequence[int]) -> tuple[NDArray[np.intp], Floats]:
    """Return where the known ones of `found` stand in `numbers`, and their values; all together have length one."""
    import numpy as np  # noqa: PLC0415

    wanted = np.array(found, np.uint32)
    at = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
    at = at[numbers[at] == wanted]
    values = rarity[at].astype(np.float32)
    return at, values / max(float(np.linalg.norm(values)), 1e-9)
