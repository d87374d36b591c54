"""A trained network as arrays, which `model` and `encoder` open, and arrays as a network to go on from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from flows.reading.meaning.encoder import LAYERS, Pair, in_steps, layer_parts, pair
from training.network import Network


def arrays_of(weights: dict[str, Tensor], vocabulary: Sequence[str], word: str) -> dict[str, Any]:
    """Return the arrays of a trained network, as `model` and `encoder` open them; `word` is its fingerprint."""
    begins, steps = in_steps(weights["begins.weight"].numpy(), 1)
    arrays: dict[str, Any] = {
        "begins": begins,
        "begins.step": steps,
        "places": weights["places"].numpy(),
        "norm.weights": weights["norm.weight"].numpy(),
        "norm.bias": weights["norm.bias"].numpy(),
        "head.weights": weights["head.weight"].numpy().T,
        "head.bias": weights["head.bias"].numpy(),
        "vocabulary": np.frombuffer("\n".join(vocabulary).encode(), np.uint8),
        "fingerprint": np.array(word),
    }
    for name, value in weights.items():
        if name.startswith("layers.") and name.endswith(".weight"):
            arrays |= _layer_part(name.removesuffix(".weight"), value.numpy(), weights)
    return arrays


def _layer_part(name: str, value: Any, weights: dict[str, Tensor]) -> dict[str, Any]:
    _, number, part = name.split(".")
    place = f"layer{number}.{part}"
    bias = {f"{place}.bias": weights[f"{name}.bias"].numpy()}
    if value.ndim == 1:
        return {f"{place}.weights": value, **bias}
    in_whole, step = in_steps(value.T, 0)
    return {f"{place}.weights": in_whole, f"{place}.step": step, **bias}


def halfway(one: Mapping[str, Tensor], other: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the mean of a network's weights before and after a course: it errs less than either on what is old."""
    return {name: torch.lerp(one[name].float(), other[name].float(), 0.5) for name in other}


def begun(network: Network, model: Mapping[str, Any]) -> dict[str, Tensor]:
    """Return a network's weights with those of a stored model in their places, as far as it has them."""
    known = {"places": model["places"], **_named("norm", pair(model, "norm"))}
    for number in range(LAYERS):
        for part, values in layer_parts(model, number).items():
            known |= _named(f"layers.{number}.{part}", values)
    weights, outputs = network.state_dict(), len(model["head.bias"])
    head, bias = weights["head.weight"].clone(), weights["head.bias"].clone()
    head[:outputs], bias[:outputs] = torch.from_numpy(model["head.weights"].T), torch.from_numpy(model["head.bias"])
    filled = {name: torch.from_numpy(np.array(value)) for name, value in known.items()}
    return {**weights, **filled, "head.weight": head, "head.bias": bias}


def _named(name: str, values: Pair) -> dict[str, Any]:
    weights, bias = values
    return {f"{name}.weight": weights.T, f"{name}.bias": bias}
