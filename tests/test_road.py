"""The running bot over real HTTP: past "after" for every reason, through kills, for ten users at once."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.playground.bot_api.faults import flood, lost_answer, server_error
from bot.playground.bot_api.server import BotApi
from flows.content import words
from flows.model import REASONS
from tests.road import BotProcess, Person, on_the_road

IN = ["/start", "[I'm 18 or over, start]", "[Nobody]", "[None of these]"]

BY_TEXT = {
    "blame": "he says you two would just gang up on me",
    "avoid": "she goes blank and leaves the room when it gets too much",
    "stigma": "we don't tell strangers our business he said",
    "cost": "do you know what that costs, we can't afford it",
    "useless": "it's a waste of time, they only talk",
    "badpast": "the last one took your side, never again",
    "map": "we're fine, every couple fights",
    "you": "you're the one who needs help, go yourself",
    "nochange": "take it or leave it, that's how I am",
    "unclear": "take it or leave it, dunno why",
}
"""What each partner says; how well it is understood is tested elsewhere, so the user may pick from the list."""

KILLS = 3


def by_buttons(reason: str) -> list[str]:
    """The path by buttons only, from hello to past "after"."""
    label = f"[{words('en').reason(reason)['label']}]"
    return [*IN, "[Nothing but no]", "[No idea]", label, *_to_the_end(reason, f"[{_first_ask(reason)}]")]


def by_text(reason: str) -> list[str]:
    """The path with the user's own words wherever words are asked for."""
    label = f"[{words('en').reason(reason)['label']}]"
    own = "half an hour on Sunday" if reason != "nochange" else "I'll go by myself, for me"
    found = ["[Something else]", label]
    return [*IN, BY_TEXT[reason], "no idea really what they picture there", *found, *_to_the_end(reason, own)]


def _first_ask(reason: str) -> str:
    return str(words("en").tables["asks"][reason]["labels"][0])


def _to_the_end(reason: str, ask: str) -> list[str]:
    safety = ["[No]"] if reason == "nochange" else []
    easy = [] if reason in ("avoid", "map", "unclear") else ["[From home]"]
    card = (
        [*easy, "I miss us laughing at nothing", "[On a quiet evening]", "[All five]"] if reason != "nochange" else []
    )
    card.append("[That's my plan]")
    told = ["[I've asked]", "[No]", "[Softer]", "[The same as before]"]
    return ["[What comes next]", "[This week]", "[Shy]", *safety, ask, *card, *told]


async def walk(person: Person, script: Sequence[str]) -> None:
    for line in script:
        await person.does(line)


async def kill_at_random(bot: BotProcess, chance: random.Random, *, times: int) -> None:
    for _ in range(times):
        await asyncio.sleep(chance.uniform(0.1, 1.2))
        await bot.kill()
        await bot.start()


def script_of(kind: str, reason: str) -> list[str]:
    return by_buttons(reason) if kind == "buttons" else by_text(reason)


async def ten_at_once(api: BotApi, kind: str) -> list[Person]:
    people = [Person(api, 100 + place) for place in range(len(REASONS))]
    async with asyncio.TaskGroup() as walking:
        for person, reason in zip(people, REASONS, strict=True):
            walking.create_task(walk(person, script_of(kind, reason)))
    return people


@pytest.mark.parametrize("kind", ["buttons", "text"])
async def test_every_reason_for_ten_at_once_reads_the_same_through_kills(kind: str, tmp_path: Path) -> None:
    """Kills at random moments change nothing in the chat but for at most one copy of a message per kill."""
    (tmp_path / "calm").mkdir()
    async with on_the_road(tmp_path / "calm") as (api, _):
        calm = await ten_at_once(api, kind)
    (tmp_path / "storm").mkdir()
    async with on_the_road(tmp_path / "storm") as (api, bot):
        killing = asyncio.create_task(kill_at_random(bot, random.Random(kind), times=KILLS))
        stormy = await ten_at_once(api, kind)
        await killing
    for before, after in zip(calm, stormy, strict=True):
        assert after.heard() == before.heard()
        assert before.copies() == 0
        assert after.copies() <= KILLS
    assert "A no, and softer." in calm[0].from_bot()[-1].text


