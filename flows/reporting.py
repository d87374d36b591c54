"""What was told of an ask: the two answers that are kept apart (S1-04), the reason, and what they change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flows.asking import TOP, asked_enough, in_a_fight, limit, rest_until, size_name
from flows.engine import Callback, Condition, Turn, Values
from flows.fields import card_values
from flows.model import REASONS, Ask, Flag, Guess

REPORTED: Mapping[str, tuple[str, str | None]] = {
    "yes": ("yes", None),
    "been": ("yes", None),
    "soft_yes": ("later", None),
    "cancelled": ("later", None),
    "went_once": ("later", None),
    "took_back": ("later", None),
    "softer": ("no", "softer"),
    "same": ("no", "same"),
    "harder": ("no", "harder"),
    "fight": ("fight", "harder"),
}
"""What a free text may report, and what it says of the two questions."""

BEHIND_A_YES: Mapping[str, tuple[str, str]] = {
    "yes": ("yes", ""),
    "been": ("yes", "been"),
    "later": ("later", "soft"),
    "soft_yes": ("later", "soft"),
    "cancelled": ("later", "cancelled"),
    "went_once": ("later", "tried"),
    "took_back": ("later", "took_back"),
}
"""What may be told of a yes: how it counts, and where the talk of what comes next begins."""

SURE = 0.4
"""From this share on, what they said this time is taken for another reason."""

LONG_SINCE = timedelta(weeks=4)
"""After how long away it is asked when the ask was."""

AGES = {"weeks": timedelta(weeks=4), "months": timedelta(weeks=12)}
"""How far back an ask is dated that was some weeks, or months, ago."""


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
        turn.keep(asks=(*_before_today(turn), ask), when="today")
        if turn.journey.card is not None:
            turn.keep_card(return_on=None)
        if turn.journey.safety.flag is Flag.SOFT or change == "harder":
            turn.keep_safety(ask_first=True)

    note_ask.__name__ = f"change_{change}"
    return note_ask


def _before_today(turn: Turn) -> tuple[Ask, ...]:
    """Return the asks before today's: what is told of it again, after the way back, puts it right and counts once."""
    return tuple(ask for ask in turn.journey.asks if ask.on != turn.today)


def _door(turn: Turn) -> str:
    return REPORTED[_told(turn)][0] if _told(turn) in REPORTED else _told(turn)


def _told(turn: Turn) -> str:
    """Return what was told of the door, or what a text reported; the reason that was gone by may stand behind it."""
    return turn.frame.aim.partition(" ")[0]


def _old_reason(turn: Turn) -> str | None:
    """Return the reason that was gone by before this report."""
    return turn.frame.aim.partition(" ")[2] or turn.journey.reason


def long_since(turn: Turn) -> bool:
    """Tell whether the user was away for so long that the ask may have been long ago as well."""
    before = turn.journey.seen_on
    return before is not None and turn.today - before >= LONG_SINCE


def dated(age: str) -> Callback:
    """Return a callback that puts the ask which was told of last on about the day it was."""

    def put_back(turn: Turn) -> None:
        if turn.journey.asks:
            *before, last = turn.journey.asks
            turn.keep(asks=(*before, last.model_copy(update={"on": turn.today - AGES[age]})), when="longer")

    put_back.__name__ = f"some_{age}_ago"
    return put_back


def door_is(door: str) -> Condition:
    """Return a condition on the answer about the door."""

    def is_door(turn: Turn) -> bool:
        return _told(turn) == door

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


def told_a_reason(turn: Turn) -> bool:
    """Tell whether a text gives the partner's reason, and so was a no, although it doesn't say what came of an ask."""
    return bool(_read_reason(turn))


def keep_as(outcome: str) -> Callback:
    """Return a callback that keeps as what a text sounds, where it doesn't say it, and the reason."""

    def keep(turn: Turn) -> None:
        turn.keep_frame(aim=outcome)
        keep_guess(turn)

    keep.__name__ = f"keep_as_{outcome}"
    return keep


def _read_reason(turn: Turn) -> str:
    """Return the likeliest reason in a text; "nochange" is never concluded from one answer (content 02)."""
    sure = [guess.reason for guess in turn.event.reading.guesses if guess.share >= SURE]
    return sure[0] if sure and sure[0] != "nochange" else ""


