"""Documents as linked data: DCAT-3 for what is published, CPSV-AP for services, schema.org beside both.

What has no home there (power type, five disclosures, stage, extent, time limit of disclosure, exemption) stands under
our own terms. The time in which a service is handled is never confused with the time in which it is disclosed: only
a periodic time limit says how often something accrues, and only a guide says how long handling takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.channel import Channel
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.edition import Edition
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Item, ItemList
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.publish.schema import words_of
from gongkai_standard.publish.vocabulary import PREFIXES, code_urn
from gongkai_standard.time_limit import TimeLimit

Node = dict[str, Any]

CONTEXT: Final[Mapping[str, str]] = {
    **PREFIXES,
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gk": "urn:gongkai:term:",
    "schema": "https://schema.org/",
}
"""Prefix → namespace."""

_SERVICES: Final = frozenset({"permit", "payment", "confirmation", "reward", "adjudication", "public_service"})
"""Power types that are exercised when somebody applies: services in the sense of CPSV."""

_FREQUENCY: Final[Mapping[tuple[int, str], str]] = {
    (1, "calendar_day"): "DAILY",
    (1, "month"): "MONTHLY",
    (1, "quarter"): "QUARTERLY",
    (6, "month"): "ANNUAL_2",
    (1, "year"): "ANNUAL",
}
_RESERVED: Final = ":/?#[]@!$&'()*+,;=%~"
"""Characters of an address that stay as they are."""

_CHINESE: Final = "http://publications.europa.eu/resource/authority/language/ZHO"
_FREQUENCIES: Final = "http://publications.europa.eu/resource/authority/frequency/"


def linked_data(document: Document, *, base: str = "urn:gongkai:local:") -> Node:
    """A document as JSON-LD; `base` is put in front of the ids of its items, entries and guides."""
    return {"@context": dict(CONTEXT), "@graph": list(_Graph(base, document).nodes())}


class _Graph:
    """One document under way."""

    def __init__(self, base: str, document: Document) -> None:
        self._base = base
        self._document = document

    def nodes(self) -> Iterator[Node]:
        """Datasets first, then what they hold."""
        document = self._document
        if isinstance(document, Compendium):
            parts: list[tuple[str, Any]] = [
                (f"{kind}:{number}", part)
                for kind, held in (
                    ("item_list", document.item_lists),
                    ("source_list", document.source_lists),
                    ("catalogue", document.catalogues),
                )
                for number, part in enumerate(held)
            ]
            whole = self._dataset("compendium", document, "dcat:Catalog", "schema:DataCatalog")
            yield whole | ({"dcat:dataset": [self._ref(name) for name, _ in parts]} if parts else {})
            for name, part in parts:
                yield self._dataset(name, part, "dcat:Dataset", "schema:Dataset")
                yield from self._rows(name, part)
            for number, guide in enumerate(document.guides):
                yield from self._guide(f"guide:{number}", guide)
        elif isinstance(document, Guide):
            yield from self._guide("guide:0", document)
        else:
            yield self._dataset(document.kind, document, "dcat:Dataset", "schema:Dataset")
            yield from self._rows(document.kind, document)

    def _rows(self, name: str, part: Any) -> Iterator[Node]:
        if isinstance(part, ItemList):
            for number, item in enumerate(part.items):
                yield _item(self._iri("item", item.id, f"{name}:{number}"), self._iri(name), item)
        elif isinstance(part, Catalogue):
            for number, entry in enumerate(part.entries):
                of = self._ref("item", entry.item_id) if entry.item_id else None
                yield _entry(self._iri("entry", entry.id, f"{name}:{number}"), self._iri(name), of, entry)

    def _dataset(self, name: str, document: Any, *types: str) -> Node:
        publisher = document.publisher or self._document.publisher
        rows = document.items if isinstance(document, ItemList) else getattr(document, "entries", ())
        label = words_of(type(document))[0].partition(" · ")[0]
        node: Node = {
            "@id": self._iri(name),
            "@type": list(types),
            "dct:language": {"@id": _CHINESE, "@type": "dct:LinguisticSystem"},
            "dct:description": _zh(f"{label}，共{len(rows)}行" if rows else label),
        }
        if document.title:
            node["dct:title"] = _zh(document.title)
        if publisher and publisher.name:
            node["dct:publisher"] = _organisation(publisher.name, publisher.credit_code)
        profile = document.profile or self._document.profile
        if profile:
            node["dct:conformsTo"] = {"@id": f"{CONTEXT['gk']}profile:{quote(profile)}", "@type": "dct:Standard"}
        domains = [domain for domain in dict.fromkeys(getattr(row, "domain", None) for row in rows) if domain]
        if domains:
            themes = [_code("domain", domain) for domain in domains]
            known = [_concept(domain, theme) for domain, theme in zip(domains, themes, strict=True) if "@id" in theme]
            words = [theme for theme in themes if "@id" not in theme]
            node |= ({"dcat:theme": known} if known else {}) | ({"dcat:keyword": words} if words else {})
        return node | _edition(document.edition or self._document.edition)

    def _guide(self, name: str, guide: Guide) -> Iterator[Node]:
        """The rule that a service follows, and what the guide says of the service itself."""
        rule: Node = {"@id": self._iri(name), "@type": "cpsv:Rule"}
        if guide.title:
            rule["dct:title"] = _zh(guide.title)
        if guide.url and guide.url.startswith(("http://", "https://")):
            rule["foaf:page"] = {"@id": quote(guide.url, safe=_RESERVED)}
        yield rule
        service: Node = {"@id": self._iri("item", guide.item_id, name), "cpsv:follows": {"@id": rule["@id"]}}
        days = guide.promised_days if guide.promised_days is not None else guide.statutory_days
        if days is not None and days >= 0:
            service["cv:processingTime"] = {"@value": f"P{days}D", "@type": "xsd:duration"}
        yield service

    def _iri(self, kind: str, id: str | None = None, otherwise: str | None = None) -> str:
        name = id or otherwise
        return f"{self._base}{kind}" + (f":{quote(name, safe=':')}" if name else "")

    def _ref(self, kind: str, id: str | None = None) -> Node:
        return {"@id": self._iri(kind, id)}


def _code(codes: str, code: str) -> Node:
    """A code by its URN, or as a text where the list has no such code."""
    known = code_list(codes)
    return {"@id": code_urn(codes, quote(code, safe=":"))} if code in known or known.is_extension(code) else _zh(code)


def _concept(domain: str, theme: Node) -> Node:
    """A domain with its name; that of a local extension is known where it is declared."""
    known = code_list("domain").get(domain)
    return theme | {"@type": "skos:Concept", "skos:prefLabel": _zh(known.zh) if known else domain}


def _item(iri: str, dataset: str, item: Item) -> Node:
    service = item.power_type in _SERVICES
    node: Node = {
        "@id": iri,
        "@type": ["cpsv:PublicService", "schema:GovernmentService"] if service else "gk:DisclosureItem",
        "dct:isPartOf": {"@id": dataset},
    }
    if item.service_item_code or item.id:
        node["dct:identifier"] = item.service_item_code or item.id
    if item.name:
        node["dct:title"] = _zh(item.name)
    if item.scope_note:
        node["dct:description"] = _zh(item.scope_note)
    if item.power_type:
        node["dct:type" if service else "gk:powerType"] = _code("power_type", item.power_type)
    if item.domain:
        node["cv:thematicArea" if service else "dcat:theme"] = _code("domain", item.domain)
    if item.responsible_department:
        body = _organisation(item.responsible_department, item.department_code)
        node["cv:hasCompetentAuthority" if service else "gk:responsibleDepartment"] = body
    return node


def _entry(iri: str, dataset: str, item: Node | None, entry: Entry) -> Node:
    node: Node = {"@id": iri, "@type": "gk:DisclosureEntry", "dct:isPartOf": {"@id": dataset}}
    if item:
        node["gk:item"] = item
    names = [name for name in (entry.level_one, entry.level_two, entry.level_three) if name]
    if names:
        node["dct:title"] = _zh(names[-1])
    for member in ("disclosure", "stage", "extent"):
        code = getattr(entry, member)
        if code:
            node[f"gk:{member}"] = _code(member, code)
    if entry.mode:
        node["dct:accessRights"] = [_code("mode", mode) for mode in entry.mode]
    if entry.content:
        node["gk:content"] = [_zh(element) for element in entry.content]
    if entry.basis:
        node["cv:hasLegalResource"] = [_legal_resource(basis) for basis in entry.basis]
    if entry.channels:
        node["cv:hasChannel"] = [_channel(channel) for channel in entry.channels]
    audience = [_code("audience", one.code) for one in entry.audience if one.code]
    if audience:
        node["dct:audience"] = audience
    if entry.time_limits:
        node["gk:timeLimit"] = [_zh(limit.text) for limit in entry.time_limits if limit.text]
    periods = {frequency: None for limit in entry.time_limits if (frequency := _period(limit))}
    if periods:
        node["dct:accrualPeriodicity"] = [{"@id": f"{_FREQUENCIES}{period}"} for period in periods]
    if entry.responsible_body:
        node["gk:responsibleBody"] = [_organisation(name, None) for name in entry.responsible_body]
    return node


def _period(limit: TimeLimit) -> str | None:
    if limit.kind != "periodic" or limit.unit is None:
        return None
    return _FREQUENCY.get((limit.quantity or 1, limit.unit))


def _legal_resource(basis: LegalBasis) -> Node:
    node: Node = {"@type": "eli:LegalResource"}
    if basis.title or basis.text:
        node["dct:title"] = _zh(basis.title or basis.text or "")
    if basis.number:
        node["dct:identifier"] = basis.number
    return node


def _channel(channel: Channel) -> Node:
    node: Node = {"@type": "cv:Channel"}
    if channel.code:
        node["dct:type"] = _code("channel", channel.code)
    if channel.text:
        node["dct:description"] = _zh(channel.text)
    return node


def _organisation(name: str, code: str | None) -> Node:
    types = ["foaf:Agent", "cv:PublicOrganisation", "schema:GovernmentOrganization"]
    node: Node = {"@type": types, "foaf:name": _zh(name), "dct:title": _zh(name)}
    return node | ({"dct:identifier": code} if code else {})


def _edition(edition: Edition | None) -> Node:
    if edition is None:
        return {}
    node: Node = {}
    if edition.version:
        node["dcat:version"] = edition.version
    if edition.previous:
        node["dcat:previousVersion"] = {"@id": f"{CONTEXT['gk']}edition:{quote(edition.previous)}"}
    if edition.issued:
        node["dct:issued"] = _day(edition.issued)
    if edition.effective:
        node["dct:valid"] = _day(edition.effective)
    if edition.status:
        node["adms:status"] = _code("item_status", edition.status)
    return node


def _zh(text: str) -> Node:
    return {"@value": text, "@language": "zh"}


def _day(day: date) -> Node:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
