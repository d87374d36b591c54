"""After a yes (X-14) and after a soft one (X-13): no persuasion, only what comes next."""

from __future__ import annotations

from datetime import timedelta

from flows.asking import rest_until, stalls
from flows.engine import DONE, Flow, Move, Turn, Values, Visit, hand_over, move, says
from flows.model import Ask, Flag
from flows.reporting import heard
from flows.typed import asks, says_one_of

TWICE = 2

AFTER_A_CHANGE_OF_MIND = timedelta(weeks=4)
"""How long a yes that was taken back is left alone (content 08)."""

DETAILS = ("choose", "call", "book", "session", "share", "prepare")
"""What may come between a yes and the first session, each with a way to leave it for now."""

LISTENS = (
    "home",
    "day",
    "book",
    "soft",
    "rest",
    "been",
    "stalling",
    "two_days",
    "gently",
    "thinking",
    "cancelled",
    "tried",
    "faults",
)
"""States in which a text may tell how it went on."""

TELLS = {"been": "been", "soft_yes": "soft", "cancelled": "cancelled", "went_once": "tried"}
"""What a text may tell here, and the state that helps with it."""


def values(turn: Turn) -> Values:
    """Fill in the lines to say, which are about days and names only, and until when a stalled yes rests."""
    lines = turn.words.tables["pieces"]["yes_lines"]
    rest_day = turn.words.day(rest_until(turn.journey, turn.today))
    return {
        **{key: str(line) for key, line in lines.items()},
        "rest_day": rest_day,
        "back_day": turn.words.day(turn.today + AFTER_A_CHANGE_OF_MIND),
    }


def stalled_twice(turn: Turn) -> bool:
    """Tell whether a yes came to nothing more than once within a year."""
    return stalls(turn.journey, turn.today) >= TWICE


def once_more(turn: Turn) -> bool:
    """Tell whether a text says that it fell through before."""
    return says_one_of(turn.event.text, "once_more", turn.words) and not asks(turn.event.text, turn.words)


def reported(turn: Turn) -> bool:
    """Tell whether a text says that it was a no after all, or a yes once more."""
    return turn.event.reading.outcome in ("yes", "softer", "same", "harder", "fight")


def to_the_report(turn: Turn) -> None:
    """Ask whether that was understood rightly."""
    turn.next = Visit("after", "guess", turn.event.reading.outcome or "")


def taken_back(turn: Turn) -> None:
    """Note that a yes was taken back: it counts as neither a yes nor a no (content 14)."""
    rung = turn.journey.asks[-1].rung if turn.journey.asks else 0
    turn.keep(asks=(*turn.journey.asks, Ask(on=turn.today, door="later", change="same", rung=rung)))


def stop_here(turn: Turn) -> None:
    """Put the flag up: care comes first, and why is stored nowhere."""
    turn.raise_flag(Flag.UP)


def soft_rows() -> list[Move]:
    """Return the rows of a yes that came to nothing: each kind has its own help."""
    return [
        move("stalling", "soft", "twice", (), stalled_twice),
        move("stalling", "soft", "stalling"),
        *(move(state, "soft", state) for state in ("thinking", "faults", "tried", "cancelled")),
        move("remind", "thinking", DONE, hand_over("remind")),
        move("took_back", "soft", "took_back", taken_back),
        move("yes", "soft", "home"),
        move("two_days", "stalling", "two_days"),
        move("gently", "stalling", "gently"),
        move("own_side", "twice", DONE, hand_over("own_side")),
        move("they_choose", "faults", "rest"),
        move("other", "tried", "choose"),
        move("doors", ["twice", "faults", "tried", "cancelled", "took_back", "stopped"], DONE, hand_over("doors")),
        move("let_rest", ["stalling", "twice", "faults", "tried", "cancelled", "took_back"], "rest"),
        move("own_side", ["thinking", "took_back"], DONE, hand_over("own_side")),
        move("close", ["thinking", "two_days", "gently"], "rest"),
    ]


FLOW = Flow(
    "yes",
    (
        "home",
        "at_a_price",
        *DETAILS,
        "been",
        "day",
        "soft",
        "thinking",
        "stalling",
        "twice",
        "two_days",
        "gently",
        "faults",
        "tried",
        "cancelled",
        "took_back",
        "stopped",
        "rest",
    ),
    [
        move("home", "at_a_price", "home"),
        move("gently", "at_a_price", "gently"),
        move("unsafe", "at_a_price", DONE, [stop_here, hand_over("care", "listen")]),
        *(move(state, "home", state) for state in ("choose", "book", "session", "been", "day", "soft")),
        move("call", "choose", "call"),
        move("book", ["choose", "call"], "book"),
        move("session", "book", "session"),
        move("share", "session", "share"),
        move("prepare", ["book", "session", "share"], "prepare"),
        move("close", [*DETAILS, "day", "stopped"], "rest"),
        move("again", "been", "rest"),
        move("other", ["been", "stopped"], "choose"),
        move("stop", "been", "stopped"),
        *soft_rows(),
        move("been", "rest", "been"),
        move("home", "rest", "home"),
        move("soft", "rest", "soft"),
        move("said", "cancelled", "twice", (), once_more),
        move("said", LISTENS, "twice", (), [heard("cancelled"), once_more]),
        *(move("said", source, state, (), heard(told)) for told, state in TELLS.items() for source in LISTENS),
        move("said", LISTENS, "took_back", taken_back, heard("took_back")),
        move("said", LISTENS, DONE, to_the_report, reported),
        *(move("said", state, state, says("after.better"), heard("better")) for state in LISTENS),
        *(move("said", state, state, says("after.worse"), heard("worse")) for state in LISTENS),
        *(move("said", state, state, says("yes.unheard")) for state in LISTENS),
        move("after", "rest", DONE, hand_over("after")),
    ],
    values=values,
    asks=("book", "two_days", "gently", "day", "faults", "tried", "cancelled", "share"),
    for_two=True,
    about_partner=True,
)
