"""What the other did or does, as a camera sees it: "You never call when you're late" is "you don't call ...".

A clause is told again only where its verb is a known act (`verbs` in `drafts.toml`) and nothing in it is a verdict;
"always" and "never" are taken out. Where the shape of a clause isn't sure, nothing is told.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from flows.rewriting.forms import Forms
from flows.rewriting.spelled import spelled
from flows.rewriting.times import PAST, WAS
from flows.rewriting.topic import Table, is_charged, one_of

Tense = Literal["past", "now", "told"]


class Act(NamedTuple):
    """What the other did: `said` begins with "you" and stands behind "when"; one that is `told` is a sentence."""

    said: str
    tense: Tense
    is_word_given: bool = False
    """Whether it tells what was said would happen, so that what happened is still to be told."""


OF_AN_ACT = range(3, 21)
"""How many words an act has."""
LEAST_NOW = 4
"""How many words one has at the least that happens again and again: "when you come in" says nothing."""
GIVES = frozenset({"promise", "promised", "agreed"})
SAYS = frozenset({"say", "said", "tell", "told", "swear", "swore"})
"""What gives one's word; the second ones do where a "would" or a "will" follows."""
OFTEN = r"(?:just|really|even|still|also|then|literally|actually|simply|always|constantly|ever|never|once|not once)"
"""What stands between "you" and what is done; all of it is left out but for the "never"."""

_DOES = re.compile(rf"^you((?:\s+{OFTEN})*)\s+(\S+)(?:\s+(.+))?$", re.IGNORECASE)
_IS = re.compile(rf"^(you're|you are|you were)((?:\s+{OFTEN})*)\s+((?:on|in|out|at|late|away)\b.*)$", re.IGNORECASE)
_HAS = re.compile(rf"^(you've|you have|you haven't)((?:\s+(?:not|been|{OFTEN}))*)\s+(\S+)(?:\s+(.+))?$", re.IGNORECASE)
_WHY = re.compile(
    r"^(?:why|how come)\s+(do|did|don't|didn't)\s+you\s+(?:(?:always|even|just)\s+)?(?:have to\s+)?(never\s+)?"
    r"(\S+)\s+(.+)$",
    re.IGNORECASE,
)
_HATE = re.compile(r"^I (?:really )?hate (?:it )?(?:when|how|that) (?=you\b)", re.IGNORECASE)
_HATE_DOING = re.compile(r"^I (?:really )?hate (\w+ing) (.+)$", re.IGNORECASE)
_AT = re.compile(
    rf"^((?:{PAST.pattern}|(?:in|over) the (?:last|past) \w+ (?:days|weeks|months|years)"
    r"|(?:when|since|after|before|while) (?:I|my|we|our|the) [^,?]{3,40}?)),?\s+(?=you(?:'ve)?\b)",
    re.IGNORECASE,
)
"""A time before what was done: "last Thursday you walked out"."""
_WHILE = re.compile(
    r"(?<=.) when (?=(?:(?:I'm|I am|we're|you're) [a-z]+ing|I am in|(?:we|they|[a-z]+s) are"
    r"|(?:my|your|our|the) \w+ (?:is|was))\b)"
)
"""A second "when", which can be a "while"."""
_WOULD = re.compile(
    r"^(?:me |us |that )*(?:you'd|you would|you'll|you will|we'd|we'll|you were going)\b", re.IGNORECASE
)


_SETTING = re.compile(
    r"\b(?:when|whenever|(?:every|each|the) (?:single )?(?:time|moment|minute)|as soon as)\s+"
    r"((?:I'm|I am|I)\s+(\w+)(?:\s+(?!and\b|but\b|so\b|then\b|you\b|u\b|it's\b|because\b|to you\b)[\w']+){0,5})",
    re.IGNORECASE,
)
"""What the writer does when it happens, up to where the next thing is told."""


def setting_in(said: str, table: Table) -> str:
    """Return what the writer does when it happens, as it can stand behind "when": "I open my mouth"; or ""."""
    forms: Forms = table["forms"]
    for found in _SETTING.finditer(spelled(said, table)):
        plain, verb = " ".join(found[1].split()), found[2].casefold()
        known = verb in (forms.doing if "'m" in found[1] or " am " in found[1] else forms.past)
        loose = one_of(table["acts"]["loose"])
        plain = re.sub(rf"(?:\s+(?:{loose}))+$", "", plain, flags=re.IGNORECASE)
        if known and len(plain.split()) > 1 and not is_charged(plain, table) and not re.search(r"\byou", plain):
            return plain
    return ""


