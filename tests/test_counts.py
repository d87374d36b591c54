"""How much a conversation takes: taps to the first line and to the card, time per step, words per screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.transcript import Playing, replay
from flows.model import REASONS
from tests.readings import read

FOLDER = Path(__file__).parent / "transcripts"
MOST_TO_THE_LINE = 8
MOST_TO_THE_CARD = 20


def played(name: str) -> Playing:
    return replay((FOLDER / f"{name}.md").read_text(encoding="utf-8"), read)[1]


def steps_until(playing: Playing, talk: str, state: str) -> int:
    for count, (_, _, step) in enumerate(playing.steps, 1):
        if step.journey and step.journey.frame and (step.journey.frame.talk, step.journey.frame.state) == (talk, state):
            return count
    raise AssertionError(f"{talk}.{state} is never reached")


@pytest.mark.parametrize("name", [*(f"reason_{reason}" for reason in REASONS), "buttons_only"])
def test_the_first_line_and_the_card_come_soon(name: str) -> None:
    playing = played(name)
    assert steps_until(playing, "path", "curious") <= MOST_TO_THE_LINE
    assert steps_until(playing, "card", "view") <= MOST_TO_THE_CARD


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_never_more_than_two_messages_in_a_row(path: Path) -> None:
    for _, event, step in played(path.stem).steps:
        assert len(step.replies) <= 2, (event, [reply.text for reply in step.replies])
