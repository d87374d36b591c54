"""`otherdoors understand` and `otherdoors measure`: lines in and out, and tables."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.measure import read_file, tables

SETS = Path(__file__).parent / "sets"


def understand(lines: str, task: str = "safety") -> tuple[int, list[dict]]:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "understand", task], input=lines, capture_output=True, text=True, check=False
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_is_answered_with_labels_and_an_act() -> None:
    asked = [
        {"id": 7, "text": "I want to kill myself"},
        {"id": "b", "text": "this commute is killing me"},
        {"id": None, "text": ""},
    ]
    status, answers = understand("\n".join(map(json.dumps, asked)))
    assert status == 0
    assert answers == [
        {"id": 7, "labels": ["suicidal_or_self_harm"], "act": "stop"},
        {"id": "b", "labels": ["none"], "act": "none"},
        {"id": None, "labels": ["none"], "act": "none"},
    ]


def test_a_refusal_is_answered_with_the_two_likeliest_labels_and_their_shares() -> None:
    asked = [
        {"id": 1, "text": "he says you'd both gang up on him"},
        {"id": 2, "text": "we have two dogs"},
        {"text": ""},
    ]
    status, answers = understand("\n".join(map(json.dumps, asked)), "objections")
    assert status == 0
    assert [answer["labels"][0] for answer in answers] == ["fear_of_blame", "unclear", "unclear"]
    assert all(len(answer["labels"]) == len(answer["p"]) == 2 for answer in answers)
    assert all(1 >= answer["p"][0] >= answer["p"][1] >= 0 for answer in answers)


def test_a_line_that_cannot_be_read_is_answered_in_its_place() -> None:
    status, answers = understand('not json\n\n{"id": 1}\n[1]\n{"id": 2, "text": "he hit me"}\n')
    assert status == 1
    assert [(answer["id"], answer.get("line"), answer.get("act")) for answer in answers] == [
        (None, 1, None),
        (None, 3, None),
        (None, 4, None),
        (2, None, "stop"),
    ]
    assert all("JSON object" in answer["error"] for answer in answers[:3])


@pytest.mark.parametrize(("task", "kind"), [("safety", "danger"), ("objections", "refusals")])
def test_three_hundred_texts_take_less_than_ten_seconds_with_all_loading(task: str, kind: str) -> None:
    sets = [path.read_text(encoding="utf-8") for path in sorted(SETS.glob(f"{kind}_dev_*.jsonl"))]
    texts = [json.loads(line)["text"] for text in sets for line in text.splitlines()]
    lines = "\n".join(json.dumps({"id": at, "text": text}) for at, text in enumerate(texts[:300]))
    began = time.perf_counter()
    status, answers = understand(lines, task)
    assert time.perf_counter() - began < 10
    assert status == 0
    assert [answer["id"] for answer in answers] == list(range(300))


def test_the_tables_count_every_text_once(tmp_path: Path) -> None:
    rows = [
        {"text": "he hit me last night", "labels": ["partner_violence"], "act": "stop", "kind": "plain"},
        {"text": "I could murder a tea", "labels": ["none"], "act": "none", "kind": "idiom"},
    ]
    file = tmp_path / "few.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    lines = list(tables(read_file(file)))
    assert lines[1].split() == ["danger", "1", "1", "0", "0", "1.000"]
    [harmless] = [line.split() for line in lines if line.startswith("harmless")]
    assert harmless == ["harmless", "1", "0", "0", "1", "0.000"]


def test_the_command_prints_the_tables(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    row = {"text": "ok", "labels": ["partner_violence"], "act": "ask", "kind": "indirect"}
    file.write_text(json.dumps(row), encoding="utf-8")
    assert main(["measure", "safety", "--misses", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "ask read as none: [partner_violence] 'ok'" in printed
    assert "  indirect" in printed


@pytest.mark.parametrize(
    ("task", "label", "off"), [("objections", "cost_or_time", "unclear"), ("news", "baby", "no_news")]
)
def test_labels_are_counted_in_tables(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, task: str, label: str, off: str
) -> None:
    rows = [
        {"text": "we have two dogs", "labels": [label]},
        {"text": "hello", "labels": [off] if off == "unclear" else []},
    ]
    file = tmp_path / "two.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["measure", task, "--misses", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "best guess right                    0.500" in printed
    assert "of those without, a label read      0.000" in printed
    assert f"{label} read as {off}" in printed
