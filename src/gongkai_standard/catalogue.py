"""标准目录 — the catalogue: every item with the elements that the standard asks for. Source: notice 三(二)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from gongkai_standard.channel import Channel
from gongkai_standard.edition import Edition
from gongkai_standard.five_disclosures import ResultKind
from gongkai_standard.item_list import Exemption
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.publisher import Level, Publisher
from gongkai_standard.terms import term
from gongkai_standard.time_limit import TimeLimit

Mode = Literal["proactive", "on_request", "not_disclosed"]
"""公开属性; the closed list `mode`."""


@frozen(kw_only=True, weakref_slot=False)
class Audience:
    """公开对象 — the whole society, or a group that is described."""

    code: str | None = field(default=None, metadata=term("公开对象代码", "audience code", codes="audience"))
    text: str | None = field(default=None, metadata=term("原文", "wording"))
    description: str | None = field(
        default=None, metadata=term("特定群体说明", "description", also=("特定群体范围", "请写明"))
    )
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Entry:
    """目录条目 — one row of a catalogue: item × disclosure × stage."""

    id: str | None = field(default=None, metadata=term("条目编号", "entry id"))
    item_id: str | None = field(default=None, metadata=term("事项编号", "item id", also=("事项编码",)))
    domain: str | None = field(
        default=None,
        metadata=term("领域", "domain", also=("试点领域", "相应领域", "所属领域", "公开领域"), codes="domain"),
    )
    level_one: str | None = field(
        default=None,
        metadata=term(
            "一级事项", "level one", also=("一级目录", "一级指标", "一级栏目", "一级分类", "事项类别", "一级")
        ),
    )
    level_two: str | None = field(
        default=None,
        metadata=term(
            "二级事项", "level two", also=("二级目录", "二级指标", "二级栏目", "二级分类", "事项名称", "二级")
        ),
    )
    level_three: str | None = field(
        default=None,
        metadata=term("三级事项", "level three", also=("三级目录", "三级指标", "三级栏目", "三级分类", "三级")),
    )
    disclosure: str | None = field(
        default=None,
        metadata=term("五公开类别", "disclosure", also=("五公开", "政务五公开", "公开类别"), codes="disclosure"),
    )
    stage: str | None = field(default=None, metadata=term("公开环节", "stage", also=("环节",), codes="stage"))
    content: tuple[str, ...] = field(
        default=(),
        metadata=term(
            "公开内容",
            "content",
            also=(
                "公开内容(要素)",
                "公开要素",
                "公开要素(要素)",
                "事项内容",
                "内容要求",
                "内容规范",
                "公开内容和测评依据",
            ),
        ),
    )
    basis: tuple[LegalBasis, ...] = field(
        default=(), metadata=term("公开依据", "legal basis", also=("依据", "法律依据"))
    )
    time_limits: tuple[TimeLimit, ...] = field(
        default=(), metadata=term("公开时限", "time limit", also=("规定时限", "时限", "更新频次", "更新周期"))
    )
    responsible_body: tuple[str, ...] = field(
        default=(),
        metadata=term("责任主体", "responsible body", also=("公开主体", "公开责任单位", "公开责任主体", "公开机构")),
    )
    channels: tuple[Channel, ...] = field(
        default=(),
        metadata=term(
            "公开渠道和载体",
            "channels and carriers",
            also=("公开渠道", "公开渠道和要素", "公开渠道及载体", "公开载体", "公开形式"),
            codes="channel",
        ),
    )
    mode: tuple[Mode, ...] = field(default=(), metadata=term("公开方式", "mode", also=("公开属性",), codes="mode"))
    extent: str | None = field(default=None, metadata=term("公开程度", "extent", codes="extent"))
    audience: tuple[Audience, ...] = field(
        default=(), metadata=term("公开对象", "audience", also=("公开范围",), codes="audience")
    )
    levels: tuple[Level, ...] = field(
        default=(), metadata=term("公开层级", "administrative levels", also=("层级",), codes="level")
    )
    exemption: Exemption | None = field(default=None, metadata=term("不予公开", "exemption"))
    note: str | None = field(default=None, metadata=term("说明", "note"))
    plain_language: str | None = field(
        default=None, metadata=term("通俗说明", "plain-language note", also=("通俗解释", "解读说明"))
    )
    website_column: str | None = field(
        default=None, metadata=term("网站栏目", "website column", also=("网站对应栏目", "网站所属栏目", "对应栏目"))
    )
    """The path of the column on the website, outermost first: `A>B>C`."""
    result_kind: ResultKind | None = field(default=None, metadata=term("结果类别", "result kind", codes="result_kind"))
    extra: Mapping[str, Any] = field(default=EMPTY, eq=comparable)
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Section:
    """分表 — one table of the file that the catalogue came from, with what stood around it."""

    title: str | None = field(default=None, metadata=term("表题", "title"))
    domain: str | None = field(default=None, metadata=term("领域", "domain", codes="domain"))
    remarks: tuple[str, ...] = field(default=(), metadata=term("备注", "remarks"))
    defaults: Mapping[str, Any] = field(default=EMPTY, eq=comparable, metadata=term("默认值", "defaults"))
    """What the text above the table says for all its rows: heading → text."""
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class NotApplicable:
    """不适用说明 — a declared gap: this disclosure or stage does not apply to that domain or item, and why."""

    domain: str | None = field(default=None, metadata=term("领域", "domain", codes="domain"))
    item_id: str | None = field(default=None, metadata=term("事项编号", "item id"))
    disclosure: str | None = field(default=None, metadata=term("五公开类别", "disclosure", codes="disclosure"))
    stage: str | None = field(default=None, metadata=term("公开环节", "stage", codes="stage"))
    reason: str | None = field(default=None, metadata=term("不适用理由", "reason"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Catalogue:
    """标准目录 — the entries of one unit in one edition."""

    kind: ClassVar[Literal["catalogue"]] = "catalogue"

    profile: str | None = field(default=None, metadata=term("规范文本", "profile"))
    publisher: Publisher | None = field(default=None, metadata=term("公开单位", "publisher"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    edition: Edition | None = field(default=None, metadata=term("版本", "edition"))
    sections: tuple[Section, ...] = field(default=(), metadata=term("分表", "sections"))
    not_applicable: tuple[NotApplicable, ...] = field(default=(), metadata=term("不适用说明", "not applicable"))
    entries: tuple[Entry, ...] = field(default=(), metadata=term("条目", "entries"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
