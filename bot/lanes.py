"""Lanes: one worker per chat, so that each chat's things happen one at a time and chats don't wait for each other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.logs import where

log = logging.getLogger(__name__)

REST_AFTER_FAILURE = 1.0
"""Seconds before a lane whose work failed (the disk is full, say) tries again."""


class Lanes:
    """Runs `work(chat)` for every chat that is woken, never twice at a time for the same one.

    `work` drains what there is for its chat. A chat woken meanwhile is drained once more. Work that fails is logged
    without its words and tried again after a rest.
    """

    def __init__(self, work: Callable[[int], Awaitable[None]]) -> None:
        self._work = work
        self._running: dict[int, asyncio.Task[None]] = {}
        self._again: set[int] = set()

    def wake(self, *chats: int) -> None:
        """See to it that these chats are drained."""
        for chat in chats:
            if chat in self._running:
                self._again.add(chat)
            else:
                self._running[chat] = asyncio.create_task(self._run(chat))

    async def _run(self, chat: int) -> None:
        try:
            while True:
                self._again.discard(chat)
                await self._drain(chat)
                if chat not in self._again:
                    return
        finally:
            del self._running[chat]

    async def _drain(self, chat: int) -> None:
        try:
            await self._work(chat)
        except Exception as error:
            log.error("a lane failed and rests: %s", where(error))
            self._again.add(chat)
            await asyncio.sleep(REST_AFTER_FAILURE)

    @property
    def idle(self) -> bool:
        """Tell whether no chat is being worked on."""
        return not self._running

    async def settled(self) -> None:
        """Wait until no chat is being worked on."""
        while self._running:
            await asyncio.wait(self._running.values())

    async def stop(self) -> None:
        """Stop all lanes where they are; what they had not committed is found again at the next start."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
