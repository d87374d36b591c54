"""After the ask: has it been asked, did they take up a door, did anything between you change (S1-04), what next."""

from __future__ import annotations

from collections.abc import Mapping

from flows.engine import DONE, Callback, Condition, Flow, Turn, Values, hand_over, move, says
from flows.fields import card_values
from flows.model import Ask, Flag

REPORTED: Mapping[str, tuple[str, str | None]] = {
    "yes": ("yes", None),
    "soft_yes": ("later", None),
    "softer": ("no", "softer"),
    "same": ("no", "same"),
    "harder": ("no", "harder"),
}
"""What a free text may report, and what it says of the two questions."""


def begin(turn: Turn) -> str:
    """Begin a visit: while a plan waits, ask how it went; without a plan there is nothing to look back on."""
    return "waiting" if turn.journey.card else "no_plan"


def reported(door: str) -> Callback:
    """Return a callback that remembers the answer about the door until the other one is given (S1-04)."""

    def remember(turn: Turn) -> None:
        turn.keep_frame(aim=door)

    remember.__name__ = f"door_{door}"
    return remember


def changed(change: str) -> Callback:
    """Return a callback that notes the ask with both answers; on a soft flag, question 1 comes before the next one."""

    def note_ask(turn: Turn) -> None:
        ask = Ask.model_validate({"on": turn.today, "door": _door(turn), "change": change})
        turn.keep(asks=(*turn.journey.asks, ask))
        if turn.journey.safety.flag is Flag.SOFT:
            turn.keep_safety(ask_first=True)

    note_ask.__name__ = f"change_{change}"
    return note_ask


def _door(turn: Turn) -> str:
    return REPORTED[turn.frame.aim][0] if turn.frame.aim in REPORTED else turn.frame.aim


def door_is(door: str) -> Condition:
    """Return a condition on the answer about the door."""

    def is_door(turn: Turn) -> bool:
        return turn.frame.aim == door

    is_door.__name__ = f"door_is_{door}"
    return is_door


def heard(*outcomes: str) -> Condition:
    """Return a condition on what a free text reports."""

    def is_heard(turn: Turn) -> bool:
        return turn.event.reading.outcome in outcomes

    is_heard.__name__ = "heard_" + "_or_".join(outcomes)
    return is_heard


def keep_heard(turn: Turn) -> None:
    """Keep what was understood for the question whether it is so."""
    turn.keep_frame(aim=turn.event.reading.outcome or "")


def heard_door(turn: Turn) -> None:
    """Remember the door as it was reported in free text."""
    turn.keep_frame(aim=_door(turn))


def stop_here(turn: Turn) -> None:
    """Raise the flag: care comes first, and why is stored nowhere."""
    turn.raise_flag(Flag.UP)


def heard_change(change: str) -> Condition:
    """Return a condition: the free text said that it went this way."""

    def is_change(turn: Turn) -> bool:
        return REPORTED[turn.frame.aim][1] == change

    is_change.__name__ = f"heard_{change}"
    return is_change


def new_round(turn: Turn) -> None:
    """Begin a smaller ask: the day leaves the card now, the old ask and its words when a new one is picked."""
    turn.keep_card(return_on=None)


def values(turn: Turn) -> Values:
    """Fill in the card, and what belongs to the reason."""
    words = turn.words
    reason = words.reason(turn.journey.reason or "unclear")
    heard_as = words.tables["pieces"]["outcomes"].get(turn.frame.aim, "")
    return {
        **card_values(turn),
        "heard": str(heard_as),
        "back_on": _back_on(turn),
        "after_no": reason["after_no"],
        "week": reason["week"],
        "plan_b_line": _plan_b(turn),
        "plan_b_label": str(words.tables["pieces"]["plan_b"]["change" if _plan_b(turn) else "write"]),
        "moved": reason["moved"],
        "door": reason["door"],
    }


def _plan_b(turn: Turn) -> str:
    plan_b = turn.journey.card.plan_b if turn.journey.card else ""
    return str(turn.words.tables["pieces"]["plan_b"]["line"]).format(plan_b=plan_b) if plan_b else ""


def _back_on(turn: Turn) -> str:
    day = turn.journey.card.return_on if turn.journey.card else None
    return str(turn.words.tables["pieces"]["back_on"]["dated"]).format(day=turn.words.day(day)) if day else ""


FLOW = Flow(
    "after",
    (
        "no_plan",
        "waiting",
        "guess",
        "door",
        "change",
        "held_up",
        "softer",
        "same",
        "harder",
        "plan_b",
        "rest",
        "parted",
    ),
    [
        move("path", "no_plan", DONE, hand_over("path")),
        move("close", "no_plan", DONE),
        move("asked", "waiting", "door"),
        move("not_yet", "waiting", "held_up"),
        move("plan", "waiting", DONE, hand_over("card")),
        move("said", "waiting", "held_up", (), heard("not_yet")),
        move("said", "waiting", "guess", keep_heard, heard(*REPORTED)),
        move("said", "waiting", "parted", (), heard("parted")),
        move("said", "waiting", "waiting", says("after.unheard")),
        move("yes", "guess", "softer", changed("softer"), heard_change("softer")),
        move("yes", "guess", "same", changed("same"), heard_change("same")),
        move("yes", "guess", "harder", changed("harder"), heard_change("harder")),
        move("yes", "guess", "change", heard_door),
        move("no", "guess", "waiting"),
        move("said", "guess", "guess", keep_heard, heard(*REPORTED)),
        move("said", "guess", "waiting"),
        move("yes", "door", "change", reported("yes")),
        move("later", "door", "change", reported("later")),
        move("no", "door", "change", reported("no")),
        *(
            move(how, "change", DONE, [changed(how), hand_over("yes")], door_is("yes"))
            for how in ("softer", "same", "harder")
        ),
        *(
            move(how, "change", DONE, [changed(how), hand_over("yes", "stalling")], door_is("later"))
            for how in ("softer", "same", "harder")
        ),
        *(move(how, "change", how, changed(how)) for how in ("softer", "same", "harder")),
        move("unsafe", "change", DONE, [stop_here, hand_over("care", "listen")]),
        move("moment", "held_up", DONE, hand_over("path", "moment")),
        move("words", "held_up", DONE, hand_over("card", "words")),
        move("smaller", "held_up", DONE, [new_round, hand_over("path", "smaller")]),
        move("not_ready", "held_up", "rest"),
        *(move("keep", how, "rest") for how in ("softer", "same", "harder")),
        *(move("change", how, DONE, [new_round, hand_over("path", "smaller")]) for how in ("softer", "same")),
        *(move("plan_b", how, "plan_b") for how in ("softer", "same", "harder")),
        move("unsafe", "harder", DONE, [stop_here, hand_over("care", "listen")]),
        move("keep", "plan_b", "rest"),
        move("plan", "plan_b", DONE, hand_over("card", "plan_b")),
        move("asked", "rest", "door"),
        move("plan", "rest", DONE, hand_over("card")),
        move("said", "rest", "guess", keep_heard, heard(*REPORTED)),
        move("said", "rest", "parted", (), heard("parted")),
        move("said", "rest", "rest", says("after.unheard")),
        move("wipe", "parted", DONE, hand_over("data", "wipe")),
        move("not_now", "parted", DONE),
    ],
    values=values,
    enter=begin,
    about_partner=True,
)
