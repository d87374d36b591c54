"""After the ask: has it been asked, did they take up a door, did anything between you change (S1-04), what next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.asking import SEASON, TOP, asked_enough, limit, rest_until, size_name
from flows.engine import DONE, Callback, Condition, Flow, Move, Turn, Values, hand_over, move, says
from flows.fields import card_values
from flows.model import REASONS, Ask, Flag, Guess

REPORTED: Mapping[str, tuple[str, str | None]] = {
    "yes": ("yes", None),
    "soft_yes": ("later", None),
    "softer": ("no", "softer"),
    "same": ("no", "same"),
    "harder": ("no", "harder"),
}
"""What a free text may report, and what it says of the two questions."""


CHANGES = ("softer", "same", "harder")


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
    return bool(asks) and not dated and turn.today - asks[-1].on < SEASON


def reported(door: str) -> Callback:
    """Return a callback that remembers the answer about the door until the other one is given (S1-04)."""

    def remember(turn: Turn) -> None:
        turn.keep_frame(aim=door)

    remember.__name__ = f"door_{door}"
    return remember


def changed(change: str) -> Callback:
    """Return a callback that notes the ask with both answers, and how big it was.

    On a soft flag, and after one that went hard (S1-22), question 1 comes before the next ask.
    """

    def note_ask(turn: Turn) -> None:
        rung = turn.journey.card.rung if turn.journey.card else 0
        ask = Ask.model_validate({"on": turn.today, "door": _door(turn), "change": change, "rung": rung})
        turn.keep(asks=(*turn.journey.asks, ask), when="today")
        if turn.journey.card is not None:
            turn.keep_card(return_on=None)
        if turn.journey.safety.flag is Flag.SOFT or change == "harder":
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
    """Keep what was understood for the question whether it is so, and which reason the text points to."""
    turn.keep_frame(aim=turn.event.reading.outcome or "")
    keep_guess(turn)


def keep_guess(turn: Turn) -> None:
    """Keep the reason that their words point to now, without the words."""
    guess = _read_reason(turn)
    turn.keep(guesses=(Guess(reason=guess, share=1.0),) if guess else ())


def _read_reason(turn: Turn) -> str:
    """Return the likeliest reason in a text; "nochange" is never concluded from one answer (content 02)."""
    read = [guess.reason for guess in turn.event.reading.guesses if guess.reason not in ("nochange", "unclear")]
    return read[0] if read else ""


def another_reason(turn: Turn) -> bool:
    """Tell whether what they said this time points to another reason than the one that was gone by."""
    return _is_another(turn, _read_reason(turn))


def another_reason_heard(turn: Turn) -> bool:
    """Tell the same of the text by which it was reported."""
    return _is_another(turn, _kept_guess(turn))


def _is_another(turn: Turn, reason: str) -> bool:
    return bool(reason) and reason != turn.journey.reason


def _kept_guess(turn: Turn) -> str:
    return turn.journey.guesses[0].reason if turn.journey.guesses else ""


def take_new_reason(turn: Turn) -> None:
    """Go by the reason that was heard now, and say what such a no often means."""
    reason = _kept_guess(turn) or turn.journey.reason or "unclear"
    turn.keep(reason=reason, guesses=(), picture=None, line=0)
    turn.keep_frame(aim=f"{turn.frame.aim} new_reason")
    turn.note("after.now_reason", means=str(turn.words.reason(reason)["means"]))


def keep_old_reason(turn: Turn) -> None:
    """Go on by the reason that was gone by."""
    turn.keep(guesses=())


def asked_often(turn: Turn) -> bool:
    """Tell whether it was asked so often within a year that no smaller ask is offered (X-15)."""
    return asked_enough(turn.journey, turn.today)


def may_ask(turn: Turn) -> bool:
    """Tell whether a smaller ask may be offered."""
    return not asked_often(turn)


def was(change: str) -> Condition:
    """Return a condition on how it was between them since the ask that was told of last."""

    def is_change(turn: Turn) -> bool:
        return bool(turn.journey.asks) and turn.journey.asks[-1].change == change

    is_change.__name__ = f"was_{change}"
    return is_change


def heard_door(turn: Turn) -> None:
    """Remember the door as it was reported in free text."""
    turn.keep_frame(aim=_door(turn))


def stop_here(turn: Turn) -> None:
    """Raise the flag: care comes first, and why is stored nowhere."""
    turn.raise_flag(Flag.UP)


def heard_change(change: str) -> Condition:
    """Return a condition: the free text said that it went this way."""

    def is_change(turn: Turn) -> bool:
        return turn.frame.aim in REPORTED and REPORTED[turn.frame.aim][1] == change

    is_change.__name__ = f"heard_{change}"
    return is_change


def values(turn: Turn) -> Values:
    """Fill in the card, and what belongs to the reason."""
    words = turn.words
    reason = words.reason(turn.journey.reason or "unclear")
    outcomes = words.tables["pieces"]["outcomes"]
    heard_as = outcomes.get("soft_yes" if turn.frame.aim == "later" else turn.frame.aim, "")
    return {
        **card_values(turn),
        "heard": str(heard_as),
        "back_on": _back_on(turn),
        "after_no": reason["after_no"],
        "week": reason["week"],
        "plan_b_line": _plan_b(turn),
        "plan_b_label": str(words.tables["pieces"]["plan_b"]["change" if _plan_b(turn) else "write"]),
        "moved": reason["moved"],
        "label": reason["label"],
        "new_guess": words.reason(_kept_guess(turn) or REASONS[0])["guess"],
        "news": _news(turn),
    }


def _news(turn: Turn) -> str:
    """Say what the report changes: the reason, how big the next ask may be, when it may come, and the plan."""
    if not turn.journey.asks:
        return ""
    pieces, journey, last = turn.words.tables["pieces"]["news"], turn.journey, turn.journey.asks[-1]
    said = []
    if "new_reason" in turn.frame.aim:
        label = turn.words.reason(journey.reason or "unclear")["label"]
        said.append(pieces["reason"].format(label=label[0].lower() + label[1:]))
    if asked_enough(journey, turn.today):
        return " ".join([*said, pieces["enough"]])
    day = turn.words.day(rest_until(journey, last.on))
    return " ".join(filter(None, [*said, _size_news(turn, last), pieces["rest"].format(day=day)]))


def _size_news(turn: Turn, last: Ask) -> str:
    """Say how big the next ask may be, where the last one's size is known."""
    pieces, most = turn.words.tables["pieces"]["news"], limit(turn.journey)
    if most == 0:
        return str(pieces["bottom"])
    if not last.rung or most == TOP:
        return ""
    return str(pieces["no_bigger" if most == last.rung else "smaller"]).format(size=size_name(most, turn.words))


