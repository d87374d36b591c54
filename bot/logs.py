"""Logs that never hold what users say, a token, or a chat's number (design 7)."""

from __future__ import annotations

import logging
import traceback


def set_up(level: int = logging.INFO) -> None:
    """Write the bot's own lines to standard error. httpx would print addresses, and with them the token."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in ("httpx", "httpcore", "telegram", "aiosqlite", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)


def where(error: BaseException) -> str:
    """Return an error's kind and the way to it, without its message, which may hold somebody's words."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    way = " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__name__} at {way or 'an unknown place'}"
