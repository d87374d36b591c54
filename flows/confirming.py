"""What was understood of a report, confirmed in words: a yes, more or less one, or one without a day; or put right."""

from __future__ import annotations

from flows.correcting import without_preface
from flows.engine import Turn
from flows.reporting import REPORTED
from flows.typed import asks, bares, phrase_in, plain, starts_with


def agrees_in_words(turn: Turn) -> bool:
    """Tell whether a text is a yes, or more or less one, to what was understood, and tells nothing else."""
    table, said = turn.words.tables["fills"]["agreeing"], bares(plain(turn.event.text), turn.words)
    return any(form in table[name] for form in said for name in ("yes", "nearly"))


def confirms(turn: Turn) -> bool:
    """Tell whether a text says that it was so: it agrees, begins with a yes that stands, or tells the same again."""
    return agrees_in_words(turn) or (not _turns(turn) and (_begins_with_a_yes(turn) or _tells_it_again(turn)))


def _turns(turn: Turn) -> bool:
    """Tell whether a text asks, is half a yes, or turns at once: "yes but ..."."""
    table, text = turn.words.tables["fills"]["agreeing"], turn.event.text
    turned = [f"{yes} {turn_to}" for yes in table["begins"] for turn_to in table["turns_at_once"]]
    half = not set(bares(plain(text), turn.words)).isdisjoint(table["half"])
    return half or starts_with(text, turned, turn.words) or asks(text, turn.words)


def _begins_with_a_yes(turn: Turn) -> bool:
    """Tell whether a text begins with a yes, and tells of no other answer of theirs, and of nothing harder."""
    begins = turn.words.tables["fills"]["agreeing"]["begins"]
    now, before = (REPORTED.get(one or "") for one in (turn.event.reading.outcome, _understood(turn)))
    other = now is not None and before is not None and (now[0] != before[0] or now[1] == "harder" != before[1])
    return starts_with(turn.event.text, begins, turn.words) and not (other and puts_right(turn))


def _tells_it_again(turn: Turn) -> bool:
    denies = turn.words.tables["typed"]["turned_down"]
    same = turn.event.reading.outcome == _understood(turn)
    return same and not starts_with(turn.event.text, denies, turn.words)


def puts_right(turn: Turn) -> bool:
    """Tell whether a text says in plain words that it was another thing than what was understood."""
    outcome = turn.event.reading.outcome
    return outcome != _understood(turn) and stands_in(turn, outcome)


def stands_in(turn: Turn, outcome: str | None) -> bool:
    """Tell whether what a text is read as stands in it in plain words, behind a "no" that begins it."""
    grounds = turn.words.tables["fills"]["grounds"]
    said = plain(without_preface(turn.event.text, turn.words))
    said = f" {said.removeprefix('no ').removeprefix('nope ')} "
    return outcome in REPORTED and any(f" {one} " in said for one in grounds.get(outcome, grounds["a_no"]))


def _understood(turn: Turn) -> str:
    return turn.frame.aim.partition(" ")[0]


def half_agrees(turn: Turn) -> bool:
    """Tell whether a text takes a yes half back: more or less one, or one without a day."""
    table, said = turn.words.tables["fills"]["agreeing"], bares(plain(turn.event.text), turn.words)
    nearly = any(form in table["nearly"] for form in said)
    return nearly or phrase_in(turn.event.text, {"no_day": table["no_day"]}, ("no_day",)) is not None
