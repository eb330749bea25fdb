"""事项清单的规则 — what one item list shows by itself. Source: notice 一(二)3 and 4, 一(三), 三(一).

The names of items: `item_name.py`; the lists that they come from: `source_list.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from gongkai_standard.catalogue import Entry
from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from gongkai_standard.item_list import Exemption, Item, ItemList
from gongkai_standard.law import cited_edition
from gongkai_standard.location import pointer
from gongkai_standard.publisher import is_credit_code
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index, has_entries, has_items, label
from gongkai_standard.rules.metadata import missing_metadata
from gongkai_standard.rules.placeholder import is_blank, is_placeholder
from gongkai_standard.rules.unmatched import headings, unmatched
from gongkai_standard.terms import terms_of


@rule("GK-ITM-001", about=ItemList, requirements=("R-018",), severity=Severity.WARNING, applies=has_items)
def category_without_scope_note(items: ItemList, index: Index) -> Iterator[Fault]:
    """A level-one category of the list, or the whole list, does not say what belongs to it (范围说明).

    A note on the list stands for all of it, a note on an item for the item's category. Where most categories of a
    list, or most lists, have a note of their own, the ones without are told. What is left out or cancelled needs none.

    Why: what is inside and what outside has to be settled before anything can be called complete.

    Instead: say in a sentence what the category covers, and what it does not.
    """
    if not items.items:
        return
    first: dict[str | None, int] = {}
    for i, item in enumerate(items.items):
        if item.exemption is None and not item.has_ended:
            first.setdefault(item.level_one, i)
    noted = {item.level_one for item in items.items if not is_blank(item.scope_note)}
    is_noted = not is_blank(items.scope_note)
    if not is_noted and (not noted or _most_lists_are_noted(index)):
        yield Fault("scope_note", {}, "nowhere")
    elif not is_noted or len(noted) * 2 > len(first):
        for category, i in first.items():
            if category not in noted:
                yield Fault(f"items/{i}/scope_note", {"category": category or label(items.items[i])})


def _most_lists_are_noted(index: Index) -> bool:
    noted = sum(not is_blank(items.scope_note) for _at, items in index.item_lists)
    return noted * 2 > len(index.item_lists)


@rule(
    "GK-ITM-002",
    about=object,
    requirements=("R-025",),
    severity=Severity.INFO,
    needs=(needs.ITEM_LIST,),
    applies=has_items,
)
def list_without_relevance(_: object, index: Index) -> Iterator[Fault]:
    """No item of any list says how close it is to people's daily life (与群众生活密切程度).

    Why: that closeness is the yardstick by which items are gathered.

    Instead: rate each item high, medium or low.
    """
    if index.items and all(item.relevance is None for _at, item in index.items):
        (at, _list), *others = index.item_lists
        yield Fault("item_lists" if others else f"{at}/items")


def _has_any(index: Index) -> bool:
    return has_items(index) or has_entries(index)


@rule("GK-ITM-003", about=object, requirements=("R-032",), severity=Severity.ERROR, applies=_has_any)
def broken_classification(_: object, index: Index) -> Iterator[Fault]:
    """A domain is in no code list, a level three stands under no level two, or an item's level two under no level one.

    A catalogue may print one level only; of an entry a missing level one is no gap.

    Why: items are found, counted and compared by domain and level; a code that nobody knows, or a level
    that hangs in the air, drops the item out of every view.

    Instead: use a code of the list `domain`, or a local one with its prefix; name the level that is missing.
    """
    known = index.codes("domain").union(*map(_codes, _DOMAINS), index.declared("domain"))
    of_a_list = code_list("domain").is_extension
    for at, one in (*index.items, *index.entries):
        if one.domain and one.domain not in known and not of_a_list(one.domain):
            yield Fault(f"{at}/domain", {"item": label(one), "code": one.domain})
        if one.level_three and is_blank(one.level_two):
            yield Fault(f"{at}/level_two", {"item": label(one), "code": one.level_three}, "level_gap")
        elif one.level_two and is_blank(one.level_one) and isinstance(one, Item) and not is_blank(one.level_two):
            yield Fault(f"{at}/level_one", {"item": label(one), "code": one.level_two}, "no_level_one")


_DOMAINS: Final = ("domain", "domain_2017", "domain_2019")


def _codes(name: str) -> frozenset[str]:
    return frozenset(code.code for code in code_list(name))


@rule("GK-ITM-007", about=object, requirements=("R-048",), severity=Severity.ERROR, applies=_has_any)
def id_missing_or_repeated(_: object, index: Index) -> Iterator[Fault]:
    """An item or entry has no id, or one that another has already.

    Why: one row is one item, and everything else (entries, publications, adjustments) points to it by its
    id; an id that is missing or shared points nowhere.

    Instead: give each an id of its own; keep it for good and never use it again.
    """
    for each in (index.items, index.entries):
        seen: set[str] = set()
        for at, one in each:
            id = one.id  # noqa: A001 - the member's own name
            if not id or id in seen or id.isspace():
                params = {"item": label(one)}
                yield Fault(f"{at}/id", {**params, "id": id}, "repeated") if id in seen else Fault(f"{at}/id", params)
            else:
                seen.add(id)


@rule("GK-ITM-008", about=Item, requirements=("R-049",), severity=Severity.WARNING)
def item_not_classified(item: Item, index: Index) -> Iterator[Fault]:
    """An item is classified only to its domain or to level one.

    Why: items are to be broken down one by one; one level leaves hundreds of items in one heap.

    Instead: give the item a level two.
    """
    if is_blank(item.level_two) and not item.level_three:
        yield Fault("level_two")


@rule("GK-ITM-009", about=Item, requirements=("R-050",), severity=Severity.ERROR)
def item_without_name(item: Item, index: Index) -> Iterator[Fault]:
    """An item has no name (事项名称), or only a placeholder.

    Why: without a name nobody knows what is to be disclosed.

    Instead: write the item's name.
    """
    if item.name is None or is_blank(item.name):
        yield Fault("name")
    elif is_placeholder(item.name):
        yield Fault("name", {"text": item.name}, "placeholder")


@rule("GK-ITM-010", about=Item, requirements=("R-051",), severity=Severity.ERROR)
def item_without_power_type(item: Item, index: Index) -> Iterator[Fault]:
    """An item has no power type (权力类型), or one that is in no code list.

    Why: the power type decides which stages the catalogue must show.

    Instead: use one of the code list: 行政许可, 行政处罚 … 公共服务.
    """
    if is_blank(item.power_type):
        text = unmatched(item, "power_type")
        yield Fault("power_type", {"value": text}, "unknown") if text else Fault("power_type")
    elif item.power_type and not index.knows("power_type", item.power_type):
        yield Fault("power_type", {"value": item.power_type}, "unknown")


@rule(
    "GK-ITM-011",
    about=object,
    requirements=("R-052",),
    severity=Severity.ERROR,
    needs=(needs.ITEM_LIST,),
    applies=has_items,
)
def department_missing_or_unidentified(_: object, index: Index) -> Iterator[Fault]:
    """An item has no responsible department, or the department's identifier is missing or wrong.

    A department without an identifier is reported once, at the first item that names it.

    Why: someone has to answer for the item, and names change with each reform; the credit code does not.

    Instead: name the department, and give its unified social credit code as printed on its certificate.
    """
    told: set[str] = set()
    for at, item in index.items:
        params: dict[str, Any] = {"item": label(item)}
        department = item.responsible_department
        if department is None or is_blank(department) or is_placeholder(department):
            yield Fault(f"{at}/responsible_department", params)
        elif item.department_code is None:
            if fold(department) not in told:
                told.add(fold(department))
                params["department"] = department
                yield Fault(f"{at}/department_code", params, "no_identifier", Severity.WARNING)
        elif not is_credit_code(item.department_code):
            yield Fault(f"{at}/department_code", {**params, "value": item.department_code}, "bad_identifier")


@rule(
    "GK-ITM-012",
    about=object,
    requirements=("R-053",),
    severity=Severity.INFO,
    needs=(needs.ITEM_LIST,),
    applies=_has_any,
)
def undeclared_field(_: object, index: Index) -> Iterator[Fault]:
    """A field that the model does not know is in use and not declared as an extension.

    Each field is reported once, where it first stands. Entries count only in a compendium, which alone can
    declare extensions.

    Why: local fields are welcome, but others can only read them when someone says what they are.

    Instead: declare the heading among the compendium's `extensions`, with kind `field` and a reason.
    """
    told = set(map(fold, index.declared("field")))
    for at, one in (*index.items, *(index.entries if index.is_compendium else ())):
        if one.extra or one.unknown:
            for place, name in _strange(one):
                if fold(name) not in told:
                    told.add(fold(name))
                    yield Fault(at + pointer(place), {"field": name})


def _strange(one: Item | Entry) -> Iterator[tuple[tuple[str, ...], str]]:
    """(place, name) of each column and member that the model has no word for."""
    noun: type = type(one)
    own = headings(noun)
    yield from ((("extra", name), name) for name in one.extra if fold(name) not in own)
    yield from (((name,), name) for name in one.unknown if name not in terms_of(noun))


@rule("GK-ITM-013", about=ItemList, requirements=("R-054",), severity=Severity.ERROR)
def list_metadata_incomplete(items: ItemList, index: Index) -> Iterator[Fault]:
    """The item list lacks its title, publisher, date or version.

    Why: a list that does not say whose it is, from when and in which version cannot be cited or followed up.

    Instead: add what is missing; inside a compendium, publisher and edition may stand there once.
    """
    yield from missing_metadata(items, index)


def _exempt(index: Index) -> bool:
    return any(item.exemption for _at, item in index.items)


@rule(
    "GK-ITM-014",
    about=object,
    requirements=("R-055",),
    severity=Severity.ERROR,
    needs=(needs.ITEM_LIST,),
    met_needs=(needs.DATE,),
    applies=_exempt,
)
def exempted_without_grounds(_: object, index: Index) -> Iterator[Fault]:
    """An item is left out of disclosure without the ground or the citation for it, or on a text not in force.

    An item that has entries all the same is partly open; its entries have to show the ground.

    Why: an item stays out only where a law or policy expressly says so.

    Instead: give the code of the ground and cite the law or policy, with its article.
    """
    for at, item in index.items:
        exemption = item.exemption
        if exemption is None or not is_left_out(item, index):
            continue
        params: dict[str, Any] = {"item": label(item)}
        at += "/exemption"
        if is_blank(exemption.ground):
            yield Fault(f"{at}/ground", params)
        elif exemption.ground and not _is_ground(exemption.ground, index):
            yield Fault(f"{at}/ground", {**params, "ground": exemption.ground}, "unknown_ground")
        if not _is_cited(exemption):
            yield Fault(f"{at}/citation", params, "no_citation")
        elif index.as_of and (place := _out_of_force(exemption, index.as_of)):
            params |= {"date": index.as_of.isoformat()}
            yield Fault(f"{at}/{place}", params, "not_in_force", Severity.WARNING)


def is_left_out(item: Item, index: Index) -> bool:
    """Whether an exempt item has no entries, so that its exemption stands for all of it and is judged here."""
    return "GK-ITM-014" in index.in_force and not (item.id and item.id in index.disclosed)


def _is_ground(ground: str, index: Index) -> bool:
    """Whether the list has the ground, on whatever date, or it is a local extension."""
    return ground in code_list("exemption") or index.knows("exemption", ground)


def _is_cited(exemption: Exemption) -> bool:
    citation = exemption.citation
    texts = (citation.text, citation.title, citation.number) if citation else ()
    return any(text and not is_blank(text) and not is_placeholder(text) for text in texts)


def _out_of_force(exemption: Exemption, on: date) -> str | None:
    """The member of an exemption that rests on a text not in force on the day; None where none is known to."""
    ground = code_list("exemption").get(exemption.ground) if exemption.ground else None
    if ground is not None and not ground.in_force(on):
        return "ground"
    edition = exemption.citation and cited_edition(exemption.citation)
    if edition and not edition.in_force(on):
        return "citation"
    return None
