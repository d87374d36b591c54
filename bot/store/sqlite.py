"""The store in one SQLite file: one connection writes, another reads.

The reader sees only what is committed, and doesn't wait for the writer's disk. Statements stand in queries.sql.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import aiosqlite

from bot.cipher import Cipher, UnreadableError
from bot.store import (
    KEPT,
    ClosedError,
    Due,
    Incoming,
    Outcome,
    Outgoing,
    ReminderChange,
    Store,
    StoreError,
    UnreadableRowError,
    Waiting,
)
from bot.store.opening import MEMORY, connect
from bot.store.writer import Transaction, Value, Writer, run

__all__ = ["MEMORY", "SqliteStore"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_ERASE = ("erase_journey", "erase_outbox", "erase_messages", "erase_reminders", "erase_inbox")
_TIDY = ("tidy_inbox", "tidy_outbox", "tidy_messages")


class SqliteStore(Store):
    """A `Store` in one file, or in memory for trying things out. Close it: its threads keep the process alive."""

    def __init__(self, reader: aiosqlite.Connection, writer: Writer, cipher: Cipher) -> None:
        """Take what `open` has made ready."""
        self._reader = reader
        self._writer = writer
        self._cipher = cipher
        self._closed = False

    @classmethod
    async def open(cls, path: Path | str, cipher: Cipher) -> Self:
        """Open or make the database at a path (or `MEMORY`), mode 0600, and bring its schema up to date.

        Raises `WrongKeyError`, `NewerDatabaseError`, or `StoreError` when there can't be a database.
        """
        reader, writer = await connect(path, cipher)
        return cls(reader, Writer(writer), cipher)

    async def close(self) -> None:
        """Finish the writes that were asked for, then close; whatever comes later raises `ClosedError`."""
        self._closed = True
        await self._reader.close()
        await self._writer.close()

    async def _read(self, statement: str, **values: Value) -> list[sqlite3.Row]:
        if self._closed:
            raise ClosedError
        try:
            return await run(self._reader, statement, **values)
        except sqlite3.Error as error:
            raise StoreError(f"({error})") from error

    # Inbox

    async def receive(self, updates: Sequence[Incoming], now: datetime) -> list[int]:
        """Store updates, leaving out those known by their id; the chats that got something new, in order."""
        return await self._writer.write(self._receive, updates, _ms(now))

    async def _receive(self, transaction: Transaction, updates: Sequence[Incoming], now: int) -> list[int]:
        chats: dict[int, None] = {}
        for update in updates:
            body = self._cipher.seal(update.body, _about("inbox", update.chat))
            new = await transaction.run("receive", update_id=update.update_id, chat=update.chat, body=body, now=now)
            chats.update((chat, None) for (chat,) in new)
        return list(chats)

    async def chats_with_updates(self) -> list[int]:
        """Chats that have something to be handled, the longest waiting first."""
        return [chat for (chat,) in await self._read("chats_with_updates")]

    async def next_update(self, chat: int) -> Waiting | None:
        """Find the oldest update not yet handled. `UnreadableRowError`: `set_aside` its `row`."""
        for row, body, tries in await self._read("next_update", chat=chat):
            return Waiting(row, self._unseal_row(row, body, _about("inbox", chat)), tries)
        return None

    async def note_failure(self, row: int, now: datetime) -> int:
        """Count a failed try at a waiting update; how many there are now (0: it isn't waiting any more)."""
        rows = await self._writer.write(Transaction.run, "note_failure", id=row, now=_ms(now))
        return sum(tries for (tries,) in rows)

    async def set_aside(self, row: int, now: datetime) -> None:
        """Take a waiting update out of the way, unhandled. Its body stays, sealed, for `KEPT`."""
        await self._writer.write(Transaction.run, "set_aside", id=row, now=_ms(now))

    # Journeys

    async def load(self, chat: int) -> bytes | None:
        """Give the journey as last stored, None for somebody new; `UnreadableError` when the row was tampered with."""
        for (body,) in await self._read("load_journey", chat=chat):
            return self._cipher.unseal(body, _about("journeys", chat))
        return None

    async def settle(self, chat: int, update_row_id: int, outcome: Outcome, now: datetime) -> bool:
        """Store all of the outcome, mark the update as done and erase its body.

        False, and nothing stored, when the update of that chat isn't waiting (any more): it is never applied twice.
        """
        return await self._writer.write(self._settle, chat, update_row_id, outcome, now)

    async def _settle(self, transaction: Transaction, chat: int, row: int, outcome: Outcome, now: datetime) -> bool:
        if not await transaction.run("mark_done", id=row, chat=chat, now=_ms(now)):
            return False
        if outcome.erase:
            await self._erase(transaction, chat, now)
        else:
            await self._save(transaction, chat, outcome, _ms(now))
        for plain in outcome.outgoing:
            body = self._cipher.seal(plain, _about("outbox", chat))
            kind = {"fleeting": outcome.erase, "unasked": outcome.unasked}
            await transaction.run("queue_outgoing", chat=chat, body=body, **kind, now=_ms(now))
        return True

    async def _save(self, transaction: Transaction, chat: int, outcome: Outcome, now: int) -> None:
        if outcome.journey is not None:
            body = self._cipher.seal(outcome.journey, _about("journeys", chat))
            await transaction.run("save_journey", chat=chat, body=body, now=now)
        if outcome.take_back and await transaction.run("take_back", chat=chat, now=now) and outcome.untold:
            await self._put_in(transaction, chat, outcome.untold, now)
        for change in outcome.reminders:
            await _change_reminder(transaction, chat, change)
        if outcome.message_ids:
            ids = json.dumps(outcome.message_ids)
            await transaction.run("remember_messages", chat=chat, ids=ids, unasked=False, now=now)

    async def _erase(self, transaction: Transaction, chat: int, now: datetime) -> None:
        for statement in _ERASE:
            await transaction.run(statement, chat=chat)
        await transaction.run("note_wipe", tag=self._cipher.tag(str(chat)), day=now.astimezone(UTC).date().isoformat())
        await _leave_no_trace(transaction)

    # Outbox

    async def chats_with_outgoing(self) -> list[int]:
        """Chats that have something to be sent, the longest waiting first."""
        return [chat for (chat,) in await self._read("chats_with_outgoing")]

    async def next_outgoing(self, chat: int) -> Outgoing | None:
        """Find the oldest message not yet sent. `UnreadableRowError`: `mark_sent` its `row`."""
        for row, body in await self._read("next_outgoing", chat=chat):
            return Outgoing(row, self._unseal_row(row, body, _about("outbox", chat)))
        return None

    async def mark_sent(self, row: int, now: datetime, message_ids: tuple[int, ...] = ()) -> None:
        """Erase the body of a sent message, and remember the ids it got in the chat (not after an erase)."""
        await self._writer.write(_mark_sent, row, json.dumps(message_ids), _ms(now))

    async def still_waits(self, row: int) -> bool:
        """Tell whether a message still waits to be sent: it may have been taken back meanwhile."""
        return bool(await self._read("still_waits", id=row))

    async def give_back(self, chat: int, row: int, body: bytes, now: datetime) -> None:
        """Erase a message that came too late to be sent, and have an update with this body wait in its place."""
        await self._writer.write(self._give_back, chat, row, body, _ms(now))

    async def _give_back(self, transaction: Transaction, chat: int, row: int, plain: bytes, now: int) -> None:
        if await transaction.run("give_back", id=row, now=now):
            await self._put_in(transaction, chat, plain, now)

    async def drop_outgoing(self, chat: int, now: datetime, body: bytes | None = None) -> None:
        """Erase everything that waits to be sent to a chat, unsent: the user has blocked the bot.

        With a body, an update waits in its place (not after an erase).
        """
        await self._writer.write(self._drop_outgoing, chat, body, _ms(now))

    async def _drop_outgoing(self, transaction: Transaction, chat: int, plain: bytes | None, now: int) -> None:
        dropped = await transaction.run("drop_outgoing", chat=chat, now=now)
        if any(fleeting for (fleeting,) in dropped):
            await _forget_fleeting(transaction, chat)
        elif plain is not None:
            await self._put_in(transaction, chat, plain, now)

    async def messages(self, chat: int, since: datetime, *, unasked: bool = False) -> list[int]:
        """Ids of the chat's messages, the bot's and the user's, remembered at that time or later; ascending.

        With `unasked` those alone that the bot sent unasked.
        """
        rows = await self._read("messages", chat=chat, since=_ms(since), unasked=unasked)
        return [message for (message,) in rows]

    async def forget_messages(self, chat: int, ids: Sequence[int]) -> None:
        """Forget ids of messages, since they are deleted or can't be."""
        await self._writer.write(Transaction.run, "forget_messages", chat=chat, ids=json.dumps(list(ids)))

    # Reminders

    async def due(self, now: datetime, limit: int) -> list[Due]:
        """Reminders due by now, the longest due first, at most `limit`."""
        return [Due(chat, name, _time(at)) for chat, name, at in await self._read("due", now=_ms(now), limit=limit)]

    async def next_due(self) -> datetime | None:
        """When the next reminder falls due, or fell due; None without any."""
        for (due_at,) in await self._read("next_due"):
            return _time(due_at)
        return None

    async def fire(self, due: Due, body: bytes, now: datetime) -> bool:
        """Turn a reminder into an update that waits, with this body, so that it takes the same road as a message.

        False, and nothing stored, when it was fired, cancelled or moved meanwhile.
        """
        return await self._writer.write(self._fire, due, body, _ms(now))

    async def _fire(self, transaction: Transaction, due: Due, plain: bytes, now: int) -> bool:
        if not await transaction.run("take_reminder", chat=due.chat, name=due.name, due_at=_ms(due.due_at)):
            return False
        await self._put_in(transaction, due.chat, plain, now)
        return True

    async def _put_in(self, transaction: Transaction, chat: int, plain: bytes, now: int) -> None:
        """Have an update of the house's own wait in the inbox."""
        body = self._cipher.seal(plain, _about("inbox", chat))
        await transaction.run("receive", update_id=None, chat=chat, body=body, now=now)

    # The house

    async def housekeep(self, now: datetime) -> None:
        """Delete what was done, sent, set aside or remembered longer than `KEPT` ago."""
        await self._writer.write(_housekeep, _ms(now - KEPT))

    async def counts(self) -> dict[str, int]:
        """How many there are: updates waiting, set_aside, outgoing waiting, reminders, journeys."""
        return {row[0]: row[1] for row in await self._read("counts")}

    def _unseal_row(self, row: int, body: bytes, about: str) -> bytes:
        try:
            return self._cipher.unseal(body, about)
        except UnreadableError:
            raise UnreadableRowError(row) from None


async def _change_reminder(transaction: Transaction, chat: int, change: ReminderChange) -> None:
    if change.due_at is None:
        await transaction.run("cancel_reminder", chat=chat, name=change.name)
    else:
        await transaction.run("set_reminder", chat=chat, name=change.name, due_at=_ms(change.due_at))


async def _mark_sent(transaction: Transaction, row: int, message_ids: str, now: int) -> None:
    for chat, fleeting, unasked in await transaction.run("mark_sent", id=row, now=now):
        if fleeting:
            await _forget_fleeting(transaction, chat)
        else:
            await transaction.run("remember_messages", chat=chat, ids=message_ids, unasked=unasked, now=now)


async def _forget_fleeting(transaction: Transaction, chat: int) -> None:
    await transaction.run("forget_fleeting", chat=chat)
    await _leave_no_trace(transaction)


async def _leave_no_trace(transaction: Transaction) -> None:
    """Empty the write-ahead log right after, and have the next housekeeping write the file anew.

    `secure_delete` zeroes what is deleted, but where SQLite has once moved rows to another page, ids may stay behind
    between the rows of the old one. Writing the file anew takes a second per some hundred megabytes, in which nobody
    else can write: too long to do at a user's word, again and again.
    """
    await transaction.run("note_residue")
    transaction.empty_log_after()


async def _housekeep(transaction: Transaction, before: int) -> None:
    for statement in _TIDY:
        await transaction.run(statement, before=before)
    transaction.empty_log_after()
    if await transaction.run("find_residue"):
        transaction.rewrite_after()


def _about(table: str, chat: int) -> str:
    return f"{table} {chat}"


def _ms(time: datetime) -> int:
    return (time - _EPOCH) // _MILLISECOND


def _time(milliseconds: int) -> datetime:
    return _EPOCH + milliseconds * _MILLISECOND
