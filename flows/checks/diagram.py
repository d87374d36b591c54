"""Pictures of the talks, drawn from the same tables that run them: one mermaid diagram each, and one of them all.

A picture is a Markdown page. The same tables give the same text, so that a test can tell when a saved page is stale.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from transitions.extensions import GraphMachine

from flows.checks.soundness import callbacks, sources, targets
from flows.commands import COMMANDS
from flows.engine import DONE, Flow
from flows.moves import FLOWS

OVERVIEW = "README"

_TALK = """\
# {name}

<!-- Drawn from flows/talks/{name}.py; `otherdoors draw` draws it again. -->

A move is named by its trigger, with its conditions in [brackets]; where a trigger has several rows, the first one
whose conditions hold is taken. `{done}` ends the talk.

```mermaid
{picture}
```
{handed_over}
[All talks]({overview}.md)
"""

_ALL = """\
# The talks

<!-- Drawn from flows/talks; `otherdoors draw` draws it again. -->

An arrow is a hand-over from one talk to another. What was interrupted goes on when a talk ends.

```mermaid
{picture}
```

| talk | states | moves | opened by |
| --- | --- | --- | --- |
{rows}
"""


class _Pen:
    """The model that a drawing machine needs; it gets the machine's methods and is thrown away."""


def pictures(flows: Mapping[str, Flow] = FLOWS) -> dict[str, str]:
    """Return the pages by name: one per talk, and the overview."""
    return {**{name: _page(flow) for name, flow in flows.items()}, OVERVIEW: _overview(flows)}


def write(folder: Path) -> list[Path]:
    """Write the pages that differ from what the folder holds, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {folder / f"{name}.md": text for name, text in pictures().items()}
    changed = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in changed:
        path.write_text(pages[path], encoding="utf-8", newline="\n")
    return changed


def _page(flow: Flow) -> str:
    handed_over = "".join(f"\n- {line}" for line in _hand_overs(flow))
    listed = f"\nFrom here to other talks:\n{handed_over}\n" if handed_over else ""
    return _TALK.format(name=flow.name, done=DONE, picture=_states(flow), handed_over=listed, overview=OVERVIEW)


def _states(flow: Flow) -> str:
    """Return a talk's table as a mermaid state diagram."""
    pen = _Pen()
    GraphMachine(
        model=pen,
        states=[*flow.states, DONE],
        transitions=list(flow.table),
        initial=flow.states[0],
        auto_transitions=False,
        graph_engine="mermaid",
        title=f"title: {flow.name}",
        show_conditions=True,
    )
    source: str = pen.get_graph().source  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _hand_overs(flow: Flow) -> Iterator[str]:
    """Yield the moves that hand over to another talk: the state, the trigger, where it leads."""
    lines = []
    for row in flow.table:
        for talk, state in (callback.target for callback in callbacks(row) if hasattr(callback, "target")):
            where = f"[{talk}]({talk}.md)" + (f", at `{state}`" if state else "")
            lines += [f"`{source}`, {row['trigger']}: {where}" for source in sources(row)]
    yield from dict.fromkeys(lines)


def _overview(flows: Mapping[str, Flow]) -> str:
    arrows = {(name, talk): None for name, flow in flows.items() for talk, _ in targets(flow)}
    picture = ["flowchart LR", *(f"  {name}" for name in flows), *(f"  {here} --> {there}" for here, there in arrows)]
    rows = "\n".join(map(_row, flows.values()))
    return _ALL.format(picture="\n".join(picture), rows=rows)


def _row(flow: Flow) -> str:
    commands = ", ".join(f"/{command}" for command, (talk, _) in COMMANDS.items() if talk == flow.name)
    return f"| [{flow.name}]({flow.name}.md) | {len(flow.states)} | {len(flow.table)} | {commands} |"
