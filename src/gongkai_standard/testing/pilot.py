"""试点汇编 — an invented compendium of the size of a real pilot in which nothing is wrong under `henan-2017`.

The same arguments always give the same document: eight domains, a local addition, every power type, all stages, and
every record that the standard speaks of. With the default some 2,000 items and 12,000 content elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from attrs import evolve, frozen

from gongkai_standard import time_limit
from gongkai_standard.adjustment import Adjustment, AdjustmentMechanism, Change
from gongkai_standard.attestation import Attestation, Consultation, Evaluation, Exchange, Review
from gongkai_standard.catalogue import Audience, Catalogue, Entry, NotApplicable, Section
from gongkai_standard.channel import Channel
from gongkai_standard.codelists import code_list, read_table
from gongkai_standard.compendium import Compendium
from gongkai_standard.edition import Edition
from gongkai_standard.extension import Extension
from gongkai_standard.five_disclosures import ResultKind, required_stages
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Exemption, Item, ItemList, Relevance, SourceEntry, SourceList, SourceListKind
from gongkai_standard.item_list import SourceReference as Source
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.organisation import Contact, PlanRow, ReadingPlace
from gongkai_standard.portal import Download, Progress, Site, Topic
from gongkai_standard.profiles import DEFAULT, PROFILES
from gongkai_standard.publication import Publication, Question
from gongkai_standard.publisher import Publisher, credit_check_character
from gongkai_standard.requirements import requirements
from gongkai_standard.workflow import Step, Transition, Workflow

COUNTY: Final = "汤阴县"
SITE: Final = "https://www.tangyin.gov.cn/zwgk"
DIVISION: Final = "410523"
EDITION: Final = Edition(
    version="2018.1", issued=date(2018, 5, 25), effective=date(2018, 6, 1), status="in_force", previous="2017.1"
)
SOURCES_OF: Final = date(2017, 12, 1)
"""Version of the source lists."""
TOURISM: Final = "x-tangyin:tourism"


@frozen(kw_only=True)
class _Kind:
    """How the items of one power type are made."""

    action: str
    """Ends their names."""
    share: int
    """How many of 250 items of a domain."""
    disclosures: tuple[str, ...]
    elements: int = 1
    """Content elements of an entry."""
    source: SourceListKind = "power_list"


_KINDS: Final = {
    "permit": _Kind(action="设立许可", share=15, disclosures=("service", "management")),
    "penalty": _Kind(action="违法行为处罚", share=45, disclosures=("management",)),
    "compulsion": _Kind(action="查封扣押", share=15, disclosures=("management",)),
    "levy": _Kind(action="费用征收", share=5, disclosures=("management",)),
    "payment": _Kind(action="补贴给付", share=30, disclosures=("service",), elements=2),
    "inspection": _Kind(action="监督检查", share=30, disclosures=("management",)),
    "confirmation": _Kind(action="资格确认", share=30, disclosures=("service",), elements=2),
    "reward": _Kind(action="先进奖励", share=10, disclosures=("service",), elements=2),
    "adjudication": _Kind(action="争议裁决", share=5, disclosures=("service",), elements=2),
    "other_power": _Kind(
        action="发展政策制定",
        share=8,
        disclosures=("decision", "execution", "result"),
        source="responsibility_list",
    ),
    "public_service": _Kind(
        action="信息咨询", share=57, disclosures=("service",), elements=2, source="public_service_list"
    ),
}
"""Power type → its items."""
_WHOLE: Final = sum(kind.share for kind in _KINDS.values())

_AREAS: Final = ("城镇", "乡村", "园区")
_OBJECTS: Final = (
    "机构", "从业人员", "设施设备", "资金项目", "困难群众", "学生", "妇女儿童", "退役军人", "残疾人", "老年人",
    "合作社", "小微企业", "社会组织", "志愿队伍", "物资储备", "档案资料", "培训基地", "示范单位", "联络站点",
)  # fmt: skip
_ELEMENTS: Final = ("依据和条件", "办理情况说明")
_RESULT_KINDS: Final[tuple[ResultKind, ...]] = ("development_plan", "work_report", "government_decision")

_RELEVANCE: Final[tuple[Relevance, ...]] = ("high", "medium", "low")

_TERMS: Final = {
    "interpretation": "文件公开之日起3个工作日内",
    "result": "决定作出之日起7个工作日内",
    "random_inspection": "检查结束之日起20个工作日内",
    "progress": "每季度公开一次",
    "effects": "每季度公开一次",
    "follow_up": "每季度公开一次",
    "handling_process": "受理之日起5个工作日内",
    "handling_result": "决定作出之日起7个工作日内",
}
"""Stage → the phrase of its time limit."""
_USUAL: Final = "信息形成或者变更之日起20个工作日内"
_PERIODIC: Final = frozenset({"progress", "effects", "follow_up"})
_PER_DEPARTMENT: Final = ("supervision_info", "random_inspection")

_GUIDE: Final = {
    "事项类型": "依申请办理",
    "设定依据": "《示例管理条例》第八条",
    "实施机构": "汤阴县政务服务中心示例窗口",
    "服务对象": "本县居民和单位",
    "受理条件": "符合规定条件并提交全部材料",
    "申请材料": "申请表1份，身份证明复印件1份",
    "办理流程": "申请、受理、审查、决定、送达",
    "收费标准及依据": "无",
    "办理地点": "汤阴县政务服务中心二楼",
    "办理时间": "工作日8:30至17:30",
    "咨询电话": "0372-6200000",
    "监督投诉方式": "0372-12345",
    "结果名称": "办理结果通知书",
    "结果送达": "窗口领取或者邮寄送达",
}


def compendium(per_domain: int = _WHOLE) -> Compendium:
    """The compendium with so many items in each of the eight domains; 11 at least, so that every power type occurs.

    >>> len(compendium(11).item_lists)
    9
    """
    domains = tuple(_Domain(number, code, per_domain) for number, code in enumerate(PROFILES[DEFAULT].domains))
    domains = (*domains, _Domain(len(domains), TOURISM, len(_KINDS)))
    catalogues = tuple(domain.catalogue() for domain in domains)
    entries = tuple(entry for each in catalogues for entry in each.entries)
    publications = tuple(
        publication for number, entry in enumerate(entries) for publication in _published(entry, number)
    )
    return Compendium(
        profile=DEFAULT,
        publisher=Publisher(name=COUNTY, division=DIVISION, level="county", phase="pilot"),
        title=f"{COUNTY}基层政务公开标准化规范化汇编(虚构)",
        edition=EDITION,
        complete=True,
        extensions=(
            Extension(kind="domain", code=TOURISM, zh="乡村旅游", reason="游客多,群众关心"),
            Extension(kind="channel", code="x-tangyin:village_radio", zh="村村响广播", reason="老年人多"),
            Extension(kind="field", code="村级代办点", zh="村级代办点", reason="方便群众就近办理"),
        ),
        item_lists=tuple(domain.item_list() for domain in domains),
        source_lists=tuple(source for domain in domains for source in domain.source_lists()),
        catalogues=catalogues,
        workflows=workflows(),
        guides=tuple(guide for domain in domains for item in domain.items for guide in guides(item)),
        publications=publications,
        questions=tuple(
            Question(
                publication_id=publication.id,
                text="文件适用于哪些人?",
                received_on=date(2018, 5, 7),
                answered_on=date(2018, 5, 9),
                url=f"{SITE}/hudong/{publication.id}.html",
            )
            for publication in publications
            if publication.gazette
        ),
        **_records(),
    )


@frozen(slots=False)
class _Domain:
    """The documents of one domain."""

    number: int
    code: str
    size: int

    @property
    def zh(self) -> str:
        listed = code_list("domain").get(self.code)
        return listed.zh if listed else "乡村旅游"

    @property
    def department(self) -> str:
        return f"{COUNTY}{self.zh}主管局"

    @property
    def department_code(self) -> str:
        body = f"11{DIVISION}{self.number + 1:09d}"
        return body + credit_check_character(body)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items by power type; one a domain is exempt, one is partly open, one cancelled."""
        found = tuple(item for power_type in _KINDS for item in self._items_of(power_type))
        first = next(i for i, item in enumerate(found) if item.power_type == "penalty")
        partly = evolve(
            found[first], exemption=_exemption("personal_privacy", "《中华人民共和国个人信息示例法》第五条")
        )
        secret = evolve(
            found[first],
            id=f"{found[first].id}-secret",
            name=f"{self.zh}涉密案件查处",
            level_two=f"{self.zh}涉密案件查处",
            sources=(Source(list="power_list", entry=f"{found[first].id}-secret", version=SOURCES_OF),),
            exemption=_exemption("state_secret", "《中华人民共和国保守国家秘密法》第九条"),
        )
        return (*found[:first], partly, *found[first + 1 :], secret)

    def _items_of(self, power_type: str) -> Iterator[Item]:
        kind = _KINDS[power_type]
        places = [f"{area}{thing}" for thing in _OBJECTS for area in _AREAS]
        for i in range(max(1, round(kind.share * self.size / _WHOLE))):
            id_ = f"d{self.number + 1}-{power_type}-{i + 1:03d}"
            name = f"{self.zh}{places[i % len(places)]}{kind.action}"
            if i >= len(places):
                name += f"({i // len(places) + 1}类)"
            is_service = power_type in {"permit", "payment", "confirmation", "public_service"}
            yield Item(
                id=id_,
                name=name,
                domain=self.code,
                level_one=f"{self.zh}{kind.action}",
                level_two=name,
                power_type=power_type,
                responsible_department=self.department,
                department_code=self.department_code,
                sources=(Source(list=kind.source, entry=id_, version=SOURCES_OF),),
                service_item_code=f"{DIVISION}{self.number:02d}{i:05d}" if is_service else None,
                relevance=_RELEVANCE[i % 3],
                major_decision=True if power_type == "other_power" else None,
                status="in_force",
            )

    def item_list(self) -> ItemList:
        return ItemList(
            title=f"{COUNTY}{self.zh}领域政务公开事项清单",
            scope_note=f"{self.zh}领域依法应当公开的全部事项",
            items=self.items,
        )

    def source_lists(self) -> Iterator[SourceList]:
        """The lists of the department, and the service list of a township."""
        township = f"{COUNTY}示例{self.number + 1}镇人民政府"
        kinds: tuple[SourceListKind, ...] = ("power_list", "responsibility_list", "public_service_list")
        for kind in kinds:
            is_service = kind == "public_service_list"
            yield SourceList(
                title=f"{self.zh}{kind}",
                list=kind,
                owner=township if is_service else self.department,
                owner_level="township" if is_service else "county_department",
                version=SOURCES_OF,
                entries=tuple(
                    SourceEntry(id=item.id, name=item.name, power_type=item.power_type, department=self.department)
                    for item in self.items
                    if item.sources[0].list == kind
                ),
            )

    def catalogue(self) -> Catalogue:
        excused = next(item for item in self.items if item.power_type == "confirmation")
        title = f"{COUNTY}{self.zh}领域政务公开事项标准目录"
        return Catalogue(
            title=title,
            sections=(Section(title=title, domain=self.code, remarks=("本目录动态调整",)),),
            not_applicable=(
                NotApplicable(
                    item_id=excused.id, disclosure="service", stage="handling_process", reason="当场办结,没有中间环节"
                ),
            ),
            entries=tuple(
                entry
                for item in self.items
                if not (item.exemption and item.exemption.ground == "state_secret")
                for entry in self._entries(item, excused)
            ),
        )

    def _entries(self, item: Item, excused: Item) -> Iterator[Entry]:
        kind = _KINDS[item.power_type or ""]
        for disclosure in kind.disclosures:
            stages = required_stages(disclosure) or ("major_decision_result",)
            if item.power_type == "inspection" and (item.id or "").endswith("-001"):
                stages = (*stages, *_PER_DEPARTMENT)
            for stage in stages:
                if item.id != excused.id or stage != "handling_process":
                    yield self._entry(item, disclosure, stage, kind.elements)

    def _entry(self, item: Item, disclosure: str, stage: str, elements: int) -> Entry:
        word = code_list("stage").get(stage)
        is_shared = stage == "supervision"
        return Entry(
            id=f"{item.id}-{stage}",
            item_id=item.id,
            domain=self.code,
            level_one=item.level_one,
            level_two=item.level_two,
            disclosure=disclosure,
            stage=stage,
            content=tuple(f"{word.zh if word else stage}的{element}" for element in _ELEMENTS[:elements]),
            basis=(
                LegalBasis(
                    text="《中华人民共和国政府信息公开条例》(国务院令第492号)第九条",
                    title="中华人民共和国政府信息公开条例",
                    number="国务院令第492号",
                    article="第九条",
                ),
            ),
            time_limits=time_limit.parse(_TERMS.get(stage, _USUAL)),
            responsible_body=(f"{COUNTY}人民政府督查室",) if is_shared else (self.department,),
            note="监督由督查室统一负责" if is_shared else None,
            channels=(
                Channel(code="government_website", obligation="chosen"),
                Channel(code="weibo_wechat_app", obligation="chosen"),
                Channel(code="x-tangyin:village_radio", obligation="chosen"),
                Channel(code="broadcast", obligation="not_chosen"),
            ),
            mode=("proactive",),
            extent="partial" if item.exemption else "full",
            exemption=item.exemption,
            audience=(
                Audience(code="specific_group", description="救助和补贴对象")
                if item.power_type == "payment"
                else Audience(code="whole_society"),
            ),
            levels=("county", "township") if disclosure == "service" else ("county",),
            plain_language="这一条说明公开什么、在哪里看、找谁问",
            website_column=f"政务公开>重点领域>{self.zh}",
            result_kind=_RESULT_KINDS[self.number % 3] if disclosure == "result" else None,
            extra={"村级代办点": "各村党群服务中心"} if stage == "guide" else {},
        )


