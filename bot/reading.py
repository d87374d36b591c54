"""What the readers make of an event's text, before it goes into the flows; run it in a thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

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
    return event.model_copy(update={"reading": reading})
