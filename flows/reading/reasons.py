"""The reason behind a "no": ranked guesses among the keys of content 02, by what a text means.

The label that is read is a label and no verdict: what may be concluded from one answer, the talks decide (content 02).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.model import REASONS, Guess
from flows.reading.meaning.model import OUTPUTS, UNCLEAR, Meaning, loaded, meaning_of
from flows.reading.phrases import Book, Spoken, table

if TYPE_CHECKING:
    from flows.reading.meaning.model import Floats

KEYS = {
    "fear_of_blame": "blame",
    "therapy_wont_help": "useless",
    "avoids_conflict_or_vulnerability": "avoid",
    "past_bad_experience": "badpast",
    "cost_or_time": "cost",
    "stigma_or_privacy": "stigma",
    "different_problem_map": "map",
    "you_are_the_problem": "you",
    "refuses_all_change": "nochange",
}
"""The labels of content 13, and our keys."""

LIKELY, LEAST = 0.35, 0.1
"""The least share of a first guess, and of a further one."""

FAINT = 0.02
"""The least share of a hint at a reason in a text that says none outright."""

MOCKED, PLAIN = "you_are_the_problem", 0.6
"""What mockery stands for (content 02), and the least share it gets."""

MOST_CHARACTERS = 48
"""The longest words that are said back: they have to fit beside a guess in one short question."""
LEAST_WORDS = 3
EVENLY = 0.3
"""How much a long run of words is held back against a short one: by this power of their number."""

_BREAK = frozenset({".", ","})


def labels_of_text(text: str) -> list[tuple[str, float]]:
    """Return the labels of a text with their shares, likeliest first; one that can't be read is unclear."""
    meaning = meaning_of(text)
    return labels_of(meaning) if meaning else [(UNCLEAR, 1.0), *((label, 0.0) for label in KEYS)]


def labels_of(meaning: Meaning) -> list[tuple[str, float]]:
    """Return the labels of content 13 with their shares, likeliest first."""
    return sorted(meaning.reasons.items(), key=lambda one: -one[1])


def guesses_of(meaning: Meaning | None, words: Spoken) -> tuple[Guess, ...]:
    """Return the guesses for one text, likeliest first, the first with the words it goes by; none where unclear."""
    labels = _with_plain(labels_of(meaning), words) if meaning else []
    if not labels or not _is_likely(*labels[0]):
        return ()
    fair = [(label, share) for label, share in labels if label in KEYS and share >= LEAST]
    ranked = sorted(fair, key=lambda one: (-one[1], REASONS.index(KEYS[one[0]])))
    heard = _heard(words, ranked[0][0])
    return tuple(
        Guess(reason=KEYS[label], share=round(share, 4), words=(heard,) if heard and not at else ())
        for at, (label, share) in enumerate(ranked)
    )


def hints_of(meaning: Meaning | None) -> tuple[Guess, ...]:
    """Return what a text faintly points to if it is a no after all, at half its share: a picture outweighs it."""
    if meaning is None:
        return ()
    clear = 1 - meaning.reasons[UNCLEAR]
    faint = [
        (KEYS[label], share / clear / 2) for label, share in labels_of(meaning) if label in KEYS and share >= FAINT
    ]
    return tuple(Guess(reason=key, share=round(share, 4)) for key, share in faint if share >= LEAST)


def _with_plain(labels: Sequence[tuple[str, float]], words: Spoken) -> list[tuple[str, float]]:
    """Return the labels, "you are the problem" first where a text says in plain words that somebody is mad."""
    if not any(True for _ in _mocks().hits(words)):
        return list(labels)
    most = max(PLAIN, *(share for _, share in labels))
    return sorted((dict(labels) | {MOCKED: most}).items(), key=lambda one: (-one[1], one[0] != MOCKED))


@lru_cache
def _mocks() -> Book[str]:
    data = table("reasons.toml")["plainly"]
    return Book(((phrase, phrase) for phrase in data["you"]), {"mad": data["mad"]})


def _is_likely(label: str, share: float) -> bool:
    return label != UNCLEAR and share >= LIKELY


def _heard(words: Spoken, label: str) -> str:
    """Return the user's own few words that say most for a label, or "" where none say anything for it."""
    rows = loaded().wording.of_words(words.words)
    spans = {span: _says(rows[slice(*span)], label) / (span[1] - span[0]) ** EVENLY for span in _spans(words)}
    best = max(spans, key=lambda span: spans[span], default=None)
    return words.quote(*best) if best and spans[best] > 0 else ""


def _says(rows: Floats, label: str) -> float:
    """Return how much words say for a label, against the reason that they say most for otherwise."""
    said = rows.sum(0)
    return float(said[OUTPUTS.index(label)] - max(said[OUTPUTS.index(name)] for name in KEYS if name != label))


def _spans(words: Spoken) -> Iterator[tuple[int, int]]:
    """Yield what may be said back: clauses, and runs of them up to a comma, without who says so.

    Of what is too long, its beginning or its end may be.
    """
    wholes = {*_between(words.words, _BREAK), *_between(words.words, _BREAK | _listed("joins"))}
    for start, stop in sorted(wholes):
        begin, end = _behind_speakers(words.words, start, stop), _before_speakers(words.words, stop)
        if end - begin < LEAST_WORDS and (begin, end) != (0, len(words.words) - 1):
            continue
        if _fits(words, begin, end):
            yield begin, end
        else:
            yield from _parts(words, begin, end)


def _between(words: Sequence[str], marks: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words between these."""
    begin = 0
    for at, word in enumerate((*words, ".")):
        if word in marks:
            if begin < at:
                yield begin, at
            begin = at + 1


def _behind_speakers(words: Sequence[str], begin: int, end: int) -> int:
    """Return where a clause begins behind "and I guess he thinks": behind the last word of saying at its beginning."""
    while begin < end and words[begin] in _listed("joins"):
        begin += 1
    said, at = begin, begin
    while at < end and words[at] in _listed("speakers") | _listed("speaks"):
        at += 1
        if words[at - 1] in _listed("speaks"):
            said = at
    return said


def _before_speakers(words: Sequence[str], end: int) -> int:
    """Return where a clause ends before "he says"."""
    told = end > 1 and words[end - 1] in _listed("speaks") and words[end - 2] in _listed("speakers")
    return end - 2 if told else end


def _parts(words: Spoken, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the longest beginning and the longest end of a clause that fit and read as if they were whole."""
    ends = [at for at in range(begin + LEAST_WORDS, end) if words.words[at - 1] not in _listed("dangles")]
    yield from [(begin, at) for at in ends if _fits(words, begin, at)][-1:]
    begins = [at for at in range(begin + 1, end - LEAST_WORDS) if words.words[at] in _listed("opens")]
    yield from [(at, end) for at in begins if _fits(words, at, end)][:1]


def _fits(words: Spoken, begin: int, end: int) -> bool:
    return len(words.quote(begin, end)) <= MOST_CHARACTERS


@lru_cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("reasons.toml")[name].split())
