"""未识别的代码 — what a table has printed where a code belongs, when the words match no code of the list.

Readers then leave the member empty and keep the words under their heading in `extra`.
"""

from __future__ import annotations

from functools import cache

from gongkai_standard.catalogue import Entry
from gongkai_standard.folding import fold
from gongkai_standard.item_list import Item, SourceEntry
from gongkai_standard.terms import terms_of


@cache
def headings(noun: type) -> frozenset[str]:
    """The folded headings of all members of a noun."""
    return frozenset(heading for member in terms_of(noun) for heading in _headings(noun, member))


@cache
def _headings(noun: type, member: str) -> frozenset[str]:
    word = terms_of(noun)[member]
    return frozenset(map(fold, (word.zh, *word.also)))


def unmatched(subject: Entry | Item | SourceEntry, member: str) -> str | None:
    """The words in `extra` that stand for a coded member; None where there are none."""
    if not subject.extra:
        return None
    noun: type = type(subject)
    known = _headings(noun, member)
    return next((str(text) for heading, text in subject.extra.items() if fold(heading) in known), None)
