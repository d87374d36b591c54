"""The ask ladder and the limit on asking: laws over any history of asks (content 08, X-15)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import step
from flows.asking import LADDER, OFFERED, TOP, asked_enough, better_wait, last_no, limit, options, rest_until, rung_of
from flows.content import words
from flows.engine import Turn
from flows.model import REASONS, Ask, Bend, Card, Event, Flag, Frame, Journey, Safety
from tests.walking import NOW

TODAY = date(2026, 3, 2)
WORDS = words("en")

ASKS = st.builds(
    Ask,
    on=st.integers(0, 500).map(lambda days: TODAY - timedelta(days=days)),
    door=st.sampled_from(["yes", "later", "no"]),
    change=st.sampled_from(["softer", "same", "harder"]),
    rung=st.integers(0, TOP),
)
HISTORIES = st.lists(ASKS, max_size=6).map(lambda asks: tuple(sorted(asks, key=lambda ask: ask.on)))


def turn(reason: str, asks: tuple[Ask, ...] = ()) -> Turn:
    return Turn(Journey(reason=reason, asks=asks), Event(kind="other"), NOW, WORDS)


def no(rung: int, change: str = "same", days: int = 0) -> Ask:
    return Ask.model_validate({"on": TODAY - timedelta(days=days), "door": "no", "change": change, "rung": rung})


def test_there_are_at_least_six_sizes_from_a_talk_to_a_course_of_sessions() -> None:
    names = [WORDS.tables["ladder"][str(rung)]["name"] for rung in LADDER]
    assert len(names) >= 6
    assert "talk" in names[0]
    assert "sessions" in names[-1]


@given(reason=st.sampled_from(REASONS), asks=HISTORIES)
def test_nothing_is_offered_above_what_was_refused_last(reason: str, asks: tuple[Ask, ...]) -> None:
    offered = options(turn(reason, asks))
    since_yes = asks[max((at for at, ask in enumerate(asks) if ask.door == "yes"), default=-1) + 1 :]
    refused = [ask.rung for ask in since_yes if ask.door == "no" and ask.rung]
    assert len(offered) <= OFFERED
    assert all(one.rung <= min(refused, default=TOP) for one in offered)
    assert len({one.label for one in offered}) == len(offered)


@given(asks=HISTORIES, more=st.integers(1, TOP), change=st.sampled_from(["softer", "same", "harder"]))
def test_another_no_never_raises_the_limit(asks: tuple[Ask, ...], more: int, change: str) -> None:
    assert limit(Journey(asks=(*asks, no(more, change)))) <= limit(Journey(asks=asks))


def test_a_softer_no_leaves_its_own_size_and_a_yes_opens_all_sizes_again() -> None:
    yes = Ask(on=TODAY, door="yes", change="softer", rung=3)
    assert limit(Journey(asks=(no(4, "softer"),))) == 4
    assert limit(Journey(asks=(no(4, "same"),))) == 3
    assert limit(Journey(asks=(no(4, "harder"), yes))) == TOP


@given(asks=HISTORIES)
def test_after_three_noes_or_four_asks_in_a_year_nothing_more_is_proposed(asks: tuple[Ask, ...]) -> None:
    year = [ask for ask in asks if TODAY - ask.on < timedelta(days=365)]
    many = len(year) >= 4 or len([ask for ask in year if ask.door == "no"]) >= 3
    assert asked_enough(Journey(asks=asks), TODAY) is many
    if many:
        assert better_wait(Journey(asks=asks), TODAY)


@pytest.mark.parametrize(("days", "waits"), [(0, True), (1, True), (41, True), (42, False), (200, False)])
def test_a_no_rests_for_six_weeks_at_least(days: int, *, waits: bool) -> None:
    assert better_wait(Journey(asks=(no(4, "same", days),)), TODAY) is waits


def test_a_yes_ends_the_waiting() -> None:
    yes = Ask(on=TODAY, door="yes", change="softer")
    assert last_no(Journey(asks=(no(4), yes))) is None
    assert not better_wait(Journey(asks=(no(4), yes)), TODAY)


@pytest.mark.parametrize(
    ("ask", "rung"),
    [
        ("Could we walk for ten minutes?", 1),
        ("Would you read this book with me", 2),
        ("one short call to somebody", 3),
        ("Come with me once, please", 4),
        ("the online course", 5),
        ("three meetings and then we stop", 6),
        ("Will you come to couples therapy with me?", 7),
        ("something nice", 1),
    ],
)
def test_an_ask_in_own_words_has_its_size(ask: str, rung: int) -> None:
    assert rung_of(ask, WORDS) == rung


@pytest.mark.parametrize("rung", LADDER)
def test_a_ready_ask_that_is_typed_has_its_own_size(rung: int) -> None:
    assert rung_of(WORDS.tables["ladder"][str(rung)]["ask"], WORDS) == rung


def agreed(**more: object) -> Journey:
    return Journey(
        question=1, consent_on=TODAY, last_at=NOW, safety=Safety(flag=Flag.DOWN, on=TODAY), reason="blame", **more
    )


@pytest.mark.parametrize(
    ("asks", "bend", "state"),
    [
        ((no(4),), None, "today"),
        ((no(4, days=20),), None, "season"),
        ((no(4, days=20), no(4, days=100), no(4, days=200)), None, "third"),
        ((no(1, days=60),), None, "floor"),
        ((no(4, days=60),), Bend(kind="baby", until=TODAY + timedelta(days=9)), "bend"),
    ],
)
def test_the_bot_says_why_it_proposes_nothing(asks: tuple[Ask, ...], bend: Bend | None, state: str) -> None:
    waiting = agreed(asks=asks, bend=bend, card=Card(), stack=(Frame(talk="path", state="smaller"),))
    made = step(waiting, Event(kind="other"), NOW)
    assert made.journey is not None
    assert (made.journey.stack[-1].talk, made.journey.stack[-1].state) == ("pace", state)


def test_who_wants_to_ask_anyway_is_let() -> None:
    waiting = agreed(asks=(no(4, days=20),), card=Card(), stack=(Frame(talk="pace", state="season"),))
    made = step(waiting, Event(kind="pressed", name="anyway", question=1), NOW)
    assert made.journey is not None
    assert (made.journey.stack[-1].talk, made.journey.stack[-1].state) == ("path", "smaller")
    labels = [button.label for row in made.replies[-1].rows for button in row]
    assert "One meeting, they pick" not in labels
    assert "A short call, both of us" in labels


@pytest.mark.parametrize(
    ("doors", "weeks"),
    [
        (["no"], 8),
        (["no", "no"], 12),
        (["fight"], 2),
        (["later"], 2),
        (["later", "later"], 8),
        (["yes", "later"], 4),
        (["no", "yes", "later"], 4),
    ],
)
def test_how_long_asking_rests_goes_by_the_table(doors: list[str], weeks: int) -> None:
    """The cadence of content 08."""
    asks = tuple(Ask.model_validate({"on": TODAY, "door": door, "change": "same"}) for door in doors)
    assert rest_until(Journey(asks=asks), TODAY) == TODAY + timedelta(weeks=weeks)
