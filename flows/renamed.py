"""Old states and what they are called now, so that an update strands nobody in the middle of a talk.

Add a line here in the change that renames or removes a state; the saved journeys in the tests show that it works.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.engine import Flow
from flows.model import Frame, Journey

RENAMED: Mapping[tuple[str, str], tuple[str, str]] = {("after", "parted"): ("life", "parted")}
"""(talk, state) as it was -> (talk, state) as it is."""


def renamed(journey: Journey, flows: Mapping[str, Flow]) -> Journey:
    """Return the journey with every open talk where it is to be found now; a talk that is gone is left out."""
    if all(_is_known(frame, flows) for frame in journey.stack):
        return journey
    frames = [frame for frame in map(_follow, journey.stack) if frame.talk in flows]
    return journey.model_copy(update={"stack": tuple(_land(frame, flows[frame.talk]) for frame in frames)})


def _is_known(frame: Frame, flows: Mapping[str, Flow]) -> bool:
    flow = flows.get(frame.talk)
    return flow is not None and all(state in flow.states for state in (frame.state, *frame.trail))


def _follow(frame: Frame) -> Frame:
    talk, state = RENAMED.get((frame.talk, frame.state), (frame.talk, frame.state))
    return frame.model_copy(update={"talk": talk, "state": state})


def _land(frame: Frame, flow: Flow) -> Frame:
    """Stand at the talk's beginning where its state no longer exists, and forget a way back that leads nowhere."""
    known = frame.state in flow.states
    trail = tuple(state for state in frame.trail if state in flow.states) if known else ()
    return frame.model_copy(update={"state": frame.state if known else flow.states[0], "trail": trail})
