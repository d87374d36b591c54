"""How a typed answer to a question about danger is heard: strictly, by `answering.toml`, before any looser way.

A no is taken only where nothing else in the text may be about what was asked. "Sometimes" is a yes, a "no, but" is
unsure, and a hint of danger is a yes to the safety screen. What is neither is asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flows.alarm import DYING, GROWN
from flows.engine import Turn, Visit
from flows.model import Act
from flows.moves import go_on, open_talk, take
from flows.typed import bares, plain, says_one_of, sounds_heavy


class Heard(NamedTuple):
    """What a text leads to: a button that it stands for, or a visit, or the same question; a `note` comes first.

    `afraid`: somebody fears being seen with this, so question 1 comes before the next ask.
    """

    takes: str = ""
    opens: Visit | None = None
    note: str = ""
    afraid: bool = False


Table = Mapping[str, Any]

LONGEST = 120
"""How many characters a no has at the most, and what is heard by a row; what is longer is a story."""

FIVE, PAUSE = "safe_check.screen", "safe_check.unsure"
NO = {FIVE: "none"}
"""The button that a no stands for, where it isn't "no"."""
YES = {FIVE: "some", PAUSE: "pause"}
"""The button that a hint of danger stands for, where it isn't "yes"."""
UNSURE = {"care.now_ask": "afraid"}
"""The button that a "no, but" stands for, where it isn't "not_sure"."""

ABOUT_HOME = frozenset(
    {f"safe_check.{state}" for state in ("afraid", "hurt_ask", "control_ask", "fear", "hurt", "control", "pushed")}
    | {"safe_check.raising", "safe_check.lately"}
    | {f"care.{state}" for state in ("harm_ask", "others_ask", "now_ask", "child_ask", "sure_home")}
)
"""Questions about force, fear and control: a no has nothing beside it that may be about these."""
ABOUT_DYING = frozenset({"care.hint", "care.sure", "care.theirs_ask"})
SAYS_YES = (ABOUT_HOME | {FIVE, "care.hint", "care.theirs_ask"}) - {"care.sure_home"}
"""Questions that take "sometimes" and the like for a yes."""

NOT_HERE = frozenset({"quiet", "rewrite", "data"})
"""Talks that show nothing, have words for the partner in them, or are about erasing already."""

OF_THE_ASK = frozenset({"after.door", "after.guess"})
"""Where a no that begins a text may be said to what was understood, and theirs was none."""

LEFT_ASIDE = frozenset(
    {"home", "listen", "lines", "options", "tonight", "only_say", "with_you", "phone", "paused", "screen"}
)
"""States of care that may be left aside for a question about the chat; the five lines are asked again behind it."""

HELLO = "welcome.hello"
LEAST_AGE, MOST_AGE = 8, 99
_CLAUSE = re.compile(r"[.,;:!?()\n]+")


def heard_strictly(turn: Turn) -> bool:
    """Do what a text leads to on the open screen, and tell whether it was heard here at all."""
    answer = _heard(turn)
    if answer is None:
        return False
    if answer.note:
        turn.note(answer.note)
    if answer.afraid and not turn.paused:
        turn.keep_safety(ask_first=True)
    if answer.opens:
        open_talk(turn, *answer.opens)
    elif answer.takes:
        turn.keep(question=turn.journey.question + 1)
        take(turn, answer.takes)
    else:
        go_on(turn)
    return True


def _heard(turn: Turn) -> Heard | None:
    """Return what a text leads to, or None where it isn't heard here."""
    screen, said = f"{turn.frame.talk}.{turn.frame.state}", plain(turn.event.text)
    buttons = turn.words.screen(screen).buttons
    if screen in OF_THE_ASK and says_one_of(turn.event.text, "no_to_the_no", turn.words):
        return None
    if turn.frame.talk in NOT_HERE or said in {plain(label) for label in buttons.values()}:
        return None
    table = turn.words.tables["answering"]
    rows: Sequence[Table] = table["row"] if len(turn.event.text) <= LONGEST else ()
    row = next((row for row in rows if _fits(row, turn, screen, f" {said} ")), None)
    if screen == HELLO and (by_age := _age_heard(turn.event.text, table)):
        return by_age._replace(note=str(row.get("note", "")) if row else "")
    if row is not None:
        return _by_row(row, turn, screen)
    if screen in (ABOUT_HOME | ABOUT_DYING) and said in table["nothing_said"]:
        return Heard(note="care.plain_answer")
    takes = _answer(turn, screen, table)
    return Heard(takes) if takes in buttons else None


def _by_row(row: Table, turn: Turn, screen: str) -> Heard:
    """Return what a row leads to: what is unsure by the row is a yes where danger is hinted at."""
    opens = Visit("care", row["opens"], row.get("about", turn.frame.aim)) if "opens" in row else None
    takes = str(row.get("takes", ""))
    if takes == "not_sure" and _is_hinted(turn):
        takes = YES.get(screen, "yes")
    return Heard(takes, opens, str(row.get("note", "")), "afraid" in row)


