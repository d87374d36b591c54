"""Telegram's HTML: tags in, plain text and entities out.

What is refused, and the words of the refusal, follow Telegram's own parser; so does what is let pass: `&nbsp;` stays as
it stands, an empty tag leaves no entity.
"""

import re
from dataclasses import dataclass, field

from bot.playground.bot_api.text import BadEntitiesError, Entity, Formatted, in_order, utf16_len, whole_link

_KINDS = {
    "a": "text_link",
    "b": "bold",
    "blockquote": "blockquote",
    "code": "code",
    "del": "strikethrough",
    "em": "italic",
    "i": "italic",
    "ins": "underline",
    "pre": "pre",
    "s": "strikethrough",
    "span": "spoiler",
    "strike": "strikethrough",
    "strong": "bold",
    "tg-spoiler": "spoiler",
    "u": "underline",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LAST_CODE_POINT = 0x10FFFF

_REFERENCE = re.compile(r"&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z]+);?")
_PLAIN = re.compile(r"&?[^<&]*")
_NAME_END = re.compile(r"[\s>]")
_ATTRIBUTE = re.compile(
    r"""\s* ([^\s=>/"']+) (?: \s*=\s* ( "[^"]*(?:"|$) | '[^']*(?:'|$) | [a-zA-Z0-9.-]*(?=[\s>]|$) ) )?""", re.VERBOSE
)
_TAG_END = re.compile(r"\s*>")
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_html(html: str) -> Formatted:
    """Read Telegram's HTML.

    Raises:
        BadEntitiesError: an unknown, unclosed or crossed tag, with its place in bytes.

    """
    return _HtmlParser(html).parse()


def _character(reference: re.Match[str]) -> str:
    """Resolve a character reference; one that Telegram doesn't know stays as it is."""
    name = reference.group(1)
    if not name.startswith("#"):
        return _NAMED.get(name, reference.group())
    code = int(f"0{name[1:]}", 0) if name[1] == "x" else int(name[1:])
    return chr(code) if 0 < code < _LAST_CODE_POINT else reference.group()


@dataclass(slots=True)
class _Open:
    """A tag not closed yet: where it began in the text, and in the pieces of it."""

    tag: str
    attributes: dict[str, str]
    offset: int
    piece: int


@dataclass(slots=True)
class _HtmlParser:
    """Goes through the source once, left to right."""

    source: str
    at: int = 0
    units: int = 0
    pieces: list[str] = field(default_factory=list)
    nested: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def parse(self) -> Formatted:
        """Read everything."""
        while self.at < len(self.source):
            self._step()
        if self.nested:
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{self.nested[-1].tag}"')
        text = "".join(self.pieces)
        if _SURROGATE.search(text):
            raise _unreadable("Text contains invalid Unicode characters after decoding HTML entities")
        return Formatted(text, in_order([_without_language(entity) for entity in reversed(self.entities)]))

    def _step(self) -> None:
        """Read one tag, one character reference or a run of plain text."""
        if self.source.startswith("</", self.at):
            self._end_tag()
        elif self.source[self.at] == "<":
            self._start_tag()
        elif reference := _REFERENCE.match(self.source, self.at):
            self._emit(_character(reference), reference.end())
        elif plain := _PLAIN.match(self.source, self.at):
            self._emit(plain.group(), plain.end())

    def _emit(self, text: str, at: int) -> None:
        """Add to the text and go on at `at`."""
        self.pieces.append(text)
        self.units += utf16_len(text)
        self.at = at

    def _tag_name(self) -> str:
        """Read the name of the tag that begins here, up to a blank or its end."""
        name = _NAME_END.split(self.source[self.at :], maxsplit=1)[0]
        self.at += len(name)
        return name.removeprefix("<").removeprefix("/").lower()

    def _start_tag(self) -> None:
        """Read `<name attribute="value">`."""
        where, begin = self._place(self.at), self.at
        tag = self._tag_name()
        if self.at == len(self.source):
            raise _unreadable(f"Unclosed start tag {where}")
        if tag not in _KINDS:
            raise _unreadable(f'Unsupported start tag "{tag}" {where}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unreadable(f'Tag "span" must have class "tg-spoiler" {where}')
        self.nested.append(_Open(tag, attributes, self.units, len(self.pieces)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Read attributes up to and with the tag's `>`."""
        attributes: dict[str, str] = {}
        while not (end := _TAG_END.match(self.source, self.at)):
            attribute = _ATTRIBUTE.match(self.source, self.at)
            if attribute is None:
                raise self._bad_attribute(tag, begin)
            value = _unquoted(attribute.group(2) or "")
            attributes[attribute.group(1).lower()] = _REFERENCE.sub(_character, value)
            self.at = attribute.end()
        self.at = end.end()
        return attributes

    def _bad_attribute(self, tag: str, begin: int) -> BadEntitiesError:
        """Say what is wrong with what follows."""
        rest = self.source[self.at :].lstrip()
        if not rest:
            return _unreadable(f"Unclosed start tag {self._place(begin)}")
        if rest.startswith("="):
            return _unreadable(f"Unexpected end of name token {self._place(self.at + 1)}")
        return _unreadable(f'Empty attribute name in the tag "{tag}" {self._place(begin)}')

    def _end_tag(self) -> None:
        """Read `</name>`; `</>` closes whatever is open."""
        where = self._place(self.at)
        if not self.nested:
            raise _unreadable(f"Unexpected end tag {where}")
        found = self._tag_name()
        end = _TAG_END.match(self.source, self.at)
        if end is None:
            raise _unreadable(f"Unclosed end tag {where}")
        self.at = end.end()
        tag = self.nested[-1].tag
        if found and found != tag:
            raise _unreadable(f'Unmatched end tag {where}, expected "</{tag}>", found "</{found}>"')
        self._close(self.nested.pop())

    def _close(self, opened: _Open) -> None:
        """Note the entity that ends here, if there is anything in it."""
        length = self.units - opened.offset
        entity = {"type": _KINDS[opened.tag], "offset": opened.offset, "length": length, **self._details(opened)}
        if length == 0 or entity.get("url") == "":
            return
        if opened.tag == "pre" and self.entities and _same_span(self.entities[-1], entity):
            entity["language"] = self.entities.pop()["language"]
        self.entities.append(entity)

    def _details(self, opened: _Open) -> Entity:
        """Tell what the tag's attributes add to its entity."""
        language = opened.attributes.get("class", "")
        if opened.tag == "a":
            return {"url": whole_link(opened.attributes.get("href") or "".join(self.pieces[opened.piece :]))}
        if opened.tag == "code" and language.startswith("language-"):
            return {"language": language.removeprefix("language-")}
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            return {"type": "expandable_blockquote"}
        return {}

    def _place(self, at: int) -> str:
        """Name a place in the source, in Telegram's words."""
        return f"at byte offset {len(self.source[:at].encode(errors='surrogatepass'))}"


def _unquoted(value: str) -> str:
    """Take the quotes off an attribute's value."""
    return value[1:-1] if value[:1] in {'"', "'"} else value


def _unreadable(why: str) -> BadEntitiesError:
    return BadEntitiesError(f"can't parse entities: {why}")


def _same_span(code: Entity, pre: Entity) -> bool:
    """Whether a block holds nothing but code of a named language."""
    return "language" in code and (code["offset"], code["length"]) == (pre["offset"], pre["length"])


def _without_language(entity: Entity) -> Entity:
    """Only a block has a language, not code within a line."""
    return {key: value for key, value in entity.items() if key != "language" or entity["type"] == "pre"}
