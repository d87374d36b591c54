"""The encoder, and the pieces that it reads a text in."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import flows.reading.meaning
from flows.reading.meaning.encoder import HEADS, LAYER, LONGEST, WIDTH, Pair, _layer, in_steps, layer_parts, normed
from flows.reading.meaning.model import FILE, loaded
from flows.reading.meaning.text import canonical, unmasked
from flows.reading.meaning.wordpiece import WordPiece

Floats = NDArray[np.float32]

FEW = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##happi", "##ness", "he", "##llo", "!", "'", "don", "t"]


def pieces(text: str, most: int = 20) -> list[str]:
    return [FEW[number] for number in WordPiece(FEW).numbers(text, most)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unhappiness", ["un", "##happi", "##ness"]),
        ("Hello!", ["he", "##llo", "!"]),
        ("don't", ["don", "'", "t"]),
        ("unhappy he", ["[UNK]", "he"]),
        ("hé", ["he"]),
        ("x" * 41, ["[UNK]"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_the_longest_known_pieces(text: str, expected: list[str]) -> None:
    assert pieces(text) == ["[CLS]", *expected, "[SEP]"]


def test_a_long_text_keeps_both_marks() -> None:
    assert pieces("he " * 50, most=5) == ["[CLS]", "he", "he", "he", "[SEP]"]


def test_a_text_is_encoded_alike_alone_and_in_company() -> None:
    encoder = loaded()._encoder
    texts = ["he took my phone", "ok", "we talked about the garden and the bills " * 5, ""]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert together.shape == (len(texts), WIDTH)
    assert np.allclose(together, alone, atol=2e-4)


def linear(rows: Floats, weights: Floats, bias: Floats) -> Floats:
    return rows @ weights + bias


def gelu(rows: Floats) -> Floats:
    return 0.5 * rows * (1 + np.tanh(0.7978845608 * (rows + 0.044715 * rows**3)))


def by_the_paper(parts: dict[str, Pair], rows: Floats, hidden: Floats) -> Floats:
    """Return what a layer of BERT makes of texts x pieces x `WIDTH`, written down plainly."""
    texts, length, _ = rows.shape
    apart = linear(rows, *parts["query_key_value"]).reshape(texts, length, 3, HEADS, WIDTH // HEADS)
    query, key, value = apart.transpose(2, 0, 3, 1, 4)
    looks = np.exp(query @ key.transpose(0, 1, 3, 2) / np.sqrt(WIDTH // HEADS) + hidden)
    seen = (looks / looks.sum(-1, keepdims=True) @ value).transpose(0, 2, 1, 3).reshape(rows.shape)
    rows = normed(rows + linear(seen, *parts["attended"]), *parts["norm"])
    return normed(rows + linear(gelu(linear(rows, *parts["wide"])), *parts["narrow"]), *parts["last_norm"])


def test_a_layer_computes_what_the_paper_says() -> None:
    stored = np.load(Path(flows.reading.meaning.__file__).with_name(FILE))
    rows = np.random.default_rng(1).normal(size=(2, 7, WIDTH)).astype(np.float32)
    hidden = np.zeros((2, 1, 1, 7), np.float32)
    hidden[1, ..., 5:] = -1e9
    for number, layer in enumerate(loaded()._encoder.layers):
        [out] = layer.run(None, {"rows": rows, "hidden": hidden})
        expected = by_the_paper(layer_parts(stored, number), rows, hidden)
        assert np.allclose(out, expected, atol=1e-4)
        rows = out


def test_a_layer_keeps_its_weights_when_the_arrays_that_it_was_given_are_gone() -> None:
    folder = Path(flows.reading.meaning.__file__).parent
    parts = layer_parts(np.load(folder / FILE), 0)
    layer = _layer((folder / LAYER).read_bytes(), parts)
    fed = {"rows": np.ones((1, 3, WIDTH), np.float32), "hidden": np.zeros((1, 1, 1, 3), np.float32)}
    [before] = layer.run(None, fed)
    for values in parts.values():
        for value in values:
            value[:] = 1e3
    [after] = layer.run(None, fed)
    assert np.array_equal(before, after)


def test_weights_come_back_from_their_steps_within_half_a_step() -> None:
    weights = np.linspace(-3, 5, 12, dtype=np.float32).reshape(3, 4)
    whole, step = in_steps(weights, 0)
    assert whole.dtype == np.int8
    assert np.all(np.abs(whole * step - weights) <= step / 2 + 1e-6)


WORDS = st.lists(st.sampled_from(["he", "took", "unbelievably", "phone,", "😞", "don't", "\n", "x" * 60]), max_size=300)


@given(WORDS.map(" ".join))
def test_every_word_of_a_text_is_read_in_some_window_to_its_end(text: str) -> None:
    pieces = loaded()._encoder.pieces
    cut = pieces.windows(text, LONGEST)
    assert all(len(pieces.numbers(window, 10_000)) <= LONGEST for window in cut)
    words = text.split()
    read = [word for window in cut for word in window.split()]
    for word in words:
        assert word in read
    assert "".join(words[-1:]) == "".join(cut[-1].split()[-1:])


def test_windows_overlap_so_that_no_clause_is_only_read_cut_in_two() -> None:
    pieces = loaded()._encoder.pieces
    text = " ".join(f"word {number}" for number in range(200))
    cut = pieces.windows(text, LONGEST)
    assert len(cut) > 3
    for one, other in pairwise(cut):
        assert " ".join(other.split()[:10]) in one


def test_the_end_of_a_long_run_on_message_is_read() -> None:
    chat = "so we went to the shop and then to his mum and she made soup and we talked about the garden again " * 8
    [end, without] = loaded().meanings([f"{chat} and honestly i just want to kill myself tonight", chat])
    assert end.danger["danger"] > 0.5 > without.danger["danger"]


@pytest.mark.parametrize(
    ("masked", "plain"),
    [
        ("k̶i̶l̶l̶ myself", "kill myself"),
        ("i want to k*ll myself", "i want to kill myself"),
        ("I want to kms", "I want to kill myself"),
        ("d i e tonight", "d i e tonight"),
        ("w a n t to", "want to"),
        ("5 * 3 is fine", "5 * 3 is fine"),
    ],
)
def test_words_that_are_hidden_from_filters_are_laid_open(masked: str, plain: str) -> None:
    assert unmasked(masked) == plain


def test_case_apostrophes_and_emoji_make_no_difference() -> None:
    said = {"I don’t feel SAFE 😞😞", "i don't feel safe", "I dont feel safe", "  i don't   feel safe 🙏"}
    assert len({canonical(text) for text in said}) == 1


@pytest.mark.parametrize("text", ["*" * 4096, "a " * 2048, "x" * 4096, ".," * 2048, "𝖍𝖎 " * 1000, "\u0336" * 4096])
def test_no_text_takes_long_to_make_ready(text: str) -> None:
    began = time.perf_counter()
    canonical(unmasked(text))
    assert time.perf_counter() - began < 0.25
