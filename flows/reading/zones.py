"""The time zone that a user lives in, from what they type or tap, as an IANA name. Asked, never guessed.

Where in doubt there are several answers, or none: a message at 3 in the morning does harm, one more question doesn't.
Every `now` carries its own zone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from flows.reading.gazetteer import long_names
from flows.reading.offsets import offset_in
from flows.reading.phrases import plain_of
from flows.reading.places import zones_named
from flows.zones.files import distinct, every_zone, known, offset_of, renamed, rules_of

_WRITTEN = re.compile(r"(?<![\w/])[a-z]+(?:/[a-z0-9_+\-]+){1,2}")


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


@lru_cache
def _by_plain_name() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in every_zone()}
