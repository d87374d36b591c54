"""The word for the partner: every text that changes with it, reviewed, and what must hold for any text and any word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import step
from flows.checks.datafiles import LABEL, strings
from flows.checks.samples import filled_in, usual
from flows.content import NOT_SAID, Words, words
from flows.content.pronouns import as_chosen
from flows.engine import Turn
from flows.model import Card, Event, Flag, Frame, Journey, Safety
from flows.moves import FLOWS

REVIEWED = Path(__file__).parent / "sets" / "she.txt"
NOW = datetime(2026, 3, 2, 19, tzinfo=UTC)
EN = words("en")
RULES = EN.tables["pronouns"]
THEY = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.?:])\s+|\n")

SAID = {
    "they're angry, and they've gone": "she's angry, and she's gone",
    "They say no.": "She says no.",
    "They don't know, and they do try.": "She doesn't know, and she does try.",
    "What do they want?": "What does she want?",
    "Have they hurt you, themselves, a child?": "Has she hurt you, herself, a child?",
    "What did they say, and what would they like?": "What did she say, and what would she like?",
    "Are they fair, or aren't they?": "Is she fair, or isn't she?",
    "they often go, and then they really cry": "she often goes, and then she really cries",
    "They freeze, joke or change the subject.": "She freezes, jokes or changes the subject.",
    "If they freeze, joke or change the subject, wait.": "If she freezes, jokes or changes the subject, wait.",
    "If they freeze, wait or ask.": "If she freezes, wait or ask.",
    "When they go quiet, wait. Or ask, and push less.": "When she goes quiet, wait. Or ask, and push less.",
    "if they can't, they said so, and they needed it": "if she can't, she said so, and she needed it",
    "they need it and rely on it, or wish for more": "she needs it and relies on it, or wishes for more",
    "Or if they try a step and say how it was.": "Or if she tries a step and says how it was.",
    "they come back to you and say so": "she comes back to you and says so",
    "they want to stop and think": "she wants to stop and think",
    "they may freeze, joke or change": "she may freeze, joke or change",
    "they use the stop word and not the door": "she uses the stop word and not the door",
    "They pick from three names, or you pick together.": "She picks from three names, or you pick together.",
    "if they were fair to themselves, and it was theirs": "if she was fair to herself, and it was hers",
    "let them go, and whatever they choose, it's their no": "let her go, and whatever she chooses, it's her no",
    "They’re sure, and they don’t say": "She's sure, and she doesn't say",
    "That's how they watch, fix and mix it.": "That's how she watches, fixes and mixes it.",
}

STAYS = (
    "They both go, and one of them says so. Four of them fit.",
    "People say no when they're tired, and they mean it.",
    "Couples felt better, and they said so.",
    "You say: 'they go', and ‘they don’t’, and \"they do\".",
    "> Would they go, if they were you?",
    "{their_view} and {they}",
    "Nothing is said of anybody.",
)


def they_to(word: str) -> dict[str, str]:
    """What becomes of each text that is said, by where it stands."""
    return {where: as_chosen(text, word) for where, text in said(EN)}


def said(about: Words) -> Iterator[tuple[str, str]]:
    """Every text that is said, with a name for the place where it stands."""
    for kind, texts in (("", about.screens), ("notes.", about.notes)):
        for key, text in texts.items():
            talk, _, name = key.partition(".")
            parts = {"text": text.text, "buttons": text.buttons, "copies": text.copies}
            yield from strings(f"{talk}.{kind}{name}", parts)
    for name, table in about.tables.items():
        yield from strings(name, table) if name not in NOT_SAID else ()


def changed(word: str) -> Iterator[tuple[str, str, str]]:
    """Every sentence with where it stands, as it is written and as it is said with this word."""
    for (where, before), (_, after) in zip(said(EN), said(EN.about(word)), strict=True):
        for old, new in zip(SENTENCE.split(before), SENTENCE.split(after), strict=True):
            yield where, old, new


# --- every text


def test_what_changes_for_she_is_as_it_was_reviewed(request: pytest.FixtureRequest) -> None:
    sentences = list(changed("she"))
    lines = ['# What is said to somebody who chose "she": every sentence that changes, and what it becomes.', ""]
    lines += [
        line for where, old, new in sentences if old != new for line in (f"[{where}]", f"- {old}", f"+ {new}", "")
    ]
    lines += ['# Here "they" stays: somebody else is meant, or it is said to the partner.', ""]
    lines += [f"[{where}] {old}" for where, old, new in sentences if old == new and THEY.search(old)]
    if request.config.getoption("--rewrite"):
        REVIEWED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        assert "\n".join(lines) + "\n" == REVIEWED.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", ["she", "he"])
def test_verbs_agree_and_no_they_is_left_in_a_sentence_that_changes(word: str) -> None:
    wrong = re.compile(rf"\b{word}(?:'re|'ve| (?:are|have|do|were|don't|haven't|aren't|weren't))\b", re.IGNORECASE)
    turned = re.compile(rf"\b(?:are|have|do|were|don't|haven't|aren't|weren't) {word}\b", re.IGNORECASE)
    named = re.compile("|".join(map(re.escape, RULES["phrases"])))
    for where, old, new in changed(word):
        assert not wrong.search(new), (where, new)
        assert not turned.search(new), (where, new)
        assert old == new or not THEY.search(re.sub(r"'.+?'(?!\w)|\{\w+\}", "", named.sub("", new))), (where, new)


@pytest.mark.parametrize("word", ["she", "he", "Sam", "wife"])
def test_lines_to_say_and_what_is_copied_are_the_same_for_any_word(word: str) -> None:
    for flow in FLOWS.values():
        for state in flow.states:
            assert lines_to_say(EN, flow.name, state) == lines_to_say(EN.about(word), flow.name, state)


def lines_to_say(about: Words, talk: str, state: str) -> list[object]:
    """The lines to say of a screen, and the texts that its copy buttons copy, however it is filled in."""
    screen = about.screen(f"{talk}.{state}")
    sets = filled_in(FLOWS[talk], state, usual(about))
    texts = [part.format_map(values) for values in sets for part in screen.text]
    lines = [line for text in texts for line in text.splitlines() if line.startswith("> ")]
    return [lines, [[values[name] for name in screen.copies] for values in sets]]


def test_without_a_word_nothing_changes() -> None:
    assert EN.about("") is EN
    assert all(as_chosen(text, "") is text for _, text in said(EN))


@pytest.mark.parametrize("word", ["she", "he", "Sam", "significant other"])
def test_placeholders_and_the_length_of_labels_hold_for_any_word(word: str) -> None:
    for (where, before), (_, after) in zip(said(EN), said(EN.about(word)), strict=True):
        assert [name for _, name, *_ in Formatter().parse(before)] == [name for _, name, *_ in Formatter().parse(after)]
        if ".buttons." in where or ".labels." in where or where.endswith(".label"):
            assert len(after) <= max(LABEL, len(before)), (where, after)


@pytest.mark.parametrize(("word", "shown"), [("Sam", "Sam"), ("wife", "your wife"), ("Wife", "your wife")])
def test_a_word_of_their_own_stands_in_for_your_partner_alone(word: str, shown: str) -> None:
    sentences = [(old, new) for _, old, new in changed(word) if old != new]
    assert len(sentences) > 10
    for old, new in sentences:
        assert new.lower() == old.lower().replace("your partner", shown.lower())
    left = [(where, old) for where, old, new in changed(word) if "our partner" in new]
    assert [where for where, _ in left if not where.startswith("settings.")] == []


def test_each_phrase_and_each_place_that_stays_is_still_there() -> None:
    texts = dict(said(EN))
    assert [phrase for phrase in RULES["phrases"] if not any(phrase in text for text in texts.values())] == []
    places = [*RULES["as_written"], *RULES["places"]]
    patterns = {place: re.compile(re.escape(place).replace(r"\*", r"\w+") + r"(?:\.|$)") for place in places}
    assert [place for place, pattern in patterns.items() if not any(map(pattern.match, texts))] == []


# --- any text


@pytest.mark.parametrize(("text", "she"), SAID.items())
def test_she_takes_her_verbs_along(text: str, she: str) -> None:
    assert as_chosen(text, "she") == she


def test_he_does_too() -> None:
    text = "They say it's theirs, their own, and they hurt themselves. Ask them."
    assert as_chosen(text, "he") == "He says it's his, his own, and he hurts himself. Ask him."


@pytest.mark.parametrize("text", STAYS)
def test_others_and_words_to_say_stay(text: str) -> None:
    assert as_chosen(text, "she") == text


def test_your_partner_stays_where_it_is_said_and_a_word_can_fill_in_nothing() -> None:
    text = "Your partner asks, 'is your partner here?' It's your partner's turn.\n> your partner {name}"
    named = "Sam asks, 'is your partner here?' It's Sam's turn.\n> your partner {name}"
    assert as_chosen(text, "Sam") == named
    assert as_chosen(text, "ex  {name}") == named.replace("Sam asks", "Your ex name asks").replace(
        "Sam's", "your ex name's"
    )
    assert as_chosen(text, "{}") == text


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*"abc .,'?>\n{}", "they ", "them ", "do ", "go ", "and ", "your partner "])).map("".join),
    st.sampled_from(["she", "he", "Sam", "my love", "{0}"]),
)
def test_any_text_can_be_turned_and_once_is_enough(text: str, word: str) -> None:
    assert as_chosen(as_chosen(text, word), word) == as_chosen(text, word)
    assert as_chosen(text, "") == text


# --- in a conversation


def at(talk: str, state: str, partner: str) -> Journey:
    safety = Safety(flag=Flag.DOWN, on=NOW.date())
    card = Card(their_view="They say they're fine. Your partner", return_on=NOW.date())
    stack = (Frame(talk=talk, state=state),)
    return Journey(
        consent_on=NOW.date(), safety=safety, last_at=NOW, reason="you", card=card, stack=stack, partner=partner
    )


def heard(talk: str, state: str, partner: str) -> str:
    made = step(at(talk, state, partner), Event(kind="other"), NOW)
    return "\n".join([*(reply.text for reply in made.replies), *_labels(made.replies[-1].rows)])


def _labels(rows: tuple[tuple[object, ...], ...]) -> list[str]:
    return [str(getattr(button, "label", "")) for row in rows for button in row]


def test_screens_their_buttons_and_what_is_filled_in_say_the_word() -> None:
    assert "took up a door" not in heard("after", "door", "she")
    assert "did she take up a door?" in heard("after", "door", "she")
    assert "He picks the person" in heard("path", "easy", "he")
    assert "You go first, and she comes once" in heard("path", "smaller", "she")
    assert "she comes once" in heard("path", "smaller", "she").partition("?")[2]
    assert "how Sam might react?" in heard("safe_check", "afraid", "Sam")
    assert "how your wife might react?" in heard("safe_check", "fear", "wife")


@pytest.mark.parametrize("word", ["she", "Sam"])
def test_the_users_own_words_are_never_changed(word: str) -> None:
    assert "They say they're fine. Your partner" in heard("card", "view", word)


def test_a_word_that_is_chosen_is_said_at_once() -> None:
    turn = Turn(at("after", "door", ""), Event(kind="other"), NOW, EN)
    assert "did they take" in FLOWS["after"].ask(turn)[0].text
    turn.keep(partner="she")
    assert "did she take" in FLOWS["after"].ask(turn)[0].text
    turn.note("path.frame")
    assert "She may hear" in turn.replies[-1].text


def test_the_word_is_kept_and_a_journey_without_one_is_read() -> None:
    assert Journey.model_validate_json(Journey(partner="she").model_dump_json()).partner == "she"
    assert Journey.model_validate_json("{}").partner == ""


def test_a_language_without_such_a_list_says_what_it_says() -> None:
    other = Words({"talk": {"home": {"text": "They say no."}}})
    assert other.about("she") is other
