"""NDJSON: a head and a row a line; streams in bounded memory; nothing lost, every problem at its line."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import msgspec
import pytest
from attrs import evolve
from hypothesis import given

from gongkai_standard import codecs
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs import json, ndjson
from gongkai_standard.codecs.limits import Limits
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.errors import GongkaiError, LimitExceededError, UnreadableError
from gongkai_standard.item_list import Item, ItemList
from gongkai_standard.testing.strategies import documents

HEAD = b'{"gongkai":"1.0","kind":"catalogue","title":"\xe7\x9b\xae\xe5\xbd\x95"}\n'
ROWS = b'{"id":"1","content":["a","b"]}\n{"id":"2"}\n'


def places(text: bytes, **limits: int) -> list[str]:
    """Where the problems of an unreadable text stand."""
    with pytest.raises(GongkaiError) as caught:
        ndjson.loads(text, limits=Limits(**limits))
    return [problem.place for problem in caught.value.problems]


class TestRoundTrip:
    """Nothing is lost."""

    @given(documents())
    def test_reading_what_was_written_gives_the_document(self, document: Document) -> None:
        assert ndjson.loads(ndjson.dumps(document)).document == document

    @given(documents())
    def test_every_line_is_json(self, document: Document) -> None:
        for line in ndjson.dumps(document).splitlines():
            assert isinstance(msgspec.json.decode(line), dict)

    def test_a_head_and_its_rows(self) -> None:
        document = Catalogue(title="目录", entries=(Entry(id="1", content=("a", "b")), Entry(id="2")))

        assert ndjson.dumps(document) == HEAD + ROWS
        assert ndjson.loads(HEAD + ROWS).document == document

    def test_documents_in_a_compendium_have_heads_of_their_own(self) -> None:
        inner = Catalogue(title="甲", entries=(Entry(id="1"),))
        compendium = Compendium(
            title="汇编",
            item_lists=(ItemList(items=(Item(id="i"),)),),
            catalogues=(inner, Catalogue(title="乙"), evolve(inner, title="丙")),
        )
        lines = ndjson.dumps(compendium).splitlines()

        assert [b'"kind"' in line for line in lines] == [True, True, False, True, False, True, True, False]
        assert ndjson.loads(ndjson.dumps(compendium)).document == compendium

    def test_by_name_and_by_content(self) -> None:
        reading = codecs.loads(HEAD + ROWS)

        assert (reading.format, codecs.dumps(reading.document, format="ndjson")) == ("ndjson", HEAD + ROWS)

    def test_a_document_in_one_line_is_read_too(self) -> None:
        document = Catalogue(entries=(Entry(id="1"),))

        assert ndjson.loads(json.dumps(document)).document == document

    def test_what_json_cannot_hold_is_refused_with_its_place(self) -> None:
        with pytest.raises(GongkaiError) as caught:
            ndjson.dumps(Catalogue(entries=(Entry(id="1"), Entry(extra={"a": float("nan")}))))

        assert caught.value.problems[0].place == "/entries/1/extra/a"

    def test_a_row_that_looks_like_a_head_is_refused(self) -> None:
        row = Entry(unknown={"kind": "catalogue"})

        with pytest.raises(GongkaiError, match="taken for a head"):
            ndjson.dumps(Catalogue(entries=(row,)))

    def test_another_model_version_is_noted(self) -> None:
        (note,) = ndjson.loads(b'{"gongkai":"2.0","kind":"catalogue"}\n').notes

        assert (note.code, note.place) == ("other_model_version", "1:12")


class TestPlaces:
    """`where` answers line:column."""

    def test_every_value_has_its_place(self) -> None:
        reading = ndjson.loads(HEAD + b"\n" + ROWS)

        assert dict(reading.places) == {
            "": "1:1",
            "/gongkai": "1:12",
            "/kind": "1:25",
            "/title": "1:45",
            "/entries/0": "3:1",
            "/entries/0/id": "3:7",
            "/entries/0/content": "3:21",
            "/entries/0/content/0": "3:22",
            "/entries/0/content/1": "3:26",
            "/entries/1": "4:1",
            "/entries/1/id": "4:7",
        }
        assert len(reading.places) == 11
        assert reading.where("/entries") == "3:1"
        assert reading.where("/entries/1/basis") == "4:1"

    @pytest.mark.parametrize("at", ["/x", "/entries/2", "/entries/a", "/kind/0"])
    def test_what_is_absent_has_no_place(self, at: str) -> None:
        assert at not in ndjson.loads(HEAD + ROWS).places

    def test_in_a_compendium(self) -> None:
        inner = Catalogue(title="甲", entries=(Entry(id="1"),))
        reading = ndjson.loads(ndjson.dumps(Compendium(catalogues=(inner, inner))))

        assert reading.where("/catalogues/1/entries/0/id") == "5:7"
        assert reading.where("/catalogues/1/title") == "4:45"
        assert reading.where("/catalogues") == "1:1"


class TestStream:
    """A thousand rows at a time."""

    def test_chunks_share_the_head(self) -> None:
        text = HEAD + b"".join(b'{"id":"%d"}\n' % n for n in range(2500))
        parts = list(ndjson.stream(io.BytesIO(text)))

        assert [len(part.entries) for part in parts if isinstance(part, Catalogue)] == [1000, 1000, 500]
        assert {part.title for part in parts} == {"目录"}
        assert sum((part.entries for part in parts if isinstance(part, Catalogue)), ()) == tuple(
            Entry(id=str(n)) for n in range(2500)
        )

    def test_parts_that_recur_are_one_object_over_all_chunks(self) -> None:
        row = b'{"content":["a b"],"channels":[{"code":"government_website"}]}'
        parts = ndjson.stream([HEAD, row, row], rows=1)
        first, second = (part.entries[0] for part in parts if isinstance(part, Catalogue))

        assert first.channels is second.channels
        assert first.content[0] is second.content[0]

    def test_more_different_texts_than_are_shared_are_read_alike(self) -> None:
        contents = [tuple(f"{n}" for n in range(at, at + 40_000)) for at in (0, 40_000, 20_000)]
        document = Catalogue(entries=tuple(Entry(content=content) for content in contents))

        assert ndjson.loads(ndjson.dumps(document)).document == document

    def test_a_head_with_members_that_nobody_declared(self) -> None:
        """It stands over every chunk."""
        head = b'{"gongkai":"1.0","kind":"catalogue","x-own":[1]}\n'
        parts = list(ndjson.stream((head + ROWS).splitlines(), rows=1))

        assert [part.unknown for part in parts] == [{"x-own": [1]}] * 2
        assert [part.entries[0].id for part in parts if isinstance(part, Catalogue)] == ["1", "2"]

    def test_as_many_rows_as_asked_for(self) -> None:
        parts = list(ndjson.stream((HEAD + ROWS).splitlines(), rows=1))

        assert [len(part.entries) for part in parts if isinstance(part, Catalogue)] == [1, 1]

    def test_a_head_without_rows_is_one_document(self) -> None:
        assert list(ndjson.stream([HEAD])) == [Catalogue(title="目录")]

    def test_memory_does_not_grow_with_the_file(self) -> None:
        def lines(count: int) -> Iterator[bytes]:
            yield HEAD
            for n in range(count):
                yield b'{"id":"%d","content":["%s"]}\n' % (n, b"x" * 200)

        peaks = []
        for count in (3_000, 30_000):
            tracemalloc.start()
            for _ in ndjson.stream(lines(count)):
                pass
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()

        assert peaks[1] < 1.5 * peaks[0]


class TestUnreadable:
    """Every problem has its line and column."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (b"", ["1:1"]),
            (b"\n \n", ["1:1"]),
            (b"{}\n", ["1:1"]),
            (b"[1]\n", ["1:1"]),
            (b'{"kind":"poem"}\n{}\n', ["1:1"]),
            (b'{"kind":["catalogue"]}\n{}\n', ["1:1"]),
            (HEAD + b"3\n", ["2:1"]),
            (HEAD + b'{"id":"1"\n{"id":"2","id":"3"}\n\xff\n', ["2:10", "3:11", "4:1"]),
            (HEAD + b'{"a":[{}\n{}]}\n', ["2:9", "3:3"]),
            (HEAD + b"{},{}\n", ["2:3"]),
            (HEAD + HEAD, ["2:1"]),
            (b'{"kind":"catalogue","entries":[]}\n{}\n', ["2:1"]),
            (b'{"kind":"guide"}\n{}\n', ["2:1"]),
            (HEAD + b'{"kind":"catalogue"\n', ["2:20"]),
        ],
    )
    def test_problems_are_listed_with_their_places(self, text: bytes, expected: list[str]) -> None:
        assert places(text) == expected

    def test_two_lines_that_only_make_sense_together_are_no_row(self) -> None:
        """Although joined with commas they would be as many rows as lines."""
        assert places(HEAD + b'{"unknown":[{}\n{}]}\n{"id":"1"},{"id":"2"}\n')

    def test_a_compendium_in_a_compendium(self) -> None:
        head = b'{"kind":"compendium"}\n'

        assert places(head + head) == ["2:1"]

    def test_no_more_problems_than_the_limit(self) -> None:
        assert len(places(HEAD + b"{\n" * 50, findings=5)) == 5

    @pytest.mark.parametrize(
        ("limits", "word"),
        [
            (Limits(size=90), "size"),
            (Limits(rows=1), "rows"),
            (Limits(depth=1), "depth"),
            (Limits(text=7), "text"),
        ],
    )
    def test_limits_are_named(self, limits: Limits, word: str) -> None:
        with pytest.raises(LimitExceededError, match=f"limit {word} exceeded"):
            ndjson.loads(HEAD + ROWS, limits=limits)

    def test_a_stream_counts_its_bytes(self) -> None:
        with pytest.raises(LimitExceededError, match="limit size exceeded"):
            list(ndjson.stream([HEAD, *[b"{}\n"] * 100], limits=Limits(size=200)))

    def test_a_stream_tells_the_line(self) -> None:
        parts = ndjson.stream([HEAD, b'{"id":"1"}', b"{"], rows=1)
        next(parts)

        with pytest.raises(UnreadableError) as caught:
            next(parts)
        assert caught.value.problems[0].place == "3:2"
