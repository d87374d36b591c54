"""After the ask: has it been asked, did they take up a door, did anything between you change (S1-04), what next."""

from __future__ import annotations

from flows.engine import DONE, Callback, Condition, Flow, Turn, Values, hand_over, move
from flows.fields import card_values
from flows.model import Ask, Flag

REPORTED = {
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
    """Return a callback that notes an ask and its door; on a soft flag, question 1 comes before the next one."""

    def note_ask(turn: Turn) -> None:
        turn.keep(asks=(*turn.journey.asks, Ask(on=turn.today, door=door)))
        if turn.journey.safety.flag is Flag.SOFT:
            turn.keep_safety(ask_first=True)

    note_ask.__name__ = f"door_{door}"
    return note_ask


def changed(change: str) -> Callback:
    """Return a callback that adds to the last ask whether anything between the two changed."""

    def note_change(turn: Turn) -> None:
        *earlier, last = turn.journey.asks
        turn.keep(asks=(*earlier, last.model_copy(update={"change": change})))

    note_change.__name__ = f"change_{change}"
    return note_change


def door_is(door: str) -> Condition:
    """Return a condition on the answer about the door."""

    def is_door(turn: Turn) -> bool:
        return turn.journey.asks[-1].door == door

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
    """Note the ask as it was reported in free text."""
    reported(str(REPORTED[turn.frame.aim][0]))(turn)


def stop_here(turn: Turn) -> None:
    """Unsafe: the flag goes up, and care comes first."""
    changed("unsafe")(turn)
    turn.raise_flag(Flag.UP)


def understood_change(turn: Turn) -> bool:
    """Tell whether the free text also said what changed between the two."""
    return REPORTED[turn.frame.aim][1] is not None


def heard_change(change: str) -> Condition:
    """Return a condition: the free text said that it went this way."""

    def is_change(turn: Turn) -> bool:
        return REPORTED[turn.frame.aim][1] == change

    is_change.__name__ = f"heard_{change}"
    return is_change


def new_round(turn: Turn) -> None:
    """Begin a smaller ask: the old one and its words leave the card, the rest stays."""
    turn.keep_card(ask="", words="", return_on=None)


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
        "moved": reason["moved"],
        "door": reason["door"],
    }


def _back_on(turn: Turn) -> str:
    day = turn.journey.card.return_on if turn.journey.card else None
    return str(turn.words.tables["pieces"]["back_on"]["dated"]).format(day=turn.words.day(day)) if day else ""


FLOW = Flow(
    "after",
    ("no_plan", "waiting", "guess", "door", "change", "held_up", "softer", "same", "harder", "plan_b", "rest"),
    [
        move("path", "no_plan", DONE, hand_over("path")),
        move("close", "no_plan", DONE),
        move("asked", "waiting", "door"),
        move("not_yet", "waiting", "held_up"),
        move("plan", "waiting", DONE, hand_over("card")),
        move("said", "waiting", "held_up", (), heard("not_yet")),
        move("said", "waiting", "guess", keep_heard, heard(*REPORTED)),
        move("said", "waiting", "waiting"),
        move("yes", "guess", "softer", [heard_door, changed("softer")], heard_change("softer")),
        move("yes", "guess", "same", [heard_door, changed("same")], heard_change("same")),
        move("yes", "guess", "harder", [heard_door, changed("harder")], heard_change("harder")),
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
        move("said", "rest", "rest"),
    ],
    values=values,
    enter=begin,
    about_partner=True,
)
