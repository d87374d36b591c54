"""Short answers (content 09), by taps or by a question in the user's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine import DONE, Callback, Flow, Turn, Values, move, says
from flows.paging import Pages, first_page

SHOWN = 4


def answers(turn: Turn) -> Mapping[str, Mapping[str, Any]]:
    """Return the short answers by key; while tips are paused, those that aren't about the partner."""
    table: Mapping[str, Mapping[str, Any]] = turn.words.tables["faqs"]
    return {key: one for key, one in table.items() if one["paused"] or not turn.paused}


def begin(turn: Turn) -> str:
    """Begin a visit: at the answer that was asked for, or at the questions."""
    return "answer" if turn.frame.aim in answers(turn) else "home"


PAGES: Pages[str] = Pages(lambda turn: list(answers(turn)), SHOWN)


def picks(place: int) -> Callback:
    """Return a callback that opens one of the answers."""

    def pick(turn: Turn) -> None:
        turn.keep_frame(aim=PAGES.at(turn, place) or "")

    pick.__name__ = f"answer_{place}"
    return pick


def _found(turn: Turn) -> str:
    return next((key for key in turn.event.reading.questions if key in answers(turn)), "")


def found(turn: Turn) -> bool:
    """Tell whether there is a short answer to what was typed."""
    return bool(_found(turn))


def open_found(turn: Turn) -> None:
    """Open the answer to what was typed."""
    turn.keep_frame(aim=_found(turn))


def _next(turn: Turn) -> str:
    keys = list(answers(turn))
    return keys[(keys.index(turn.frame.aim) + 1) % len(keys)] if turn.frame.aim in keys else keys[0]


def open_next(turn: Turn) -> None:
    """Open the answer behind this one."""
    turn.keep_frame(aim=_next(turn))


def values(turn: Turn) -> Values:
    """Fill in the questions of the page, and the answer that is open."""
    table = answers(turn)
    open_one = table.get(turn.frame.aim) or next(iter(table.values()))
    return {
        "answer": str(open_one["answer"]),
        "next_question": str(table[_next(turn)]["question"]),
        **PAGES.labels(turn, "answer", lambda key: str(table[key]["question"])),
    }


FLOW = Flow(
    "faq",
    ("home", "answer"),
    [
        *(move(f"answer_{place}", "home", "answer", picks(place)) for place in range(SHOWN)),
        move("more", "home", "home", PAGES.next_page),
        move("said", ["home", "answer"], "answer", open_found, found),
        move("said", ["home", "answer"], "home", [first_page, says("faq.no_answer")]),
        move("following", "answer", "answer", open_next),
        move("home", "answer", "home", first_page),
        move("close", ["home", "answer"], DONE),
    ],
    values=values,
    aside=True,
    enter=begin,
)
