"""The command line: `otherdoors try`, `run`, `understand`, `measure`, `walk`, `lint`, `draw`."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from bot.settings import has_display, one_thread_each

if TYPE_CHECKING:
    from bot.playground.stage import Stage

PORTS = 2**16


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) >= PORTS:
        raise argparse.ArgumentTypeError(f"a port is a number below {PORTS}")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    top = argparse.ArgumentParser(prog="otherdoors", description="A bot for one whose partner won't go to therapy.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    trying = commands.add_parser("try", help="the whole bot without Telegram, in a page of the browser")
    trying.add_argument("--terminal", action="store_true", help="here in the terminal instead")
    trying.add_argument("--no-browser", action="store_true", help="only say where the page is")
    trying.add_argument("--port", metavar="N", type=_port, default=8020, help="where the page is, or above (8020)")
    trying.add_argument(
        "--at",
        metavar="DATE",
        type=datetime.fromisoformat,
        help="begin at this date, e.g. 2026-03-02 or 2026-03-02T19:00",
    )
    trying.add_argument("--record", metavar="FILE", type=Path, help="write the conversation as a transcript")
    trying.add_argument("--keep", metavar="FILE", type=Path, help="keep the conversation in this database")
    trying.add_argument("--edit", action="store_true", help="words that are saved in flows/content are said at once")
    trying.set_defaults(act=_try)
    commands.add_parser("run", help="run the bot on Telegram").set_defaults(act=_run)
    reading = commands.add_parser("understand", help="what the readers make of texts: JSON lines in, JSON lines out")
    reading.add_argument("task", choices=["drafts", "objections", "safety", "times"], help="which reader")
    reading.set_defaults(act=_understand)
    measuring = commands.add_parser("measure", help="how well a reader reads labelled texts, as tables")
    measuring.add_argument("task", choices=["drafts", "objections", "news", "safety", "times"])
    measuring.add_argument("files", metavar="FILE", type=Path, nargs="+", help="JSON lines, as in tests/sets")
    measuring.add_argument("--misses", action="store_true", help="list the texts that are read wrong, too")
    measuring.set_defaults(act=_measure)
    walking = commands.add_parser("walk", help="random walks over all talks, each step checked, and what they reach")
    walking.add_argument("--seed", metavar="N", type=int, default=1, help="the same seed walks the same (1)")
    walking.add_argument("--runs", metavar="N", type=int, default=1000, help="how many walks (1000)")
    walking.add_argument("--steps", metavar="N", type=int, default=40, help="how many events a walk (40)")
    walking.add_argument("--jobs", metavar="N", type=int, default=os.cpu_count() or 1, help="processes (one a core)")
    walking.add_argument("--only", metavar="N", type=int, help="tell the whole story of this one walk")
    walking.set_defaults(act=_walk)
    commands.add_parser("lint", help="check words and tables").set_defaults(act=_lint)
    commands.add_parser("draw", help="draw the pictures of the talks").set_defaults(act=_draw)
    return top


def _try(options: argparse.Namespace) -> int:
    from bot.playground.editing import NotEditableError  # noqa: PLC0415

    if options.record and (options.keep or options.edit):
        print("--record needs a whole conversation in the same words: leave --keep and --edit out.", file=sys.stderr)
        return 2
    try:
        stage = asyncio.run(_stage(options))
    except (OSError, NotEditableError) as error:
        print(f"This can't be opened: {error}" if isinstance(error, OSError) else error, file=sys.stderr)
        return 2
    if options.record:
        options.record.write_text(stage.transcript(), encoding="utf-8")
        print(f"Written: {options.record}")
    return 0


async def _stage(options: argparse.Namespace) -> Stage:
    """Play in the terminal or in the page until the end; each command loads only what it needs."""
    if options.terminal:
        from bot.playground.terminal import play  # noqa: PLC0415

        return await play(at=options.at, keep=options.keep, edit=options.edit)
    from bot.playground.page.show import show  # noqa: PLC0415

    browser = has_display() and not options.no_browser
    return await show(at=options.at, keep=options.keep, port=options.port, browser=browser, edit=options.edit)


def _run(_: argparse.Namespace) -> int:
    from bot.run import run  # noqa: PLC0415

    return run()


def _understand(options: argparse.Namespace) -> int:
    from bot.understand import understand  # noqa: PLC0415

    failed = False
    for answer in understand(options.task, sys.stdin):
        failed = failed or "error" in answer
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 1 if failed else 0


def _measure(options: argparse.Namespace) -> int:
    from bot import measure, measure_faults, measure_labels, measure_times  # noqa: PLC0415

    lines: Iterable[str]
    if options.task == "safety":
        reads = [read for file in options.files for read in measure.read_file(file)]
        lines = [*measure.tables(reads), *(measure.misses(reads) if options.misses else ())]
    elif options.task == "drafts":
        drafts = [read for file in options.files for read in measure_faults.read_file(file)]
        lines = [*measure_faults.tables(drafts), *(measure_faults.misses(drafts) if options.misses else ())]
    elif options.task == "times":
        times = [read for file in options.files for read in measure_times.read_file(file)]
        lines = [*measure_times.tables(times), *(measure_times.misses(times) if options.misses else ())]
    else:
        labelled = [read for file in options.files for read in measure_labels.read_file(options.task, file)]
        lines = [*measure_labels.tables(labelled), *(measure_labels.misses(labelled) if options.misses else ())]
    for line in lines:
        print(line)
    return 0


def _walk(options: argparse.Namespace) -> int:
    from bot.walk import findings, report, retold, unreached, walks  # noqa: PLC0415

    if options.only is not None:
        for line in retold(options.seed, options.only, options.steps):
            print(line)
        return 0
    began, numbers = perf_counter(), range(1, options.runs + 1)
    walked = walks(options.seed, numbers, options.steps, options.jobs)
    found = list(findings(walked))
    for line in [*report(walked, numbers, perf_counter() - began), *unreached(walked), *found]:
        print(line)
    return 1 if found else 0


def _lint(_: argparse.Namespace) -> int:
    from bot.clock import system_clock  # noqa: PLC0415
    from flows.checks.lint import lint  # noqa: PLC0415
    from flows.checks.soundness import faults, faults_between  # noqa: PLC0415
    from flows.content import FOLDER  # noqa: PLC0415
    from flows.content.helplines import is_old  # noqa: PLC0415
    from flows.moves import FLOWS  # noqa: PLC0415

    findings = [*map(str, lint(FOLDER)), *(fault for flow in FLOWS.values() for fault in faults(flow))]
    findings += faults_between(FLOWS)
    for finding in findings:
        print(finding)
    if is_old(system_clock().date()):
        print("Warning: the help lines are over 180 days old. Dial them and write the date into verified_on.")
    print(f"{len(findings)} findings")
    return 1 if findings else 0


def _draw(_: argparse.Namespace) -> int:
    from flows.checks.diagram import write  # noqa: PLC0415

    for path in write(Path("docs/talks")):
        print(path)
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    options = parser().parse_args(arguments)
    one_thread_each()
    try:
        status: int = options.act(options)
    except KeyboardInterrupt:
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