def _plan_b(turn: Turn) -> str:
    plan_b = turn.journey.card.plan_b if turn.journey.card else ""
    return str(turn.words.tables["pieces"]["plan_b"]["line"]).format(plan_b=plan_b) if plan_b else ""


def _back_on(turn: Turn) -> str:
    day = turn.journey.card.return_on if turn.journey.card else None
    return str(turn.words.tables["pieces"]["back_on"]["dated"]).format(day=turn.words.day(day)) if day else ""


def result_rows() -> list[Move]:
    """Return the rows by which a no leads to what it calls for, with a new reason on the way where there is one."""
    rows = [
        move("softer", "change", "now_said", changed("softer")),
        move("same", "change", "now_said", changed("same")),
        move("harder", "change", "harder", changed("harder")),
        move("said", "change", "now_said", changed("softer"), heard("softer")),
        move("said", "change", "now_said", changed("same"), heard("same")),
        move("said", "change", "harder", changed("harder"), heard("harder")),
        move("said", "change", "change", says("after.which_change")),
        move("yes", "guess", "shift", changed("softer"), [heard_change("softer"), another_reason_heard]),
        move("yes", "guess", "softer", changed("softer"), heard_change("softer")),
        move("yes", "guess", "shift", changed("same"), [heard_change("same"), another_reason_heard]),
        move("yes", "guess", "same", changed("same"), heard_change("same")),
        move("yes", "guess", "harder", changed("harder"), heard_change("harder")),
        move("yes", "guess", "change", heard_door),
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


def yes_rows() -> list[Move]:
    """Return the rows of a yes and of a soft one: both go on in the talk of logistics (X-13, X-14).

    A yes after which it is harder between them is looked at before anything is booked.
    """
    rows = []
    for how in CHANGES:
        beginning = "at_a_price" if how == "harder" else ""
        for trigger, when in ((how, []), ("said", [heard(how)])):
            to_yes = [changed(how), hand_over("yes", beginning)]
            rows.append(move(trigger, "change", DONE, to_yes, [door_is("yes"), *when]))
            rows.append(
                move(trigger, "change", DONE, [changed(how), hand_over("yes", "soft")], [door_is("later"), *when])
            )
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
        move("said", "door", "guess", keep_heard, heard(*REPORTED)),
        move("said", "door", "door", says("after.which_door")),
        *(move("said", state, "enough", (), heard("enough")) for state in ("waiting", "rest")),
        *(move(talk, "enough", DONE, hand_over(talk)) for talk in ("alone", "check")),
        move("keep", "enough", "rest"),
        move("said", "waiting", "waiting", says("after.unheard")),
        move("no", "guess", "waiting"),
        move("said", "guess", "guess", keep_heard, heard(*REPORTED)),
        move("said", "guess", "waiting"),
        move("yes", "door", "change", reported("yes")),
        move("later", "door", "change", reported("later")),
        move("no", "door", "change", reported("no")),
        *yes_rows(),
        *result_rows(),
        move("unsafe", "change", DONE, [stop_here, hand_over("care", "listen")]),
        move("moment", "held_up", DONE, hand_over("path", "moment")),
        move("words", "held_up", DONE, hand_over("card", "words")),
        move("smaller", "held_up", DONE, hand_over("path", "smaller")),
        move("not_ready", "held_up", "rest"),
        *(move("keep", how, "rest") for how in ("softer", "same", "harder")),
        *(move("change", how, DONE, hand_over("path", "smaller")) for how in ("softer", "same")),
        *(move("doors", how, DONE, hand_over("doors")) for how in ("softer", "same")),
        *(move("check", how, DONE, hand_over("check")) for how in ("softer", "same")),
        move("own_side", "harder", DONE, hand_over("own_side")),
        *(move("plan_b", how, "plan_b") for how in ("softer", "same", "harder")),
        move("unsafe", "harder", DONE, [stop_here, hand_over("care", "listen")]),
        move("keep", "plan_b", "rest"),
        move("plan", "plan_b", DONE, hand_over("card", "plan_b")),
        move("alone", "plan_b", DONE, hand_over("alone")),
        move("asked", "rest", "door"),
        move("plan", "rest", DONE, hand_over("card")),
        move("smaller", "rest", DONE, hand_over("path", "smaller")),
        move("said", "rest", "guess", keep_heard, heard(*REPORTED)),
        move("said", "rest", "rest", says("after.unheard")),
    ],
    values=values,
    shows={
        ("softer", "change"): may_ask,
        ("same", "change"): may_ask,
        ("softer", "check"): asked_often,
        ("same", "check"): asked_often,
    },
    enter=begin,
    for_two=True,
    about_partner=True,
)
