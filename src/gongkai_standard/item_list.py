"""事项清单 — what must be disclosed, and the source lists that it comes from. Source: notice 三(一)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final, Literal

from attrs import field, frozen

from gongkai_standard.edition import Edition
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.publisher import Publisher
from gongkai_standard.terms import term

SourceListKind = Literal["power_list", "responsibility_list", "public_service_list"]
OwnerLevel = Literal["county_department", "township", "subdistrict"]
Relevance = Literal["high", "medium", "low"]


@frozen(kw_only=True, weakref_slot=False)
class SourceReference:
    """来源 — which entry of which source list an item comes from."""

    list: SourceListKind | None = field(
        default=None, metadata=term("来源清单", "source list", also=("清单名称", "清单类型"), codes="source_list")
    )
    entry: str | None = field(
        default=None,
        metadata=term("清单编号", "source entry", also=("清单事项编号", "权责清单编号", "权力编码", "职权编码")),
    )
    version: date | None = field(default=None, metadata=term("清单版本", "source version", also=("清单版本日期",)))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Exemption:
    """不予公开依据 — the only way out of the list. Source: notice 三(一) 除法律、政策明确规定不予公开的事项外."""

    ground: str | None = field(
        default=None, metadata=term("不予公开理由", "ground", also=("不予公开情形",), codes="exemption")
    )
    citation: LegalBasis | None = field(
        default=None, metadata=term("不予公开依据", "citation", also=("不公开依据", "豁免依据"))
    )
    review_due: date | None = field(default=None, metadata=term("复审日期", "review due", also=("重新审查日期",)))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Item:
    """公开事项 — one row of the item list."""

    id: str | None = field(default=None, metadata=term("事项编号", "item id", also=("事项编码", "编号")))
    name: str | None = field(
        default=None, metadata=term("事项名称", "item name", also=("政务公开事项", "公开事项名称", "事项"))
    )
    domain: str | None = field(
        default=None,
        metadata=term("领域", "domain", also=("试点领域", "相应领域", "所属领域", "公开领域"), codes="domain"),
    )
    level_one: str | None = field(
        default=None, metadata=term("一级分类", "level one", also=("一级事项", "一级目录", "事项类别"))
    )
    level_two: str | None = field(default=None, metadata=term("二级分类", "level two", also=("二级事项", "二级目录")))
    level_three: str | None = field(
        default=None, metadata=term("三级分类", "level three", also=("三级事项", "三级目录"))
    )
    power_type: str | None = field(
        default=None,
        metadata=term(
            "权力类型", "power type", also=("职权类型", "权力类别", "职权类别", "事项类型"), codes="power_type"
        ),
    )
    responsible_department: str | None = field(
        default=None, metadata=term("责任部门", "responsible department", also=("责任单位", "实施部门", "实施主体"))
    )
    department_code: str | None = field(
        default=None, metadata=term("部门代码", "department credit code", also=("责任部门代码", "部门统一社会信用代码"))
    )
    sources: tuple[SourceReference, ...] = field(default=(), metadata=term("来源", "sources", also=("事项来源",)))
    service_item_code: str | None = field(
        default=None,
        metadata=term("政务服务事项编码", "service item code", also=("服务事项编码", "实施编码", "基本编码")),
    )
    relevance: Relevance | None = field(
        default=None, metadata=term("与群众生活密切程度", "relevance", also=("密切程度",), codes="relevance")
    )
    scope_note: str | None = field(default=None, metadata=term("范围说明", "scope note"))
    major_decision: bool | None = field(
        default=None, metadata=term("重大行政决策", "major decision", also=("重大决策",))
    )
    exemption: Exemption | None = field(default=None, metadata=term("不予公开", "exemption"))
    status: str | None = field(default=None, metadata=term("事项状态", "status", codes="item_status"))
    extra: Mapping[str, Any] = field(default=EMPTY, eq=comparable)
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)

    @property
    def has_ended(self) -> bool:
        """Whether it is cancelled, or others stand in its place: it is kept for its history, and owes nothing more."""
        return self.status in _ENDED


@frozen(kw_only=True, weakref_slot=False)
class ItemList:
    """事项清单 — the items of one unit in one edition."""

    kind: ClassVar[Literal["item_list"]] = "item_list"

    profile: str | None = field(default=None, metadata=term("规范文本", "profile"))
    publisher: Publisher | None = field(default=None, metadata=term("公开单位", "publisher"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    edition: Edition | None = field(default=None, metadata=term("版本", "edition"))
    scope_note: str | None = field(default=None, metadata=term("范围说明", "scope note"))
    items: tuple[Item, ...] = field(default=(), metadata=term("事项", "items"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class SourceEntry:
    """清单事项 — one row of a power, responsibility or public-service list."""

    id: str | None = field(
        default=None, metadata=term("清单编号", "entry id", also=("编号", "编码", "职权编码", "权力编码", "事项编码"))
    )
    name: str | None = field(
        default=None,
        metadata=term(
            "事项名称",
            "name",
            also=(
                "职权名称",
                "权力名称",
                "服务事项名称",
                "权力事项名称",
                "行政权力名称",
                "行政权力事项",
                "权责事项",
                "权责事项名称",
                "责任事项",
                "责任事项名称",
                "公共服务事项",
                "公共服务事项名称",
            ),
        ),
    )
    power_type: str | None = field(
        default=None,
        metadata=term("权力类型", "power type", also=("职权类型", "权力类别", "职权类别"), codes="power_type"),
    )
    department: str | None = field(
        default=None,
        metadata=term("责任部门", "department", also=("实施部门", "实施主体", "实施机构", "责任单位", "行使主体")),
    )
    extra: Mapping[str, Any] = field(default=EMPTY, eq=comparable)
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class SourceList:
    """来源清单 — 权力清单、责任清单 or 公共服务事项清单. Source: notice 三(一)."""

    kind: ClassVar[Literal["source_list"]] = "source_list"

    profile: str | None = field(default=None, metadata=term("规范文本", "profile"))
    publisher: Publisher | None = field(default=None, metadata=term("公开单位", "publisher"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    edition: Edition | None = field(default=None, metadata=term("版本", "edition"))
    list: SourceListKind | None = field(default=None, metadata=term("清单类型", "list", codes="source_list"))
    owner: str | None = field(default=None, metadata=term("清单单位", "owner"))
    owner_level: OwnerLevel | None = field(default=None, metadata=term("单位类别", "owner level", codes="owner_level"))
    version: date | None = field(default=None, metadata=term("清单版本", "version"))
    entries: tuple[SourceEntry, ...] = field(default=(), metadata=term("清单事项", "entries"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


_ENDED: Final = frozenset({"cancelled", "superseded"})
