"""Help lines: the one file that holds numbers, and the lines of one country at a time (content 10.8)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal

from pydantic import ConfigDict, Field

from flows.content import FOLDER, Words
from flows.model import Frozen

Kind = Literal["crisis", "abuse", "stop_harming"]


class Line(Frozen):
    """One help line, its number as it is dialled inside the country."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Kind
    name: str
    number: str
    serves: str = Field(default="", alias="for")
    hours: str = ""
    other_ways: str = ""
    confidence: Literal["A", "B", "C"]


class Country(Frozen):
    """A country's emergency numbers and lines; `country` is its ISO 3166 code."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    country: str
    name: str
    emergency: tuple[str, ...]
    lines: tuple[Line, ...]


class Helplines(Frozen):
    """The whole file. `verified_on` is None until somebody has dialled the numbers; then that date is shown."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    compiled_on: str
    verified_on: str | None
    countries: tuple[Country, ...]

    def country(self, code: str | None) -> Country | None:
        """Return a country by its code, or None when it isn't listed."""
        return next((country for country in self.countries if country.country == code), None)


CHECKED_EVERY = timedelta(days=180)
"""After so long the numbers want to be dialled again (content 10.8)."""


@cache
def helplines() -> Helplines:
    """Return the help lines, read once."""
    return Helplines.model_validate_json((FOLDER / "helplines.json").read_text(encoding="utf-8"))


def is_old(today: date) -> bool:
    """Tell whether the numbers were gathered or checked too long ago."""
    held = helplines()
    return today - date.fromisoformat(held.verified_on or held.compiled_on) > CHECKED_EVERY


def lines_card(code: str | None, kind: Kind, words: Words) -> str:
    """Return the numbers for one country and one kind of need: emergency first, marks A and B only.

    Without a known country, or where the country has no line of this kind, the card names the directory instead.
    """
    texts = words.tables["lines"]
    known = helplines().country(code)
    if known is None:
        return str(texts["no_country"])
    shown = [line for line in known.lines if line.kind == kind and line.confidence != "C"]
    parts = [texts["emergency"].format(country=known.name, numbers="\n".join(known.emergency))]
    parts += [_line(line, texts["other_ways"]) for line in shown] or [texts["no_line"]]
    if shown and not any(for_anyone(line) for line in shown):
        parts.append(texts["not_for_all"])
    return "\n\n".join([*parts, _dated(words)])


def for_anyone(line: Line) -> bool:
    """Tell whether a line serves whoever calls, and not one group only."""
    return not line.serves.startswith(("women", "LGBT"))


def _line(line: Line, other_ways: str) -> str:
    about = ", ".join(part for part in (line.serves, line.hours) if part)
    ways = other_ways.format(ways=line.other_ways) if line.other_ways else ""
    return "\n".join(part for part in (line.name, line.number, about, ways) if part)


def _dated(words: Words) -> str:
    texts, lines = words.tables["lines"], helplines()
    if lines.verified_on:
        return str(texts["verified"]).format(day=lines.verified_on)
    return str(texts["compiled"]).format(day=lines.compiled_on)


def call_today(code: str | None, words: Words) -> str:
    """Return the first abuse line of a country with its number and hours, or the words that stand in for one."""
    known = helplines().country(code)
    lines = known.lines if known else ()
    first = next((line for line in lines if line.kind == "abuse" and line.confidence != "C"), None)
    if first is None:
        return str(words.tables["lines"]["no_abuse_line"])
    about = ", ".join(part for part in (first.serves, first.hours) if part)
    return "\n".join(part for part in (first.name, first.number, about) if part)


def emergency_numbers(code: str | None, words: Words) -> str:
    """Return the emergency numbers of a country, or the hint that stands in for them."""
    known = helplines().country(code)
    return "\n".join(known.emergency) if known else str(words.tables["lines"]["no_emergency"])