def _exemption(ground: str, text: str) -> Exemption:
    return Exemption(ground=ground, citation=LegalBasis(text=text), review_due=date(2019, 6, 1))


def _published(entry: Entry, number: int) -> Iterator[Publication]:
    """Every element of an entry on the website, some on the phone a day later; periodic ones twice."""
    formed = date(2018, 4, 9) + timedelta(days=number % 5)
    days = (formed - timedelta(days=88), formed) if entry.stage in _PERIODIC else (formed,)
    is_policy, is_interpretation = entry.stage == "policy_document", entry.stage == "interpretation"
    for i, element in enumerate(entry.content):
        for j, day in enumerate(days):
            id_ = f"p-{entry.id}-{i}-{j}"
            website = Publication(
                id=id_,
                entry_id=entry.id,
                element=element,
                title=f"{entry.level_two}{element}",
                channel="government_website",
                url=f"{SITE}/zdly/{id_}.html",
                formed_on=day,
                published_on=day + timedelta(days=1),
                sha256=f"{number:032x}{i:016x}{j:016x}",
                interprets=f"p-{(entry.item_id or '')}-policy_document-0-0" if is_interpretation else None,
                document_kind="normative_document" if is_policy else None,
                document_number=f"汤政办〔2018〕{number}号" if is_policy else None,
                gazette="2018年第2期" if is_policy else None,
            )
            yield website
            if number % 10 == 0:
                yield evolve(
                    website,
                    id=f"{id_}-app",
                    channel="weibo_wechat_app",
                    url=f"https://weibo.com/tangyin/{id_}",
                    published_on=day + timedelta(days=2),
                )


