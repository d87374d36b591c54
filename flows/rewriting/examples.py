"""An example that a user gives of what happened, as it can stand in a version; and what is but a shrug."""

from __future__ import annotations

import re

from flows.rewriting.spelled import LEADS, as_sentence, spelled
from flows.rewriting.times import DAYS, PAST, WAS
from flows.rewriting.topic import Table, one_of
from flows.rewriting.turned import partner_in, to_them

LONGEST_EXAMPLE = 150
"""How many characters of an example leave room for the rest of a version."""
OF_A_DODGE = 9
"""How many words a shrug has at the most."""

_QUOTED = re.compile(r"(\"[^\"]*\"|“[^”]*”)")
_ENDS = re.compile(r"(?<=[.!?])\s+")
_JOINTS = re.compile(r"(?:[,;]\s+(?:and\s+)?(?:then\s+)?|\s+and\s+then\s+|\s+and\s+)(?=(?:I|you|we)\b)", re.IGNORECASE)
"""Where in a long sentence another one begins."""
_A_DAY = re.compile(
    rf"(?:on )?(?:the )?({PAST.pattern})(?:[.,:;-]+\s+|\s+when\s+(?=(?:you|I|we)\b))(?=\w)", re.IGNORECASE
)
"""A day before what happened on it: "Sunday. I was ..."."""


def is_dodged(answer: str, table: Table) -> bool:
    """Tell whether somebody can't say, or says that it is so all the time."""
    said = " ".join(re.findall(r"[a-z0-9']+", answer.casefold().replace("’", "'")))
    return len(said.split()) <= OF_A_DODGE and any(
        f" {said} ".startswith(f" {one} ") for one in table["answers"]["dodges"]
    )


def example_of(answer: str, table: Table) -> str:
    """Return an example in whole sentences, said to the partner, and short enough; what is too long ends earlier."""
    begins = rf"^(?:(?:{one_of(table['answers']['begins'])})[,.\s]+)+"
    plain = re.sub(begins, "", spelled(answer, table), flags=re.IGNORECASE)
    plain = LEADS.sub("", plain)
    partner = partner_in(plain)
    turned = "".join(one if _QUOTED.fullmatch(one) else to_them(one, partner) for one in _QUOTED.split(plain))
    turned = re.sub(r"(?i)\byou (?:go|are like|were like),? (?=[\"“])", "you said ", turned)
    dated = f"{_on(day[1])} {turned[day.end() :]}" if (day := _A_DAY.match(turned)) else turned
    sentences = [_sentence(one, table) for one in _ENDS.split(dated.strip()) if one.strip(" .!?")]
    return _short(sentences)


def _on(time: str) -> str:
    return f"on {time}" if re.match(rf"(?:{DAYS})\b", time, re.IGNORECASE) else time


def _sentence(said: str, table: Table) -> str:
    """Return one sentence with its capital and its mark; one that begins with what was done was done by "you"."""
    bare = re.sub(r"[!?.…\s]+$", "", said).strip(" ,;:-")
    first, _, rest = bare.partition(" ")
    forms, did = table["forms"], first.casefold()
    if rest and (did in forms.base or re.fullmatch(r"didn't|\w{3,}ed", did)) and did not in forms.past:
        bare = f"{'I' if re.match(r'(?i)(?:you|him|her)', rest) else 'you'} {did} {rest}"
    return as_sentence(bare)


def _short(sentences: list[str]) -> str:
    """Return as many sentences as there is room for; of one that is too long the part in which the other does it."""
    said = ""
    for sentence in sentences:
        if len(f"{said} {sentence}") > LONGEST_EXAMPLE and said:
            break
        said = f"{said} {sentence}".strip()
    return said if len(said) <= LONGEST_EXAMPLE else _part_of(said)


def _part_of(said: str) -> str:
    """Return the clauses in a row, of a sentence with many, that fit and hold the most: "you" above all."""
    begins = [0, *(joint.end() for joint in _JOINTS.finditer(said))]
    ends = [*(joint.start() for joint in _JOINTS.finditer(said)), len(said)]
    parts = [said[begin:end] for at, begin in enumerate(begins) for end in ends[at:]]
    fit = [part for part in parts if len(part) <= LONGEST_EXAMPLE]
    best = max(fit, key=lambda part: (bool(re.search(r"(?i)\byou\b", part)), len(part)), default=said)
    return as_sentence(best)


def tells(example: str) -> bool:
    """Tell whether something happens in an example."""
    acts = re.search(r"\b(?:you|I|we)\s+(?!are\b|am\b|never\b|always\b)[a-z]{2,}", example)
    return bool(WAS.search(example) or (acts and PAST.search(example)))
