"""A second language: a folder of words and nothing else; who hears it from the first word, and what the lint says."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.telegram_app import hear
from flows import step
from flows.checks.lint import lint
from flows.model import Event, Journey, Reading, Step

NOW = datetime(2026, 3, 2, 19, tzinfo=UTC)


@pytest.fixture
def second(own_words: Path) -> Path:
    """A folder of words beside the English one, in which every text begins with "Xx"."""
    there = shutil.copytree(own_words / "en", own_words / "xx")
    for path in there.glob("*.toml"):
        path.write_text(re.sub(r'^(text = (?:\[\n *)?)"(?!")', r'\1"Xx. ', path.read_text(), flags=re.MULTILINE))
    common = (there / "common.toml").read_text()
    (there / "common.toml").write_text(common.replace('language = "English"', 'language = "Xxish"'))
    (there / "pronouns.toml").write_text('kind = "data"\n')
    return own_words


def presses(made: Step, label: str) -> Step:
    journey, asked = made.journey, made.replies[-1]
    assert journey is not None
    [trigger] = [button.trigger for row in asked.rows for button in row if button.label == label]
    return step(journey, Event(kind="pressed", name=trigger, question=journey.question), NOW)


def test_somebody_chooses_a_language_and_goes_on_in_it(second: Path) -> None:
    made = step(None, Event(kind="commanded", name="language"), NOW)
    made = presses(made, "Xxish")
    assert made.replies[0].text.startswith("Xx. Hi")
    for label in ("I'm 18 or over, start", "Nobody", "None of these"):
        made = presses(made, label)
    made = presses(step(made.journey, Event(kind="commanded", name="language"), NOW), "English")
    assert made.journey is not None and made.journey.lang == "en"
    assert not made.replies[-1].text.startswith("Xx")


def test_the_language_of_the_app_is_spoken_from_the_first_word_where_there_is_one(second: Path) -> None:
    for code, hello in (("xx", "Xx. Hi"), ("yy", "Hi."), ("", "Hi.")):
        made = step(None, Event(kind="commanded", name="start", lang=code), NOW)
        assert made.replies[0].text.startswith(hello)
    old = step(Journey(), Event(kind="commanded", name="start", lang="xx"), NOW)
    assert old.journey is not None and old.journey.lang == "en"


def test_the_apps_language_comes_without_its_country() -> None:
    user = {"id": 1, "is_bot": False, "first_name": "A", "language_code": "pt-BR"}
    message = {"message_id": 1, "date": 0, "text": "hi", "chat": {"id": 1, "type": "private"}, "from": user}
    event = hear(json.dumps({"update_id": 1, "message": message}).encode()).event
    assert event is not None and event.lang == "pt"


def test_words_in_the_language_that_is_spoken_are_an_answer_and_it_says_once_that_they_are_not_read(
    second: Path,
) -> None:
    made = step(Journey(lang="xx"), Event(kind="commanded", name="start"), NOW)
    for label in ("I'm 18 or over, start", "Nobody", "None of these"):
        made = presses(made, label)
    said = Event(kind="said", text="qx wqr zzt", reading=Reading(tongue="xx"))
    made = step(made.journey, said, NOW)
    assert "in English only" in made.replies[0].text
    assert "People mostly say no" in made.replies[-1].text
    assert "in English only" not in step(made.journey, said, NOW).replies[0].text
    other = Event(kind="said", text="qx wqr zzt", reading=Reading(tongue="de"))
    assert "can't speak that one" in step(made.journey, other, NOW).replies[0].text


def test_the_lint_says_what_a_second_language_lacks(second: Path) -> None:
    assert not [one for one in lint(second) if "say it shorter" not in one.message]
    path = second / "xx" / "life.toml"
    path.write_text(path.read_text().replace('still = "Still a lot"\n', "").replace("[still]", "[stil]"))
    found = "\n".join(map(str, lint(second)))
    assert "xx/life.toml" in found
    assert "still" in found
