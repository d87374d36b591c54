"""What is said and what follows: pure, with no Telegram, no SQL, no clock, no randomness and no network.

`step` is the one door: `flows.step(journey, event, now)` returns the new journey, the replies and the effects.
`open_question` is a window beside it: it shows what was asked last, and changes nothing.
"""

from flows.router import open_question, step

__all__ = ["open_question", "step"]
