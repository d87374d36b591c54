"""The one who writes: writes that wait share a commit.

A commit costs a sync of the disk, some milliseconds, however little it carries. So all writes that wait when one is
finished go into the next one together, each in a savepoint of its own, and are answered only once it is on the disk.
"""

import asyncio
import contextlib
import logging
import re
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Concatenate, ParamSpec, TypeVar

import aiosqlite

from bot.store import ClosedError, StoreError

P = ParamSpec("P")
T = TypeVar("T")
Value = int | bytes | str | None

log = logging.getLogger(__name__)


def _by_name(text: str) -> dict[str, str]:
    """Cut a file of statements at its `-- name:` lines."""
    _, *parts = re.split(r"^-- name: (\w+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


STATEMENTS = _by_name(resources.files("bot.store").joinpath("queries.sql").read_text("utf-8"))


async def run(db: aiosqlite.Connection, statement: str, /, **values: Value) -> list[sqlite3.Row]:
    """Run a statement of queries.sql by name; all its rows."""
    return list(await db.execute_fetchall(STATEMENTS[statement], values))


class Transaction:
    """What a job may do while it is its turn."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        self._db = db
        self.afterwards: set[str] = set()

    async def run(self, statement: str, /, **values: Value) -> list[sqlite3.Row]:
        """Run a statement of queries.sql by name; all its rows."""
        return await run(self._db, statement, **values)

    def empty_log_after(self) -> None:
        """Ask that after the commit no byte of what was deleted is left in the write-ahead log."""
        self.afterwards.add("empty_log")

    def rewrite_after(self) -> None:
        """Ask that after the commit the file is written anew, without the gaps that deleted rows have left."""
        self.afterwards.add("rewrite")


class _BatchUndoneError(Exception):
    """SQLite has undone the whole batch by itself, as it does when a job finds the disk full."""


@dataclass(slots=True, eq=False)
class _Write:
    """A job, who asked for it, and how it went."""

    job: Callable[[Transaction], Awaitable[Any]]
    asker: asyncio.Future[Any]
    result: Any = None
    error: Exception | None = None

    def answer(self) -> None:
        """Tell the asker, unless cancelled meanwhile: what was asked for stands all the same."""
        if self.asker.done():
            return
        if self.error is None:
            self.asker.set_result(self.result)
        else:
            self.asker.set_exception(self.error)


class Writer:
    """Runs jobs one after the other, on the only connection that writes, which it owns from now on.

    `commits` counts the commits made, for tests and measurements.
    """

    def __init__(self, db: aiosqlite.Connection) -> None:
        self.commits = 0
        self.db = db
        self._waiting: list[_Write] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._owed: set[str] = set()
        self._task = asyncio.create_task(self._work(), name="store writer")

    async def write(
        self, job: Callable[Concatenate[Transaction, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `job(transaction, *args, **kwargs)` and commit; its result, once that is on the disk.

        The job is stored whole or not at all. What it raises undoes it alone and is raised here; an error of the
        database is raised as `StoreError`. A job may run although its asker was cancelled, never halfway.
        """
        if self._closing:
            raise ClosedError
        asker: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Write(lambda transaction: job(transaction, *args, **kwargs), asker))
        self._wake.set()
        return await asker

    async def close(self) -> None:
        """Finish the writes that wait, then close the connection. Closing twice does no harm."""
        self._closing = True
        self._wake.set()
        try:
            await self._task
        finally:
            await self.db.close()

    async def _work(self) -> None:
        while batch := await self._take():
            await self._store(batch)
            for write in batch:
                write.answer()

    async def _take(self) -> list[_Write]:
        """Wait for writes; all there are. None at all means that the writer is closing."""
        await self._wake.wait()
        if not self._closing:
            self._wake.clear()
        batch, self._waiting = self._waiting, []
        return batch

    async def _store(self, batch: Sequence[_Write]) -> None:
        while batch:
            batch = await self._try(batch)
        if self._owed:
            await self._pay()

    async def _try(self, batch: Sequence[_Write]) -> Sequence[_Write]:
        """Store a batch; those of it that have to be tried again."""
        try:
            self._owed |= await self._commit_together(batch)
        except _BatchUndoneError:
            return [write for write in batch if write.error is None]
        except Exception as error:  # whatever it was, the askers hear of it and the writer lives on
            await self._give_up(batch, error)
        return ()

    async def _commit_together(self, batch: Sequence[_Write]) -> set[str]:
        """Run the jobs and commit once; what they asked for afterwards."""
        transaction = Transaction(self.db)
        await transaction.run("begin")
        for write in batch:
            await self._attempt(write, transaction)
        await transaction.run("commit")
        self.commits += 1
        return transaction.afterwards

    async def _attempt(self, write: _Write, transaction: Transaction) -> None:
        """Run one job in its savepoint and note how it went."""
        await transaction.run("begin_job")
        try:
            write.result = await write.job(transaction)
        except Exception as error:  # it is the asker's
            write.error = _for_asker(error)
            if not self.db.in_transaction:
                raise _BatchUndoneError from error
            await transaction.run("undo_job")
        await transaction.run("keep_job")

    async def _give_up(self, batch: Sequence[_Write], error: Exception) -> None:
        """Undo the batch. Each asker gets an exception of their own, since raising one writes into it."""
        for write in batch:
            write.error = write.error or _for_asker(error)
        if self.db.in_transaction:
            with contextlib.suppress(sqlite3.Error):  # should it fail, the next batch can't begin and gets here again
                await run(self.db, "rollback")

    async def _pay(self) -> None:
        """Do what the committed jobs asked for; what fails, or waits for a reader, is owed until the next commit."""
        try:
            if "rewrite" in self._owed:
                await self.db.executescript(STATEMENTS["rewrite"])
                self._owed = {"empty_log"}
            ((busy, *_),) = await run(self.db, "empty_log")
        except sqlite3.Error as error:
            log.warning(
                "Deleted data couldn't be cleared off the disk yet (%s); trying again at the next write.", error
            )
        else:
            self._owed = {"empty_log"} if busy else set()


def _for_asker(error: Exception) -> Exception:
    """Keep the database's own exceptions in the store: nobody else knows them."""
    if not isinstance(error, sqlite3.Error):
        return error
    trouble = StoreError(f"({error})")
    trouble.__cause__ = error
    return trouble
