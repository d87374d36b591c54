"""After the ask: has it been asked, did they take up a door, did anything between you change (S1-04), what next."""

from __future__ import annotations

from collections.abc import Sequence

from flows.asking import rests_for
from flows.confirming import confirms, half_agrees, puts_right
from flows.engine import DONE, Callback, Condition, Flow, Move, Turn, hand_over, move, says
from flows.guessing import reread, told_at_the_no
from flows.reporting import (
    BEHIND_A_YES,
    REPORTED,
    another_reason,
    another_reason_heard,
    asked_often,
    changed,
    dated,
    door_is,
    heard,
    heard_change,
    keep_as,
    keep_guess,
    keep_heard,
    keep_old_reason,
    long_since,
    may_ask,
    reported,
    stop_here,
    take_new_reason,
    told_a_reason,
    values,
    was,
)

CHANGES = ("softer", "same", "harder")
SAID = {"softer": ("softer", "better"), "same": ("same",), "harder": ("harder", "worse")}
"""By which reports a text says how it is between them."""


def begin(turn: Turn) -> str:
    """Begin a visit: while a plan waits, ask how it went; where that was told lately, it rests.

    Without a plan there is nothing to look back on.
    """
    if turn.journey.card is None:
        return "no_plan"
    return "rest" if told_lately(turn) else "waiting"


def told_lately(turn: Turn) -> bool:
    """Tell whether it was told how an ask went, so short a while ago that none has come since."""
    asks, card = turn.journey.asks, turn.journey.card
    dated = card is not None and card.return_on is not None
    return bool(asks) and not dated and turn.today - asks[-1].on < rests_for(asks[-1])


def interrupts(turn: Turn) -> bool:
    """Tell whether this was heard in the midst of the path or the plan, which go on where it was misheard."""
    below = turn.journey.stack[-2:-1]
    return bool(below) and below[0].talk in ("path", "card")


def result_rows() -> list[Move]:
    """Return the rows by which a no leads to what it calls for, with a new reason on the way where there is one."""
    rows = [
        *(move(how, "change", "when_was_it", changed(how), long_since) for how in CHANGES),
        move("softer", "change", "now_said", changed("softer")),
        move("same", "change", "now_said", changed("same")),
        move("harder", "change", "harder", changed("harder")),
        *(move("said", "change", "when_was_it", changed(how), [heard(*SAID[how]), long_since]) for how in CHANGES),
        move("said", "change", "now_said", changed("softer"), heard(*SAID["softer"])),
        move("said", "change", "now_said", changed("same"), heard(*SAID["same"])),
        move("said", "change", "harder", changed("harder"), heard(*SAID["harder"])),
        move("said", "change", "change", says("after.which_change")),
        *confirmed_rows("yes"),
        *confirmed_rows("said", confirms),
        move("said", "now_said", "shift", keep_guess, another_reason),
    ]
    onward: list[tuple[str, str, Sequence[Callback]]] = [
        ("said", "now_said", ()),
        ("skip", "now_said", ()),
        ("yes", "shift", [take_new_reason]),
        ("no", "shift", [keep_old_reason]),
    ]
    for trigger, state, before in onward:
        rows += [
            move(trigger, state, "softer", before, was("softer")),
            move(trigger, state, "same", before),
        ]
    return rows


def confirmed_rows(trigger: str, *when: Condition) -> list[Move]:
    """Return the rows by which what was understood is so, by a tap or in words."""
    rows: list[tuple[str, str, Sequence[Condition]]] = [
        ("fight", "harder", [door_is("fight")]),
        *(("when_was_it", how, [heard_change(how), long_since]) for how in CHANGES),
        ("shift", "softer", [heard_change("softer"), another_reason_heard]),
        ("softer", "softer", [heard_change("softer")]),
        ("shift", "same", [heard_change("same"), another_reason_heard]),
        ("same", "same", [heard_change("same")]),
        ("harder", "harder", [heard_change("harder")]),
    ]
    return [
        *(move(trigger, "guess", there, changed(how), [*when, *also]) for there, how, also in rows),
        move(trigger, "guess", "change", (), when),
    ]


def dating_rows() -> list[Move]:
    """Return the rows of an ask that is told of long after the day on the plan: it is dated before it is counted."""
    return [
        move("months", "when_was_it", "long_ago", dated("months")),
        move("weeks", "when_was_it", "long_ago", dated("weeks")),
        move("days", "when_was_it", "harder", (), was("harder")),
        move("days", "when_was_it", "shift", (), another_reason_heard),
        move("days", "when_was_it", "softer", (), heard_change("softer")),
        move("days", "when_was_it", "same", (), heard_change("same")),
        move("days", "when_was_it", "now_said"),
    ]


