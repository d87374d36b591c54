"""Which line for a moment is meant (content 09, /whattosay): by what was typed, by the stage, and by what was last.

A visit's aim is what it shows: "moment version answer wanted", with "-" where there is none, and then the list's page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from flows.asking import limit
from flows.engine import Turn
from flows.model import Flag
from flows.typed import phrase_in, plain

VERSIONS = ("line", "another", "softer", "plainer", "shorter")
"""The lines of one moment, as its card names them; the first comes first."""

WITHOUT_AN_ASK = "another"
"""The version that asks for nothing: it is shown where the first line asks for more than what was refused."""

NONE = "-"
UNHEARD = "?"
"""The word of an aim that says: what was typed last fits no moment."""

TOLD = {
    "yes": "agreed", "been": "agreed", "soft_yes": "later", "cancelled": "fell_through", "went_once": "went_once",
    "took_back": "took_back", "fight": "after_fight", "enough": "stop_asking",
}  # fmt: skip
"""How it went, by a text, and the moment that this is; it goes before a reason in the same text."""

TAKEN_BACK = "took_back"
"""The moment in place of a no, after a yes."""

A_NO = ("same", "softer", "harder")
"""How it went where it was a no; a reason in the same text says more."""

ANSWERING = ("replies", "answer")
"""Screens on which a text is what the partner answered, before it is anything else."""

Cards = Mapping[str, Mapping[str, Any]]


class Line(NamedTuple):
    """What is shown: a moment in one of its versions, or what they answered; and a moment that is too big to be."""

    moment: str = ""
    version: str = VERSIONS[0]
    answer: str = ""
    wanted: str = ""


def moments(turn: Turn) -> Cards:
    """Return the cards of all moments by key."""
    table: Cards = turn.words.tables["moments"]
    return table


def answers(turn: Turn) -> Cards:
    """Return the cards of what they may answer by key."""
    table: Cards = turn.words.tables["replies"]
    return table


def offered(turn: Turn) -> list[str]:
    """Return the moments that are offered: what fits the reason first, and after a yes none that persuades (X-14)."""
    fit = {key: card for key, card in moments(turn).items() if _at_this_stage(turn, key) == key}
    return sorted(fit, key=lambda key: not turn.journey.reason or fit[key].get("reason") != turn.journey.reason)


def shown(turn: Turn) -> Line:
    """Return what this visit shows."""
    return _parsed(turn, turn.frame.aim)


def last_shown(turn: Turn) -> Line | None:
    """Return what was shown last, or None where nothing was, or it isn't among the words any more."""
    line = _parsed(turn, turn.journey.moment)
    return line if line.moment or line.answer else None


def show(turn: Turn, line: Line) -> None:
    """Make a line this visit's, as the stage allows it; before a limit is spoken aloud, question 1 comes (X-02)."""
    before = shown(turn).moment
    moment = _at_this_stage(turn, line.moment) if line.moment else ""
    kept = line if moment == line.moment else Line(moment)
    page = turn.frame.aim.rpartition(" ")[2]
    turn.keep_frame(aim=" ".join([*_written(kept), *([page] if page.isdecimal() else [])]))
    if moment == "limit" != before and turn.journey.safety.flag is Flag.DOWN:
        turn.keep_safety(ask_first=True)


def hold_back(turn: Turn, line: Line) -> None:
    """Keep for this visit which moment is wanted although it asks for too much; what was shown stays behind it."""
    show(turn, shown(turn)._replace(wanted=_at_this_stage(turn, line.moment)))


def show_nothing_for_it(turn: Turn) -> None:
    """Make this visit one in which a text fits no moment; the line that was shown stays behind."""
    turn.keep_frame(aim=" ".join([*_written(shown(turn)), UNHEARD]))


def is_unheard(turn: Turn) -> bool:
    """Tell whether what was typed last fits no moment."""
    return UNHEARD in turn.frame.aim.split()


def keep_last(turn: Turn) -> None:
    """Keep which line is shown, so that it is on top the next time."""
    line = shown(turn)
    last = Line(line.wanted, WITHOUT_AN_ASK) if line.wanted else line
    turn.keep(moment=" ".join(_written(last)))


def too_big(turn: Turn, line: Line | None) -> bool:
    """Tell whether a line asks for more than what was refused already (X-15)."""
    if line is None or line.answer or not line.moment:
        return False
    key = _at_this_stage(turn, line.moment)
    return int(moments(turn)[key]["rung"]) > limit(turn.journey)


def settled(turn: Turn) -> bool:
    """Tell whether the last that was told is a yes, of whatever kind, so that nobody is to be won over."""
    asks = turn.journey.asks
    told = bool(asks) and asks[-1].door in ("yes", "later")
    return told or any(frame.talk == "yes" for frame in turn.journey.stack)


def meant(turn: Turn) -> Line | None:
    """Return the line that a text asks for, or None: by set phrases, and by what the readers made of it."""
    answer = _answer_in(turn)
    if turn.frame.state in ANSWERING and answer:
        return shown(turn)._replace(answer=answer, wanted="")
    moment = _moment_in(turn)
    if moment:
        return Line(moment)
    return shown(turn)._replace(answer=answer, wanted="") if answer else None


def _answer_in(turn: Turn) -> str:
    """Return what they answered, by a text that is no more than that; where answers are asked for, by a part of it."""
    said, ways = plain(turn.event.text), turn.words.tables["typed"]["replies"]
    exact = next((key for key, phrases in ways.items() if said in phrases), "")
    if exact or turn.frame.state not in ANSWERING:
        return exact
    longer = {key: [phrase for phrase in phrases if " " in phrase] for key, phrases in ways.items()}
    return phrase_in(turn.event.text, longer, list(ways)) or ""


def _moment_in(turn: Turn) -> str:
    """Return the moment that a text tells of: by a set phrase, by how it went, by the reason, or by a plain no."""
    reading, cards = turn.event.reading, moments(turn)
    ways = turn.words.tables["typed"]["moments"]
    what_happened = [key for key in ways if not cards[key].get("reason")]
    named = phrase_in(turn.event.text, ways, what_happened) or TOLD.get(reading.outcome or "", "")
    if named or reading.life == "leaving":
        return named or "leaving"
    guessed = next((guess.reason for guess in reading.guesses), None)
    answering = next((key for key, card in cards.items() if guessed and card.get("reason") == guessed), None)
    no = "after_no" if reading.outcome in A_NO else ""
    return answering or phrase_in(turn.event.text, ways, list(ways)) or no


def _at_this_stage(turn: Turn, key: str) -> str:
    """Return the moment in whose place another is once there was a yes, or the moment itself.

    Where all that was told is a maybe, no line says that it was a yes and was taken back.
    """
    instead = str(moments(turn)[key].get("after_yes", key)) if settled(turn) else key
    return key if instead == TAKEN_BACK and _only_maybe(turn) else instead


def _only_maybe(turn: Turn) -> bool:
    """Tell whether what was told last is a maybe, and a yes never."""
    doors = [ask.door for ask in turn.journey.asks]
    return doors[-1:] == ["later"] and "yes" not in doors


def _parsed(turn: Turn, aim: str) -> Line:
    """Read an aim, also one of an earlier release; what isn't among the words counts as none."""
    moment, version, answer, wanted, *_ = [*(word for word in aim.split() if word != UNHEARD), *[NONE] * 4]
    return Line(
        moment if moment in moments(turn) else "",
        version if version in VERSIONS else VERSIONS[0],
        answer if answer in answers(turn) else "",
        wanted if wanted in moments(turn) else "",
    )


def _written(line: Line) -> list[str]:
    return [word or NONE for word in line]
