"""YAML: the same documents as JSON, every place kept, and nothing guessed."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
import yaml
from hypothesis import given

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs import yaml as codec
from gongkai_standard.codecs.limits import Limits
from gongkai_standard.codecs.structure import unstructure
from gongkai_standard.codecs.yaml_text import emit
from gongkai_standard.compendium import Document
from gongkai_standard.errors import GongkaiError, LimitExceededError, UnreadableError
from gongkai_standard.testing.strategies import documents, json_values

HEAD = "gongkai: '1.0'\nkind: catalogue\n"


def read(text: str) -> Any:
    """The undeclared member x of a catalogue."""
    return codec.loads(f"{HEAD}x: {text}\n".encode()).document.unknown["x"]


def places(text: str | bytes, **limits: int) -> list[str]:
    """Where the problems are."""
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises((UnreadableError, LimitExceededError)) as caught:
        codec.loads(data, limits=Limits(**limits))
    return [problem.place for problem in caught.value.problems]


class TestRoundTrip:
    """What is written is read back the same, by this reader and by PyYAML's safe loaders."""

    @given(documents())
    def test_reading_what_was_written_gives_the_document(self, document: Document) -> None:
        assert codec.loads(codec.dumps(document)).document == document

    @given(documents())
    def test_pyyaml_reads_the_same(self, document: Document) -> None:
        text = codec.dumps(document).decode()

        assert _exact(yaml.safe_load(text)) == _exact(unstructure(document))

    @given(json_values(max_leaves=8))
    def test_any_json_value_is_kept(self, value: Any) -> None:
        assert _exact(yaml.safe_load(emit({"a": value, "": [value, [value]]}))) == _exact(
            {"a": value, "": [value, [value]]}
        )

    def test_people_can_read_it(self) -> None:
        document = Catalogue(
            title="标准目录", entries=(Entry(id="0012", content=("流程", "第一行\n第二行")), Entry(note="是"))
        )

        assert codec.dumps(document).decode() == (
            'gongkai: "1.0"\nkind: catalogue\ntitle: 标准目录\nentries:\n'
            '  - id: "0012"\n    content:\n      - 流程\n      - "第一行\\n第二行"\n  - note: 是\n'
        )

    def test_a_very_long_name_is_written_so_that_readers_take_it(self) -> None:
        tree = {"长" * 2000: {"b": 1}, "短": [{"长" * 2000: []}]}

        assert yaml.safe_load(emit(tree)) == tree

    def test_nothing_is_an_empty_object(self) -> None:
        assert emit({}) == "{}\n"

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", {1}])
    def test_what_json_has_not_is_refused_at_its_place(self, value: Any) -> None:
        with pytest.raises(GongkaiError, match="cannot be written as YAML") as caught:
            codec.dumps(Catalogue(unknown={"x": [value]}))

        assert caught.value.problems[0].place == "/x/0"


def _exact(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _exact(inner) for name, inner in value.items()}
    return [_exact(inner) for inner in value] if isinstance(value, list) else (type(value), value)


class TestPlainScalars:
    """Plain scalars are what JSON would have; all else is text."""

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("", None),
            ("~", None),
            ("null", None),
            ("true", True),
            ("False", False),
            ("0", 0),
            ("-12", -12),
            ("1.50", 1.5),
            ("1e3", 1000.0),
            ("-0.5E-2", -0.005),
        ],
    )
    def test_json_values(self, text: str, value: Any) -> None:
        assert (type(read(text)), read(text)) == (type(value), value)

    @pytest.mark.parametrize(
        "text",
        ["2018-06-01", "yes", "No", "on", "010", "0x1F", "1_000", "12:30", "+1", ".5", "1.", ".inf", ".nan", "=", "<<"],
    )
    def test_everything_else_is_text(self, text: str) -> None:
        assert read(text) == text

    @pytest.mark.parametrize("text", ["'true'", '"1"', "!!str 1", "! 1"])
    def test_quoted_and_tagged_texts_are_texts(self, text: str) -> None:
        assert isinstance(read(text), str)

    @pytest.mark.parametrize(
        ("text", "value"), [("!!int 3", 3), ("!!bool true", True), ("!!seq [1]", [1]), ("!!map {a: 1}", {"a": 1})]
    )
    def test_core_tags_that_fit_are_accepted(self, text: str, value: Any) -> None:
        assert read(text) == value

    def test_folded_and_literal_blocks_are_texts(self) -> None:
        assert read("|\n  1\n  2\ny: 0") == "1\n2\n"

    def test_a_name_is_a_text_however_it_looks(self) -> None:
        assert read("{1: a, yes: b, null: c}") == {"1": "a", "yes": "b", "null": "c"}


