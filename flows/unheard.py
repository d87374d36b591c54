"""What is said to a text that was no answer: to plain words, to a reason, to what is heavy; the buttons stand below."""

from __future__ import annotations

from flows.engine import Turn
from flows.gates import ALWAYS
from flows.guessing import correct
from flows.moves import go_on, turn_to
from flows.reporting import SURE
from flows.typed import sounds_heavy, sounds_like

MISSES = 2
"""How often an answer may be missed before the way out is offered (design 5)."""

A_STORY = 5
"""How many words a text has at the least that tells something, where a button's words are waited for."""

MISSED_AS = {
    "yes": "shared.your_pick",
    "next": "shared.your_pick",
    "no": "shared.none_fits",
    "later": "shared.later",
    "skip": "shared.no_need",
    "not_sure": "shared.no_need",
    "some": "shared.one_first",
    "kind_of": "shared.one_first",
    "both": "shared.one_first",
    "back": "shared.no_back",
    "why": "shared.why_asked",
    "complaint": "shared.complaint",
}
"""What is said to plain words that stand for none of the buttons."""

ABOUT_THE_REASON = frozenset({"curious", "when", "ended"})
"""Where the path has just settled on a reason: another one that is heard there is guessed at anew."""


def missed(turn: Turn) -> None:
    """Answer a text that nothing was made of. Who wants to leave it for now isn't asked again."""
    turn.keep_frame(misses=turn.frame.misses + 1)
    own = turn.words.screen(f"{turn.frame.talk}.{turn.frame.state}").missed
    if own or turn.frame.talk in ALWAYS:
        turn.note(own or ("care.missed" if turn.frame.talk == "care" else "shared.missed"))
    elif _tells_a_reason(turn):
        _hear_reason(turn)
    else:
        turn.note(note := _not_understood(turn))
        if note == MISSED_AS["later"]:
            return
    go_on(turn)


def _not_understood(turn: Turn) -> str:
    """Return what is said to a text that was no answer: one that tells how heavy it is gets more than a "what?"."""
    if sounds_heavy(turn.event.text, turn.words):
        return "shared.heavy"
    if (meant := sounds_like(turn.event.text, turn.words)) in MISSED_AS:
        return MISSED_AS[meant]
    if turn.frame.misses > MISSES:
        return "shared.missed_again"
    return "shared.told" if len(turn.event.text.split()) >= A_STORY else "shared.missed"


def _tells_a_reason(turn: Turn) -> bool:
    """Tell whether a text gives the partner's reason, where there is one to compare it with."""
    guesses = turn.event.reading.guesses
    coached = turn.journey.reason is not None and not turn.paused
    return coached and bool(guesses) and guesses[0].share >= SURE and guesses[0].reason != "nochange"


def _hear_reason(turn: Turn) -> None:
    """Say which reason was heard; where another was settled on just now, guess anew."""
    reason = turn.event.reading.guesses[0].reason
    label = turn.words.reason(reason)["label"]
    if reason == turn.journey.reason:
        turn.note("shared.same_reason", label=label)
    elif turn.frame.talk == "path" and turn.frame.state in ABOUT_THE_REASON:
        correct(turn)
        turn_to(turn, "reason")
    else:
        turn.note("shared.other_reason", label=label)
