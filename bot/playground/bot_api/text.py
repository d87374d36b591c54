"""Text with formatting: what is said, and which of it is bold, a link, a quote.

Offsets and lengths count UTF-16 code units, as everywhere in the Bot API. Links, mentions and hashtags in plain text
are not looked for; commands in what a person typed are.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

Entity = dict[str, Any]

_BLANK = " \t\r\n"
_FULL_LINK = re.compile(r"(?:https?|tg)://\S+\Z", re.IGNORECASE)
_BARE_LINK = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?\Z")
_COMMAND = re.compile(r"(?<!\S)/[a-zA-Z0-9_]{1,64}(?:@\w+)?(?![\w/])")
_TAGS = {
    "blockquote": ("<blockquote>", "</blockquote>"),
    "bold": ("<b>", "</b>"),
    "code": ("<code>", "</code>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
    "italic": ("<i>", "</i>"),
    "pre": ("<pre>", "</pre>"),
    "spoiler": ('<span class="tg-spoiler">', "</span>"),
    "strikethrough": ("<s>", "</s>"),
    "underline": ("<u>", "</u>"),
}


class BadEntitiesError(ValueError):
    """The formatting can't be read; the message says why and where, in Telegram's words."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """Plain text and what is to be seen of it in bold, as a link and so on; outer entities come before inner ones."""

    text: str = ""
    entities: Sequence[Entity] = ()


def utf16_len(text: str) -> int:
    """How long a text is for Telegram: an emoji counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_utf16(text: str, limit: int) -> list[str]:
    """Cut a text into pieces of at most `limit` code units, as an app does before it sends a long text."""
    pieces, start, size = [], 0, 0
    for at, width in enumerate(map(utf16_len, text)):
        if size + width > limit:
            pieces.append(text[start:at])
            start, size = at, 0
        size += width
    return [*pieces, text[start:]]


def find_commands(text: str) -> list[Entity]:
    """Find the commands in what a person typed."""
    return [
        {"type": "bot_command", "offset": utf16_len(text[: found.start()]), "length": utf16_len(found.group())}
        for found in _COMMAND.finditer(text)
    ]


def whole_link(url: str) -> str:
    """Complete a link as Telegram does; empty if it is none, and then only the text stays."""
    if _FULL_LINK.match(url):
        return url
    return f"http://{url}" if _BARE_LINK.match(url) else ""


def in_order(entities: list[Entity]) -> list[Entity]:
    """Sort entities as they are met in the text, the outer before the inner."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def checked(text: str, entities: Sequence[Mapping[str, Any]]) -> Formatted:
    """Take entities that came along with a text, if they lie within it and cut no character in two.

    Raises:
        BadEntitiesError: one of them doesn't.

    """
    units = text.encode("utf-16-le")
    for entity in entities:
        _check_bounds(units, entity["offset"], entity["length"])
    linked = [{**entity, "url": whole_link(entity["url"])} if "url" in entity else dict(entity) for entity in entities]
    return Formatted(text, in_order([entity for entity in linked if entity.get("url") != ""]))


def trimmed(formatted: Formatted) -> Formatted:
    """Drop the blank space around a text, as Telegram does; in front, only as far as the first entity."""
    blank = len(formatted.text) - len(formatted.text.lstrip(_BLANK))
    lead = min([blank, *(entity["offset"] for entity in formatted.entities)])
    text = formatted.text[lead:].rstrip(_BLANK)
    end = utf16_len(text)
    clipped = [_clipped(entity, entity["offset"] - lead, end) for entity in formatted.entities]
    return Formatted(text, [entity for entity in clipped if entity["length"] > 0])


def as_html(formatted: Formatted) -> str:
    """Write a formatted text as HTML that is safe to put into a page; line breaks stay line breaks."""
    units = formatted.text.encode("utf-16-le")
    spans = [(entity["offset"], entity["offset"] + entity["length"], _tags(entity)) for entity in formatted.entities]
    cuts = sorted({0, len(units) // 2, *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    pieces: list[str] = []
    still_open: list[tuple[int, str]] = []
    for start, end in pairwise([*cuts, cuts[-1]]):
        while still_open and still_open[-1][0] <= start:
            pieces.append(still_open.pop()[1])
        for _, closes_at, (opening, closing) in (span for span in spans if span[0] == start):
            pieces.append(opening)
            still_open.append((closes_at, closing))
        pieces.append(escape(units[2 * start : 2 * end].decode("utf-16-le"), quote=False))
    return "".join(pieces)


def _tags(entity: Entity) -> tuple[str, str]:
    """Give the opening and the closing tag; nothing for what Telegram only colours."""
    if entity["type"] == "text_link":
        return f'<a href="{escape(entity["url"])}" rel="noopener">', "</a>"
    return _TAGS.get(entity["type"], ("", ""))


def _check_bounds(units: bytes, offset: int, length: int) -> None:
    """Refuse an entity that leaves the text or cuts a character."""
    end, size = offset + length, len(units) // 2
    if offset < 0 or length < 0:
        raise BadEntitiesError(f"receive an entity with incorrect offset {offset} and length {length}")
    if end > size:
        raise BadEntitiesError(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {size}"
        )
    if _cuts_pair(units, offset) or _cuts_pair(units, end):
        raise BadEntitiesError(f"entity beginning at UTF-16 offset {offset} begins or ends in a middle of a symbol")


def _cuts_pair(units: bytes, offset: int) -> bool:
    """Whether the unit at `offset` is the second half of a character."""
    return b"\xdc" <= units[2 * offset + 1 : 2 * offset + 2] < b"\xe0"


def _clipped(entity: Entity, offset: int, end: int) -> Entity:
    """Move an entity to `offset` and cut it off at `end`."""
    return {**entity, "offset": offset, "length": min(offset + entity["length"], end) - offset}
