"""What must come first: consent, the safety screen, question 1, and care while the flag is up. Proven by walking."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest

from flows import step
from flows.asking import better_wait
from flows.content import words
from flows.gates import ANYWAY, BEFORE_CONSENT
from flows.model import REASONS, Act, Ask, Bend, Card, Danger, Event, Flag, Frame, Journey, Reading, Safety, Step
from flows.moves import FLOWS
from flows.saying import VERSIONS
from tests.walking import NOW, said, walk

TODAY = date(2026, 3, 2)
CARD = Card(their_view="a", my_reason="b", ask="c", moment="d", words="e", easy="f", ready="g", plan_b="h")
LINES = [
    str(line)
    for key in REASONS
    for name in ("short", "long", "message", "after_no")
    for line in [words("en").reason(key)[name]]
] + [line for key in REASONS for line in words("en").reason(key)["curious"]]
LINES += [str(card["line"]) for name in ("door_cards", "replies") for card in words("en").tables[name].values()]
LINES += [str(card[version]) for card in words("en").tables["moments"].values() for version in VERSIONS]
LINES += [str(line) for line in words("en").tables["pieces"]["yes_lines"].values()]
"""Every line to say to the partner."""


def agreed(**more: object) -> Journey:
    return Journey(question=1, consent_on=TODAY, last_at=NOW, **more)


def talks(flag: Flag) -> list[Journey]:
    """One journey in the middle of every state of every talk about the partner, with that flag."""
    return [
        agreed(
            stack=(Frame(talk=flow.name, state=state, aim="same"),),
            safety=Safety(flag=flag, on=TODAY),
            reason="blame",
            card=card,
        )
        for flow in FLOWS.values()
        for state in flow.states
        for card in (CARD, None)
        if flow.about_partner
    ]


def shown(made: Step) -> str:
    return "\n".join(reply.text for reply in made.replies)


def is_up(journey: Journey) -> bool:
    return journey.safety.flag is Flag.UP


@cache
def while_up() -> tuple[tuple[Journey, Event, Step], ...]:
    """All that can be done while the flag is up, from every state of every talk; two tests look at it."""
    return tuple(walk(talks(Flag.UP), is_up))


def test_while_the_flag_is_up_no_path_reaches_anything_about_the_partner() -> None:
    """Any talk that is added later comes under this by itself: the walk begins in every state of every talk."""
    steps = 0
    for journey, event, made in while_up():
        steps += 1
        if made.journey is None or not is_up(made.journey):
            continue
        frame = made.journey.frame
        assert frame is None or FLOWS[frame.talk].open_to(frame.state, paused=True), (journey.stack, event, frame)
        assert not [line for line in LINES if line in shown(made)], (journey.stack, event)
    assert steps > 5_000


@pytest.mark.parametrize("name", ["forget", "tidy", "come_back"])
def test_while_the_flag_is_up_nothing_that_falls_due_says_a_word(name: str) -> None:
    for journey in talks(Flag.UP):
        assert not step(journey, Event(kind="due", name=name), NOW).replies


def test_the_flag_comes_down_only_by_answering_the_questions() -> None:
    for journey, _, made in while_up():
        if made.journey and not is_up(made.journey):
            assert journey.frame is not None
            assert journey.frame.talk == "safe_check", journey.frame


def test_the_plan_can_be_read_and_deleted_while_paused_and_no_more() -> None:
    up = agreed(safety=Safety(flag=Flag.UP, on=TODAY), card=CARD)
    made = step(up, Event(kind="commanded", name="plan"), NOW)
    assert {button.trigger for row in made.replies[-1].rows for button in row} == {"close", "delete"}


def test_nothing_about_the_partner_before_the_safety_screen_is_answered() -> None:
    unasked = [journey.model_copy(update={"safety": Safety()}) for journey in talks(Flag.DOWN)]
    for journey, event, made in walk(unasked, lambda journey: journey.safety.flag is Flag.UNASKED):
        if made.journey and made.journey.safety.flag is Flag.UNASKED and (frame := made.journey.frame):
            assert not FLOWS[frame.talk].about_partner, (journey.stack, event, frame)


def test_nothing_but_hello_care_and_data_before_consent() -> None:
    for journey, event, made in walk([Journey(question=1)], lambda journey: journey.consent_on is None):
        if made.journey and made.journey.consent_on is None and (frame := made.journey.frame):
            assert frame.talk in BEFORE_CONSENT, (journey.stack, event, frame)


@pytest.mark.parametrize("safety", [Safety(flag=Flag.SOFT, ask_first=True), Safety(flag=Flag.DOWN, ask_first=True)])
def test_question_one_comes_before_every_ask(safety: Safety) -> None:
    soft = [journey.model_copy(update={"safety": safety}) for journey in talks(Flag.DOWN)]
    for journey, event, made in walk(
        soft, lambda journey: journey.safety.ask_first and not is_up(journey), most=20_000, to_the_end=False
    ):
        if made.journey and made.journey.safety.ask_first and (frame := made.journey.frame):
            assert frame.state not in FLOWS[frame.talk].asks, (journey.stack, event, frame)


def has_parted(journey: Journey) -> bool:
    return journey.bend is not None and journey.bend.kind == "parted" and not is_up(journey)


def test_after_they_have_parted_no_path_reaches_an_ask() -> None:
    parted = [journey.model_copy(update={"bend": Bend(kind="parted")}) for journey in talks(Flag.DOWN)]
    steps = 0
    for journey, event, made in walk(parted, has_parted, most=60_000, to_the_end=False):
        if made.journey and has_parted(made.journey) and (frame := made.journey.frame):
            steps += 1
            assert not FLOWS[frame.talk].for_two, (journey.stack, event, frame)
    assert steps > 5_000


def must_wait(journey: Journey) -> bool:
    return better_wait(journey, TODAY) and not is_up(journey)


def test_while_it_is_better_to_wait_an_ask_is_proposed_only_to_who_wants_it_anyway() -> None:
    refused = (Ask(on=TODAY - timedelta(days=9), door="no", change="same", rung=4),)
    waiting = [journey.model_copy(update={"asks": refused}) for journey in talks(Flag.DOWN)]
    for journey, event, made in walk(waiting, must_wait, most=60_000, to_the_end=False):
        if made.journey and must_wait(made.journey) and (frame := made.journey.frame):
            proposed = frame.state in FLOWS[frame.talk].proposes
            assert not proposed or frame.aim == ANYWAY, (journey.stack, event, frame)


def test_after_an_ask_a_soft_flag_asks_question_one_again() -> None:
    soft = agreed(
        safety=Safety(flag=Flag.SOFT, on=TODAY), card=CARD, reason="blame", stack=(Frame(talk="after", state="door"),)
    )
    made = step(soft, Event(kind="pressed", name="no", question=1), NOW)
    assert made.journey is not None
    told = step(made.journey, Event(kind="pressed", name="same", question=made.journey.question), NOW)
    assert told.journey is not None
    assert told.journey.safety.ask_first


@pytest.mark.parametrize("talk", sorted(FLOWS))
def test_plain_words_of_danger_stop_every_talk(talk: str) -> None:
    reading = Reading(danger=Danger(act=Act.STOP, labels=("partner_violence",)))
    for state in FLOWS[talk].states:
        journey = agreed(
            stack=(Frame(talk=talk, state=state, aim="same"),), safety=Safety(flag=Flag.DOWN, on=TODAY), card=CARD
        )
        made = step(journey, Event(kind="said", text="...", reading=reading), NOW)
        assert made.journey is not None
        assert made.journey.safety.flag is Flag.UP
        assert made.journey.stack[-1].talk == "care"


def test_which_line_it_was_is_never_stored() -> None:
    journey = agreed(stack=(Frame(talk="safe_check", state="fear"),))
    kept = set()
    for answers in (["yes", "no", "no", "no", "no"], ["no", "no", "no", "yes", "no"]):
        now = journey
        for answer in answers:
            made = step(now, Event(kind="pressed", name=answer, question=now.question), NOW)
            assert made.journey is not None
            now = made.journey
        kept.add(now.safety)
    assert len(kept) == 1


def test_the_flag_is_not_in_the_export() -> None:
    up = agreed(safety=Safety(flag=Flag.UP, on=TODAY))
    made = step(up, Event(kind="commanded", name="export"), NOW)
    [document] = [reply.document for reply in made.replies if reply.document]
    assert "flag" not in document.body
    assert "safety" not in document.body
    assert document.filename == "notes.json"


def test_after_ninety_days_the_questions_are_offered_and_the_flag_stays_up() -> None:
    up = agreed(safety=Safety(flag=Flag.UP, on=TODAY))
    made = step(up, Event(kind="commanded", name="menu"), NOW + timedelta(days=90))
    assert made.journey is not None
    assert made.journey.stack[-1].state == "again"
    assert is_up(made.journey)


@pytest.mark.parametrize("text", ["1", "one", "the first one", "yes", "sometimes", "all of them"])
def test_no_typed_answer_to_the_five_lines_is_taken_for_none_of_them(text: str) -> None:
    asked = agreed(stack=(Frame(talk="safe_check", state="screen"),))
    made = step(asked, said(text), NOW)
    assert made.journey is not None
    assert made.journey.safety.flag in (Flag.UNASKED, Flag.UP)


def test_a_yes_to_one_of_the_five_acts_at_once_and_leaving_the_round_keeps_it() -> None:
    asked = agreed(stack=(Frame(talk="safe_check", state="fear"),), safety=Safety(flag=Flag.DOWN, on=TODAY), card=CARD)
    yes = step(asked, Event(kind="pressed", name="yes", question=1), NOW)
    assert yes.journey is not None
    left = step(yes.journey, Event(kind="commanded", name="plan"), NOW)
    assert left.journey is not None
    assert is_up(left.journey)
    assert left.journey.stack[-1].state == "shut"


def test_a_round_that_was_left_does_not_count_in_the_next_one() -> None:
    left = agreed(stack=(Frame(talk="safe_check", state="fear"),), safety=Safety(flag=Flag.UP, on=TODAY, yes=2))
    journey = left
    for _ in range(5):
        made = step(journey, Event(kind="pressed", name="no", question=journey.question), NOW)
        assert made.journey is not None
        journey = made.journey
    assert journey.safety.flag is Flag.DOWN


@pytest.mark.parametrize("command", ["wipe", "privacy", "safety", "bye", "export"])
@pytest.mark.parametrize("days", [0, 1, 120])
def test_data_and_safety_work_always(command: str, days: int) -> None:
    for start in (agreed(safety=Safety(flag=Flag.UP, on=TODAY)), agreed(rest_on=TODAY), agreed()):
        made = step(start, Event(kind="commanded", name=command), NOW + timedelta(days=days))
        assert made.journey is not None
        if command in ("wipe", "privacy"):
            assert made.journey.stack[-1].talk == "data"


def test_after_a_crisis_there_is_no_coaching_that_day_and_the_next_visit_asks_how_they_are() -> None:
    hard = agreed(rest_on=TODAY, safety=Safety(flag=Flag.DOWN, on=TODAY), card=CARD, reason="blame")
    for command in ("plan", "why"):
        made = step(hard, Event(kind="commanded", name=command), NOW)
        assert made.journey is not None
        assert made.journey.stack[-1].state == "enough"
        next_day = step(hard, Event(kind="commanded", name=command), NOW + timedelta(days=1))
        assert next_day.journey is not None
        assert next_day.journey.stack[-1].state == "since"


def test_danger_behind_a_slash_is_heard() -> None:
    reading = Reading(danger=Danger(act=Act.STOP, labels=("partner_violence",)))
    made = step(agreed(), Event(kind="commanded", name="help", text="...", reading=reading), NOW)
    assert made.journey is not None
    assert is_up(made.journey)


def test_an_old_button_of_someone_erased_stores_nothing() -> None:
    made = step(None, Event(kind="pressed", name="yes", question=5), NOW)
    assert made.journey is None
    assert made.replies
    assert not made.effects


def test_who_was_erased_can_begin_by_the_hellos_button() -> None:
    hello = step(None, Event(kind="pressed", name="yes", question=5), NOW)
    begun = step(None, Event(kind="pressed", name="start", question=hello.replies[-1].question), NOW)
    assert begun.journey is not None
    assert begun.journey.consent_on == TODAY
    assert [name for name, flow in FLOWS.items() for row in flow.table if row["trigger"] == "start"] == ["welcome"]


def test_on_another_day_a_text_is_no_answer_to_what_lay_below_care() -> None:
    hidden = agreed(
        stack=(Frame(talk="safe_check", state="screen"), Frame(talk="care", state="listen")),
        safety=Safety(flag=Flag.UP, on=TODAY),
    )
    made = step(hidden, said("no"), NOW + timedelta(days=1))
    assert made.journey is not None
    assert is_up(made.journey)
    assert made.journey.question > hidden.question


def test_a_text_that_changes_the_question_makes_its_old_buttons_old() -> None:
    card = agreed(
        stack=(Frame(talk="after", state="guess", aim="yes"),), safety=Safety(flag=Flag.DOWN, on=TODAY), card=CARD
    )
    told = step(card, said("sorry, it got worse, we had a fight"), NOW)
    assert told.journey is not None
    stale = step(told.journey, Event(kind="pressed", name="yes", question=1), NOW)
    assert stale.journey is not None
    assert stale.journey.asks == ()


def test_go_on_before_an_ask_does_not_ask_the_same_again() -> None:
    soft = agreed(
        stack=(Frame(talk="path", state="smaller"),),
        safety=Safety(flag=Flag.SOFT, on=TODAY, ask_first=True),
        reason="cost",
    )
    journey = soft
    for name in ("", "not_sure", "go_on"):
        event = Event(kind="pressed", name=name, question=journey.question) if name else Event(kind="other")
        made = step(journey, event, NOW)
        assert made.journey is not None
        journey = made.journey
    assert (journey.stack[-1].state, journey.safety.flag) == ("smaller", Flag.SOFT)
