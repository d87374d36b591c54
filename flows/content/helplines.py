"""Help lines: the one file that holds numbers, and the lines of one country at a time (content 10.8)."""

from __future__ import annotations

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


@cache
def helplines() -> Helplines:
    """Return the help lines, read once."""
    return Helplines.model_validate_json((FOLDER / "helplines.json").read_text(encoding="utf-8"))


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
    return "\n\n".join([*parts, _dated(words)])


def _line(line: Line, other_ways: str) -> str:
    about = ", ".join(part for part in (line.serves, line.hours) if part)
    ways = other_ways.format(ways=line.other_ways) if line.other_ways else ""
    return "\n".join(part for part in (line.name, line.number, about, ways) if part)


def _dated(words: Words) -> str:
    texts, lines = words.tables["lines"], helplines()
    if lines.verified_on:
        return str(texts["verified"]).format(day=lines.verified_on)
    return str(texts["compiled"]).format(day=lines.compiled_on)


def emergency_numbers(code: str | None, words: Words) -> str:
    """Return the emergency numbers of a country, or the hint that stands in for them."""
    known = helplines().country(code)
    return "\n".join(known.emergency) if known else str(words.tables["lines"]["no_emergency"])
