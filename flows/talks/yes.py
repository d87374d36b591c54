"""After a yes (X-14) and after a soft one (X-13): no persuasion, only what comes next."""

from __future__ import annotations

from flows.engine import DONE, Flow, Turn, Values, Visit, hand_over, move, says


def values(turn: Turn) -> Values:
    """Fill in the lines to say, which are about days and names only."""
    lines = turn.words.tables["pieces"]["yes_lines"]
    return {key: str(line) for key, line in lines.items()}


def reported(turn: Turn) -> bool:
    """Tell whether a text says how it went on from there."""
    return turn.event.reading.outcome in ("yes", "soft_yes", "softer", "same", "harder")


def to_the_report(turn: Turn) -> None:
    """Ask whether that was understood rightly."""
    turn.next = Visit("after", "guess", turn.event.reading.outcome or "")


FLOW = Flow(
    "yes",
    ("home", "choose", "book", "prepare", "been", "stalling", "two_days", "gently", "day", "stopped", "rest"),
    [
        move("choose", "home", "choose"),
        move("day", "home", "day"),
        move("book", "home", "book"),
        move("prepare", "home", "prepare"),
        move("been", "home", "been"),
        move("book", "choose", "book"),
        move("prepare", "book", "prepare"),
        move("close", ["choose", "book", "prepare"], "rest"),
        move("again", "been", "rest"),
        move("other", "been", "choose"),
        move("stop", "been", "stopped"),
        move("other", "stopped", "choose"),
        move("close", ["stopped", "day"], "rest"),
        move("two_days", "stalling", "two_days"),
        move("gently", "stalling", "gently"),
        move("let_rest", "stalling", "rest"),
        move("yes", "stalling", "home"),
        move("close", ["two_days", "gently"], "rest"),
        move("been", "rest", "been"),
        move("home", "rest", "home"),
        move("said", ["home", "stalling", "rest"], DONE, to_the_report, reported),
        *(move("said", state, state, says("yes.unheard")) for state in ("home", "stalling", "rest")),
        move("after", "rest", DONE, hand_over("after")),
    ],
    values=values,
    asks=("book", "two_days", "gently", "day"),
    about_partner=True,
)
