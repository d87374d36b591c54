"""/language: which language the bot speaks, of those that have a folder of words. Open before anything is agreed to."""

from __future__ import annotations

from flows.content import languages, words
from flows.engine import DONE, Callback, Flow, Move, Turn, Values, hand_over, move
from flows.paging import Pages

SHOWN = 4
"""How many other languages are offered at a time."""


def others(turn: Turn) -> tuple[str, ...]:
    """Return the languages that there are beside the one that is spoken."""
    return tuple(lang for lang in languages() if lang != turn.journey.lang)


PAGES = Pages(others, SHOWN)


def speak(place: int) -> Callback:
    """Return a callback that goes on in another language."""

    def switch(turn: Turn) -> None:
        lang = PAGES.at(turn, place)
        if lang:
            turn.speak(lang)

    switch.__name__ = f"speak_language_{place}"
    return switch


def still_new(turn: Turn) -> bool:
    """Tell whether nothing was agreed to yet, so that the hello comes next."""
    return turn.journey.consent_on is None


def more_than_shown(turn: Turn) -> bool:
    """Tell whether there are more languages than fit on a page."""
    return len(others(turn)) > SHOWN


def rows() -> list[Move]:
    """Return the rows of the languages."""
    made = []
    for place in range(SHOWN):
        made += [
            move(f"language_{place}", "choose", DONE, [speak(place), hand_over("welcome")], still_new),
            move(f"language_{place}", "choose", DONE, speak(place)),
        ]
    return made


def values(turn: Turn) -> Values:
    """Fill in the languages' names, each in itself."""
    name = turn.words.common("language")
    also = turn.words.tables["pieces"]["language"]["others" if others(turn) else "none"]
    return {
        "language": name,
        "also": str(also),
        **PAGES.labels(turn, "language", lambda lang: words(lang).common("language")),
    }


FLOW = Flow(
    "language",
    ("choose",),
    [
        *rows(),
        move("more", "choose", "choose", PAGES.next_page),
        move("close", "choose", DONE, hand_over("welcome"), still_new),
        move("close", "choose", DONE),
    ],
    values=values,
    shows={("choose", "more"): more_than_shown},
    aside=True,
)
