"""What a store leaves on the disk: no words ever, and nothing at all of somebody who was erased."""

import random
import sqlite3
import struct
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cipher import Cipher
from bot.store import Incoming, Outcome, ReminderChange, Store
from bot.store.sqlite import SqliteStore

CIPHER = Cipher(bytes(range(32)))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


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


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob("a.db*")))


def in_a_row(chat: int) -> bytes:
    """The six bytes by which a row holds an id between 2**31 and 2**47."""
    return struct.pack(">q", chat)[2:]


def sealed_bodies(path: Path, chat: int) -> list[bytes]:
    db = sqlite3.connect(path)
    found = [
        body
        for table in ("inbox", "outbox", "journeys")
        for (body,) in db.execute(f"SELECT body FROM {table} WHERE chat = ? AND body IS NOT NULL", (chat,))  # noqa: S608
    ]
    db.close()
    return found


def mentions(path: Path, chat: int) -> list[str]:
    """Which tables name the chat."""
    db = sqlite3.connect(path)
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = [name for name in tables if any(chat in row for row in db.execute(f"SELECT * FROM {name}"))]  # noqa: S608
    db.close()
    return found


async def test_no_words_stand_on_the_disk(store: SqliteStore, path: Path) -> None:
    row = await come(store, 7, 1, b"words that came")
    outcome = Outcome(b"words of the journey", outgoing=(b"words to go", b"more words to go"))
    waiting = sealed_bodies(path, 7)
    await store.settle(7, row, outcome, NOW)
    outgoing = await store.next_outgoing(7)
    assert outgoing
    await store.mark_sent(outgoing.id, NOW, (41,))
    await store.set_aside(await come(store, 7, 2, b"odd words"), NOW)
    assert b"SQLite format" in on_disk(path)
    assert b"words" not in on_disk(path)
    await store.housekeep(NOW)  # empties the log, in which what was sealed may stand a while
    assert waiting[0] not in on_disk(path)


async def _fill(store: Store, chat: int, first: int) -> None:
    reminders = (ReminderChange("talk", NOW),)
    for update_id in range(first, first + 3):
        outcome = Outcome(bytes(3000), outgoing=(b"out", b"out"), reminders=reminders, message_ids=(update_id,))
        await store.settle(chat, await come(store, chat, update_id), outcome, NOW)
        sent = await store.next_outgoing(chat)
        assert sent
        await store.mark_sent(sent.id, NOW, (100 + update_id,))
    await store.set_aside(await come(store, chat, first + 3, b"odd"), NOW)


async def test_erasing_leaves_nothing_of_the_chat_and_all_of_the_others(store: SqliteStore, path: Path) -> None:
    me, other = 2**35 + 4711, 2**35 + 4712
    await _fill(store, me, 1)
    await _fill(store, other, 11)
    row = await come(store, me, 21, b"/wipe")
    sealed, others = sealed_bodies(path, me), sealed_bodies(path, other)
    assert len(sealed) == 6  # a journey, three unsent, one set aside, one waiting
    ignored = {"journey": b"new", "reminders": (ReminderChange("x", NOW),), "message_ids": (5,)}
    assert await store.settle(me, row, Outcome(erase=True, outgoing=(b"Done.",), **ignored), NOW)
    assert path.with_name("a.db-wal").stat().st_size == 0
    assert not [body for body in sealed if body in on_disk(path)]
    assert (await store.load(me), await store.messages(me, NOW)) == (None, [])
    assert mentions(path, me) == ["outbox"]
    done = await store.next_outgoing(me)
    assert done
    assert done.body == b"Done."
    await store.mark_sent(done.id, NOW, (77,))
    assert mentions(path, me) == []
    assert await store.messages(me, NOW) == []
    await store.housekeep(NOW)
    assert in_a_row(me) not in on_disk(path)
    assert in_a_row(other) in on_disk(path)
    assert sealed_bodies(path, other) == others
    db = sqlite3.connect(path)
    assert db.execute("SELECT tag, day FROM wiped").fetchall() == [(CIPHER.tag(str(me)), "2026-03-01")]
    db.close()


async def test_after_erasing_somebody_can_begin_anew(store: SqliteStore, path: Path) -> None:
    await _fill(store, 4711, 1)
    row = await come(store, 4711, 21)
    await store.receive([Incoming(22, 4711, b"sent right after")], NOW)
    assert await store.settle(4711, row, Outcome(erase=True), NOW + timedelta(days=1))
    assert await store.receive([Incoming(1, 4711, b"a repeat of what was erased")], NOW) == []
    waiting = await store.next_update(4711)
    assert waiting
    assert waiting.body == b"sent right after"
    assert await store.settle(4711, waiting.id, Outcome(b"anew", outgoing=(b"hello",)), NOW)
    assert await store.load(4711) == b"anew"
    outgoing = await store.next_outgoing(4711)
    assert outgoing
    await store.mark_sent(outgoing.id, NOW, (5,))
    assert await store.messages(4711, NOW) == [5]


async def test_who_erases_and_blocks_the_bot_is_forgotten_too(store: SqliteStore, path: Path) -> None:
    row = await come(store, 4711, 1)
    await store.settle(4711, row, Outcome(erase=True, outgoing=(b"Done.",)), NOW)
    await store.drop_outgoing(4711, NOW)
    assert mentions(path, 4711) == []


async def test_no_id_stays_between_the_rows_of_a_well_used_file(store: SqliteStore, path: Path) -> None:
    """Where SQLite has moved rows to another page it leaves bytes of them: here, by this seed, of three chats."""
    chance = random.Random(1)
    chats = [chance.randrange(2**33, 2**35) for _ in range(60)]
    for update_id in range(600):
        chat = chance.choice(chats)
        changes = [(f"x{chance.randrange(90)}", NOW + chance.randrange(9999) * HOUR) for _ in range(4)]
        outcome = Outcome(reminders=tuple(ReminderChange(name, due_at) for name, due_at in changes))
        await store.settle(chat, await come(store, chat, update_id), outcome, NOW)
    erased = chats[:20]
    for update_id, chat in enumerate(erased, start=1000):
        await store.settle(chat, await come(store, chat, update_id), Outcome(erase=True), NOW)
    await store.housekeep(NOW)
    raw = on_disk(path)
    assert [chat for chat in chats if in_a_row(chat) in raw] == chats[20:]


async def test_what_a_killed_process_owed_is_done_at_the_next_opening(store: SqliteStore, path: Path) -> None:
    await store.settle(7, await come(store, 7, 1), Outcome(b"journey"), NOW)
    assert path.with_name("a.db-wal").stat().st_size > 0
    another = await SqliteStore.open(path, CIPHER)
    await another.close()
    assert path.with_name("a.db-wal").stat().st_size == 0
