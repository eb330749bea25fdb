"""JSON: exact both ways, quick where that is proven, and every fault of a text with its place."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.channel import Channel
from gongkai_standard.codecs import json as codec
from gongkai_standard.codecs import json_twins
from gongkai_standard.codecs.canonical import canonical
from gongkai_standard.codecs.json_text import Places, parse
from gongkai_standard.codecs.limits import DEFAULT, Limits
from gongkai_standard.codecs.structure import structure, unstructure
from gongkai_standard.compendium import Document
from gongkai_standard.errors import GongkaiError, LimitExceededError, UnreadableError
from gongkai_standard.item_list import Item, SourceEntry
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.location import parts
from gongkai_standard.shape import members
from gongkai_standard.testing.strategies import documents, json_values

HEAD = b'{"gongkai":"1.0","kind":"catalogue"'
CLEAN = documents(unknown=False)


def compact(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def exactly(data: bytes) -> Document:
    return structure(parse(data.decode(), DEFAULT))


class TestRoundTrip:
    """Unknown members survive; writing is deterministic and leaves absent members out."""

    @given(documents())
    def test_reading_what_was_written_gives_the_document(self, document: Document) -> None:
        assert codec.loads(codec.dumps(document)).document == document

    @given(documents(), st.sampled_from([None, 1, 2, 4]))
    def test_writing_is_what_the_standard_library_writes(self, document: Document, indent: int | None) -> None:
        separators = None if indent else (",", ":")
        text = json.dumps(unstructure(document), ensure_ascii=False, indent=indent, separators=separators)

        assert json.loads(codec.dumps(document, indent=indent)) == json.loads(text)
        if not indent:
            assert codec.dumps(document) == text.encode()

    def test_people_get_lines_and_a_final_newline(self) -> None:
        assert codec.dumps(Catalogue(title="甲"), indent=2).decode() == (
            '{\n  "gongkai": "1.0",\n  "kind": "catalogue",\n  "title": "甲"\n}\n'
        )

    def test_lists_that_occur_twice_are_written_twice(self) -> None:
        channels = (Channel(code="government_website"),)
        document = Catalogue(entries=(Entry(id="a", channels=channels), Entry(id="b", channels=channels)))

        assert codec.dumps(document) == compact(unstructure(document))

    def test_more_different_parts_than_are_shared_cross_alike(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(json_twins, "_MAX_SHARED", 1)
        json_twins._giver.cache_clear()
        document = Catalogue(
            entries=tuple(
                Entry(channels=(Channel(text=f"{n}"),), basis=(LegalBasis(text=f"{n}"), LegalBasis(title=f"{n}")))
                for n in range(4)
            )
        )
        try:
            data = codec.dumps(document)

            assert data == compact(unstructure(document))
            assert json_twins.read(data, DEFAULT) == document
        finally:
            json_twins._giver.cache_clear()

    def test_nouns_with_unknown_members_are_written_beside_others(self) -> None:
        basis = (LegalBasis(text="a"), LegalBasis(text="b", unknown={"x": [1]}))
        document = Catalogue(entries=(Entry(basis=basis), Entry(basis=basis)))

        assert codec.dumps(document) == compact(unstructure(document))

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", {1}, {"a": ["\udfff"]}])
    @pytest.mark.parametrize("is_canonical", [True, False])
    def test_what_json_cannot_hold_is_refused_at_its_place(self, value: Any, is_canonical: bool) -> None:
        document = Catalogue(entries=(Entry(extra={"a": value}),))

        with pytest.raises(GongkaiError, match="cannot be written as") as caught:
            codec.dumps(document, canonical=is_canonical)

        assert caught.value.problems[0].place.startswith("/entries/0/extra/a")


class TestQuickPath:
    """The quick path accepts only what it proves, and then agrees with the exact path."""

    @given(CLEAN)
    @example(Catalogue(entries=(Entry(responsible_body=("养老服务", ":冒号开头")),)))
    def test_documents_as_they_are_written_are_read_quickly(self, document: Document) -> None:
        data = codec.dumps(document)
        colons = data.count(b":")
        names = sum(text.endswith(b":") for text in re.findall(rb'"(?:[^"\\]|\\.)*":?', data))

        quick = json_twins.read(data, DEFAULT)

        assert quick in (None, document)
        if colons == names:
            assert quick == document

    def test_texts_with_colons_are_read_quickly_too(self) -> None:
        data = HEAD + '","title": "见 http://example.invalid 于 9:00","entries":[{"id":"a"}]}'.encode()[1:]

        assert json_twins.read(data, DEFAULT) == exactly(data)

    def test_lists_of_different_nouns_that_read_alike_stay_apart(self) -> None:
        row = b'{"channels":[{"code":"x","text":"y"}],"audience":[{"code":"x","text":"y"}]}'
        data = HEAD + b',"entries":[' + row + b"]}"

        assert json_twins.read(data, DEFAULT) == exactly(data)

    def test_what_is_wrong_in_a_part_that_recurs_is_never_lost(self) -> None:
        row = b'{"channels":[{"code":"a","code":"b"}],"basis":[{"text":"a","text":"b"}]}'

        assert json_twins.read(HEAD + b',"entries":[' + row + b"," + row + b"]}", DEFAULT) is None

    def test_equal_lists_become_one(self) -> None:
        row = b'{"channels":[{"code":"government_website","obligation":"chosen"}]}'

        document = json_twins.read(HEAD + b',"entries":[' + row + b"," + row + b"]}", DEFAULT)

        assert isinstance(document, Catalogue)
        assert document.entries[0].channels is document.entries[1].channels

    def test_equal_texts_become_one(self) -> None:
        """Codes, names of groups and elements of content recur from row to row: they are held once."""
        row = b'{"level_one":"a b","domain":"c d","content":["e f","g h"],"mode":["proactive"]}'

        document = json_twins.read(HEAD + b',"entries":[' + row + b"," + row + b"]}", DEFAULT)

        assert isinstance(document, Catalogue)
        a, b = document.entries
        assert a.level_one is b.level_one
        assert a.domain is b.domain
        assert a.mode is b.mode
        assert all(x is y for x, y in zip(a.content, b.content, strict=True))

    def test_what_recurs_is_named_as_the_nouns_name_it(self) -> None:
        """A member that is renamed would no longer be shared, and nothing else would tell."""
        rows = (Entry, Item, SourceEntry)

        assert {m.attribute for noun in rows for m in members(noun)} >= json_twins._GROUPING

    def test_more_different_texts_than_are_shared_are_read_alike(self) -> None:
        texts = [f"{n}" for n in range(json_twins._MAX_TEXTS)]
        rows = tuple(Entry(content=tuple(texts[at : at + 40_000])) for at in (0, 40_000, 0, 30_000))
        data = codec.dumps(Catalogue(entries=rows))

        assert json_twins.read(data, DEFAULT) == Catalogue(entries=rows)

    @pytest.mark.parametrize(
        "rest",
        [
            b',"x":1}',
            b',"title":"a","title":"b"}',
            b',"title" :"a","title" :"b"}',
            b',"title"\n:"a","title"\t:"b"}',
            b',"title":"a","t\\u0069tle":"b"}',
            b',"title":null}',
            b',"entries":[]}',
            b',"unknown":{}}',
            b',"entries":[{"extra":{"a":"1","a":"2"}}]}',
            b',"entries":[{"extra":{"a":1}}]}',
            b',"entries":[{"time_limits":[{"quantity":3.0}]}]}',
            b',"entries":[{"mode":["secret"]}]}',
            b',"edition":{"issued":"2018-13-01"}}',
            b',"title":"\\ud800"}',
            b',"title":"\xff"}',
            b',"title":NaN}',
            b',"kind":"catalogue"}',
            b',"gongkai":"1.0"}',
            b"}}",
        ],
    )
    def test_it_refuses_what_needs_the_exact_path(self, rest: bytes) -> None:
        assert json_twins.read(HEAD + rest, DEFAULT) is None

    @pytest.mark.parametrize("data", [b"", b"{}", b'{"kind":"poem"}', b"\xef\xbb\xbf" + HEAD + b"}"])
    def test_it_refuses_what_names_no_document_first(self, data: bytes) -> None:
        assert json_twins.read(data, DEFAULT) is None

    def test_it_leaves_limits_to_the_exact_path(self) -> None:
        data = HEAD + b',"title":"' + b"x" * 20 + b'"}'

        assert json_twins.read(data, Limits(text=50)) is not None
        assert json_twins.read(data, Limits(text=19)) is None
        assert json_twins.read(data, Limits(depth=3)) is None
        assert json_twins.read(data, Limits(size=20)) is None

    @settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
    @given(CLEAN, st.data())
    def test_it_agrees_with_the_exact_path_on_every_spelling(self, document: Document, data: st.DataObject) -> None:
        """Repeated and unknown members, nulls, blanks, escapes and texts that look like JSON, anywhere."""
        text = _Speller(data.draw).text(unstructure(document)).encode()

        quick = json_twins.read(text, DEFAULT)

        if quick is not None:
            assert quick == exactly(text)


class _Speller:
    """Writes JSON in unusual but legal ways, and now and then spoils an object."""

    NAMES = ("unknown", "title", "id", "extra", "kind", "gongkai", "a:b", 'a":b', "x")
    VALUES = ("null", "[]", "{}", '":null"', '"x\\":"', '":"', "1.0", "-0", '"a"')

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self._draw = draw

    def _blank(self) -> str:
        return str(self._draw(st.sampled_from(("", "", "", " ", "\n", "\t\r\n"))))

    def text(self, value: Any) -> str:
        if isinstance(value, dict):
            members = [(self._string(name), self.text(inner)) for name, inner in value.items()]
            spoil = self._draw(st.integers(0, 12))
            if spoil == 1 and members:
                members.append(self._draw(st.sampled_from(members)))
            elif spoil == 2:
                members.append(
                    (self._string(self._draw(st.sampled_from(self.NAMES))), self._draw(st.sampled_from(self.VALUES)))
                )
            elif spoil == 3 and members:
                i = self._draw(st.integers(0, len(members) - 1))
                members[i] = (members[i][0], self._draw(st.sampled_from(self.VALUES)))
            elif spoil == 4 and members:
                members.pop(self._draw(st.integers(0, len(members) - 1)))
            return "{" + ",".join(f"{name}{self._blank()}:{self._blank()}{inner}" for name, inner in members) + "}"
        if isinstance(value, list):
            return "[" + ("," + self._blank()).join(map(self.text, value)) + "]"
        return self._string(value) if isinstance(value, str) else json.dumps(value)

    def _string(self, value: str) -> str:
        escape = self._draw(st.integers(0, 15))
        if escape == 0:
            return json.dumps(value)
        if escape == 1 and value:
            return json.dumps(value[1:], ensure_ascii=False).replace('"', f'"{_escaped(value[0])}', 1)
        return json.dumps(value, ensure_ascii=False)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


class TestUnreadable:
    """Every problem of a text at once, each with line:column."""

    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ("", ["1:1"]),
            ("{", ["1:2"]),
            ('{"a":1} x', ["1:9"]),
            ('{"a" 1}', ["1:6"]),
            ('{"a":1,}', ["1:8"]),
            ("[1,]", ["1:4"]),
            ("[1 2]", ["1:4"]),
            ('{"a":1 "b":2}', ["1:8"]),
            ("[01]", ["1:2"]),
            ("[tru]", ["1:2"]),
            ('["a\nb"]', ["1:2"]),
            ('["a', ["1:2"]),
            ('["\\x"]', ["1:2"]),
            ("[}", ["1:2"]),
            (":", ["1:1"]),
            (
                '{\n "a": 1,\n "a": 2,\n "b": NaN, "c": -Infinity,\n "a": "\\ud800", "d": 1e999}',
                ["3:2", "4:7", "4:17", "5:2", "5:7", "5:22"],
            ),
            ('{"\\udfff": "\\ud83d\\ude00"}', ["1:2"]),
            ('[{"a":[{"a":1,"\\u0061":2}]}]', ["1:15"]),
            ("[" + "9" * 5000 + "]", ["1:2"]),
        ],
    )
    def test_problems_are_listed_with_their_places(self, text: str, places: list[str]) -> None:
        with pytest.raises(UnreadableError) as caught:
            codec.loads(text.encode())

        assert [problem.place for problem in caught.value.problems] == places

    def test_bytes_that_are_not_utf8_are_placed(self) -> None:
        with pytest.raises(UnreadableError) as caught:
            codec.loads(HEAD + b',\n"title":"\xb9\xab"}')

        assert [problem.place for problem in caught.value.problems] == ["2:10", "2:11"]

    def test_a_long_list_of_problems_is_cut_and_says_so(self) -> None:
        with pytest.raises(UnreadableError) as caught:
            codec.loads(b"[" + b"NaN," * 150 + b"0]")

        assert len(caught.value.problems) == 101
        assert "50" in caught.value.problems[-1].message_en

    @pytest.mark.parametrize(
        ("data", "limits", "name"),
        [
            (b'{"a":' * 20 + b"1" + b"}" * 20, Limits(depth=5), "depth"),
            (b'{"kind":"catalogue","a":[[[]]]}', Limits(depth=3), "depth"),
            (b'["xxxxxxxxxx"]', Limits(text=9), "text"),
            (b'{"xxxxxxxxxx":1}', Limits(text=9), "text"),
            (b"[1,2,3]", Limits(size=6), "size"),
        ],
    )
    def test_a_limit_that_is_exceeded_is_named(self, data: bytes, limits: Limits, name: str) -> None:
        with pytest.raises(LimitExceededError, match=f"limit {name} exceeded"):
            codec.loads(data, limits=limits)

    def test_deep_nesting_is_no_crash(self) -> None:
        with pytest.raises(LimitExceededError, match="depth"):
            codec.loads(b"[" * 100_000 + b"]" * 100_000)

    def test_a_document_of_no_kind_says_where(self) -> None:
        with pytest.raises(UnreadableError) as caught:
            codec.loads(b'{\n "kind": "poem"}')

        assert caught.value.problems[0].place == "2:10"

    def test_a_byte_order_mark_is_no_content(self) -> None:
        assert codec.loads(b"\xef\xbb\xbf" + HEAD + b"}").document == Catalogue()

    def test_another_model_version_is_noted_at_its_place(self) -> None:
        (note,) = codec.loads(b'{"gongkai":"2.0","kind":"catalogue"}').notes

        assert (note.code, note.place) == ("other_model_version", "1:12")


class TestPlaces:
    """`where` answers line:column for every value, and for what is absent the nearest part around it."""

    @given(json_values(max_leaves=8), st.sampled_from([None, 0, 3]))
    def test_every_value_is_found_where_it_stands(self, value: Any, indent: int | None) -> None:
        text = json.dumps({"a/b~": value}, ensure_ascii=False, indent=indent)
        lines = text.split("\n")

        for at, place in Places(text).items():
            line, column = map(int, place.split(":"))
            rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
            held: Any = {"a/b~": value}
            for part in parts(at):
                held = held[int(part)] if isinstance(held, list) else held[part]
            assert repr(json.JSONDecoder().raw_decode(rest)[0]) == repr(held)

    @example(["entries", "3"])
    @given(st.lists(st.sampled_from(["a", "0", "x"]), max_size=3))
    def test_what_is_absent_has_no_place(self, path: list[str]) -> None:
        places = Places('{"a": [1]}')

        assert ("".join(f"/{part}" for part in path) in places) == (path in ([], ["a"], ["a", "0"]))

    def test_what_is_no_pointer_has_no_place(self) -> None:
        assert "a" not in Places('{"a": 1}')

    def test_a_reading_knows_the_hash_of_its_bytes(self) -> None:
        data = HEAD + b"}"

        assert codec.loads(data).sha256 == sha256(data).hexdigest()

    def test_a_reading_answers_for_missing_members(self) -> None:
        reading = codec.loads(HEAD + b',\n "entries": [\n {"id": "a"}]}')

        assert reading.where("/entries/0/stage") == "3:2"
        assert reading.where("/entries/0/id") == "3:9"
        assert len(reading.places) == 6


class TestCanonical:
    """RFC 8785: names by UTF-16 code units, numbers as ECMAScript writes them."""

    @pytest.mark.parametrize(
        ("number", "text"),
        [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-7, "-7"),
            (1e21, "1e+21"),
            (1e20, "100000000000000000000"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (333333333.33333329, "333333333.3333333"),
            (1.5e-9, "1.5e-9"),
            (4.50, "4.5"),
            (0.002, "0.002"),
            (5e-324, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
            (9007199254740992, "9007199254740992"),
            (2**60, "1152921504606847000"),
        ],
    )
    def test_numbers(self, number: float, text: str) -> None:
        assert canonical([number]).decode() == f"[{text}]"

    @pytest.mark.parametrize("number", [2**53 + 1, 10**400, float("inf"), float("nan")])
    def test_what_is_no_double_has_no_canonical_form(self, number: float) -> None:
        with pytest.raises(ValueError, match="no canonical form"):
            canonical(number)

    def test_the_example_of_the_rfc(self) -> None:
        names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7}

        assert list(json.loads(canonical(names))) == ["\r", "1", "\x80", "\xf6", "\u20ac", "\U0001f600", "\ufb33"]

    def test_texts_escape_only_what_must_be(self) -> None:
        assert canonical("€$\x0f\nA'B\"\\/") == b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\/"'

    @given(json_values(max_leaves=8))
    def test_it_is_the_same_value(self, value: Any) -> None:
        try:
            text = canonical(value)
        except ValueError:
            return
        assert json.loads(text, parse_int=float) == json.loads(json.dumps(value), parse_int=float)

    def test_an_empty_object_list_and_the_words(self) -> None:
        assert canonical({"a": {}, "b": [], "c": [True, False, None]}) == b'{"a":{},"b":[],"c":[true,false,null]}'

    @given(documents())
    def test_order_of_members_does_not_count(self, document: Document) -> None:
        tree = unstructure(document)

        try:
            text = codec.dumps(document, canonical=True)
        except GongkaiError:
            return
        assert text == canonical(dict(reversed(tree.items())))

    def test_an_inexact_number_is_placed(self) -> None:
        with pytest.raises(GongkaiError, match="/x/0"):
            codec.dumps(Catalogue(unknown={"x": [2**53 + 1]}), canonical=True)


class TestCollector:
    """The garbage collector is paused, and found as it was left."""

    @pytest.mark.parametrize("pause", [True, False])
    def test_it_runs_again_afterwards(self, pause: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        seen: list[bool] = []
        monkeypatch.setattr(json_twins, "read", lambda *_: seen.append(gc.isenabled()))

        with pytest.raises(UnreadableError):
            codec.loads(b"[", pause_gc=pause)

        assert seen == [not pause]
        assert gc.isenabled()

    def test_a_caller_who_has_it_off_keeps_it_off(self) -> None:
        gc.disable()
        try:
            codec.loads(HEAD + b"}")
            assert not gc.isenabled()
        finally:
            gc.enable()


class TestOtherShapes:
    """Values built in memory rather than read."""

    def test_dates_are_written_as_dates(self) -> None:
        tree = {"gongkai": "1.0", "kind": "source_list", "version": "2018-06-01"}
        document = structure(tree)

        assert getattr(document, "version", None) == date(2018, 6, 1)
        assert msgspec.json.decode(codec.dumps(document)) == tree
