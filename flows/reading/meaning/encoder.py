"""A small BERT: texts in, one row of `WIDTH` numbers each out. Offline; its layers take 42 MB, run by onnxruntime.

MiniLM (Wang et al. 2020) has six layers; ours were tuned to the examples by `training/meaning.py` and are stored in 255
steps a weight. What one layer computes stands in `layer.onnx` (`training/layer.py`), without weights; each layer is
that graph with its own. Texts of like length go through together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from flows.reading.meaning.wordpiece import WordPiece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

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


LAYER = "layer.onnx"
NAMES = ("weights", "bias")
LAYER_PARTS = ("query_key_value", "attended", "norm", "wide", "narrow", "last_norm")
"""The parts of a layer that have weights and a bias: attention and its norm, the two feed-forward steps and theirs."""

Pair = tuple["Floats", "Floats"]


@dataclass(frozen=True, slots=True)
class Encoder:
    """The encoder: its pieces, what each piece and place begins as, and its layers."""

    pieces: WordPiece
    begins: NDArray[np.int8]
    """A row for each piece, in whole steps."""
    steps: Floats
    """How large each piece's step is."""
    places: Floats
    norm: Pair
    layers: tuple[InferenceSession, ...]

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
            [rows] = layer.run(None, {"rows": rows, "hidden": hidden})
        pooled: Floats = (rows * held[..., None]).sum(1) / held.sum(1, keepdims=True)
        return pooled


def normed(rows: Floats, scale: Floats, shift: Floats) -> Floats:
    """Return rows with mean 0 and variance 1, scaled and shifted."""
    import numpy as np  # noqa: PLC0415

    apart = rows - rows.mean(-1, keepdims=True)
    made: Floats = apart / np.sqrt((apart**2).mean(-1, keepdims=True) + np.float32(EPSILON)) * scale + shift
    return made


def opened(stored: Mapping[str, Any]) -> Encoder:
    """Build the encoder from the arrays that `training/meaning.py` stored."""
    graph = resources.files("flows.reading.meaning").joinpath(LAYER).read_bytes()
    layers = tuple(_layer(graph, layer_parts(stored, number)) for number in range(LAYERS))
    pieces = WordPiece(bytes(stored["vocabulary"]).decode().split("\n"))
    return Encoder(pieces, stored["begins"], stored["begins.step"], stored["places"], pair(stored, "norm"), layers)


def layer_parts(stored: Mapping[str, Any], number: int) -> dict[str, Pair]:
    """Return the weights and the bias of each of `LAYER_PARTS` of one layer, in whole numbers no more."""
    return {part: pair(stored, f"layer{number}.{part}") for part in LAYER_PARTS}


def _layer(graph: bytes, parts: Mapping[str, Pair]) -> InferenceSession:
    """Return one layer, ready to run: in one thread, for a text is too small to share and waiting costs more."""
    from onnxruntime import InferenceSession, OrtValue, SessionOptions  # noqa: PLC0415

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # what they keep ready is more than they save
    given = {f"{part}.{name}": value for part, pair in parts.items() for name, value in zip(NAMES, pair, strict=True)}
    options.add_external_initializers(list(given), [OrtValue.ortvalue_from_numpy(value) for value in given.values()])
    return InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def pair(stored: Mapping[str, Any], name: str) -> Pair:
    """Return weights and bias; what is stored in steps is scaled back, column by column."""
    import numpy as np  # noqa: PLC0415

    weights = stored[f"{name}.weights"].astype(np.float32)
    if f"{name}.step" in stored:
        weights *= stored[f"{name}.step"]
    return np.ascontiguousarray(weights), stored[f"{name}.bias"].astype(np.float32)


def in_steps(weights: Floats, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """Return weights in whole steps from -127 to 127, and the size of a step along an axis."""
    import numpy as np  # noqa: PLC0415

    step = np.maximum(np.abs(weights).max(axis, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.round(weights / step).astype(np.int8), step.squeeze(axis)
