"""What has happened and has not been fetched yet: numbered, kept for a day, handed out until confirmed."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.playground.bot_api.bell import Bell
from bot.playground.bot_api.params import conflict
from bot.playground.bot_api.wire import Json

KEPT = timedelta(hours=24)
MAX_BATCH = 100
MAX_WAIT = 50
FIRST_ID = 700_000_001

_OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(slots=True, eq=False)
class _Pending:
    """An update that waits. One numbered below others is handed out once, whatever is confirmed meanwhile."""

    update: Json
    since: datetime
    numbered_low: bool

    @property
    def id(self) -> int:
        number: int = self.update["update_id"]
        return number


class Updates:
    """The queue between what people do and the bot; it outlives the bot, which is another process."""

    def __init__(self, clock: Callable[[], datetime], bell: Bell) -> None:
        self._clock = clock
        self._bell = bell
        self._allowed: frozenset[str] = frozenset()
        self._pending: list[_Pending] = []
        self._known: dict[int, Json] = {}
        self._next = FIRST_ID
        self._poll: asyncio.Future[None] | None = None
        self._closed = False

    def allow(self, kinds: list[str]) -> None:
        """Keep only these kinds from now on; none named: all but the few that have to be asked for."""
        self._allowed = frozenset(kinds)

    def happened(self, kind: str, body: Json) -> int:
        """Give what happened a number, and queue it unless the bot doesn't want this kind."""
        update = {"update_id": self._next, kind: body}
        if kind in self._allowed or (not self._allowed and kind not in _NOT_BY_DEFAULT):
            return self.put(update)
        self._next += 1
        return self._next - 1

    def put(self, update: Json) -> int:
        """Queue an update as it is, numbered unless it brings a number; its number."""
        update = {"update_id": self._next} | deepcopy(update)
        number: int = update["update_id"]
        self._known[number] = update
        self._pending.append(_Pending(update, self._clock(), numbered_low=number < self._next))
        self._next = max(self._next, number + 1)
        self._wake()
        return number

    def number_from(self, update_id: int) -> None:
        """Begin the numbering anew, as Telegram may after a quiet week."""
        self._next = update_id

    def get(self, update_id: int) -> Json:
        """Give back an update, waiting or not."""
        return deepcopy(self._known[update_id])

    def repeat(self, update_id: int, *, new_id: bool) -> int:
        """Queue an update once more; its number."""
        again = self.get(update_id)
        if new_id:
            del again["update_id"]
        return self.put(again)

    def pending(self) -> list[Json]:
        """List what waits, in order; what has waited for a day is gone."""
        oldest = self._clock() - KEPT
        self._pending = [waiting for waiting in self._pending if waiting.since > oldest]
        return [waiting.update for waiting in self._pending]

    def delivered(self, update: Json) -> None:
        """Forget an update that was taken."""
        self._pending = [waiting for waiting in self._pending if waiting.update is not update]
        self._bell.ring()

    def drop(self) -> None:
        """Forget all that waits."""
        self._pending.clear()
        self._bell.ring()

    async def poll(self, offset: int, limit: int, wait: int) -> list[Json]:
        """Confirm what lies before `offset`, then hand out what waits, at once or as soon as something happens.

        Raises:
            RefusedError: another call has taken the place of this one.

        """
        self.end_poll(_OTHER_POLL)
        self._confirm(offset)
        if not self.pending() and wait > 0 and not self._closed:
            await self._wait(min(wait, MAX_WAIT))
        batch = self.pending()[: min(max(limit, 1), MAX_BATCH)]
        for waiting in self._pending[: len(batch)]:
            waiting.numbered_low = False
        return batch

    def end_poll(self, why: str) -> None:
        """Answer the call that waits with a conflict."""
        if self._poll and self.is_polled:
            self._poll.set_exception(conflict(why))

    @property
    def is_polled(self) -> bool:
        """Whether a call waits."""
        return self._poll is not None and not self._poll.done()

    def close(self) -> None:
        """Let nobody wait any more: the server stops."""
        self._closed = True
        self._wake()

    def open(self) -> None:
        """Let calls wait again: the server is back."""
        self._closed = False

    async def _wait(self, seconds: int) -> None:
        self._poll = asyncio.get_running_loop().create_future()
        self._bell.ring()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._poll, seconds)

    def _confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one counts from the end."""
        if offset < 0:
            self._pending = self._pending[offset:]
        else:
            self._pending = [waiting for waiting in self._pending if waiting.id >= offset or waiting.numbered_low]
        self._bell.ring()

    def _wake(self) -> None:
        if self._poll and self.is_polled:
            self._poll.set_result(None)
        self._bell.ring()
