"""Words that are changed while somebody tries them: said at once, or told why not; and nothing else changes."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio

import flows.content
from bot.__main__ import main
from bot.playground.bot_api.chat import ChatMessage
from bot.playground.editing import Editing, NotEditableError, check_editable
from bot.playground.stage import Stage, on_stage
from bot.playground.terminal import play
from flows.content import words

AT = datetime(2026, 3, 2, 19)  # noqa: DTZ001  as it is typed
HELLO = ("I'm 18 or over, start", "Nobody", "None of these")


class Desk:
    """Somebody on stage, and a folder of words to change."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.editing = Editing(stage)
        self.folder = folder

    async def begin(self) -> None:
        await self.say("/start")
        for label in HELLO:
            await self.press(label)

    async def say(self, *texts: str) -> None:
        for text in texts:
            self.stage.say(text)
            await self.stage.settled()

    async def press(self, label: str) -> None:
        message, data = next(
            (message, button.callback_data)
            for message in reversed(self.stage.chat)
            for row in message.keyboard
            for button in row
            if button.text == label
        )
        self.stage.press(message.id, str(data))
        await self.stage.settled()

    async def change(self, name: str, old: str, new: str) -> None:
        put(self.folder / "en" / name, old, new)
        await self.editing.look()

    @property
    def last(self) -> ChatMessage:
        return self.stage.chat[-1]

    def labels(self) -> list[str]:
        return [button.text for row in self.last.keyboard for button in row]


def put(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest_asyncio.fixture
async def desk(own_words: Path) -> AsyncIterator[Desk]:
    async with on_stage(at=AT, keep=None) as stage:
        desk = Desk(stage, own_words)
        await desk.editing.look()
        yield desk


async def test_a_saved_sentence_stands_in_the_chat_and_nothing_else_has_changed(desk: Desk) -> None:
    await desk.begin()
    before, journey, script = desk.stage.chat, await desk.stage.stored(), list(desk.stage.script)
    await desk.change("path.toml", "What did they say, as close", "Now what did they say, as close")
    assert desk.last.text.startswith("Now what did they say")
    assert not desk.last.edited
    assert desk.stage.chat[:-1] == before[:-1]
    assert (await desk.stage.stored(), desk.stage.script) == (journey, script)
    assert desk.editing.trouble == ()


async def test_a_saved_label_stands_on_its_button_and_the_button_works(desk: Desk) -> None:
    await desk.begin()
    await desk.change("path.toml", '"Nothing but no"', '"No and no more"')
    assert desk.labels()[0] == "No and no more"
    await desk.press("No and no more")
    assert desk.stage.script[-1].endswith("`[No and no more]`")
    assert desk.last.text.startswith("People mostly say no to a scene")


async def test_later_screens_have_the_new_words_in_the_users_pronoun_too(desk: Desk) -> None:
    await desk.begin()
    await desk.change("path.toml", "What do they seem to picture", "And what do they seem to picture")
    await desk.say("my wife says no, she'd be blamed")
    assert "And what do they seem to picture" in desk.last.text
    assert "And what does she seem" in words("en").about("she").screen("path.picture").text[0]


async def test_a_first_message_of_two_is_said_anew(desk: Desk) -> None:
    await desk.say("/start")
    first = words("en").screen("welcome.hello").text[0]
    await desk.change("welcome.toml", first[:20], "Well, " + first[:20])
    assert desk.stage.chat[-2].text.startswith("Well, ")


async def test_a_guess_still_says_by_which_words_it_went(desk: Desk) -> None:
    await desk.begin()
    await desk.say("he says you'd both gang up on him and blame him")
    await desk.say("being on trial again, all of it his fault")
    assert "'" in desk.last.text, desk.last.text
    heard = desk.last.text
    await desk.change("path.toml", "It sounds as if {guess}", "So it sounds as if {guess}")
    assert desk.last.text == heard.replace("It sounds", "So it sounds")


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("text = What did", "flows/content/en/path.toml:2 it can't be read"),
        ('text = "You should say what did', "flows/content/en/path.toml:1 [the_no.text"),
        ('text = "What {nobody} did', "flows/content/en/path.toml:1 [the_no] nothing fills {nobody}"),
        ('txt = "What did', "flows/content/en/path.toml:1 [the_no]"),
    ],
)
async def test_what_cannot_be_said_is_told_and_the_old_words_stay(desk: Desk, new: str, told: str) -> None:
    await desk.begin()
    before = desk.stage.chat
    await desk.change("path.toml", 'text = "What did', new)
    assert desk.editing.trouble[0].startswith(told)
    assert desk.stage.chat == before
    await desk.say("/help", "/menu")
    assert desk.last.text
    await desk.change("path.toml", new, 'text = "So what did')
    assert desk.editing.trouble == ()
    assert words("en").screen("path.the_no").text[0].startswith("So what did")


