"""What is said and what follows: pure, with no Telegram, no SQL, no clock, no randomness and no network.

`step` is the one door: `flows.step(journey, event, now)` returns the new journey, the replies and the effects.
"""

from flows.router import step

__all__ = ["step"]
