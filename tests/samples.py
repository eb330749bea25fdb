"""Conforming documents: an item list, and a complete compendium of eight domains. All data are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from gongkai_standard.catalogue import Audience, Catalogue, Entry
from gongkai_standard.channel import Channel
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium
from gongkai_standard.edition import Edition
from gongkai_standard.five_disclosures import ResultKind, stages_of
from gongkai_standard.item_list import Item, ItemList, SourceEntry, SourceList, SourceListKind, SourceReference
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.profiles import DEFAULT, PROFILES
from gongkai_standard.publisher import Publisher, credit_check_character
from gongkai_standard.testing import pilot
from gongkai_standard.time_limit import TimeLimit
from sample_records import RECORDS

PUBLISHER: Final = Publisher(name="洛阳市洛龙区", division="410311", level="county", phase="pilot")
EDITION: Final = Edition(version="2018.1", issued=date(2018, 5, 1), effective=date(2018, 6, 1), status="in_force")
CREDIT_CODE: Final = "11410311000000001" + credit_check_character("11410311000000001")
DEPARTMENT: Final = "洛龙区示例局"
DOMAINS: Final = PROFILES[DEFAULT].domains

_RESULT_KINDS: Final[tuple[ResultKind, ...]] = ("development_plan", "work_report", "government_decision")
_SOURCES: Final[dict[str, SourceListKind]] = {
    "public_service": "public_service_list",
    "penalty": "power_list",
    "inspection": "power_list",
    "other_power": "responsibility_list",
}
_NAMES: Final = {
    "public_service": "服务办理",
    "penalty": "违法行为处罚",
    "inspection": "监督检查",
    "other_power": "重大政策制定",
}

_WITHIN_7: Final = TimeLimit(
    text="决定作出之日起7个工作日内", kind="within", trigger="decided", quantity=7, unit="working_day"
)
_WITHIN_20: Final = TimeLimit(
    text="信息形成或者变更之日起20个工作日内",
    kind="within",
    trigger="formed_or_changed",
    quantity=20,
    unit="working_day",
)
_QUARTERLY: Final = TimeLimit(text="每季度公开一次", kind="periodic", trigger="none", quantity=1, unit="quarter")
_TIME_LIMITS: Final = {"result": _WITHIN_7, "progress": _QUARTERLY, "effects": _QUARTERLY, "follow_up": _QUARTERLY}


def items(domain: str) -> Iterator[Item]:
    """A service, a penalty, an inspection and a decision of one domain."""
    word = code_list("domain").get(domain)
    assert word is not None
    for power_type, name in _NAMES.items():
        yield Item(
            id=f"{domain}-{power_type}",
            name=word.zh + name,
            domain=domain,
            level_one=name,
            level_two=word.zh + name,
            power_type=power_type,
            responsible_department=DEPARTMENT,
            department_code=CREDIT_CODE,
            sources=(SourceReference(list=_SOURCES[power_type], entry=f"{domain}-{power_type}"),),
            service_item_code="410311000001" if power_type == "public_service" else None,
            relevance="high",
            major_decision=True if power_type == "other_power" else None,
        )


ITEMS: Final = tuple(item for domain in DOMAINS for item in items(domain))

ITEM_LIST: Final = ItemList(
    profile=DEFAULT,
    publisher=PUBLISHER,
    title="洛龙区政务公开事项清单",
    edition=EDITION,
    scope_note="八个试点领域的全部公开事项",
    items=ITEMS,
)

_DISCLOSURES: Final = {
    "public_service": ("service",),
    "penalty": ("management",),
    "inspection": ("management",),
    "other_power": ("decision", "execution", "result"),
}


def entries(item: Item, kind: ResultKind) -> Iterator[Entry]:
    """Every stage of an item."""
    for disclosure in _DISCLOSURES[item.power_type or ""]:
        for stage in stages_of(disclosure):
            word = code_list("stage").get(stage)
            assert word is not None
            yield Entry(
                id=f"{item.id}-{stage}",
                item_id=item.id,
                domain=item.domain,
                level_one=item.level_one,
                level_two=item.level_two,
                disclosure=disclosure,
                stage=stage,
                content=(f"{word.zh}的具体内容", "咨询投诉电话"),
                basis=(LegalBasis(text="《示例条例》第一条", title="示例条例", article="第一条"),),
                time_limits=(_TIME_LIMITS.get(stage, _WITHIN_20),),
                responsible_body=(DEPARTMENT,),
                channels=(
                    Channel(code="government_website", obligation="chosen"),
                    Channel(code="weibo_wechat_app", obligation="chosen"),
                    Channel(code="service_hotline", obligation="chosen"),
                ),
                mode=("proactive",),
                extent="full",
                audience=(Audience(code="whole_society"),),
                levels=("county", "township"),
                plain_language="用通俗的话说明本条公开什么、在哪里看、向谁问",
                website_column="政务公开>重点领域>示例",
                result_kind=kind if disclosure == "result" else None,
            )


CATALOGUE: Final = Catalogue(
    profile=DEFAULT,
    publisher=PUBLISHER,
    title="洛龙区政务公开事项标准目录",
    edition=EDITION,
    entries=tuple(
        entry
        for i, domain in enumerate(DOMAINS)
        for item in items(domain)
        for entry in entries(item, _RESULT_KINDS[i % len(_RESULT_KINDS)])
    ),
)


def _source_list(kind: SourceListKind) -> SourceList:
    return SourceList(
        list=kind,
        owner=DEPARTMENT,
        owner_level="township" if kind == "public_service_list" else "county_department",
        version=date(2018, 1, 1),
        entries=tuple(
            SourceEntry(id=item.id, name=item.name, power_type=item.power_type, department=DEPARTMENT)
            for item in ITEMS
            if item.sources[0].list == kind
        ),
    )


COMPENDIUM: Final = Compendium(
    profile=DEFAULT,
    publisher=PUBLISHER,
    title="洛龙区政务公开汇编",
    edition=EDITION,
    complete=True,
    item_lists=(ITEM_LIST,),
    source_lists=(
        _source_list("power_list"),
        _source_list("responsibility_list"),
        _source_list("public_service_list"),
    ),
    catalogues=(CATALOGUE,),
    workflows=pilot.workflows(),
    guides=tuple(guide for item in ITEMS for guide in pilot.guides(item)),
    **RECORDS,
)
