"""What is said and what follows: pure, with no Telegram, no SQL, no clock, no randomness and no network.

`step` is the one door: `flows.step(journey, event, now)` returns the new journey, the replies and the effects.
`awaits_draft` tells the shell which texts to have read as drafts. `open_question` is a window beside the door: it shows
what was asked last, and changes nothing.
"""

from flows.router import open_question, step
from flows.talks.rewrite import awaits_draft

__all__ = ["awaits_draft", "open_question", "step"]
