"""What every step keeps, whoever does what in which talk: `broken` says in plain sentences where one doesn't."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.checks.screens import MOST_MESSAGES, TELEGRAM_DATA, TELEGRAM_TEXT
from flows.fields import COPY
from flows.gates import BEFORE_CONSENT
from flows.model import Button, Event, Flag, Frame, Journey, Reply, Step
from flows.moves import FLOWS

GOES_ON = "/menu"
"""What names a way to go on where nothing is asked: an answer to a goodbye does."""

_UNFILLED = re.compile(r"\{[a-z]\w*\}")


def broken(event: Event, made: Step) -> Iterator[str]:
    """Yield what is wrong with one step."""
    yield from _odd_messages(made.replies)
    if event.kind != "due" and not made.replies:
        yield "there is no answer"
    if made.journey and made.journey.frame and made.replies:
        yield from _odd_question(made.journey, made.journey.frame, made.replies[-1])


def triggers(reply: Reply) -> list[str]:
    """Return the triggers of a message's buttons; one that copies has none."""
    return [button.trigger for button in _buttons(reply) if button.trigger]


def _odd_question(journey: Journey, frame: Frame, asked: Reply) -> Iterator[str]:
    flow, question = FLOWS[frame.talk], f"{frame.talk}.{frame.state}"
    if not flow.open_to(frame.state, paused=journey.safety.flag is Flag.UP):
        yield f"{question} is shown while tips are paused"
    if journey.consent_on is None and frame.talk not in BEFORE_CONSENT:
        yield f"{question} is shown before consent"
    if not triggers(asked) and not flow.takes("said", frame.state) and GOES_ON not in asked.text:
        yield f"{question} is a dead end: it has no button, takes no text and names no way"


def _odd_messages(replies: Sequence[Reply]) -> Iterator[str]:
    if len(replies) > MOST_MESSAGES:
        yield f"there are {len(replies)} messages"
    for reply in replies:
        if not reply.text.strip():
            yield "a message has no text"
        if len(reply.text.encode("utf-16-le")) // 2 > TELEGRAM_TEXT:
            yield "a message is too long"
        for button in _buttons(reply):
            yield from _odd_button(button, reply.question)
        for text in (reply.text, *(button.label for button in _buttons(reply))):
            yield from (f"{blank} is not filled in" for blank in _UNFILLED.findall(text))


def _odd_button(button: Button, question: int) -> Iterator[str]:
    if not button.label.strip():
        yield "a button has no label"
    if bool(button.trigger) == bool(button.copies):
        yield f"the button {button.label!r} does nothing, or two things"
    if len(f"{question}.{button.trigger}".encode()) > TELEGRAM_DATA or len(button.copies) > COPY:
        yield f"the button {button.label!r} carries too much"


def _buttons(reply: Reply) -> list[Button]:
    return [button for row in reply.rows for button in row]
