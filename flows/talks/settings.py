"""Settings (content 09): the word for the partner, whether the chat is tidied up, and the language."""

from __future__ import annotations

import re

from flows.engine import DONE, Callback, Flow, Turn, Values, hand_over, move, says
from flows.model import Remind

MOST = 24
"""The most characters of a word for the partner."""

MOST_WORDS = 2

OPEN_WORDS = re.compile(r"[^\w' -]|_")


def calls(word: str) -> Callback:
    """Return a callback that keeps the word for the partner; "" is "they"."""

    def keep(turn: Turn) -> None:
        turn.keep(partner=word)

    keep.__name__ = f"say_{word or 'they'}"
    return keep


def _typed(turn: Turn) -> str:
    """Return the user's own word, as it goes behind "your": without "my", and without marks that aren't letters."""
    said = " ".join(OPEN_WORDS.sub(" ", turn.event.text).split())
    word = re.sub(r"(?i)^(my|mine|our)\s+", "", said)
    return {"they": "", "them": "", "she": "she", "her": "she", "he": "he", "him": "he"}.get(word.casefold(), word)


def too_long(turn: Turn) -> bool:
    """Tell whether what was typed is no word for a person: a question, or more than a word or two."""
    word = _typed(turn)
    return len(word) > MOST or len(word.split()) > MOST_WORDS or turn.event.text.rstrip().endswith("?")


def keep_typed(turn: Turn) -> None:
    """Keep the word that was typed."""
    turn.keep(partner=_typed(turn))


def switch_tidy(turn: Turn) -> None:
    """Switch the tidying of the chat on or off."""
    turn.keep(tidy=not turn.journey.tidy)
    if not turn.journey.tidy:
        turn.do(Remind(name="tidy", at=None))


def values(turn: Turn) -> Values:
    """Fill in what is set now, and what the tidying button would do."""
    pieces = turn.words.tables["pieces"]["settings"]
    state = "on" if turn.journey.tidy else "off"
    return {
        "word": turn.journey.partner or str(pieces["they"]),
        "tidying": str(pieces[f"tidying_{state}"]),
        "tidy": str(pieces[f"tidy_{state}"]),
    }


FLOW = Flow(
    "settings",
    ("home", "word", "own_word"),
    [
        move("word", "home", "word"),
        move("tidy", "home", "home", switch_tidy),
        move("language", "home", DONE, hand_over("language")),
        move("close", "home", DONE),
        *(
            move(word, "word", "home", [calls("" if word == "they" else word), says("settings.word_kept")])
            for word in ("they", "she", "he")
        ),
        move("own", "word", "own_word"),
        move("they", "own_word", "home", [calls(""), says("settings.word_kept")]),
        *(move("said", state, state, says("settings.word_long"), too_long) for state in ("word", "own_word")),
        *(move("said", state, "home", [keep_typed, says("settings.word_kept")]) for state in ("word", "own_word")),
    ],
    values=values,
    aside=True,
)
