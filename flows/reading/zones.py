"""The time zone that a user lives in, from what they type or tap, as an IANA name. Asked, never guessed.

Where in doubt there are several answers, or none: a message at 3 in the morning does harm, one more question doesn't.
Every `now` carries its own zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from flows.reading.clocks import clock_of
from flows.reading.gazetteer import long_names
from flows.reading.offsets import offset_in
from flows.reading.phrases import plain_of
from flows.reading.places import zones_named
from flows.reading.zone_files import distinct, every_zone, known, offset_of, renamed, rules_of, zones_by_country

__all__ = ["Choice", "city_name", "clock_of", "make_ready", "rules_of", "times_now", "zones_at", "zones_of"]

ABOUT = timedelta(minutes=7)
"""How far a clock may be off."""
MOST_ZONES = 6
MOST_TIMES = 8
DAY = timedelta(days=1)

_WRITTEN = re.compile(r"(?<![\w/])[a-z]+(?:/[a-z0-9_+\-]+){1,2}")


@dataclass(frozen=True, slots=True)
class Choice:
    """A time that it may be now, and the zones where it is, the likeliest first."""

    clock: time
    zones: tuple[str, ...]

    @property
    def zone(self) -> str:
        """Return the likeliest zone."""
        return self.zones[0]


def make_ready() -> None:
    """Read the tables, so that nobody waits for them at the first text."""
    long_names()
    for zone in (*known()["order"], *known()["rare"]):
        rules_of(zone)


def zones_of(text: str, now: datetime) -> tuple[str, ...]:
    """Return the zones that a text may mean, the likeliest first; () when it names none. Never raises on any text."""
    if written := _written(text):
        return written
    offset, rest = offset_in(text)
    named = zones_named(rest)
    if offset is None:
        return distinct(named, now)
    there = [zone for zone in named if offset_of(zone, now) == offset]
    return distinct(there or [*named, *_keeping(offset, now)], now)


def zones_at(clock: time, now: datetime, country: str | None) -> tuple[str, ...]:
    """Return at most 6 zones where it is about that time now, those of the country (ISO 3166) first."""
    zones = [*zones_by_country().get(country or "", ()), *known()["order"], *known()["rare"]]
    return distinct((zone for zone in zones if _shows(zone, clock, now)), now)[:MOST_ZONES]


def times_now(now: datetime, country: str | None) -> tuple[Choice, ...]:
    """Return at most 8 times to tap: those of the country, the likeliest first, else a spread from west to east."""
    zones = distinct(zones_by_country().get(country or "", ()), now)
    clocks = dict.fromkeys(_clock(zone, now) for zone in zones or known()["spread"])
    return tuple(_choice(clock, zones or known()["order"], now) for clock in clocks)[:MOST_TIMES]


def city_name(zone: str) -> str:
    """Return how a zone is said to a user: its city, or "UTC+5" for one without a place."""
    if said := known()["said"].get(zone):
        return str(said)
    area, _, place = zone.partition("/")
    if area == "Etc":
        return place.replace("GMT", "UTC").translate(str.maketrans("+-", "-+"))
    return (place or area).rpartition("/")[-1].replace("_", " ")


def _choice(clock: time, zones: Iterable[str], now: datetime) -> Choice:
    return Choice(clock, distinct((zone for zone in zones if _clock(zone, now) == clock), now))


def _written(text: str) -> tuple[str, ...]:
    """Return the zones that a text has by their own names."""
    names = (match[0] for match in _WRITTEN.finditer(plain_of(text)))
    zones = (zone for name in names if (zone := _by_plain_name().get(name)))
    return tuple(dict.fromkeys(renamed().get(zone, zone) for zone in zones))


def _keeping(offset: timedelta, now: datetime) -> tuple[str, ...]:
    """Return the well-known zones at that offset; where there are none, the one without a place."""
    for zones in (known()["order"], known()["rare"]):
        if there := tuple(zone for zone in zones if offset_of(zone, now) == offset):
            return there
    hours, rest = divmod(offset, timedelta(hours=1))
    return () if rest else (f"Etc/GMT{-hours:+d}",)


def _shows(zone: str, clock: time, now: datetime) -> bool:
    """Say if it is about that time in a zone."""
    apart = abs(_since_midnight(_clock(zone, now)) - _since_midnight(clock))
    return min(apart, DAY - apart) <= ABOUT


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


def _clock(zone: str, now: datetime) -> time:
    """Return what a clock in a zone shows now, to the minute."""
    return now.astimezone(rules_of(zone)).time().replace(second=0, microsecond=0)


@lru_cache
def _by_plain_name() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in every_zone()}
