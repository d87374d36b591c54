"""A line for a moment: what the cards keep to, which line a text brings, and what comes before it."""

from __future__ import annotations

from datetime import date

import pytest

from flows import step
from flows.asking import LADDER, rung_of
from flows.content import words
from flows.model import Ask, Event, Flag, Frame, Journey, Safety, Step
from flows.saying import ANSWERING, TOLD, VERSIONS, WITHOUT_AN_ASK
from tests.readings import read
from tests.walking import NOW

TODAY = date(2026, 3, 2)
EN = words("en")
MOMENTS, ANSWERS = EN.tables["moments"], EN.tables["replies"]
MOST = 400
SHORT = 90
"""How many characters the shorter version of a line has at the most."""

REFUSED = (Ask(on=date(2026, 1, 1), door="no", change="same", rung=2),)
AGREED = (Ask(on=date(2026, 1, 1), door="yes", change="softer", rung=4),)


def somebody(**more: object) -> Journey:
    more = {"safety": Safety(flag=Flag.DOWN, on=TODAY), **more}
    return Journey(question=1, consent_on=TODAY, last_at=NOW, **more)


def asked(text: str, journey: Journey | None = None) -> Step:
    event = Event(kind="commanded", name="whattosay", text=text, reading=read(text, NOW))
    return step(journey or somebody(), event, NOW)


def place(made: Step) -> tuple[str, str]:
    assert made.journey is not None
    frame = made.journey.stack[-1]
    return frame.talk, frame.state


# --- the cards


@pytest.mark.parametrize("key", MOMENTS)
def test_each_moment_has_five_lines_that_differ_and_fit_on_the_screen(key: str) -> None:
    card = MOMENTS[key]
    assert len({card[version] for version in VERSIONS}) == len(VERSIONS)
    assert max(len(f"{card[version]}\n{card['why']}") for version in VERSIONS) <= MOST
    assert len(card["shorter"]) <= min(SHORT, len(card["line"]))


def test_no_line_says_always_or_never_of_them() -> None:
    lines = [card[version] for card in MOMENTS.values() for version in VERSIONS]
    lines += [card["line"] for card in ANSWERS.values()]
    said = " ".join(lines).lower()
    assert not [words for words in ("you always", "you never", "everybody says", "if you loved") if words in said]


def test_where_a_line_asks_for_something_big_another_one_does_not() -> None:
    for card in MOMENTS.values():
        if card["rung"] > 1:
            assert rung_of(card[WITHOUT_AN_ASK], EN) == LADDER[0], card[WITHOUT_AN_ASK]


def test_what_cards_and_phrases_name_is_there() -> None:
    named = {card["after_yes"] for card in MOMENTS.values() if "after_yes" in card}
    assert named | set(TOLD.values()) | set(EN.tables["typed"]["moments"]) <= set(MOMENTS)
    assert not [key for key in named if "after_yes" in MOMENTS[key]]
    assert set(EN.tables["typed"]["replies"]) == set(ANSWERS)
    assert len(ANSWERS) == 8
    reasons = [card["reason"] for card in MOMENTS.values() if "reason" in card]
    assert len(reasons) == len(set(reasons)) == 9


# --- which line a text brings


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("he says it's too expensive", "cost"),
        ("she doesn't want strangers to know our business", "strangers"),
        ("he says I'm the one who needs help", "you"),
        ("she hates talking about feelings", "avoid"),
        ("he went once and hated it", "went_once"),
        ("she took it back", "took_back"),
        ("she said no, it's too expensive", "cost"),
        ("he said no", "after_no"),
        ("we had a big fight yesterday", "after_fight"),
        ("maybe", "later"),
        ("he said yes", "agreed"),
        ("the appointment fell through", "fell_through"),
        ("she might leave me", "leaving"),
        ("he goes silent", "silent"),
        ("I want to stop asking", "stop_asking"),
    ],
)
def test_the_line_for_what_was_typed_comes_at_once(text: str, moment: str) -> None:
    made = asked(text)
    assert place(made) == ("whattosay", "line")
    assert len(made.replies) == 1
    assert MOMENTS[moment]["line"] in made.replies[0].text


def test_it_is_on_top_the_next_time_and_nothing_of_the_text_is_kept() -> None:
    first = asked("he says it's far too expensive for the likes of us")
    assert first.journey is not None
    assert "likes" not in first.journey.model_dump_json()
    again = asked("", first.journey)
    assert MOMENTS["cost"]["line"] in again.replies[-1].text


@pytest.mark.parametrize("last", ["gone line -", "cost gone gone gone", "- - -", "9", ""])
def test_a_last_line_that_is_gone_shows_what_there_is(last: str) -> None:
    assert asked("", somebody(moment=last)).replies[-1].rows


# --- what comes first


def test_hands_raised_at_the_asking_open_care() -> None:
    made = asked("he hits me when I ask")
    assert place(made) == ("care", "listen")
    assert made.journey is not None
    assert made.journey.safety.flag is Flag.UP
    assert made.journey.moment == ""


def test_a_hint_brings_its_question_first() -> None:
    assert place(asked("he says it's useless, and he won't let me see my friends")) == ("safe_check", "control_ask")


@pytest.mark.parametrize("key", MOMENTS)
def test_what_was_refused_caps_each_line_also_the_last_one(key: str) -> None:
    made = asked("", somebody(asks=REFUSED, moment=f"{key} line -"))
    big = MOMENTS[key]["rung"] > 1
    if key == "limit":
        assert place(made) == ("safe_check", "afraid")
        return
    assert (place(made)[1] == "lighter") is big
    assert (MOMENTS[key]["line"] in made.replies[-1].text) is not big


@pytest.mark.parametrize("key", MOMENTS)
def test_after_a_yes_no_line_persuades_also_not_the_last_one(key: str) -> None:
    made = asked("", somebody(asks=AGREED, moment=f"{key} softer -"))
    instead = MOMENTS[key].get("after_yes")
    expected = MOMENTS[instead]["line"] if instead else MOMENTS[key]["softer"]
    assert place(made)[0] == "safe_check" or expected in made.replies[-1].text


@pytest.mark.parametrize("state", [*ANSWERING, "line", "moments", "lighter", "not_to_say"])
def test_before_a_limit_is_spoken_aloud_question_one_comes_from_any_screen(state: str) -> None:
    open_there = somebody(stack=(Frame(talk="whattosay", state=state, aim="cost line no"),))
    text = "a limit for late fights"
    made = step(open_there, Event(kind="said", text=text, reading=read(text, NOW)), NOW)
    assert place(made) == ("safe_check", "afraid")


def test_question_one_comes_once_for_a_limit_and_not_again_for_what_they_answer_to_it() -> None:
    made = asked("a limit for late fights")
    for name in ("no", "replies", "reply_0"):
        assert made.journey is not None
        made = step(made.journey, Event(kind="pressed", name=name, question=made.journey.question), NOW)
    assert place(made) == ("whattosay", "answer")


def test_no_way_back_leads_to_a_line_that_is_too_big_by_now() -> None:
    made = asked("", somebody(asks=REFUSED, moment="cost line not_now"))
    assert place(made) == ("whattosay", "answer")
    assert made.journey is not None
    moments = step(made.journey, Event(kind="pressed", name="moments", question=made.journey.question), NOW)
    assert "line_before" not in [button.trigger for row in moments.replies[-1].rows for button in row]
