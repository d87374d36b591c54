"""A real bot process against our own Bot API server, and people who talk to it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cipher import Cipher
from bot.clock import MovableClock
from bot.dispatcher import Reader
from bot.house import House
from bot.playground.bot_api.chat import ChatMessage
from bot.playground.bot_api.server import BotApi, serve
from bot.store.sqlite import SqliteStore
from bot.telegram_app import Telegram
from flows.reading import read

TOKEN = "12345:a-token-for-tests"
PATIENCE = 15


class BotProcess:
    """`otherdoors run` as a child process that can be killed and started again over the same database."""

    def __init__(self, root: str, folder: Path, **settings: str) -> None:
        self._folder = folder
        self.database = folder / "bot.db"
        self.log = folder / "log.txt"
        self._environment = {
            "PATH": os.environ["PATH"],
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": root,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "ENCRYPTION_KEY_FILE": str(folder / "keys" / "key"),
            "OPERATOR_CONTACT": "ask@example.org",
            **settings,
        }
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self._folder, env=self._environment, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        return await self._end(signal.SIGTERM)

    async def _end(self, sign: signal.Signals) -> int:
        assert self.process is not None
        self.process.send_signal(sign)
        return await asyncio.wait_for(self.process.wait(), PATIENCE)


@asynccontextmanager
async def on_the_road(folder: Path, **settings: str) -> AsyncIterator[tuple[BotApi, BotProcess]]:
    """Serve a Bot API and run the bot against it."""
    api = BotApi(TOKEN, MovableClock())
    async with serve(api) as root:
        bot = BotProcess(root, folder, **settings)
        await bot.start()
        try:
            yield api, bot
        finally:
            await bot.stop()


class Person:
    """Somebody in a private chat: each thing they do waits for the bot's next question."""

    def __init__(self, api: BotApi, chat: int) -> None:
        self.api = api
        self.chat = chat

    async def does(self, line: str, *, stays: bool = False) -> None:
        """Press a button, given as "[label]", or write; then wait for the question that follows.

        After a command, or where it `stays`, that may be the same question again; else it is another one, for a crash
        may leave a copy of the old.
        """
        answered = None if stays or line.startswith("/") else self._question()[1]
        seen = self._question()[0]
        if line.startswith("["):
            self.press(line[1:-1])
        else:
            self.api.say(self.chat, line)
        await self.sees(lambda: self._question()[0] > seen and self._question()[1] != answered)

    def press(self, label: str) -> None:
        for message in reversed(self.api.chat(self.chat)):
            for button in (button for row in message.keyboard for button in row):
                if button.text == label and button.callback_data:
                    self.api.press(self.chat, message.id, button.callback_data)
                    return
        raise AssertionError(f"{self.chat}: no button says {label!r}; the chat reads\n{self.reads()}")

    async def sees(self, condition: Callable[[], bool]) -> None:
        try:
            await asyncio.wait_for(self.api.changed.until(condition), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"{self.chat}: nothing more came; the chat reads\n{self.reads()}") from None

    def _question(self) -> tuple[int, str]:
        """The newest message with buttons, and the number of its question."""
        for message in reversed(self.from_bot()):
            for button in (button for row in message.keyboard for button in row if button.callback_data):
                return message.id, str(button.callback_data).partition(".")[0]
        return 0, ""

    def from_bot(self) -> list[ChatMessage]:
        return [message for message in self.api.chat(self.chat) if message.from_bot]

    def reads(self) -> str:
        return "\n\n".join(message.text for message in self.api.chat(self.chat))

    def heard(self) -> list[str]:
        """What the bot said, without the copies that a crash may leave: the same words twice in a row."""
        said = [_without_mark(message) for message in self.from_bot()]
        return [text for place, text in enumerate(said) if place == 0 or text != said[place - 1]]

    def copies(self) -> int:
        return len(self.from_bot()) - len(self.heard())


def _without_mark(message: ChatMessage) -> str:
    """A question's text without the choice that is shown on it once it is pressed."""
    return message.text.rpartition("\n\n› ")[0] if message.edited else message.text


@dataclass
class Home:
    """The house in this process, with a clock that the test moves."""

    api: BotApi
    house: House
    store: SqliteStore
    clock: MovableClock

    async def settled(self) -> None:
        await asyncio.wait_for(self.api.changed.until(lambda: not self.api.updates.pending()), PATIENCE)
        await asyncio.wait_for(self.house.settled(), PATIENCE)

    async def later(self, **by: int) -> None:
        self.clock.forward(timedelta(**by))
        await self.house.reminders.fire_due()
        await self.settled()


@asynccontextmanager
async def at_home(folder: Path, read: Reader = read) -> AsyncIterator[Home]:
    """Run the house here, over the same road: our Bot API server, polling, a file."""
    clock = MovableClock(datetime(2026, 3, 2, 19, tzinfo=UTC))
    api = BotApi(TOKEN, clock)
    store = await SqliteStore.open(folder / "home.db", Cipher(bytes(32)))
    async with serve(api) as root:
        telegram = Telegram(TOKEN, root)
        async with House(store, telegram, clock, read, operator="ask@example.org") as house:
            polling = asyncio.create_task(house.poll())
            try:
                yield Home(api, house, store, clock)
            finally:
                polling.cancel()
                await asyncio.gather(polling, return_exceptions=True)
        await telegram.close()
        await store.close()
