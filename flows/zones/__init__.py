"""Time zones by their IANA names: the clock on the user's wall, the moment it means, and which zones to offer.

Every `now` carries its own zone. What a text says about a place or a time is read elsewhere (`flows.reading.zones`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from flows.zones.files import distinct, every_zone, known, rules_of, zones_by_country

ABOUT = timedelta(minutes=7)
"""How far a clock may be off."""
MOST_ZONES = 6
MOST_TIMES = 8
DAY = timedelta(days=1)


# --- the clock on the wall


def zone_of(name: str) -> tzinfo:
    """Return the zone of this name; UTC without one, or where it isn't known (any more)."""
    return rules_of(name) if name in every_zone() else UTC


def local(moment: datetime, zone: str) -> datetime:
    """Return an aware moment as it reads in a zone."""
    return moment.astimezone(zone_of(zone))


def moment_of(day: date, wall: time, zone: str) -> datetime:
    """Return when a clock in this zone shows that time, in UTC.

    A time that is skipped when the clocks go forward comes as much later as they skip; of one that comes twice it is
    the first (PEP 495, fold 0).
    """
    return datetime.combine(day, wall.replace(fold=0), zone_of(zone)).astimezone(UTC)


# --- zones to choose from


@dataclass(frozen=True, slots=True)
class Choice:
    """A time that it may be now, and the zones where it is, the likeliest first."""

    clock: time
    zones: tuple[str, ...]

    @property
    def zone(self) -> str:
        """Return the likeliest zone."""
        return self.zones[0]


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


def _shows(zone: str, clock: time, now: datetime) -> bool:
    """Say if it is about that time in a zone."""
    apart = abs(_since_midnight(_clock(zone, now)) - _since_midnight(clock))
    return min(apart, DAY - apart) <= ABOUT


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


def _clock(zone: str, now: datetime) -> time:
    """Return what a clock in a zone shows now, to the minute."""
    return now.astimezone(rules_of(zone)).time().replace(second=0, microsecond=0)