def _fits(row: Table, turn: Turn, screen: str, said: str) -> bool:
    """Tell whether a row is for this screen, and the text has what it wants."""
    here = screen in row.get("on", ()) or ("anywhere" in row and _may_leave(turn))
    if not here or row.get("aim", _about(turn)) != _about(turn):
        return False
    if not all(_has(said, ways.split("|")) for ways in row["has"]):
        return False
    if "unless" in row and _has(said, row["unless"].split("|")):
        return False
    return not row.get("calm") or _is_calm(turn)


def _about(turn: Turn) -> str:
    """Return what the visit is about: fear and force at home, but for another aim."""
    return turn.frame.aim or "abuse"


def _is_calm(turn: Turn) -> bool:
    return turn.event.reading.danger.act is Act.NONE and not sounds_heavy(turn.event.text, turn.words)


def _may_leave(turn: Turn) -> bool:
    """Tell whether the open question may be left aside for a moment: one about danger isn't."""
    return turn.frame.talk not in ("care", "safe_check") or turn.frame.state in LEFT_ASIDE


def _has(said: str, ways: Iterable[str]) -> bool:
    """Tell whether a plain text between spaces has one of these as whole words."""
    return any(f" {way} " in said for way in ways)


def _answer(turn: Turn, screen: str, table: Table) -> str:
    """Return the button that a yes, a no, a "no, but" or a hint of danger stands for, or ""."""
    clauses = _clauses(turn)
    if not clauses:
        return ""
    no, hinted = _says_no(clauses[0], table), _is_hinted(turn)
    if hinted and (not no or screen == PAUSE):
        return YES.get(screen, "yes")
    if not no:
        return YES.get(screen, "yes") if screen in SAYS_YES and _says_yes(clauses[0], table) else ""
    if hinted or not _words(clauses).isdisjoint(table["takes_back"]):
        return UNSURE.get(screen, "not_sure") if screen in ABOUT_HOME or screen == FIVE else ""
    short = len(turn.event.text) <= LONGEST and turn.event.reading.danger.act is Act.NONE
    clear = short and _is_clear(clauses, screen, table)
    return NO.get(screen, "no") if clear else ""


def _is_hinted(turn: Turn) -> bool:
    """Tell whether a text at the safety screen hints at what the partner does."""
    danger = turn.event.reading.danger
    theirs = danger.act is Act.ASK and danger.who == "partner" and DYING not in danger.labels
    return theirs and turn.frame.talk == "safe_check"


def _words(clauses: Iterable[str]) -> set[str]:
    return {word for clause in clauses for word in clause.split()}


def _clauses(turn: Turn) -> list[str]:
    """Return the clauses of a text as plain words, the first without what says nothing at its ends."""
    clauses = [said for part in _CLAUSE.split(turn.event.text) if (said := plain(part))]
    first = next((n for n, said in enumerate(clauses) if said not in turn.words.tables["typed"]["fillers"]), 0)
    return [bares(clauses[first], turn.words)[-1], *clauses[first + 1 :]] if clauses else []


def _says_no(clause: str, table: Table) -> bool:
    return clause in table["no_alone"] or _begins(clause, table["no_begins"])


def _says_yes(clause: str, table: Table) -> bool:
    return clause in table["yes_alone"] or _begins(clause, table["yes_begins"])


def _begins(clause: str, ways: Iterable[str]) -> bool:
    return f"{clause} ".startswith(tuple(f"{way} " for way in ways))


def _is_clear(clauses: Sequence[str], screen: str, table: Table) -> bool:
    """Tell whether nothing beside a no may be about what was asked."""
    if screen == FIVE:
        return all(_is_harmless(clause, table) for clause in clauses)
    if screen in ABOUT_DYING:
        return not any(_has(f" {clause} ", table["low"]) for clause in clauses)
    return screen not in ABOUT_HOME or not any(_touches(clause, table) for clause in clauses)


def _touches(clause: str, table: Table) -> bool:
    """Tell whether a clause may be about force, fear or control and denies nothing."""
    spoken = set(clause.split())
    return not spoken.isdisjoint(table["touchy"]) and spoken.isdisjoint(table["denying"])


def _is_harmless(clause: str, table: Table) -> bool:
    """Tell whether a clause is a no, or says nothing but that somebody is kind."""
    rest = f" {clause} "
    for phrase in table["harmless_phrases"]:
        rest = rest.replace(f" {phrase} ", " ")
    no = max((one for one in table["no_alone"] if rest.startswith(f" {one} ")), key=len, default="")
    return set(rest.removeprefix(f" {no} ").split()) <= set(table["harmless"])


def _age_heard(text: str, table: Table) -> Heard | None:
    """Return what a lone age in answer to the hello leads to: on, or to the question whether it is under 18."""
    first = next((said for part in _CLAUSE.split(text.replace("+", " plus ")) if (said := plain(part))), "")
    figures = [word for word in first.split() if word not in table["around_an_age"]]
    ages = [int(word) for word in figures if word.isdecimal() and LEAST_AGE <= int(word) <= MOST_AGE]
    if not ages or len(ages) < len(figures):
        return None
    grown = min(ages) >= GROWN and set(first.split()).isdisjoint(table["under_age"])
    return Heard(takes="start") if grown else Heard(opens=Visit("welcome", "age"))
