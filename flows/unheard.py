"""What is said to a text that was no answer: to plain words, to a reason, to what is heavy; the buttons stand below."""

from __future__ import annotations

from flows.asking import bent
from flows.engine import Flow, Turn
from flows.gates import ALWAYS
from flows.guessing import correct, correct_to, put_right
from flows.moves import go_on, open_talk, turn_to
from flows.reporting import SURE
from flows.tidings import NEWS, THEIR_WORDS
from flows.typed import (
    MOST_DIGITS,
    asks,
    is_heavy_for_them,
    plain,
    says_one_of,
    sounds_heavy,
    sounds_like,
    speaks_of_them,
)

MISSES = 2
"""How often an answer may be missed before the way out is offered (design 5)."""

A_STORY = 5
"""How many words a text has at the least that tells something, where a button's words are waited for."""

CLEAR = 0.65
"""From which share on a reason is spoken of where something else was asked."""

A_LONG_STORY = 25
"""From how many words on a story is long."""

A_QUESTION = 3
"""How many words a question has at the least that is told so, where it has no answer."""

MISSED_AS = {
    "yes": "shared.your_pick",
    "next": "shared.your_pick",
    "no": "shared.none_fits",
    "later": "shared.later",
    "skip": "shared.no_need",
    "not_sure": "shared.no_need",
    "some": "shared.one_first",
    "kind_of": "shared.one_first",
    "both": "shared.one_first",
    "back": "shared.no_back",
    "why": "shared.why_asked",
    "complaint": "shared.complaint",
}
"""What is said to plain words that stand for none of the buttons."""

BETWEEN = {"better": "after.better", "worse": "after.worse"}
"""What is said to how it is between the two, where that isn't asked."""

THE_WEEK = ("life", "week")
"""What helps in a week in which something big has happened."""

HOW_THEY_WERE = ("path", "ended")
"""Where it is asked how the partner was when they said no."""

AN_ASK = (("path", "smaller"), ("card", "ask"))
"""Where the words of an ask are waited for."""

A_DAY = (("season", "when"), ("card", "return_on"))
"""Screens on which a day is waited for; all of /remind's are such."""

ABOUT_THE_REASON = frozenset({"curious", "when", "ended"})
"""Where the path has just settled on a reason: another one that is heard there is guessed at anew."""


def missed(turn: Turn) -> None:
    """Answer a text that nothing was made of. Who wants to leave it for now isn't asked again."""
    turn.keep_frame(misses=turn.frame.misses + 1)
    own = turn.words.screen(f"{turn.frame.talk}.{turn.frame.state}").missed
    if own or turn.frame.talk in ALWAYS:
        turn.note(own or ("care.missed" if turn.frame.talk == "care" else "shared.missed"))
    elif (reason := _puts_right(turn)) or _tells_a_reason(turn):
        return _hear_reason(turn, reason)
    elif sounds_heavy(turn.event.text, turn.words) and not _is_theirs(turn):
        return hold(turn)
    else:
        turn.note(note := _not_understood(turn))
        if note == MISSED_AS["later"]:
            return None
    return go_on(turn)


def age_said(turn: Turn) -> int:
    """Return the age that a text says, as a lone figure too, where an age is asked for; 0 where it says none."""
    said = plain(turn.event.text)
    return turn.event.reading.age or (int(said) if said.isdecimal() and len(said) <= MOST_DIGITS else 0)


def hold(turn: Turn) -> None:
    """Answer a text that says how heavy it is; while the asking rests for something big, with care for the week."""
    if bent(turn.journey, turn.today) and not turn.paused and (turn.frame.talk, turn.frame.state) != THE_WEEK:
        open_talk(turn, *THE_WEEK)
        return
    turn.note("shared.heavy")
    go_on(turn)


def _not_understood(turn: Turn) -> str:
    """Return what is said to a text that was no answer."""
    if said := _said_here(turn):
        return said
    if (meant := sounds_like(turn.event.text, turn.words)) in MISSED_AS:
        return MISSED_AS[meant]
    if turn.frame.misses <= 1 and (heard_as := tone(turn)):
        return heard_as
    if asks(turn.event.text, turn.words) and len(turn.event.text.split()) >= A_QUESTION:
        return "shared.no_answer"
    if turn.frame.misses > MISSES:
        return "shared.missed_again"
    return _how_much(turn)


def _is_theirs(turn: Turn) -> bool:
    """Tell whether what sounds heavy is how the partner was, where that is asked: "he looked exhausted"."""
    asked = (turn.frame.talk, turn.frame.state) == HOW_THEY_WERE
    return asked and not is_heavy_for_them(turn.event.text, turn.words) and _said_here(turn) is not None


