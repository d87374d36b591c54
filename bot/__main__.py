"""The command line: `otherdoors try`, `run`, `lint`, `draw`."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    top = argparse.ArgumentParser(prog="otherdoors", description="A bot for one whose partner won't go to therapy.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    trying = commands.add_parser("try", help="the whole bot without Telegram, here in the terminal")
    trying.add_argument("--terminal", action="store_true", help="in the terminal (until there is a page, always so)")
    trying.add_argument(
        "--at",
        metavar="DATE",
        type=datetime.fromisoformat,
        help="begin at this date, e.g. 2026-03-02 or 2026-03-02T19:00",
    )
    trying.add_argument("--record", metavar="FILE", type=Path, help="write the conversation as a transcript")
    trying.add_argument("--keep", metavar="FILE", type=Path, help="keep the conversation in this database")
    trying.set_defaults(act=_try)
    commands.add_parser("run", help="run the bot on Telegram").set_defaults(act=_run)
    commands.add_parser("lint", help="check words and tables").set_defaults(act=_lint)
    commands.add_parser("draw", help="draw the pictures of the talks").set_defaults(act=_draw)
    return top


def _try(options: argparse.Namespace) -> int:
    from bot.playground.terminal import play  # noqa: PLC0415  each command loads only what it needs

    if options.record and options.keep:
        print("--record needs a conversation from its beginning: leave --keep out.", file=sys.stderr)
        return 2
    terminal = asyncio.run(play(at=options.at, keep=options.keep))
    if options.record:
        options.record.write_text(terminal.transcript(), encoding="utf-8")
        print(f"Written: {options.record}")
    return 0


def _run(_: argparse.Namespace) -> int:
    from bot.run import run  # noqa: PLC0415

    return run()


def _lint(_: argparse.Namespace) -> int:
    from flows.checks.lint import lint  # noqa: PLC0415
    from flows.checks.soundness import faults, faults_between  # noqa: PLC0415
    from flows.content import FOLDER  # noqa: PLC0415
    from flows.moves import FLOWS  # noqa: PLC0415

    findings = [*map(str, lint(FOLDER)), *(fault for flow in FLOWS.values() for fault in faults(flow))]
    findings += faults_between(FLOWS)
    for finding in findings:
        print(finding)
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
    try:
        status: int = options.act(options)
    except KeyboardInterrupt:
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
