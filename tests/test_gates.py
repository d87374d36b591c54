"""What must come first: consent, the safety screen, question 1, and care while the flag is up. Proven by walking."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flows import step
from flows.content import words
from flows.model import REASONS, Act, Card, Danger, Event, Flag, Frame, Journey, Reading, Safety, Step
from flows.router import BEFORE_CONSENT, FLOWS
from tests.walking import NOW, walk

TODAY = date(2026, 3, 2)
CARD = Card(their_view="a", my_reason="b", ask="c", moment="d", words="e", easy="f", ready="g", plan_b="h")
LINES = [
    str(line)
    for key in REASONS
    for name in ("short", "long", "message", "after_no")
    for line in [words("en").reason(key)[name]]
] + [line for key in REASONS for line in words("en").reason(key)["curious"]]
"""Every line to say to the partner."""


def agreed(**more: object) -> Journey:
    return Journey(question=1, consent_on=TODAY, last_on=TODAY, **more)


def talks(flag: Flag) -> list[Journey]:
    """One journey in the middle of every state of every talk about the partner, with that flag."""
    return [
        agreed(
            stack=(Frame(talk=flow.name, state=state, aim="same"),),
            safety=Safety(flag=flag, on=TODAY),
            reason="blame",
            card=card,
            asks=({"on": TODAY, "door": "no"},),
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


def test_while_the_flag_is_up_no_path_reaches_anything_about_the_partner() -> None:
    """Any talk that is added later comes under this by itself: the walk begins in every state of every talk."""
    steps = 0
    for journey, event, made in walk(talks(Flag.UP), is_up):
        steps += 1
        if made.journey is None or not is_up(made.journey):
            continue
        frame = made.journey.frame
        assert frame is None or FLOWS[frame.talk].open_to(frame.state, paused=True), (journey.stack, event, frame)
        assert not [line for line in LINES if line in shown(made)], (journey.stack, event)
    assert steps > 5_000


def test_the_flag_comes_down_only_by_answering_the_questions() -> None:
    for journey, _, made in walk(talks(Flag.UP), is_up):
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


def test_after_an_ask_a_soft_flag_asks_question_one_again() -> None:
    soft = agreed(
        safety=Safety(flag=Flag.SOFT, on=TODAY), card=CARD, reason="blame", stack=(Frame(talk="after", state="door"),)
    )
    made = step(soft, Event(kind="pressed", name="no", question=1), NOW)
    assert made.journey is not None
    assert made.journey.safety.ask_first


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
