"""规范文本之间的差别 — what one text of the standard asks for and another does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import fields, frozen

from gongkai_standard.catalogue import Entry
from gongkai_standard.codelists import code_list
from gongkai_standard.item_list import Item
from gongkai_standard.profiles import profile
from gongkai_standard.rules.profile import Profile
from gongkai_standard.rules.registry import RULES
from gongkai_standard.terms import terms_of


@frozen
class Difference:
    """What only one of two texts has, in one respect."""

    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.only_first or self.only_second)


@frozen(kw_only=True)
class Comparison:
    """Two texts of the standard, side by side."""

    first: Profile
    second: Profile
    required: Difference
    """Elements of an entry that only one demands."""
    recommended: Difference
    item_required: Difference
    """Members of an item that only one demands."""
    rules: Difference
    """Ids of the rules that speak for one only."""
    domains: Difference
    """Domains that only one wants every unit to cover."""
    domain_codes: Difference
    """Domains that only the list of one has."""
    code_lists: Difference
    """Code lists that only one uses, as `named by the model=used in its place`."""
    headings: Difference
    """The words that only one has for a member, as `member=word`."""

    def tree(self) -> dict[str, Any]:
        """As plain dicts and lists; respects in which the two agree are left out."""
        differing = {f.name: getattr(self, f.name) for f in fields(Comparison) if f.name not in ("first", "second")}
        return {
            "first": self.first.name,
            "second": self.second.name,
            "differences": {
                name: {"only_first": list(found.only_first), "only_second": list(found.only_second)}
                for name, found in differing.items()
                if found
            },
        }


def compare(first: str, second: str) -> Comparison:
    """What differs between two texts of the standard. Raises UnknownNameError for a name that is none."""
    one, two = profile(first), profile(second)
    return Comparison(
        first=one,
        second=two,
        required=_apart(_elements(one.required), _elements(two.required)),
        recommended=_apart(one.recommended, two.recommended),
        item_required=_apart(_members(one.item_required), _members(two.item_required)),
        rules=_apart(rules_of(one), rules_of(two)),
        domains=_apart(one.domains, two.domains),
        domain_codes=_apart(_codes(one), _codes(two)),
        code_lists=_apart(_pairs(one.code_lists), _pairs(two.code_lists)),
        headings=_apart(_pairs(one.headings), _pairs(two.headings)),
    )


def rules_of(text: Profile) -> tuple[str, ...]:
    """Ids of the rules that speak for a text, in the order in which they are written."""
    return tuple(rule.id for rule in RULES.values() if text.has_in_force(rule.requirements))


_NAME: Final = "name"
"""Stands for the levels that name the item of an entry."""


def _elements(members: Iterable[str]) -> list[str]:
    return _ordered(members, (_NAME, *terms_of(Entry)))


def _members(members: Iterable[str]) -> list[str]:
    return _ordered(members, terms_of(Item))


def _ordered(members: Iterable[str], order: Iterable[str]) -> list[str]:
    wanted = set(members)
    return [member for member in order if member in wanted]


def _codes(text: Profile) -> list[str]:
    name = "domain"
    return [code.code for code in code_list(text.code_lists.get(name, name))]


def _pairs(mapping: Mapping[str, str]) -> list[str]:
    return [f"{key}={value}" for key, value in mapping.items()]


def _apart(one: Iterable[str], two: Iterable[str]) -> Difference:
    first, second = dict.fromkeys(one), dict.fromkeys(two)
    return Difference(tuple(v for v in first if v not in second), tuple(v for v in second if v not in first))
