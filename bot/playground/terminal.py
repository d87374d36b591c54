"""`otherdoors try --terminal`: numbered buttons, and a command that moves the clock."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.playground.bot_api.chat import ChatMessage
from bot.playground.bot_api.keyboard import Button
from bot.playground.stage import Stage, on_stage

GREETING = """\
This is the whole bot, without Telegram. Type, or give the number of a button.
/later 3w moves the clock (m, h, d, w). /quit or Ctrl-D ends. Begin with /start.
"""
SPANS = {"m": "minute", "h": "hour", "d": "day", "w": "week"}
_LATER = re.compile(r"/later\s+(\d+)\s*([mhdw])")

Ask = Callable[[], str]


async def play(*, at: datetime | None, keep: Path | None, ask: Ask | None = None) -> Stage:
    """Play until the user quits; return the stage. `ask` gives the next line and raises `EOFError` at the end."""
    async with on_stage(at=at, keep=keep) as stage:
        await Terminal(stage, ask or _read_line).run()
    return stage


def _read_line() -> str:
    return input("> ")


class Terminal:
    """One person at a terminal: what they type goes to the Bot API server, what the bot says is printed."""

    def __init__(self, stage: Stage, ask: Ask) -> None:
        self._stage = stage
        self._ask = ask
        self._seen = 0

    async def run(self) -> None:
        """Read and answer until the end of input."""
        print(GREETING)
        while True:
            try:
                line = (await asyncio.to_thread(self._ask)).strip()
            except EOFError:
                return
            if line in ("/quit", "/exit"):
                return
            if line:
                await self._take(line)
                self._print_new()

    async def _take(self, line: str) -> None:
        """Do what a line says, and wait until the bot has nothing more to say to it."""
        buttons = self._buttons()
        if moved := _LATER.fullmatch(line):
            await self._stage.later(int(moved[1]), SPANS[moved[2]])
            print(f"(it is {self._stage.clock():%A %d %B %Y, %H:%M} now)")
        elif line.startswith("/later"):
            print("(write it like this: /later 3w)")
        elif line.isdecimal() and 0 < int(line) <= len(buttons):
            self._press(*buttons[int(line) - 1])
        else:
            self._stage.say(line)
        await self._stage.settled()

    def _press(self, message: ChatMessage, button: Button) -> None:
        if button.copy_text is not None:
            print(f"(copied: {button.copy_text})")
        elif button.callback_data is not None:
            self._stage.press(message.id, button.callback_data)

    def _buttons(self) -> list[tuple[ChatMessage, Button]]:
        """Return the buttons of the newest message that has some."""
        for message in reversed(self._stage.chat):
            if message.keyboard:
                return [(message, button) for row in message.keyboard for button in row]
        return []

    def _print_new(self) -> None:
        for message in self._stage.chat:
            if message.from_bot and message.id > self._seen:
                print("\n" + as_terminal(message))
                self._seen = message.id
        for place, (_, button) in enumerate(self._buttons(), 1):
            print(f"  {place}. {'copy: ' if button.copy_text is not None else ''}{button.text}")


def as_terminal(message: ChatMessage) -> str:
    """Write a message for a terminal: quotations behind a bar, no other formatting."""
    if message.document:
        return f"{message.text}\n[{message.document.name}]\n{message.document.content.decode()}"
    barred = re.sub(
        r"<blockquote>(.*?)</blockquote>",
        lambda quote: "\n".join(f"  | {line}" for line in quote[1].splitlines()),
        message.html,
        flags=re.DOTALL,
    )
    return html.unescape(re.sub(r"<[^>]+>", "", barred))
