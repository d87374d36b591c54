"""Walking all paths: from a journey, everything that a user can do, again and again."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache

from flows import step
from flows.commands import COMMANDS
from flows.model import Event, Journey, Step
from flows.moves import FLOWS
from flows.reading import read

NOW = datetime(2026, 3, 2, 19, tzinfo=UTC)
TEXTS = (
    "he'd feel blamed and it costs too much",
    "we talked and it went better, she said maybe",
    "Germany",
    "hello",
    "no",
    "yes",
    "1",
    "the second one",
)
EVERY_COMMAND = (*COMMANDS, "help", "export", "nonsense")


def events(journey: Journey, last: Step) -> Iterator[Event]:
    """Everything a user can do now: each button of the open question, each command, some texts, a sticker."""
    for reply in last.replies:
        for button in (button for row in reply.rows for button in row if button.trigger):
            yield Event(kind="pressed", name=button.trigger, question=journey.question)
    for name in EVERY_COMMAND:
        yield Event(kind="commanded", name=name)
    for text in TEXTS:
        yield said(text)
    yield Event(kind="other")


@cache
def said(text: str) -> Event:
    """A text with its reading, which is made once: walks say the same things many times."""
    return Event(kind="said", text=text, reading=read(text, NOW))


def place(journey: Journey) -> tuple[object, ...]:
    """Where a journey stands: its open question, of which kind the talk below is, and what the gates look at.

    What lies below is met again when it is on top: walks begin in every state of every talk.
    """
    top = [(frame.talk, frame.state) for frame in journey.stack[-1:]]
    below = [FLOWS[frame.talk].about_partner for frame in journey.stack[-2:-1]]
    frames = (*top, *below)
    safety = journey.safety
    return (frames, journey.card is None, safety.flag, safety.ask_first, safety.yes > 0, safety.unsure > 0)


def walk(
    starts: Iterable[Journey], goes_on: Callable[[Journey], bool], most: int = 200_000, *, to_the_end: bool = True
) -> Iterator[tuple[Journey, Event, Step]]:
    """Yield the steps that can be made from these journeys, breadth first, as long as `goes_on` holds."""
    waiting: deque[tuple[Journey, Step]] = deque()
    for journey in starts:
        waiting.append((journey, step(journey, Event(kind="other"), NOW)))
    known: set[object] = set()
    while waiting and most > 0:
        journey, last = waiting.popleft()
        for event in events(journey, last):
            most -= 1
            made = step(journey, event, NOW)
            yield journey, event, made
            if made.journey and goes_on(made.journey) and place(made.journey) not in known:
                known.add(place(made.journey))
                waiting.append((made.journey, made))
    assert not (to_the_end and waiting), "the walk is too long to be finished"
