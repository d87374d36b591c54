"""Where words stand: the file and the table of each sentence of a message, so that a person finds what to change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Any

from flows.content import NOT_SAID, Words

TELLING = 12
"""How many characters in a row a text must have of its own to be known by them."""

MOST = 3
"""How many places are told of one message."""

Leaf = tuple[str, str, str]
"""A file's name, a table in it (of a key outside of tables, that key), and a text in it."""


@dataclass(frozen=True, slots=True)
class _Known:
    place: str
    template: str
    literal: str


def places(text: str, words: Words) -> tuple[str, ...]:
    """Return the places of the texts that a message is made of, as in "path.toml [the_no]", in their order in it."""
    likely = (known for known in _index(words) if known.literal in text)
    found = [(match.start(), known.place) for known in likely if (match := _pattern(known.template).search(text))]
    return tuple(dict.fromkeys(place for _, place in sorted(found)))[:MOST]


def place_of(file: str, table: str) -> str:
    """Write a place."""
    return f"{file}.toml [{table}]"


@lru_cache(maxsize=4)
def _index(words: Words) -> tuple[_Known, ...]:
    """List the texts that can be known again; words that were read anew are asked for by `forget`."""
    known = []
    for file, table, text in _leaves(words):
        said = "\n".join(line.removeprefix("> ") for line in text.strip().split("\n"))
        literal = max((each for each, *_ in Formatter().parse(said)), key=len, default="").strip()
        if len(literal) >= TELLING:
            known.append(_Known(place_of(file, table), said, literal))
    return tuple(known)


def forget() -> None:
    """Look at the words anew next time: they have changed."""
    _index.cache_clear()


@lru_cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = [re.escape(own) + (".*?" if name is not None else "") for own, name, *_ in Formatter().parse(template)]
    return re.compile("".join(parts), re.DOTALL)


def _leaves(words: Words) -> Iterator[Leaf]:
    for key, screen in words.screens.items():
        file, _, state = key.partition(".")
        yield from ((file, state, text) for text in screen.text)
    for key, note in words.notes.items():
        file, _, name = key.partition(".")
        yield from ((file, f"notes.{name}", text) for text in note.text)
    for file, table in words.tables.items():
        if file not in NOT_SAID:
            yield from ((file, where, text) for where, text in _within(table, ""))


def _within(table: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    """Yield the texts in a table and in those within it, each with the name of its own table."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _within(value, f"{above}.{key}".lstrip("."))
        else:
            texts = value if isinstance(value, list | tuple) else [value]
            yield from ((above or key, text) for text in texts if isinstance(text, str))
