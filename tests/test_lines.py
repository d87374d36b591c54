"""Lines that come by themselves, on the running bot: silent, taken back, in time or not at all, once over kills."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import flows
from bot.cipher import Cipher, load_or_make_key
from bot.clock import system_clock
from bot.dispatcher import outcome_of
from bot.playground.bot_api.chat import ChatMessage
from bot.playground.bot_api.faults import forbidden
from bot.playground.bot_api.server import BotApi
from bot.store import Incoming, Outcome, ReminderChange, Store
from bot.store.opening import MEMORY
from bot.store.sqlite import SqliteStore
from bot.store.writer import STATEMENTS
from bot.telegram_app import Heard
from flows.model import Event, Journey, Reminder, Step
from flows.reminding import rows
from tests.reminded import BERLIN, START, reminded, weekly
from tests.road import BotProcess, Home, Person, at_home, on_the_road

TUESDAY = date(2026, 3, 3)
ALL_DAY = (tuple(range(7, 22)),) * 7
LINE = "Weekly note."
ODD = 2**40
"""Above the numbers of all updates that the server gives out."""
PEOPLE, KILLS = 40, 6
DOWN = timedelta(days=40)


async def move_in(store: Store, chat: int, journey: Journey, now: datetime) -> None:
    """Store somebody's journey with what falls due, as a step would have left it."""
    await store.receive([Incoming(ODD + chat, chat, b"{}")], now)
    waiting = await store.next_update(chat)
    assert waiting is not None
    due = tuple(ReminderChange(name, at) for name, at in rows(journey).items())
    await store.settle(chat, waiting.id, Outcome(journey=journey.model_dump_json().encode(), reminders=due), now)


async def commit(store: Store, update: int, step: Step, at: datetime) -> None:
    """Store what a step led to, as the dispatcher does, and send nothing."""
    await store.receive([Incoming(update, 1, b"{}")], at)
    waiting = await store.next_update(1)
    assert waiting is not None
    await store.settle(1, waiting.id, outcome_of(step, Heard("private")), at)


def lines(api: BotApi, chat: int) -> list[ChatMessage]:
    return [message for message in api.chat(chat) if message.from_bot and message.text == LINE]


async def somebody(home: Home, *planned: Reminder) -> Person:
    person = Person(home.api, 1)
    await person.does("/start")
    await move_in(home.store, 1, reminded(*planned), home.clock())
    return person


