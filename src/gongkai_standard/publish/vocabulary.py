"""代码表 as SKOS, and the members of the model as data elements in the manner of GB/T 19488.

The names of lists and codes are URNs, which nothing ever looks up: `urn:gongkai:codes:stage:guide`.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Any, Final

from gongkai_standard.codelists import Code, CodeList, code_list
from gongkai_standard.errors import MissingExtraError, Problem
from gongkai_standard.publish.schema import words_of
from gongkai_standard.publish.schemas import published
from gongkai_standard.shape import Form, members
from gongkai_standard.terms import terms_of

_LISTS: Final = "urn:gongkai:codes:"

PREFIXES: Final[Mapping[str, str]] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def list_urn(name: str) -> str:
    """The URN of a code list."""
    return f"{_LISTS}{name}"


def code_urn(name: str, code: str) -> str:
    """The URN of a code of a list.

    >>> code_urn("stage", "guide")
    'urn:gongkai:codes:stage:guide'
    """
    return f"{_LISTS}{name}:{code}"


def concept_scheme(name: str) -> dict[str, Any]:
    """A code list as SKOS in JSON-LD: the scheme, then its concepts in order. Raises UnknownNameError."""
    codes = code_list(name)
    scheme: dict[str, Any] = {
        "@id": list_urn(name),
        "@type": "skos:ConceptScheme",
        "dct:title": _both(codes.zh, codes.en),
        "dct:identifier": name,
    }
    if codes.note:
        scheme["skos:note"] = codes.note
    return {"@context": dict(PREFIXES), "@graph": [scheme, *(_concept(codes, code) for code in codes)]}


def turtle(tree: Mapping[str, Any]) -> bytes:
    """JSON-LD as Turtle, subjects and predicates sorted.

    Raises MissingExtraError without the extra `rdf`.
    """
    if find_spec("rdflib") is None:
        raise MissingExtraError(
            Problem(
                message='写出 Turtle 需要先安装：pip install "gongkai-standard[rdf]"',
                message_en='to write Turtle, first run: pip install "gongkai-standard[rdf]"',
            )
        )
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # its reader warns of its own classes
        graph.parse(data=json.dumps(tree), format="json-ld")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph.serialize(format="turtle", encoding="utf-8")


def _concept(codes: CodeList, code: Code) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@id": code_urn(codes.name, code.code),
        "@type": "skos:Concept",
        "skos:inScheme": {"@id": list_urn(codes.name)},
        "skos:prefLabel": _both(code.zh, code.en),
    }
    if code.notation:
        said["skos:notation"] = code.notation
    labels = [label for label in code.also if label != code.zh]
    if labels:
        said["skos:altLabel"] = [{"@value": label, "@language": "zh"} for label in labels]
    dates = [f"{word}={day.isoformat()}" for word, day in (("since", code.since), ("until", code.until)) if day]
    if dates:
        said["skos:historyNote"] = "; ".join(dates)
    if code.until:
        said["owl:deprecated"] = True
    heirs = [heir for heir in code.replaced_by if heir in codes]
    if heirs:
        said["dct:isReplacedBy"] = [{"@id": code_urn(codes.name, heir)} for heir in heirs]
    said["dct:source"] = code.source
    said["skos:editorialNote"] = f"certainty={code.certainty}"
    return said


def _both(zh: str, en: str) -> list[dict[str, str]]:
    return [{"@value": zh, "@language": "zh"}, *([{"@value": en, "@language": "en"}] if en else [])]


ELEMENT_COLUMNS: Final = ("内部标识符", "中文名称", "英文名称", "定义", "数据类型和格式", "值域", "同义名称")
"""The columns of the table of data elements. Source: GB/T 19488.1-2004 (from memory, not checked against its text)."""

_FORMATS: Final[Mapping[Form, str]] = {
    Form.TEXT: "C..ul",
    Form.TEXTS: "C..ul(多值)",
    Form.INTEGER: "N..9",
    Form.BOOLEAN: "true/false",
    Form.DATE: "YYYY-MM-DD",
    Form.CHOICE: "C..32",
    Form.CHOICES: "C..32(多值)",
    Form.MAPPING: "对象",
    Form.VALUES: "C..ul(多值)",
    Form.NOUN: "对象",
    Form.NOUNS: "对象(多值)",
}


def data_elements() -> Iterator[tuple[str, ...]]:
    """One row for each member of each noun, in the columns of `ELEMENT_COLUMNS`."""
    for name, noun in published().items():
        terms = terms_of(noun)
        title = words_of(noun)[0].partition(" · ")[0]
        for member in members(noun) if terms else ():
            term = terms.get(member.attribute)
            if term is not None:
                yield (
                    f"{name}.{member.name}",
                    term.zh,
                    term.en,
                    f"{title}的{term.zh}",
                    _FORMATS[member.form],
                    term.codes or (",".join(sorted(member.choices))),
                    "、".join(term.also),
                )