async def test_of_many_findings_a_few_are_told(desk: Desk) -> None:
    path = desk.folder / "en" / "path.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("?", "!"), encoding="utf-8")
    await desk.editing.look()
    *told, more = desk.editing.trouble
    assert len(told) == 3
    assert more.startswith("and ") and more.endswith(" more")


async def test_a_file_that_the_check_itself_stumbles_on_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(_: Path) -> None:
        raise KeyError("reasons")

    monkeypatch.setattr("bot.playground.editing.lint", stumble)
    await desk.change("path.toml", "What did", "So what did")
    assert "take back what you changed last" in desk.editing.trouble[0]


async def test_each_sentence_says_where_it_stands(desk: Desk) -> None:
    await desk.begin()
    await desk.say("he says you'd both gang up on him")
    await desk.editing.find_places()
    *_, note, asked = (message for message in desk.stage.chat if message.from_bot)
    assert desk.editing.places_of(asked.id) == ("flows/content/en/path.toml [picture]",)
    assert desk.editing.places_of(note.id) == ("flows/content/en/path.toml [notes.heard]",)
    await desk.press("Being blamed")
    await desk.press("That's close")
    await desk.editing.find_places()
    assert desk.editing.places_of(desk.last.id)[:2] == (
        "flows/content/en/path.toml [curious]",
        "flows/content/en/reasons.toml [blame]",
    )


async def test_what_editors_do_beside_saving_is_no_trouble(desk: Desk, tmp_path: Path) -> None:
    await desk.begin()
    path = desk.folder / "en" / "path.toml"
    (tmp_path / "new").write_text(path.read_text(encoding="utf-8").replace("What did", "So what did"), encoding="utf-8")
    (desk.folder / "en" / ".#path.toml").symlink_to("somebody@somewhere")
    path.unlink()
    await desk.editing.look()
    assert desk.editing.trouble
    (tmp_path / "new").rename(path)
    await desk.editing.look()
    assert desk.editing.trouble == ()
    assert desk.last.text.startswith("So what did")


async def test_a_new_language_is_there_once_it_is_whole(desk: Desk) -> None:
    there = desk.folder / "xx"
    there.mkdir()
    for path in (desk.folder / "en").glob("[a-c]*.toml"):
        (there / path.name).write_bytes(path.read_bytes())
    await desk.editing.look()
    assert desk.editing.trouble
    assert flows.content.languages() == ("en",)
    for path in (desk.folder / "en").glob("*.toml"):
        (there / path.name).write_bytes(path.read_bytes())
    await desk.editing.look()
    assert desk.editing.trouble == ()
    assert flows.content.languages() == ("en", "xx")


async def test_the_terminal_says_new_words_and_what_is_wrong(
    own_words: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own_words / "en" / "path.toml"

    def lines() -> Iterator[str]:
        yield from ("/start", "1", "1", "1")
        put(path, "What did", "So what did")
        yield ""
        put(path, "So what did", "Just what did")
        yield ""
        yield "/quit"

    assert await played(lines)
    printed = capsys.readouterr().out
    assert "(flows/content/en/path.toml [the_no])" in printed
    assert "(The words are read anew.)\n\nSo what did they say" in printed
    assert "flows/content/en/path.toml:1 [the_no.text" in printed
    assert "(The old words stay until this is mended.)" in printed


async def played(lines: Callable[[], Iterator[str]]) -> Stage:
    left = lines()
    return await play(at=AT, keep=None, ask=lambda: next(left), edit=True)


def test_words_that_cannot_be_changed_are_told_plainly(
    own_words: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    check_editable()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert main(["try", "--edit", "--terminal"]) == 2
    assert "You may not change " in capsys.readouterr().err
    monkeypatch.undo()
    monkeypatch.setattr(flows.content, "FOLDER", Path("/x/site-packages/flows/content"))
    with pytest.raises(NotEditableError, match="pip install -e"):
        check_editable()


def test_words_that_cannot_be_read_from_the_beginning_are_told(own_words: Path) -> None:
    put(own_words / "en" / "quiet.toml", "[blank]", "[blank")
    with pytest.raises(
        NotEditableError, match=r"no older ones[^\n]*\nflows/content/en/quiet\.toml:\d+ it can't be read"
    ):
        check_editable()


def test_nothing_is_written_and_a_test_is_not_recorded(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["try", "--edit", "--record", str(tmp_path / "x.md")]) == 2
    assert "--edit" in capsys.readouterr().err
