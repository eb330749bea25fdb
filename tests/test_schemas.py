"""The published schemas: they say what the model says, and accept what the readers take."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from gongkai_standard.checking import check
from gongkai_standard.codecs.structure import structure, unstructure, version_notes
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import KINDS, Document
from gongkai_standard.errors import UnknownNameError
from gongkai_standard.publish.schema import bundled, dereferenced, name_of, split
from gongkai_standard.publish.schemas import SHAPES, Shape, all_schemas, names, published, roots, schema, schema_id
from gongkai_standard.publish.validation import findings, is_valid
from gongkai_standard.rules.engine import STRUCTURE
from gongkai_standard.rules.structure import misshapen
from gongkai_standard.shape import HEAD, Form, members
from gongkai_standard.terms import terms_of
from gongkai_standard.testing.strategies import documents

FORMS = (False, True)


_OTHER_VALUES: list[Any] = [None, 1, True, "x", "1.0", "1.7", "2018-02-30", "2018-02-03", [], ["x"], {}, [{}], [None]]


@st.composite
def trees_with_a_fault(draw: st.DrawFn) -> dict[str, Any]:
    """The tree of a document in which one declared member, somewhere, was given another value."""
    document = draw(documents(unknown=False))
    tree = unstructure(document)
    places = [place for place in _places(type(document), tree) if place != (tree, HEAD[1])]
    holder, name = draw(st.sampled_from(places))
    holder[name] = draw(
        st.sampled_from([None, 1, True, "x", "1.0", "2018-02-30", "2018-02-03", [], ["x"], {}, [{}], [None]])
    )
    return tree


def _places(noun: Any, tree: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """(object, member name) of every declared member of a tree and of the objects inside it."""
    if noun in KINDS.values():
        yield from ((tree, name) for name in HEAD)
    for m in members(noun):
        yield tree, m.name
        held = tree.get(m.name)
        if m.form is Form.NOUN and held:
            yield from _places(m.noun, held)
        elif m.form is Form.NOUNS and held:
            for inner in held:
                yield from _places(m.noun, inner)


def own_verdict(tree: dict[str, Any]) -> bool:
    """Whether the reader has no complaint about shape."""
    document = structure(tree)
    return not any(misshapen(document)) and not version_notes(document)


class TestAgreement:
    """The open form takes what the readers take without a complaint about shape."""

    @given(documents())
    def test_on_any_document(self, document: Document) -> None:
        tree = unstructure(document)

        assert is_valid(tree) == own_verdict(tree)

    @given(trees_with_a_fault())
    def test_on_a_document_with_one_fault(self, tree: dict[str, Any]) -> None:
        assert is_valid(tree) == own_verdict(tree)

    @given(documents(unknown=False))
    def test_the_strict_form_takes_what_the_writers_give(self, document: Document) -> None:
        """But for codes that no closed list has, which only the open form lets pass."""
        tree = unstructure(document)

        assert all(f.params.get("variant") == "choice" for f in findings(tree, strict=True))

    @given(documents())
    def test_what_the_strict_form_takes_the_open_form_takes(self, document: Document) -> None:
        tree = unstructure(document)

        assert is_valid(tree) or not is_valid(tree, strict=True)

    def test_strict_refuses_nulls_strangers_and_a_missing_head(self) -> None:
        head = {"gongkai": "1.0", "kind": "catalogue"}

        assert is_valid(head, strict=True)
        for tree in ({"kind": "catalogue"}, {**head, "title": None}, {**head, "x": 1}):
            assert is_valid(tree)
            assert not is_valid(tree, strict=True)


class TestFindings:
    """Errors of the schemas become findings of the rule that speaks of shapes."""

    def told(self, tree: object, **options: Any) -> list[tuple[str, str]]:
        return [(f.at, f.message) for f in findings(tree, **options)]

    def test_each_says_where_and_what(self) -> None:
        tree = {
            "kind": "catalogue",
            "gongkai": "2.0",
            "edition": {"issued": "2018-02-30"},
            "entries": [{"content": "x", "levels": ["city"], "time_limits": [{"quantity": "3"}]}, 7],
        }

        assert self.told(tree) == [
            ("/gongkai", "数据不符合规范：应为数据模型版本（1.x）"),
            ("/edition/issued", "数据不符合规范：应为日期（YYYY-MM-DD）"),
            ("/entries/0/content", "数据不符合规范：应为列表"),
            ("/entries/0/time_limits/0/quantity", "数据不符合规范：应为整数"),
            (
                "/entries/0/levels/0",
                "数据不符合规范：应为 national、provincial、prefectural、county、township、village 之一",
            ),
            ("/entries/1", "数据不符合规范：应为对象"),
        ]

    def test_the_rule_says_the_same_of_a_list_of_any_values(self) -> None:
        tree = {"gongkai": "1.0", "kind": "compendium", "attestations": [{"requirement": "R-024", "evidence": "x"}]}
        (found,) = (f for f in check(structure(tree)).findings if f.rule == STRUCTURE)

        assert self.told(tree) == [(found.at, found.message)]
        assert found.at == "/attestations/0/evidence"

    def test_a_line_break_after_a_date_is_no_date(self) -> None:
        assert self.told({"kind": "catalogue", "edition": {"issued": "2018-02-03\n"}}) == [
            ("/edition/issued", "数据不符合规范：应为日期（YYYY-MM-DD）")
        ]

    def test_strict_names_what_is_missing_and_what_nobody_declared(self) -> None:
        assert self.told({"x": 1, "y": 2}, name="catalogue", strict=True) == [
            ("/gongkai", "数据不符合规范：缺少成员 gongkai"),
            ("/kind", "数据不符合规范：缺少成员 kind"),
            ("/x", "数据不符合规范：数据模型没有成员 x"),
            ("/y", "数据不符合规范：数据模型没有成员 y"),
        ]

    def test_they_are_of_one_rule_and_bilingual(self) -> None:
        (finding,) = findings({"kind": "catalogue", "title": 1})

        assert finding.rule == STRUCTURE
        assert finding.message_en == "Not of the shape that the data model gives it: must be a text"

    @given(documents())
    def test_there_are_some_exactly_when_the_document_is_not_valid(self, document: Document) -> None:
        tree = unstructure(document)

        for strict in FORMS:
            assert bool(list(findings(tree, strict=strict))) != is_valid(tree, strict=strict)

    def test_an_unknown_name_is_refused(self) -> None:
        with pytest.raises(UnknownNameError, match="item-list"):
            is_valid({}, name="nothing")


class TestShapes:
    """Split, bundled and dereferenced forms accept and reject the same documents."""

    @staticmethod
    def validator(name: str, shape: Shape, strict: bool) -> Any:
        registry = Registry().with_resources(
            (made["$id"], Resource.from_contents(made))
            for _, made in (all_schemas(strict=strict) if shape == "split" else ())
        )
        return Draft202012Validator(schema(name, strict=strict, shape=shape), registry=registry)

    @given(trees_with_a_fault(), st.booleans())
    def test_on_faulty_documents(self, tree: dict[str, Any], strict: bool) -> None:
        for name in ("document", tree["kind"].replace("_", "-")):
            verdicts = {self.validator(name, shape, strict).is_valid(tree) for shape in SHAPES}
            assert len(verdicts) == 1

    @pytest.mark.parametrize("strict", FORMS)
    @pytest.mark.parametrize("name", names())
    def test_every_schema_is_one(self, name: str, strict: bool) -> None:
        for shape in SHAPES:
            Draft202012Validator.check_schema(schema(name, strict=strict, shape=shape))

    @pytest.mark.parametrize("strict", FORMS)
    def test_bundled_and_dereferenced_forms_stand_alone(self, strict: bool) -> None:
        for name in roots():
            assert "$ref" not in json.dumps(schema(name, strict=strict, shape="dereferenced"))
            bundle = schema(name, strict=strict, shape="bundled")
            for target in _references(bundle):
                assert target.removeprefix("#/$defs/") in bundle["$defs"]

    @pytest.mark.parametrize("strict", FORMS)
    def test_ids_are_the_names(self, strict: bool) -> None:
        found = {made["$id"]: name for name, made in all_schemas(strict=strict)}

        assert found == {schema_id(name, strict=strict): name for name in names()}

    def test_no_choice_without_a_mark_that_decides_it(self) -> None:
        for name in names():
            for shape in SHAPES:
                text = json.dumps(schema(name, shape=shape))
                assert "oneOf" not in text


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _references(inner)


class TestDrift:
    """The schemas say what the model and the code lists say, no more and no less."""

    @pytest.mark.parametrize("noun", [n for n in published().values() if n in KINDS.values() or "unknown" in dir(n)])
    def test_properties_are_the_members_in_order(self, noun: Any) -> None:
        head = list(HEAD) if noun in KINDS.values() else []

        assert list(split(noun)["properties"]) == head + [m.name for m in members(noun)]

    @pytest.mark.parametrize("noun", published().values())
    def test_every_word_of_the_model_opens_a_description(self, noun: Any) -> None:
        properties = split(noun)["properties"]

        for attribute, term in terms_of(noun).items():
            assert properties[attribute.rstrip("_")]["description"].startswith(f"{term.zh} · {term.en}.")

    @pytest.mark.parametrize("noun", published().values())
    def test_every_noun_has_a_title_in_both_languages_and_a_description(self, noun: Any) -> None:
        made = split(noun)
        zh, _, en = made["title"].partition(" · ")

        assert any("\u4e00" <= c <= "\u9fff" for c in zh)
        assert en.isascii()
        assert made["description"]

    @pytest.mark.parametrize("noun", published().values())
    def test_strict_closes_exactly_the_closed_lists(self, noun: Any) -> None:
        properties = split(noun, strict=True)["properties"]

        for attribute, term in terms_of(noun).items():
            made = properties[attribute.rstrip("_")]
            enum = made.get("items", made).get("enum")
            if term.codes and enum:
                assert code_list(term.codes).closed
                assert set(enum) <= {code.code for code in code_list(term.codes)}
            elif term.codes and made.get("items", made).get("type") == "string":
                assert not code_list(term.codes).closed

    def test_two_classes_never_share_a_name(self) -> None:
        assert len({name_of(noun) for noun in published().values()}) == len(published())

    def test_bundles_are_made_of_the_split_forms(self) -> None:
        for noun in KINDS.values():
            for name, part in bundled(noun).get("$defs", {}).items():
                apart = schema(name)
                named = json.loads(json.dumps(part).replace("#/$defs/", schema_id("")))
                assert named == {
                    key: value for key, value in apart.items() if key not in ("$schema", "$id", "examples")
                }

    def test_dereferencing_does_not_touch_the_split_form(self) -> None:
        before = {name: copy.deepcopy(schema(name)) for name in names()}
        for noun in KINDS.values():
            dereferenced(noun)

        assert {name: schema(name) for name in names()} == before


class TestExamples:
    """Schemas show an example of what is handed over whole, and it is one."""

    @pytest.mark.parametrize("strict", FORMS)
    @pytest.mark.parametrize("name", ["finding", *(name for name in roots() if name != "document")])
    def test_the_example_is_valid(self, name: str, strict: bool) -> None:
        (example,) = schema(name, strict=strict)["examples"]

        assert not list(findings(example, name=name, strict=strict))


class TestReports:
    """A report is published under a schema of its own."""

    @given(documents())
    def test_every_report_is_strictly_valid(self, document: Document) -> None:
        tree = json.loads(check(document).to_json())

        assert is_valid(tree, name="report", strict=True), list(findings(tree, name="report", strict=True))

    def test_what_a_report_always_has_is_required(self) -> None:
        required = schema("finding")["required"]

        assert set(required) >= {"rule", "severity", "at", "message", "fix"}
        assert not set(required) & {
            a.name for a in attrs.fields(published()["finding"]) if a.default is not attrs.NOTHING
        }
