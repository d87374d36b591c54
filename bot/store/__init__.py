"""What the bot asks of its storage, whichever database stands behind it.

The promise: an update that was received is never lost and never applied twice, whenever the process is killed. It
goes inbox -> step -> (journey, outgoing, reminders, inbox done, in one transaction) -> sent -> marked as sent.

Bodies are plain bytes on this side and sealed on the other. Times are aware datetimes, handed in: a store never reads
a clock. They are kept in whole milliseconds. Ids of rows are never used twice. Every method raises `StoreError` when
the database can't do it (a full disk, say): nothing of that call is then stored, and the call may be made again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.cipher import UnreadableError

KEPT = timedelta(hours=48)
"""How long ids stay, to tell repeated updates and to tidy the chat, and how long a set-aside update can be studied."""


class StoreError(Exception):
    """The store couldn't do that; nothing of it was done."""

    def __str__(self) -> str:
        """Say the docstring, then what is known besides."""
        return " ".join([str(self.__doc__), *map(str, self.args)])


class ClosedError(StoreError):
    """The store is closed."""


class WrongKeyError(StoreError):
    """The database was sealed with another key: give the key it was made with, or start with a new database."""


class NewerDatabaseError(StoreError):
    """The database was made by a newer version of the bot: install that version, or use another database."""


class UnreadableRowError(StoreError, UnreadableError):
    """A row can't be unsealed and has to be put out of the way; its id is in `row`."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


@dataclass(frozen=True, slots=True)
class Incoming:
    """A raw update on its way in. `chat` is 0 when no chat could be told."""

    update_id: int
    chat: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update (or a reminder that fell due) to be handled, and how often that has failed."""

    id: int
    body: bytes
    tries: int


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent."""

    id: int
    body: bytes


@dataclass(frozen=True, slots=True)
class ReminderChange:
    """Sets the chat's reminder of this name to another time, or cancels it (None)."""

    name: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that has fallen due."""

    chat: int
    name: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What handling one update led to.

    `journey` None leaves the journey as it is. `message_ids` are the user's own messages, remembered for tidying.
    `take_back` drops what waits to be sent unasked, and where something did, an update with the body `untold` waits;
    `unasked` says that nobody asked for what goes out now. `erase` deletes all there is of the chat. Of an outcome that
    erases only `outgoing` counts, and leaves no trace once sent: there is nothing left that the rest could belong to.
    """

    journey: bytes | None = None
    erase: bool = False
    outgoing: tuple[bytes, ...] = ()
    reminders: tuple[ReminderChange, ...] = ()
    message_ids: tuple[int, ...] = ()
    take_back: bool = False
    untold: bytes | None = None
    unasked: bool = False


class Store(Protocol):
    """Inbox, journeys, outbox and reminders. Each call that changes something is one transaction, done or not done."""

    async def receive(self, updates: Sequence[Incoming], now: datetime) -> list[int]:
        """Store updates, leaving out those known by their id; the chats that got something new, in order.

        Once this returns, the updates may be confirmed to Telegram.
        """

    async def chats_with_updates(self) -> list[int]:
        """Chats that have something to be handled, the longest waiting first."""

    async def next_update(self, chat: int) -> Waiting | None:
        """Find the oldest update not yet handled. `UnreadableRowError`: `set_aside` its `row`."""

    async def note_failure(self, row: int, now: datetime) -> int:
        """Count a failed try at a waiting update; how many there are now (0: it isn't waiting any more)."""

    async def set_aside(self, row: int, now: datetime) -> None:
        """Take a waiting update out of the way, unhandled. Its body stays, sealed, for `KEPT`."""

    async def load(self, chat: int) -> bytes | None:
        """Give the journey as last stored, None for somebody new; `UnreadableError` when the row was tampered with."""

    async def settle(self, chat: int, update_row_id: int, outcome: Outcome, now: datetime) -> bool:
        """Store all of the outcome, mark the update as done and erase its body.

        False, and nothing stored, when the update of that chat isn't waiting (any more): it is never applied twice.
        """

    async def chats_with_outgoing(self) -> list[int]:
        """Chats that have something to be sent, the longest waiting first."""

    async def next_outgoing(self, chat: int) -> Outgoing | None:
        """Find the oldest message not yet sent. `UnreadableRowError`: `mark_sent` its `row`."""

    async def mark_sent(self, row: int, now: datetime, message_ids: tuple[int, ...] = ()) -> None:
        """Erase the body of a sent message, and remember the ids it got in the chat (not after an erase)."""

    async def still_waits(self, row: int) -> bool:
        """Tell whether a message still waits to be sent: it may have been taken back meanwhile."""

    async def give_back(self, chat: int, row: int, body: bytes, now: datetime) -> None:
        """Erase a message that came too late to be sent, and have an update with this body wait in its place."""

    async def drop_outgoing(self, chat: int, now: datetime, body: bytes | None = None) -> None:
        """Erase everything that waits to be sent to a chat, unsent: the user has blocked the bot.

        With a body, an update waits in its place (not after an erase).
        """

    async def messages(self, chat: int, since: datetime, *, unasked: bool = False) -> list[int]:
        """Ids of the chat's messages, the bot's and the user's, remembered at that time or later; ascending.

        With `unasked` those alone that the bot sent unasked.
        """

    async def forget_messages(self, chat: int, ids: Sequence[int]) -> None:
        """Forget ids of messages, since they are deleted or can't be."""

    async def due(self, now: datetime, limit: int) -> list[Due]:
        """Reminders due by now, the longest due first, at most `limit`."""

    async def next_due(self) -> datetime | None:
        """When the next reminder falls due, or fell due; None without any."""

    async def fire(self, due: Due, body: bytes, now: datetime) -> bool:
        """Turn a reminder into an update that waits, with this body, so that it takes the same road as a message.

        False, and nothing stored, when it was fired, cancelled or moved meanwhile.
        """

    async def housekeep(self, now: datetime) -> None:
        """Delete what was done, sent, set aside or remembered longer than `KEPT` ago."""

    async def counts(self) -> dict[str, int]:
        """How many there are: updates waiting, set_aside, outgoing waiting, reminders, journeys."""

    async def close(self) -> None:
        """Finish the writes that were asked for, then close; whatever comes later raises `ClosedError`."""
