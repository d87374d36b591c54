"""The files that talks read by name: their shape, their limits, and how their texts are worded.

Every rule yields `(where, message)`: a dotted key that begins with the file's name, and what is wrong and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from flows.checks.wording import Style, hard_to_read, looks_dialled, speaks_of_people, wrong_words
from flows.content import NOT_SAID, Text
from flows.fields import COPY, FIELD
from flows.model import REASONS, Frozen
from flows.saying import VERSIONS

Fault = tuple[str, str]
Files = Mapping[str, Mapping[str, Any]]

LABEL = 24
"""The most characters on a button."""

FINDING = 300
"""The most characters of an evidence text."""

NEEDED = (
    "asks", "backfires", "common", "door_cards", "evidence", "experiments", "faqs", "ladder", "lines", "lint",
    "moments", "pieces", "pronouns", "reasons", "replies", "taps", "typed",
)  # fmt: skip

WITH_BLANKS = ("common", "lines", "pieces", "rewriting")
"""Files whose texts have placeholders; they are filled in by code, text by text."""

ITS_OWN_WORD = frozenset({"settings.word.buttons.she", "settings.word.buttons.he"})
"""Buttons that offer a word which no other text says."""

ALLOWED_NUMBERS = {"lines": frozenset({"112"})}
FIGURES = "evidence"
"""The one file in which a figure about people may stand."""

MOST: Mapping[str, Mapping[str, int]] = {
    "asks": {"labels": LABEL, "asks": FIELD},
    "common": {"back": LABEL, "how": LABEL},
    "door_cards": {"label": LABEL, "line": COPY},
    "evidence": {"text": FINDING},
    "experiments": {"label": LABEL, "words": FIELD},
    "faqs": {"question": LABEL},
    "ladder": {"label": LABEL, "ask": FIELD},
    "moments": {"label": LABEL, **dict.fromkeys(VERSIONS, COPY)},
    "pieces": {"starters": FIELD, "yes_lines": COPY, "alone": COPY},
    "replies": {"label": LABEL, "line": COPY},
    "reasons": {"label": LABEL, "curious": COPY, "short": COPY, "long": COPY, "message": COPY, "after_no": COPY},
}
"""The most characters of a text, by file and by a part of its key."""


class Reason(Frozen):
    """All that is said about one reason (content 02)."""

    covers: tuple[str, ...]
    evidence: str
    label: str
    guess: str
    because: str
    means: str
    curious: tuple[str, str]
    short: str
    long: str
    message: str
    avoid: str
    shrink: str
    frame: str
    door: str
    week: str
    moved: str
    after_no: str
    care: str = ""


class Asks(Frozen):
    """The three smallest asks for one reason: labels, and what then stands on the card."""

    labels: tuple[str, str, str]
    asks: tuple[str, str, str]
    rungs: tuple[int, int, int]


class Size(Frozen):
    """One size of an ask on the ladder: its name, what is offered, and the words by which it is known."""

    name: str
    label: str
    ask: str
    signs: tuple[str, ...]


class DoorCard(Frozen):
    """One door of content 04."""

    label: str
    about: str
    line: str
    evidence: str
    reasons: tuple[str, ...]
    cost: Literal["free", "low", "middle"]
    time: Literal["evening", "weeks", "months"]
    when: Literal["always", "yes", "leaving", "alone"]
    rung: int


class Experiment(Frozen):
    """One change on the user's own side."""

    label: str
    words: str
    moves: tuple[str, ...]


class Moment(Frozen):
    """The lines for a moment, and what is better not said in it."""

    label: str
    line: str
    another: str
    softer: str
    plainer: str
    shorter: str
    why: str
    dont: str
    evidence: str
    rung: int
    reason: str = ""
    after_yes: str = ""
    """The moment whose lines are shown in place of these once there was a yes, if it is another."""


class Answer(Frozen):
    """A line to answer with, and what it answers."""

    label: str
    heard: str
    line: str
    why: str


class ShortAnswer(Frozen):
    """One question with its short answer."""

    question: str
    answer: str
    evidence: str
    paused: bool
    way: Literal["six", "check", "doors", "why", "home_help", ""] = ""
    """Where the answer leads, if anywhere."""


class Evidence(Frozen):
    """What a suggestion rests on."""

    text: str


SHAPES: Mapping[str, type[BaseModel]] = {
    "asks": Asks,
    "door_cards": DoorCard,
    "evidence": Evidence,
    "experiments": Experiment,
    "faqs": ShortAnswer,
    "ladder": Size,
    "moments": Moment,
    "reasons": Reason,
    "replies": Answer,
}