def another_reason(turn: Turn) -> bool:
    """Tell whether what they said this time points to another reason than the one that was gone by."""
    return _is_another(turn, _read_reason(turn))


def another_reason_heard(turn: Turn) -> bool:
    """Tell the same of the text by which it was reported."""
    return _is_another(turn, _kept_guess(turn))


def _is_another(turn: Turn, reason: str) -> bool:
    return bool(reason) and reason != _old_reason(turn)


def _kept_guess(turn: Turn) -> str:
    return turn.journey.guesses[0].reason if turn.journey.guesses else ""


def take_new_reason(turn: Turn) -> None:
    """Go by the reason that was heard now, and say what such a no often means; the old one is known on the way back."""
    told, old = _told(turn), _old_reason(turn)
    reason = _kept_guess(turn) or old or "unclear"
    turn.keep(reason=reason, picture=None, line=0)
    turn.keep_frame(aim=f"{told} {old}" if old else told)
    turn.note("after.now_reason", means=str(turn.words.reason(reason)["means"]))


def keep_old_reason(turn: Turn) -> None:
    """Go on by the reason that was gone by."""
    turn.keep(reason=_old_reason(turn))
    turn.keep_frame(aim=_told(turn))


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


def stop_here(turn: Turn) -> None:
    """Raise the flag: care comes first, and why is stored nowhere."""
    turn.raise_flag(Flag.UP)


def heard_change(change: str) -> Condition:
    """Return a condition: the free text said that it went this way."""

    def is_change(turn: Turn) -> bool:
        return _told(turn) in REPORTED and REPORTED[_told(turn)][1] == change

    is_change.__name__ = f"heard_{change}"
    return is_change


def values(turn: Turn) -> Values:
    """Fill in the card, and what belongs to the reason."""
    words = turn.words
    reason = words.reason(turn.journey.reason or "unclear")
    outcomes = words.tables["pieces"]["outcomes"]
    heard_as = outcomes.get(_told(turn), "")
    return {
        **card_values(turn),
        "heard": str(heard_as),
        "back_on": _back_on(turn),
        "after_no": reason["after_no"],
        "after_fight": str(words.tables["pieces"]["after_fight"]),
        "week": reason["week"],
        "plan_b_line": _plan_b(turn),
        "plan_b_label": str(words.tables["pieces"]["plan_b"]["change" if _plan_b(turn) else "write"]),
        "moved": reason["moved"],
        "label": reason["label"],
        "new_guess": words.reason(_kept_guess(turn) or turn.journey.reason or REASONS[0])["guess"],
        "old_label": words.reason(_old_reason(turn) or "unclear")["label"],
        "news": _news(turn),
        "resting": _resting(turn),
    }


def _news(turn: Turn) -> str:
    """Say what the report changes: the reason, how big the next ask may be, when it may come, and the plan."""
    if not turn.journey.asks:
        return ""
    pieces, journey, last = turn.words.tables["pieces"]["news"], turn.journey, turn.journey.asks[-1]
    said = []
    if _is_another(turn, journey.reason or ""):
        label = turn.words.reason(journey.reason or "unclear")["label"]
        said.append(pieces["reason"].format(label=label[0].lower() + label[1:]))
    if asked_enough(journey, turn.today):
        return " ".join([*said, pieces["enough"]])
    if not in_a_fight(last):
        said.append(_size_news(turn, last))
    until = rest_until(journey, last.on)
    rest = pieces["rest"].format(day=turn.words.day(until)) if until > turn.today else pieces["rested"]
    return " ".join(filter(None, [*said, rest]))


def _resting(turn: Turn) -> str:
    """Say until when the asking rests, while it does."""
    last = turn.journey.asks[-1] if turn.journey.asks else None
    a_no = last is not None and last.door in ("no", "fight")
    until = rest_until(turn.journey, last.on) if last and a_no else turn.today
    piece = str(turn.words.tables["pieces"]["news"]["resting"])
    return piece.format(day=turn.words.day(until)) if until > turn.today else ""


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