def act_in(said: str, table: Table, *, is_mild: bool) -> Act | None:
    """Return what the other did from one clause, or None; `is_mild` lets a verb count that isn't known as an act."""
    plain = re.sub(r"[.!…,;?]+$", "", said).strip()
    if re.search(r"[\"“”:?;]", plain):
        return None
    asked = _WHY.match(plain)
    act = _asked(asked, table) if asked else _told(plain, table, is_mild=is_mild)
    act = act and _with_one_when(act._replace(said=_trimmed(act.said, table)))
    return act if act and _may_stand(act, table) else None


def _with_one_when(act: Act) -> Act:
    """Return an act so that it can stand behind "when": "you don't call when you're late" has one already."""
    if act.tense != "now":
        return act
    if found := re.match(r"^you (.+) when (you're \w+(?: \w+)?)$", act.said):
        return act._replace(said=f"{found[2]} and {found[1]}")
    if found := re.match(r"^(you .+) when (I \w+(?: \w+)*)$", act.said):
        return Act(f"when {found[2]}, {found[1]}", "told")
    return act


def is_bare(act: Act) -> bool:
    """Tell whether an act says too little to stand alone: "when you come in"."""
    return act.tense == "now" and len(act.said.split()) < LEAST_NOW


def more_of(act: Act, said: str, table: Table) -> Act:
    """Return an act with what the following clause tells of it: done without another "you", or "and I ..."."""
    forms: Forms = table["forms"]
    rest = re.sub(r"[.!…,;]+$", "", said)
    also = re.match(rf"^and\s+(?:(?:{OFTEN})\s+)*((?:I\s+)?(\S+).*)$", rest, re.IGNORECASE)
    if also is None or act.tense == "told" or " never " in rest.casefold():
        return act
    does_i, verb = re.match(r"I (\w+)", also[1]), also[2].casefold()
    if does_i:
        follows = act.tense == "now" and does_i[1] in forms.past and not re.search(r"\byou", also[1])
    else:
        follows = verb in (forms.base if act.tense == "past" else forms.past) or verb in ("hadn't", "didn't", "don't")
    longer = act._replace(said=_trimmed(f"{act.said} and {also[1]}", table, joined=True)) if follows else act
    return longer if len(longer.said) > len(act.said) and _may_stand(longer, table) else act


def _told(plain: str, table: Table, *, is_mild: bool) -> Act | None:
    """Return an act from a clause that isn't a question."""
    plain = re.sub(r"^(?:when|now|then|yet|now that) (?=you\b)", "", _HATE.sub("", plain), flags=re.IGNORECASE)
    if act := _done(plain, table, is_mild=is_mild):
        return act
    late = re.search(r"\b(?:and|but|that) (when (?:I|we|my) .+)$", plain)
    if time := _AT.match(re.sub(r"^(?:and|then|now)\s+", "", plain)) or (_AT.match(late[1]) if late else None):
        return _at_a_time(time, table, is_mild=is_mild)
    if hated := _HATE_DOING.match(plain):
        base = table["forms"].doing.get(hated[1].casefold())
        return Act(f"I {base} {hated[2]}", "now") if base else None
    return None


def _at_a_time(time: re.Match[str], table: Table, *, is_mild: bool) -> Act | None:
    """Return an act with the time before it, as a sentence."""
    act = _done(time.string[time.end() :], table, is_mild=is_mild)
    act = act and act._replace(said=_trimmed(act.said, table))
    whole = time[1].split()[-1] not in table["acts"]["needs_more"]
    return Act(f"{time[1]} {act.said}", "told", act.is_word_given) if act and whole and _may_stand(act, table) else None


def _asked(found: re.Match[str], table: Table) -> Act | None:
    """Return an act from "why do you ..." and its like."""
    forms: Forms = table["forms"]
    help_, never, verb, rest = found[1].casefold(), found[2], found[3].casefold(), found[4]
    if verb not in forms.past:
        return None
    did = help_.startswith("did")
    if never or "n't" in help_:
        return Act(f"you {'didn' if did else 'don'}'t {verb} {rest}", "past" if did else "now")
    return Act(f"you {forms.past[verb] if did else verb} {rest}", "past" if did else "now")


def _done(plain: str, table: Table, *, is_mild: bool) -> Act | None:
    """Return an act from a clause that begins with "you"."""
    if found := _IS.match(plain):
        is_past = found[1].casefold() == "you were"
        begins = "you were" if is_past else "you're"
        no = " not" if "never" in found[2].casefold() else ""
        return Act(f"{begins}{no} {found[3]}", "past" if is_past else "now")
    if found := _HAS.match(plain):
        return _has_done(found, table)
    found = _DOES.match(plain)
    return _does(found, table, is_mild=is_mild) if found else None


def _has_done(found: re.Match[str], table: Table) -> Act | None:
    forms: Forms = table["forms"]
    verb, between = found[3].casefold(), found[2].casefold().split()
    is_never = bool({"never", "not"} & set(between)) or "n't" in found[1]
    known = verb in forms.doing if "been" in between else verb in forms.base and verb != "got"
    begins = "you haven't" if is_never else found[1].casefold()
    been = " been" if "been" in between else ""
    return Act(f"{begins}{been} {verb} {found[4] or ''}", "told") if known else None


