"""Put a version together from the parts of a draft, on the template of content 06: happened, felt, need, ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from flows.model import Draft
from flows.rewriting.acts import Act
from flows.rewriting.examples import example_of, tells
from flows.rewriting.parts import Parts, parts_of
from flows.rewriting.requests import wish_of
from flows.rewriting.spelled import as_sentence
from flows.rewriting.times import PAST
from flows.rewriting.topic import Table

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
    told = _told(parts, answers, table, softer=kind == "softer")
    ask = _ask(parts, answers, table, kind)
    serious = str(lines["serious"]) if parts.serious else ""
    view = str(lines["may_differ"]) if kind == "softer" else ""
    most = told.main if kind == "shorter" else " ".join(filter(None, (*told.before, told.main, *told.after)))
    felt = told.felt
    tries = (
        (most, felt, serious, view, ask),
        (most, felt, serious, ask),
        (told.main, felt, serious, ask),
        (told.main, felt, ask),
        (told.main, ask),
        (ask,),
    )
    texts = [" ".join(filter(None, pieces)) for pieces in tries]
    return next(filter(fits, texts), texts[-1][:MOST_CHARACTERS])


def missing(draft: Draft, table: Table) -> tuple[str, ...]:
    """Return which of "happened", "felt" and "wish" the draft doesn't give, in the order in which to ask."""
    parts = parts_of(draft, table)
    did = parts.did
    happened = parts.kept or parts.later or parts.opens or (did and did.tense != "now" and not did.is_word_given)
    felt = parts.feeling or parts.sentence or parts.arranged
    gaps = (("happened", not happened), ("felt", not felt), ("wish", not (parts.wish or parts.opens)))
    return tuple(name for name, gap in gaps if gap)


class Told(NamedTuple):
    """The sentences before the request: `main` is what stays in the shortest version, `felt` is "" where it is told."""

    main: str
    felt: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def _told(parts: Parts, answers: Answers, table: Table, *, softer: bool) -> Told:
    """Return what happened and what was felt."""
    lines = table["lines"]
    if parts.did and not answers.happened:
        return _with_act(parts.did, parts, answers, table, softer=softer)
    if parts.opens and not answers.happened:
        return _opened(parts, answers, table, softer=softer)
    if answers.happened or parts.kept or parts.topic:
        felt = _felt(parts, answers, table)
        happened = [one for one in _happened(parts, answers, table) if one != felt]
        at = 1 if len(happened) > 1 and happened[1] != lines["saw"] else 0
        return Told(happened[at] if happened else "", felt, tuple(happened[:at]), tuple(happened[at + 1 :]))
    if parts.sentence and not answers.felt:
        return Told(str(lines["saw"]), parts.sentence)
    return Told(_with_a_gap(parts, felt_word(parts, answers) or str(lines["feeling_gap"]), lines, softer=softer))


def _opened(parts: Parts, answers: Answers, table: Table, *, softer: bool) -> Told:
    """Return what the draft is for, where it tells nothing that happened."""
    line = str(table["opens"][parts.opens]["softer" if softer else "plain"])
    about = f" about {parts.topic}" if parts.topic else ""
    said = line.format(topic=parts.topic, about=about, arranged=parts.arranged)
    return Told(said, _feels_now(parts, answers, table["lines"]), tuple(parts.kept))


def _feels_now(parts: Parts, answers: Answers, lines: Mapping[str, Any]) -> str:
    """Return what is felt now; "" where a sentence that stays tells it, or nothing is felt about what was arranged."""
    word = felt_word(parts, answers)
    if parts.sentence and not word:
        return parts.sentence
    if any(_holds(one, word) for one in parts.kept) or (parts.arranged and not word):
        return ""
    return str(lines["feel"]).format(feeling=word or lines["feeling_gap"])


def _with_a_gap(parts: Parts, feeling: str, lines: Mapping[str, Any], *, softer: bool) -> str:
    """Return a sentence in which what happened is still to be told: when it happens, or when it was, is known."""
    if parts.setting:
        return str(lines["when_i_softer" if softer else "when_i"]).format(setting=parts.setting, feeling=feeling)
    then = " ".join(filter(None, (parts.seen_by, parts.past)))
    return str(lines["when_then" if then else "when"]).format(time=then, feeling=feeling)


