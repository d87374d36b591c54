"""The guess at what is under the no: from their words, from what they picture, and from the user's correction.

Guesses keep reasons and shares, never the words they went by; those are said once, in the next message.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.asking import refused_in
from flows.engine import Callback, Turn, Visit
from flows.model import REASONS, Guess
from flows.remarks import named_in
from flows.reporting import BEHIND_A_YES
from flows.typed import bares, phrase_in, plain, says_one_of, sounds_heavy, starts_with

PICTURE_SHARE = 0.5
"""How sure a tapped picture makes the guess; words of their own can outweigh it."""


def understand(turn: Turn) -> None:
    """Take what was read of the partner's words as the guesses, and say by which words; none are kept.

    What they refused by these words sets how big an ask may be.
    """
    turn.keep(guesses=tuple(guess.model_copy(update={"words": ()}) for guess in turn.event.reading.guesses))
    turn.keep(refused=refused_in(turn.event.text, turn.words))
    heard = heard_words(turn)
    if heard:
        turn.note("path.heard", heard=heard)
    elif nothing_heard(turn) and sounds_heavy(turn.event.text, turn.words):
        turn.note("path.heavy")


def understand_more(turn: Turn) -> None:
    """Take a picture in the user's own words as a further hint."""
    shares = {guess.reason: guess.share for guess in turn.journey.guesses}
    for guess in turn.event.reading.guesses:
        shares[guess.reason] = _both(shares.get(guess.reason, 0.0), guess.share)
    turn.keep(guesses=_ranked(shares), picture=None)


def correct(turn: Turn) -> None:
    """Take a text that answers a guess as the better hint: what was guessed before becomes the runner-up."""
    before = {guess.reason: guess.share / 4 for guess in ranked(turn)}
    turn.keep(guesses=_ranked(before | {g.reason: g.share for g in turn.event.reading.guesses}), picture=None)


def pictures(reason: str) -> Callback:
    """Return a callback that takes a tapped picture as a hint; another tap after the way back replaces it."""

    def hint(turn: Turn) -> None:
        turn.keep(picture=reason)

    hint.__name__ = f"picture_of_{reason}"
    return hint


def ranked(turn: Turn) -> tuple[Guess, ...]:
    """Return the guesses with the tapped picture, likeliest first; two hints at one reason add up."""
    shares = {guess.reason: guess.share for guess in turn.journey.guesses}
    picture = turn.journey.picture
    if picture:
        shares[picture] = _both(shares.get(picture, 0.0), PICTURE_SHARE)
    return _ranked(shares)


def _both(one: float, other: float) -> float:
    """Add two independent hints, each a chance between 0 and 1."""
    return 1 - (1 - one) * (1 - other)


def _ranked(shares: Mapping[str, float]) -> tuple[Guess, ...]:
    """Order guesses; "nochange" comes last, for one answer never shows it (content 02)."""
    order = sorted(shares, key=lambda key: (key == "nochange", -shares[key], REASONS.index(key)))
    return tuple(Guess(reason=key, share=round(shares[key], 4)) for key in order)


def understood_nothing(turn: Turn) -> bool:
    """Tell whether neither their words nor the picture point anywhere."""
    return not ranked(turn) and not turn.event.reading.guesses


def nothing_heard(turn: Turn) -> bool:
    """Tell whether a text points to no reason."""
    return not turn.event.reading.guesses


def not_caught(turn: Turn) -> None:
    """Say that a text points to no reason; the second time, offer to leave it open (design 5)."""
    more = says_one_of(turn.event.text, "more_than_one", turn.words)
    turn.note("path.leave_it" if turn.frame.misses else "shared.one_first" if more else "shared.missed")
    turn.keep_frame(misses=turn.frame.misses + 1)


def agrees_plainly(turn: Turn) -> bool:
    """Tell whether a text begins with a yes and points to nothing else."""
    agreed = tuple(f"{way} " for way in turn.words.tables["typed"]["agreed"])
    return nothing_heard(turn) and not _named(turn) and f"{plain(turn.event.text)} ".startswith(agreed)


def agrees_with_more(turn: Turn) -> bool:
    """Tell whether a text begins with a yes and adds to the guess, or names it once more; "but more X" corrects it."""
    table, said = turn.words.tables["fills"]["agreeing"], f" {plain(turn.event.text)} "
    if not starts_with(turn.event.text, table["yes"], turn.words):
        return False
    adds = any(f" {one} " in said for one in table["adds"])
    return adds or (_shade(turn) in ("", best(turn)) and not any(f" {one} " in said for one in table["turns"]))


def agrees_half(turn: Turn) -> bool:
    """Tell whether a text is half a yes and no more: "hmm partly"."""
    half = turn.words.tables["fills"]["agreeing"]["half"]
    return not points_somewhere(turn) and any(form in half for form in bares(plain(turn.event.text), turn.words))


def _shade(turn: Turn) -> str:
    """Return the reason that a text adds to a yes, or ""; what it compares with ("than ashamed") is none."""
    guesses = turn.event.reading.guesses
    return guesses[0].reason if guesses else _named(turn)


def take_best_with_shade(turn: Turn) -> None:
    """Keep the guess, and say that the other thing was heard."""
    shade = _shade(turn)
    label = turn.words.reason(shade)["label"] if shade and shade != best(turn) else ""
    if label:
        turn.note("path.shade", label=label)
    take_best(turn)


def take_best_for_now(turn: Turn) -> None:
    """Keep the guess for now, and say where it can be changed."""
    turn.note("path.for_now")
    take_best(turn)