def _does(found: re.Match[str], table: Table, *, is_mild: bool) -> Act | None:
    forms: Forms = table["forms"]
    often, verb, rest = set(found[1].casefold().split()), found[2].casefold(), found[3] or ""
    first, _, behind = rest.partition(" ")
    if verb in ("don't", "didn't"):
        inner = re.sub(r"^(?:(?:just|even|really|ever|once)\s+)+", "", rest, flags=re.IGNORECASE)
        known = inner.split(" ")[0].casefold() in forms.past
        return Act(f"you {verb} {inner}", "past" if verb == "didn't" else "now") if known else None
    if verb in ("keep", "kept") and first.casefold() in forms.doing:
        base = forms.doing[first.casefold()]
        verb, rest = (base if verb == "keep" else forms.past[base]), behind
    if verb in forms.base or verb in forms.past:
        reported = verb in ("say", "tell") and re.match(r"(?:that )?(?:I|it's|it|is|we|he|she)\b", rest) is not None
        act = _known(verb, rest, forms, is_never="never" in often)
        return None if reported and not act.is_word_given else act
    usual = {"always", "constantly", "never"} & often
    return Act(f"you {verb} {rest}", "past") if is_mild and not usual and _was(verb) else None


def _was(verb: str) -> bool:
    return WAS.fullmatch(verb) is not None and not verb.endswith("eed")


def _known(verb: str, rest: str, forms: Forms, *, is_never: bool) -> Act:
    """Return an act whose verb is known."""
    is_past = verb in forms.base
    tense: Tense = "past" if is_past else "now"
    if is_never:
        return Act(f"you {'didn' if is_past else 'don'}'t {forms.base.get(verb, verb)} {rest}", tense)
    gives = verb in GIVES or (verb in SAYS and _WOULD.match(rest) is not None)
    return Act(f"you {verb} {rest}", "told" if gives else tense, is_word_given=gives)


def _trimmed(said: str, table: Table, *, joined: bool = False) -> str:
    """Return an act without what mocks or explains it, and without a loose end."""
    plain = " ".join(said.split())
    plain = re.sub(r"\bevery (?:single )?time (?=I\b)", "when ", plain)
    for verdict, plainly in table["acts"]["instead"].items():
        plain = re.sub(rf"\b{re.escape(verdict)}\b", plainly, plain)
    ends = one_of(table["acts"]["ends"])
    plain = re.sub(rf"\s+(?:{ends})(?![\w'])(?! minutes).*$", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r",\s+(?:you|I|we|he|she|it|they|so|why)\b(?! (?:when|while)).*$", "", plain)
    plain = plain if joined else re.sub(r" and I .*$", "", plain)
    plain = re.sub(r"\b(?:always|just|even|literally)\s+", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r",\s+(?:don't|do|didn't|did|aren't|are|isn't|won't) (?:you|it|we)$", "", plain, flags=re.IGNORECASE)
    plain = _WHILE.sub(" while ", plain)
    while len(plain.split()) >= OF_AN_ACT.stop and (cut := plain.rfind(" and ")) > 0:
        plain = plain[:cut]
    loose = one_of(table["acts"]["loose"])
    while (shorter := re.sub(rf"\s+(?:{loose})$", "", plain.rstrip(" ,-–—"), flags=re.IGNORECASE)) != plain:
        plain = shorter
    return plain


def _may_stand(act: Act, table: Table) -> bool:
    """Tell whether an act has no verdict in it and a length that can be heard."""
    plain, verbs, rules = f" {act.said.casefold().replace(',', ' ')} ", act.said.casefold().split(), table["acts"]
    known = any(verb in table["forms"].base or verb in table["forms"].past or "'" in verb for verb in verbs[1:2])
    known = known or plain.startswith((" you were ", " you're "))
    bars = [*rules["verdicts"], *(() if known or act.tense == "told" else rules["unsure"])]
    barred = any(f" {word} " in plain for word in bars) or is_charged(act.said, table)
    barred = barred or any(plain.endswith(f" {word} ") for word in rules["behind"])
    barred = barred or " ".join(verbs[2:3]) in rules["of_nothing"] or verbs[1:3] in (["do", "that"], ["did", "that"])
    forms: Forms = table["forms"]
    # "You let a woman of 71" was cut before what she was let do.
    barred = barred or (
        verbs[1:2] in (["let"], ["make"], ["made"]) and not any(verb in forms.past for verb in verbs[3:])
    )
    return len(verbs) in OF_AN_ACT and not barred and not re.search(r"[()/*\"]", act.said)
