"""Typed answers where buttons stand: the label itself, its number, a yes or a no, a typo."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from flows.content import Words
from flows.model import Button

ASSENT = ("yes", "close", "start", "next", "go_on", "keep_it")
"""Triggers which a plain "yes" stands for, the first that is on the screen."""


MOST_DIGITS = 2
LEAST_LETTERS = 3
"""How much of a label must be typed before it is taken for that label."""


def plain(text: str) -> str:
    """Return a text without case, punctuation and doubled spaces, so that "That's close." equals "thats close"."""
    return " ".join(re.sub(r"[^\w\s]", "", text.casefold().replace("-", " ")).split())


def choose(text: str, buttons: Sequence[Button], words: Words, *, loosely: bool) -> str | None:
    """Return the trigger of the button that a typed text stands for, or None.

    `loosely` also takes numbers, yes and no, beginnings of labels and typos; it is off where a free text is asked for,
    because there the same words may be the answer itself.
    """
    said = plain(text)
    labels = {plain(button.label): button.trigger for button in buttons if button.trigger}
    if said in labels:
        return labels[said]
    spoken = _spoken(said, list(labels.values()), words)
    if spoken or not loosely or not said:
        return spoken if loosely or spoken in {"skip", "back"} else None
    return _by_place(said, list(labels.values()), words) or _by_beginning(said, labels)


def _spoken(said: str, triggers: Sequence[str], words: Words) -> str | None:
    spoken: Mapping[str, Sequence[str]] = words.tables["typed"]["words"]
    for trigger, ways in spoken.items():
        if said in ways:
            meant = ASSENT if trigger == "yes" else (trigger,)
            return next((name for name in meant if name in triggers), None)
    return None


def _by_place(said: str, triggers: Sequence[str], words: Words) -> str | None:
    places: Mapping[str, int] = words.tables["typed"]["places"]
    ordered = [trigger for trigger in triggers if trigger != "back"]
    place = int(said) if said.isdecimal() and len(said) <= MOST_DIGITS else places.get(said, 0)
    if place == -1:
        return ordered[-1] if ordered else None
    return ordered[place - 1] if 0 < place <= len(ordered) else None


def _by_beginning(said: str, labels: Mapping[str, str]) -> str | None:
    if len(said) < LEAST_LETTERS:
        return None
    begun = [trigger for label, trigger in labels.items() if label.startswith(said) or said.startswith(f"{label} ")]
    if len(begun) == 1:
        return begun[0]
    close = get_close_matches(said, labels, n=1, cutoff=0.84)
    return labels[close[0]] if close else None
