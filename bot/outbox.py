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
from bot.outgoing import Errand, GoneError, LaterError, RefusedError, Say, Sweep, unpack, unsent
from bot.store import KEPT, Outgoing, Store, UnreadableRowError

log = logging.getLogger(__name__)

FIRST_REST = 0.5
LONGEST_REST = 60.0
"""Seconds between tries while Telegram can't be reached: doubled each time, up to the longest."""


class _LateError(Exception):
    """The hours in which this message might come are over."""


class _TakenBackError(Exception):
    """The message was taken back before it was sent."""


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
            made = await self._deliver(chat, waiting.id, errand, known)
        except GoneError:
            await self._store.drop_outgoing(chat, self._clock(), unsent("gone"))
            self._wake_dispatcher(chat)
            return
        except _LateError:
            await self._store.give_back(chat, waiting.id, unsent("late", _kinds(errand)), self._clock())
            self._wake_dispatcher(chat)
            return
        except _TakenBackError:
            return
        except RefusedError as error:
            log.error("Telegram refuses a message (%s): %s", errand.do, error)
            made = ()
        await self._store.mark_sent(waiting.id, self._clock(), made)
        if known:
            await self._store.forget_messages(chat, known)

    async def _known(self, chat: int, sweep: Sweep) -> list[int]:
        return await self._store.messages(chat, self._clock() - KEPT, unasked=sweep.unasked)

    async def _deliver(self, chat: int, row: int, errand: Errand, known: Sequence[int]) -> tuple[int, ...]:
        """Try until Telegram takes it or refuses it for good; this chat waits meanwhile, no other does.

        Raises `_LateError` once a message may not come any more, `_TakenBackError` where it was taken back meanwhile.
        """
        rest = FIRST_REST
        while True:
            await self._see_that_it_may_go(row, _until(errand))
            try:
                return await self._telegram.deliver(chat, errand, known)
            except LaterError as later:
                await asyncio.sleep(rest if later.seconds is None else later.seconds)
                rest = min(2 * rest, LONGEST_REST)

    async def _see_that_it_may_go(self, row: int, until: datetime | None) -> None:
        if until is None:
            return
        if self._clock() > until:
            raise _LateError
        if not await self._store.still_waits(row):
            raise _TakenBackError

    async def stop(self) -> None:
        """Stop where it stands; what was not marked is sent again at the next start."""
        await self.lanes.stop()


def _until(errand: Errand) -> datetime | None:
    return errand.reply.until if isinstance(errand, Say) else None


def _kinds(errand: Errand) -> Sequence[str]:
    return errand.reply.kinds if isinstance(errand, Say) else ()
