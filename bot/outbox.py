"""What is committed gets sent: a lane per chat, in order, each message marked before the next one goes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.lanes import Lanes
from bot.logs import where
from bot.outgoing import Errand, GoneError, LaterError, RefusedError, Say, Sweep, unpack
from bot.store import KEPT, Outgoing, Store, UnreadableRowError

log = logging.getLogger(__name__)

FIRST_REST = 0.5
LONGEST_REST = 60.0
"""Seconds between tries while Telegram can't be reached: doubled each time, up to the longest."""


GONE, LATE = b'{"unsent": "gone"}', b'{"unsent": "late"}'
"""Updates of our own, by which the flows hear what could not be sent."""


class _LateError(Exception):
    """The hours in which this message might come are over."""


class Delivers(Protocol):
    """Runs errands; `bot.telegram_app.Telegram` does."""

    async def deliver(self, chat: int, errand: Errand, known: Sequence[int] = ()) -> tuple[int, ...]:
        """Run one errand and return the ids of the messages it made."""


class Outbox:
    """Sends what waits, chat by chat. A flood limit on one chat delays that chat only."""

    def __init__(self, store: Store, clock: Clock, telegram: Delivers, wake_dispatcher: Callable[[int], None]) -> None:
        self._store = store
        self._clock = clock
        self._telegram = telegram
        self._wake_dispatcher = wake_dispatcher
        self.lanes = Lanes(self._drain)

    async def _drain(self, chat: int) -> None:
        while waiting := await self._next(chat):
            await self._send(chat, waiting)

    async def _next(self, chat: int) -> Outgoing | None:
        try:
            return await self._store.next_outgoing(chat)
        except UnreadableRowError as error:
            log.error("a message can't be unsealed and is left out")
            await self._store.mark_sent(error.row, self._clock())
            return await self._next(chat)

    async def _send(self, chat: int, waiting: Outgoing) -> None:
        try:
            errand = unpack(waiting.body)
        except ValueError as error:
            log.error("a message can't be read and is left out: %s", where(error))
            await self._store.mark_sent(waiting.id, self._clock())
            return
        known = await self._known(chat, errand) if isinstance(errand, Sweep) else ()
        try:
            made = await self._deliver(chat, errand, known)
        except GoneError:
            await self._store.drop_outgoing(chat, self._clock(), GONE)
            self._wake_dispatcher(chat)
            return
        except _LateError:
            await self._store.give_back(chat, waiting.id, LATE, self._clock())
            self._wake_dispatcher(chat)
            return
        except RefusedError as error:
            log.error("Telegram refuses a message (%s): %s", errand.do, error)
            made = ()
        await self._store.mark_sent(waiting.id, self._clock(), made)
        if known:
            await self._store.forget_messages(chat, known)

    async def _known(self, chat: int, sweep: Sweep) -> list[int]:
        return await self._store.messages(chat, self._clock() - KEPT, unasked=sweep.unasked)

    async def _deliver(self, chat: int, errand: Errand, known: Sequence[int]) -> tuple[int, ...]:
        """Try until Telegram takes it or refuses it for good; this chat waits meanwhile, no other does.

        Raises `_LateError` once a message may not come any more.
        """
        rest, until = FIRST_REST, _until(errand)
        while True:
            if until is not None and self._clock() > until:
                raise _LateError
            try:
                return await self._telegram.deliver(chat, errand, known)
            except LaterError as later:
                await asyncio.sleep(rest if later.seconds is None else later.seconds)
                rest = min(2 * rest, LONGEST_REST)

    async def stop(self) -> None:
        """Stop where it stands; what was not marked is sent again at the next start."""
        await self.lanes.stop()


def _until(errand: Errand) -> datetime | None:
    return errand.reply.until if isinstance(errand, Say) else None
