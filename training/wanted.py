"""What a batch's outputs lack of what is wanted of them, and what is wanted of two examples in one."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from flows.reading.meaning.model import FROM_FAULTS, FROM_NEWS, FROM_REASONS, OUTPUTS
from training.examples import LABEL_WEIGHT, RECIPE, WEIGHTS

EVEN = 0.5

Wanted = tuple[float | None, ...]


def lack(raw: Tensor, wanted: Tensor, of_danger: float) -> Tensor:
    """Return what a batch's outputs lack: of danger and faults a chance each, of reasons and news shares of one."""
    weights = torch.tensor([WEIGHTS.get(name, LABEL_WEIGHT) for name in OUTPUTS[:FROM_REASONS]])
    danger = (_apart(raw[:, :FROM_REASONS], wanted[:, :FROM_REASONS]) * weights).mean()
    reasons, news = (
        _in_shares(raw[:, begin:end], wanted[:, begin:end])
        for begin, end in ((FROM_REASONS, FROM_NEWS), (FROM_NEWS, FROM_FAULTS))
    )
    faults = _apart(raw[:, FROM_FAULTS:], wanted[:, FROM_FAULTS:]).mean()
    shares = RECIPE["of_reasons"] * reasons + RECIPE["of_news"] * news
    return of_danger * danger + shares + RECIPE["of_faults"] * faults


def _in_shares(raw: Tensor, wanted: Tensor) -> Tensor:
    """Return how far outputs that share 1 are from what is wanted; 0 where that isn't asked."""
    asked, even = ~wanted[:, 0].isnan(), RECIPE["even"]
    aim = wanted[asked] * (1 - even) + even / wanted.shape[1]
    return -(aim * functional.log_softmax(raw[asked], -1)).sum() / len(raw)


def _apart(raw: Tensor, wanted: Tensor) -> Tensor:
    """Return how far each output, a chance of its own, is from what is wanted; 0 where that isn't asked."""
    asked, smoothing = ~wanted.isnan(), RECIPE["smoothing"]
    aim = wanted.nan_to_num() * (1 - 2 * smoothing) + smoothing
    return functional.binary_cross_entropy_with_logits(raw, aim, reduction="none") * asked


def of_both(one: Wanted, other: Wanted) -> Wanted:
    """Return what is wanted of two texts in one: what holds of either, and the reason or news of the one with any."""
    danger = tuple(map(_either, one[:FROM_REASONS], other[:FROM_REASONS]))
    told = (*_told(one, other, FROM_REASONS, FROM_NEWS), *_told(one, other, FROM_NEWS, FROM_FAULTS))
    return (*danger, *told, *map(_if_both, one[FROM_FAULTS:], other[FROM_FAULTS:]))


def _told(one: Wanted, other: Wanted, begin: int, end: int) -> Wanted:
    """Return the shares of the text that tells something, where the other tells nothing; else it isn't asked.

    The last of the outputs from `begin` to `end` says that a text tells nothing.
    """
    for told, nothing in ((one, other), (other, one)):
        if told[begin] is not None and (nothing[end - 1] or 0.0) >= EVEN:
            return told[begin:end]
    return (None,) * (end - begin)


def _if_both(one: float | None, other: float | None) -> float | None:
    """Return what holds of two drafts in one; what isn't asked of both isn't asked."""
    return None if one is None or other is None else max(one, other)


def _either(one: float | None, other: float | None) -> float | None:
    """Return what holds of two texts in one: what holds of either; what isn't asked of one goes by the other."""
    return max((each for each in (one, other) if each is not None), default=None)
