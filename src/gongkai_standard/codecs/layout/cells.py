"""格中文字 — what a table prints for the value of a member.

A text is printed in the form from which the reader gets the value back, where there is one; where there is none, in
the form that tells most. Characters that some format does not hold, and white space that says nothing, are not
printed; the exact value is kept in the imprint.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from gongkai_standard import responsible_body, time_limit
from gongkai_standard.catalogue import Audience
from gongkai_standard.channel import Channel
from gongkai_standard.codecs.table.elements import split
from gongkai_standard.codecs.table.labels import word
from gongkai_standard.codecs.table.marks import TICK
from gongkai_standard.codelists import code_list
from gongkai_standard.item_list import SourceReference
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.remembering import remembered
from gongkai_standard.time_limit import TimeLimit

_BLANKS: Final = re.compile(r"[^\S\n]+")
_AROUND_BREAKS: Final = re.compile(r" ?\n[ \n]*")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What workbooks take for the number of a character."""
_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@remembered(65536)
def safe(text: str) -> str:
    """The text as every format of tables holds it: lines, single blanks, characters that can be printed."""
    if text.isprintable() and "  " not in text and "_x" not in text:
        return text.strip()
    kept = "".join(char for char in _LINE_ENDS.sub("\n", text) if char in "\n\t" or _printable(char))
    return _ESCAPE.sub("", _AROUND_BREAKS.sub("\n", _BLANKS.sub(" ", kept)).strip())


_NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def held(text: str) -> str:
    """The text with its blanks as they are, without what no format of tables holds."""
    return _ESCAPE.sub("", _NOT_XML.sub("", text))


