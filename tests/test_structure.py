"""Plain trees ↔ documents: nothing lost, nothing coerced, written back in place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs.structure import structure, unstructure, version_notes
from gongkai_standard.compendium import KINDS, Compendium, Document
from gongkai_standard.errors import UnreadableError
from gongkai_standard.mapping import EMPTY
from gongkai_standard.shape import members
from gongkai_standard.testing.strategies import documents
from gongkai_standard.time_limit import TimeLimit


def catalogue(**given_members: Any) -> Catalogue:
    document = structure({"gongkai": "1.0", "kind": "catalogue", **given_members})
    assert isinstance(document, Catalogue)
    return document


class TestRoundTrip:
    """Unknown members survive a round trip unchanged (design: JSON)."""

    @given(documents())
    def test_reading_what_was_written_gives_the_document(self, document: Document) -> None:
        assert structure(unstructure(document)) == document

    @given(documents())
    def test_writing_what_was_read_gives_the_same_tree_in_the_same_order(self, document: Document) -> None:
        tree = unstructure(document)

        assert _listed(unstructure(structure(tree))) == _listed(tree)

    @given(documents())
    def test_every_document_opens_with_version_and_kind(self, document: Document) -> None:
        assert list(unstructure(document))[:2] == ["gongkai", "kind"]

    def test_members_stand_in_order_of_declaration_and_undeclared_ones_behind(self) -> None:
        tree = {"y": 1, "kind": "catalogue", "entries": [{"x": None, "stage": "guide", "id": "a"}], "title": "t"}

        written = unstructure(structure(tree))

        assert list(written) == ["gongkai", "kind", "title", "entries", "y"]
        assert list(written["entries"][0]) == ["id", "stage", "x"]


def _listed(value: Any) -> Any:
    """Objects as lists of pairs, so that the order of members takes part in comparing."""
    if isinstance(value, dict):
        return [(name, _listed(inner)) for name, inner in value.items()]
    return [_listed(inner) for inner in value] if isinstance(value, list) else (type(value), value)


class TestWrongShapes:
    """A declared member in another shape stays in `unknown`; nothing is coerced."""

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("quantity", "3"),
            ("quantity", 3.0),
            ("quantity", True),
            ("unit", "fortnight"),
            ("unit", ["month"]),
            ("text", 20),
            ("before", "true"),
            ("before", 1),
        ],
    )
    def test_a_scalar_of_another_type_is_kept_as_it_is(self, name: str, value: Any) -> None:
        term = catalogue(entries=[{"time_limits": [{name: value}]}]).entries[0].time_limits[0]

        assert getattr(term, name) is None
        assert term.unknown == {name: value}
        assert unstructure(term) == {name: value}

    @pytest.mark.parametrize(
        "value", ["2018-13-01", "20180501", "2018-5-1", "2018-W01-1", 20180501, "2018-05-01T00:00"]
    )
    def test_only_a_calendar_date_is_a_date(self, value: Any) -> None:
        edition = catalogue(edition={"issued": value}).edition

        assert edition is not None
        assert edition.issued is None
        assert edition.unknown == {"issued": value}

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("content", "x"),
            ("content", ["x", 1]),
            ("mode", ["proactive", "secret"]),
            ("basis", [{}, None]),
            ("basis", {"text": "x"}),
            ("extra", []),
            ("exemption", "yes"),
        ],
    )
    def test_a_list_or_object_of_another_shape_is_kept_whole(self, name: str, value: Any) -> None:
        entry = catalogue(entries=[{"id": "a", name: value}]).entries[0]

        assert entry == Entry(id="a", unknown={name: value})
        assert unstructure(entry) == {"id": "a", name: value}

    def test_nothing_is_true_of_both_a_kept_and_a_typed_member(self) -> None:
        assert unstructure(TimeLimit(quantity=3, unknown={"quantity": "3"})) == {"quantity": 3}


class TestAbsence:
    """null and empty containers given for a declared member equal leaving it out."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_explicit_nulls_are_absent(self, kind: str) -> None:
        noun: Any = KINDS[kind]
        tree: dict[str, Any] = {"gongkai": None, "kind": kind, **{m.name: None for m in members(noun)}}

        assert structure(tree) == noun()

    def test_empty_lists_and_objects_are_absent(self) -> None:
        assert catalogue(entries=[{"content": [], "basis": [], "extra": {}}]).entries == (Entry(),)

    def test_an_empty_text_is_a_text(self) -> None:
        assert catalogue(title="").title == ""

    def test_an_undeclared_null_is_kept(self) -> None:
        assert catalogue(x=None).unknown == {"x": None}

    def test_what_holds_nothing_shares_one_empty_mapping(self) -> None:
        assert catalogue().unknown is EMPTY


class TestKinds:
    """The `kind` member decides; what names no document is an error with its place."""

    @pytest.mark.parametrize("tree", [[], "catalogue", None, 3])
    def test_the_outermost_value_is_an_object(self, tree: object) -> None:
        with pytest.raises(UnreadableError, match="最外层应为一个对象"):
            structure(tree)

    @pytest.mark.parametrize("tree", [{"kind": "poem"}, {"kind": ["catalogue"]}, {"kind": None}])
    def test_an_unknown_kind_is_refused_at_its_place(self, tree: object) -> None:
        with pytest.raises(UnreadableError, match="is not a kind of document") as caught:
            structure(tree, where=lambda at: f"at {at}")

        assert caught.value.problems[0].place == "at /kind"

    def test_a_missing_kind_is_refused(self) -> None:
        with pytest.raises(UnreadableError, match="缺少 kind"):
            structure({"gongkai": "1.0"})

    def test_documents_inside_a_compendium_need_no_head_and_are_written_with_one(self) -> None:
        document = structure({"kind": "compendium", "catalogues": [{"title": "t"}]})

        assert document == Compendium(catalogues=(Catalogue(title="t"),))
        assert unstructure(document)["catalogues"] == [{"gongkai": "1.0", "kind": "catalogue", "title": "t"}]

    def test_a_document_inside_that_names_another_kind_is_kept_so(self) -> None:
        tree = {"gongkai": "1.0", "kind": "compendium", "catalogues": [{"gongkai": "1.0", "kind": "item_list"}]}

        assert unstructure(structure(tree)) == tree


class TestVersions:
    """The data model's version: 1.x is read, another is read with a warning and kept."""

    @pytest.mark.parametrize("version", ["1.0", "1.7"])
    def test_minor_versions_are_understood(self, version: str) -> None:
        document = structure({"gongkai": version, "kind": "catalogue"})

        assert version_notes(document) == ()
        assert unstructure(document)["gongkai"] == version

    @pytest.mark.parametrize("version", ["2.0", 1, "1.x", "1."])
    def test_other_versions_are_noted_and_kept(self, version: Any) -> None:
        document = structure({"gongkai": version, "kind": "catalogue"})

        (note,) = version_notes(document, where=lambda at: at)

        assert (note.code, note.level, note.place) == ("other_model_version", "warning", "/gongkai")
        assert unstructure(document)["gongkai"] == version
