"""Free text in, meaning out: `read` runs every reader on one text. Pure, deterministic, never raises on any text.

Danger, reasons and news are read by meaning, danger by plain words beside it; times, ages, countries and questions go
by written cues (TOML files beside the readers).
"""

from __future__ import annotations

from datetime import datetime

from flows.model import Reading
from flows.reading.ages import age_of
from flows.reading.asked import asked_in
from flows.reading.clocks import clock_of
from flows.reading.countries import country_of
from flows.reading.danger import danger_of, make_ready
from flows.reading.meaning.model import meaning_of
from flows.reading.news import is_own_help, life_of, outcome_of
from flows.reading.phrases import spoken
from flows.reading.questions import asks_the_bot, questions_in, wish_in
from flows.reading.reasons import guesses_of, hints_of
from flows.reading.times import day_of, when_of
from flows.reading.tongues import tongue_of
from flows.reading.zones import zones_of

__all__ = ["make_ready", "read"]


def read(text: str, now: datetime) -> Reading:
    """Return what the readers make of one text; `now` is aware, in the user's own zone."""
    words, meaning = spoken(text), meaning_of(text)
    return Reading(
        guesses=() if is_own_help(words) else guesses_of(meaning, words),
        hints=hints_of(meaning),
        danger=danger_of(words, meaning),
        outcome=outcome_of(meaning, words),
        day=day_of(text, now.date()),
        when=when_of(text, now),
        age=age_of(text),
        country=country_of(text),
        zones=zones_of(text, now),
        clocks=clock_of(text),
        life=life_of(meaning, words),
        questions=questions_in(words),
        asks=asks_the_bot(words),
        asked=asked_in(words),
        wish=wish_in(words),
        tongue=tongue_of(text),
    )
