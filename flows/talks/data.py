"""The user's data: what is kept, a copy of it, and its end (content 10.7)."""

from __future__ import annotations

from flows.engine import DONE, Flow, Turn, Values, move
from flows.model import Document, Erase, Reply, Tidy

NOT_EXPORTED = {"safety", "rest_on", "stack", "question", "told", "draft"}
"""The flag and a day of rest stay out of the copy (content 10.1), and a draft that is open for the moment; the others
are the program's own bookkeeping."""


def export(turn: Turn) -> None:
    """Hand over all that is stored of the user, as JSON under a neutral name."""
    body = turn.journey.model_dump_json(indent=2, exclude=NOT_EXPORTED)
    about = turn.words.note("data.export").text[0]
    turn.replies.append(Reply(text=about, document=Document(filename="notes.json", body=body)))


def erase(turn: Turn) -> None:
    """Forget the user at once."""
    turn.note("data.wiped")
    if turn.journey.tidy:
        turn.do(Tidy())
    turn.do(Erase())


def values(turn: Turn) -> Values:
    """Fill in whom to write to."""
    return {"operator": turn.operator or turn.words.common("no_operator")}


FLOW = Flow(
    "data",
    ("privacy", "wipe"),
    [
        move("export", "privacy", "privacy", export),
        move("wipe", "privacy", "wipe"),
        move("close", "privacy", DONE),
        move("yes", "wipe", DONE, erase),
        move("no", "wipe", DONE),
    ],
    values=values,
)
