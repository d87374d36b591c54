"""What every store promises when all goes well, on a file and in memory."""

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.cipher import Cipher, UnreadableError
from bot.store import (
    ClosedError,
    Due,
    Incoming,
    Outcome,
    ReminderChange,
    Store,
    UnreadableRowError,
)
from bot.store.sqlite import MEMORY, SqliteStore

CIPHER = Cipher(bytes(range(32)))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(params=["file", "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(tmp_path / "a.db" if request.param == "file" else MEMORY, CIPHER)
    yield opened
    await opened.close()


async def rows(store: SqliteStore, sql: str) -> list[tuple[object, ...]]:
    return list(await store._reader.execute_fetchall(sql))


async def say(store: Store, chat: int, update_id: int, outcome: Outcome, now: datetime = NOW) -> None:
    """Let an update come and be handled."""
    await store.receive([Incoming(update_id, chat, b"update")], now)
    waiting = await store.next_update(chat)
    assert waiting
    assert await store.settle(chat, waiting.id, outcome, now)


async def send_all(store: Store, chat: int, first_id: int = 1) -> list[bytes]:
    """Send what waits, each message getting the next id."""
    sent = []
    while outgoing := await store.next_outgoing(chat):
        await store.mark_sent(outgoing.id, NOW, (first_id + len(sent),))
        sent.append(outgoing.body)
    return sent


async def test_updates_come_in_once_and_are_handed_out_in_order(store: SqliteStore) -> None:
    batch = [Incoming(11, 7, b"one"), Incoming(12, 5, b"two"), Incoming(13, 7, b"three"), Incoming(11, 9, b"again")]
    assert await store.receive(batch, NOW) == [7, 5]
    assert await store.receive([Incoming(13, 7, b"three"), Incoming(3, 0, b"odd")], NOW) == [0]
    assert await store.receive([], NOW) == []
    assert await store.chats_with_updates() == [7, 5, 0]
    first = await store.next_update(7)
    assert first
    assert (first.body, first.tries) == (b"one", 0)
    assert await store.next_update(7) == first
    assert await store.settle(7, first.id, Outcome(), NOW)
    second = await store.next_update(7)
    assert second
    assert second.body == b"three"
    assert await store.next_update(9) is None


async def test_settling_stores_everything_at_once(store: SqliteStore) -> None:
    reminders = (ReminderChange("talk", NOW + HOUR), ReminderChange("season", NOW + 2 * HOUR))
    outcome = Outcome(b"journey", outgoing=(b"a", b"b"), reminders=reminders, message_ids=(40,))
    await say(store, 7, 1, outcome)
    assert await store.load(7) == b"journey"
    assert await store.load(8) is None
    assert await store.chats_with_updates() == []
    assert await store.chats_with_outgoing() == [7]
    assert await store.counts() == {"updates": 0, "set_aside": 0, "outgoing": 2, "reminders": 2, "journeys": 1}
    assert await send_all(store, 7, 41) == [b"a", b"b"]
    assert await store.chats_with_outgoing() == []
    assert await store.messages(7, NOW) == [40, 41, 42]


async def test_an_outcome_without_a_journey_leaves_it(store: SqliteStore) -> None:
    await say(store, 7, 1, Outcome(b"journey"))
    await say(store, 7, 2, Outcome(outgoing=(b"hello",)))
    assert await store.load(7) == b"journey"
    await say(store, 7, 3, Outcome(b"later"))
    assert await store.load(7) == b"later"


async def test_settling_twice_or_for_another_chat_is_refused(store: SqliteStore) -> None:
    await store.receive([Incoming(1, 7, b"x")], NOW)
    waiting = await store.next_update(7)
    assert waiting
    assert not await store.settle(8, waiting.id, Outcome(b"other", outgoing=(b"x",)), NOW)
    assert await store.settle(7, waiting.id, Outcome(b"first", outgoing=(b"x",)), NOW)
    assert not await store.settle(7, waiting.id, Outcome(b"second", outgoing=(b"x",)), NOW)
    assert not await store.settle(7, waiting.id, Outcome(erase=True), NOW)
    assert await store.load(7) == b"first"
    assert (await store.counts())["outgoing"] == 1


async def test_a_failing_update_is_counted_and_set_aside(store: SqliteStore) -> None:
    await store.receive([Incoming(1, 7, b"bad"), Incoming(2, 7, b"good")], NOW)
    bad = await store.next_update(7)
    assert bad
    assert [await store.note_failure(bad.id, NOW) for _ in range(2)] == [1, 2]
    assert await store.next_update(7) == type(bad)(bad.id, b"bad", 2)
    await store.set_aside(bad.id, NOW)
    good = await store.next_update(7)
    assert good
    assert good.body == b"good"
    assert await store.note_failure(bad.id, NOW) == 0
    assert not await store.settle(7, bad.id, Outcome(b"x"), NOW)
    assert (await store.counts())["set_aside"] == 1
    assert await store.receive([Incoming(1, 7, b"bad")], NOW) == []


async def test_marking_twice_or_dropping_erases_and_is_harmless(store: SqliteStore) -> None:
    await say(store, 7, 1, Outcome(outgoing=(b"a", b"b", b"c")))
    first = await store.next_outgoing(7)
    assert first
    await store.mark_sent(first.id, NOW, (41, 42))
    await store.mark_sent(first.id, NOW, (99,))
    await store.drop_outgoing(7, NOW)
    assert await store.next_outgoing(7) is None
    assert await store.messages(7, NOW) == [41, 42]
    assert await rows(store, "SELECT count(*) FROM outbox WHERE body IS NOT NULL") == [(0,)]


async def test_messages_are_told_by_chat_and_time_and_forgotten(store: SqliteStore) -> None:
    await say(store, 7, 1, Outcome(message_ids=(3, 1)), NOW - HOUR)
    await say(store, 7, 2, Outcome(message_ids=(2, 1)))
    await say(store, 8, 3, Outcome(message_ids=(9,)))
    assert await store.messages(7, NOW - HOUR) == [1, 2, 3]
    assert await store.messages(7, NOW) == [2]
    await store.forget_messages(7, [2, 3, 9])
    assert await store.messages(7, NOW - HOUR) == [1]
    assert await store.messages(8, NOW) == [9]


async def test_reminders_are_set_moved_cancelled_and_fall_due(store: SqliteStore) -> None:
    assert await store.next_due() is None
    tokyo = (NOW + HOUR).astimezone(timezone(9 * HOUR))
    await say(store, 7, 1, Outcome(reminders=(ReminderChange("a", NOW + 5 * HOUR), ReminderChange("b", tokyo))))
    await say(store, 8, 2, Outcome(reminders=(ReminderChange("a", NOW), ReminderChange("gone", NOW))))
    await say(store, 8, 3, Outcome(reminders=(ReminderChange("gone", None), ReminderChange("a", NOW + 2 * HOUR))))
    assert await store.next_due() == NOW + HOUR
    assert await store.due(NOW, 10) == []
    due = await store.due(NOW + 3 * HOUR, 10)
    assert due == [Due(7, "b", NOW + HOUR), Due(8, "a", NOW + 2 * HOUR)]
    assert await store.due(NOW + 3 * HOUR, 1) == due[:1]


async def test_a_reminder_fires_once_and_takes_the_road_of_a_message(store: SqliteStore) -> None:
    when = NOW + timedelta(microseconds=1_999)
    await say(store, 7, 1, Outcome(reminders=(ReminderChange("a", when), ReminderChange("b", NOW))))
    first, second = await store.due(NOW + HOUR, 10)
    assert await store.fire(second, b'{"reminder": "a"}', NOW)
    assert not await store.fire(second, b'{"reminder": "a"}', NOW)
    assert await store.fire(first, b'{"reminder": "b"}', NOW)
    assert await store.next_due() is None
    waiting = await store.next_update(7)
    assert waiting
    assert waiting.body == b'{"reminder": "a"}'
    assert (await store.counts())["updates"] == 2


async def test_a_moved_reminder_does_not_fire(store: SqliteStore) -> None:
    await say(store, 7, 1, Outcome(reminders=(ReminderChange("a", NOW),)))
    (due,) = await store.due(NOW, 1)
    await say(store, 7, 2, Outcome(reminders=(ReminderChange("a", NOW + HOUR),)))
    assert not await store.fire(due, b"{}", NOW)
    assert await store.next_due() == NOW + HOUR
    assert await store.chats_with_updates() == []


async def test_housekeeping_keeps_what_waits_and_what_is_young(store: SqliteStore) -> None:
    await store.receive([Incoming(1, 6, b"bad"), Incoming(2, 6, b"waits")], NOW)
    bad = await store.next_update(6)
    assert bad
    await store.set_aside(bad.id, NOW)
    await say(store, 7, 3, Outcome(b"journey", outgoing=(b"a", b"b"), message_ids=(5,)))
    sent = await store.next_outgoing(7)
    assert sent
    await store.mark_sent(sent.id, NOW, (6,))
    await store.housekeep(NOW + 48 * HOUR)
    assert await rows(store, "SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM outbox)") == [(3, 2)]
    await store.housekeep(NOW + 48 * HOUR + timedelta(seconds=1))
    assert await rows(store, "SELECT update_id FROM inbox") == [(2,)]
    assert await store.counts() == {"updates": 1, "set_aside": 0, "outgoing": 1, "reminders": 0, "journeys": 1}
    assert await store.messages(7, NOW) == []
    assert await store.receive([Incoming(1, 7, b"numbering began anew")], NOW) == [7]


async def test_times_must_be_aware_and_a_wrong_one_stops_nobody(store: SqliteStore) -> None:
    with pytest.raises(TypeError):
        await store.receive([Incoming(1, 7, b"x")], NOW.replace(tzinfo=None))
    await store.receive([Incoming(2, 7, b"x")], NOW)
    waiting = await store.next_update(7)
    assert waiting
    naive = Outcome(b"journey", reminders=(ReminderChange("a", NOW.replace(tzinfo=None)),))
    with pytest.raises(TypeError):
        await store.settle(7, waiting.id, naive, NOW)
    assert await store.load(7) is None
    assert await store.next_update(7) == waiting


async def test_a_row_moved_to_another_chat_is_unreadable_and_can_be_put_away(store: SqliteStore) -> None:
    await say(store, 7, 1, Outcome(b"journey", outgoing=(b"out",)))
    await store.receive([Incoming(2, 7, b"x"), Incoming(3, 8, b"y")], NOW)
    for table in ("inbox", "outbox", "journeys"):
        await store._writer.db.execute(f"UPDATE {table} SET chat = 8 WHERE chat = 7")  # noqa: S608 - three fixed words
    with pytest.raises(UnreadableError):
        await store.load(8)
    with pytest.raises(UnreadableRowError) as caught:
        await store.next_outgoing(8)
    await store.mark_sent(caught.value.row, NOW)
    assert await store.next_outgoing(8) is None
    with pytest.raises(UnreadableRowError) as caught:
        await store.next_update(8)
    await store.set_aside(caught.value.row, NOW)
    waiting = await store.next_update(8)
    assert waiting
    assert waiting.body == b"y"


async def test_a_closed_store_says_so(store: SqliteStore) -> None:
    await store.close()
    await store.close()
    with pytest.raises(ClosedError):
        await store.receive([], NOW)
    with pytest.raises(ClosedError):
        await store.load(7)


async def test_the_database_library_logs_no_chats(store: SqliteStore, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await say(store, 471_147, 1, Outcome(b"journey"))
    assert "471147" not in caplog.text
