"""/rewrite: a draft that blames, put so that it can be heard (content 06).

What will make the other duck is marked and named; what is missing is asked for, and two versions are put together from
what the draft and the answers give. The draft is forgotten when the tool is left, after a day at the latest.
"""

from __future__ import annotations

import re
from datetime import timedelta

from flows.engine import DONE, Callback, Condition, Flow, Move, Turn, Values, hand_over, move, says
from flows.fields import COPY, FIELD, longer_than, shorter
from flows.model import Event, Journey, OpenDraft, Remind
from flows.rewriting import (
    KINDS,
    Answers,
    Kind,
    Table,
    aims_at_harm,
    asks_for_more,
    in_heat,
    is_charged,
    missing,
    table_of,
    version,
)
from flows.typed import plain

LONGEST = 1000
"""The most characters of a draft."""

A_DAY = timedelta(hours=24)
"""How long a draft is kept at the most."""

LEAST_TELLING = "you_statement"
"""The fault that is named of a piece only where no other is: most charges begin with "you"."""

MARKED = 3
"""How many pieces of a draft are marked at the most; more would read like a school report."""
QUOTED = 60

HEAT = "heat"
"""Noted among what was left open: it was said that the draft might wait."""

SHOWN = "version"
"""Noted among what was left open: a version was shown, so that a later /rewrite goes on there."""

VERDICT = re.compile(r"\b(?:like|that|you|u|ignored|attacked|used)\b", re.IGNORECASE)
"""What makes an answer about a feeling one about the other: "I feel that you ..." (content 06, rule 2)."""

ASKED = ("happened", "felt", "wish")
FEELINGS = ("lonely", "hurt", "worried", "tired", "sad", "scared")


def awaits_draft(journey: Journey | None, event: Event) -> bool:
    """Tell whether a text is a draft to the partner: it stands behind the command, or one was asked for."""
    if event.kind == "commanded":
        return event.name == "rewrite"
    frame = journey.frame if journey else None
    waits = frame is not None and frame.talk == "rewrite" and frame.state in ("draft", *ASKED)
    return event.kind == "said" and waits


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
    return _opened(turn) and HEAT not in _draft(turn).skipped and in_heat(_draft(turn).draft.text, _table(turn))


def for_harm(turn: Turn) -> bool:
    """Tell whether the draft is to trap, test, shame or threaten (content 06, rule 14)."""
    return _opened(turn) and aims_at_harm(_draft(turn).draft.text, _table(turn))


def good_already(turn: Turn) -> bool:
    """Tell whether nothing in the draft will make the other duck."""
    return _opened(turn) and not _draft(turn).draft.labels


def lacks(name: str) -> Condition:
    """Return a condition: the draft and the answers don't give this part, and it wasn't left open."""

    def lacking(turn: Turn) -> bool:
        if not _opened(turn):
            return False
        held = _draft(turn)
        asked = name in held.skipped or getattr(held, name)
        return not asked and name in missing(held.draft, _table(turn))

    lacking.__name__ = f"lacks_{name}"
    return lacking


def answers(name: str) -> Callback:
    """Return a callback that keeps the user's own answer, and says where more than one thing is asked for."""

    def keep(turn: Turn) -> None:
        turn.keep(draft=_draft(turn).model_copy(update={name: turn.event.text}))
        if name == "wish" and asks_for_more(turn.event.text, _table(turn)):
            turn.note("rewrite.one_thing")

    keep.__name__ = f"{name}_answered"
    return keep


def asks_the_bot(turn: Turn) -> bool:
    """Tell whether a text is no answer, but a question to the bot, or puts off the sending."""
    said = f"{plain(turn.event.text)} "
    return any(said.startswith(f"{one} ") for one in _table(turn)["aside"]["begins"])


def points(turn: Turn) -> bool:
    """Tell whether an answer has a charge in it, so that it would undo the version it goes into."""
    said, draft = turn.event.text, turn.event.reading.draft
    labels = set(draft.labels) - {LEAST_TELLING} if draft else set()
    verdict = turn.frame.state == "felt" and VERDICT.search(said)
    return bool(labels or verdict) or is_charged(said, _table(turn))


def leaves_open(name: str) -> Callback:
    """Return a callback that leaves a part open: it stands in [brackets]."""

    def skip(turn: Turn) -> None:
        held = _draft(turn)
        turn.keep(draft=held.model_copy(update={"skipped": (*held.skipped, name)}))

    skip.__name__ = f"{name}_left_open"
    return skip


def feels(word: str) -> Callback:
    """Return a callback that keeps a feeling that was tapped."""

    def keep(turn: Turn) -> None:
        turn.keep(draft=_draft(turn).model_copy(update={"felt": word}))

    keep.__name__ = f"feels_{word}"
    return keep


def sees_version(turn: Turn) -> None:
    """Note that a version is shown."""
    held = _draft(turn)
    turn.keep(draft=held.model_copy(update={"skipped": (*held.skipped, SHOWN)}))


