"""The reader of drafts: figures on sets that nobody trained on, what it marks, and the command (content 13)."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.measure_faults import Read, f1, flagged, let_pass, macro_f1, read_file, tables
from bot.understand import understand
from flows.reading.clauses import clauses
from flows.reading.drafts import GOOD, draft_of, labels_of
from flows.reading.meaning.model import FAULTS

SETS = Path(__file__).parent / "sets"


HARD = "de"
"""Sets of drafts that are hard to tell apart: sarcasm, soft faults, good ones that look sharp."""


@lru_cache
def reads(letter: str) -> list[Read]:
    return read_file(SETS / f"drafts_{'hard' if letter in HARD else 'dev'}_{letter}.jsonl")


@pytest.mark.parametrize(
    ("letters", "right", "disturbed", "passed"),
    [("c", 0.8, 0.06, 0.06), ("cf", 0.8, 0.08, 0.09), ("de", 0.75, 0.1, 0.19), ("abcdef", 0.82, 0.08, 0.09)],
)
def test_faults_are_found_and_good_drafts_left_alone(
    letters: str, right: float, disturbed: float, passed: float
) -> None:
    """The thresholds were chosen on A, B, D and E; C and F are by others, and were seen while the last was set."""
    together = [one for letter in letters for one in reads(letter)]
    assert macro_f1(together) >= right
    assert flagged(together) <= disturbed
    assert let_pass(together) <= passed


def test_no_label_is_hardly_ever_found() -> None:
    for label in FAULTS:
        assert f1([*reads("a"), *reads("b")], label) >= 0.4, label


def test_a_label_that_is_found_stands_in_a_clause() -> None:
    for one in reads("a")[:80]:
        draft = draft_of(one.text)
        assert draft is not None
        marked = {label for _, _, labels in draft.clauses for label in labels}
        assert marked == set(draft.labels)
        assert [(begin, end) for begin, end, _ in draft.clauses] == clauses(one.text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_the_clauses_of_any_text_lie_in_order_and_leave_out_blanks_alone(text: str) -> None:
    at = 0
    for begin, end in clauses(text):
        assert at <= begin < end <= len(text)
        assert text[begin:end] == text[begin:end].strip()
        at = end
    assert bool(clauses(text)) == bool(text.strip())


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("You never listen. I cried!", ["You never listen.", "I cried!"]),
        ("If you don't come, I'm done.", ["If you don't come, I'm done."]),
        ("i do all of the work and you sit on your phone", ["i do all of the work", "and you sit on your phone"]),
        ("fine, whatever", ["fine, whatever"]),
        ("one\ntwo", ["one", "two"]),
    ],
)
def test_a_text_is_cut_at_its_joints(text: str, cut: list[str]) -> None:
    assert [text[begin:end] for begin, end in clauses(text)] == cut


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("why can't you be like Tom", "criticism"),
        ("oh great, another night at the office", "contempt"),
        ("Nice of you to join us at nine", "contempt"),
        ("You only care about your work", "mind_reading"),
        ("if u dont text me dont bother coming home", "ultimatum"),
        ("Why can't you just call", "you_statement"),
    ],
)
def test_plain_words_settle_a_short_draft(said: str, label: str) -> None:
    draft = draft_of(said)
    assert draft is not None and label in draft.labels


@pytest.mark.parametrize(
    "said",
    [
        "Thanks for always being there for me",
        "Thank you for never making me feel small",
        "You always make me laugh",
        "I love that you always know when to call",
    ],
)
def test_thanks_with_always_is_no_charge(said: str) -> None:
    assert labels_of(draft_of(said)) == (GOOD,)


def test_nothing_is_no_draft() -> None:
    assert draft_of("  ") is None


def answers(*texts: str) -> list[dict]:
    return list(understand("drafts", [json.dumps({"id": at, "text": text}) for at, text in enumerate(texts)]))


def test_the_command_labels_a_draft_and_gives_two_versions() -> None:
    [faulty, good] = answers("You never do the dishes, you lazy pig.", "Could we have a walk on Saturday?")
    assert faulty["labels"] and GOOD not in faulty["labels"]
    assert len(faulty["rewrites"]) == 2 and all("dishes" in version for version in faulty["rewrites"])
    assert good == {"id": 1, "labels": [GOOD], "rewrites": []}


def test_what_tells_of_force_or_is_to_harm_gets_no_version() -> None:
    for told in answers("You hit me again last night, you coward.", "you'll regret this, I'll tell your boss"):
        assert told["rewrites"] == []


def test_the_tables_have_every_label() -> None:
    lines = "\n".join(tables(reads("b")))
    assert all(label in lines for label in (*FAULTS, GOOD))


def test_measuring_is_a_command(tmp_path: Path) -> None:
    some = tmp_path / "some.jsonl"
    some.write_text("".join((SETS / "drafts_dev_b.jsonl").read_text().splitlines(keepends=True)[:20]))
    command = [sys.executable, "-m", "bot", "measure", "drafts", str(some)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "macro F1" in done.stdout
