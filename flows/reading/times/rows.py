"""The rows of `times.toml`, as patterns over plain words, and the pieces of a text that they find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from itertools import accumulate

from flows.reading.times.words import Words, around, data

DAYS = frozenset({"near", "weekday", "date", "moment"})
"""The kinds of pieces that name a day."""
OF_DAY = frozenset({"clock", "part"})
"""The kinds of pieces that name a time of the day."""

OF_MONTH = "of month"
"""Said of a day of which only the number is named: beside a date, it may be of that month."""

_PART = re.compile(r"\(\?P<\w+>")
_NAME = re.compile(r"\{([a-z]\w*)\}")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: calendar months and days, and seconds that pass."""

    months: int = 0
    days: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour that is named. Unless it is `sure`, it may be of the morning or of the evening."""

    at: time
    sure: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """What some words, from `first` up to `end`, say of a time.

    `kind` is the row's name, or "open" for what names no one day, "stop" for what rules every day out, "gone" for what
    is past and "number" for a bare number. `day` is the day where one is named, `text` the words of a proposal.
    """

    kind: str
    day: date | None = None
    hour: Hour | None = None
    part: str = ""
    span: Span | None = None
    ahead: int | None = None
    """A calendar week: how many weeks from this one. Of a weekday, its number."""
    text: str = ""
    first: int = 0
    end: int = 0


STOP = Piece("stop")


@dataclass(frozen=True, slots=True)
class Seen:
    """A row that fits: the match, the word before it, the moment at which it is read, and whether it stands alone."""

    kind: str
    row: str
    match: re.Match[str]
    before: str
    now: datetime
    alone: bool
    leads: bool
    """Whether nothing that says anything stands before it."""
    after: str
    closes: bool
    """Whether nothing more is said behind it, or something new begins there."""

    def __getitem__(self, name: str) -> str:
        """Return what stands for a named part of the row, "" where the row has none."""
        return self.match.groupdict().get(name) or ""

    @property
    def words(self) -> str:
        """All the words of the match."""
        return self.match[0]


Reader = Callable[[Seen], Piece | None]
Readers = Mapping[str, Reader]


@dataclass(frozen=True, slots=True)
class Line:
    """A text's words in one line to be matched, where each begins, and how many before it say something else.

    `opens` are the places at which a row fits.
    """

    words: Words
    text: str
    starts: tuple[int, ...]
    others: tuple[int, ...]
    opens: frozenset[int]


@lru_cache(8)
def line_of(words: Words) -> Line:
    """Return words made ready to be matched. A text is read more than once: for its day, and for its time."""
    text, any_row = " ".join(words) + " ", _any_row()
    starts = tuple(accumulate((len(word) + 1 for word in words), initial=0))
    opens = frozenset(at for at in range(len(words)) if any_row.match(text, starts[at]))
    return Line(words, text, starts, tuple(accumulate(map(is_content, words), initial=0)), opens)


def seen(line: Line, at: int, now: datetime) -> Iterator[Seen]:
    """Yield the rows that fit the words from `at` on, in the order of the file."""
    before = line.words[at - 1] if at else "."
    leads = not line.others[at]
    for kind, row, pattern in _rows():
        if match := pattern.match(line.text, line.starts[at]):
            end = at + match[0].count(" ") + 1
            alone = leads and line.others[end] == line.others[-1]
            yield Seen(kind, row, match, before, now, alone, leads, line.words[end], _closes(line, end))


def _closes(line: Line, at: int) -> bool:
    """Tell whether nothing is said from a place on up to where something new begins."""
    ends = next(end for end in range(at, len(line.words)) if line.words[end] in around("closes"))
    return line.others[ends] == line.others[at]


def is_content(word: str) -> bool:
    """Tell whether a word says something besides a time and a request."""
    return word.isalnum() and word not in around("fillers") and word not in around("asks")


@lru_cache
def _rows() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = [(kind, row) for kind, rows in data()["rows"].items() for row in rows]
    rows += [("unsure", row) for row in data()["unsure"]]
    return tuple((kind, row, _compiled(row)) for kind, row in rows)


@lru_cache
def _any_row() -> re.Pattern[str]:
    """Return all rows as one: most words open none, and that is told sooner at once."""
    return re.compile("|".join(_PART.sub("(?:", pattern.pattern) for _, _, pattern in _rows()))


@lru_cache
def _compiled(row: str) -> re.Pattern[str]:
    """Return a row as a pattern: the first of each name in it is a named part, and it ends where a word ends."""
    known: set[str] = set()

    def part(found: re.Match[str]) -> str:
        name = found[1]
        opening = "(?:" if name in known else f"(?P<{name}>"
        known.add(name)
        return f"{opening}{_class(name)})"

    return re.compile(f"(?:{_NAME.sub(part, row)})(?= )")


@lru_cache
def _class(name: str) -> str:
    """Return the words of a class: one of the file's, or one that its tables make."""
    made = {
        "weekday": (one[0] for one in data()["weekdays"]),
        "ordinal": data()["ordinals"],
        "month": (one[0] for one in data()["months"]),
        "feast": sorted(data()["feasts"], key=len, reverse=True),
        "easter": data()["easter"]["days"],
        "part": sorted((way for ways in data()["parts"].values() for way in ways), key=len, reverse=True),
    }
    made["follows"] = (
        str(data()["classes"]["follow"]),
        *map(re.escape, sorted((around("fillers") | around("asks")) - around("counted"))),
    )
    made["named"] = data()["named"]
    ways = "|".join(made[name]) if name in made else str(data()["classes"][name])
    return _NAME.sub(lambda inner: f"(?:{_class(inner[1])})", ways)
