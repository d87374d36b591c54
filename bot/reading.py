"""What the readers make of an event's text, before it goes into the flows; run it in a thread."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Callable
from datetime import datetime
from functools import cache

import flows
from flows.model import Event, Journey, Reading
from flows.reading.drafts import draft_of
from flows.rewriting import to_you
from flows.zones import local

Reader = Callable[[str, datetime], Reading]


def with_reading(event: Event, journey: Journey | None, read: Reader, now: datetime) -> Event:
    """Return the event with its text read, as a draft too where one is waited for; what isn't a text stays as it is.

    `now` is aware and is read in the user's own zone. A draft that speaks of the partner is read as one that
    speaks to them.
    """
    if not event.text or event.kind == "unsent":
        return event
    reading = read(event.text, local(now, journey.reminders.zone if journey else ""))
    if flows.awaits_draft(journey, event):
        reading = reading.model_copy(update={"draft": draft_of(to_you(event.text))})
        _give_back_once()
    return event.model_copy(update={"reading": reading})


@cache
def _give_back_once() -> None:
    """Give back what loading the model for drafts took."""
    give_back_memory()


def give_back_memory() -> None:
    """Give the machine back what loading took for a while; glibc would keep it, a tenth of all there is."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
