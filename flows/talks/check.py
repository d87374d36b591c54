"""The check whether it has gone past a rough patch (S2-09, content 04): eight lines, no points, no grade.

The answers live in the open talk alone and are gone with it; the journey keeps the day. Once in four weeks at most.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from flows.engine import DONE, Callback, Condition, Flow, Move, Turn, Values, hand_over, move
from flows.model import Flag

PART_A = ("a1", "a2", "a3", "a4")
PART_C = ("c1", "c2", "c3", "c4")
LINES = (*PART_A, *PART_C)
ANSWERS = ("yes", "some", "no", "skip")
WITH_HOPE = ("friction", "sometimes", "stays")
"""Results after which another ask may be a step."""

GAP = timedelta(weeks=4)


def begin(turn: Turn) -> str:
    """Begin a visit: with a word on what it is, or with when the next one may be."""
    last = turn.journey.checked_on
    return "too_soon" if last is not None and turn.today - last < GAP else "intro"


def answers(turn: Turn) -> dict[str, str]:
    """Return the answers of this visit by line: they stand in the open talk as `a1:yes a2:no`."""
    pairs = (one.partition(":") for one in turn.frame.aim.split())
    return {line: answer for line, _, answer in pairs if line in LINES}


def answered(line: str, answer: str) -> Callback:
    """Return a callback that holds one answer for this visit; another one after the way back replaces it."""

    def hold(turn: Turn) -> None:
        held = {**answers(turn), line: answer}
        turn.keep_frame(aim=" ".join(f"{key}:{value}" for key, value in held.items()))
        if line == LINES[-1] and set(held.values()) != {"skip"}:
            turn.keep(checked_on=turn.today)

    hold.__name__ = f"{line}_{answer}"
    return hold


def _with_last(turn: Turn, answer: str) -> dict[str, str]:
    """Return the answers, the one that is being given to the last line included."""
    return {**answers(turn), LINES[-1]: answer}


def _yes(held: dict[str, str], lines: tuple[str, ...]) -> int:
    return len([line for line in lines if held.get(line) == "yes"])


def result(answer: str, kind: str) -> Condition:
    """Return a condition: with this answer to the last line, the check comes to that result."""

    def comes_to(turn: Turn) -> bool:
        return conclude(_with_last(turn, answer)) == kind

    comes_to.__name__ = f"comes_to_{kind}"
    return comes_to


def conclude(held: dict[str, str]) -> str:
    """Return what eight answers come to (the table of content 04). A "sometimes" beside a yes follows the yes."""
    if _yes(held, PART_C):
        return "heavier"
    if _yes(held, PART_A) == len(PART_A):
        return "all_four"
    if _yes(held, PART_A):
        return "stays"
    if "some" in held.values():
        return "sometimes"
    return "friction" if "no" in held.values() else "nothing"


def reason_known(turn: Turn) -> bool:
    """Tell whether the path was walked already, so that a smaller ask can begin at once."""
    return turn.journey.reason is not None


def afraid(turn: Turn) -> None:
    """Put the flag up: they are afraid of how the partner reacts."""
    turn.raise_flag(Flag.UP)


def unsure(turn: Turn) -> None:
    """Question 1 comes before the next ask."""
    turn.keep_safety(ask_first=True)
    turn.note("check.not_sure")


def values(turn: Turn) -> Values:
    """Fill in when the last check was, and from when on there may be another."""
    last = turn.journey.checked_on or turn.today
    return {"last": turn.words.day(last), "again": turn.words.day(last + GAP)}


def line_rows() -> list[Move]:
    """Return the rows of the eight lines; a heavy yes is asked about first."""
    rows = []
    asked_first = {"c2": "c2_afraid", "c3": "c3_you"}
    for here, there in pairwise(LINES):
        for answer in ANSWERS:
            heavy = answer == "yes" and here in asked_first
            rows.append(move(answer, here, asked_first[here] if heavy else there, answered(here, answer)))
    for answer in ANSWERS:
        kept = answered(LINES[-1], answer)
        kinds = ("heavier", "all_four", "stays", "sometimes", "friction")
        rows += [move(answer, LINES[-1], kind, kept, result(answer, kind)) for kind in kinds if _can_be(answer, kind)]
        rows.append(move(answer, LINES[-1], _otherwise(answer), kept))
    return rows


def _can_be(answer: str, kind: str) -> bool:
    """Tell whether a condition is needed: a yes to the last line is always heavy, and a no is never nothing."""
    return answer != "yes" and kind != _otherwise(answer)


def _otherwise(answer: str) -> str:
    return {"yes": "heavier", "some": "sometimes", "no": "friction", "skip": "nothing"}[answer]


FLOW = Flow(
    "check",
    (
        "intro",
        "too_soon",
        *PART_A,
        "c1",
        "c2",
        "c2_afraid",
        "c3",
        "c3_you",
        "c4",
        "nothing",
        "friction",
        "sometimes",
        "stays",
        "all_four",
        "heavier",
        "leaving",
    ),
    [
        move("begin", "intro", "a1"),
        move("close", ["intro", "too_soon"], DONE),
        move("alone", ["too_soon", "stays", "all_four"], DONE, hand_over("alone")),
        *line_rows(),
        move("yes", "c2_afraid", DONE, [afraid, hand_over("care", "listen")]),
        move("not_sure", "c2_afraid", "c3", unsure),
        move("no", "c2_afraid", "c3"),
        move("skip", "c2_afraid", "c3"),
        *(move(how, "c3_you", "c4") for how in ("fine", "tired", "skip")),
        move("low", "c3_you", DONE, hand_over("care", "hint", "crisis")),
        move("close", "nothing", DONE),
        move("ask", WITH_HOPE, DONE, hand_over("path", "smaller"), reason_known),
        move("ask", WITH_HOPE, DONE, hand_over("path")),
        *(move("own_side", state, DONE, hand_over("own_side")) for state in ("friction", "sometimes")),
        move("doors", ["stays", "all_four", "leaving"], DONE, hand_over("doors")),
        move("want", ["heavier", "leaving"], DONE, hand_over("alone", "want")),
        move("contact", "heavier", DONE, hand_over("alone", "contact")),
        move("leaving", "heavier", "leaving"),
        move("safety", "leaving", DONE, hand_over("care", "home")),
        move("close", ["friction", "sometimes", "stays", "all_four", "heavier", "leaving"], DONE),
    ],
    values=values,
    aside=True,
    enter=begin,
    about_partner=True,
)
