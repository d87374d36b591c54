"""A small BERT in numpy: texts in, one row of `WIDTH` numbers each out. Offline; its layers take 42 MB.

MiniLM (Wang et al. 2020) has six layers; ours were tuned to the examples by `training/meaning.py` and are stored in 255
steps a weight. Texts of like length go through together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.reading.meaning.wordpiece import WordPiece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WIDTH = 384
HEADS = 12
LAYERS = 6
LONGEST = 96
"""Pieces of a text that are read at the most, both marks among them; longer texts are read in windows."""
STRETCH = 64
"""Pieces of each stretch of a longer text: in longer stretches a clause is drowned out, in shorter ones it is torn."""
TOGETHER = 16
"""Texts that go through together."""
EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: weights and biases of attention and of the two feed-forward steps, and the two norms."""

    query_key_value: tuple[Floats, Floats]
    attended: tuple[Floats, Floats]
    norm: tuple[Floats, Floats]
    wide: tuple[Floats, Floats]
    narrow: tuple[Floats, Floats]
    last_norm: tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The encoder: its pieces, what each piece and place begins as, and its layers."""

    pieces: WordPiece
    begins: NDArray[np.int8]
    """A row for each piece, in whole steps."""
    steps: Floats
    """How large each piece's step is."""
    places: Floats
    norm: tuple[Floats, Floats]
    layers: tuple[Layer, ...]

    def windows(self, text: str) -> list[str]:
        """Return a text whole, or in stretches short enough to be encoded to their ends."""
        whole = len(self.pieces.numbers(text, LONGEST + 1)) <= LONGEST
        return [text] if whole else self.pieces.windows(text, STRETCH)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of `WIDTH` numbers for each text: the mean over its pieces."""
        import numpy as np  # noqa: PLC0415

        numbers = [self.pieces.numbers(text, LONGEST) for text in texts]
        rows = np.zeros((len(texts), WIDTH), np.float32)
        by_length = sorted(range(len(texts)), key=lambda at: len(numbers[at]))
        for begin in range(0, len(texts), TOGETHER):
            at = by_length[begin : begin + TOGETHER]
            rows[at] = self._pooled([numbers[one] for one in at])
        return rows

    def _pooled(self, texts: Sequence[Sequence[int]]) -> Floats:
        import numpy as np  # noqa: PLC0415

        longest = max(map(len, texts))
        held = np.array([[1.0] * len(text) + [0.0] * (longest - len(text)) for text in texts], np.float32)
        padded = np.array([[*text, *[0] * (longest - len(text))] for text in texts])
        rows = self.begins[padded] * self.steps[padded][..., None] + self.places[:longest]
        rows = normed(rows.astype(np.float32), *self.norm)
        hidden = ((1 - held) * np.float32(-1e9))[:, None, None, :]
        for layer in self.layers:
            rows = through(layer, rows, hidden)
        pooled: Floats = (rows * held[..., None]).sum(1) / held.sum(1, keepdims=True)
        return pooled


def through(layer: Layer, rows: Floats, hidden: Floats) -> Floats:
    """Return what one layer makes of texts x pieces x `WIDTH`; `hidden` keeps the padding out of sight."""
    rows = normed(rows + attention(layer, rows, hidden), *layer.norm)
    return normed(rows + linear(gelu(linear(rows, *layer.wide)), *layer.narrow), *layer.last_norm)


def attention(layer: Layer, rows: Floats, hidden: Floats) -> Floats:
    """Let each piece look at all pieces of its text (Vaswani et al. 2017)."""
    import numpy as np  # noqa: PLC0415

    texts, length, _ = rows.shape
    apart = linear(rows, *layer.query_key_value).reshape(texts, length, 3, HEADS, WIDTH // HEADS)
    query, key, value = apart.transpose(2, 0, 3, 1, 4)
    looks = query @ key.transpose(0, 1, 3, 2) * np.float32((WIDTH // HEADS) ** -0.5) + hidden
    looks = np.exp(looks - looks.max(-1, keepdims=True))
    seen = (looks / looks.sum(-1, keepdims=True)) @ value
    return linear(seen.transpose(0, 2, 1, 3).reshape(texts, length, WIDTH), *layer.attended)


def linear(rows: Floats, weights: Floats, bias: Floats) -> Floats:
    """Return rows times weights, plus bias."""
    made: Floats = (rows.reshape(-1, rows.shape[-1]) @ weights + bias).reshape(*rows.shape[:-1], len(bias))
    return made


def normed(rows: Floats, scale: Floats, shift: Floats) -> Floats:
    """Return rows with mean 0 and variance 1, scaled and shifted."""
    import numpy as np  # noqa: PLC0415

    apart = rows - rows.mean(-1, keepdims=True)
    made: Floats = apart / np.sqrt((apart**2).mean(-1, keepdims=True) + np.float32(EPSILON)) * scale + shift
    return made


def gelu(rows: Floats) -> Floats:
    """Return the smooth step of Hendrycks and Gimpel (2016), in its tanh form."""
    import numpy as np  # noqa: PLC0415

    made: Floats = (
        np.float32(0.5)
        * rows
        * (1 + np.tanh(np.float32(0.7978845608) * (rows + np.float32(0.044715) * rows * rows * rows)))
    )
    return made


LAYER_PARTS = tuple(part for part in Layer.__dataclass_fields__)


def opened(stored: Mapping[str, Any]) -> Encoder:
    """Build the encoder from the arrays that `training/meaning.py` stored."""
    layers = tuple(
        Layer(**{part: _pair(stored, f"layer{number}.{part}") for part in LAYER_PARTS}) for number in range(LAYERS)
    )
    pieces = WordPiece(bytes(stored["vocabulary"]).decode().split("\n"))
    begins, steps = stored["begins"], stored["begins.step"]
    return Encoder(pieces, begins, steps, stored["places"], _pair(stored, "norm"), layers)


def _pair(stored: Mapping[str, Any], name: str) -> tuple[Floats, Floats]:
    """Return weights and bias; what is stored in steps is scaled back, column by column."""
    import numpy as np  # noqa: PLC0415

    weights, bias = stored[f"{name}.weights"], stored[f"{name}.bias"].astype(np.float32)
    step = stored.get(f"{name}.step")
    return (weights.astype(np.float32) * step if step is not None else weights.astype(np.float32)), bias


def in_steps(weights: Floats, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """Return weights in whole steps from -127 to 127, and the size of a step along an axis."""
    import numpy as np  # noqa: PLC0415

    step = np.maximum(np.abs(weights).max(axis, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.round(weights / step).astype(np.int8), step.squeeze(axis)
