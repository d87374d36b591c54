"""What a text's meaning and its wording say: the tuned encoder, with weights for short pieces beside it.

One pass through the encoder answers four questions. Danger: `danger` (something should be asked or done), `stop` (in
plain words), `user` (the user's own life, or the user who harms), `now` (it may be happening, or is of the deadliest
kind), and the six labels of content 13, each a chance from 0 to 1. Reasons: the nine of content 13 and `unclear`, whose
shares add up to 1. News: what came of an ask or happened since, and `no_news`, in shares of 1. Faults: what in a draft
makes the other duck (content 13), each a chance; only a draft is asked for them. Meaning and wording err in different
places, and both together in fewer. The arrays are loaded on first use, which takes a while; the shell has it done in
the background.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from threading import Lock
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from flows.reading.meaning.encoder import Encoder, opened
from flows.reading.meaning.text import canonical, in_plain_words, unmasked
from flows.reading.meaning.wording import Wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FILE, DRAFTS_FILE = "model.npz", "drafts.npz"
"""The model that every text is read by, and the one for drafts, which went on learning about faults from there."""
DANGERS = (
    "suicidal_or_self_harm",
    "partner_violence",
    "coercive_control",
    "fear_for_safety",
    "child_at_risk",
    "threat_to_others",
)
DANGER = ("danger", "stop", "user", "now", *DANGERS)
UNCLEAR = "unclear"
REASONS = (
    "fear_of_blame",
    "therapy_wont_help",
    "avoids_conflict_or_vulnerability",
    "past_bad_experience",
    "cost_or_time",
    "stigma_or_privacy",
    "different_problem_map",
    "you_are_the_problem",
    "refuses_all_change",
    UNCLEAR,
)
NO_NEWS = "no_news"
NEWS = (
    "yes", "been", "maybe", "cancelled", "went_once", "took_back", "no_softer", "no_same", "no_harder", "no_fight",
    "not_yet", "asked", "enough", "better", "worse", "parted", "leaving", "moved", "baby", "loss", "load", "affair",
    NO_NEWS,
)  # fmt: skip
FAULTS = (
    "criticism", "contempt", "defensiveness", "stonewalling", "ultimatum", "diagnosis", "always_never", "mind_reading",
    "ambush", "therapy_as_weapon", "you_statement",
)  # fmt: skip
OUTPUTS = (*DANGER, *REASONS, *NEWS, *FAULTS)
FROM_REASONS, FROM_NEWS = len(DANGER), len(DANGER) + len(REASONS)
FROM_FAULTS = FROM_NEWS + len(NEWS)
"""Where the outputs of each question begin."""

MEANING, WORDING = 0.7, 0.5
"""How much the two count, chosen on the danger sets A to D; news and reasons are read best by the same."""

NOTHING = {UNCLEAR: -0.6, NO_NEWS: -2.9}
"""What is added to the outputs that say "nothing": among the examples there is more of it than in what users type."""

BROKEN = (OSError, ImportError, KeyError, BadZipFile)
"""What loading raises where the model is missing or damaged."""

Chances = Mapping[str, float]

_LOADING = Lock()
_READING = Lock()
"""One text at a time: threads that all multiply at once on few processors wait for each other longer than they work."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one text means: chances of danger, shares of reasons and of news, chances of faults in it as a draft."""

    danger: Chances
    reasons: Chances
    news: Chances
    faults: Chances


class Model:
    """The encoder and the head. Use `loaded()`: there is one of each file in a process."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self._encoder: Encoder = opened(stored)
        self._weights: Floats = stored["head.weights"]
        self._bias: Floats = stored["head.bias"]
        self.wording = Wording(stored)
        self.fingerprint = str(stored["fingerprint"])

    def meanings(self, texts: Sequence[str]) -> list[Meaning]:
        """Return what each text means; a long one is read in windows."""
        import numpy as np  # noqa: PLC0415

        cut = [self._encoder.windows(in_plain_words(canonical(unmasked(text)))) for text in texts]
        flat = [window for each in cut for window in each]
        with _READING:
            meant = self._encoder.encode(flat) @ self._weights + self._bias
        worded = np.array([self.wording.raw(window) for window in flat])
        raw: Floats = (MEANING * meant + WORDING * worded).astype(np.float32)
        for name, held_back in NOTHING.items():
            raw[:, OUTPUTS.index(name)] += held_back
        ends = np.cumsum([len(each) for each in cut])
        return [_meaning(raw[end - len(each) : end]) for each, end in zip(cut, ends, strict=True)]


def _meaning(raw: Floats) -> Meaning:
    """Return what the windows of one text mean together."""
    danger = _chances(raw[:, :FROM_REASONS])
    reasons, news = _shares(raw[:, FROM_REASONS:FROM_NEWS]), _shares(raw[:, FROM_NEWS:FROM_FAULTS])
    faults = _chances(raw[:, FROM_FAULTS:]).max(0)
    return Meaning(_worst(danger), _named(REASONS, reasons.mean(0)), _named(NEWS, news.mean(0)), _named(FAULTS, faults))


def _chances(raw: Floats) -> Floats:
    import numpy as np  # noqa: PLC0415

    chances: Floats = (1 / (1 + np.exp(-raw))).astype(np.float32)
    return chances


def _shares(raw: Floats) -> Floats:
    import numpy as np  # noqa: PLC0415

    apart = np.exp(raw - raw.max(-1, keepdims=True))
    shares: Floats = apart / apart.sum(-1, keepdims=True)
    return shares


def _worst(rows: Floats) -> Chances:
    """Return the highest chance of each output over a text's windows; whose danger it is, goes by the worst of them."""
    return _named(DANGER, rows.max(0)) | {"user": float(rows[rows[:, 0].argmax(), DANGER.index("user")])}


def _named(names: Sequence[str], values: Floats) -> dict[str, float]:
    return dict(zip(names, map(float, values), strict=True))


def loaded(file: str = FILE) -> Model:
    """Return a model, loading it once; waits while another thread loads one. Raises one of `BROKEN`."""
    with _LOADING:
        return _model(file)


def meaning_of(text: str) -> Meaning | None:
    """Return what a text means, or None where it is blank or the model can't be loaded."""
    if not text.strip():
        return None
    try:
        return loaded().meanings([text])[0]
    except BROKEN:
        return None


@lru_cache
def _model(file: str) -> Model:
    import numpy as np  # noqa: PLC0415

    stored = resources.files("flows.reading.meaning").joinpath(file)
    with resources.as_file(stored) as path, np.load(path, allow_pickle=False) as arrays:
        return Model(arrays)  # each array is read where it is asked for: all at once would leave 50 MB behind
