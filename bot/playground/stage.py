"""The whole bot on a stage, for terminal and page alike: the real road, our own Bot API server, a clock that moves.

What is done there is noted as a script, from which a transcript can be made.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cipher import KEY_BYTES, Cipher, load_or_make_key
from bot.clock import MovableClock
from bot.house import House
from bot.playground.bot_api.chat import ChatMessage
from bot.playground.bot_api.messages import MAX_TEXT
from bot.playground.bot_api.server import BotApi, serve
from bot.playground.bot_api.text import split_utf16
from bot.playground.transcript import OPERATOR, UNITS, YOU, replay, said
from bot.store import Due, Store
from bot.store.sqlite import SqliteStore
from bot.telegram_app import Telegram, as_html, keyboard
from flows.model import Event, Journey, Reading, Reply
from flows.reading import read

TOKEN = "1:playground"  # noqa: S105  no secret: the server it opens is this process's own
ME = 1
HEAD = "# A recorded conversation\n\nRecorded in the playground."
FOREVER = timedelta(days=36_500)
MANY = 1_000


class NoSuchButtonError(Exception):
    """No message has shown this button."""


@asynccontextmanager
async def on_stage(*, at: datetime | None, keep: Path | None) -> AsyncIterator[Stage]:
    """Run the bot, from a date on if one is given, with a database that is kept if one is named."""
    clock = MovableClock(_aware(at))
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        api = BotApi(TOKEN, clock)
        # A kept database knows the numbers of the last session.
        api.updates.number_from(int(clock().timestamp() * 1000))
        root = await stack.enter_async_context(serve(api))
        store = await SqliteStore.open(keep or folder / "playground.db", _cipher(keep))
        stack.push_async_callback(store.close)
        telegram = Telegram(TOKEN, root)
        stack.push_async_callback(telegram.close)
        ear = Ear()
        house = await stack.enter_async_context(House(store, telegram, clock, ear, operator=OPERATOR))
        for work in (house.poll(), telegram.introduce()):
            stack.push_async_callback(_cancel, asyncio.create_task(work))
        yield Stage(api, house, store, clock, ear, kept=keep is not None)


def _aware(at: datetime | None) -> datetime | None:
    """Take a date without a zone for UTC."""
    return at.astimezone(UTC) if at and at.tzinfo else at.replace(tzinfo=UTC) if at else None


def _cipher(keep: Path | None) -> Cipher:
    """Return a cipher: for a database that is kept, with a key beside it, for it holds no secrets of a real user."""
    return Cipher(load_or_make_key(keep.with_suffix(".key")) if keep else bytes(KEY_BYTES))


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


class Ear:
    """Reads texts as the bot does, and remembers the last one as the event that it was."""

    def __init__(self) -> None:
        self.last = Event(kind="other")

    def __call__(self, text: str, now: datetime) -> Reading:
        """Read a text."""
        reading = read(text, now)
        self.last = Event(kind="said", text=text, reading=reading)
        return reading


class Stage:
    """One person and the bot.

    `kept` tells of a database that may know an earlier session; `moved` counts how often the clock was moved, `ear` has
    the last text that was read.
    """

    def __init__(
        self, api: BotApi, house: House, store: Store, clock: MovableClock, ear: Ear, *, kept: bool = False
    ) -> None:
        self.api = api
        self.clock = clock
        self.ear = ear
        self.kept = kept
        self.moved = 0
        self.script: list[str] = [f"_{clock():%Y-%m-%d %H:%M}_"]
        self._house = house
        self._store = store
        self._moving = asyncio.Lock()
        self._shown: dict[str, str] = {}
        self._noted = 0
        self._last_press = ""

    @property
    def chat(self) -> list[ChatMessage]:
        """What is to be seen in the chat."""
        return self.api.chat(ME)

    def say(self, text: str) -> None:
        """Write to the bot."""
        self.script += [said(piece) for piece in split_utf16(text, MAX_TEXT)]
        self.api.say(ME, text)

    def press(self, message_id: int, data: str) -> None:
        """Press a button that is to be seen or was: a second tap comes when the first has taken it away.

        Raises:
            NoSuchButtonError: it was never shown.

        """
        self.note_buttons()
        if data not in self._shown:
            raise NoSuchButtonError
        self.script.append(f"{YOU}`[{self._shown[data]}]`{self._which(data)}")
        self._last_press = data
        self.api.press(ME, message_id, data)

    def note_buttons(self) -> None:
        """Remember the buttons of new messages, for the script: their data, in the order in which they were shown."""
        for message in self.chat:
            if message.id > self._noted:
                for button in (button for row in message.keyboard for button in row if button.callback_data):
                    self._shown.pop(str(button.callback_data), None)
                    self._shown[str(button.callback_data)] = button.text
                self._noted = message.id

    def _which(self, data: str) -> str:
        """Tell it from newer buttons that say the same; of several earlier ones any is answered in the same way."""
        if data == self._last_press:
            return " (again)"
        newest = [each for each, text in self._shown.items() if text == self._shown[data]][-1]
        return "" if data == newest else " (earlier)"

    async def later(self, amount: int, unit: str) -> None:
        """Let time pass, by minutes, hours, days or weeks: what falls due meanwhile happens at its own time."""
        async with self._moving:
            self.script.append(f"_{amount} {unit}{'s' if amount > 1 else ''} later_")
            until = self.clock() + timedelta(**{UNITS[unit]: amount})
            while (due_at := await self._store.next_due()) and due_at <= until:
                self._forward_to(due_at)
                await self._house.reminders.fire_due()
                await self.settled()
            self._forward_to(until)
            self._house.reminders.wake()

    def _forward_to(self, moment: datetime) -> None:
        self.clock.forward(max(moment - self.clock(), timedelta(0)))
        self.moved += 1
        self.api.changed.ring()

    async def settled(self) -> None:
        """Wait until the bot has fetched, handled and answered everything."""
        await self.api.changed.until(lambda: not self.api.updates.pending())
        await self._house.settled()
        self.note_buttons()

    async def stored(self) -> tuple[bytes | None, list[Due]]:
        """Return all that is stored of the person: the journey as JSON, None when there is none, and what falls due."""
        due = await self._store.due(self.clock() + FOREVER, MANY)
        return await self._store.load(ME), [each for each in due if each.chat == ME]

    async def journey(self) -> Journey | None:
        """Return the journey as it is stored, None when there is none."""
        stored = await self._store.load(ME)
        return Journey.model_validate_json(stored) if stored else None

    def reword(self, message: ChatMessage, reply: Reply) -> None:
        """Put what a reply says into a message that is to be seen, with the buttons of the reply."""
        markup = keyboard(reply)
        self.api.reword(ME, message.id, as_html(reply.text), markup.to_dict() if markup else None)
        self._noted = min(self._noted, message.id - 1)
        self.note_buttons()

    def transcript(self) -> str:
        """Return the conversation as a transcript that the tests can replay."""
        played, _ = replay("\n\n".join([HEAD, *self.script]) + "\n", read)
        return played
