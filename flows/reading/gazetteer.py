"""The places that are known by name, each with its time zones: towns, states, countries, and names of times ("EST").

They come from `zones.toml`, from the names of the zones and countries themselves, and from `countries.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from flows.reading import countries
from flows.zones.files import country_names, every_zone, known, renamed, zones_by_country, zones_within

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
    """A name's time zones, the likeliest first; `within` has every zone of a country or state, and none of a town.

    Smaller places of the same name are `elsewhere`: they are meant only where their state or country is said.
    """

    zones: tuple[str, ...]
    kind: Kind
    within: frozenset[str] = frozenset()
    elsewhere: tuple[str, ...] = ()


def words_of(text: str) -> Words:
    """Cut a text into words as the names are written."""
    return countries.words_of(text.casefold().translate(_LETTERS))


@lru_cache
def care() -> Mapping[str, frozenset[str]]:
    """Return the words that have to stand, or mustn't, around a name that may mean something else."""
    return {name: frozenset(words) for name, words in known()["care"].items()}


@lru_cache
def openers() -> frozenset[str]:
    """Return every word that the name of a place begins with."""
    return frozenset(name.split()[0] for name in places())


@lru_cache
def places() -> dict[str, Place]:
    """Return every place by its name; where several sources know a name, the last one below is right."""
    found: dict[str, Place] = {}
    for rows in (
        _of_zones(),
        _of_countries(),
        _of_towns(),
        _of_states(),
        _of_times(),
        _in_short(found),
        _elsewhere(found),
    ):
        found.update(rows)
    return found


@lru_cache
def long_names() -> dict[tuple[str, int], tuple[str, ...]]:
    """Return the names that a typo is forgiven in, by first letter (few people miss it) and length."""
    found: dict[tuple[str, int], list[str]] = {}
    for name, place in places().items():
        if len(name.replace(" ", "")) >= TYPO_LETTERS and place.kind in {Kind.PLAIN, Kind.FIRST_NAME}:
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
    further = ((name, code) for code, names in known()["countries"].items() for name in names)
    for name, code in [*official, *further, *countries.codes().items()]:
        if zones := zones_by_country().get(code):
            written = joined(words_of(name))
            yield written, Place(zones, _kind(written), frozenset(zones_within()[code]))


def _plain_name(name: str) -> str:
    return name.split(" (", maxsplit=1)[0].replace("&", "and")


def _of_towns() -> Iterator[Row]:
    single = ((name, [zone]) for zone, names in known()["cities"].items() for name in names)
    for name, zones in [*single, *known()["doubles"].items()]:
        written = joined(words_of(name))
        yield written, Place(tuple(zones), _kind(written))


def _elsewhere(others: Mapping[str, Place]) -> Iterator[Row]:
    """Yield the towns that have smaller namesakes, with these."""
    return ((name, replace(others[name], elsewhere=tuple(zones))) for name, zones in known()["elsewhere"].items())


def _of_states() -> Iterator[Row]:
    for name, zones in known()["regions"].items():
        yield name, Place(tuple(zones), _kind(name), frozenset(zones))


def _of_times() -> Iterator[Row]:
    for name, zones in known()["times"].items():
        yield name, Place(tuple(zones), Kind.PLAIN if " " in name else Kind.TIME)


def _in_short(others: Mapping[str, Place]) -> Iterator[Row]:
    """Yield states and countries in short, together with whatever else that short form stands for."""
    states = [(name, (zone,), (zone,)) for zone, names in known()["short"].items() for name in names]
    codes = [(joined(words), code) for words, code in countries.whole().items() if len(words) <= THE_US]
    nations = [(name, zones_by_country()[code], zones_within()[code]) for name, code in codes]
    short: dict[str, Place] = {}
    for name, zones, within in [*states, *nations]:
        other = short.get(name) or others.get(name) or Place((), Kind.SHORT)
        all_zones = tuple(dict.fromkeys([*other.zones, *zones]))
        kind = Kind.FIRST_NAME if " " in name else Kind.SHORT
        short[name] = Place(all_zones, kind, other.within | set(within))
    return iter(short.items())


def _kind(name: str) -> Kind:
    if name in care()["words"]:
        return Kind.WORD
    return Kind.FIRST_NAME if name in care()["names"] | countries.doubtful() else Kind.PLAIN


def joined(words: Iterable[str]) -> str:
    """Write words as one name."""
    return " ".join(words)
