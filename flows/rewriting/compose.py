"""Put a version together from the parts of a draft, on the template of content 06: happened, felt, need, ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from flows.model import Draft
from flows.rewriting.parts import Parts, as_sentence, parts_of
from flows.rewriting.times import WAS
from flows.rewriting.topic import Table
from flows.rewriting.turned import to_you

Kind = Literal["plain", "softer", "shorter"]
KINDS: tuple[Kind, ...] = ("plain", "softer", "shorter")

MOST_CHARACTERS, MOST_WORDS = 256, 60
"""The longest a version may be (a copy button holds no more)."""


class Answers(NamedTuple):
    """What the user answered to what was missing: an example, a feeling, a wish; "" where nothing was asked yet."""

    happened: str = ""
    felt: str = ""
    wish: str = ""


def rewrites(draft: Draft, table: Table, answers: Answers | None = None) -> tuple[str, ...]:
    """Return two versions of a draft, a plain one and a softer one."""
    return tuple(version(draft, table, kind, answers) for kind in KINDS[:2])


def version(draft: Draft, table: Table, kind: Kind, answers: Answers | None = None) -> str:
    """Return one version of a draft; what would make it too long is left out, from the back of the template."""
    parts, lines, answers = parts_of(draft, table), table["lines"], answers or Answers()
    happened, felt = _beginning(parts, answers, table)
    ask = _ask(parts, answers, table, softer=kind == "softer")
    serious = str(lines["serious"]) if parts.serious else ""
    view = str(lines["may_differ"]) if kind == "softer" else ""
    tries = (
        (*happened, felt, serious, view, ask),
        (*happened, felt, serious, ask),
        (*happened[:1], felt, serious, ask),
        (*happened[:1], felt, ask),
        (*happened[:1], ask),
        (ask,),
    )
    texts = [" ".join(filter(None, pieces)) for pieces in (tries[3:] if kind == "shorter" else tries)]
    return next(filter(fits, texts), texts[-1][:MOST_CHARACTERS])


def missing(draft: Draft, table: Table) -> tuple[str, ...]:
    """Return which of "happened", "felt" and "wish" the draft doesn't give, in the order in which to ask."""
    parts = parts_of(draft, table)
    gaps = (("happened", not (parts.kept or parts.act)), ("felt", not parts.feeling), ("wish", not parts.request))
    return tuple(name for name, gap in gaps if gap)


def _beginning(parts: Parts, answers: Answers, table: Table) -> tuple[list[str], str]:
    """Return the sentences of what happened, and the one of the feeling, "" where it is told already."""
    lines = table["lines"]
    feeling = felt_word(parts, answers) or lines["feeling_gap"]
    if parts.act and not answers.happened:
        return [str(lines["when_you"]).format(act=parts.act, feeling=feeling)], ""
    if answers.happened or parts.kept or parts.topic:
        return list(_happened(parts, answers, lines)), _felt(parts, answers, table)
    return [str(lines["when"]).format(feeling=feeling)], ""


def fits(text: str) -> bool:
    """Tell whether a version is short enough to be copied and heard."""
    return len(text) <= MOST_CHARACTERS and len(text.split()) <= MOST_WORDS


def _happened(parts: Parts, answers: Answers, lines: Mapping[str, Any]) -> Iterator[str]:
    """Yield what happened: what it is about, and the user's own sentences; a gap where there is none."""
    told = [_example(answers.happened, lines)] if answers.happened else list(parts.kept)
    named = (
        parts.topic
        and not answers.happened
        and not parts.concrete
        and not any(_names(sentence, parts.topic) for sentence in told)
    )
    if named:
        time = "" if any(parts.past in sentence.casefold() for sentence in told) else parts.past
        yield (lines["about_then"] if time else lines["about"]).format(topic=parts.topic, time=time)
    yield from told
    if named and not told:
        yield lines["saw"]


def _example(answer: str, lines: Mapping[str, Any]) -> str:
    """Return the user's own example, said to the partner; where nothing happens in it, with a gap for that."""
    said = as_sentence(to_you(answer))
    return said if WAS.search(said) else f"{said[:-1]}: {lines['happened_gap']}"


def _names(sentence: str, topic: str) -> bool:
    return re.search(rf"\b{re.escape(topic.rsplit(maxsplit=1)[-1])}\b", sentence, re.IGNORECASE) is not None


def felt_word(parts: Parts, answers: Answers) -> str:
    """Return the feeling in one or two words, the user's answer first; "" where there is none."""
    said = answers.felt.strip().rstrip(".!").casefold()
    bare = re.sub(r"^(?:i\s+(?:feel|felt|was|am)|i'm|im)\s+", "", said)
    return bare if said else parts.feeling


def _felt(parts: Parts, answers: Answers, table: Table) -> str:
    """Return the sentence of the feeling, "" where a sentence that stays tells it."""
    word = felt_word(parts, answers)
    if word and not answers.felt and any(re.search(rf"\b{word}\b", one, re.IGNORECASE) for one in parts.kept):
        return ""
    return str(table["lines"]["felt"]).format(feeling=word or table["lines"]["feeling_gap"])


def _ask(parts: Parts, answers: Answers, table: Table, *, softer: bool) -> str:
    """Return the one thing that is asked for: the user's own, or one that fits what it is about."""
    if answers.wish:
        return _as_question(answers.wish, [*table["commands"]["verbs"], *table["commands"]["wished"]])
    if parts.request:
        return parts.request
    day = parts.coming or f"on {table['lines']['day_gap']}"
    said = str(table["requests"][parts.theme]["softer" if softer else "plain"])
    return re.sub(r"(?:on|before) \{day\}", lambda place: _dated(place[0], day), said)


def _dated(place: str, day: str) -> str:
    word = place.split(maxsplit=1)[0]
    bare = day.removeprefix("on ")
    return f"before {bare}" if word == "before" else day


def _as_question(wish: str, verbs: Sequence[str]) -> str:
    """Return a wish as a question; one that is no clause stays as it is."""
    said = re.sub(
        r"(?i)^(?:please|that|to|for them to|for you to)\s+", "", to_you(" ".join(wish.split()).rstrip(".!?"))
    )
    if re.match(r"(?i)(?:can|could|would|will|shall|may|what|how|when|where|who)\b", said):
        return f"{said[:1].upper()}{said[1:]}?"
    if said.casefold().startswith("you "):
        return f"Could {said[:1].lower()}{said[1:]}?"
    first = said.split()[0].casefold() if said else ""
    if first in verbs:
        return f"Could you {said[:1].lower()}{said[1:]}?"
    return as_sentence(said)
