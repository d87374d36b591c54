"""From inbox to journey: one update at a time per chat; load, step, save, in one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import flows
from bot.clock import Clock
from bot.lanes import Lanes
from bot.logs import where
from bot.outgoing import Errand, Leave, Mark, Say, Sweep, pack, unsent
from bot.reading import with_reading
from bot.store import KEPT, Outcome, ReminderChange, Store, StoreError, UnreadableRowError, Waiting
from bot.telegram_app import Heard, hear, is_own
from flows.content import words
from flows.model import Chosen, Effect, Erase, Journey, Reading, Remind, Reply, Step, TakeBack, Tidy

log = logging.getLogger(__name__)

TRIES = 3
"""How often an update may fail before it is set aside and the user is asked to say it again."""

Reader = Callable[[str, datetime], Reading]


@dataclass(frozen=True, slots=True)
class Around:
    """What the dispatcher tells the rest of the house: a press to be answered, a chat to be written to, an erasure."""

    answer_press: Callable[[str], Awaitable[None]]
    wake_outbox: Callable[[int], None]
    clean_soon: Callable[[], None]


class Dispatcher:
    """Handles what waits in the inbox, chat by chat.

    `read` reads free text and is called in a thread.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        read: Reader,
        around: Around,
        operator: str = "",
    ) -> None:
        self._store = store
        self._clock = clock
        self._read = read
        self._around = around
        self._operator = operator
        self._answers: set[asyncio.Task[None]] = set()
        self.lanes = Lanes(self._drain)

    async def _drain(self, chat: int) -> None:
        while waiting := await self._next(chat):
            await self._handle(chat, waiting)

    async def _next(self, chat: int) -> Waiting | None:
        try:
            return await self._store.next_update(chat)
        except UnreadableRowError as error:
            log.error("an update can't be unsealed and is set aside")
            await self._store.set_aside(error.row, self._clock())
            return await self._next(chat)

    async def _handle(self, chat: int, waiting: Waiting) -> None:
        """Handle one update. What fails in it counts against it; what fails in the store is the lane's to try again."""
        try:
            heard = hear(waiting.body)
            if heard.press_id:
                self._answer(heard.press_id)
            stored = await self._store.load(chat) if heard.event else None
            outcome = await self._outcome(chat, heard, stored)
        except StoreError:
            raise
        except Exception as error:
            await self._fail(chat, waiting, error)
            return
        await self._store.settle(chat, waiting.id, outcome, self._clock())
        if heard.place == "blocked":
            await self._store.drop_outgoing(chat, self._clock())
        self._around.wake_outbox(chat)
        if outcome.erase:
            self._around.clean_soon()

    def _answer(self, press_id: str) -> None:
        """Answer a press at once and beside the road: it waits for nothing, and nothing waits for it."""
        task = asyncio.ensure_future(self._around.answer_press(press_id))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _outcome(self, chat: int, heard: Heard, stored: bytes | None) -> Outcome:
        if heard.place == "group":
            return Outcome(outgoing=(pack(Say(reply=Reply(text=_note("shared.group")))), pack(Leave())))
        if heard.event is None:
            return Outcome()
        now = self._clock()
        journey = Journey.model_validate_json(stored) if stored else None
        event = await asyncio.to_thread(with_reading, heard.event, journey, self._read, now)
        if journey is None and event.kind in ("due", "unsent"):
            return Outcome()
        step = flows.step(journey, event, now, self._operator)
        erasing = any(isinstance(effect, Erase) for effect in step.effects)
        known = await self._store.messages(chat, now - KEPT) if erasing else []
        return outcome_of(step, heard, tuple(known))

    async def _fail(self, chat: int, waiting: Waiting, error: Exception) -> None:
        """Count a failed try. After the last one the update is set aside, and its user asked to say it again."""
        log.error("an update failed: %s", where(error))
        now = self._clock()
        if await self._store.note_failure(waiting.id, now) < TRIES:
            return
        if chat > 0 and not is_own(waiting.body):
            sorry = Outcome(outgoing=(pack(Say(reply=Reply(text=_note("shared.trouble")))),))
            await self._store.settle(chat, waiting.id, sorry, now)
            self._around.wake_outbox(chat)
        else:
            await self._store.set_aside(waiting.id, now)

    async def stop(self) -> None:
        """Stop where it stands; what was not committed is handled again at the next start."""
        await self.lanes.stop()
        for answer in self._answers:
            answer.cancel()
        await asyncio.gather(*self._answers, return_exceptions=True)


def outcome_of(step: Step, heard: Heard, known: tuple[int, ...] = ()) -> Outcome:
    """Return what the store is to keep of a step, in one transaction.

    `known` are the ids of messages that the store is about to forget, and which a sweep must therefore carry.
    """
    outgoing = [
        *(errand for effect in step.effects for errand in _errands(effect, heard, known)),
        *map(_say, step.replies),
    ]
    return Outcome(
        journey=step.journey.model_dump_json().encode() if step.journey else None,
        erase=any(isinstance(effect, Erase) for effect in step.effects),
        outgoing=tuple(pack(errand) for errand in outgoing),
        reminders=tuple(ReminderChange(e.name, e.at) for e in step.effects if isinstance(e, Remind)),
        message_ids=(heard.message_id,) if heard.message_id else (),
        take_back=any(isinstance(effect, TakeBack) for effect in step.effects),
        untold=_untold(step.effects),
        unasked=any(reply.until is not None for reply in step.replies),
    )


def _untold(effects: Sequence[Effect]) -> bytes | None:
    """Return what the flows hear if a line that is taken back was never sent."""
    kinds = [kind for effect in effects if isinstance(effect, TakeBack) for kind in effect.kinds]
    return unsent("late", kinds) if kinds else None


def _say(reply: Reply) -> Errand:
    return Say(reply=reply)


def _errands(effect: Effect, heard: Heard, known: tuple[int, ...]) -> Iterator[Errand]:
    if isinstance(effect, Chosen) and heard.message_id:
        yield Mark(message_id=heard.message_id, text=heard.shown, label=effect.label)
    elif isinstance(effect, Tidy):
        yield Sweep(ids=(*known, heard.message_id) if known and heard.message_id else known)
    elif isinstance(effect, TakeBack):
        yield Sweep(unasked=True)


def _note(key: str) -> str:
    return words("en").note(key).text[0]
