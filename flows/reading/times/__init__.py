"""The one day, and the time of that day, that a text names, counted from the user's own now; None wherever in doubt.

A text is cut into plain words (`words`), rows of `times.toml` find the pieces (`rows`, `days`, `spans`, `clock`,
`unsure`), and `meant` puts them together. A wrong day is worse than none: the user can be asked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import cast

from flows.model import Part, When
from flows.reading.phrases import plain_of
from flows.reading.times.meant import FARTHEST_DAYS, Meant, meant
from flows.reading.times.words import data

MORNING = time(5)
"""When a day is read of which only the date is known: "today" is all ahead, and "tomorrow" not in doubt."""

__all__ = ["FARTHEST_DAYS", "day_of", "time_set", "when_of"]


def when_of(text: str, now: datetime) -> When | None:
    """Return the day, from today to 400 days ahead, and the time that a text names; `now` is aware, in the user's zone.

    One that isn't `sure` is only to be proposed. None where there is nothing to propose.
    """
    found = meant(text, now) or _first_of_many(text, now)
    if found is None:
        return None
    part = cast(Part | None, found.part or None)
    return When(day=found.day, at=found.at, part=part, sure=found.sure, named=found.named)


def _first_of_many(text: str, now: datetime) -> Meant | None:
    """Return the next one of a day that is said to come again and again ("every sunday at 6"), as a proposal."""
    days = "|".join(name for names in data()["weekdays"] for name in names)
    plain = plain_of(text)
    once = re.sub(rf"\b(?:every|each) (?=(?:{days})\b)", "", plain)
    once = re.sub(rf"\b({days})s\b(?! ?')", r"\1", once)
    found = meant(once, now) if once != plain else None
    return replace(found, sure=False) if found else None


def day_of(text: str, today: date) -> date | None:
    """Return the day that a text names for sure, from `today` to 400 days ahead, or None."""
    found = meant(text, datetime.combine(today, MORNING, UTC))
    return found.day if found and found.sure and found.named else None


def time_set(when: When, now: datetime) -> datetime | None:
    """Return the local wall time at which to come back, or None where that is to be asked first: unsure, or past.

    A part of the day has an hour of its own (`times.toml`), and so has a day of which nothing more is said.
    """
    at = when.at or time.fromisoformat(data()["usual"][when.part or "none"])
    zone = now.tzinfo
    if not when.sure or zone is None or datetime.combine(when.day, at, zone).astimezone(UTC) <= now.astimezone(UTC):
        return None
    return datetime.combine(when.day, at)