class TestUnreadable:
    """Every problem at once, with line:column."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", ["1:1"]),
            ("# nothing\n", ["1:1"]),
            (HEAD + "x: &a [*a]\ny: *b\nz: &b 1\n", ["3:8", "4:4"]),
            (HEAD + "x: 1\nx: 2\nentries:\n - {id: a, id: b}\n", ["4:1", "6:12"]),
            (HEAD + "x: [1]\nx: {y: 2}\n", ["4:1"]),
            (HEAD + "x: !!python/object:os.system [a]\ny: !local b\n", ["3:4", "4:4"]),
            (HEAD + "x: !!int many\n", ["3:4"]),
            (HEAD + "x: !!str [a]\n", ["3:4"]),
            (HEAD + "? [a]\n: 1\n? {b: c}\n: 2\n", ["3:3", "5:3"]),
            (HEAD + "---\nx: 1\n", ["3:1"]),
            (HEAD + "x: [1\n", ["4:1"]),
            (HEAD + "title: 标准目录\nx: \x01\n", ["4:4"]),
        ],
    )
    def test_problems_are_listed_with_their_places(self, text: str, expected: list[str]) -> None:
        assert places(text) == expected

    def test_bytes_that_are_not_utf8(self) -> None:
        assert places(b"kind: \xff") == ["1:7"]

    def test_limits_are_named(self) -> None:
        with pytest.raises(LimitExceededError, match="limit depth exceeded"):
            codec.loads(f"{HEAD}x: {'[' * 30}{']' * 30}".encode(), limits=Limits(depth=9))
        with pytest.raises(LimitExceededError, match="limit text exceeded"):
            codec.loads(f"{HEAD}x: {'y' * 50}".encode(), limits=Limits(text=40))
        with pytest.raises(LimitExceededError, match="limit size exceeded"):
            codec.loads(HEAD.encode(), limits=Limits(size=5))

    def test_a_document_of_no_kind_says_where(self) -> None:
        assert places("gongkai: '1.0'\nkind: poem\n") == ["2:7"]

    def test_another_model_version_is_noted_at_its_place(self) -> None:
        (note,) = codec.loads(b"kind: catalogue\ngongkai: '2.0'\n").notes

        assert note.place == "2:10"


class TestPlaces:
    """`where` answers line:column for every value."""

    TEXT = f"{HEAD}entries:\n  - id: a\n    content: [甲, 乙]\n  -\n    id: b\n"

    def test_every_value_has_its_place(self) -> None:
        reading = codec.loads(self.TEXT.encode())

        assert dict(reading.places) == {
            "": "1:1",
            "/gongkai": "1:10",
            "/kind": "2:7",
            "/entries": "4:3",
            "/entries/0": "4:5",
            "/entries/0/id": "4:9",
            "/entries/0/content": "5:14",
            "/entries/0/content/0": "5:15",
            "/entries/0/content/1": "5:18",
            "/entries/1": "7:5",
            "/entries/1/id": "7:9",
        }
        assert len(reading.places) == 11

    @pytest.mark.parametrize("at", ["/x", "/entries/2", "/entries/-3", "/entries/a", "/kind/0", "kind"])
    def test_what_is_absent_has_no_place(self, at: str) -> None:
        assert at not in codec.loads(self.TEXT.encode()).places


class TestAliases:
    """An alias repeats a value, within a limit, and stands where it is used."""

    def test_what_an_alias_repeats_has_its_own_place(self) -> None:
        text = f"{HEAD}entries:\n  - id: &i a\n    content: &c [甲, 乙]\n  - id: *i\n    content: *c\n"
        reading = codec.loads(text.encode())
        document = reading.document

        assert isinstance(document, Catalogue)
        assert document.entries == (Entry(id="a", content=("甲", "乙")),) * 2
        assert reading.where("/entries/1/id") == "6:9"
        assert reading.where("/entries/1/content") == "7:14"

    def test_an_alias_bomb_is_an_error_that_names_the_limit(self) -> None:
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]

        with pytest.raises(LimitExceededError, match="limit aliases exceeded: at most 10000"):
            codec.loads((HEAD + "\n".join(lines)).encode())

    def test_levels_that_aliases_add_count(self) -> None:
        lines = ["a0: &a0 [[[x]]]", *(f"a{n}: &a{n} [[[*a{n - 1}]]]" for n in range(1, 9))]

        with pytest.raises(LimitExceededError, match="limit depth exceeded"):
            codec.loads((HEAD + "\n".join(lines)).encode(), limits=Limits(depth=20))


class TestWithoutTheCLoader:
    """PyYAML may be built without libyaml; the pure reader then does the same work."""

    def test_the_pure_loader_reads_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        quick = codec.loads(TestPlaces.TEXT.encode())
        monkeypatch.setattr(codec, "_LOADER", yaml.SafeLoader)
        pure = codec.loads(TestPlaces.TEXT.encode())

        assert pure.document == quick.document
        assert dict(pure.places) == dict(quick.places)

    def test_it_is_chosen_when_the_other_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
        try:
            assert importlib.reload(codec)._LOADER is yaml.SafeLoader
        finally:
            monkeypatch.undo()
            importlib.reload(codec)