def misshapen(files: Files) -> Iterator[Fault]:
    """Yield files that are missing, and tables with unknown, missing or wrong fields."""
    yield from ((name, "this file is missing") for name in NEEDED if name not in files)
    for name, tables in files.items():
        if tables.get("kind") == "data":
            yield from _odd_data(name, {key: value for key, value in tables.items() if key != "kind"})
        else:
            yield from _odd_texts(name, tables)


def _odd_data(name: str, tables: Mapping[str, Any]) -> Iterator[Fault]:
    if name == "lint":
        yield from _misfits(name, Style, tables)
    if name in SHAPES:
        for key, table in tables.items():
            yield from _misfits(f"{name}.{key}", SHAPES[name], table)
    if name in {"asks", "reasons"}:
        yield from ((f"{name}.{key}", "there is nothing about this reason") for key in REASONS if key not in tables)
        yield from ((f"{name}.{key}", "there is no such reason") for key in tables if key not in REASONS)


def _odd_texts(name: str, tables: Mapping[str, Any]) -> Iterator[Fault]:
    for key, table in tables.items():
        if key == "notes":
            for note, body in table.items():
                yield from _misfits(f"{name}.notes.{note}", Text, body)
        else:
            yield from _misfits(f"{name}.{key}", Text, table)


def _misfits(where: str, shape: type[BaseModel], table: object) -> Iterator[Fault]:
    try:
        shape.model_validate(table)
    except ValidationError as error:
        for fault in error.errors():
            field = ".".join(map(str, fault["loc"])) or "the table"
            known = fault["type"] != "extra_forbidden"
            yield where, f"{field}: {fault['msg'].lower()}" if known else f'"{field}" is an unknown field: take it out'


def placeholders(text: str) -> frozenset[str]:
    """Return the names in {braces}; raises ValueError where the braces don't match."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def strings(where: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield every text in a table with its dotted key; what only traces a text isn't one."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in {"covers", "evidence", "kind"} or isinstance(inner, Mapping):
                yield from strings(f"{where}.{key}", inner)
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from strings(f"{where}.{place}", inner)


def odd_strings(files: Files, style: Style) -> Iterator[Fault]:
    """Yield what is wrong with single texts, in whatever file: words, numbers, figures, braces."""
    for name, tables in files.items():
        for where, text in strings(name, tables) if name not in NOT_SAID else ():
            yield from ((where, message) for message in wrong_words(text, style) if where not in ITS_OWN_WORD)
            yield from ((where, message) for message in _odd_numbers(name, text, style))
            yield from ((where, message) for message in _odd_braces(name, tables, text))


def _odd_numbers(name: str, text: str, style: Style) -> Iterator[str]:
    allowed = ALLOWED_NUMBERS.get(name, frozenset())
    yield from looks_dialled(text, style, allowed, figures=name == FIGURES)
    if not speaks_of_people(text, style):
        return
    if name != FIGURES:
        yield f"it has a figure about people: such a text stands in {FIGURES}.toml, with its source"
    elif style.source not in text:
        yield f'it has a figure about people and no source: end it with "{style.source} ..."'


def _odd_braces(name: str, tables: Mapping[str, Any], text: str) -> Iterator[str]:
    try:
        names = placeholders(text)
    except ValueError as error:
        yield f"its braces don't match: {error}"
        return
    if names and tables.get("kind") == "data" and name not in WITH_BLANKS:
        yield f"nothing fills {{{min(names)}}} in this file: write the words out"


def odd_tables(files: Files, style: Style) -> Iterator[Fault]:
    """Yield texts of the data files that are too long or too hard, and evidence that doesn't exist."""
    for name, tables in files.items():
        if tables.get("kind") != "data" or name in NOT_SAID:
            continue
        for where, text in strings(name, tables):
            most = next((MOST[name][part] for part in where.split(".")[1:] if part in MOST.get(name, {})), len(text))
            if len(text) > most:
                yield where, f"it has {len(text)} characters, above {most}: say it shorter"
            if text.rstrip("'\"’”)]").endswith((".", "?")):
                yield from ((where, message) for message in hard_to_read(text, style))
    yield from _odd_evidence(files)


def _odd_evidence(files: Files) -> Iterator[Fault]:
    known = {"", *files["evidence"]} - {"kind"}
    for name in ("reasons", "door_cards", "moments", "faqs"):
        for key, about in files[name].items():
            if key != "kind" and about["evidence"] not in known:
                yield f"{name}.{key}", f'evidence.toml has no "{about["evidence"]}"'
