"""My own side (S2-28): one change at a time for two weeks, and how it went.

Not for anybody who is hurt or controlled: the talk is shut while tips are paused (X-06).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flows.changing import agree_on, names_none, try_own
from flows.engine import DONE, Callback, Flow, Turn, Values, hand_over, keeps, move, says
from flows.fields import FIELD, longer_than, shorter
from flows.paging import Pages

OWN_MOVES = ("chase", "lecture", "cold", "score", "give_in")
SHOWN = 3
TOO_MANY_NOES = 3
A_WEEK = timedelta(days=7)
"""A change that is younger than this isn't asked about by itself: it may be too early."""

ASKED = "own_side.part"
"""Noted among what was told once: the user's own part was asked about."""


def begin(turn: Turn) -> str:
    """Begin a visit: at how the change went, at the one question about the own part, or at the choice."""
    if turn.journey.experiment is not None:
        return "check_in"
    return "pick" if ASKED in turn.journey.told else "part"


def experiments(turn: Turn) -> list[Mapping[str, Any]]:
    """Return the changes to choose from, those first that answer to the own move that was named."""
    own_move, _, _ = turn.frame.aim.partition(" ")
    table: Mapping[str, Mapping[str, Any]] = turn.words.tables["experiments"]
    return sorted(table.values(), key=lambda one: own_move not in one["moves"])


PAGES = Pages(experiments, SHOWN)


def names(own_move: str) -> Callback:
    """Return a callback that orders the changes by the user's own move, which isn't kept; it is asked once."""

    def order(turn: Turn) -> None:
        turn.keep(told=(*turn.journey.told, ASKED))
        turn.keep_frame(aim=f"{own_move} 0")

    order.__name__ = f"own_move_{own_move or 'none'}"
    return order


def tries(place: int) -> Callback:
    """Return a callback that agrees on one of the changes that are shown."""

    def agree(turn: Turn) -> None:
        if (change := PAGES.at(turn, place)) is not None:
            agree_on(turn, str(change["words"]))

    agree.__name__ = f"try_{place}"
    return agree


def not_again(turn: Turn) -> None:
    """Count a time at which it wasn't done."""
    if turn.journey.experiment is not None:
        noes = turn.journey.experiment.noes + 1
        turn.keep(experiment=turn.journey.experiment.model_copy(update={"noes": noes, "since": turn.today}))


def go_on_with_it(turn: Turn) -> None:
    """Try the same for two more weeks."""
    if turn.journey.experiment is not None:
        turn.keep(experiment=turn.journey.experiment.model_copy(update={"since": turn.today}))


def did_it(turn: Turn) -> None:
    """Begin to count anew: it was done, at least partly."""
    if turn.journey.experiment is not None:
        turn.keep(experiment=turn.journey.experiment.model_copy(update={"noes": 0}))


def too_often(turn: Turn) -> bool:
    """Tell whether it wasn't done three times in a row, this time included."""
    return turn.journey.experiment is not None and turn.journey.experiment.noes + 1 >= TOO_MANY_NOES


def young(turn: Turn) -> bool:
    """Tell whether the change was agreed on less than a week ago."""
    return turn.journey.experiment is not None and turn.today - turn.journey.experiment.since < A_WEEK


def values(turn: Turn) -> Values:
    """Fill in the changes of the page, and the one that was agreed on."""
    words = turn.journey.experiment.words if turn.journey.experiment else ""
    return {"words": words, **PAGES.labels(turn, "try", lambda one: str(one["label"]))}


FLOW = Flow(
    "own_side",
    ("part", "pick", "agreed", "check_in", "did", "not_done", "too_big", "half", "dropped"),
    [
        *(move(own_move, "part", "pick", names(own_move)) for own_move in OWN_MOVES),
        move("none", "part", "pick", names("")),
        *(move(f"try_{place}", "pick", "agreed", tries(place)) for place in range(SHOWN)),
        move("said", "pick", "pick", shorter(FIELD), longer_than(FIELD)),
        move("said", "pick", "pick", says("own_side.no_change"), names_none),
        move("said", "pick", "agreed", try_own),
        move("others", "pick", "pick", PAGES.next_page),
        move("close", "pick", DONE),
        move("close", "agreed", DONE),
        move("other", "agreed", "pick", keeps(experiment=None)),
        move("yes", "check_in", "did", did_it),
        move("partly", "check_in", "did", did_it),
        move("no", "check_in", "too_big", not_again, too_often),
        move("no", "check_in", "not_done", not_again),
        move("early", "check_in", DONE),
        move("keep", ["did", "not_done"], "agreed", go_on_with_it),
        move("change", ["did", "not_done", "too_big"], "pick", keeps(experiment=None)),
        move("drop", ["did", "not_done", "too_big"], "dropped", keeps(experiment=None)),
        move("half", "too_big", "half"),
        move("said", "half", "half", shorter(FIELD), longer_than(FIELD)),
        move("said", "half", "half", says("own_side.no_change"), names_none),
        move("said", "half", "agreed", try_own),
        move("back_to_it", "half", "agreed", go_on_with_it),
        move("alone", "dropped", DONE, hand_over("alone")),
        move("close", "dropped", DONE),
    ],
    values=values,
    aside=True,
    shows={("check_in", "early"): young},
    enter=begin,
    about_partner=True,
)