def yes_rows() -> list[Move]:
    """Return the rows of a yes and of a soft one: both go on in the talk of logistics (X-13, X-14).

    A yes after which it is harder between them is looked at before anything is booked.
    """
    rows = []
    for kind, (counts_as, state) in BEHIND_A_YES.items():
        for how in CHANGES:
            begins = "at_a_price" if how == "harder" and counts_as == "yes" else state
            to_yes = [changed(how), hand_over("yes", begins)]
            rows.append(move(how, "change", DONE, to_yes, door_is(kind)))
            rows.append(move("said", "change", DONE, to_yes, [door_is(kind), heard(*SAID[how])]))
    return rows


FLOW = Flow(
    "after",
    (
        "no_plan",
        "waiting",
        "guess",
        "door",
        "change",
        "now_said",
        "shift",
        "held_up",
        "softer",
        "same",
        "harder",
        "fight",
        "when_was_it",
        "long_ago",
        "plan_b",
        "enough",
        "rest",
    ),
    [
        move("path", "no_plan", DONE, hand_over("path")),
        move("close", "no_plan", DONE),
        move("asked", "waiting", "door"),
        move("not_yet", "waiting", "held_up"),
        move("plan", "waiting", DONE, hand_over("card")),
        move("said", "waiting", "held_up", (), heard("not_yet")),
        move("said", "waiting", "guess", keep_heard, heard(*REPORTED)),
        *(move("said", state, "door", (), heard("asked")) for state in ("waiting", "rest")),
        move("said", "waiting", "guess", keep_as("harder"), heard("worse")),
        *(move("said", state, state, says("after.better"), heard("better")) for state in ("waiting", "rest")),
        move("said", "rest", "rest", says("after.worse"), heard("worse")),
        move("said", "door", "guess", keep_heard, heard(*REPORTED)),
        move("said", "door", "door", says("after.better"), heard("better")),
        *(move("said", state, "guess", keep_as("same"), told_a_reason) for state in ("waiting", "door")),
        move("said", "door", "door", says("after.which_door")),
        *(move("said", state, "enough", (), heard("enough")) for state in ("waiting", "rest")),
        *(move(talk, "enough", DONE, hand_over(talk)) for talk in ("alone", "check")),
        move("keep", "enough", "rest"),
        move("said", "waiting", "waiting", says("after.unheard")),
        move("no", "guess", DONE, reread, told_at_the_no),
        move("no", "guess", DONE, (), interrupts),
        move("no", "guess", "door"),
        move("not_yet", "door", "held_up"),
        move("said", "guess", DONE, reread, [told_at_the_no, told_a_reason]),
        move("said", "guess", "guess", keep_as("soft_yes"), [door_is("yes"), half_agrees]),
        move("said", "guess", "change", (), [door_is("soft_yes"), half_agrees]),
        move("yes", "door", "change", reported("yes")),
        move("later", "door", "change", reported("later")),
        move("no", "door", "change", reported("no")),
        move("fight", "door", "fight", [reported("fight"), changed("harder")]),
        *yes_rows(),
        *result_rows(),
        move("said", "guess", "guess", keep_heard, puts_right),
        move("said", "guess", "door"),
        *dating_rows(),
        move("unsafe", "change", DONE, [stop_here, hand_over("care", "listen")]),
        move("moment", "held_up", DONE, hand_over("path", "moment")),
        move("words", "held_up", DONE, hand_over("card", "words")),
        move("smaller", "held_up", DONE, hand_over("path", "smaller")),
        move("not_ready", "held_up", "rest"),
        *(move("keep", how, "rest") for how in ("softer", "same", "harder", "fight", "long_ago")),
        *(move("change", how, DONE, hand_over("path", "smaller")) for how in ("softer", "same", "long_ago")),
        *(move("doors", how, DONE, hand_over("doors")) for how in ("softer", "same", "long_ago")),
        *(move("check", how, DONE, hand_over("check")) for how in ("softer", "same", "long_ago")),
        *(move("own_side", how, DONE, hand_over("own_side")) for how in ("harder", "fight")),
        *(move("plan_b", how, "plan_b") for how in ("softer", "same", "harder")),
        *(move("unsafe", how, DONE, [stop_here, hand_over("care", "listen")]) for how in ("harder", "fight")),
        move("keep", "plan_b", "rest"),
        move("plan", "plan_b", DONE, hand_over("card", "plan_b")),
        move("alone", "plan_b", DONE, hand_over("alone")),
        move("asked", "rest", "door"),
        move("plan", "rest", DONE, hand_over("card")),
        move("smaller", "rest", DONE, hand_over("path", "smaller")),
        move("said", "rest", "guess", keep_heard, heard(*REPORTED)),
        move("said", "rest", "guess", keep_as("same"), told_a_reason),
        move("said", "rest", "rest", says("after.unheard")),
    ],
    values=values,
    shows={
        **{(how, "change"): may_ask for how in ("softer", "same", "long_ago")},
        **{(how, "check"): asked_often for how in ("softer", "same", "long_ago")},
    },
    enter=begin,
    for_two=True,
    about_partner=True,
)
