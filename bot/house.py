"""The whole bot, put together: inbox, dispatcher, outbox, reminders, and the two ways in, polling and webhook."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Any, Self

from bot.clock import Clock
from bot.dispatcher import Around, Dispatcher, Reader
from bot.logs import where
from bot.outbox import FIRST_REST, LONGEST_REST, Outbox
from bot.outgoing import LaterError, UndeliveredError
from bot.reading import give_back_memory
from bot.reminders import Reminders
from bot.store import Incoming, Store, StoreError
from bot.telegram_app import Telegram, chat_of
from flows.reading import make_ready

GRACE_SECONDS = 3.0
"""How long a stop may wait for messages that are on their way."""

PAUSE = 0.05
"""Seconds between polls that brought nothing new, for servers that answer at once instead of waiting."""

FIRST_TEXT = "hello"
"""What is read before anybody writes, so that the readers are loaded by then."""

LARGEST = 2**63
"""What a database can number."""

log = logging.getLogger(__name__)


class House:
    """A running bot. Enter it as a context: work that an earlier process left behind is taken up at once."""

    def __init__(
        self,
        store: Store,
        telegram: Telegram,
        clock: Clock,
        read: Reader,
        *,
        operator: str = "",
        tick_seconds: float = 30,
    ) -> None:
        self._store = store
        self._telegram = telegram
        self._clock = clock
        self._outbox = Outbox(store, clock, telegram, self._wake_dispatcher)
        around = Around(telegram.answer_press, self._outbox.lanes.wake, self._clean_soon)
        self._dispatcher = Dispatcher(store, clock, read, around, operator)
        self.reminders = Reminders(store, clock, self._dispatcher.lanes.wake, tick_seconds)
        self._read = read
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Take up what waits, have the reader load its data, and begin to look for what falls due."""
        self._stack.push_async_callback(self._outbox.stop)
        self._stack.push_async_callback(self._dispatcher.stop)
        warming = asyncio.create_task(self._warm())
        self._stack.push_async_callback(_cancel, warming)
        ticking = asyncio.create_task(self.reminders.run())
        self._stack.push_async_callback(_cancel, ticking)
        self._dispatcher.lanes.wake(*await self._store.chats_with_updates())
        self._outbox.lanes.wake(*await self._store.chats_with_outgoing())
        return self

    async def _warm(self) -> None:
        """Have the readers load what they need, beside the road; a text that comes first waits for them."""
        try:
            await asyncio.to_thread(make_ready)
            await asyncio.to_thread(self._read, FIRST_TEXT, self._clock())
            await asyncio.to_thread(give_back_memory)
        except Exception as error:
            log.error("the danger reader can't be loaded, plain words alone are read: %s", where(error))

    async def __aexit__(self, *_: object) -> None:
        """Finish what is under way, if that doesn't take long, and stop; the rest is done at the next start."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.settled(), GRACE_SECONDS)
        await self._stack.aclose()

    async def receive(self, updates: Sequence[dict[str, Any]]) -> bool:
        """Commit raw updates to the inbox; tell whether any was new.

        Only then may they be confirmed. Raises `StoreError`: then they may not.
        """
        if not updates:
            return False
        known = [update for update in updates if is_numbered(update)]
        if len(known) < len(updates):
            log.error("%d updates without an id were left out", len(updates) - len(known))
        incoming = [Incoming(raw["update_id"], chat_of(raw), json.dumps(raw).encode()) for raw in known]
        chats = await self._store.receive(incoming, self._clock())
        self._dispatcher.lanes.wake(*chats)
        return bool(chats)

    async def poll(self) -> None:
        """Fetch updates for ever. The offset is not stored: the inbox knows by their ids what it has had.

        Once a batch is confirmed the offset is dropped too, because Telegram may restart its numbering lower. Raises
        `WrongTokenError`.
        """
        offset: int | None = None
        rest = FIRST_REST
        while True:
            try:
                updates = await self._telegram.poll(offset)
                if not await self.receive(updates):
                    await asyncio.sleep(PAUSE)
                offset = max((update["update_id"] + 1 for update in updates if is_numbered(update)), default=None)
                rest = FIRST_REST
            except (UndeliveredError, StoreError) as error:
                log.warning("polling rests (%s)", error.why if isinstance(error, LaterError) else type(error).__name__)
                await asyncio.sleep(error.seconds if isinstance(error, LaterError) and error.seconds else rest)
                rest = min(2 * rest, LONGEST_REST)

    def _wake_dispatcher(self, chat: int) -> None:
        self._dispatcher.lanes.wake(chat)

    def _clean_soon(self) -> None:
        self.reminders.clean_soon()

    async def settled(self) -> None:
        """Wait until all that was received is handled and sent."""
        while not (self._dispatcher.lanes.idle and self._outbox.lanes.idle):
            await self._dispatcher.lanes.settled()
            await self._outbox.lanes.settled()


def is_numbered(update: dict[str, Any]) -> bool:
    """Tell whether a raw update has a number that can be stored."""
    number = update.get("update_id")
    return isinstance(number, int) and abs(number) < LARGEST


async def _cancel(task: asyncio.Task[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
