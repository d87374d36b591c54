"""Short answers (content 09), by taps or by a question in the user's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine import DONE, Callback, Condition, Flow, Turn, Values, Visit, hand_over, move, says
from flows.paging import Pages, first_page

SHOWN = 4

WAYS = {
    "six": Visit("alone", "want"),
    "check": Visit("check"),
    "doors": Visit("doors"),
    "why": Visit("why"),
    "home_help": Visit("care", "home"),
}
"""Where an answer may lead: button and talk."""


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


def leads(way: str) -> Condition:
    """Return a condition: the answer that is open leads there."""

    def is_way(turn: Turn) -> bool:
        return bool(answers(turn).get(turn.frame.aim, {}).get("way") == way)

    is_way.__name__ = f"leads_to_{way}"
    return is_way


def asked_on_the_way(turn: Turn) -> bool:
    """Tell whether the question came up in another talk, which waits below."""
    below = turn.journey.stack[:-1]
    return not _browsing(turn) and bool(below) and below[-1].talk != "menu"


def _browsing(turn: Turn) -> bool:
    return "home" in turn.frame.trail


def return_to_it(turn: Turn) -> None:
    """Go back to the question that was open."""
    turn.resumes = True


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
        move("carry_on", "answer", DONE, return_to_it),
        *(move(way, "answer", DONE, hand_over(*visit)) for way, visit in WAYS.items()),
        move("following", "answer", "answer", open_next),
        move("home", "answer", "home", first_page),
        move("close", ["home", "answer"], DONE),
    ],
    values=values,
    shows={
        ("answer", "carry_on"): asked_on_the_way,
        ("answer", "following"): _browsing,
        **{("answer", way): leads(way) for way in WAYS},
    },
    aside=True,
    enter=begin,
)
