"""What a store promises when things go wrong: real files, real kills, a disk that is full."""

import asyncio
import contextlib
import json
import random
import resource
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cipher import Cipher
from bot.store import Incoming, Outcome, ReminderChange, Store, StoreError
from bot.store.sqlite import SqliteStore
from bot.store.writer import Transaction

CIPHER = Cipher(bytes(range(32)))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
KILLS = 20
CHATS = (1, 2, 3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(path, CIPHER)
    yield opened
    await opened.close()


async def come(store: Store, chat: int, update_id: int, body: bytes = b"update") -> int:
    await store.receive([Incoming(update_id, chat, body)], NOW)
    waiting = await store.next_update(chat)
    assert waiting
    return waiting.id


# Killed at any moment


def promise(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


async def live(path: Path, generation: int) -> None:
    """Be a bot until killed, telling on stdout what is done."""
    store = await SqliteStore.open(path, CIPHER)
    promise("ready")
    await asyncio.gather(*(live_in(store, chat, generation) for chat in CHATS))


async def live_in(store: Store, chat: int, generation: int) -> None:
    for number in range(1_000_000):
        update_id = (generation * 1_000_000 + number) * len(CHATS) + chat
        again = max(0, update_id - len(CHATS))  # Telegram may bring an update twice
        await store.receive([Incoming(update_id, chat, b"update"), Incoming(again, chat, b"update")], NOW)
        promise("received", update_id)
        while waiting := await store.next_update(chat):
            count = 1 + json.loads(await store.load(chat) or b"0")
            outcome = Outcome(b"%d" % count, outgoing=(b"%d" % count,), reminders=(ReminderChange("next", NOW),))
            assert await store.settle(chat, waiting.id, outcome, NOW)
        while outgoing := await store.next_outgoing(chat):
            await store.mark_sent(outgoing.id, NOW)
            promise("sent", chat, outgoing.body.decode())


def kill_one(path: Path, generation: int, seconds: float) -> list[list[str]]:
    """Start a bot, kill it that long after it got ready, and give what it had promised."""
    command = [sys.executable, "-W", "error", "-m", "tests.test_store_faults", str(path), str(generation)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as bot:
        assert bot.stdout
        assert bot.stdout.readline() == "ready\n"
        with contextlib.suppress(subprocess.TimeoutExpired):
            bot.wait(seconds)
        assert bot.poll() is None, "it ended by itself"
        bot.kill()
        lines = bot.stdout.read().split("\n")
    return [line.split() for line in lines[:-1]]  # the last one may be cut off


def check(path: Path, promised: list[list[str]]) -> Counter[str]:
    """Nothing promised is lost and nothing was applied twice; how many rows there are by state."""
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    inbox = dict(db.execute("SELECT update_id, state FROM inbox WHERE update_id > 0"))
    assert {int(words[1]) for words in promised if words[0] == "received"} <= inbox.keys()
    for chat in CHATS:
        (done,) = db.execute("SELECT count(*) FROM inbox WHERE chat = ? AND state = 'done'", (chat,)).fetchone()
        outbox = db.execute("SELECT body FROM outbox WHERE chat = ? ORDER BY id", (chat,)).fetchall()
        journey = db.execute("SELECT body FROM journeys WHERE chat = ?", (chat,)).fetchone()
        assert done == len(outbox)
        assert done == (int(CIPHER.unseal(journey[0], f"journeys {chat}")) if journey else 0)
        unsent = [n for n, (body,) in enumerate(outbox, start=1) if body is not None]
        assert unsent == [int(CIPHER.unseal(outbox[n - 1][0], f"outbox {chat}")) for n in unsent]
        assert not {("sent", str(chat), str(n)) for n in unsent} & {tuple(words) for words in promised}
    db.close()
    return Counter(inbox.values())


def test_killed_at_any_moment_nothing_is_lost_and_nothing_applied_twice(path: Path) -> None:
    chance = random.Random(2026)
    promised: list[list[str]] = []
    for generation in range(KILLS):
        promised += kill_one(path, generation, chance.uniform(0, 0.15))
        states = check(path, promised)
    assert states["done"] > KILLS


# Sharing commits


async def test_writes_that_wait_share_a_commit(store: SqliteStore) -> None:
    ids = {chat: await come(store, chat, chat) for chat in range(1, 51)}
    before = store._writer.commits
    outcome = Outcome(b"journey", outgoing=(b"out",))
    assert all(await asyncio.gather(*(store.settle(chat, row, outcome, NOW) for chat, row in ids.items())))
    assert store._writer.commits - before <= 3
    assert (await store.counts())["outgoing"] == 50


async def _fail(transaction: Transaction) -> None:
    await transaction.run("save_journey", chat=99, body=b"half done", now=0)
    raise LookupError


async def _hold(_: Transaction, until: asyncio.Event) -> None:
    await until.wait()


async def test_a_failing_job_takes_nobody_else_along(store: SqliteStore) -> None:
    row = await come(store, 7, 1)
    failure, settled, later = await asyncio.gather(
        store._writer.write(_fail),
        store.settle(7, row, Outcome(b"journey"), NOW),
        store.receive([Incoming(2, 7, b"x")], NOW),
        return_exceptions=True,
    )
    assert isinstance(failure, LookupError)
    assert (settled, later) == (True, [7])
    assert await store.load(99) is None
    assert await store.load(7) == b"journey"


async def test_what_a_cancelled_caller_asked_for_is_done_whole(store: SqliteStore) -> None:
    row, until = await come(store, 7, 1), asyncio.Event()
    holding = asyncio.create_task(store._writer.write(_hold, until))
    settling = asyncio.create_task(store.settle(7, row, Outcome(b"journey", outgoing=(b"out",)), NOW))
    await asyncio.wait([holding, settling], timeout=0)
    settling.cancel()
    until.set()
    await holding
    with pytest.raises(asyncio.CancelledError):
        await settling
    assert await store.receive([Incoming(2, 8, b"x")], NOW) == [8]
    assert (await store.load(7), (await store.counts())["outgoing"]) == (b"journey", 1)


async def test_nobody_reads_what_is_not_committed(store: SqliteStore) -> None:
    row, until = await come(store, 7, 1), asyncio.Event()
    settling = asyncio.create_task(store.settle(7, row, Outcome(b"journey"), NOW))
    holding = asyncio.create_task(store._writer.write(_hold, until))
    await asyncio.wait([settling], timeout=0)
    assert await store.load(7) is None
    assert await store.chats_with_updates() == [7]
    until.set()
    await asyncio.gather(settling, holding)
    assert await store.load(7) == b"journey"


async def test_closing_finishes_what_was_asked_for(store: SqliteStore, path: Path) -> None:
    row = await come(store, 7, 1)
    settling = asyncio.create_task(store.settle(7, row, Outcome(b"journey"), NOW))
    await asyncio.wait([settling], timeout=0)
    await store.close()
    assert await settling
    again = await SqliteStore.open(path, CIPHER)
    journey = await again.load(7)
    await again.close()
    assert journey == b"journey"


# A full disk


async def test_when_the_database_is_full_callers_hear_of_it_and_can_come_again(store: SqliteStore) -> None:
    row = await come(store, 7, 1)
    ((pages,),) = await store._writer.db.execute_fetchall("PRAGMA page_count")
    await store._writer.db.execute(f"PRAGMA max_page_count = {pages}")
    big = Outcome(bytes(100_000), outgoing=(b"out",))
    results = await asyncio.gather(store.settle(7, row, big, NOW), store.note_failure(row, NOW), return_exceptions=True)
    assert isinstance(results[0], StoreError)
    assert "full" in str(results[0])
    assert results[1] == 1
    assert await store.load(7) is None
    assert (await store.counts())["updates"] == 1
    await store._writer.db.execute("PRAGMA max_page_count = 1000000")
    assert await store.settle(7, row, big, NOW)
    assert await store.load(7) == bytes(100_000)


@contextlib.contextmanager
def no_room(file: Path) -> Iterator[None]:
    """Let no file of this process grow past that one's size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_when_a_commit_fails_all_who_shared_it_hear_and_nothing_is_stored(store: SqliteStore, path: Path) -> None:
    await store.receive([Incoming(n, 5, bytes(10_000)) for n in range(1, 4)], NOW)  # a log of some size
    rows = {chat: await come(store, chat, chat) for chat in range(7, 12)}
    with no_room(path.with_name("a.db-wal")):
        results = await asyncio.gather(
            *(store.settle(chat, row, Outcome(b"journey"), NOW) for chat, row in rows.items()), return_exceptions=True
        )
    assert [type(result) for result in results] == [StoreError] * 5
    assert len({id(result) for result in results}) == 5
    assert (await store.counts())["journeys"] == 0
    assert all([await store.settle(chat, row, Outcome(b"journey"), NOW) for chat, row in rows.items()])
    assert (await store.counts())["journeys"] == 5


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), int(sys.argv[2])))
