"""Life happens: parted, someone new, a baby, a loss, an affair, too much at once, moved out. The path bends.

Once the weeks are over it asks how it is now, before it proposes another ask.
"""

from __future__ import annotations

from datetime import timedelta

from flows.engine import DONE, Callback, Condition, Flow, Turn, Values, hand_over, move, says
from flows.fields import FRESH
from flows.model import Bend, Flag
from flows.reminding import KINDS, drop, switch_off

RESTS = timedelta(weeks=6)
"""How long the asking rests after something big (content 08)."""

SHOWN_ONCE = frozenset(
    {"parted", "parted_since", "baby", "loss", "load", "affair", "apart", "together", "still", "week"}
)
"""What says how it is now, and asks nothing that can wait: on another day it isn't said again."""

FOR_TWO = frozenset({"path", "after", "pace", "yes", "doors", "whattosay"})


def heard(kind: str) -> Condition:
    """Return a condition on what was understood of the text that opened this visit."""

    def is_heard(turn: Turn) -> bool:
        return turn.frame.aim == kind

    is_heard.__name__ = f"told_of_{kind}"
    return is_heard


def rests(kind: str) -> Callback:
    """Return a callback that lets the asking rest for a while because of this."""

    def bend(turn: Turn) -> None:
        turn.keep(bend=Bend.model_validate({"kind": kind, "until": turn.today + RESTS}))
        leave_asking(turn)

    bend.__name__ = f"rests_{kind}"
    return bend


def parted(turn: Turn) -> None:
    """Stop the asking for good: what leads up to an ask is put away, the plan stays till it is deleted."""
    turn.keep(bend=Bend(kind="parted"))
    leave_asking(turn)
    if turn.journey.card is not None:
        turn.keep_card(return_on=None)


def leave_asking(turn: Turn) -> None:
    """Put away the talks that lead up to an ask; they begin anew when they are opened again."""
    *below, top = turn.journey.stack
    turn.keep(stack=(*(frame for frame in below if frame.talk not in FOR_TWO), top))


def calmer(turn: Turn) -> None:
    """Let the path go on as it was."""
    turn.keep(bend=None)


def rests_again(turn: Turn) -> None:
    """Let the asking rest for as long again; what it rests for stays."""
    bend = turn.journey.bend
    if bend is not None:
        turn.keep(bend=bend.model_copy(update={"until": turn.today + RESTS}))
    leave_asking(turn)


def afraid(turn: Turn) -> None:
    """Put the flag up: somebody moved out of fear."""
    turn.raise_flag(Flag.UP)


def begin_fresh(turn: Turn) -> None:
    """Erase the old path, plan and notes; consent, safety, country and settings stay, and question 1 comes again."""
    turn.keep(**FRESH, stack=turn.journey.stack[-1:])
    drop(turn, *KINDS)
    turn.keep_safety(ask_first=True)


def values(turn: Turn) -> Values:
    """Fill in until when the asking rests."""
    bend, told = turn.journey.bend, turn.words.tables["pieces"]["life"]
    return {
        "heard": str(told.get(turn.frame.aim, told["load"])),
        "since": str(turn.words.tables["pieces"]["life_since"][bend.kind if bend else "load"]),
        "week": str(turn.words.tables["pieces"]["life_week"][bend.kind if bend else "load"]),
        "until": turn.words.day(bend.until if bend and bend.until else turn.today + RESTS),
    }


FLOW = Flow(
    "life",
    (
        "home",
        "heard",
        "parted",
        "parted_since",
        "someone_new",
        "baby",
        "loss",
        "load",
        "affair",
        "moved",
        "apart",
        "leaving",
        "together",
        "since",
        "still",
        "week",
    ),
    [
        move("parted", ["home", "moved"], "parted", parted),
        move("someone_new", ["home", "parted_since"], "someone_new"),
        *(move(kind, "home", kind, rests(kind)) for kind in ("baby", "loss", "load", "affair")),
        *(move("yes", "heard", kind, rests(kind), heard(kind)) for kind in ("baby", "loss", "affair")),
        move("yes", "heard", "parted", parted, heard("parted")),
        move("yes", "heard", "load", rests("load")),
        move("go_on", "heard", DONE),
        move("no", "heard", "home"),
        move("calmer", "since", DONE, calmer),
        move("still", "since", "still", rests_again),
        move("home", "since", "home"),
        move("moved", "home", "moved"),
        move("leaving", "home", "leaving"),
        move("doors", "leaving", DONE, hand_over("doors", "door", "D10")),
        move("own", "leaving", DONE, hand_over("alone", "want")),
        move("afraid", "leaving", DONE, hand_over("safe_check", "fear")),
        move("close", "leaving", DONE),
        move("close", "home", DONE),
        move("own", ["parted", "parted_since", "apart"], DONE, hand_over("alone", "want")),
        move("wipe", "parted", DONE, hand_over("data", "wipe")),
        move("off", "parted", "parted", [switch_off, says("remind.off")]),
        move("not_now", ["parted", "parted_since"], DONE),
        move("together", "parted_since", "together", rests("moved")),
        move("yes", "someone_new", DONE, [begin_fresh, says("life.erased"), hand_over("path")]),
        move("no", "someone_new", DONE),
        move("own_side", ["baby", "load", "still"], DONE, hand_over("own_side")),
        move("heard", ["loss", "affair", "week"], DONE, hand_over("alone", "heard")),
        move("own", "affair", DONE, hand_over("alone", "want")),
        move("agreed", "moved", "apart", rests("moved")),
        move("row", "moved", "apart", rests("moved")),
        move("afraid", "moved", DONE, [afraid, hand_over("care", "listen")]),
        move("close", sorted(SHOWN_ONCE - {"parted", "parted_since"}), DONE),
    ],
    values=values,
    shows={("parted", "off"): lambda turn: bool(turn.journey.reminders.planned)},
    aside=True,
    about_partner=True,
)