def _said_here(turn: Turn) -> str | None:
    """Return the note that answers what is often said on this screen, or how it is between the two; or None."""
    screen, said = f"{turn.frame.talk}.{turn.frame.state}", f" {plain(turn.event.text)} "
    ways = turn.words.tables["taps"]["said"].get(screen, {})
    by_words = next((note for note, phrases in ways.items() if any(f" {one} " in said for one in phrases)), None)
    return by_words or (BETWEEN.get(turn.event.reading.outcome or "") if turn.frame.talk in NEWS else None)


TONES = {
    "more_than_one": "shared.one_first",
    "meanings": "shared.unexplained",
    "doubts_of_them": "shared.doubt_them",
    "doubts": "shared.doubt",
    "own_part": "shared.own_part",
}
"""What a text may sound like that is no answer, by the lists of its words, and what is said to it."""


def tone(turn: Turn) -> str | None:
    """Return what is said to a doubt, to more than one answer, or to somebody's own part in it; or None."""
    return next((note for name, note in TONES.items() if says_one_of(turn.event.text, name, turn.words)), None)


def _how_much(turn: Turn) -> str:
    """Return what is said to a text by how much it tells; what was said to one just before isn't said again."""
    told = len(turn.event.text.split())
    if told < A_STORY:
        return "shared.missed"
    if turn.frame.misses > 1:
        return "shared.told_again"
    if turn.paused:
        return "shared.told_paused"
    return "shared.told_long" if told >= A_LONG_STORY else "shared.told"


def is_but_a_tone(turn: Turn, flow: Flow) -> bool:
    """Tell whether a text is a doubt, or heavy, and nothing of what is waited for: news, a day, the words of an ask."""
    reading, text, place = turn.event.reading, turn.event.text, (turn.frame.talk, turn.frame.state)
    if place in AN_ASK:
        ways = tuple(f"{way} " for way in turn.words.tables["typed"]["no_ask"])
        return not turn.frame.misses and f"{plain(text)} ".startswith(ways)
    no_day = place in A_DAY and reading.outcome == "not_yet"
    if place in THEIR_WORDS or (reading.outcome and not no_day) or reading.when or reading.guesses or reading.life:
        return False
    if flow.name in NEWS:
        return tone(turn) is not None or is_heavy_for_them(text, turn.words)
    return (flow.name == "remind" or place in A_DAY) and tone(turn) is not None


def _tells_a_reason(turn: Turn) -> bool:
    """Tell whether a text gives the partner's reason, where there is one to compare it with."""
    guesses = turn.event.reading.guesses
    coached = turn.journey.reason is not None and not turn.paused and not turn.event.reading.asked
    theirs = bool(guesses) and speaks_of_them(turn.event.text) and not is_heavy_for_them(turn.event.text, turn.words)
    at_the_no = turn.frame.talk == "path" and turn.frame.state in ABOUT_THE_REASON
    sure = guesses[0].share >= (SURE if at_the_no else CLEAR) if guesses else False
    return coached and theirs and sure and guesses[0].reason != "nochange"


def _puts_right(turn: Turn) -> str:
    """Return the reason that somebody says to be the right one instead of the one they settled on, or ""."""
    coached = turn.journey.reason is not None and not turn.paused
    read_of = turn.frame.talk == "why" or (turn.frame.talk, turn.frame.state) == ("path", "curious")
    reason = put_right(turn) if coached and read_of else ""
    return reason if reason != turn.journey.reason else ""


def _is_about_the_reason(turn: Turn) -> bool:
    """Tell whether a reason was settled on just now, or is read about."""
    return turn.frame.talk == "why" or (turn.frame.talk == "path" and turn.frame.state in ABOUT_THE_REASON)


def _hear_reason(turn: Turn, named: str) -> None:
    """Say which reason was heard, the one that was `named` or that was read; where it is about that, guess anew."""
    reason = named or turn.event.reading.guesses[0].reason
    label = turn.words.reason(reason)["label"]
    if reason == turn.journey.reason:
        turn.note("shared.same_reason", label=label)
    elif _is_about_the_reason(turn):
        correct_to(turn, reason) if named else correct(turn)
        if turn.frame.talk == "why":
            open_talk(turn, "path", "reason")
            return
        turn_to(turn, "reason")
    else:
        turn.note("shared.other_reason", label=label)
    go_on(turn)
