"""The places that are known by name, each with its time zones: towns, states, countries, and the names of times ("EST").

They come from `zones.toml`, from the names of the zones and countries themselves, and from `countries.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from flows.reading import countries
from flows.reading.phrases import table
from flows.reading.zone_files import country_names, every_zone, renamed, zones_by_country

AREAS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
"""The areas whose zones are named after places that somebody lives in."""
THE_US = 2
"""Words of "the US": longer short forms are sentences."""
TYPO_LETTERS = 6
"""A typo is forgiven in a name of at least this many letters."""
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "-": " "})

Words = tuple[str, ...]


class Kind(Enum):
    """How much has to stand around a name before it counts."""

    PLAIN = auto()
    FIRST_NAME = auto()
    WORD = auto()
    SHORT = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """A name's time zones, the likeliest first; `within` has every zone of a country or state, and none of a town."""

    zones: tuple[str, ...]
    kind: Kind
    within: frozenset[str] = frozenset()


def words_of(text: str) -> Words:
    """Cut a text into words as the names are written."""
    return countries.words_of(text.casefold().translate(_LETTERS))


@lru_cache
def care() -> Mapping[str, frozenset[str]]:
    """Return the words that have to stand, or mustn't, around a name that may mean something else."""
    return {name: frozenset(words) for name, words in _data()["care"].items()}


@lru_cache
def places() -> dict[str, Place]:
    """Return every place by its name; where several sources know a name, the last one below is right."""
    known: dict[str, Place] = {}
    for rows in (_of_zones(), _of_countries(), _of_towns(), _of_states(), _of_times(), _in_short(known)):
        known.update(rows)
    return known


@lru_cache
def long_names() -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the names that a typo is forgiven in, by first letter (few people miss it) and length."""
    found: dict[tuple[str, int], list[str]] = {}
    for name, place in places().items():
        if len(name) >= TYPO_LETTERS and place.kind in {Kind.PLAIN, Kind.FIRST_NAME}:
            found.setdefault((name[0], len(name)), []).append(name)
    return {key: tuple(names) for key, names in found.items()}


Row = tuple[str, Place]


def _of_zones() -> Iterator[Row]:
    """Yield the towns that zones are named after, by old names as well."""
    for zone in sorted(every_zone()):
        area, last = zone.split("/")[0], zone.split("/")[-1]
        name = joined(words_of(last.replace("_", " ")))
        if area in AREAS and name not in care()["skip"]:
            yield name, Place((renamed().get(zone, zone),), _kind(name))


def _of_countries() -> Iterator[Row]:
    """Yield the countries under each of their names."""
    official = ((_plain_name(name), code) for code, name in country_names().items())
    further = ((name, code) for code, names in _data()["countries"].items() for name in names)
    for name, code in [*official, *further, *countries.codes().items()]:
        if zones := zones_by_country().get(code):
            written = joined(words_of(name))
            yield written, Place(zones, _kind(written), frozenset(zones))


def _plain_name(name: str) -> str:
    return name.split(" (")[0].replace("&", "and")


def _of_towns() -> Iterator[Row]:
    data = _data()
    single = ((name, [zone]) for zone, names in data["cities"].items() for name in names)
    for name, zones in [*single, *data["doubles"].items()]:
        written = joined(words_of(name))
        yield written, Place(tuple(zones), _kind(written))


def _of_states() -> Iterator[Row]:
    for name, zones in _data()["regions"].items():
        yield name, Place(tuple(zones), _kind(name), frozenset(zones))


def _of_times() -> Iterator[Row]:
    for name, zones in _data()["times"].items():
        yield name, Place(tuple(zones), Kind.PLAIN if " " in name else Kind.TIME)


def _in_short(known: Mapping[str, Place]) -> Iterator[Row]:
    """Yield states and countries in short, together with whatever else that short form stands for."""
    states = ((name, [zone]) for zone, names in _data()["short"].items() for name in names)
    nations = [(joined(words), zones_by_country()[code]) for words, code in countries.whole().items() if len(words) <= THE_US]
    short: dict[str, tuple[str, ...]] = {}
    for name, zones in [*states, *nations]:
        other = known[name].zones if name in known else ()
        short[name] = tuple(dict.fromkeys([*other, *short.get(name, ()), *zones]))
    kinds = ((name, Kind.FIRST_NAME if " " in name else Kind.SHORT) for name in short)
    return ((name, Place(short[name], kind, frozenset(short[name]))) for name, kind in kinds)


def _kind(name: str) -> Kind:
    if name in care()["words"]:
        return Kind.WORD
    return Kind.FIRST_NAME if name in care()["names"] else Kind.PLAIN


def joined(words: Iterable[str]) -> str:
    """Write words as one name."""
    return " ".join(words)


@lru_cache
def _data() -> Mapping[str, Any]:
    return table("zones.toml")
