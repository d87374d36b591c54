"""What the tzdata package says: which time zones there are, which country's they are, and what time they show.

Nothing is taken from the machine: the same package gives the same answers everywhere.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

AHEAD_DAYS, STEP_DAYS = 400, 8
"""Two zones keep the same time from now on if they do so at each noon for so long. No zone changes twice in a step."""


@cache
def rules_of(zone: str) -> ZoneInfo:
    """Return a zone's rules, from the package alone; a KeyError for a name that it doesn't have."""
    if zone not in every_zone():
        raise KeyError(zone)
    with _package().joinpath("zoneinfo", *zone.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=zone)


def offset_of(zone: str, moment: datetime) -> timedelta:
    """Return how far a zone is ahead of UTC at that moment."""
    return moment.astimezone(rules_of(zone)).utcoffset() or timedelta()


@lru_cache
def every_zone() -> frozenset[str]:
    """Return the name of each zone, old names included."""
    return frozenset(_package().joinpath("zones").read_text(encoding="utf-8").split())


@lru_cache
def renamed() -> dict[str, str]:
    """Return the zone that each old or second name stands for; the zone of a country is never a second name."""
    rows = [line.split() for line in _text("tzdata.zi") if line.startswith("L ")]
    kept = {zone for zones in zones_within().values() for zone in zones}
    return {name: zone for _, zone, name in rows if name not in kept}


@lru_cache
def country_names() -> dict[str, str]:
    """Return the English name of every country by its ISO 3166 code."""
    return {row[0]: row[1] for row in _rows("iso3166.tab")}


@lru_cache
def zones_within() -> dict[str, tuple[str, ...]]:
    """Return every zone of each country by its ISO 3166 code."""
    zones: dict[str, list[str]] = {}
    for row in _rows("zone.tab"):
        zones.setdefault(row[0], []).append(row[2])
    return {code: tuple(one) for code, one in zones.items()}


@lru_cache
def zones_by_country() -> dict[str, tuple[str, ...]]:
    """Return the zones that a country's people live in by its ISO 3166 code, those of most people first."""
    order = {zone: rank for rank, zone in enumerate(known()["order"])}
    known_ones = {code: [zone for zone in zones if zone in order] for code, zones in zones_within().items()}
    return {
        code: tuple(sorted(ones, key=order.__getitem__)) or zones_within()[code] for code, ones in known_ones.items()
    }


def distinct(zones: Iterable[str], now: datetime) -> tuple[str, ...]:
    """Return the zones in their order, without those that keep the same time from now on as one before."""
    kept: dict[tuple[tuple[int, timedelta], ...], str] = {}
    for zone in zones:
        kept.setdefault(_kept(zone, now.date()), zone)
    return tuple(kept.values())


@lru_cache(maxsize=1024)
def _kept(zone: str, day: date) -> tuple[tuple[int, timedelta], ...]:
    """Return the offsets that a zone keeps from a day on, each with the day that it begins, in days from that one."""
    noon = datetime.combine(day, time(12), rules_of("Etc/UTC"))

    def at(days: int) -> timedelta:
        return offset_of(zone, noon + timedelta(days))

    steps = [(days, at(days)) for days in range(0, AHEAD_DAYS, STEP_DAYS)]
    changes = [(first, new) for (first, old), (_, new) in pairwise(steps) if new != old]
    return (steps[0], *((_first_day(first, new, at), new) for first, new in changes))


def _first_day(first: int, new: timedelta, at: Callable[[int], timedelta]) -> int:
    return next(days for days in range(first + 1, first + STEP_DAYS + 1) if at(days) == new)


@lru_cache
def known() -> Mapping[str, Any]:
    """Return what `zones.toml` says."""
    return tomllib.loads(resources.files("flows.zones").joinpath("zones.toml").read_text(encoding="utf-8"))


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _text(name) if line and not line.startswith("#"))


def _text(name: str) -> list[str]:
    return _package().joinpath("zoneinfo", name).read_text(encoding="utf-8").splitlines()


@lru_cache
def _package() -> Traversable:
    return resources.files("tzdata")
