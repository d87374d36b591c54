"""The main path: what they said, what they picture, the reason, a line to take home, a smaller ask, the moment.

States 3 to 8 and 10 of the content README. What is learned goes to the journey, what is asked for to the plan card.
"""

from __future__ import annotations

from flows.engine import DONE, Callback, Flow, Move, Turn, Values, hand_over, move, says
from flows.fields import answers, starter
from flows.model import REASONS, Guess

PICTURES = {
    "blamed": "blame",
    "looked_into": "avoid",
    "stranger": "stigma",
    "endless": "useless",
    "paying": "cost",
    "last_time": "badpast",
}
"""What they picture in the room, and the reason that it points to (content 02, first helper form)."""

TONES = ("shy", "annoyed", "joking", "scared", "cold", "mocking", "unsure")
PICTURE_SHARE = 0.5
"""How sure a tapped picture makes the guess; words of their own can outweigh it."""


def understand(turn: Turn) -> None:
    """Add what was read of the partner's words to the guesses; the words themselves are shown once and not kept."""
    for guess in turn.event.reading.guesses:
        add_guess(turn, guess.reason, guess.share)


def correct(turn: Turn) -> None:
    """Take a text that answers a guess as the better hint: what was guessed before becomes the runner-up."""
    faded = tuple(guess.model_copy(update={"share": guess.share / 4}) for guess in turn.journey.guesses)
    turn.keep(guesses=faded)
    understand(turn)


def understand_and_say(turn: Turn) -> None:
    """Do as `understand`, and say by which words."""
    understand(turn)
    heard = _heard(turn)
    if heard:
        turn.note("path.heard", heard=heard)


def add_guess(turn: Turn, reason: str, share: float) -> None:
    """Make a reason likelier: two readings of the same reason add up as independent hints do."""
    shares = {guess.reason: guess.share for guess in turn.journey.guesses}
    shares[reason] = 1 - (1 - shares.get(reason, 0.0)) * (1 - share)
    ranked = sorted(shares, key=lambda key: (key == "nochange", -shares[key], REASONS.index(key)))
    turn.keep(guesses=tuple(Guess(reason=key, share=round(shares[key], 4)) for key in ranked))


def pictures(reason: str) -> Callback:
    """Return a callback that takes a tapped picture as a hint."""

    def hint(turn: Turn) -> None:
        add_guess(turn, reason, PICTURE_SHARE)

    hint.__name__ = f"picture_of_{reason}"
    return hint


def understood_nothing(turn: Turn) -> bool:
    """Tell whether neither their words nor the picture point anywhere."""
    return not turn.journey.guesses and not turn.event.reading.guesses


def nothing_heard(turn: Turn) -> bool:
    """Tell whether a text points to no reason."""
    return not turn.event.reading.guesses


def best(turn: Turn) -> str:
    """Return the reason that is guessed; "nochange" is never concluded from one answer (content 02)."""
    guesses = turn.journey.guesses
    return guesses[0].reason if guesses and guesses[0].reason != "nochange" else "unclear"


def runner_up(turn: Turn) -> str:
    """Return the second guess, or "unclear" where there is none."""
    others = [guess.reason for guess in turn.journey.guesses if guess.reason != best(turn)]
    return others[0] if others else next(key for key in ("unclear", "blame") if key != best(turn))


def settle(turn: Turn, reason: str) -> None:
    """Keep the user's pick, which always wins, and say what such a no often means.

    Where content 02 has a safety note, it is said too; before a limit is spoken aloud, question 1 comes back.
    """
    about = turn.words.reason(reason)
    turn.keep(reason=reason, guesses=(), line=0)
    if reason == "nochange":
        turn.keep_safety(ask_first=True)
    turn.note("path.means", means=" ".join(filter(None, (about["means"], about.get("care", "")))))


def takes(reason: str) -> Callback:
    """Return a callback that keeps a reason from the list."""

    def take(turn: Turn) -> None:
        settle(turn, reason)

    take.__name__ = f"reason_{reason}"
    return take


def take_best(turn: Turn) -> None:
    """Keep the guess, which is close."""
    settle(turn, best(turn))


