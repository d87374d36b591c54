"""The plan card (X-11, content 14): shown, filled, edited field by field, dated, copied piece by piece, deleted.

While the flag is up it can be read and deleted, no more (content 10.1).
"""

from __future__ import annotations

from datetime import timedelta

from flows.asking import nothing_refused
from flows.engine import DONE, Callback, Condition, Flow, Move, Turn, Values, Visit, hand_over, move
from flows.fields import (
    COPY,
    FIELD,
    FIELDS,
    TEXT_FIELDS,
    built_words,
    card_values,
    gaps,
    keep_field,
    longer_than,
    own,
    own_ask,
    shorter,
)
from flows.model import Card

RETURNS = {"week": 7, "two_weeks": 14, "month": 28}
"""Days until the day to come back, by button."""

FILL = "fill"
"""What a visit is for while the gaps are being filled one after the other."""


def begin(turn: Turn) -> str:
    """Begin a visit: at the card, at its shut form while tips are paused, or at the offer to make one."""
    if turn.journey.card is None:
        return "none_yet"
    return "shut" if turn.paused else "view"


def card_of(turn: Turn) -> Card:
    """Return the card, an empty one where there is none yet."""
    return turn.journey.card or Card()


def editing(turn: Turn) -> bool:
    """Tell whether one field was picked to be changed; else the gaps are being filled one after the other."""
    return turn.frame.aim != FILL


def first_gap(turn: Turn) -> None:
    """Go to the first empty field."""
    turn.next = Visit("card", next(iter(gaps(card_of(turn))), "view"), FILL)


def next_gap(turn: Turn) -> None:
    """Go to the next empty field behind this one, or back to the card."""
    behind = FIELDS[FIELDS.index(turn.frame.state) + 1 :]
    empty = gaps(card_of(turn))
    field = next((field for field in behind if field in empty), "view")
    turn.next = Visit("card", field, FILL if field != "view" else "")


def has_gaps(turn: Turn) -> bool:
    """Tell whether a field of the card is empty."""
    return bool(gaps(card_of(turn)))


def undated(turn: Turn) -> bool:
    """Tell whether the card has no day to come back."""
    return card_of(turn).return_on is None


def take_ready(field: str, text: str) -> Callback:
    """Return a callback that takes the text which the bot offered for a field."""

    def take(turn: Turn) -> None:
        keep_field(turn, field, values(turn)[f"{text}_ready"])

    take.__name__ = f"take_{text}"
    return take


def back_in(days: int) -> Callback:
    """Return a callback that sets the day to come back, so many days from today."""

    def set_day(turn: Turn) -> None:
        turn.keep_card(return_on=turn.today + timedelta(days=days))

    set_day.__name__ = f"back_in_{days}_days"
    return set_day


def day_unread(turn: Turn) -> bool:
    """Tell whether the text names no day that can be told for sure."""
    return turn.event.reading.day is None


def ask_day_again(turn: Turn) -> None:
    """Say how a day can be written."""
    turn.note("card.day_unread")


def keep_day(turn: Turn) -> None:
    """Keep the day that was typed."""
    turn.keep_card(return_on=turn.event.reading.day)


def clear(turn: Turn) -> None:
    """Take the text of the field that is open away."""
    field = turn.frame.state
    turn.keep_card(**{field: None if field == "return_on" else ""})


def delete(turn: Turn) -> None:
    """Delete the card, and with it the question how the ask went."""
    turn.keep(card=None, stack=tuple(frame for frame in turn.journey.stack if frame.talk != "after"))
    turn.note("card.deleted")


def onward(trigger: str, field: str, before: Callback | None = None) -> list[Move]:
    """Return the rows by which an answered field leads back to the card, or on to the next gap."""
    kept = [before] if before else []
    return [move(trigger, field, "view", kept, editing), move(trigger, field, DONE, [*kept, next_gap])]


def field_rows() -> list[Move]:
    """Return the rows of the questions, one per field of the card."""
    rows = [move(field, "edit", field) for field in FIELDS]
    for field in TEXT_FIELDS:
        most = COPY if field == "words" else FIELD
        kept = own_ask if field == "ask" else own(field)
        rows += [move("said", field, field, shorter(most), longer_than(most)), *onward("said", field, kept)]
    for field in FIELDS:
        rows += [*onward("skip", field), move("clear", field, "view", clear)]
    rows += onward("ready", "their_view", take_ready("their_view", "their_view"))
    rows += onward("ready", "words", take_ready("words", "words"))
    rows += onward("long", "words", take_ready("words", "long_words"))
    for trigger, days in RETURNS.items():
        rows += onward(trigger, "return_on", back_in(days))
    return [
        *rows,
        move("said", "return_on", "return_on", ask_day_again, day_unread),
        *onward("said", "return_on", keep_day),
    ]


def clears() -> dict[tuple[str, str], Condition]:
    """Return when a field's "take it out" shows: while it is being edited and holds something."""

    def filled(field: str) -> Condition:
        return lambda turn: editing(turn) and bool(getattr(card_of(turn), field))

    return {(field, "clear"): filled(field) for field in FIELDS}


def values(turn: Turn) -> Values:
    """Fill in the card, and the texts that are offered for its fields."""
    words, card = turn.words, card_of(turn)
    reason = words.reason(turn.journey.reason or "unclear")
    own_only = {f"copy_{field}": getattr(card, field) for field in TEXT_FIELDS}
    return {
        **card_values(turn),
        **own_only,
        "their_view_ready": words.tables["pieces"]["card_words"]["view"].format(because=reason["because"]),
        "words_ready": built_words(turn),
        "long_words_ready": reason["long"],
    }


FLOW = Flow(
    "card",
    ("none_yet", "view", "shut", "edit", *FIELDS, "copy", "delete"),
    [
        move("make", "none_yet", DONE, hand_over("path")),
        move("close", "none_yet", DONE),
        move("fill", "view", DONE, first_gap),
        move("edit", "view", "edit"),
        move("date", "view", "return_on"),
        move("copy", "view", "copy"),
        move("keep", "view", DONE, hand_over("after")),
        move("delete", ["copy", "shut"], "delete"),
        move("close", "shut", DONE),
        move("yes", "delete", DONE, delete),
        move("no", "delete", DONE),
        *field_rows(),
    ],
    values=values,
    enter=begin,
    shows={("words", "long"): nothing_refused, ("view", "fill"): has_gaps, ("view", "date"): undated, **clears()},
    rooted=True,
    asks=("copy",),
    about_partner=True,
    open_while_up=("shut", "delete"),
)
