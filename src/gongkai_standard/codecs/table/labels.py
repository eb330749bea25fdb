"""表头用语 — what the printed label of a column means.

Labels are those of the model (`terms_of`) and of its code lists; nothing is typed here but the two
words that no noun has: the running number and the item as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from attrs import frozen

from gongkai_standard.catalogue import Audience, Entry
from gongkai_standard.codecs.table.levels import levels_in
from gongkai_standard.codecs.table.vocabulary import Vocabulary
from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from gongkai_standard.item_list import Exemption, Item, SourceEntry, SourceReference
from gongkai_standard.remembering import remembered
from gongkai_standard.terms import Term, terms_of

NOUNS: Final = (Entry, Item, SourceEntry)
"""The nouns that the rows of a table can be."""

NUMBER: Final = "number"
ITEM: Final = "item"
LEVEL_NAMES: Final = ("level_one", "level_two", "level_three")

_WORDS: Final[Mapping[str, Term]] = {
    NUMBER: Term("序号", "number", also=("编号", "顺序号", "序", "号", "No.", "No", "№")),
    ITEM: Term("公开事项", "item", also=("公开目录", "公开项目", "公开事项目录")),
}
"""The words of a table that are no member of a noun."""

NESTED: Final[Mapping[type, Mapping[str, type]]] = {
    Entry: {"audience": Audience, "exemption": Exemption},
    Item: {"sources": SourceReference, "exemption": Exemption},
    SourceEntry: {},
}
"""Members that are nouns themselves and whose members have columns of their own."""

_NO_COLUMN: Final = frozenset({"audience.code", "audience.text", "extra"})

_LEGEND: Final = re.compile(r"[“\"'‘]?[■●□○〇◯√☑口][”\"'’]?\s*(?:表示|为|代表)|在标注|至少选择|请[勾选填写]|注[:：]")


@frozen
class Meaning:
    """What a column holds."""

    member: str
    """`level_one`, `basis`, `exemption.ground` …, or `NUMBER` or `ITEM`."""
    codes: tuple[str, ...] = ()
    """For a column of ticks, the codes that a tick stands for."""


@cache
def vocabulary(noun: type) -> Vocabulary[Meaning]:
    """The headings of a table of that noun."""
    return Vocabulary(_labels(noun))


def _labels(noun: type) -> Iterator[tuple[str, Meaning]]:
    nested = NESTED[noun]
    for member, word in terms_of(noun).items():
        yield from _spellings(member, word)
    for member, part in nested.items():
        for name, word in terms_of(part).items():
            yield from _spellings(f"{member}.{name}", word)
    if noun is Entry:
        yield from _spellings(ITEM, terms_of(Item)["name"])
    for member, word in _WORDS.items():
        yield from _spellings(member, word)


def _spellings(member: str, word: Term) -> Iterator[tuple[str, Meaning]]:
    if member not in _NO_COLUMN:
        for label in (word.zh, *word.also):
            yield label, Meaning(member)


@cache
def _codes(list_name: str) -> Vocabulary[str]:
    return Vocabulary(
        ((label, code.code) for code in code_list(list_name) for label in (code.zh, *code.also)),
        beginning=2,
        left=3,
    )


@remembered(4096)
def code_of(list_name: str, text: str) -> str | None:
    """The code that a label of the list means, although it may be cut."""
    return _codes(list_name).find(fold(text))


@cache
def list_of(noun: type, member: str) -> str | None:
    """The code list of a member, if its values are codes."""
    owner, _, name = member.partition(".")
    if name:
        noun = NESTED[noun][owner]
    term = terms_of(noun).get(name or owner)
    return term.codes if term else None


_FREE_SUBHEADS: Final = ("audience", "mode", "levels")
"""Members whose codes are unmistakable as column heads, even without the head above them."""


@remembered(2048)
def _subhead(member: str, text: str, noun: type) -> Meaning | None:
    """A column of ticks: one code of the member above it."""
    if member == "levels":
        levels = levels_in(text)
        return Meaning(member, levels) if levels else None
    list_name = list_of(noun, member)
    code = code_of(list_name, text) if list_name else None
    return Meaning(member, (code,)) if code else None


@remembered(2048)
def _bare(text: str) -> tuple[str, str]:
    """A printed label, folded, and the legend glued to it."""
    folded = fold(text)
    bracket = folded.find("(")
    legend = _LEGEND.search(folded)
    ends = [at for at in (bracket, legend.start() if legend else -1) if at > 1]
    return (folded[: min(ends)], folded[min(ends) :]) if ends else (folded, "")


@remembered(4096)
def label_of(text: str, noun: type) -> tuple[Meaning | None, str, bool]:
    """Meaning, legend, and whether the label is cut."""
    words = vocabulary(noun)
    whole = words.exact(fold(text))
    if whole:
        return whole, "", False
    bare, legend = _bare(text)
    bare = bare.strip("*:： ")
    meaning = words.exact(bare)
    return (meaning, legend, False) if meaning else (words.find(bare), legend, True)


def options_of(text: str, noun: type) -> tuple[Meaning, ...]:
    """All that a cut label may mean: 公开体 is what is left of 公开主体 or of 公开载体."""
    return vocabulary(noun).options(_bare(text)[0])


@remembered(4096)
def free_subhead(text: str, noun: type) -> Meaning | None:
    if noun is not Entry:
        return None
    bare, _ = _bare(text)
    for member in _FREE_SUBHEADS:
        list_name = list_of(noun, member)
        code = code_of(list_name, bare) if list_name else None
        if code:
            return _subhead(member, bare, noun)
    if bare.endswith("级") and len(bare) < 9:
        return _subhead("levels", bare, noun)
    return _glued(bare, noun)


_JOINTS: Final = "-—–_>:/|·.、,"
"""What stands between a head and its sub-head that were made one label: 公开对象-全社会."""


def _glued(text: str, noun: type) -> Meaning | None:
    """A head and its sub-head in one label, as exports with a single header row print them: 公开对象全社会."""
    for at in range(len(text) - 1, 1, -1):
        head = vocabulary(noun).exact(text[:at].rstrip(_JOINTS))
        if head is None or not is_group(head, noun):
            continue
        sub = text[at:].lstrip(_JOINTS)
        below = vocabulary(noun).exact(sub) if head.member == ITEM else _subhead(head.member, sub, noun)
        if below and (head.member != ITEM or below.member in LEVEL_NAMES):
            return below
    return None


def in_brackets(meaning: Meaning, legend: str, noun: type) -> Meaning | None:
    """The code that stands in brackets behind the head of a group: 公开对象(全社会)."""
    found = re.fullmatch(r"\(([^()]+)\)", legend)
    return below_head(meaning, found[1], noun) if found and not meaning.codes else None


@remembered(2048)
def resolve(path: tuple[str, ...], noun: type) -> tuple[Meaning | None, str, bool]:
    """What the texts of one column head mean together."""
    joined = "".join(path)
    meaning, legend, cut = label_of(joined, noun)
    if meaning and not cut:
        return meaning, legend, False
    if len(path) == 1:
        return (meaning, legend, cut) if meaning else (free_subhead(joined, noun), _bare(joined)[1], False)
    for cut_at in range(len(path) - 1, 0, -1):
        parent, parent_legend, parent_cut = label_of("".join(path[:cut_at]), noun)
        sub = "".join(path[cut_at:])
        below = below_head(parent, sub, noun)
        if below:
            return below, parent_legend or _bare(sub)[1], parent_cut
        lower, lower_legend, lower_cut = label_of(sub, noun)
        if lower and not (parent and lower_cut):
            return lower, lower_legend, lower_cut
        if parent and (parent.member == ITEM or not is_group(parent, noun)):
            return parent, parent_legend or (fold(sub) if fold(sub).startswith("(") else ""), parent_cut
        if parent:
            return None, parent_legend, False
    return meaning or free_subhead(path[-1], noun), legend, cut


def below_head(parent: Meaning | None, sub: str, noun: type) -> Meaning | None:
    """The code that a sub-head names under its head; a legend may be glued to it: 特定群体(请写明)."""
    if parent is None or not is_group(parent, noun) or parent.member == ITEM:
        return None
    bare, _ = _bare(sub)
    return _subhead(parent.member, bare, noun) or _remnant(parent.member, bare, noun)


_LONGEST_REMNANT: Final = 2


@remembered(2048)
def _remnant(member: str, text: str, noun: type) -> Meaning | None:
    """The one code whose label holds what is left of a sub-head: 动, of 主动; its own label before other names."""
    if member not in _FREE_SUBHEADS or not 0 < len(text) <= _LONGEST_REMNANT:
        return None
    codes = code_list(list_of(noun, member) or "")
    found = {code.code for code in codes if _left_of(fold(code.zh), text)} or {
        code.code for code in codes if any(_left_of(fold(label), text) for label in code.also)
    }
    return Meaning(member, (found.pop(),)) if len(found) == 1 else None


def _left_of(label: str, text: str) -> bool:
    """Whether the label becomes the text when characters of it are lost."""
    rest = iter(label)
    return all(character in rest for character in text)


def word(noun: type, member: str) -> Term:
    """The standard's own word for what a column holds."""
    owner, _, name = member.partition(".")
    if name:
        return terms_of(NESTED[noun][owner])[name]
    return _WORDS.get(member) or terms_of(noun)[member]


def is_group(meaning: Meaning, noun: type) -> bool:
    """Whether a head may stand over several columns."""
    return meaning.member == ITEM or list_of(noun, meaning.member) is not None
