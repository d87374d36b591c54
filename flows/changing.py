"""A change on the user's own side, in their own words: what is one, and that it is agreed on."""

from __future__ import annotations

from flows.correcting import without_preface, without_shrug
from flows.engine import Turn
from flows.model import Experiment
from flows.typed import plain, sounds_like

LEAST_WORDS = 3


def names_none(turn: Turn) -> bool:
    """Tell whether what was typed is no change of one's own: a question, a word or two, or what they should do.

    Two words are one where they say what to stop, or to do less: "stop shouting".
    """
    said = _change_in(turn)
    begins = tuple(f"{way} " for way in turn.words.tables["typed"]["no_change"])
    short = len(said.split()) < LEAST_WORDS and not is_a_stop(turn)
    return said.endswith("?") or short or plain(said).startswith(begins)


def is_a_stop(turn: Turn) -> bool:
    """Tell whether a text begins with what one would stop, or do less of, and is no plain word for the bot."""
    first, _, rest = plain(_change_in(turn)).partition(" ")
    stops = turn.words.tables["fills"]["stops"]
    return first in stops and bool(rest) and not sounds_like(turn.event.text, turn.words)


def try_own(turn: Turn) -> None:
    """Agree on a change in the user's own words, without what only agrees to it."""
    agree_on(turn, _change_in(turn).rstrip(". "))


def _change_in(turn: Turn) -> str:
    """Return what was typed as a change, without what stands before it."""
    return without_shrug(without_preface(turn.event.text, turn.words), turn.words)


def agree_on(turn: Turn, words: str) -> None:
    """Agree on a change, from today on."""
    turn.keep(experiment=Experiment(words=words, since=turn.today))
