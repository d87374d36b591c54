"""A line of the plan that is to be changed, named where the card is shown: it opens, or takes the words behind it."""

from __future__ import annotations

import re

from flows.correcting import without_preface
from flows.engine import Turn
from flows.fields import FIELDS
from flows.model import Act
from flows.moves import fire, take, turn_to
from flows.remarks import told
from flows.typed import says_one_of, starts_with

SHOWN = ("view", "edit")
"""States of the card in which a line may be named; in a line itself it takes the words for another one."""


def mends(turn: Turn) -> bool:
    """Open the line that is to be changed, and take the words that are given for it. Tell whether one was named."""
    state = turn.frame.state
    if turn.frame.talk != "card" or state not in (*SHOWN, *FIELDS) or turn.event.reading.danger.act is not Act.NONE:
        return False
    line, gives = _line_in(turn), _gives_words(turn)
    if not line or line == state or not (_is_to_change(turn, gives=gives) if state in SHOWN else gives):
        return False
    turn.keep(question=turn.journey.question + 1)
    turn_to(turn, "edit")
    take(turn, line)
    if gives:
        turn.replies.clear()
        fire(turn, "said")
    return True


def _is_to_change(turn: Turn, *, gives: bool) -> bool:
    """Tell whether a text that names a line wants it to be another one."""
    text, typed = turn.event.text, turn.words.tables["typed"]
    return gives or says_one_of(text, "mends", turn.words) or starts_with(text, typed["mending"], turn.words)


def _line_in(turn: Turn) -> str | None:
    """Return the one line of the card that a text names before the words that are given for it."""
    name, _, _ = re.sub(r"\s(?:to|into)\s", ":", turn.event.text, flags=re.IGNORECASE).partition(":")
    return told(name, "card.edit", FIELDS, turn.words)


def _gives_words(turn: Turn) -> bool:
    """Tell whether a text holds what is to stand in the line, and no wish that something else be written there."""
    text = turn.event.text.strip()
    meant = without_preface(text, turn.words, asides=False)
    return meant not in ("", text) and not says_one_of(meant, "mends", turn.words)
