"""The main path: what they said, what they picture, the reason, a line to take home, a smaller ask, the moment.

States 3 to 8 and 10 of the content README. What is learned goes to the journey, what is asked for to the plan card.
"""

from __future__ import annotations

from flows.asking import OFFERED, TOP, limit, most_offered, options
from flows.engine import DONE, Callback, Flow, Move, Turn, Values, hand_over, move
from flows.fields import FIELD, answers, have_words, longer_than, own, own_ask, shorter, starter
from flows.guessing import (
    agrees,
    agrees_half,
    agrees_plainly,
    agrees_with_more,
    best,
    correct,
    correct_by_name,
    heard_words,
    names_a_reason,
    not_caught,
    nothing_heard,
    pictures,
    runner_up,
    same_again,
    take_best,
    take_best_for_now,
    take_best_with_shade,
    take_runner_up,
    takes,
    to_the_report,
    told_of_a_yes,
    told_of_no_ask,
    understand,
    understand_more,
    understood_nothing,
)
from flows.model import REASONS

PICTURES = {
    "blamed": "blame",
    "looked_into": "avoid",
    "stranger": "stigma",
    "endless": "useless",
    "paying": "cost",
    "last_time": "badpast",
}
"""What they picture in the room, and the reason that it points to (content 02, first helper form)."""

BETWEEN_TWO = 2
"""The biggest ask that needs nobody but the two."""

TONES = ("shy", "annoyed", "joking", "scared", "cold", "mocking", "unsure")


def never_asked(turn: Turn) -> bool:
    """Tell whether there has been no ask yet, and so no "no" to look back on."""
    return turn.journey.when == "never"


def next_line(turn: Turn) -> None:
    """Show the other line to take home."""
    turn.keep(line=turn.journey.line + 1)


def no_was(when: str) -> Callback:
    """Return a callback that keeps how long ago the no was."""

    def keep_when(turn: Turn) -> None:
        turn.keep(when=when)
        if when == "today":
            turn.note("path.today")

    keep_when.__name__ = f"no_was_{when}"
    return keep_when


def no_words(turn: Turn) -> None:
    """Begin without words of theirs: what an earlier text hinted at counts no more."""
    turn.keep(guesses=())


def sounded(tone: str) -> Callback:
    """Return a callback for how the no ended; scorn brings question 1 back before the ask (content 01, S1-22)."""

    def hear(turn: Turn) -> None:
        if tone == "mocking":
            turn.keep_safety(ask_first=True)
        turn.note(f"path.tone_{tone}")

    hear.__name__ = f"sounded_{tone}"
    return hear


def answer_is_hard(turn: Turn) -> bool:
    """Tell whether no smaller ask is left, so that the next thing is the user's own (content 02, nochange)."""
    return turn.journey.reason == "nochange"


def option(place: int) -> Callback:
    """Return a callback that puts one of the small asks on the card."""

    def pick(turn: Turn) -> None:
        picked = options(turn)[place]
        turn.keep_card(ask=picked.ask, rung=picked.rung, words="")

    pick.__name__ = f"ask_{place}"
    return pick


def no_veto(turn: Turn) -> None:
    """Leave the way out unsaid: it is offered only if the user will keep it (X-04)."""
    turn.note("path.no_veto")


def frame_once(turn: Turn) -> None:
    """Show once what is said and what may be heard (S1-06)."""
    turn.note_once("path.frame")


def have_card(turn: Turn) -> None:
    """See to it that there is a card, even if every question was skipped, and that it has words to begin with."""
    turn.keep_card()
    have_words(turn)


def of_two(turn: Turn) -> bool:
    """Tell whether the small asks are things between the two, with no helper in them."""
    return turn.journey.reason in ("avoid", "map", "unclear") or limit(turn.journey) <= BETWEEN_TWO


def waited(turn: Turn) -> bool:
    """Tell whether another moment was looked for already: then the day is left open."""
    return "path.wait" in turn.journey.told


def wait(turn: Turn) -> None:
    """Look for another moment."""
    turn.note_once("path.wait")


def day_open(turn: Turn) -> None:
    """Keep the card and leave the day open."""
    turn.keep_card(moment="")
    turn.note("path.day_open")
    have_card(turn)


def reason_rows() -> list[Move]:
    """Return the rows of the list of reasons."""
    return [
        *(move(reason, "reasons", "curious", takes(reason)) for reason in REASONS),
        move("said", "reasons", "reason", correct_by_name, names_a_reason),
        move("said", "reasons", "reasons", not_caught, nothing_heard),
        move("said", "reasons", "reason", correct),
    ]


def picture_rows() -> list[Move]:
    """Return the rows by which the picture is told."""
    return [
        *(move(key, "picture", "reason", pictures(reason)) for key, reason in PICTURES.items()),
        move("said", "picture", "reasons", (), understood_nothing),
        move("said", "picture", "reason", understand_more),
        move("skip", "picture", "reasons", (), understood_nothing),
        move("skip", "picture", "reason"),
    ]


def tone_rows() -> list[Move]:
    """Return the rows for how the no ended."""
    rows = []
    for tone in TONES:
        rows += [
            move(tone, "ended", "limit", sounded(tone), answer_is_hard),
            move(tone, "ended", "smaller", sounded(tone)),
        ]
    return [*rows, move("skip", "ended", "limit", (), answer_is_hard), move("skip", "ended", "smaller")]


