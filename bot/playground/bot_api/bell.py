"""A bell that is rung whenever something has changed."""

import asyncio
from collections.abc import AsyncIterator, Callable


class Bell:
    """Wakes whoever waits, in the one event loop that all share.

    `rung` counts how often, so that whoever remembers the count misses nothing.
    """

    def __init__(self) -> None:
        self.rung = 0
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake all who wait."""
        self.rung += 1
        self._event.set()
        self._event = asyncio.Event()

    async def after(self, seen: int) -> int:
        """Wait until it has been rung more often than `seen`; how often, by now."""
        while self.rung <= seen:
            await self._event.wait()
        return self.rung

    async def rings(self) -> AsyncIterator[int]:
        """Go on whenever it has been rung since the last time; several rings may come as one."""
        seen = self.rung
        while True:
            seen = await self.after(seen)
            yield seen

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until the condition holds, looking again at each ring."""
        while not condition():
            await self.after(self.rung)
