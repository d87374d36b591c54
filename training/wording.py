"""Fit what the wording says of each output: `wording`'s weights, by logistic regression, the same each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from flows.reading.meaning.encoder import in_steps
from flows.reading.meaning.wording import pieces, weighed
from training.examples import RECIPE, UNASKED, Example


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """Return the arrays that `wording.Wording` opens."""
    found = [pieces(example.text) for example in examples]
    numbers, rarity = _known(found)
    wanted = torch.tensor([[UNASKED if one is None else one for one in example.wanted] for example in examples])
    weights, bias = _regression(_table(found, numbers, rarity), wanted, len(numbers))
    whole, step = in_steps(weights, 0)
    return {
        "wording.numbers": numbers,
        "wording.rarity": rarity.astype(np.float16),
        "wording.weights": whole,
        "wording.step": step,
        "wording.bias": bias,
    }


def _known(found: Sequence[tuple[list[int], list[int]]]) -> tuple[Any, Any]:
    """Return the numbers of pieces that stand in enough texts, sorted, and how rare each is."""
    times = Counter(number for text in found for kind in text for number in kind)
    numbers = sorted(number for number, count in times.items() if count >= RECIPE["seen"])
    counts = np.array([times[number] for number in numbers])
    return np.array(numbers, np.uint32), (np.log((1 + len(found)) / (1 + counts)) + 1).astype(np.float32)


def _table(found: Sequence[tuple[list[int], list[int]]], numbers: Any, rarity: Any) -> tuple[Any, Any, Any]:
    """Return the texts' pieces in one row, where each text begins, and the values."""
    places, values, begins = [], [], []
    held = 0
    for text in found:
        begins.append(held)
        for kind in text:
            at, value = weighed(numbers, rarity, kind)
            places.append(at)
            values.append(value)
            held += len(at)
    return torch.from_numpy(np.concatenate(places)), torch.tensor(begins), torch.from_numpy(np.concatenate(values))


def _regression(texts: tuple[Any, Any, Any], wanted: torch.Tensor, known: int) -> tuple[Any, Any]:
    places, begins, values = texts
    weights = torch.zeros(known, wanted.shape[1], requires_grad=True)
    bias = torch.zeros(wanted.shape[1], requires_grad=True)
    learner = torch.optim.LBFGS([weights, bias], max_iter=100, history_size=8, line_search_fn="strong_wolfe")
    asked, aim = ~wanted.isnan(), wanted.nan_to_num()

    def loss() -> Any:
        learner.zero_grad()
        raw = functional.embedding_bag(places, weights, begins, mode="sum", per_sample_weights=values) + bias
        losses = functional.binary_cross_entropy_with_logits(raw, aim, reduction="none") * asked
        total = losses.sum() + RECIPE["ridge"] / 2 * (weights**2).sum()
        total.backward()
        return total

    learner.step(loss)
    return weights.detach().numpy(), bias.detach().numpy()