def take_runner_up(turn: Turn) -> None:
    """Keep the runner-up, which fits better."""
    settle(turn, runner_up(turn))


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
    """Return a callback that puts one of the small asks for this reason on the card."""

    def pick(turn: Turn) -> None:
        turn.keep_card(ask=turn.words.tables["asks"][turn.journey.reason or "unclear"]["asks"][place])

    pick.__name__ = f"ask_{place}"
    return pick


def no_veto(turn: Turn) -> None:
    """Leave the way out unsaid: it is offered only if the user will keep it (X-04)."""
    turn.note("path.no_veto")


def frame_once(turn: Turn) -> None:
    """Show once what is said and what may be heard (S1-06)."""
    turn.note_once("path.frame")


def have_card(turn: Turn) -> None:
    """See to it that there is a card, even if every question was skipped."""
    turn.keep_card()


def reason_rows() -> list[Move]:
    """Return the rows of the list of reasons."""
    return [
        *(move(reason, "reasons", "curious", takes(reason)) for reason in REASONS),
        move("said", "reasons", "reasons", says("shared.missed"), nothing_heard),
        move("said", "reasons", "reason", correct),
    ]


def picture_rows() -> list[Move]:
    """Return the rows by which the picture is told."""
    return [
        *(move(key, "picture", "reason", pictures(reason)) for key, reason in PICTURES.items()),
        move("said", "picture", "reasons", (), understood_nothing),
        move("said", "picture", "reason", understand),
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


def values(turn: Turn) -> Values:
    """Fill in the guess, and what belongs to the reason once there is one."""
    words, journey = turn.words, turn.journey
    reason = words.reason(journey.reason or "unclear")
    small = words.tables["asks"][journey.reason or "unclear"]["labels"]
    curious = reason["curious"]
    return {
        "guess": words.reason(best(turn))["guess"],
        "by_words": _by_words(turn),
        "runner_up": words.reason(runner_up(turn))["label"],
        "line": curious[journey.line % len(curious)],
        "shrink": reason["shrink"],
        "label": reason["label"],
        **{f"ask_{place}": label for place, label in enumerate(small)},
        **{key: words.reason(key)["label"] for key in REASONS},
    }


def _by_words(turn: Turn) -> str:
    heard = _heard(turn)
    return turn.words.common("by_words").format(heard=heard) if heard else ""


def _heard(turn: Turn) -> str:
    words = [word for guess in turn.event.reading.guesses if guess.reason == best(turn) for word in guess.words]
    return ", ".join(f"'{word}'" for word in words)


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
        move("said", "the_no", "picture", understand_and_say),
        move("skip", "the_no", "picture"),
        move("not_asked", "the_no", "picture", no_was("never")),
        move("willing", "the_no", DONE, hand_over("yes")),
        *picture_rows(),
        move("close", "reason", "curious", take_best),
        move("runner_up", "reason", "curious", take_runner_up),
        move("other", "reason", "reasons"),
        move("said", "reason", "reasons", (), nothing_heard),
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
        *(move(f"ask_{place}", "smaller", "easy", option(place)) for place in range(3)),
        *answers("smaller", "ask", "easy"),
        *(move(f"ask_{place}", "limit", "miss", option(place)) for place in range(3)),
        *answers("limit", "ask", "miss"),
        move("they_pick", "easy", "miss", [starter("easy", "they_pick"), frame_once]),
        move("from_home", "easy", "miss", [starter("easy", "from_home"), frame_once]),
        move("low_cost", "easy", "miss", [starter("easy", "low_cost"), frame_once]),
        move("way_out", "easy", "promise"),
        *answers("easy", "easy", "miss", frame_once),
        move("yes", "promise", "miss", [starter("easy", "way_out"), frame_once]),
        move("no", "promise", "miss", [no_veto, frame_once]),
        *(move(key, "miss", "moment", starter("my_reason", key)) for key in ("laughing", "calm", "close")),
        *answers("miss", "my_reason", "moment"),
        *(move(key, "moment", "check", starter("moment", key)) for key in ("walk", "evening", "drive")),
        *answers("moment", "moment", "check"),
        move("five", "check", DONE, [have_card, hand_over("card")]),
        move("four", "check", DONE, [have_card, hand_over("card")]),
        move("three", "check", "moment", says("path.wait")),
        move("not_then", "check", "moment", says("path.wait")),
        move("skip", "check", DONE, [have_card, hand_over("card")]),
    ],
    values=values,
    asks=("smaller", "limit"),
    about_partner=True,
)
