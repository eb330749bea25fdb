"""代码 — the codes in a document that no rule of their own looks at, wherever a member takes them from a code list.

Which members those are follows from the model: every text whose term names a code list, but for the few that another
rule judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from attrs import frozen

from gongkai_standard.attestation import Review
from gongkai_standard.catalogue import Entry
from gongkai_standard.channel import Channel
from gongkai_standard.codelists import code_list
from gongkai_standard.item_list import Item
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.publisher import Publisher
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import is_placeholder
from gongkai_standard.shape import Form, members
from gongkai_standard.terms import terms_of

_JUDGED_ELSEWHERE: Final[Mapping[type, frozenset[str]]] = {
    Entry: frozenset({"domain", "disclosure", "stage", "extent"}),
    Item: frozenset({"domain", "power_type", "exemption"}),
    Channel: frozenset({"code"}),
    Publisher: frozenset({"division"}),
    Review: frozenset({"department"}),
    LegalBasis: frozenset({"kind"}),
}
"""Noun → members whose codes are for other rules, or, as the kind of a legal basis, say no more than the text does."""

_BY_NAME: Final = frozenset(
    {"consultation_method", "review_outcome", "exchange_activity", "evaluation_outcome", "document_kind"}
)
"""Lists whose labels are as good as their codes: what people write into records by hand."""


def code_of(name: str, text: str | None) -> str | None:
    """The code of a list that a text is, or is the label of; None for any other.

    >>> code_of("review_outcome", "rejected"), code_of("review_outcome", "退回"), code_of("review_outcome", "再议")
    ('rejected', 'rejected', None)
    """
    found = text and (code_list(name).get(text) or code_list(name).match(text))
    return found.code if found else None


def unknown_codes(index: Index) -> Iterator[tuple[str, str, str]]:
    """(place, code list, text) of every code that its list does not have."""
    known: dict[tuple[str, str], bool] = {}
    for at, name, text in _coded(index.document, ""):
        is_known = known.get((name, text))
        if is_known is None:
            is_known = known[name, text] = _is_known(name, text, index) or is_placeholder(text)
        if not is_known:
            yield at, name, text


def _is_known(name: str, text: str, index: Index) -> bool:
    if name == _DOMAIN:
        return (
            any(text in code_list(each) for each in _DOMAINS)
            or text in index.declared("domain")
            or text in index.domains  # one in use is for GK-ITM-003 or GK-SCP-005 to report
            or index.knows(name, text)
        )
    return index.knows(name, text) or (name in _BY_NAME and code_of(name, text) is not None)


_DOMAIN: Final = "domain"
_DOMAINS: Final = (_DOMAIN, "domain_2017", "domain_2019")
"""A unit may name a domain as any text of the standard has it."""


@frozen
class _Plan:
    """Where a noun holds codes: in members of its own, and in nouns inside it."""

    texts: tuple[tuple[str, str, str, bool], ...]
    """Name, attribute, code list, and whether there are several."""
    nouns: tuple[tuple[str, str, bool], ...]
    """Name, attribute, and whether there are several."""


@cache
def _plan(noun: type) -> _Plan:
    words, elsewhere = terms_of(noun), _JUDGED_ELSEWHERE.get(noun, frozenset())
    mine = [m for m in members(noun) if m.name not in elsewhere]
    return _Plan(
        texts=tuple(
            (m.name, m.attribute, codes, m.form is Form.TEXTS)
            for m in mine
            if m.form in (Form.TEXT, Form.TEXTS) and (codes := words[m.attribute].codes)
        ),
        nouns=tuple(
            (m.name, m.attribute, m.form is Form.NOUNS) for m in mine if m.noun is not None and _holds_codes(m.noun)
        ),
    )


def _holds_codes(noun: type) -> bool:
    plan = _plan(noun)
    return bool(plan.texts or plan.nouns)


def _coded(value: Any, at: str) -> Iterator[tuple[str, str, str]]:
    noun: type = type(value)
    plan = _plan(noun)
    for name, attribute, codes, many in plan.texts:
        held = getattr(value, attribute)
        if held and many:
            yield from ((f"{at}/{name}/{i}", codes, text) for i, text in enumerate(held) if text)
        elif held:
            yield f"{at}/{name}", codes, held
    for name, attribute, many in plan.nouns:
        held = getattr(value, attribute)
        if held and many:
            for i, inner in enumerate(held):
                yield from _coded(inner, f"{at}/{name}/{i}")
        elif held:
            yield from _coded(held, f"{at}/{name}")