async def test_a_line_comes_silently_and_is_taken_back_after_twelve_hours(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        await somebody(home, weekly(TUESDAY))
        await home.later(hours=23)
        (line,) = lines(home.api, 1)
        assert line.silent
        before = len(home.api.chat(1))
        await home.later(hours=12)
        assert lines(home.api, 1) == []
        assert len(home.api.chat(1)) == before - 1, "only the line goes"


async def test_a_tap_opens_what_it_stands_for_and_a_second_tap_does_no_harm(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = await somebody(home, weekly(TUESDAY))
        await home.later(hours=23)
        (line,) = lines(home.api, 1)
        await person.does("[Open]")
        assert "how was it between you" in person.heard()[-1]
        home.api.press(1, line.id, str(line.keyboard[0][0].callback_data))
        await home.settled()
        assert "how was it between you" in person.heard()[-1]


async def test_in_ninety_seconds_is_in_ninety_seconds(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = await somebody(home)
        await person.does("/remind in 90 seconds")
        assert "I'll send the line on Monday 2 March, 20:01" in person.heard()[-1]
        await home.later(seconds=85)
        assert lines(home.api, 1) == []
        await home.later(seconds=6)
        assert len(lines(home.api, 1)) == 1
        await person.does("tomorrow at 19:00", stays=True)
        assert "Tuesday 3 March, 19:00" in person.heard()[-1], "what was open before the line came is answered"


async def test_who_blocks_gets_nothing_more_and_is_asked_when_they_are_back(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = await somebody(home, weekly(TUESDAY))
        home.api.block(1)
        await home.settled()
        for _ in range(4):
            await home.later(days=7)
        assert (await home.store.counts())["outgoing"] == 0
        home.api.unblock(1)
        await home.later(days=7)
        assert lines(home.api, 1) == []
        await person.does("/menu")
        assert "Shall I go on with it?" in person.heard()[-1]


async def test_a_refusal_with_403_stops_them_as_well(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        await somebody(home, weekly(TUESDAY))
        home.api.fault("sendMessage", forbidden(), times=1, chat=1)
        await home.later(hours=23)
        stored = await home.store.load(1)
        assert stored is not None
        assert Journey.model_validate_json(stored).reminders.stopped


async def test_a_line_that_could_not_be_sent_in_time_waits_for_the_next_safe_hour(tmp_path: Path) -> None:
    """The process was stopped between the commit and the sending, and comes back in the night."""
    monday, five = START.date(), START - timedelta(hours=3)
    journey = reminded(weekly(monday, time(17)), hours=((17,),) * 7, since=five - timedelta(hours=3))
    step = flows.step(journey, Event(kind="due", name="log"), five)
    assert [reply.text for reply in step.replies] == [LINE]
    store = await SqliteStore.open(tmp_path / "home.db", Cipher(bytes(32)))
    await commit(store, 1, step, five)
    await store.close()
    async with at_home(tmp_path) as home:
        home.api.say(1, "")
        await home.settled()
        assert lines(home.api, 1) == []
        await home.later(hours=20)
        assert lines(home.api, 1) == []
        await home.later(hours=1)
        assert len(lines(home.api, 1)) == 1


async def test_a_line_that_waits_to_be_sent_is_taken_back_by_bye(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "home.db", Cipher(bytes(32)))
    journey = reminded(weekly(START.date(), time(19)), since=START - timedelta(hours=3))
    for update, event in ((1, Event(kind="due", name="log")), (2, Event(kind="commanded", name="bye"))):
        step = flows.step(journey, event, START)
        assert step.journey is not None
        journey = step.journey
        await commit(store, update, step, START)
    first = await store.next_outgoing(1)
    assert first is not None
    assert LINE.encode() not in first.body
    await store.close()


async def test_a_line_that_lay_unsent_for_a_day_comes_once_and_was_not_ignored(tmp_path: Path) -> None:
    yesterday = START - timedelta(days=1, hours=2)
    journey = reminded(weekly(yesterday.date(), time(18)), since=yesterday - timedelta(hours=3))
    store = await SqliteStore.open(tmp_path / "home.db", Cipher(bytes(32)))
    step = flows.step(journey, Event(kind="due", name="log"), yesterday)
    assert [reply.text for reply in step.replies] == [LINE]
    await commit(store, 1, step, yesterday)
    await store.close()
    async with at_home(tmp_path) as home:
        home.api.say(1, "")
        for _ in range(3):
            await home.later(minutes=1)
        await home.later(days=1)
        assert len(lines(home.api, 1)) == 1
        stored = await home.store.load(1)
        assert stored is not None
        assert Journey.model_validate_json(stored).reminders.ignored == 0


def a_zone_at_noon(now: datetime) -> str:
    """Return a zone in which it is about noon, so that all of its day is ahead."""
    ahead = 12 - now.astimezone(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "UTC"


async def test_after_forty_days_each_gets_one_line_over_kills(tmp_path: Path) -> None:
    """Whenever it is killed: nobody is left out, and at most one copy per kill."""
    now = system_clock()
    async with on_the_road(tmp_path) as (api, bot):
        async with asyncio.TaskGroup() as greeting:
            for chat in range(1, PEOPLE + 1):
                greeting.create_task(Person(api, chat).does("/start"))
        await bot.kill()
        await fill(tmp_path, bot, now)
        chance = random.Random("forty days")
        for _ in range(KILLS):
            await bot.start()
            await asyncio.sleep(chance.uniform(0.3, 1.5))
            await bot.kill()
        await bot.start()
        await Person(api, PEOPLE).sees(lambda: all(lines(api, chat) for chat in range(1, PEOPLE + 1)))
    sent = [len(lines(api, chat)) for chat in range(1, PEOPLE + 1)]
    assert min(sent) == 1
    assert sum(sent) <= PEOPLE + KILLS


async def fill(folder: Path, bot: BotProcess, now: datetime) -> None:
    """Have everybody set up forty days ago, with a weekly line, an own change and a season that fell due since."""
    zone, since = a_zone_at_noon(now), now - DOWN
    day = since.date() + timedelta(days=3)
    plans = (weekly(day), weekly(day, kind="step"), Reminder(kind="season", on=day, at=time(18)))
    journey = reminded(*plans, zone=zone, hours=ALL_DAY, since=since)
    store = await SqliteStore.open(bot.database, Cipher(load_or_make_key(folder / "keys" / "key")))
    for chat in range(1, PEOPLE + 1):
        await move_in(store, chat, journey, since)
    await store.close()


async def test_many_that_are_not_due_cost_nothing() -> None:
    """The plan of the two queries is what counts: they read the index and stop."""
    store = await SqliteStore.open(MEMORY, Cipher(bytes(32)))
    await move_in(store, 1, reminded(weekly(TUESDAY), zone=BERLIN), START)
    for name in ("due", "next_due"):
        assert await plan_of(store, name) == ["SEARCH" if name == "due" else "SCAN"]
    await store.close()


async def plan_of(store: SqliteStore, name: str) -> Sequence[str]:
    cursor = await store._reader.execute(
        f"EXPLAIN QUERY PLAN {STATEMENTS[name]}", {"now": 0, "limit": 1} if name == "due" else {}
    )
    steps = [str(row[3]) for row in await cursor.fetchall()]
    assert all("USING COVERING INDEX reminders_due" in step for step in steps), steps
    return [step.split()[0] for step in steps]
