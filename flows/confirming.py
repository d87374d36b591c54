"""What was understood of a report, confirmed in words: a yes, more or less one, or one without a day."""

from __future__ import annotations

from flows.engine import Turn
from flows.typed import bares, phrase_in, plain


def agrees_in_words(turn: Turn) -> bool:
    """Tell whether a text is a yes, or more or less one, to what was understood, and tells nothing else."""
    table, said = turn.words.tables["fills"]["agreeing"], bares(plain(turn.event.text), turn.words)
    return any(form in table[name] for form in said for name in ("yes", "nearly"))


def half_agrees(turn: Turn) -> bool:
    """Tell whether a text takes a yes half back: more or less one, or one without a day."""
    table, said = turn.words.tables["fills"]["agreeing"], bares(plain(turn.event.text), turn.words)
    nearly = any(form in table["nearly"] for form in said)
    return nearly or phrase_in(turn.event.text, {"no_day": table["no_day"]}, ("no_day",)) is not None