def _printable(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn")


def width(text: str) -> int:
    """Width in characters of half width."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(char) in "WFA" for char in text)


@remembered(4096)
def label(codes: str, value: str) -> str:
    """The label of a code; other texts as they are."""
    code = code_list(codes).get(value)
    return code.zh if code else safe(value)


def _first_read(parse: Callable[[str], Any], value: Any, texts: Sequence[str]) -> str:
    """The first text that is read as this value; the first one when none is."""
    return next((text for text in texts if parse(text) == value), texts[0])


# ---------------------------------------------------------------- members of several values


def content(value: tuple[str, ...]) -> str:
    """Elements one to a line; numbered where the lines alone would be cut otherwise."""
    elements = [safe(element) for element in value]
    plain = "\n".join(elements)
    if split(plain) == value:
        return plain
    numbered = "\n".join(f"{number}.{element}" for number, element in enumerate(elements, start=1))
    return numbered if split(numbered) == value else plain


def citation(basis: LegalBasis) -> str:
    """The text of a citation; one without a text is put together from its parts."""
    if basis.text is not None:
        return safe(basis.text)
    title = f"《{basis.title}》" if basis.title else ""
    number = f"（{basis.number}）" if basis.number and title else basis.number or ""
    return safe(f"{title}{number}{basis.article or ''}")


def citations(value: tuple[LegalBasis, ...]) -> str:
    """Citations one to a line."""
    return "\n".join(map(citation, value))


def term(limit: TimeLimit) -> str:
    """The text of a term; one without a text is told by its parts."""
    if limit.text is not None:
        return safe(limit.text)
    applies = limit.applies_to or ""
    if limit.quantity is None or not limit.unit:
        return safe(f"{applies}{limit.date or (label('duration_kind', limit.kind) if limit.kind else '')}")
    start = label("trigger", limit.trigger) if limit.trigger in _STARTS else ""
    unit = code_list("unit").get(limit.unit)
    counted = next((name for name in unit.also if name.startswith("个")), unit.zh) if unit else limit.unit
    return safe(f"{applies}{start}{limit.quantity}{counted}{'前' if limit.before else '内'}")


_STARTS: Final = frozenset({"formed_or_changed", "made_or_obtained", "decided", "received"})


def terms(value: tuple[TimeLimit, ...]) -> str:
    """Terms one to a line."""
    texts = [term(limit) for limit in value]
    return _first_read(time_limit.parse, value, ("\n".join(texts), "；".join(texts)))


def bodies(value: tuple[str, ...]) -> str:
    """Names in one line; one to a line where a name holds what joins them."""
    texts = [safe(body) for body in value]
    return _first_read(responsible_body.parse, value, ("、".join(texts), "\n".join(texts)))


_FILLED: Final = frozenset({"required", "chosen"})
_DEMANDS: Final = frozenset({"required", "optional"})


def _named(one: Channel) -> str:
    if one.code == "other" and one.text:
        return f"{label('channel', one.code)}：{safe(one.text)}"
    return safe(one.text) if one.text is not None else label("channel", one.code or "")


LEGEND: Final = "（“■”表示必选项，“□”表示可选项）"
"""What stands beside the head of a column whose boxes tell what is required."""


def channels(value: tuple[Channel, ...], *, legend: bool = False) -> str:
    """A box and a name to a line. With the legend, what is only chosen has no box."""
    found = []
    for one in value:
        boxed = one.obligation in _DEMANDS if legend else True
        box = ("■" if one.obligation in (*_FILLED, None) else "□") if boxed else ""
        found.append(f"{box}{_named(one)}")
    return "\n".join(found)


def demands(value: tuple[Channel, ...]) -> bool:
    """Whether some channels are required or optional, which takes a legend to tell."""
    return any(one.obligation in _DEMANDS for one in value)


# ---------------------------------------------------------------- ticks and words


def ticks(value: tuple[str, ...], code: str) -> str:
    """A tick when the code is one of the values."""
    return TICK if code in value else ""


def audience_ticks(value: tuple[Audience, ...], code: str) -> str:
    """A tick for an audience, or in its place the group; a group without a code stands with the specific ones."""
    found = [one for one in value if (one.code or _GROUP) == code]
    groups = [safe(one.description or one.text or "") for one in found]
    return "、".join(filter(None, groups)) or (TICK if found else "")


_GROUP: Final = "specific_group"


def audience_words(value: tuple[Audience, ...]) -> str:
    """Audiences in words, a group in brackets beside its label."""
    return "、".join(map(_audience, value))


def _audience(one: Audience) -> str:
    name = label("audience", one.code) if one.code else ""
    group = safe(one.description or one.text or "")
    return f"{name}（{group}）" if name and group and name not in group else group or name


def words(codes: str) -> Callable[[tuple[str, ...]], str]:
    """The labels of codes, in one line."""
    return lambda value: "、".join(label(codes, one) for one in value)


def other(value: Any) -> str:
    """The text of an extra column; what is no text, as JSON."""
    return safe(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _source(part: str) -> Callable[[tuple[SourceReference, ...]], str]:
    """The same part of every source; one that all share is printed once, as the reader takes it."""

    def text(value: tuple[SourceReference, ...]) -> str:
        held = [getattr(source, part) for source in value]
        if part == "list":
            return "、".join(label("source_list", one) for one in held if one)
        shown = ["" if one is None else safe(str(one)) for one in held]
        return "\n".join(one for one, _ in groupby(shown) if one)

    return text


_YES: Final = {True: "是", False: "否"}

_SHOWN: Final[Mapping[str, Callable[[Any], str]]] = {
    "content": content,
    "basis": citations,
    "time_limits": terms,
    "responsible_body": bodies,
    "channels": channels,
    "audience": audience_words,
    "exemption.citation": citation,
    "sources.list": _source("list"),
    "sources.entry": _source("entry"),
    "sources.version": _source("version"),
}
_LISTS_OF_CODES: Final = frozenset({"mode", "levels"})


def shower(noun: type, member: str) -> Callable[[Any], str]:
    """How the values of a member are printed."""
    if member in _SHOWN:
        return _SHOWN[member]
    codes = word(noun, member).codes
    if codes and member in _LISTS_OF_CODES:
        return words(codes)
    if codes and member != "id":
        return lambda value: label(codes, value)
    return lambda value: _YES[value] if isinstance(value, bool) else safe(str(value))


def value_of(noun: type, member: str) -> Callable[[Any], Any]:
    """How the value of a column is taken from a row: `exemption.ground` of its exemption, `sources.list` of all."""
    owner, _, part = member.partition(".")
    if owner == "sources" or not part:
        return attrgetter(owner)

    def inner(row: Any) -> Any:
        held = getattr(row, owner)
        return None if held is None else getattr(held, part)

    return inner
