"""What the tzdata package says: which time zones there are, which country's they are, and what time they show.

Nothing is taken from the machine: the same package gives the same answers everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

from flows.reading.phrases import table

AHEAD_DAYS, STEP_DAYS = 400, 5
"""Two zones keep the same time from now on if they agree every few days for a little over a year."""


@lru_cache(maxsize=None)
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
    kept = {zone for zones in zones_by_country().values() for zone in zones}
    return {name: zone for _, zone, name in rows if name not in kept}


@lru_cache
def country_names() -> dict[str, str]:
    """Return the English name of every country by its ISO 3166 code."""
    return {row[0]: row[1] for row in _rows("iso3166.tab")}


@lru_cache
def zones_by_country() -> dict[str, tuple[str, ...]]:
    """Return each country's zones by its ISO 3166 code, those of most people first where we know."""
    zones: dict[str, list[str]] = {}
    for row in _rows("zone.tab"):
        zones.setdefault(row[0], []).append(row[2])
    return {code: tuple(sorted(one, key=_rank)) for code, one in zones.items()}


def distinct(zones: Iterable[str], now: datetime) -> tuple[str, ...]:
    """Return the zones in their order, without those that keep the same time from now on as one before."""
    kept: dict[tuple[timedelta, ...], str] = {}
    for zone in zones:
        kept.setdefault(_kept(zone, now.date()), zone)
    return tuple(kept.values())


@lru_cache(maxsize=1024)
def _kept(zone: str, day: date) -> tuple[timedelta, ...]:
    """Return the offsets that a zone keeps from a day on."""
    noon = datetime.combine(day, time(12), rules_of("Etc/UTC"))
    return tuple(offset_of(zone, noon + timedelta(days)) for days in range(0, AHEAD_DAYS, STEP_DAYS))


def _rank(zone: str) -> int:
    order = _order()
    return order.get(zone, len(order))


@lru_cache
def _order() -> dict[str, int]:
    return {zone: rank for rank, zone in enumerate(table("zones.toml")["order"])}


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _text(name) if line and not line.startswith("#"))


def _text(name: str) -> list[str]:
    return _package().joinpath("zoneinfo", name).read_text(encoding="utf-8").splitlines()


@lru_cache
def _package() -> Traversable:
    return resources.files("tzdata")
