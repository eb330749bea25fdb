"""汇编 — all of one unit's documents under one edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from gongkai_standard.catalogue import Catalogue
from gongkai_standard.edition import Edition
from gongkai_standard.item_list import ItemList, SourceList
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.publisher import Publisher
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class Compendium:
    """Item lists, source lists and catalogues of one unit; what it holds besides stays in `unknown`."""

    kind: ClassVar[Literal["compendium"]] = "compendium"

    profile: str | None = field(default=None, metadata=term("规范文本", "profile"))
    publisher: Publisher | None = field(default=None, metadata=term("公开单位", "publisher"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    edition: Edition | None = field(default=None, metadata=term("版本", "edition"))
    complete: bool | None = field(default=None, metadata=term("成果完整", "complete"))
    """True declares that nothing is missing and turns the completeness rules on."""
    scope: tuple[str, ...] = field(default=(), metadata=term("试点范围", "scope", codes="domain"))
    item_lists: tuple[ItemList, ...] = field(default=(), metadata=term("事项清单", "item lists"))
    source_lists: tuple[SourceList, ...] = field(default=(), metadata=term("来源清单", "source lists"))
    catalogues: tuple[Catalogue, ...] = field(default=(), metadata=term("标准目录", "catalogues"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


Document = Catalogue | ItemList | SourceList | Compendium
"""What a file holds."""

KINDS: Mapping[str, type[Catalogue] | type[ItemList] | type[SourceList] | type[Compendium]] = {
    noun.kind: noun for noun in (Catalogue, ItemList, SourceList, Compendium)
}
"""The `kind` member of a document → its noun."""
