"""`otherdoors run`: the bot on Telegram, by long polling or by webhook."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine

from pydantic import ValidationError

from bot import logs
from bot.cipher import Cipher, CipherError
from bot.clock import system_clock
from bot.house import House
from bot.outgoing import RefusedError
from bot.settings import Settings
from bot.store import StoreError
from bot.store.sqlite import SqliteStore
from bot.telegram_app import Telegram, WrongTokenError
from bot.webhook import serve_webhook
from flows.reading import read

log = logging.getLogger(__name__)

NEXT_STEPS = """\
There is no token yet. In Telegram, write /newbot to @BotFather and follow its questions.
Put the token it gives you into a file named .env, as TELEGRAM_BOT_TOKEN=... (see .env.example).
Then start again: otherdoors run. Without Telegram: otherdoors try."""

BAD_SETTING = 2


def run() -> int:
    """Run the bot until it is stopped; return the exit status."""
    logs.set_up()
    try:
        settings = Settings()
    except ValidationError as error:
        return _complain(
            "\n".join(": ".join([*(str(part).upper() for part in e["loc"]), e["msg"]]) for e in error.errors())
        )
    if settings.telegram_bot_token is None:
        return _complain(NEXT_STEPS)
    try:
        asyncio.run(_live(settings, settings.telegram_bot_token.get_secret_value()))
    except (WrongTokenError, RefusedError, StoreError, CipherError) as error:
        return _complain(str(error))
    except OSError as error:
        return _complain(f"This can't be opened: {error}")
    return 0


def _complain(what: str) -> int:
    print(what, file=sys.stderr)
    return BAD_SETTING


async def _live(settings: Settings, token: str) -> None:
    """Hold the house open until SIGTERM or SIGINT."""
    store = await SqliteStore.open(settings.database_path, Cipher(settings.key()))
    telegram = Telegram(token, settings.telegram_api_url)
    try:
        async with House(
            store,
            telegram,
            system_clock,
            read,
            operator=settings.operator_contact,
            tick_seconds=settings.tick_seconds,
        ) as house:
            await _until_stopped(_listen(house, telegram, settings))
    finally:
        await telegram.close()
        await store.close()


async def _listen(house: House, telegram: Telegram, settings: Settings) -> None:
    introducing = asyncio.create_task(telegram.introduce())
    try:
        if settings.webhook_url:
            secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
            await serve_webhook(house, telegram, settings.webhook_url, settings.webhook_listen, secret)
        else:
            log.info("polling")
            await house.poll()
    finally:
        introducing.cancel()
        await asyncio.gather(introducing, return_exceptions=True)


async def _until_stopped(listening: Coroutine[None, None, None]) -> None:
    """Run until a signal says stop; an error of the listening is raised here."""
    stopped = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
    waiting = asyncio.create_task(stopped.wait())
    task = asyncio.create_task(listening)
    await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED)
    for each in (task, waiting):
        each.cancel()
    outcome, _ = await asyncio.gather(task, waiting, return_exceptions=True)
    if isinstance(outcome, Exception):
        raise outcome