def agrees(turn: Turn) -> bool:
    """Tell whether a text doesn't begin with a no: to say the same in other words is to agree."""
    turned_down = tuple(f"{way} " for way in turn.words.tables["typed"]["turned_down"])
    return not f"{plain(turn.event.text)} ".startswith(turned_down)


def _named(turn: Turn) -> str:
    """Return the reason that a text names in a word or two, or ""."""
    ways = turn.words.tables["typed"]["named"]
    more, _, _ = turn.event.text.casefold().partition(" than ")
    return put_right(turn) or phrase_in(more, ways, tuple(ways)) or ""


def points_somewhere(turn: Turn) -> bool:
    """Tell whether a text points to a reason, or names one in a word or two."""
    return not nothing_heard(turn) or bool(_named(turn))


def names_a_reason(turn: Turn) -> bool:
    """Tell whether a text names a reason in a word or two, where no reader finds one."""
    return nothing_heard(turn) and bool(_named(turn))


def correct_by_name(turn: Turn) -> None:
    """Take the reason that was named as the guess: what was guessed before becomes the runner-up."""
    correct_to(turn, _named(turn))


def correct_to(turn: Turn, reason: str) -> None:
    """Take a reason as the guess: what was guessed before becomes the runner-up."""
    before = {guess.reason: guess.share / 4 for guess in ranked(turn)}
    turn.keep(guesses=_ranked(before | {reason: PICTURE_SHARE}), picture=None)


def put_right(turn: Turn) -> str:
    """Return the reason that a text says to be the right one, or "": "it's not the blame, it's more about the money".

    Of several that it doesn't deny, the last one is meant.
    """
    if not says_one_of(turn.event.text, "another_reason", turn.words):
        return ""
    more, _, _ = turn.event.text.casefold().partition(" than ")
    said = f" {plain(more)} "
    named = named_in(said.strip(), turn.words.tables["typed"]["named"], turn.words)
    return max(named, key=lambda one: said.rfind(f" {one[1]} "))[0] if named else ""


def same_again(turn: Turn) -> bool:
    """Tell whether a text that answers a guess points to nothing but what was guessed: it is no correction."""
    guesses = turn.event.reading.guesses
    return bool(guesses) and guesses[0].reason == best(turn)


def told_of_a_yes(turn: Turn) -> bool:
    """Tell whether what they said was a yes, a soft one included, and no reason against it."""
    return turn.event.reading.outcome in BEHIND_A_YES and nothing_heard(turn)


def told_of_no_ask(turn: Turn) -> bool:
    """Tell whether there was no ask yet."""
    return turn.event.reading.outcome == "not_yet" and nothing_heard(turn)


def to_the_report(turn: Turn) -> None:
    """Ask whether it was understood rightly that they said yes; what it hints at as a no is kept, without the words."""
    turn.keep(guesses=turn.event.reading.hints, refused=refused_in(turn.event.text, turn.words))
    turn.next = Visit("after", "guess", turn.event.reading.outcome or "")


def told_at_the_no(turn: Turn) -> bool:
    """Tell whether this was heard where the path asks what they said."""
    below = turn.journey.stack[-2:-1]
    return bool(below) and (below[0].talk, below[0].state) == ("path", "the_no")


def reread(turn: Turn) -> None:
    """Take their words for a no after all: the path goes on from what they hint at, or from what puts it right."""
    *below, path, top = turn.journey.stack
    on = path.model_copy(update={"state": "picture", "trail": (*path.trail, path.state)})
    turn.keep(stack=(*below, on, top))
    heard = tuple(guess.model_copy(update={"words": ()}) for guess in turn.event.reading.guesses)
    turn.keep(guesses=heard or turn.journey.guesses)
    turn.note("after.reread")


def best(turn: Turn) -> str:
    """Return the reason that is guessed; "nochange" is never concluded from one answer (content 02)."""
    guesses = ranked(turn)
    return guesses[0].reason if guesses and guesses[0].reason != "nochange" else "unclear"


def runner_up(turn: Turn) -> str:
    """Return the second guess, or "unclear" where there is none."""
    others = [guess.reason for guess in ranked(turn) if guess.reason != best(turn)]
    return others[0] if others else next(key for key in ("unclear", "blame") if key != best(turn))


def settle(turn: Turn, reason: str) -> None:
    """Keep the user's pick, which always wins, and say what such a no often means.

    Where content 02 has a safety note, it is said too; before a limit is spoken aloud, question 1 comes back.
    """
    about = turn.words.reason(reason)
    turn.keep(reason=reason, guesses=(), picture=None, line=0)
    if reason == "nochange":
        turn.keep_safety(ask_first=True)
    turn.note("path.means", means=" ".join(filter(None, (about["means"], about.get("care", "")))))


def takes(reason: str) -> Callback:
    """Return a callback that keeps a reason from the list."""

    def take(turn: Turn) -> None:
        settle(turn, reason)

    take.__name__ = f"reason_{reason}"
    return take


def take_best(turn: Turn) -> None:
    """Keep the guess, which is close."""
    settle(turn, best(turn))


def take_runner_up(turn: Turn) -> None:
    """Keep the runner-up, which fits better."""
    settle(turn, runner_up(turn))


def heard_words(turn: Turn) -> str:
    """Return the words that the guess went by, if they say something by themselves: a lone word can sting."""
    words = [word for guess in turn.event.reading.guesses if guess.reason == best(turn) for word in guess.words]
    return ", ".join(f"'{word}'" for word in words if " " in word)
