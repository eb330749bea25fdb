"""汇编 — all of one unit's documents under one edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from gongkai_standard.adjustment import Adjustment, AdjustmentMechanism
from gongkai_standard.attestation import Attestation, Consultation, Evaluation, Exchange, Review
from gongkai_standard.catalogue import Catalogue
from gongkai_standard.edition import Edition
from gongkai_standard.extension import Extension
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import ItemList, SourceList
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.organisation import Contact, PlanRow, ReadingPlace
from gongkai_standard.portal import Download, Site, Topic
from gongkai_standard.publication import Publication, Question
from gongkai_standard.publisher import Publisher
from gongkai_standard.terms import term
from gongkai_standard.workflow import Workflow


@frozen(kw_only=True, weakref_slot=False)
class Compendium:
    """汇编 — everything that the standard asks one unit for, and the records that show how it is kept."""

    kind: ClassVar[Literal["compendium"]] = "compendium"

    profile: str | None = field(default=None, metadata=term("规范文本", "profile"))
    publisher: Publisher | None = field(default=None, metadata=term("公开单位", "publisher"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    edition: Edition | None = field(default=None, metadata=term("版本", "edition"))
    complete: bool | None = field(default=None, metadata=term("成果完整", "complete"))
    """True declares that nothing is missing and turns the completeness rules on."""
    scope: tuple[str, ...] = field(default=(), metadata=term("试点范围", "scope", codes="domain"))
    """The domains that the unit works on; absent: the eight and the declared extensions."""
    extensions: tuple[Extension, ...] = field(default=(), metadata=term("扩展", "extensions"))
    item_lists: tuple[ItemList, ...] = field(default=(), metadata=term("事项清单", "item lists"))
    source_lists: tuple[SourceList, ...] = field(default=(), metadata=term("来源清单", "source lists"))
    catalogues: tuple[Catalogue, ...] = field(default=(), metadata=term("标准目录", "catalogues"))
    workflows: tuple[Workflow, ...] = field(default=(), metadata=term("公开流程", "workflows"))
    guides: tuple[Guide, ...] = field(default=(), metadata=term("办事指南", "guides"))
    publications: tuple[Publication, ...] = field(default=(), metadata=term("公开记录", "publications"))
    attestations: tuple[Attestation, ...] = field(default=(), metadata=term("佐证", "attestations"))
    reviews: tuple[Review, ...] = field(default=(), metadata=term("审核", "reviews"))
    consultations: tuple[Consultation, ...] = field(default=(), metadata=term("征求意见", "consultations"))
    exchanges: tuple[Exchange, ...] = field(default=(), metadata=term("工作交流", "exchanges"))
    evaluations: tuple[Evaluation, ...] = field(default=(), metadata=term("考核评估", "evaluations"))
    adjustments: tuple[Adjustment, ...] = field(default=(), metadata=term("动态调整", "adjustments"))
    adjustment_mechanism: AdjustmentMechanism | None = field(
        default=None, metadata=term("动态调整机制", "adjustment mechanism")
    )
    contacts: tuple[Contact, ...] = field(default=(), metadata=term("联系人", "contacts"))
    reading_places: tuple[ReadingPlace, ...] = field(default=(), metadata=term("政府信息查阅场所", "reading places"))
    site: Site | None = field(default=None, metadata=term("政府网站", "website"))
    topic: Topic | None = field(default=None, metadata=term("试点工作专题", "pilot topic"))
    downloads: tuple[Download, ...] = field(default=(), metadata=term("下载", "downloads"))
    questions: tuple[Question, ...] = field(default=(), metadata=term("公众提问", "questions"))
    plan: tuple[PlanRow, ...] = field(default=(), metadata=term("分工和进度安排", "plan"))
    """Empty unless the unit gives one: the annex is named in the notice but not printed with it."""
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


Document = Catalogue | ItemList | SourceList | Workflow | Guide | Compendium | Adjustment
"""What a file holds."""

KINDS: Mapping[str, type[Document]] = {
    noun.kind: noun for noun in (Catalogue, ItemList, SourceList, Workflow, Guide, Compendium, Adjustment)
}
"""The `kind` member of a document → its noun."""
