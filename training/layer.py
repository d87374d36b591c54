"""Write `layer.onnx`: `python -m training.layer`. What one layer of the encoder computes; weights are given later.

The layer of BERT (Devlin et al. 2018): each piece looks at all pieces of its text (attention, Vaswani et al. 2017) and
then goes through two steps by itself; each time what came in is added, and the sum is normed. The step between is the
one of Hendrycks and Gimpel (2016), in its tanh form.
"""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from flows.reading.meaning.encoder import EPSILON, HEADS, LAYER, WIDTH
from training.examples import FOLDER

OPERATORS, FORMAT = 20, 9
"""The versions of the operators and of the file, old enough for every onnxruntime that `pyproject.toml` allows."""

CONSTANTS = {
    "in_heads": np.array([0, -1, 3, HEADS, WIDTH // HEADS]),
    "in_rows": np.array([0, -1, WIDTH]),
    "one_each": np.array([1, 1, 1]),
    "first": np.array([0]),
    "scale": np.array((WIDTH // HEADS) ** -0.5, np.float32),
}


def given(name: str, *shape: int) -> TensorProto:
    """Return a tensor whose numbers are handed over when the layer is opened."""
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape, data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value="given")
    return tensor


def linear(rows: str, part: str, out: str) -> list[NodeProto]:
    """Return rows times weights, plus bias."""
    return [
        helper.make_node("MatMul", [rows, f"{part}.weights"], [f"{part}.made"]),
        helper.make_node("Add", [f"{part}.made", f"{part}.bias"], [out]),
    ]


def normed_sum(one: str, other: str, part: str, out: str) -> list[NodeProto]:
    """Return the sum of two, with mean 0 and variance 1, scaled and shifted."""
    given_to = [f"{part}.sum", f"{part}.weights", f"{part}.bias"]
    return [
        helper.make_node("Add", [one, other], [f"{part}.sum"]),
        helper.make_node("LayerNormalization", given_to, [out], axis=-1, epsilon=EPSILON),
    ]


def attention() -> list[NodeProto]:
    """Return what `rows` see of each other; `hidden` keeps the padding out of sight."""
    make = helper.make_node
    return [
        *linear("rows", "query_key_value", "all_three"),
        make("Reshape", ["all_three", "in_heads"], ["apart"]),
        make("Transpose", ["apart"], ["by_head"], perm=[2, 0, 3, 1, 4]),
        make("Split", ["by_head", "one_each"], ["query.one", "key.one", "value.one"], axis=0),
        *(make("Squeeze", [f"{name}.one", "first"], [name]) for name in ("query", "key", "value")),
        make("Transpose", ["key"], ["key.turned"], perm=[0, 1, 3, 2]),
        make("MatMul", ["query", "key.turned"], ["likeness"]),
        make("Mul", ["likeness", "scale"], ["scaled"]),
        make("Add", ["scaled", "hidden"], ["in_sight"]),
        make("Softmax", ["in_sight"], ["looks"], axis=-1),
        make("MatMul", ["looks", "value"], ["seen"]),
        make("Transpose", ["seen"], ["seen.by_row"], perm=[0, 2, 1, 3]),
        make("Reshape", ["seen.by_row", "in_rows"], ["seen.rows"]),
        *linear("seen.rows", "attended", "heard"),
    ]


def layer() -> ModelProto:
    """Return the graph: `rows`, texts x pieces x `WIDTH`, and `hidden`, 0 or far below it for each piece."""
    nodes = [
        *attention(),
        *normed_sum("rows", "heard", "norm", "between"),
        *linear("between", "wide", "wide.out"),
        helper.make_node("Gelu", ["wide.out"], ["bent"], approximate="tanh"),
        *linear("bent", "narrow", "narrow.out"),
        *normed_sum("between", "narrow.out", "last_norm", "out"),
    ]
    weights = {
        "query_key_value": (WIDTH, 3 * WIDTH), "attended": (WIDTH, WIDTH), "norm": (WIDTH,), "wide": (WIDTH, 4 * WIDTH),
        "narrow": (4 * WIDTH, WIDTH), "last_norm": (WIDTH,),
    }  # fmt: skip
    tensors = [numpy_helper.from_array(value, name) for name, value in CONSTANTS.items()]
    for part, shape in weights.items():
        tensors += [given(f"{part}.weights", *shape), given(f"{part}.bias", shape[-1])]
    rows = ["texts", "pieces", WIDTH]
    comes = [("rows", rows), ("hidden", ["texts", 1, 1, "pieces"])]
    graph = helper.make_graph(
        nodes,
        "layer",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in comes],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, rows)],
        tensors,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPERATORS)], ir_version=FORMAT)


def main() -> None:
    """Write the graph beside the readers."""
    made = layer()
    (FOLDER / LAYER).write_bytes(made.SerializeToString(deterministic=True))
    print(f"{FOLDER / LAYER}: {made.ByteSize()} bytes")


if __name__ == "__main__":
    main()
