"""Free text in, meaning out: `read` runs every reader on one text. Pure, deterministic, never raises on any text.

Danger, reasons and news are read by meaning, danger by plain words beside it; days, ages, countries and questions go by
written cues (TOML files beside the readers).
"""

from __future__ import annotations

from datetime import date

from flows.model import Reading
from flows.reading.ages import age_of
from flows.reading.countries import country_of
from flows.reading.danger import danger_of, make_ready
from flows.reading.days import day_of
from flows.reading.meaning.model import meaning_of
from flows.reading.news import is_own_help, life_of, outcome_of
from flows.reading.phrases import spoken
from flows.reading.questions import asks_the_bot, questions_in, wish_in
from flows.reading.reasons import guesses_of, hints_of
from flows.reading.tongues import tongue_of

__all__ = ["make_ready", "read"]


def read(text: str, today: date) -> Reading:
    """Return what the readers make of one text; `today` is the user's own calendar day."""
    words, meaning = spoken(text), meaning_of(text)
    return Reading(
        guesses=() if is_own_help(words) else guesses_of(meaning, words),
        hints=hints_of(meaning),
        danger=danger_of(words, meaning),
        outcome=outcome_of(meaning, words),
        day=day_of(text, today),
        age=age_of(text),
        country=country_of(text),
        life=life_of(meaning, words),
        questions=questions_in(words),
        asks=asks_the_bot(words),
        wish=wish_in(words),
        tongue=tongue_of(text),
    )
