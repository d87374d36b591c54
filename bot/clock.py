"""The clock: read here and nowhere else, and passed on as an argument."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Tells the time, aware and in UTC."""


def system_clock() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


class MovableClock:
    """A clock that runs as the machine's does, from any moment on, and can be moved forward."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = (start - system_clock()) if start else timedelta(0)

    def __call__(self) -> datetime:
        """Return the moved time."""
        return system_clock() + self._ahead

    def forward(self, by: timedelta) -> None:
        """Move the clock forward."""
        self._ahead += by
