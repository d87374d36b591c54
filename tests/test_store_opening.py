"""How the SQLite store is opened, refused and brought up to date, and how its SQL files fit together."""

import re
import sqlite3
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot.store
from bot.cipher import Cipher
from bot.store import Incoming, NewerDatabaseError, Outcome, StoreError, WrongKeyError
from bot.store.opening import migrations
from bot.store.sqlite import MEMORY, SqliteStore
from bot.store.writer import STATEMENTS

CIPHER = Cipher(bytes(range(32)))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FOLDER = Path(bot.store.__file__).parent
Opening = Callable[..., Awaitable[SqliteStore]]


@pytest.fixture
async def opening() -> AsyncIterator[Opening]:
    """Open stores, and see them closed: one left open would keep a failing test's process alive."""
    async with AsyncExitStack() as stack:

        async def opened(path: Path, cipher: Cipher = CIPHER) -> SqliteStore:
            store = await SqliteStore.open(path, cipher)
            stack.push_async_callback(store.close)
            return store

        yield opened


async def test_everything_is_there_after_opening_again_for_the_owner_only(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "folder" / "odd ?#% name.db"
    store = await opening(path)
    await store.receive([Incoming(1, 7, b"update")], NOW)
    waiting = await store.next_update(7)
    assert waiting
    await store.settle(7, waiting.id, Outcome(b"journey", outgoing=(b"out",)), NOW)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    await store.close()
    assert modes == {0o600}
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    store = await opening(path)
    assert await store.load(7) == b"journey"
    outgoing = await store.next_outgoing(7)
    assert outgoing
    assert outgoing.body == b"out"


async def test_another_key_and_a_newer_database_and_no_database_are_refused(tmp_path: Path, opening: Opening) -> None:
    path = tmp_path / "a.db"
    await (await opening(path)).close()
    with pytest.raises(WrongKeyError, match="another key"):
        await opening(path, Cipher(bytes(32)))
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    db.close()
    with pytest.raises(NewerDatabaseError, match="newer version"):
        await opening(path)
    path.write_bytes(b"This is a letter, and not a database." * 100)
    with pytest.raises(StoreError, match="not a database"):
        await opening(path)
    with pytest.raises(StoreError):
        await opening(path / "below a file.db", CIPHER)


async def test_commits_are_synced_and_deleted_rows_zeroed(tmp_path: Path, opening: Opening) -> None:
    db = (await opening(tmp_path / "a.db"))._writer.db
    names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store", "busy_timeout")
    found = [value for name in names for (value,) in await db.execute_fetchall(f"PRAGMA {name}")]
    assert found == ["wal", 2, 1, 1, 2, 5000]


def _schema(*scripts: str) -> list[tuple[str, ...]]:
    db = sqlite3.connect(MEMORY)
    for script in scripts:
        db.executescript(script)
    found = db.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name"
    ).fetchall()
    db.close()
    return [tuple(re.sub(r"\s+", " ", word) for word in row) for row in found]


def test_the_migrations_add_up_to_the_schema() -> None:
    assert _schema(*migrations()) == _schema((FOLDER / "schema.sql").read_text())


def test_each_migration_sets_its_version() -> None:
    db = sqlite3.connect(MEMORY)
    for version, script in enumerate(migrations(), start=1):
        db.executescript(script)
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
    db.close()


def test_every_statement_is_used() -> None:
    code = "".join((FOLDER / name).read_text() for name in ("sqlite.py", "opening.py", "writer.py"))
    assert {name for name in STATEMENTS if f'"{name}"' not in code} == set()
