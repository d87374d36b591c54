"""The safety screen (content 10.2): five lines and one tap; the same five as single questions when it is redone.

Which line it was is never stored, only how many answers of each kind there were while a round is open.
"""

from __future__ import annotations

from itertools import pairwise

from flows.alarm import because_of
from flows.engine import DONE, Callback, Condition, Flow, Move, Turn, Values, hand_over, move
from flows.gates import BEFORE_AN_ASK
from flows.model import Flag

QUESTIONS = ("fear", "hurt", "control", "pushed", "raising")
LAST = QUESTIONS[-1]
ENOUGH_SKIPPED = 3


def flag(value: Flag) -> Callback:
    """Return a callback that sets the safety flag."""

    def set_flag(turn: Turn) -> None:
        turn.raise_flag(value)

    set_flag.__name__ = f"flag_{value}"
    return set_flag


def count(answer: str) -> Callback:
    """Return a callback that counts one answer of the open round, and acts on it at once.

    Whoever leaves the round half-way keeps the strictest answer so far; only a whole round lifts the flag.
    """

    def add(turn: Turn) -> None:
        safety = turn.journey.safety
        turn.keep_safety(**{answer: getattr(safety, answer) + 1})
        if answer == "yes":
            turn.keep_safety(flag=Flag.UP, on=turn.today, before_words=None)
        elif answer == "unsure" and safety.flag is not Flag.UP:
            turn.keep_safety(flag=Flag.SOFT, on=turn.today, ask_first=True)

    add.__name__ = f"count_{answer}"
    return add


def rather_not(turn: Turn) -> None:
    """Go on without an answer; question 1 comes back before the first ask."""
    turn.note("safe_check.rather_not")
    flag(Flag.DOWN)(turn)
    turn.keep_safety(ask_first=True)


def all_clear(turn: Turn) -> None:
    """None of the five: go on."""
    turn.note("safe_check.none")
    flag(Flag.DOWN)(turn)


def cleared(turn: Turn) -> None:
    """Question 1 was answered "no": this ask may go on; while the flag is soft it comes again before the next."""
    if asked_before_an_ask(turn):
        turn.keep_safety(ask_first=False)


def asked_before_an_ask(turn: Turn) -> bool:
    """Tell whether question 1 stood before an ask: "go on" then lets this ask pass, and the next is asked about."""
    return turn.frame.aim == BEFORE_AN_ASK


def asked_alone(turn: Turn) -> bool:
    """Tell whether line 2 stood alone, after a hint or on the screen, and not in a round of five."""
    return not {"hurt_ask", "which"}.isdisjoint(turn.frame.trail)


def values(turn: Turn) -> Values:
    """Fill in the words that a question was asked because of."""
    return {"because": because_of(turn)}


def begin_round(turn: Turn) -> None:
    """Forget the counts of a round that was left half-way."""
    turn.keep_safety(yes=0, unsure=0, skipped=0)


def unchanged(turn: Turn) -> None:
    """End a round of mostly skipped questions: the flag stays as it was."""
    turn.note("safe_check.unchanged")
    turn.keep_safety(yes=0, unsure=0, skipped=0)


def ends(note: str, value: Flag) -> list[Callback]:
    """Return the callbacks that end a round with a flag and a note about it."""

    def tell(turn: Turn) -> None:
        turn.note(f"safe_check.{note}")

    tell.__name__ = f"say_{note}"
    return [tell, flag(value)]


def any_yes(turn: Turn) -> bool:
    """Tell whether an earlier line of the round was named."""
    return turn.journey.safety.yes > 0


def any_unsure(turn: Turn) -> bool:
    """Tell whether an earlier line of the round was answered "not sure"."""
    return turn.journey.safety.unsure > 0


def mostly_skipped(turn: Turn) -> bool:
    """Tell whether too many lines were skipped to conclude anything."""
    return turn.journey.safety.skipped >= ENOUGH_SKIPPED


def skipped_with_this(turn: Turn) -> bool:
    """Tell the same while one more line is being skipped."""
    return turn.journey.safety.skipped + 1 >= ENOUGH_SKIPPED


def round_of_five() -> list[Move]:
    """Return the rows of the single questions, up to the last one."""
    rows = []
    for here, there in pairwise(QUESTIONS):
        first = [begin_round] if here == QUESTIONS[0] else []
        rows += [
            move("no", here, there, first),
            move("not_sure", here, there, [*first, count("unsure")]),
            move("yes", here, "lately" if here == "hurt" else there, [*first, count("yes")]),
            move("skip", here, there, [*first, count("skipped")]),
        ]
    return rows


def verdict() -> list[Move]:
    """Return the rows of the last question: any yes is up, else any not sure is soft, else down (content 10.2)."""
    up = [flag(Flag.UP), hand_over("care", "listen")]
    soft, down = ends("soft", Flag.SOFT), ends("down", Flag.DOWN)

    def rows(trigger: str, skipped: Condition) -> list[Move]:
        return [
            move(trigger, LAST, DONE, up, any_yes),
            move(trigger, LAST, DONE, soft, any_unsure),
            move(trigger, LAST, DONE, unchanged, skipped),
            move(trigger, LAST, DONE, down),
        ]

    return [
        move("yes", LAST, DONE, up),
        move("not_sure", LAST, DONE, up, any_yes),
        move("not_sure", LAST, DONE, soft),
        *rows("no", mostly_skipped),
        *rows("skip", skipped_with_this),
    ]


FLOW = Flow(
    "safe_check",
    ("screen", "which", "unsure", "afraid", "hurt_ask", "control_ask", *QUESTIONS, "lately"),
    [
        move("none", "screen", DONE, all_clear),
        move("some", "screen", "which", flag(Flag.UP)),
        move("hurt", "which", "lately"),
        *(move(line, "which", DONE, hand_over("care", "listen")) for line in ("fear", "control", "pushed", "raising")),
        move("rather_not", "which", DONE, hand_over("care", "listen")),
        move("said", "which", DONE, hand_over("care", "listen")),
        move("not_sure", "screen", "unsure"),
        move("rather_not", "screen", DONE, rather_not),
        move("pause", "unsure", DONE, [flag(Flag.UP), hand_over("care", "listen")]),
        move("go_on", "unsure", DONE, [*ends("soft", Flag.SOFT), cleared], asked_before_an_ask),
        move("go_on", "unsure", DONE, ends("soft", Flag.SOFT)),
        move("no", "afraid", DONE, cleared),
        move("not_sure", "afraid", "unsure"),
        move("yes", "afraid", DONE, [flag(Flag.UP), hand_over("care", "listen")]),
        move("skip", "afraid", DONE, cleared),
        move("no", ["hurt_ask", "control_ask"], DONE),
        move("skip", ["hurt_ask", "control_ask"], DONE),
        move("not_sure", ["hurt_ask", "control_ask"], "unsure"),
        move("yes", "control_ask", DONE, [flag(Flag.UP), hand_over("care", "listen")]),
        move("yes", "hurt_ask", "lately", flag(Flag.UP)),
        *round_of_five(),
        move("yes", "lately", DONE, [flag(Flag.UP), hand_over("care", "urgent")]),
        *(move(answer, "lately", DONE, hand_over("care", "listen"), asked_alone) for answer in ("no", "skip")),
        move("no", "lately", "control"),
        move("skip", "lately", "control"),
        *verdict(),
    ],
    values=values,
)