def guides(item: Item) -> Iterator[Guide]:
    """A guide on each of two platforms, for what people apply for."""
    if item.service_item_code is None:
        return
    for platform, place in (("government_website", "web"), ("weibo_wechat_app", "app")):
        yield Guide(
            title=f"{item.name}办事指南",
            item_id=item.id,
            platform=platform,
            url=f"{SITE}/bszn/{place}/{item.id}.html",
            online_url=f"https://www.tangyin.gov.cn/zwfw/{item.id}",
            elements={
                "事项名称": item.name,
                **_GUIDE,
                "法定办结时限": "20个工作日",
                "承诺办结时限": "5个工作日" if place == "web" else "五个工作日内",
            },
            statutory_days=20,
            promised_days=5,
        )


def workflows() -> tuple[Workflow, ...]:
    """One for each of the five disclosures: draft, review, approval, publication, with a way back."""
    return tuple(_workflow(code.code, code.zh) for code in code_list("disclosure"))


def _workflow(disclosure: str, zh: str) -> Workflow:
    names = ("信息起草", "保密审查", "审核签发", "网站发布")
    steps = tuple(
        Step(id=f"{disclosure}-{i}", name=name, responsible_body=(f"{COUNTY}人民政府办公室",), documents=(f"{name}表",))
        for i, name in enumerate(names)
    )
    links = ((0, 1, None), (1, 2, "通过"), (1, 0, "退回修改"), (2, 3, None))
    return Workflow(
        title=f"{zh}工作流程",
        disclosure=disclosure,
        steps=steps,
        transitions=tuple(Transition(from_=steps[a].id, to=steps[b].id, condition=on) for a, b, on in links),
    )


