"""What a text's meaning and its wording say of danger: the tuned encoder, with weights for short pieces beside it.

Each output is a chance from 0 to 1: `danger` (something should be asked or done), `stop` (in plain words), `user` (the
user's own life, or the user who harms), `now` (it may be happening, or is of the deadliest kind), and the six labels of
content 13. Meaning and wording err in different places, and both together in fewer. The arrays are loaded on first use,
which takes a while; the shell has it done in the background.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from flows.reading.danger.text import canonical, in_plain_words, unmasked
from flows.reading.danger.wording import Wording
from flows.reading.encoder import Encoder, opened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FILE = "model.npz"
LABELS = (
    "suicidal_or_self_harm",
    "partner_violence",
    "coercive_control",
    "fear_for_safety",
    "child_at_risk",
    "threat_to_others",
)
OUTPUTS = ("danger", "stop", "user", "now", *LABELS)
MEANING, WORDING = 0.7, 0.5
"""How much the two count, chosen on sets A to D."""

Chances = Mapping[str, float]

_LOADING = Lock()
_READING = Lock()
"""One text at a time: threads that all multiply at once on few processors wait for each other longer than they work."""


class Model:
    """The encoder and the head. Use `loaded()`: there is one in a process."""

    def __init__(self, stored: Mapping[str, Any]) -> None:
        self._encoder: Encoder = opened(stored)
        self._weights: Floats = stored["head.weights"]
        self._bias: Floats = stored["head.bias"]
        self._wording = Wording(stored)
        self.fingerprint = str(stored["fingerprint"])

    def chances(self, texts: Sequence[str]) -> list[Chances]:
        """Return the chance of each output for each text; a long one is read in windows."""
        import numpy as np  # noqa: PLC0415

        cut = [self._encoder.windows(in_plain_words(canonical(unmasked(text)))) for text in texts]
        flat = [window for each in cut for window in each]
        with _READING:
            meant = self._encoder.encode(flat) @ self._weights + self._bias
        worded = np.array([self._wording.raw(window) for window in flat])
        sure = (1 / (1 + np.exp(-(MEANING * meant + WORDING * worded)))).astype(np.float32)
        ends = np.cumsum([len(each) for each in cut])
        return [_highest(sure[end - len(each) : end]) for each, end in zip(cut, ends, strict=True)]


def _highest(rows: Floats) -> Chances:
    """Return the highest chance of each output over a text's windows; whose it is, goes by the worst of them."""
    chances = dict(zip(OUTPUTS, map(float, rows.max(0)), strict=True))
    return chances | {"user": float(rows[rows[:, 0].argmax(), OUTPUTS.index("user")])}


def loaded() -> Model:
    """Return the model, loading it once; waits while another thread loads it."""
    with _LOADING:
        return _model()


@lru_cache
def _model() -> Model:
    import numpy as np  # noqa: PLC0415

    content = resources.files("flows.reading.danger").joinpath(FILE).read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        return Model({name: arrays[name] for name in arrays.files})
