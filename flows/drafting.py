"""The draft that is open in /rewrite: kept, held and let go of, what it lacks, and the user's own answers for it."""

from __future__ import annotations

import re
from datetime import timedelta

from flows.engine import Callback, Condition, Turn
from flows.model import OpenDraft, Remind
from flows.rewriting import (
    Kind,
    Table,
    aims_at_harm,
    asks_for_more,
    feeling_of,
    in_heat,
    is_charged,
    is_dodged,
    missing,
    table_of,
)
from flows.typed import plain

A_DAY = timedelta(hours=24)
"""How long a draft is kept at the most."""

LEAST_TELLING = "you_statement"
"""The fault that is named of a piece only where no other is: most charges begin with "you"."""

HEAT = "heat"
"""Noted among what was left open: it was said that the draft might wait."""

SHOWN = "version"
"""Noted among what was left open: a version was shown, so that a later /rewrite goes on there."""

IN_A_WISH = {"contempt", "criticism", "diagnosis"}
"""The faults for which a wish isn't taken: what is asked of "you" sounds like others, and is none."""

WHICH = {"happened": "rewrite.which_happened", "felt": "rewrite.which_felt", "wish": "rewrite.which_wish"}
"""What is said of each question where what could stand there is asked."""

VERDICT = re.compile(r"\b(?:like|that|you|u|ignored|attacked|used)\b", re.IGNORECASE)
"""What makes an answer about a feeling one about the other: "I feel that you ..." (content 06, rule 2)."""


_OF_US = re.compile(r"\b(?:we|us|you|together)\b")


def keep_draft(turn: Turn) -> None:
    """Keep the draft that was typed, and see to it that it goes in a day; say where drafts can't be read now."""
    draft = turn.event.reading.draft
    if draft is None and turn.event.kind == "said":
        turn.note("rewrite.unread")
    elif draft is not None:
        turn.keep(draft=OpenDraft(draft=draft, since=turn.now))
        turn.do(Remind(name="draft", at=turn.now + A_DAY))


def forget(turn: Turn) -> None:
    """Erase the draft and its answers."""
    if turn.journey.draft is not None:
        turn.keep(draft=None)
        turn.do(Remind(name="draft", at=None))


def leave(turn: Turn) -> None:
    """Erase what was put in, and say so."""
    forget(turn)
    turn.note("rewrite.erased")


def hold(turn: Turn) -> None:
    """Keep the draft until tomorrow."""
    if turn.journey.draft is not None:
        turn.keep(draft=turn.journey.draft.model_copy(update={"held": True}))


def release(turn: Turn) -> None:
    """Look at a draft all the same; it isn't asked again whether it should wait."""
    if turn.journey.draft is not None:
        held = turn.journey.draft
        turn.keep(draft=held.model_copy(update={"held": False, "skipped": (*held.skipped, HEAT)}))


def just_fought(turn: Turn) -> bool:
    """Tell whether the draft says that it just happened, or still does (content 06, rule 10)."""
    return is_open(turn) and HEAT not in opened(turn).skipped and in_heat(opened(turn).draft.text, table_in(turn))


def for_harm(turn: Turn) -> bool:
    """Tell whether the draft is to trap, test, shame or threaten (content 06, rule 14)."""
    return is_open(turn) and aims_at_harm(opened(turn).draft.text, table_in(turn))


def good_already(turn: Turn) -> bool:
    """Tell whether nothing in the draft will make the other duck."""
    return is_open(turn) and not opened(turn).draft.labels


def lacks(name: str) -> Condition:
    """Return a condition: the draft and the answers don't give this part, and it wasn't left open."""

    def lacking(turn: Turn) -> bool:
        if not is_open(turn):
            return False
        held = opened(turn)
        asked = name in held.skipped or getattr(held, name)
        return not asked and name in missing(held.draft, table_in(turn))

    lacking.__name__ = f"lacks_{name}"
    return lacking


def takes(name: str) -> Callback:
    """Return a callback that keeps the user's own answer, and says where more than one thing is asked for."""

    def take(turn: Turn) -> None:
        if is_unclear(turn):
            leaves_open(name)(turn)
            return
        said = feeling_of(turn.event.text, table_in(turn)) if name == "felt" else turn.event.text
        turn.keep(draft=opened(turn).model_copy(update={name: said}))
        if name == "wish" and asks_for_more(said, table_in(turn)):
            turn.note("rewrite.one_thing")

    take.__name__ = f"takes_{name}"
    return take


