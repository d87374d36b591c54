"""What falls due becomes an update of its own and takes the same road as a message."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable
from datetime import timedelta

from bot.clock import Clock
from bot.logs import where
from bot.store import Store, StoreError

log = logging.getLogger(__name__)

AT_ONCE = 200
"""Reminders that are fired in one go, so that a long absence doesn't hold up the messages."""

HOUSEKEEPING = timedelta(hours=1)
SOON = timedelta(minutes=1)
"""How often the house is cleaned, and how often at the most after somebody was erased."""


class Reminders:
    """Fires what is due, and cleans up what has been kept long enough."""

    def __init__(self, store: Store, clock: Clock, wake_dispatcher: Callable[[int], None], tick_seconds: float) -> None:
        self._store = store
        self._clock = clock
        self._wake_dispatcher = wake_dispatcher
        self._tick = tick_seconds
        self._moved = asyncio.Event()
        self._clean_at = clock()
        self._cleaned_at = clock() - SOON

    def wake(self) -> None:
        """Look again now: the clock was moved."""
        self._moved.set()

    def clean_soon(self) -> None:
        """Clean the house now, or a minute after the last time: somebody was erased, and no trace may stay."""
        self._clean_at = min(self._clean_at, self._cleaned_at + SOON)
        self.wake()

    async def run(self) -> None:
        """Look for what is due, again and again."""
        while True:
            try:
                await self.fire_due()
                await self._clean()
            except StoreError as error:
                log.error("reminders rest: %s", where(error))
            await self._rest()

    async def fire_due(self) -> None:
        """Turn all that is due by now into updates that wait."""
        while due := await self._store.due(self._clock(), AT_ONCE):
            for reminder in due:
                body = json.dumps({"reminder": reminder.name, "due_at": reminder.due_at.isoformat()}).encode()
                if await self._store.fire(reminder, body, self._clock()):
                    self._wake_dispatcher(reminder.chat)

    async def _clean(self) -> None:
        if self._clock() < self._clean_at:
            return
        await self._store.housekeep(self._clock())
        self._cleaned_at = self._clock()
        self._clean_at = self._cleaned_at + HOUSEKEEPING

    async def _rest(self) -> None:
        self._moved.clear()
        seconds = await self._seconds()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._moved.wait(), seconds)

    async def _seconds(self) -> float:
        """Return how long to rest: to the next reminder or cleaning, at most a tick."""
        try:
            due_at = await self._store.next_due()
        except StoreError:
            return self._tick
        soonest = min(due_at or self._clean_at, self._clean_at)
        return min(self._tick, max(0.0, (soonest - self._clock()).total_seconds()))
