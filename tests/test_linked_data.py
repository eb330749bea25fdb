"""Linked data: what RDF tools read out of our JSON-LD and Turtle, and what must never be claimed there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codelists import code_list, code_list_names
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.edition import Edition
from gongkai_standard.errors import MissingExtraError
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import Item, ItemList
from gongkai_standard.publish import vocabulary
from gongkai_standard.publish.linked_data import CONTEXT, linked_data
from gongkai_standard.publish.vocabulary import ELEMENT_COLUMNS, code_urn, concept_scheme, data_elements, turtle
from gongkai_standard.publisher import Publisher
from gongkai_standard.testing.strategies import documents
from gongkai_standard.time_limit import TimeLimit, parse

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
"""Its reader of JSON-LD warns of its own classes."""


def read(tree: dict[str, Any]) -> Graph:
    return Graph().parse(data=json.dumps(tree), format="json-ld")


def term(name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    return URIRef(CONTEXT[prefix] + local)


class TestCodeLists:
    """Every list is a concept scheme, and nothing of it is lost on the way."""

    @pytest.mark.parametrize("name", code_list_names())
    def test_labels_notations_and_sources_come_out_again(self, name: str) -> None:
        graph = read(concept_scheme(name))

        for code in code_list(name):
            concept = URIRef(code_urn(name, code.code))
            assert Literal(code.zh, lang="zh") in set(graph.objects(concept, SKOS.prefLabel))
            assert {str(label) for label in graph.objects(concept, SKOS.altLabel)} == set(code.also) - {code.zh}
            assert [str(n) for n in graph.objects(concept, SKOS.notation)] == ([code.notation] if code.notation else [])
            assert [str(n) for n in graph.objects(concept, DCTERMS.source)] == [code.source]

    @pytest.mark.parametrize("name", code_list_names())
    def test_turtle_says_the_same_and_is_always_the_same(self, name: str) -> None:
        tree = concept_scheme(name)
        text = turtle(tree)

        assert set(Graph().parse(data=text, format="turtle")) == set(read(tree))
        assert turtle(concept_scheme(name)) == text

    def test_without_the_library_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(vocabulary, "find_spec", lambda _: None)

        with pytest.raises(MissingExtraError, match="rdf"):
            turtle(concept_scheme("stage"))


class TestDataElements:
    """One row for each member of the model, in the manner of GB/T 19488."""

    def test_rows_have_the_columns_and_names_of_their_own(self) -> None:
        rows = list(data_elements())

        assert all(len(row) == len(ELEMENT_COLUMNS) and row[1] and row[2] for row in rows)
        assert len({row[0] for row in rows}) == len(rows)
        assert ("entry.time_limits", "公开时限") in {row[:2] for row in rows}


class TestDocuments:
    """Documents as DCAT, CPSV-AP and schema.org."""

    @given(documents(unknown=False))
    def test_any_document_can_be_read(self, document: Document) -> None:
        assert len(read(linked_data(document))) > 0

    def test_a_catalogue_is_a_dataset_of_its_publisher(self) -> None:
        catalogue = Catalogue(
            profile="henan-2017",
            title="标准目录",
            publisher=Publisher(name="洛龙区", credit_code="11"),
            edition=Edition(version="2018.1", previous="2017.1"),
            entries=(Entry(id="e", item_id="i", domain="elderly_care", content=("办理流程",), mode=("proactive",)),),
        )
        graph = read(linked_data(catalogue, base="urn:x:"))
        dataset, entry = URIRef("urn:x:catalogue"), URIRef("urn:x:entry:e")

        assert term("dcat:Dataset") in set(graph.objects(dataset, RDF.type))
        assert graph.value(dataset, term("dcat:version")) == Literal("2018.1")
        assert graph.value(dataset, term("dcat:theme")) == URIRef(code_urn("domain", "elderly_care"))
        assert graph.value(entry, term("gk:item")) == URIRef("urn:x:item:i")
        assert graph.value(entry, DCTERMS.accessRights) == URIRef(code_urn("mode", "proactive"))

    def test_a_domain_is_a_concept_with_a_name_or_else_a_keyword(self) -> None:
        """DCAT-AP: a theme is a concept. What is no code stays a word."""
        rows = tuple(Entry(id=name, domain=name) for name in ("elderly_care", "x-tangyin:tourism", "旅游"))
        graph = read(linked_data(Catalogue(entries=rows), base="urn:x:"))
        dataset = URIRef("urn:x:catalogue")
        themes = set(graph.objects(dataset, term("dcat:theme")))

        assert {str(label) for theme in themes for label in graph.objects(theme, SKOS.prefLabel)} == {
            next(code.zh for code in code_list("domain") if code.code == "elderly_care"),
            "x-tangyin:tourism",
        }
        assert list(graph.objects(dataset, term("dcat:keyword"))) == [Literal("旅游", lang="zh")]
        assert graph.value(dataset, DCTERMS.description) == Literal("标准目录，共3行", lang="zh")

    @pytest.mark.parametrize(
        ("power_type", "kind"),
        [("permit", "cpsv:PublicService"), ("public_service", "cpsv:PublicService"), ("penalty", "gk:DisclosureItem")],
    )
    def test_only_what_is_applied_for_is_a_service(self, power_type: str, kind: str) -> None:
        graph = read(linked_data(ItemList(items=(Item(id="i", name="事项", power_type=power_type),)), base="urn:x:"))

        assert term(kind) in set(graph.objects(URIRef("urn:x:item:i"), RDF.type))

    @given(st.sampled_from(["20个工作日内", "每季度", "每月15日前", "及时公开", "长期公开"]))
    def test_a_disclosure_deadline_is_never_a_handling_time(self, phrase: str) -> None:
        limits: tuple[TimeLimit, ...] = parse(phrase)
        graph = read(linked_data(Catalogue(entries=(Entry(id="e", time_limits=limits),))))

        assert not list(graph.subject_objects(term("cv:processingTime")))
        says_how_often = list(graph.subject_objects(DCTERMS.accrualPeriodicity))
        assert bool(says_how_often) == (phrase == "每季度" or (phrase == "每月15日前" and limits[0].kind == "periodic"))

    def test_a_guide_says_how_long_handling_takes(self) -> None:
        graph = read(
            linked_data(Compendium(guides=(Guide(item_id="i", title="指南", promised_days=5),)), base="urn:x:")
        )

        assert str(graph.value(URIRef("urn:x:item:i"), term("cv:processingTime"))) == "P5D"

    def test_a_code_that_no_list_has_stays_a_text(self) -> None:
        graph = read(linked_data(Catalogue(entries=(Entry(id="e", stage="某环节"),)), base="urn:x:"))

        assert graph.value(URIRef("urn:x:entry:e"), term("gk:stage")) == Literal("某环节", lang="zh")
