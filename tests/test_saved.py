"""Journeys saved by each release go on in this one, and an update strands nobody in the middle of a talk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import flows.renamed
from flows import step
from flows.model import Event, Frame, Journey
from flows.moves import FLOWS
from tests.walking import NOW

SAVED = sorted((Path(__file__).parent / "journeys").rglob("*.json"))


@pytest.mark.parametrize("path", SAVED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_saved_journey_goes_on_where_it_was(path: Path) -> None:
    journey = Journey.model_validate_json(path.read_text(encoding="utf-8"))
    made = step(journey, Event(kind="other"), NOW)
    assert made.journey is not None
    assert [frame.talk for frame in made.journey.stack] == [frame.talk for frame in journey.stack]
    assert made.replies[-1].rows


def test_every_talk_is_among_the_saved_journeys() -> None:
    journeys = [Journey.model_validate_json(path.read_text(encoding="utf-8")) for path in SAVED]
    assert {frame.talk for journey in journeys for frame in journey.stack} >= set(FLOWS) - {"welcome"}


def open_at(talk: str, state: str) -> Journey:
    return Journey(
        question=7, consent_on=date(2026, 1, 1), safety={"flag": "down"}, stack=(Frame(talk=talk, state=state),)
    )


def test_a_renamed_state_is_found_under_its_new_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows.renamed, "RENAMED", {("road", "old"): ("path", "picture")})
    made = step(open_at("road", "old"), Event(kind="other"), NOW)
    assert made.journey is not None
    assert made.journey.stack[-1].state == "picture"


def test_a_state_that_is_gone_begins_its_talk_again() -> None:
    made = step(open_at("path", "gone"), Event(kind="other"), NOW)
    assert made.journey is not None
    assert made.journey.stack[-1] == Frame(talk="path", state="the_no")


def test_a_talk_that_is_gone_leaves_the_menu() -> None:
    made = step(open_at("gone", "gone"), Event(kind="said", text="hello"), NOW)
    assert made.journey is not None
    assert made.journey.stack[-1].talk == "menu"