def small_asks() -> list[Move]:
    """Return the rows of the small ask; an ask with no helper in it needs nothing that takes the weight off."""
    rows = []
    for trigger, before in [(f"ask_{place}", [option(place)]) for place in range(OFFERED)] + [("skip", [])]:
        rows += [move(trigger, "smaller", "miss", before, of_two), move(trigger, "smaller", "easy", before)]
    return [
        *rows,
        move("said", "smaller", "smaller", shorter(FIELD), longer_than(FIELD)),
        move("said", "smaller", "miss", own_ask, of_two),
        move("said", "smaller", "easy", own_ask),
    ]


def values(turn: Turn) -> Values:
    """Fill in the guess, and what belongs to the reason once there is one."""
    words, journey = turn.words, turn.journey
    reason = words.reason(journey.reason or "unclear")
    small = [one.label for one in options(turn)] + [""] * OFFERED
    curious = reason["curious"]
    return {
        "guess": words.reason(best(turn))["guess"],
        "by_words": _by_words(turn),
        "runner_up": words.reason(runner_up(turn))["label"],
        "line": curious[journey.line % len(curious)],
        "shrink": reason["shrink"] if most_offered(turn) == TOP else words.common(_shrink(turn)),
        "label": reason["label"],
        **{f"ask_{place}": label for place, label in enumerate(small[:OFFERED])},
        **{key: words.reason(key)["label"] for key in REASONS},
    }


def _shrink(turn: Turn) -> str:
    return "shrink_smaller" if limit(turn.journey) == TOP else "shrink_limited"


def _by_words(turn: Turn) -> str:
    heard = heard_words(turn)
    return turn.words.common("by_words").format(heard=heard) if heard else ""


FLOW = Flow(
    "path",
    (
        "the_no",
        "picture",
        "reason",
        "reasons",
        "curious",
        "when",
        "ended",
        "smaller",
        "limit",
        "easy",
        "promise",
        "miss",
        "moment",
        "check",
    ),
    [
        move("said", "the_no", "the_no", to_the_report, told_of_a_yes),
        move("said", "the_no", "picture", [no_was("never"), no_words], told_of_no_ask),
        move("said", "the_no", "picture", understand),
        move("skip", "the_no", "picture", no_words),
        move("not_asked", "the_no", "picture", [no_was("never"), no_words]),
        move("willing", "the_no", DONE, hand_over("yes")),
        *picture_rows(),
        move("fits", "reason", "curious", take_best),
        move("runner_up", "reason", "curious", take_runner_up),
        move("other", "reason", "reasons"),
        move("said", "reason", "curious", take_best, agrees_plainly),
        move("said", "reason", "curious", take_best_with_shade, agrees_with_more),
        move("said", "reason", "curious", take_best_for_now, agrees_half),
        move("said", "reason", "reason", correct_by_name, names_a_reason),
        move("said", "reason", "reasons", (), nothing_heard),
        move("said", "reason", "curious", take_best, [same_again, agrees]),
        move("said", "reason", "reasons", (), same_again),
        move("said", "reason", "reason", correct),
        *reason_rows(),
        move("another", "curious", "curious", next_line),
        move("next", "curious", "limit", (), [never_asked, answer_is_hard]),
        move("next", "curious", "smaller", (), never_asked),
        move("next", "curious", "when"),
        move("today", "when", "ended", no_was("today")),
        move("week", "when", "ended", no_was("week")),
        move("longer", "when", "ended", no_was("longer")),
        move("skip", "when", "ended"),
        *tone_rows(),
        *small_asks(),
        *(move(f"ask_{place}", "limit", DONE, [option(place), have_card, hand_over("card")]) for place in range(3)),
        move("said", "limit", "limit", shorter(FIELD), longer_than(FIELD)),
        move("said", "limit", DONE, [own("ask"), have_card, hand_over("card")]),
        move("skip", "limit", DONE, [have_card, hand_over("card")]),
        move("they_pick", "easy", "miss", [starter("easy", "they_pick"), frame_once]),
        move("from_home", "easy", "miss", [starter("easy", "from_home"), frame_once]),
        move("low_cost", "easy", "miss", [starter("easy", "low_cost"), frame_once]),
        move("way_out", "easy", "promise"),
        *answers("easy", "easy", "miss", frame_once),
        move("yes", "promise", "miss", [starter("easy", "way_out"), frame_once]),
        move("no", "promise", "miss", [no_veto, frame_once]),
        *(move(key, "miss", "moment", starter("my_reason", key)) for key in ("laughing", "calm", "closeness")),
        *answers("miss", "my_reason", "moment"),
        *(move(key, "moment", "check", starter("moment", key)) for key in ("walk", "evening", "drive")),
        *answers("moment", "moment", "check"),
        move("five", "check", DONE, [have_card, hand_over("card")]),
        move("four", "check", DONE, [have_card, hand_over("card")]),
        move("three", "check", DONE, [day_open, hand_over("card")], waited),
        move("three", "check", "moment", wait),
        move("not_then", "check", DONE, [day_open, hand_over("card")], waited),
        move("not_then", "check", "moment", wait),
        move("skip", "check", DONE, [have_card, hand_over("card")]),
    ],
    values=values,
    asks=("smaller", "limit", "check"),
    proposes=("smaller",),
    for_two=True,
    about_partner=True,
)
