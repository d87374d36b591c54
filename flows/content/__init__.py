"""The words: loaded from one folder of TOML files per language, filled in, and never written in Python.

A file is named after its talk, a table in it after the state that it is the text of. Files without a state machine
(`reasons`, `evidence`, `common` ...) are read by name. Placeholders are named and stand in {braces}; lines that begin
with "> " are lines to say; "[brackets]" are for the user to fill.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from flows.content.pronouns import CHOSEN, as_chosen
from flows.model import Frozen

FOLDER = Path(__file__).parent

NOT_SAID = ("answering", "drafts", "fills", "lint", "pronouns", "taps", "typed")
"""Files of words that the bot reads and never says."""


class Text(Frozen):
    """One screen: its messages (the last one carries the buttons) and what stands behind them.

    `buttons` maps a trigger to its label, `copies` a placeholder's name to the label of the button that copies it.
    `covers` are requirement ids of content 01, `evidence` a key of `evidence.toml` or "" for a careful guess; None
    where the text suggests nothing. `missed` is the note for an answer that isn't understood here, where the usual one
    won't do; `numbered` tells whether a typed number may stand for a button.
    """

    text: tuple[str, ...]
    buttons: dict[str, str] = Field(default_factory=dict)
    copies: dict[str, str] = Field(default_factory=dict)
    columns: int = 1
    covers: tuple[str, ...] = ()
    evidence: str | None = None
    missed: str = ""
    numbered: bool = True

    @field_validator("text", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class UnknownTextError(LookupError):
    """There is no text under this key."""


class Words:
    """All the words of one language.

    `screens` and `notes` hold texts by "talk.key"; `tables` hold the files that talks read by name.
    """

    def __init__(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        self.screens: dict[str, Text] = {}
        self.notes: dict[str, Text] = {}
        self.tables: dict[str, Mapping[str, Any]] = {}
        for name, tables in files.items():
            if tables.get("kind") == "data":
                self.tables[name] = {key: value for key, value in tables.items() if key != "kind"}
            else:
                self._take(name, tables)

    def _take(self, name: str, tables: Mapping[str, Any]) -> None:
        for key, table in tables.items():
            if key == "notes":
                self.notes |= {f"{name}.{note}": Text.model_validate(body) for note, body in table.items()}
            else:
                self.screens[f"{name}.{key}"] = Text.model_validate(table)

    def screen(self, key: str) -> Text:
        """Return the text of a state; raises `UnknownTextError`."""
        return _get(self.screens, key)

    def note(self, key: str) -> Text:
        """Return a note, a text that is said on the way and asks nothing; raises `UnknownTextError`."""
        return _get(self.notes, key)

    def reason(self, key: str) -> Mapping[str, Any]:
        """Return all that is said about one of the ten reasons (content 02)."""
        table: Mapping[str, Any] = self.tables["reasons"][key]
        return table

    def common(self, key: str) -> str:
        """Return one of the short texts that every talk shares, such as the label of the way back."""
        return str(self.tables["common"][key])

    def day(self, day: date) -> str:
        """Write a calendar day as people say it, e.g. "Sunday 14 March"."""
        names = self.tables["common"]
        return f"{names['weekdays'][day.weekday()]} {day.day} {names['months'][day.month - 1]}"

    def moment(self, moment: datetime, today: date) -> str:
        """Write a day and a time of the day, e.g. "Sunday 14 March, 19:00", with its year where that is another one."""
        year = f" {moment.year}" if moment.year != today.year else ""
        return f"{self.day(moment.date())}{year}, {moment:%H:%M}"

    def weekly(self, moment: datetime) -> str:
        """Write a time of the week, e.g. "Sunday, 19:00"."""
        return f"{self.tables['common']['weekdays'][moment.weekday()]}, {moment:%H:%M}"

    def about(self, word: str) -> Words:
        """Return these words as they speak of the partner to somebody who chose this word; "" is "they".

        Only a language with a filled `pronouns.toml` has another word for the partner than its own.
        """
        return _about(self, word) if word and self.tables.get("pronouns") else self


@lru_cache(maxsize=64)
def _about(words: Words, word: str) -> Words:
    spoken = copy(words)
    spoken.screens = {key: _text_about(words, key, text, word) for key, text in words.screens.items()}
    spoken.notes = {
        key: _text_about(words, key.replace(".", ".notes.", 1), text, word) for key, text in words.notes.items()
    }
    spoken.tables = {key: _said_about(words, key, table, word) for key, table in words.tables.items()}
    return spoken


def _text_about(words: Words, key: str, text: Text, word: str) -> Text:
    parts = {part: getattr(text, part) for part in ("text", "buttons", "copies")}
    said = {part: _said_about(words, f"{key}.{part}", value, word) for part, value in parts.items()}
    return text if said == parts else text.model_copy(update=said)


def _said_about(words: Words, key: str, value: Any, word: str) -> Any:
    """Return a text, or all the texts in a table or a list, with the user's word for the partner."""
    said = value
    if isinstance(value, str):
        said = value if _is_apart(words, key, word) else as_chosen(value, word)
    elif isinstance(value, Mapping):
        said = {name: _said_about(words, f"{key}.{name}", inner, word) for name, inner in value.items()}
    elif isinstance(value, list | tuple):
        said = type(value)(_said_about(words, key, inner, word) for inner in value)
    return value if said == value else said


def _is_apart(words: Words, key: str, word: str) -> bool:
    """Tell whether a text isn't said, speaks of the word itself, or has a "they" that is never the partner."""
    names, rules = key.split("."), words.tables["pronouns"]
    places = [*rules["as_written"], *(rules["places"] if word in CHOSEN else ())]
    return names[0] in NOT_SAID or any(_covers(place.split("."), names) for place in places)


def _covers(place: Sequence[str], names: Sequence[str]) -> bool:
    """Tell whether a key begins with the names of a place, where "*" is any name."""
    return len(place) <= len(names) and all(one in ("*", name) for one, name in zip(place, names, strict=False))


def _get(texts: Mapping[str, Text], key: str) -> Text:
    try:
        return texts[key]
    except KeyError:
        raise UnknownTextError(key) from None


def read_files(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Parse every TOML file of a language's folder, by file name without its ending; editors' hidden ones are none."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("[!.]*.toml"))}


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a folder of words, looked for once."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if (path / "common.toml").exists()))


@cache
def words(lang: str) -> Words:
    """Return the words of a language, read once; English where the language has none."""
    return Words(read_files(FOLDER / (lang if lang in languages() else "en")))


def read_anew() -> None:
    """Read all words once more; from now on it is these that are said.

    Raises whatever reading them raises, and then the old ones stay.
    """
    read = {lang: Words(read_files(FOLDER / lang)) for lang in languages.__wrapped__()}
    languages.cache_clear()
    for lang, fresh in read.items():
        vars(words(lang)).update(vars(fresh))
    _about.cache_clear()