def _records() -> dict[str, Any]:
    """What the compendium says of the work itself; members of the compendium."""
    day = date(2018, 5, 10)
    return {
        "attestations": tuple(
            Attestation(
                requirement=requirement.id,
                statement=f"已落实“{requirement.phrase}”",
                date=day,
                author=f"{COUNTY}人民政府办公室",
                evidence=(f"{SITE}/zuozheng/{requirement.id}.html",),
            )
            for requirement in requirements().values()
            if requirement.automation == "attest"
        ),
        "reviews": tuple(
            Review(
                domain=row["domain"],
                department=row["reviewer"],
                date=day,
                outcome="approved",
                subjects=("items", "lists", "workflows"),
            )
            for row in read_table("_competence")
            if row["domain"] in PROFILES[DEFAULT].domains
        ),
        "consultations": (
            Consultation(version=EDITION.version, method="online", date=date(2018, 4, 2), opinions=86, adopted=31),
        ),
        "exchanges": (Exchange(activity="visit", title="赴兄弟县区观摩", date=date(2018, 3, 20), organiser=COUNTY),),
        "evaluations": (Evaluation(outcome="commended", title="中期评估", date=day, evaluator="安阳市人民政府"),),
        "adjustments": (
            Adjustment(
                subject="catalogue",
                from_=EDITION.previous,
                to=EDITION.version,
                changes=(
                    Change(
                        kind="added",
                        item_id="d1-permit-001",
                        cause="source_list_changed",
                        date=date(2018, 5, 20),
                        reason="权力清单新增",
                    ),
                ),
            ),
        ),
        "adjustment_mechanism": AdjustmentMechanism(
            title="政务公开事项标准目录动态调整办法",
            number="汤政办〔2018〕9号",
            date=date(2018, 2, 1),
            url=f"{SITE}/jizhi.html",
        ),
        "contacts": (
            Contact(role="lead", post="县长"),
            Contact(role="deputy_lead", post="常务副县长"),
            Contact(role="contact", post="政务公开科科长", phone="0372-6200001"),
            Contact(role="complaint", post="监督投诉电话", phone="0372-12345"),
            Contact(role="feedback", post="意见征集", url=f"{SITE}/yjzj.html"),
        ),
        "reading_places": (ReadingPlace(name=f"{COUNTY}档案馆", address="人民路1号", hours="工作日8:30至17:30"),),
        "site": Site(url="https://www.tangyin.gov.cn", search_url="https://www.tangyin.gov.cn/search"),
        "topic": Topic(
            url=f"{SITE}/sdzt.html",
            linked_from_home=True,
            feedback_url=f"{SITE}/sdzt/hudong.html",
            progress=(Progress(title="试点工作启动", date=date(2017, 9, 20), url=f"{SITE}/sdzt/1.html"),),
        ),
        "downloads": (
            Download(format="xlsx", url=f"{SITE}/mulu.xlsx"),
            Download(format="json", url=f"{SITE}/mulu.json"),
        ),
        "plan": (
            PlanRow(
                name="编制标准目录",
                lead=f"{COUNTY}人民政府办公室",
                due=date(2018, 5, 31),
                completed=date(2018, 5, 25),
                source="not_in_notice",
            ),
        ),
    }