async def test_a_flood_limit_on_one_chat_delays_no_other(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, _):
        flooded, other = Person(api, 1), Person(api, 2)
        await walk(flooded, IN[:1])
        api.fault("sendMessage", flood(2), times=1, chat=1)
        waiting = asyncio.create_task(flooded.does(IN[1]))
        await walk(other, IN)
        assert not waiting.done()
        await waiting
        assert flooded.copies() == 0


async def test_a_lost_answer_makes_at_most_one_copy_and_loses_nothing(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, _):
        person = Person(api, 1)
        api.fault("sendMessage", lost_answer(), times=1, chat=1)
        api.fault("getUpdates", server_error(), times=2)
        await walk(person, IN)
        assert person.copies() <= 1
        assert person.heard()[-1].startswith("What did they say")


async def test_presses_are_answered_and_the_choice_stays_to_be_seen(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, _):
        person = Person(api, 1)
        await walk(person, IN[:2])
        question = person.from_bot()[1]
        assert question.text.endswith("› I'm 18 or over, start")
        assert question.keyboard == ()
        await person.sees(lambda: len(api.answered) == 1)


async def test_an_update_that_cannot_be_parsed_stops_nobody(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, _):
        odd = {"message": {"message_id": "x", "date": [], "chat": {"id": 1, "type": "private"}, "from": 7}}
        person, other = Person(api, 1), Person(api, 2)
        api.push(odd)
        api.push({"message": None})
        api.push({"something_new": {"deep": [1]}})
        await walk(other, IN)
        await walk(person, IN)
        assert any("Could you send it again?" in text for text in person.heard())


async def test_a_blocked_user_is_left_alone_until_they_write_again(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, _):
        person = Person(api, 1)
        await walk(person, IN)
        api.block(1)
        before = len(person.from_bot())
        api.unblock(1)
        await person.does("/help")
        assert len(person.from_bot()) > before


async def test_in_a_group_it_says_one_line_and_leaves(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, _):
        person = Person(api, 1)
        await walk(person, IN[:1])
        api.add_to_group(-5, by=1)
        await person.sees(lambda: any(call.method == "leaveChat" for call in api.log()))
        assert [message.text for message in api.chat(-5) if message.from_bot] == [
            words("en").note("shared.group").text[0]
        ]


async def test_an_edited_message_is_not_applied_again(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, _):
        person = Person(api, 1)
        await walk(person, [*IN, "they'd all blame me"])
        mine = next(message for message in api.chat(1) if message.text == "they'd all blame me")
        before = len(person.from_bot())
        api.edit(1, mine.id, "they'd all blame me, he said")
        await person.does("/help")
        assert len(person.from_bot()) == before + 2


async def test_updates_that_come_twice_or_numbered_lower_are_taken_once(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, _):
        person = Person(api, 1)
        await walk(person, IN[:1])
        number = api.say(1, "hello")
        await person.sees(lambda: len(person.from_bot()) == 4)
        api.repeat(number, new_id=False)
        api.updates.number_from(5)
        await person.does("yes")
        assert len(person.from_bot()) == 5


async def test_wipe_leaves_nothing_of_the_user_in_the_database(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, bot):
        person = Person(api, 424242424)
        await walk(person, [*IN, "they'd all blame me", "/wipe"])
        person.press("Erase it all")
        await person.sees(lambda: person.from_bot()[-1].text == "Done.")
        await bot.stop()
        for file in tmp_path.glob("bot.db*"):
            raw = file.read_bytes()
            assert b"blame" not in raw
            assert (424242424).to_bytes(4, "big") not in raw
        await bot.start()


async def test_the_log_holds_no_words_no_token_and_no_chat(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, bot):
        person = Person(api, 424242424)
        api.push({"message": {"message_id": "x", "text": "secretly", "date": [], "chat": {"id": 424242424}}})
        api.fault("sendMessage", server_error(), times=1)
        await walk(person, [*IN, "they'd all blame me"])
        log = bot.log.read_text()
        for secret in ("blame", "secretly", "424242424", "a-token-for-tests"):
            assert secret not in log


async def test_it_stops_when_told_to(tmp_path: Path) -> None:
    async with on_the_road(tmp_path) as (api, bot):
        await walk(Person(api, 1), IN[:1])
        assert await bot.stop() == 0
        await bot.start()
