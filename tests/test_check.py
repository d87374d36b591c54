"""The check whether it is more than a rough patch: the table of content 04, and that no answer is kept."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest

from flows import step
from flows.model import Event, Flag, Frame, Journey, Safety
from flows.talks.check import ANSWERS, GAP, LINES, PART_A, PART_C, conclude
from tests.walking import NOW

TODAY = date(2026, 3, 2)


def held(**given: str) -> dict[str, str]:
    return {line: given.get(line, "no") for line in LINES}


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ({}, "friction"),
        ({"a1": "yes"}, "stays"),
        ({"a1": "yes", "c2": "some"}, "stays"),
        (dict.fromkeys(PART_A, "yes"), "all_four"),
        ({"c1": "yes"}, "heavier"),
        ({**dict.fromkeys(PART_A, "yes"), "c4": "yes"}, "heavier"),
        ({"a2": "some", "c4": "some"}, "sometimes"),
        (dict.fromkeys(LINES, "skip"), "nothing"),
        ({**dict.fromkeys(LINES, "skip"), "a1": "no"}, "friction"),
    ],
)
def test_eight_answers_come_to_what_the_table_says(answers: dict[str, str], result: str) -> None:
    assert conclude(held(**answers)) == result


def test_any_yes_of_the_second_part_is_heavier() -> None:
    for line, other in product(PART_C, ANSWERS):
        assert conclude({**dict.fromkeys(LINES, other), line: "yes"}) == "heavier"


def begun(**more: object) -> Journey:
    return Journey(
        question=1,
        consent_on=TODAY,
        last_at=NOW,
        safety=Safety(flag=Flag.DOWN, on=TODAY),
        stack=(Frame(talk="check", state="intro"),),
        **more,
    )


def pressed(journey: Journey, name: str) -> Journey:
    made = step(journey, Event(kind="pressed", name=name, question=journey.question), NOW)
    assert made.journey is not None
    return made.journey


@pytest.mark.parametrize("last", ANSWERS)
def test_the_last_answer_leads_where_all_eight_lead(last: str) -> None:
    for answer in ("some", "no", "skip"):
        journey = pressed(begun(), "begin")
        for _ in LINES[:-1]:
            journey = pressed(journey, answer)
        journey = pressed(journey, last)
        expected = conclude({**dict.fromkeys(LINES, answer), "c4": last})
        assert journey.stack[-1].state == expected, (answer, last)


def test_only_the_day_is_kept() -> None:
    journey = pressed(begun(), "begin")
    for _ in LINES:
        journey = pressed(journey, "no")
    journey = pressed(journey, "close")
    assert journey.checked_on == TODAY
    assert journey.stack == ()
    assert "a1" not in journey.model_dump_json()


@pytest.mark.parametrize(("days", "state"), [(0, "too_soon"), (27, "too_soon"), (28, "intro")])
def test_four_weeks_lie_between_two_looks(days: int, state: str) -> None:
    looked = begun(checked_on=TODAY - timedelta(days=days)).model_copy(update={"stack": ()})
    made = step(looked, Event(kind="commanded", name="check"), NOW)
    assert made.journey is not None
    assert made.journey.stack[-1].state == state
    assert timedelta(weeks=4) == GAP
