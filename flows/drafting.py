"""The draft that is open in /rewrite: kept, held and let go of, what it lacks, and the user's own answers for it."""

from __future__ import annotations

import re
from datetime import timedelta

from flows.engine import Callback, Condition, Turn
from flows.model import OpenDraft, Remind
from flows.rewriting import Kind, Table, aims_at_harm, asks_for_more, in_heat, is_charged, missing, table_of
from flows.typed import plain

A_DAY = timedelta(hours=24)
"""How long a draft is kept at the most."""

LEAST_TELLING = "you_statement"
"""The fault that is named of a piece only where no other is: most charges begin with "you"."""

HEAT = "heat"
"""Noted among what was left open: it was said that the draft might wait."""

SHOWN = "version"
"""Noted among what was left open: a version was shown, so that a later /rewrite goes on there."""

VERDICT = re.compile(r"\b(?:like|that|you|u|ignored|attacked|used)\b", re.IGNORECASE)
"""What makes an answer about a feeling one about the other: "I feel that you ..." (content 06, rule 2)."""


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


def answers(name: str) -> Callback:
    """Return a callback that keeps the user's own answer, and says where more than one thing is asked for."""

    def keep(turn: Turn) -> None:
        turn.keep(draft=opened(turn).model_copy(update={name: turn.event.text}))
        if name == "wish" and asks_for_more(turn.event.text, table_in(turn)):
            turn.note("rewrite.one_thing")

    keep.__name__ = f"{name}_answered"
    return keep


def asks_the_bot(turn: Turn) -> bool:
    """Tell whether a text is no answer, but a question to the bot, or puts off the sending."""
    said = f"{plain(turn.event.text)} "
    return any(said.startswith(f"{one} ") for one in table_in(turn)["aside"]["begins"])


def points(turn: Turn) -> bool:
    """Tell whether an answer has a charge in it, so that it would undo the version it goes into."""
    said, draft = turn.event.text, turn.event.reading.draft
    labels = set(draft.labels) - {LEAST_TELLING} if draft else set()
    verdict = turn.frame.state == "felt" and VERDICT.search(said)
    return bool(labels or verdict) or is_charged(said, table_in(turn))


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
