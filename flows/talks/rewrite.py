"""/rewrite: a draft that blames, put so that it can be heard (content 06).

What will make the other duck is marked and named; what is missing is asked for, and two versions are put together from
what the draft and the answers give. The draft is forgotten when the tool is left, after a day at the latest.
"""

from __future__ import annotations

from flows.drafting import (
    LEAST_TELLING,
    SHOWN,
    WHICH,
    asks_once_more,
    asks_the_bot,
    asks_what_to_write,
    feels,
    for_harm,
    forget,
    good_already,
    hold,
    is_about_sending,
    is_open,
    is_unclear_once,
    just_fought,
    keep_draft,
    lacks,
    leave,
    leaves_open,
    opened,
    points,
    release,
    sees_version,
    shows_version,
    table_in,
    takes,
)
from flows.engine import DONE, Condition, Flow, Move, Turn, Values, hand_over, move, says
from flows.fields import COPY, FIELD, longer_than, shorter
from flows.model import Event, Journey
from flows.rewriting import (
    KINDS,
    Answers,
    Kind,
    version,
)

LONGEST = 1000
"""The most characters of a draft."""

MARKED = 3
"""How many pieces of a draft are marked at the most; more would read like a school report."""
QUOTED = 60

ASKED = ("happened", "felt", "wish")
FEELINGS = ("lonely", "hurt", "worried", "tired", "sad", "scared")


def awaits_draft(journey: Journey | None, event: Event) -> bool:
    """Tell whether a text is a draft to the partner: it stands behind the command, or one was asked for."""
    if event.kind == "commanded":
        return event.name == "rewrite"
    frame = journey.frame if journey else None
    waits = frame is not None and frame.talk == "rewrite" and frame.state in ("draft", *ASKED)
    return event.kind == "said" and waits


def begin(turn: Turn) -> str:
    """Begin a visit: at a draft that waited, or at one that stood behind the command, or with none."""
    if not is_open(turn):
        return "draft"
    if opened(turn).held:
        return "kept"
    if for_harm(turn):
        return "not_that"
    if just_fought(turn):
        return "heat"
    if SHOWN in opened(turn).skipped:
        return "version"
    return "good" if good_already(turn) else "marked"


def values(turn: Turn) -> Values:
    """Fill in what is marked in the draft, and the version that is shown."""
    if not is_open(turn):
        return {"marked": "", "version": "", "whole": "", "holds": ""}
    held = opened(turn)
    shown = _version(turn)
    return {
        "marked": _marks(turn),
        "version": shown,
        "whole": held.draft.text if len(held.draft.text) <= COPY else "",
        "holds": _holds(turn, shown),
    }


def _version(turn: Turn, wanted: Kind | None = None) -> str:
    held = opened(turn)
    shown = next((kind for kind in KINDS if kind == turn.frame.aim), KINDS[0])
    kind: Kind = wanted or shown
    return version(held.draft, table_in(turn), kind, Answers(held.happened, held.felt, held.wish))


def _marks(turn: Turn) -> str:
    """Return the pieces that will make the other duck, each with its name and why, the weightiest first."""
    draft, faults = opened(turn).draft, table_in(turn)["faults"]
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
            move("said", name, name, says(WHICH[name]), asks_what_to_write),
            move("said", name, name, says("rewrite.not_sent"), is_about_sending),
            move("said", name, name, says("rewrite.why_asked"), asks_the_bot),
            move("said", name, name, asks_once_more, is_unclear_once),
            move("said", name, name, says("rewrite.charged"), points),
        ]
        ways = [("said", takes(name)), ("skip", leaves_open(name))]
        ways += [(word, feels(word)) for word in FEELINGS] if name == "felt" else []
        for trigger, before in ways:
            made += [move(trigger, name, other, before, lacks(other)) for other in later]
            made += [move(trigger, name, "version", [before, sees_version])]
    return made


def hidden(kind: Kind) -> Condition:
    """Return a condition: this version says something else than the one that is shown."""

    def is_hidden(turn: Turn) -> bool:
        return is_open(turn) and _version(turn, kind) != _version(turn)

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
