"""Shows the page: starts all that stands behind it, says where it is, opens the browser, and waits for Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.playground.bot_api.loopback import listening
from bot.playground.page.app import page_app
from bot.playground.page.live import Live
from bot.playground.stage import Stage, on_stage

SPARE_PORTS = 50
"""How many ports above may be tried when somebody has the first."""

READY = """\
The chat is at {address}
It runs on this machine only. Ctrl-C ends it."""


async def show(*, at: datetime | None, keep: Path | None, port: int, browser: bool) -> Stage:
    """Show the page until a signal says stop; return the stage. Raises `OSError` when no port is free."""
    stopped = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # where there are no signals, Ctrl-C cancels this
            asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
    async with on_stage(at=at, keep=keep) as stage, serve_page(stage, port) as address:
        print(READY.format(address=address), flush=True)
        if browser:
            await asyncio.to_thread(webbrowser.open, address)
        await stopped.wait()
    return stage


@asynccontextmanager
async def serve_page(stage: Stage, port: int = 0) -> AsyncIterator[str]:
    """Serve the page at this port or one above; its address is given."""
    live = Live(stage)
    watching = asyncio.create_task(live.watch())
    try:
        async with listening(page_app(stage, live), port, SPARE_PORTS if port else 0) as address:
            try:
                yield f"{address}/"
            finally:
                live.close()
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
