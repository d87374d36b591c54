"""The house with a clock that moves: what falls due, what fails, what is tidied, what is forgotten."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.playground.bot_api.faults import forbidden
from bot.store import Incoming, Outcome
from flows.content import words
from flows.model import Reading
from flows.reading import read
from tests.road import Person, at_home

IN = ["/start", "[I'm 18 or over, start]", "[Nobody]", "[None of these]"]
TIDY = ["/start", "[I'm 18 or over, start]", "[Nobody, tidy up]", "[None of these]"]


async def test_with_tidying_on_the_chat_is_empty_ten_minutes_after_the_last_word(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = Person(home.api, 1)
        for line in TIDY:
            await person.does(line)
        await home.later(minutes=9)
        await person.does("it's a waste of time she says")
        await home.later(minutes=9)
        assert home.api.chat(1)
        await home.later(minutes=1)
        assert home.api.chat(1) == []
        await person.does("hello")
        assert person.heard()[-1].startswith("People mostly say no")


async def test_bye_blanks_the_screen_and_open_brings_it_back(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = Person(home.api, 1)
        for line in IN:
            await person.does(line)
        await person.does("/bye")
        assert person.heard() == ["Nothing new today."]
        await person.does("who are you", stays=True)
        assert set(person.heard()) == {"Nothing new today."}
        await person.does("[Open]")
        assert person.heard()[-1].startswith("What did they say")


async def test_after_180_quiet_days_everything_is_forgotten_without_a_message(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = Person(home.api, 1)
        for line in IN:
            await person.does(line)
        before = len(home.api.chat(1))
        await home.later(days=179)
        assert await home.store.load(1)
        await home.later(days=1)
        assert await home.store.load(1) is None
        assert (await home.store.counts())["reminders"] == 0
        assert len(home.api.chat(1)) == before


async def test_a_step_that_fails_three_times_is_set_aside_and_the_user_asked_again(tmp_path: Path) -> None:
    calls: list[str] = []

    def breaks(text: str, now: datetime) -> Reading:
        calls.append(text)
        if text == "boom":
            raise ValueError(text)
        return read(text, now)

    async with at_home(tmp_path, breaks) as home:
        person = Person(home.api, 1)
        for line in IN:
            await person.does(line)
        home.api.say(1, "boom")
        await home.settled()
        assert person.heard()[-1] == words("en").note("shared.trouble").text[0]
        assert calls.count("boom") == 3
        await person.does("it's a waste of time she says")
        assert person.heard()[-1].startswith("People mostly say no")


async def test_a_refused_chat_is_dropped_and_begins_again_when_they_write(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = Person(home.api, 1)
        for line in IN:
            await person.does(line)
        home.api.fault("sendMessage", forbidden(), times=1, chat=1)
        home.api.say(1, "/help")
        await home.settled()
        assert (await home.store.counts())["outgoing"] == 0
        await person.does("/help")


async def test_everything_handled_leaves_no_body_behind(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = Person(home.api, 1)
        for line in IN:
            await person.does(line)
        await home.settled()
        counts = await home.store.counts()
        assert (counts["updates"], counts["outgoing"], counts["set_aside"], counts["journeys"]) == (0, 0, 0, 1)


async def test_a_sticker_gets_a_kind_line_and_the_open_question(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = Person(home.api, 1)
        for line in IN:
            await person.does(line)
        for kind in ("sticker", "voice", "photo", "something_new"):
            home.api.send_other(1, kind)
            await home.settled()
            assert person.heard()[-2:] == [
                words("en").note("shared.only_text").text[0],
                words("en").screen("path.the_no").text[0],
            ]


async def test_a_very_long_text_is_taken_whole(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = Person(home.api, 1)
        for line in IN:
            await person.does(line)
        home.api.say(1, "they'd all blame me " * 400)
        await home.settled()
        assert home.api.chat(1)[-1].keyboard


async def test_wipe_takes_the_chat_along_when_tidying_is_on_and_a_second_tap_brings_nobody_back(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = Person(home.api, 1)
        for line in [*TIDY, "/wipe"]:
            await person.does(line)
        question = person.from_bot()[-1]
        data = next(b.callback_data for row in question.keyboard for b in row if b.text == "Erase it all")
        home.api.press(1, question.id, str(data))
        await home.settled()
        assert person.heard() == ["Done."]
        home.api.press(1, question.id, str(data))
        await home.settled()
        counts = await home.store.counts()
        assert (counts["journeys"], counts["reminders"]) == (0, 0)


async def test_a_caption_is_read_like_a_text(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = Person(home.api, 1)
        for line in IN:
            await person.does(line)
        chat = {"id": 1, "type": "private"}
        photo = {
            "message_id": 900,
            "date": 1772478000,
            "chat": chat,
            "from": {"id": 1, "is_bot": False, "first_name": "A"},
        }
        home.api.push({"message": {**photo, "photo": [], "caption": "he hit me last night"}})
        await home.settled()
        assert person.heard()[-1].startswith("I'm glad you said that")


async def test_an_errand_that_cannot_be_read_does_not_block_its_chat(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        person = Person(home.api, 1)
        await person.does("/start")
        await home.store.receive([Incoming(5, 1, b"{}")], home.clock())
        waiting = await home.store.next_update(1)
        assert waiting is not None
        await home.store.settle(1, waiting.id, Outcome(outgoing=(b"not an errand",)), home.clock())
        await person.does("[I'm 18 or over, start]")


async def test_numbers_that_cannot_be_stored_are_left_out(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        assert await home.house.receive([{"update_id": 10**30}, {"update_id": "x"}, {}]) is False
