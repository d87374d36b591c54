"""Free text in, meaning out: `read` runs every reader on one text. Pure, deterministic, never raises on any text.

Danger is read by meaning and by plain words together; the other readers go by written cues (TOML files beside them).
"""

from __future__ import annotations

from datetime import date

from flows.model import Reading
from flows.reading.ages import age_of
from flows.reading.countries import country_of
from flows.reading.danger import danger_of, make_ready
from flows.reading.days import day_of
from flows.reading.life import life_in
from flows.reading.outcomes import outcome_in
from flows.reading.phrases import spoken
from flows.reading.questions import asks_the_bot, questions_in
from flows.reading.reasons import guesses_in
from flows.reading.tongues import tongue_of

__all__ = ["make_ready", "read"]


def read(text: str, today: date) -> Reading:
    """Return what the readers make of one text; `today` is the user's own calendar day."""
    words = spoken(text)
    return Reading(
        guesses=guesses_in(words),
        danger=danger_of(text, words),
        outcome=outcome_in(words),
        day=day_of(text, today),
        age=age_of(text),
        country=country_of(text),
        life=life_in(words),
        questions=questions_in(words),
        asks=asks_the_bot(words),
        tongue=tongue_of(text),
    )