def shows_version(kind: Kind) -> Callback:
    """Return a callback that shows another version."""

    def show(turn: Turn) -> None:
        turn.keep_frame(aim=kind)

    show.__name__ = f"show_{kind}"
    return show


def _opened(turn: Turn) -> bool:
    return turn.journey.draft is not None


def _draft(turn: Turn) -> OpenDraft:
    draft = turn.journey.draft
    if draft is None:
        raise LookupError
    return draft


def _table(turn: Turn) -> Table:
    return table_of(turn.words)


def begin(turn: Turn) -> str:
    """Begin a visit: at a draft that waited, or at one that stood behind the command, or with none."""
    if not _opened(turn):
        return "draft"
    if _draft(turn).held:
        return "kept"
    if for_harm(turn):
        return "not_that"
    if just_fought(turn):
        return "heat"
    if SHOWN in _draft(turn).skipped:
        return "version"
    return "good" if good_already(turn) else "marked"


def values(turn: Turn) -> Values:
    """Fill in what is marked in the draft, and the version that is shown."""
    if not _opened(turn):
        return {"marked": "", "version": "", "whole": "", "holds": ""}
    held = _draft(turn)
    shown = _version(turn)
    return {
        "marked": _marks(turn),
        "version": shown,
        "whole": held.draft.text if len(held.draft.text) <= COPY else "",
        "holds": _holds(turn, shown),
    }


def _version(turn: Turn, wanted: Kind | None = None) -> str:
    held = _draft(turn)
    shown = next((kind for kind in KINDS if kind == turn.frame.aim), KINDS[0])
    kind: Kind = wanted or shown
    return version(held.draft, _table(turn), kind, Answers(held.happened, held.felt, held.wish))


def _marks(turn: Turn) -> str:
    """Return the pieces that will make the other duck, each with its name and why, the weightiest first."""
    draft, faults = _draft(turn).draft, _table(turn)["faults"]
    lines, named = list[str](), set[str]()
    for label in sorted(draft.labels, key=lambda one: one == LEAST_TELLING):
        piece = next((draft.text[begin:end] for begin, end, labels in draft.clauses if label in labels), "")
        if piece and piece not in named and len(lines) < MARKED:
            named.add(piece)
            lines.append(f"'{_cut(piece)}': {faults[label]['name']}. {faults[label]['why']}")
    return "\n".join(lines)


def _cut(piece: str) -> str:
    said = " ".join(piece.split()).rstrip(".,;:!")
    return said if len(said) <= QUOTED else f"{said[:QUOTED].rsplit(' ', 1)[0]} …"


def _holds(turn: Turn, shown: str) -> str:
    """Return what of the four parts stands in a version, and what is left to fill."""
    pieces = turn.words.tables["pieces"]["rewrite"]
    return str(pieces["gaps"] if "[" in shown else pieces["whole"])


def asking() -> list[Move]:
    """Return the rows of the three questions: each is asked where its part is missing, and may be left open."""
    made: list[Move] = []
    for place, name in enumerate(ASKED):
        later = ASKED[place + 1 :]
        made += [
            move("said", name, name, shorter(FIELD), longer_than(FIELD)),
            move("said", name, name, says("rewrite.not_sent"), asks_the_bot),
            move("said", name, name, says("rewrite.charged"), points),
        ]
        ways = [("said", answers(name)), ("skip", leaves_open(name))]
        ways += [(word, feels(word)) for word in FEELINGS] if name == "felt" else []
        for trigger, before in ways:
            made += [move(trigger, name, other, before, lacks(other)) for other in later]
            made += [move(trigger, name, "version", [before, sees_version])]
    return made


def hidden(kind: Kind) -> Condition:
    """Return a condition: this version says something else than the one that is shown."""

    def is_hidden(turn: Turn) -> bool:
        return _opened(turn) and _version(turn, kind) != _version(turn)

    is_hidden.__name__ = f"hides_{kind}"
    return is_hidden


FLOW = Flow(
    "rewrite",
    ("draft", "kept", "not_that", "heat", "good", "marked", *ASKED, "version"),
    [
        move("said", "draft", "draft", shorter(LONGEST), longer_than(LONGEST)),
        move("said", "draft", DONE, [keep_draft, hand_over("rewrite")]),
        move("close", "draft", DONE),
        move("look", ["kept", "heat"], DONE, [release, hand_over("rewrite")]),
        move("hold", "heat", DONE, [hold, says("rewrite.held")]),
        move("close", ["kept", "heat", "not_that", "good", "marked", "version"], DONE, leave),
        move("another", ["not_that", "good", "version"], DONE, [forget, hand_over("rewrite")]),
        *(move("next", "marked", name, (), lacks(name)) for name in ASKED),
        move("next", "marked", "version", sees_version),
        *asking(),
        *(move(kind, "version", "version", shows_version(kind)) for kind in KINDS),
    ],
    values=values,
    enter=begin,
    shows={("version", kind): hidden(kind) for kind in KINDS},
    aside=True,
    asks=("version",),
    about_partner=True,
)