def _with_act(did: Act, parts: Parts, answers: Answers, table: Table, *, softer: bool) -> Told:
    """Return what the other did, and what was felt when they did."""
    lines = table["lines"]
    word = felt_word(parts, answers)
    told = "" if answers.felt else next((one for one in (*parts.kept, *parts.later) if _holds(one, word)), "")
    before, after = ([one for one in kept if one != told] for kept in (parts.kept, parts.later))
    sentence = "" if answers.felt or parts.feeling else parts.sentence
    feeling = word or lines["feeling_gap"]
    if did.tense == "now" and PAST.search(told):
        return Told(told, "", tuple(before), tuple(after))
    if did.tense == "now" and not sentence:
        line = lines["felt_now_when" if softer else "when_now"]
        return Told(line.format(act=did.said, feeling=feeling), "", (*before, *after))
    if did.tense == "now":
        like = sentence.startswith("I feel like")
        line = lines["when_sentence" if like else "it_is_when"]
        return Told(line.format(act=did.said, sentence=sentence), "" if like else sentence, (*before, *after))
    if did.tense == "told" or sentence or told or after:
        after += [str(lines["saw"])] if did.is_word_given and not after else []
        if told in parts.kept:
            return Told(f"{told} {as_sentence(did.said)}", "", tuple(before), tuple(after))
        felt = told or sentence or str(lines["felt"]).format(feeling=feeling)
        return Told(as_sentence(did.said), felt, tuple(before), tuple(after))
    line = lines["felt_when" if softer else "when_you"]
    return Told(line.format(act=did.said, feeling=feeling), "", tuple(before))


def _holds(sentence: str, word: str) -> bool:
    return bool(word) and re.search(rf"\b{re.escape(word)}(?:ful|ing|s)?\b", sentence, re.IGNORECASE) is not None


def fits(text: str) -> bool:
    """Tell whether a version is short enough to be copied and heard."""
    return len(text) <= MOST_CHARACTERS and len(text.split()) <= MOST_WORDS


def _happened(parts: Parts, answers: Answers, table: Table) -> Iterator[str]:
    """Yield what happened: what it is about, and the user's own sentences; a gap where there is none."""
    lines = table["lines"]
    told = [_example(answers.happened, table)] if answers.happened else list(parts.kept)
    named = (
        parts.topic
        and not answers.happened
        and not parts.concrete
        and not any(_names(sentence, parts.topic) for sentence in told)
    )
    if named:
        known = any(parts.past in sentence.casefold() for sentence in told) or _names(parts.past, parts.topic)
        time = "" if known else parts.past
        yield (lines["about_then"] if time else lines["about"]).format(topic=parts.topic, time=time)
    yield from told
    if named and not told:
        yield lines["saw"]


def _example(answer: str, table: Table) -> str:
    """Return the user's own example, said to the partner; where nothing happens in it, with a gap for that."""
    said = example_of(answer, table)
    return said if tells(said) else f"{said[:-1]}: {table['lines']['happened_gap']}"


def _names(sentence: str, topic: str) -> bool:
    return re.search(rf"\b{re.escape(topic.rsplit(maxsplit=1)[-1])}\b", sentence, re.IGNORECASE) is not None


def felt_word(parts: Parts, answers: Answers) -> str:
    """Return the feeling in a few words, the user's answer first; "" where there is none."""
    return answers.felt or parts.feeling


def _felt(parts: Parts, answers: Answers, table: Table) -> str:
    """Return the sentence of the feeling: the writer's own where one stays."""
    word = felt_word(parts, answers)
    told = "" if answers.felt else next((one for one in parts.kept if _holds(one, word)), "")
    if told or (parts.sentence and not word):
        return told or parts.sentence
    return str(table["lines"]["felt"]).format(feeling=word or table["lines"]["feeling_gap"])


def _ask(parts: Parts, answers: Answers, table: Table, kind: Kind) -> str:
    """Return the one thing that is asked for: the user's own, or one that fits what it is about."""
    if answers.wish:
        return wish_of(answers.wish, table)
    if parts.wish and parts.opens in ("", "therapy"):
        return parts.wish.softer if kind == "softer" else parts.wish.plain
    day = parts.coming or f"on {table['lines']['day_gap']}"
    said = str(table["requests"][parts.opens or parts.theme][kind])
    return re.sub(r"(?:on|before) \{day\}", lambda place: _dated(place[0], day), said)


def _dated(place: str, day: str) -> str:
    word = place.split(maxsplit=1)[0]
    bare = day.removeprefix("on ")
    return f"before {bare}" if word == "before" else day
