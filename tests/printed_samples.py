"""Documents that use every member, and texts that formats get wrong; for the tests of what is written as tables."""

from __future__ import annotations

from typing import Any

import attrs

import gongkai_standard as gk
from gongkai_standard.catalogue import Audience, NotApplicable, Section
from gongkai_standard.channel import Channel
from gongkai_standard.codecs.losses import Loss
from gongkai_standard.item_list import Exemption, Item, ItemList, SourceEntry, SourceList, SourceReference
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.location import parts
from gongkai_standard.time_limit import TimeLimit


def without(tree: Any, lost: tuple[Loss, ...]) -> Any:
    """The tree without the places that were lost."""
    for loss in lost:
        *around, last = parts(loss.at)
        held = tree
        for part in around:
            held = held[int(part)] if isinstance(held, list) else held.get(part, {})
        if isinstance(held, dict):
            held.pop(last, None)
    return tree


ENTRY = gk.Entry(
    id="yl-001",
    item_id="yl",
    domain="elderly_care",
    level_one="养老服务业务办理",
    level_two="养老机构备案",
    disclosure="service",
    stage="guide",
    content=("办理流程", "𠮷野家㐀敬老院名单", "第一行\n第二行"),
    basis=(LegalBasis(text="《养老机构管理办法》(民政部令第66号)", title="养老机构管理办法", number="民政部令第66号"),),
    time_limits=(TimeLimit(text="20个工作日内", kind="within", trigger="none", quantity=20, unit="working_day"),),
    responsible_body=("洛龙区民政局",),
    channels=(Channel(code="government_website", obligation="chosen"), Channel(text="=cmd|' /C calc'!A0")),
    mode=("proactive",),
    extent="full",
    audience=(Audience(code="specific_group", description="养老机构"),),
    levels=("county", "village"),
    note="=1+1",
    extra={"咨询电话": "0379-65978800", "统一编号": "001141142400587786"},
)
CATALOGUE = gk.Catalogue(
    profile="henan-2017",
    publisher=gk.Publisher(name="洛阳市洛龙区", division="410311", level="county", phase="pilot"),
    title="养老服务领域基层政务公开标准目录",
    edition=gk.Edition(version="2018.1", status="in_force"),
    sections=(Section(title="甲", domain="elderly_care", remarks=("注:试行",), defaults={"责任主体": "民政局"}),),
    not_applicable=(NotApplicable(domain="elderly_care", stage="discretion", reason="无行政处罚事项"),),
    entries=(
        ENTRY,
        attrs.evolve(ENTRY, id="yl-002", basis=(), channels=(), content=()),
        attrs.evolve(ENTRY, id="yl-003", basis=(LegalBasis(text="无"),), level_one=None, level_two=None),
        attrs.evolve(
            ENTRY, id="yl-004", exemption=Exemption(ground="state_secret", citation=LegalBasis(text="《条例》"))
        ),
        gk.Entry(id="yl-005"),
    ),
)
ITEMS = ItemList(
    title="洛龙区政务公开事项清单",
    scope_note="不含垂直管理部门",
    items=(
        Item(
            id="1",
            name="养老机构备案",
            domain="elderly_care",
            power_type="other_power",
            sources=(SourceReference(list="power_list", entry="0012"), SourceReference(list="responsibility_list")),
            major_decision=False,
        ),
        Item(id="2", name="高龄津贴", exemption=Exemption(ground="state_secret")),
    ),
)
SOURCES = SourceList(
    list="power_list", owner="洛龙区民政局", entries=(SourceEntry(id="0012", name="养老机构备案", power_type="permit"),)
)


PLAIN = attrs.evolve(
    ENTRY,
    id=None,
    item_id=None,
    extra={},
    note=None,
    channels=(
        Channel(code="government_website", obligation="chosen"),
        Channel(code="notice_board", obligation="not_chosen"),
    ),
    levels=("county",),
)
LEDGER = attrs.evolve(CATALOGUE, entries=CATALOGUE.entries[:4])
NATIONAL = gk.Catalogue(
    profile="national-2019",
    publisher=gk.Publisher(name="洛阳市洛龙区", level="county"),
    title="养老服务领域基层政务公开标准目录",
    entries=tuple(attrs.evolve(PLAIN, disclosure=None, stage=None, extent=None, level_two=name) for name in "甲乙丙"),
)
