"""Opening a SQLite database: made if missing, brought up to date, and refused when the key doesn't fit."""

import itertools
import logging
import sqlite3
from contextlib import AsyncExitStack
from importlib import resources
from pathlib import Path

import aiosqlite

from bot.cipher import Cipher, UnreadableError
from bot.store import NewerDatabaseError, StoreError, WrongKeyError
from bot.store.writer import STATEMENTS, run

MEMORY = ":memory:"
"""Instead of a path: a database that is gone when it is closed."""

_PROBE = "meta probe"
_memories = itertools.count(1)


async def connect(path: Path | str, cipher: Cipher) -> tuple[aiosqlite.Connection, aiosqlite.Connection]:
    """Open a connection to read and one to write. Errors as for `SqliteStore.open`; nothing is then left open."""
    logging.getLogger("aiosqlite").setLevel(logging.INFO)  # at DEBUG it prints arguments, chats among them
    address = _address(path)
    try:
        async with AsyncExitStack() as stack:
            writer = await stack.enter_async_context(aiosqlite.connect(address, uri=True, isolation_level=None))
            await _make_ready(writer, cipher)
            reader = await stack.enter_async_context(aiosqlite.connect(address, uri=True, isolation_level=None))
            await reader.executescript(STATEMENTS["open_reader"])
            stack.pop_all()  # they stay open
            return reader, writer
    except sqlite3.Error as error:
        raise StoreError(f"({error})") from error


async def _make_ready(db: aiosqlite.Connection, cipher: Cipher) -> None:
    """Set the connection up, bring the schema up to date, and see that the key fits."""
    await db.executescript(STATEMENTS["open_writer"])
    await _migrate(db)
    for (probe,) in await run(db, "load_probe"):
        try:
            cipher.unseal(probe, "meta probe")
        except UnreadableError:
            raise WrongKeyError from None
        break
    else:
        await run(db, "save_probe", value=cipher.seal(b"", "meta probe"))
    await run(db, "empty_log")  # what a process that was killed after an erase still owes


async def _migrate(db: aiosqlite.Connection) -> None:
    """Run the migrations that are missing, each with its `user_version` in one transaction."""
    ((version,),) = await run(db, "version")
    if version > len(migrations()):
        raise NewerDatabaseError
    for script in migrations()[version:]:
        await db.executescript("\n".join((STATEMENTS["begin"], script, STATEMENTS["commit"])))


def migrations() -> list[str]:
    """Read the scripts that lead from an empty database to today's schema; the nth sets `user_version` n."""
    folder = resources.files("bot.store").joinpath("migrations")
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return [file.read_text("utf-8") for file in files if file.name.endswith(".sql")]


def _address(path: Path | str) -> str:
    """Make the file if it is missing, so that nobody else may read it; its URI. Each memory has a name of its own."""
    if path == MEMORY:
        return f"file:/otherdoors-{next(_memories)}?vfs=memdb"  # unlike ":memory:" shared by both connections
    file = Path(path).absolute()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        raise StoreError(f"({error})") from error
    return file.as_uri()
