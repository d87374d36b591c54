"""After a yes (X-14) and after a soft one (X-13): no persuasion, only what comes next."""

from __future__ import annotations

from flows.engine import DONE, Flow, Turn, Values, hand_over, move


def values(turn: Turn) -> Values:
    """Fill in the lines to say, which are about days and names only."""
    lines = turn.words.tables["pieces"]["yes_lines"]
    return {key: str(line) for key, line in lines.items()}


FLOW = Flow(
    "yes",
    ("home", "choose", "book", "prepare", "been", "stalling", "two_days", "gently", "rest"),
    [
        move("choose", "home", "choose"),
        move("book", "home", "book"),
        move("prepare", "home", "prepare"),
        move("been", "home", "been"),
        move("book", "choose", "book"),
        move("prepare", "book", "prepare"),
        move("close", ["choose", "book", "prepare"], "rest"),
        move("again", "been", "rest"),
        move("other", "been", "choose"),
        move("stop", "been", DONE, hand_over("card", "plan_b")),
        move("two_days", "stalling", "two_days"),
        move("gently", "stalling", "gently"),
        move("let_rest", "stalling", "rest"),
        move("yes", "stalling", "home"),
        move("close", ["two_days", "gently"], "rest"),
        move("been", "rest", "been"),
        move("home", "rest", "home"),
        move("said", "rest", "rest"),
        move("after", "rest", DONE, hand_over("after")),
    ],
    values=values,
    about_partner=True,
)
