"""A text cut into pieces that can each be looked at by themselves: sentences, and long sentences at their joints."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDS = re.compile(r"(?<=[.!?…;\n])[\s\"')\]]*(?=\S)|\n+")
_JOINTS = re.compile(r",\s+|\s+[-–—]+\s+|\s+(?=(?:but|and|because|cause|cos|cuz|so|then|or)\s)", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless|either|or else|until|till|once|when|next time)\b", re.IGNORECASE)
LEAST_WORDS = 4
"""How many words each side of a joint has at the least."""


def clauses(text: str) -> list[tuple[int, int]]:
    """Return where each piece of a text begins and ends, in order; blank ones are left out.

    A sentence with a condition in it stays whole: half of "if you don't, I'll go" says something else.
    """
    return [piece for begin, end in _between(text, 0, len(text), _ENDS) for piece in _parts(text, begin, end)]


def _between(text: str, begin: int, end: int, marks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = begin
    for mark in marks.finditer(text, begin, end):
        yield from _trimmed(text, at, mark.start())
        at = mark.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    said = text[begin:end]
    begin += len(said) - len(said.lstrip())
    end = begin + len(said.strip())
    if begin < end:
        yield begin, end


def _parts(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence cut at its joints, where each part is long enough."""
    if _CONDITION.search(text, begin, end):
        yield begin, end
        return
    start = begin
    for joint in _JOINTS.finditer(text, begin, end):
        before, behind = text[start : joint.start()], text[joint.end() : end]
        if len(before.split()) >= LEAST_WORDS and len(behind.split()) >= LEAST_WORDS:
            yield start, joint.start()
            start = joint.end()
    yield start, end
