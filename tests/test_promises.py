"""What every step keeps: each way to break it is named."""

from __future__ import annotations

from datetime import date

import pytest

from flows.checks.promises import broken
from flows.model import Button, Event, Frame, Journey, Reply, Safety, Step

TODAY = date(2026, 3, 2)
MENU = Journey(consent_on=TODAY, stack=(Frame(talk="menu", state="home"),))


def step(*replies: Reply, journey: Journey | None = MENU, kind: str = "other") -> list[str]:
    return list(broken(Event(kind=kind), Step(journey=journey, replies=replies)))


def button(**parts: str) -> Reply:
    return Reply(text="Go on?", rows=((Button(label="Yes", trigger="yes"), Button(**{"label": "No", **parts})),))


@pytest.mark.parametrize(
    ("replies", "wrong"),
    [
        ((), "there is no answer"),
        ((Reply(text="a"), Reply(text="b"), button(trigger="no")), "there are 3 messages"),
        ((Reply(text=" "), button(trigger="no")), "a message has no text"),
        ((Reply(text="😀" * 2049), button(trigger="no")), "a message is too long"),
        ((button(trigger="no", label=" "),), "a button has no label"),
        ((button(),), "the button 'No' does nothing, or two things"),
        ((button(trigger="no", copies="no"),), "the button 'No' does nothing, or two things"),
        ((button(trigger="n" * 63),), "the button 'No' carries too much"),
        ((button(copies="n" * 257),), "the button 'No' carries too much"),
        ((Reply(text="Go on?", rows=((Button(label="Copy", copies="a line"),),)),), "menu.home is a dead end"),
    ],
)
def test_each_odd_message_is_named(replies: tuple[Reply, ...], wrong: str) -> None:
    assert any(found.startswith(wrong) for found in step(*replies)), step(*replies)
    assert not step(button(trigger="no"))


PATH = (Frame(talk="path", state="moment"),)


def test_what_is_shown_too_early_or_while_paused_is_named() -> None:
    shown = button(trigger="no")
    assert step(shown, journey=Journey(stack=PATH)) == ["path.moment is shown before consent"]
    paused = Journey(consent_on=TODAY, stack=PATH, safety=Safety(flag="up"))
    assert step(shown, journey=paused) == ["path.moment is shown while tips are paused"]


def test_what_falls_due_may_be_silent_and_who_is_erased_needs_no_button() -> None:
    assert not step(kind="due")
    assert not step(Reply(text="Done."), journey=None)
    assert not step(Reply(text="Where will you both be?"), journey=Journey(consent_on=TODAY, stack=PATH))
