"""Arrow: rows as a typed table, exact both ways."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs import dumps, loads
from gongkai_standard.codecs.limits import Limits
from gongkai_standard.compendium import Compendium
from gongkai_standard.errors import GongkaiError, LimitExceededError, UnreadableError
from gongkai_standard.item_list import Item, ItemList, SourceReference
from gongkai_standard.testing.strategies import catalogues, item_lists, source_lists
from gongkai_standard.time_limit import parse

LISTS = st.one_of(catalogues(), item_lists(), source_lists())


class TestRoundTrip:
    """Nothing is lost, not even what no column can hold."""

    @given(LISTS)
    def test_what_was_written_is_read(self, document: Any) -> None:
        assert loads(dumps(document, format="arrow"), format="arrow").document == document

    def test_a_number_that_is_too_large_for_its_column(self) -> None:
        limits = parse("20个工作日内")
        document = Catalogue(entries=(Entry(id="a", unknown={"n": 2**70}), Entry(id="b", time_limits=limits)))

        assert loads(dumps(document, format="arrow"), format="arrow").document == document


class TestTable:
    """Columns are what a data frame wants."""

    @staticmethod
    def table(document: Any) -> Any:
        return pa.ipc.open_file(dumps(document, format="arrow")).read_all()

    def test_columns_have_types(self) -> None:
        item = Item(id="1", sources=(SourceReference(version=date(2018, 1, 1)),), major_decision=True)
        table = self.table(ItemList(items=(item,)))

        assert table.schema.field("id").type == pa.string()
        assert table.column("major_decision").to_pylist() == [True]
        assert table.column("sources").to_pylist()[0][0]["version"] == date(2018, 1, 1)
        assert table.column("exact").to_pylist() == [None]

    def test_rows_that_no_column_can_hold_stand_in_one_of_their_own(self) -> None:
        table = self.table(Catalogue(entries=(Entry(id="a"), Entry(id="b", extra={"x": 1}))))

        assert table.column("id").to_pylist() == ["a", None]
        assert table.column("exact").to_pylist()[1] == '{"id": "b", "extra": {"x": 1}}'


class TestRefusals:
    """What is not a table of ours is told in one line."""

    def test_places_are_row_numbers(self) -> None:
        reading = loads(dumps(Catalogue(entries=(Entry(id="a"), Entry(id="b"))), format="arrow"), format="arrow")

        assert reading.where("/entries/1/id") == "2"
        assert dict(reading.places) == {"/entries/0": "1", "/entries/1": "2"}
        assert reading.where("/entries/2") is None
        assert reading.where("/title") is None

    def test_a_compendium_has_no_rows_of_one_sort(self) -> None:
        with pytest.raises(GongkaiError, match="one by one"):
            dumps(Compendium(), format="arrow")

    @pytest.mark.parametrize("data", [b"", b"ARROW1", b"\x00" * 100])
    def test_other_bytes(self, data: bytes) -> None:
        with pytest.raises(UnreadableError, match=r"(?i)arrow"):
            loads(data, format="arrow")

    def test_a_table_of_somebody_else(self) -> None:
        for metadata in (None, {b"gongkai": b"1"}, {b"gongkai": b'{"kind": "guide"}'}):
            sink = pa.BufferOutputStream()
            table = pa.table({"a": [1]}).replace_schema_metadata(metadata)
            with pa.ipc.new_file(sink, table.schema) as writer:
                writer.write_table(table)
            with pytest.raises(UnreadableError):
                loads(sink.getvalue().to_pybytes(), format="arrow")

    @pytest.mark.parametrize("text", ["", "[]", "{"])
    def test_a_row_whose_json_is_damaged(self, text: str) -> None:
        table = pa.ipc.open_file(dumps(Catalogue(entries=(Entry(id="a"),)), format="arrow")).read_all()
        column = table.schema.get_field_index("exact")
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table.set_column(column, table.schema.field(column), pa.array([text])))

        with pytest.raises(UnreadableError, match="/entries/0: "):
            loads(sink.getvalue().to_pybytes(), format="arrow")

    def test_limits(self) -> None:
        data = dumps(Catalogue(entries=(Entry(id="a"), Entry(id="b"))), format="arrow")
        for limits in (Limits(size=10), Limits(rows=1)):
            with pytest.raises(LimitExceededError):
                loads(data, format="arrow", limits=limits)