def asks_the_bot(turn: Turn) -> bool:
    """Tell whether a text is no answer, but a question or a remark to the bot, or puts off the sending."""
    if feels_something(turn):
        return False
    said, aside = f"{plain(turn.event.text)} ", table_in(turn)["aside"]
    of_us = turn.frame.state == "wish" and _OF_US.search(said)
    asks = turn.event.text.rstrip().endswith("?") and not of_us
    return asks or any(said.startswith(f"{one} ") for one in aside["begins"])


def asks_what_to_write(turn: Turn) -> bool:
    """Tell whether it is asked what could stand there."""
    said = f" {plain(turn.event.text)} "
    return asks_the_bot(turn) and any(f" {one} " in said for one in table_in(turn)["aside"]["unclear"])


def is_about_sending(turn: Turn) -> bool:
    """Tell whether it is the sending that is asked about."""
    said = plain(turn.event.text).split()
    return asks_the_bot(turn) and not set(table_in(turn)["aside"]["sending"]).isdisjoint(said)


def is_unclear(turn: Turn) -> bool:
    """Tell whether a text is no answer that could stand in a version: a shrug, or words without a feeling."""
    felt = turn.frame.state == "felt" and not feels_something(turn)
    return felt or (turn.frame.state != "felt" and is_dodged(turn.event.text, table_in(turn)))


def is_unclear_once(turn: Turn) -> bool:
    """Tell whether that happens for the first time: after that the part is left open."""
    return is_unclear(turn) and _asked_twice(turn) not in opened(turn).skipped


def asks_once_more(turn: Turn) -> None:
    """Say what would be an answer."""
    held = opened(turn)
    turn.keep(draft=held.model_copy(update={"skipped": (*held.skipped, _asked_twice(turn))}))
    turn.note(WHICH[turn.frame.state])


def _asked_twice(turn: Turn) -> str:
    """Return by what it is noted, among what was left open, that a question was asked twice."""
    return f"{turn.frame.state}?"


def feels_something(turn: Turn) -> bool:
    """Tell whether an answer names a feeling."""
    return turn.frame.state == "felt" and bool(feeling_of(turn.event.text, table_in(turn)))


def points(turn: Turn) -> bool:
    """Tell whether an answer has a charge in it, so that it would undo the version it goes into."""
    said, draft = turn.event.text, turn.event.reading.draft
    if turn.frame.state == "felt":
        return not feels_something(turn) and (bool(VERDICT.search(said)) or is_charged(said, table_in(turn)))
    labels = set(draft.labels) - {LEAST_TELLING} if draft else set()
    return bool(labels & IN_A_WISH if turn.frame.state == "wish" else labels) or is_charged(said, table_in(turn))


def leaves_open(name: str) -> Callback:
    """Return a callback that leaves a part open: it stands in [brackets]."""

    def skip(turn: Turn) -> None:
        held = opened(turn)
        turn.keep(draft=held.model_copy(update={"skipped": (*held.skipped, name)}))

    skip.__name__ = f"{name}_left_open"
    return skip


def feels(word: str) -> Callback:
    """Return a callback that keeps a feeling that was tapped."""

    def keep(turn: Turn) -> None:
        turn.keep(draft=opened(turn).model_copy(update={"felt": word}))

    keep.__name__ = f"feels_{word}"
    return keep


def sees_version(turn: Turn) -> None:
    """Note that a version is shown."""
    held = opened(turn)
    turn.keep(draft=held.model_copy(update={"skipped": (*held.skipped, SHOWN)}))


def shows_version(kind: Kind) -> Callback:
    """Return a callback that shows another version."""

    def show(turn: Turn) -> None:
        turn.keep_frame(aim=kind)

    show.__name__ = f"show_{kind}"
    return show


def is_open(turn: Turn) -> bool:
    """Tell whether there is a draft."""
    return turn.journey.draft is not None


def opened(turn: Turn) -> OpenDraft:
    """Return the open draft; raises LookupError where there is none."""
    draft = turn.journey.draft
    if draft is None:
        raise LookupError
    return draft


def table_in(turn: Turn) -> Table:
    """Return by what drafts are taken apart and put together."""
    return table_of(turn.words)
