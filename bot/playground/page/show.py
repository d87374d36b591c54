"""Shows the page: starts all that stands behind it, says where it is, opens the browser, and waits for Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import webbrowser
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.playground.bot_api.loopback import listening
from bot.playground.editing import Editing, check_editable, editing
from bot.playground.page.app import page_app
from bot.playground.page.live import Live
from bot.playground.stage import Stage, on_stage
from flows.content import FOLDER

SPARE_PORTS = 50
"""How many ports above may be tried when somebody has the first."""

EDITING = """\
Change a sentence in {folder}, save it, and it stands in the chat in its new words."""
READY = """\
The chat is at {address}
It runs on this machine only. Ctrl-C ends it."""


async def show(*, at: datetime | None, keep: Path | None, port: int, browser: bool, edit: bool = False) -> Stage:
    """Show the page until a signal says stop; return the stage. With `edit`, words that are saved are said at once.

    Raises `OSError` when no port is free, and `NotEditableError`.
    """
    if edit:
        check_editable()
    stopped = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # where there are no signals, Ctrl-C cancels this
            asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(on_stage(at=at, keep=keep))
        desk = await stack.enter_async_context(editing(stage)) if edit else None
        address = await stack.enter_async_context(serve_page(stage, port, desk))
        print(READY.format(address=address), flush=True)
        if edit:
            print(EDITING.format(folder=FOLDER), flush=True)
        if browser:
            await asyncio.to_thread(webbrowser.open, address)
        await stopped.wait()
    return stage


@asynccontextmanager
async def serve_page(stage: Stage, port: int = 0, desk: Editing | None = None) -> AsyncIterator[str]:
    """Serve the page at this port or one above; its address is given. With a desk, words are changed at it."""
    live = Live(stage, desk)
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
