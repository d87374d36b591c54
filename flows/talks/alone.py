"""Going alone (content 04): one's own side of the pattern, or what one wants if nothing changes, and how to begin.

Nothing that is thought or typed here is kept, but for a change that is agreed on (S2-28). While tips are paused the
first agenda is shut: for somebody who is hurt or controlled the aim is safety, not a better own side (X-06).
"""

from __future__ import annotations

import re
from itertools import pairwise

from flows.changing import names_none, try_own
from flows.engine import DONE, Flow, Turn, Values, hand_over, move, says
from flows.fields import FIELD, longer_than, shorter
from flows.typed import asks

SIX = ("want", "live_with", "own_feet", "self_respect", "who_knows", "look_again")
"""The six questions of the second agenda, in their order."""

MY_SIDE = ("mine", "one_move", "questions")
STATES = ("home", "what", "heard", "unsure", *MY_SIDE, *SIX, "questions_want", "contact", "person")


def open_to_me(turn: Turn) -> bool:
    """Tell whether the first agenda is open: it isn't while tips are paused."""
    return not turn.paused


def tries_one(turn: Turn) -> bool:
    """Tell whether a change was agreed on before: that one is asked about first."""
    return turn.journey.experiment is not None


def asks_too(turn: Turn) -> bool:
    """Tell whether what was typed ends in a question that the bot is asked."""
    last = re.split(r"[.!?;\n]+", turn.event.text.strip().rstrip("? "))[-1]
    return turn.event.text.rstrip().endswith("?") and asks(last, turn.words)


def values(turn: Turn) -> Values:
    """Fill in the ways there are, and the message to somebody who helps."""
    pieces = turn.words.tables["pieces"]["alone"]
    return {"contact": str(pieces["contact"]), "ways": str(pieces["ways_paused" if turn.paused else "ways"])}


FLOW = Flow(
    "alone",
    STATES,
    [
        *(move(state, "home", state) for state in ("mine", "want", "heard", "unsure", "what")),
        *(move(state, "unsure", state) for state in ("mine", "want", "heard")),
        move("home", "what", "home"),
        move("one_move", "mine", "one_move"),
        move("said", "mine", "one_move", says("alone.have_it")),
        move("said", "heard", "heard", says("alone.listened")),
        move("said", "one_move", "one_move", shorter(FIELD), longer_than(FIELD)),
        move("said", "one_move", "one_move", says("own_side.no_change"), names_none),
        move("said", "one_move", DONE, hand_over("own_side"), tries_one),
        move("said", "one_move", DONE, [try_own, hand_over("own_side", "agreed")]),
        move("own_side", "one_move", DONE, hand_over("own_side")),
        move("questions", ["mine", "one_move"], "questions"),
        *(move("next", here, there) for here, there in pairwise(SIX)),
        *(move("said", here, here, says("alone.asked_too"), asks_too) for here in SIX),
        *(move("said", here, there, says("alone.have_it")) for here, there in pairwise(SIX)),
        move("said", SIX[-1], SIX[-1], says("alone.have_it")),
        move("afraid", "own_feet", DONE, hand_over("care", "home")),
        move("questions", "look_again", "questions_want"),
        move("contact", ["what", "heard", "questions", "look_again", "questions_want", "person"], "contact"),
        move("person", ["heard", "questions", "questions_want", "contact"], "person"),
        move("close", [state for state in STATES if state not in ("what", "unsure")], DONE),
    ],
    values=values,
    aside=True,
    shows={("home", "mine"): open_to_me, ("unsure", "mine"): open_to_me},
    about_partner=True,
    open_while_up=[state for state in STATES if state not in MY_SIDE],
)
