"""The reason behind a "no": ranked guesses among the keys of content 02, by what a text means.

The label that is read is a label and no verdict: what may be concluded from one answer, the talks decide (content 02).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.model import REASONS, Guess
from flows.reading.meaning.model import OUTPUTS, UNCLEAR, Meaning, loaded, meaning_of
from flows.reading.phrases import Spoken

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

MOST_CHARACTERS = 40
"""The longest words that are said back: they have to fit beside a guess in one short question."""
LEAST_WORDS, MOST_WORDS = 3, 6
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
    if meaning is None or not _is_likely(*labels_of(meaning)[0]):
        return ()
    fair = [(label, share) for label, share in labels_of(meaning) if label in KEYS and share >= LEAST]
    ranked = sorted(fair, key=lambda one: (-one[1], REASONS.index(KEYS[one[0]])))
    heard = _heard(words, ranked[0][0])
    return tuple(
        Guess(reason=KEYS[label], share=round(share, 4), words=(heard,) if heard and not at else ())
        for at, (label, share) in enumerate(ranked)
    )


def _is_likely(label: str, share: float) -> bool:
    return label != UNCLEAR and share >= LIKELY


def _heard(words: Spoken, label: str) -> str:
    """Return the user's own few words that say most for a label, or "" where none say anything for it."""
    says = _says(words.words, label)
    spans = {span: sum(says[slice(*span)]) / (span[1] - span[0]) ** EVENLY for span in _spans(words)}
    best = max(spans, key=lambda span: spans[span], default=None)
    return words.quote(*_rounded(words, *best)) if best and spans[best] > 0 else ""


def _rounded(words: Spoken, first: int, end: int) -> tuple[int, int]:
    """Return a run of words, led to the end and to the beginning of its clause where that is short enough."""
    last, begin = end, first
    while words.words[last] not in _BREAK:
        last += 1
    while begin and words.words[begin - 1] not in _BREAK:
        begin -= 1
    if len(words.quote(begin, last)) <= MOST_CHARACTERS:
        return begin, last
    return (first, last) if len(words.quote(first, last)) <= MOST_CHARACTERS else (first, end)


def _says(words: Sequence[str], label: str) -> list[float]:
    """Return how much each word says for a label, against the reason that it says most for otherwise."""
    rows = loaded().wording.of_words(words)
    others = [OUTPUTS.index(name) for name in KEYS if name != label]
    return [float(row[OUTPUTS.index(label)] - row[others].max()) for row in rows]


def _spans(words: Spoken) -> Iterator[tuple[int, int]]:
    """Yield runs of words within a clause, each short enough to be said back; a whole clause may be shorter."""
    at = 0
    for end, word in enumerate(words.words):
        if word in _BREAK:
            if 1 < end - at < LEAST_WORDS:
                yield at, end
            yield from _runs(words, at, end)
            at = end + 1


def _runs(words: Spoken, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    for first in range(begin, stop):
        for end in range(first + LEAST_WORDS, min(first + MOST_WORDS, stop) + 1):
            if len(words.quote(first, end)) <= MOST_CHARACTERS:
                yield first, end
