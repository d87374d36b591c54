"""Every transcript, replayed through JSON at each turn, reads as it is written. `--rewrite` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from transitions import EventData
from transitions.core import Condition

from bot.playground.transcript import replay
from flows.moves import FLOWS
from tests.readings import read

FOLDER = Path(__file__).parent / "transcripts"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_it_reads_as_written(path: Path, request: pytest.FixtureRequest) -> None:
    written = path.read_text(encoding="utf-8")
    played, _ = replay(written, read)
    if request.config.getoption("--rewrite"):
        path.write_text(played, encoding="utf-8")
    else:
        assert played == written


def test_every_condition_is_taken_both_ways_by_some_transcript(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: dict[str, set[bool]] = {}
    check = Condition.check

    def recorded(self: Condition, event_data: EventData) -> bool:
        passed = bool(check(self, event_data))
        taken.setdefault(self.func.__name__, set()).add(passed)
        return passed

    monkeypatch.setattr(Condition, "check", recorded)
    for path in FOLDER.glob("*.md"):
        replay(path.read_text(encoding="utf-8"), read)
    named = {guard.__name__ for flow in FLOWS.values() for row in flow.table for guard in row["conditions"]}
    one_way = {name: taken.get(name) for name in named if taken.get(name) != {True, False}}
    assert not one_way, one_way


def test_every_talk_and_state_is_shown_by_some_transcript() -> None:
    seen = {
        (frame.talk, frame.state)
        for path in FOLDER.glob("*.md")
        for _, _, step in replay(path.read_text(encoding="utf-8"), read)[1].steps
        if step.journey and (frame := step.journey.frame)
    }
    unseen = [
        f"{flow.name}.{state}" for flow in FLOWS.values() for state in flow.states if (flow.name, state) not in seen
    ]
    assert not unseen, unseen
