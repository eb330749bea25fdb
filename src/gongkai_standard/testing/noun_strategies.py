"""Hypothesis strategies for documents and their parts, made from the nouns themselves.

Everything drawn is valid by construction as the model sees it: any value that a reader can give back from JSON.
Coded members hold codes of their list most of the time and other texts at times; nothing is filtered. Bounds are
keywords.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from gongkai_standard.adjustment import Adjustment
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Item, ItemList, SourceList
from gongkai_standard.mapping import EMPTY
from gongkai_standard.publisher import Publisher
from gongkai_standard.shape import Form, Member, is_document, members
from gongkai_standard.terms import terms_of
from gongkai_standard.workflow import Workflow

Strategy = st.SearchStrategy[Any]

_PHRASES: Final = (
    "养老服务",
    "《中华人民共和国政府信息公开条例》(国务院令第492号)第十八条",
    "20个工作日内",
    "0012",
    "无",
    "/",
    "第一行\n第二行\r\n第三行",
    " 前后空白 ",
    "\u3000全角\u00a0空格",
    "𠮷野家",
    "㐀\U0002a6d6",
    "“引号”\"':#{}[]",
    ":冒号开头",
    'a":b',
    "yes",
    "null",
    "2018-06-01",
    "1e3",
    "-",
    "~",
    "\\u0041",
    "\u2028\u2029\x85\x7f\ufeff",
    "\ufffe",
    "标题:",
    "",
)
"""Texts that some format or reader is known to get wrong."""


def texts(*, max_size: int = 12) -> st.SearchStrategy[str]:
    """Texts as cells hold them, with line breaks, rare characters and what other formats read as something else."""
    return st.sampled_from(_PHRASES) | _any_text(max_size)


@cache
def _any_text(max_size: int) -> st.SearchStrategy[str]:
    """The table of characters is made at once, not while a first example is drawn and its time is taken."""
    made = st.text(st.characters(codec="utf-8"), max_size=max_size)
    made.validate()
    return made


def json_values(*, max_leaves: int = 4) -> Strategy:
    """Any JSON value that survives a round trip exactly."""
    scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts()
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=3),
        max_leaves=max_leaves,
    )


def publishers(*, unknown: bool = True) -> st.SearchStrategy[Publisher]:
    """Publishers; with `unknown`, some hold members that no noun declares."""
    return _noun(Publisher, unknown, 3)


def entries(*, unknown: bool = True, max_size: int = 3) -> st.SearchStrategy[Entry]:
    """Entries of a catalogue; `max_size` bounds every list in them."""
    return _noun(Entry, unknown, max_size)


def items(*, unknown: bool = True, max_size: int = 3) -> st.SearchStrategy[Item]:
    """Items of an item list; `max_size` bounds every list in them."""
    return _noun(Item, unknown, max_size)


def catalogues(*, unknown: bool = True, max_size: int = 3) -> st.SearchStrategy[Catalogue]:
    """Catalogues; `max_size` bounds every list in them, the entries among them."""
    return _noun(Catalogue, unknown, max_size)


def item_lists(*, unknown: bool = True, max_size: int = 3) -> st.SearchStrategy[ItemList]:
    """Item lists; `max_size` bounds every list in them, the items among them."""
    return _noun(ItemList, unknown, max_size)


def source_lists(*, unknown: bool = True, max_size: int = 3) -> st.SearchStrategy[SourceList]:
    """Power, responsibility and public-service lists."""
    return _noun(SourceList, unknown, max_size)


def workflows(*, unknown: bool = True, max_size: int = 3) -> st.SearchStrategy[Workflow]:
    """Workflows, whole or with gaps; `max_size` bounds every list in them, the steps among them."""
    return _noun(Workflow, unknown, max_size)


def guides(*, unknown: bool = True, max_size: int = 3) -> st.SearchStrategy[Guide]:
    """Guides of service items."""
    return _noun(Guide, unknown, max_size)


def compendia(*, unknown: bool = True, max_size: int = 2) -> st.SearchStrategy[Compendium]:
    """Compendia of the other kinds."""
    return _noun(Compendium, unknown, max_size)


def adjustments(*, unknown: bool = True, max_size: int = 2) -> st.SearchStrategy[Adjustment]:
    """Adjustments as anybody may write them: records, and differences of nothing in particular."""
    return _noun(Adjustment, unknown, max_size)


def documents(*, unknown: bool = True, max_size: int = 2) -> st.SearchStrategy[Document]:
    """Documents of every kind."""
    kinds = (catalogues, item_lists, source_lists, workflows, guides, compendia, adjustments)
    return st.one_of(*(kind(unknown=unknown, max_size=max_size) for kind in kinds))


def part(noun: Any, m: Member, *, unknown: bool = True, max_size: int = 2) -> Strategy:
    """What a noun may hold under one of its members."""
    return _member(noun, m, unknown, max_size)


@cache
def _noun(noun: Any, unknown: bool, max_size: int) -> Strategy:
    known = st.fixed_dictionaries(
        {}, optional={m.attribute: _member(noun, m, unknown, max_size) for m in members(noun)}
    )
    held = _unknown(noun) if unknown else st.just(EMPTY)

    def value(draw: Any) -> Any:
        values = draw(known)
        return noun(**values, unknown=_beside(draw(held), values))

    value.__name__ = noun.__name__  # Hypothesis shows it; with `flatmap` it would show, and warn of, all that is inside
    made: Strategy = st.composite(value)()
    return made


def _beside(rest: Any, values: dict[str, Any]) -> Any:
    """What `unknown` can hold next to the members that are there: one name never stands twice."""
    return {name: value for name, value in rest.items() if name not in values and f"{name}_" not in values} or EMPTY


def _unknown(noun: Any) -> Strategy:
    """Members that no noun declares, and declared ones in another shape than declared: a list of nulls never fits."""
    declared = {m.name for m in members(noun) if m.form is not Form.VALUES}
    declared |= {"gongkai"} if is_document(noun) else set()
    names = st.sampled_from(("x-local", "注", "unknown", "Id", "id ", ""))
    undeclared = st.dictionaries(names, json_values(), max_size=2)
    misfits = st.dictionaries(st.sampled_from(sorted(declared)), st.just([None]), max_size=1)
    return st.just(EMPTY) | undeclared | st.builds(lambda a, b: {**a, **b}, misfits, undeclared)


def _member(noun: Any, m: Member, unknown: bool, max_size: int) -> Strategy:
    term = terms_of(noun).get(m.attribute)
    codes = term.codes if term is not None else None
    match m.form:
        case Form.TEXT:
            return texts() if codes is None else st.sampled_from([c.code for c in code_list(codes)]) | texts()
        case Form.INTEGER:
            return st.integers(0, 400) | st.integers()
        case Form.BOOLEAN:
            return st.booleans()
        case Form.DATE:
            return st.dates(min_value=date(1949, 10, 1)) | st.dates()
        case Form.CHOICE:
            return st.sampled_from(sorted(m.choices))
        case Form.CHOICES:
            return _tuples(st.sampled_from(sorted(m.choices)), max_size)
        case Form.TEXTS:
            return _tuples(texts(), max_size)
        case Form.VALUES:
            return _tuples(texts() if not unknown else texts() | json_values(), max_size)
        case Form.MAPPING:
            values = texts() if not unknown else texts() | json_values()
            return st.dictionaries(texts(), values, max_size=2).map(lambda made: made or EMPTY)
        case Form.NOUN:
            return _noun(m.noun, unknown, max_size)
        case Form.NOUNS:
            return _tuples(_noun(m.noun, unknown, max_size), max_size)


def _tuples(elements: Strategy, max_size: int) -> Strategy:
    return st.lists(elements, max_size=max_size).map(tuple)
