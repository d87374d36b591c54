"""A running bot with its readers: how soon it polls, how much memory it takes, what comes before they are ready."""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import datetime
from pathlib import Path

from bot.clock import MovableClock
from bot.playground.bot_api.server import BotApi, serve
from flows.model import Reading
from flows.reading import read
from tests.road import PATIENCE, TOKEN, BotProcess, Person, at_home, on_the_road

MOST_MEGABYTES = 220
WITH_DRAFTS = 290
"""The same, once a draft has been read: it has a model of its own, which is loaded for the first one."""
MOST_SECONDS = 2.5
HINT = "he took my phone again, I'm sleeping in the kids' room"
IN = ["/start", "[I'm 18 or over, start]", "[Nobody]", "[None of these]"]


def megabytes(process: int) -> float:
    [line] = [line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


async def test_it_polls_soon_and_stays_small_with_the_reader_loaded(tmp_path: Path) -> None:
    api = BotApi(TOKEN, MovableClock())
    async with serve(api) as root:
        bot = BotProcess(root, tmp_path)
        began = time.perf_counter()
        await bot.start()
        await asyncio.wait_for(api.changed.until(lambda: api.updates.is_polled), MOST_SECONDS)
        assert time.perf_counter() - began < MOST_SECONDS
        person = Person(api, 1)
        for line in [*IN, HINT]:
            await person.does(line)
        assert bot.process is not None
        assert megabytes(bot.process.pid) < MOST_MEGABYTES
        await person.does("[No]")
        await person.does("/rewrite you never listen to me")
        assert megabytes(bot.process.pid) < WITH_DRAFTS
        await bot.stop()


async def test_a_text_that_comes_before_the_reader_is_ready_is_read_as_well(tmp_path: Path) -> None:
    ready = threading.Event()

    def slow(text: str, now: datetime) -> Reading:
        assert ready.wait(PATIENCE)
        return read(text, now)

    async with at_home(tmp_path, slow) as home:
        home.api.say(1, "I want to kill myself")
        await asyncio.sleep(0)
        assert not Person(home.api, 1).heard()
        ready.set()
        await home.settled()
        assert Person(home.api, 1).heard()[-1].startswith("Thank you for telling me.")


async def test_danger_typed_as_the_first_thing_to_a_bot_that_just_starts(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, _):
        person = Person(api, 1)
        await person.does("I don't want to live any more")
        assert person.heard()[-1].startswith("Thank you for telling me.")
