"""What is asked of the bot where words are waited for: it is answered, nothing of it is kept, and the question stands.

In a field of the plan, at the guess of a reason, and for a change on the user's own side a question is no answer.
"""

from __future__ import annotations

from flows.asking import LADDER, size_ask, size_label, smaller_than_these
from flows.correcting import without_preface
from flows.engine import Flow, Turn
from flows.gates import ALWAYS
from flows.guessing import best, points_somewhere
from flows.moves import FLOWS, go_on, open_talk
from flows.tidings import LEFT_LYING, OWN_CHANGE, fills, is_news
from flows.typed import asks, says_one_of, starts_with

AT_THE_GUESS = (("path", "reason"), ("path", "reasons"))
"""Where a guess is corrected in words."""

ASKS = (("path", "smaller"), ("path", "limit"), ("card", "ask"))
"""Where an ask is typed, so that a smaller one may be wished for."""

TO_THEM = (("card", "words"), ("card", "their_view"))
"""Where a question that isn't about the partner is one to them, or theirs."""

MY_FAULT = "am_i"
"""The short answer to whether the fault is one's own."""

TO_A_HELPER = "yes"
"""Where somebody is on the way to a first session, so that a question is about it and not about the bot."""

QUESTIONS = ("of_them", "of_this")

A_FEW_WORDS = 9
"""How many words a text has at the most that asks what a question means, and no more."""


def answers_asked(turn: Turn, flow: Flow, *, free: bool) -> bool:
    """Answer what the bot is asked where that is no answer to its question. Tell whether it was asked."""
    here, asked = (turn.frame.talk, turn.frame.state), turn.event.reading.asked
    in_a_field = _is_field(turn, free=free)
    if in_a_field and _asks_what_it_means(turn):
        turn.keep_frame(misses=turn.frame.misses + 1)
        turn.note("shared.unexplained")
        go_on(turn)
        return True
    if asked is None or flow.name in ALWAYS:
        return False
    if doubts(turn) and (here in AT_THE_GUESS or here in OWN_CHANGE or not free or fills(turn.frame)):
        return _open_doubt(turn)
    if here in AT_THE_GUESS:
        return _answer_at_the_guess(turn)
    return in_a_field and not is_news(turn) and _answer_in_a_field(turn, here)


def asks_about_the_helper(turn: Turn) -> bool:
    """Say who hears of what is said in a session, where one is being looked for. Tell whether that was asked."""
    if turn.frame.talk != TO_A_HELPER or not says_one_of(turn.event.text, "confidential", turn.words):
        return False
    if says_one_of(turn.event.text, "of_the_bot", turn.words) or not asks(turn.event.text, turn.words):
        return False
    turn.note("yes.confidential")
    go_on(turn)
    return True


def asked_for_words(turn: Turn) -> bool:
    """Ask for what is to stand in a field where it was only said that something is wrong. Tell whether it was."""
    free = FLOWS[turn.frame.talk].takes("said", turn.frame.state)
    if not _is_field(turn, free=free) or without_preface(turn.event.text, turn.words, asides=False):
        return False
    own_change = (turn.frame.talk, turn.frame.state) in OWN_CHANGE
    turn.note("own_side.no_change" if own_change else "shared.which_words")
    go_on(turn)
    return True


def _asks_what_it_means(turn: Turn) -> bool:
    """Tell whether a few words ask what the question means; sent again, they are what is to stand there."""
    few = len(turn.event.text.split()) <= A_FEW_WORDS
    return (
        few
        and not turn.frame.misses
        and starts_with(turn.event.text, turn.words.tables["typed"]["meanings"], turn.words)
    )


def _is_field(turn: Turn, *, free: bool) -> bool:
    return free and (fills(turn.frame) or (turn.frame.talk, turn.frame.state) in OWN_CHANGE)


def doubts(turn: Turn) -> bool:
    """Tell whether somebody asks if the fault is theirs, in a talk that may be left for the answer."""
    asked = turn.event.reading.asked
    blamed = turn.journey.reason == "you" or (turn.journey.reason is None and best(turn) == "you")
    return turn.frame.talk in LEFT_LYING - {"faq", "whattosay"} and (asked == "doubt" or (asked == "right" and blamed))


def _open_doubt(turn: Turn) -> bool:
    open_talk(turn, "faq", aim=MY_FAULT)
    return True


def _answer_at_the_guess(turn: Turn) -> bool:
    """Answer what is asked in place of a yes or a no to the guess; a guess of one's own is none of it."""
    asked = turn.event.reading.asked
    if points_somewhere(turn) and starts_with(turn.event.text, turn.words.tables["fills"]["guesses"], turn.words):
        return False
    if asked == "plainer" and turn.frame.state == "reason":
        turn.note("path.plainly", label=turn.words.reason(best(turn))["label"])
    elif _has_a_short_answer(turn):
        return True
    elif asked in QUESTIONS:
        turn.note("shared.cannot_know" if asked == "of_them" else "path.this_first")
    else:
        return False
    go_on(turn)
    return True


def _answer_in_a_field(turn: Turn, here: tuple[str, str]) -> bool:
    """Answer what is asked where words for the plan are waited for."""
    asked = turn.event.reading.asked
    if asked == "of_this" and here in TO_THEM:
        return False
    if _has_a_short_answer(turn):
        return True
    if asked == "smaller" and here in ASKS:
        _offer_smaller(turn)
    elif asked == "plea":
        turn.note("path.you_tell" if here == ASKS[0] else "shared.no_need")
    elif asked in QUESTIONS and here in OWN_CHANGE:
        turn.note("shared.no_answer")
    elif asked in QUESTIONS:
        turn.note("shared.cannot_know" if asked == "of_them" else "shared.not_kept")
    else:
        return False
    go_on(turn)
    return True


def _has_a_short_answer(turn: Turn) -> bool:
    """Open the short answer to what is asked, and tell whether there is one."""
    reading = turn.event.reading
    if reading.asked not in QUESTIONS or not reading.questions:
        return False
    open_talk(turn, "faq", aim=reading.questions[0])
    return True


def _offer_smaller(turn: Turn) -> None:
    """Offer asks that are smaller than those on the screen or on the card, or say which is the smallest."""
    most = smaller_than_these(turn)
    if not most:
        line = turn.words.reason(turn.journey.reason or "unclear")["curious"][0]
        turn.note("path.smallest", label=size_label(LADDER[0], turn.words), line=line)
    elif turn.frame.talk == "card":
        turn.note("card.smaller", ask=size_ask(most, turn.words))
    else:
        turn.keep_frame(aim=str(most))
        turn.note("path.still_smaller")
