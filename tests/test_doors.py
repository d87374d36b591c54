"""The doors: what is shown, what never is, and what is kept of them (content 04)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import step
from flows.content import words
from flows.engine import Turn
from flows.model import REASONS, Ask, Door, Event, Flag, Frame, Journey, Safety
from flows.opening import COSTS, OWN, TIMES, became, cards, fitting, waiting_for
from flows.talks.doors import SHOWN
from tests.walking import NOW

TODAY = date(2026, 3, 2)
WORDS = words("en")
KEYS = tuple(cards(WORDS))


def turn(**more: object) -> Turn:
    return Turn(Journey(stack=(Frame(talk="doors", state="list"),), **more), Event(kind="other"), NOW, WORDS)


def test_all_thirteen_doors_are_there() -> None:
    assert tuple(f"D{number}" for number in range(1, 14)) == KEYS


@given(
    reason=st.sampled_from(REASONS),
    cost=st.sampled_from(["free", "low", "any", None]),
    time=st.sampled_from(["evening", "weeks", "any", None]),
    closed=st.sets(st.sampled_from(KEYS)),
    refused=st.integers(0, 7),
)
def test_what_is_shown_fits_and_was_no_no(
    reason: str, cost: str | None, time: str | None, closed: set[str], refused: int
) -> None:
    doors = tuple(Door(key=key, state="dropped", on=TODAY) for key in sorted(closed))
    asks = (Ask(on=TODAY, door="no", change="softer", rung=refused),) if refused else ()
    found = fitting(turn(reason=reason, cost=cost, time=time, doors=doors, asks=asks))
    for key in found:
        card = cards(WORDS)[key]
        assert key not in closed
        assert cost in (None, "any") or COSTS.index(card["cost"]) <= COSTS.index(cost)
        assert time in (None, "any") or TIMES.index(card["time"]) <= TIMES.index(time)
        assert not refused or card["rung"] <= refused
        assert card["when"] != "yes"
        assert card["when"] != "leaving" or reason == "nochange"


@pytest.mark.parametrize("reason", [reason for reason in REASONS if reason not in ("badpast", "unclear", "nochange")])
def test_the_first_page_holds_doors_for_the_reason(reason: str) -> None:
    first = fitting(turn(reason=reason))[:SHOWN]
    assert [key for key in first if reason in cards(WORDS)[key]["reasons"]]


def test_therapy_comes_only_after_a_yes() -> None:
    yes = Ask(on=TODAY, door="yes", change="softer")
    assert "D7" not in fitting(turn(reason="blame"))
    assert "D7" in fitting(turn(reason="blame", asks=(yes,)))


def test_while_paused_only_doors_that_need_nobody_are_shown_and_no_line() -> None:
    up = Journey(question=1, consent_on=TODAY, last_at=NOW, safety=Safety(flag=Flag.UP, on=TODAY), reason="blame")
    made = step(up, Event(kind="commanded", name="doors"), NOW)
    labels = {button.label for row in made.replies[-1].rows for button in row}
    assert {str(cards(WORDS)[key]["label"]) for key in OWN} <= labels
    assert not labels & {str(cards(WORDS)[key]["label"]) for key in KEYS if key not in OWN}
    journey = made.journey
    assert journey is not None
    opened = step(journey, Event(kind="pressed", name="door_0", question=journey.question), NOW)
    assert not [button for row in opened.replies[-1].rows for button in row if button.copies]


def test_the_latest_word_on_a_door_counts() -> None:
    offered = Journey(doors=became(Journey(), "D2", "offered", TODAY))
    assert waiting_for(offered) == "D2"
    used = Journey(doors=became(offered, "D2", "used", TODAY))
    assert [door.state for door in used.doors] == ["used"]
    assert waiting_for(used) == ""


def test_a_partner_who_forbids_help_is_noted_nowhere_and_leads_to_care() -> None:
    offered = Journey(
        question=1,
        consent_on=TODAY,
        last_at=NOW,
        safety=Safety(flag=Flag.DOWN, on=TODAY),
        doors=became(Journey(), "D2", "offered", TODAY),
        stack=(Frame(talk="doors", state="news", aim="D2"),),
    )
    made = step(offered, Event(kind="pressed", name="forbidden", question=1), NOW)
    assert made.journey is not None
    assert made.journey.safety.flag is Flag.UP
    assert made.journey.stack[-1].talk == "care"
    assert made.journey.doors == offered.doors
