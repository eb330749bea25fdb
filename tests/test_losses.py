"""What a file of a format keeps of a document: everything but what its loss table declares."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import gongkai_standard as gk
from gongkai_standard.codecs import FORMATS
from gongkai_standard.codecs.formulas import guard, unguard
from gongkai_standard.codecs.losses import CANNOT_HOLD, Loss, losses
from gongkai_standard.codecs.structure import unstructure
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.errors import UnknownFormatError
from gongkai_standard.testing import strategies
from printed_samples import CATALOGUE, ENTRY, ITEMS, SOURCES, without

TABLES = tuple(CANNOT_HOLD)
CHAIN = ("json", "yaml", "xlsx", "csv", "html", "docx", "json")


def rewritten(document: Document, format: str) -> Document:
    """The document that is read from a file of it."""
    return gk.loads(gk.dumps(document, format=format), format=format).document


def holds(document: Document, *formats: str) -> None:
    """Assert that through files of these formats nothing changes but what their loss tables declare."""
    lost: list[Loss] = []
    read = document
    for step in formats:
        lost += losses(read, step)
        read = rewritten(read, step)
    ours, theirs = unstructure(document), unstructure(read)
    assert without(theirs, tuple(lost)) == without(ours, tuple(lost))


def tables() -> st.SearchStrategy[Document]:
    """Documents that are tables."""
    return st.one_of(strategies.catalogues(), strategies.item_lists(), strategies.source_lists())


class TestTables:
    """Every member that a document uses is in the file, whatever texts it holds (design 9)."""

    @pytest.mark.parametrize("format", TABLES)
    @pytest.mark.parametrize("document", [CATALOGUE, ITEMS, SOURCES], ids=["catalogue", "items", "sources"])
    def test_examples(self, document: Document, format: str) -> None:
        """Line breaks, rare characters, leading noughts, long codes, formulas, blanks of all kinds come back."""
        holds(document, format)

    @pytest.mark.parametrize("format", ["xlsx", "csv"])
    @given(document=tables())
    @settings(max_examples=40)
    def test_sheets(self, format: str, document: Document) -> None:
        """Workbooks and CSV lose nothing but undeclared members."""
        holds(document, format)

    @given(document=tables())
    @settings(max_examples=25)
    def test_pages(self, document: Document) -> None:
        """Pages and Word files lose undeclared members and given ids."""
        holds(document, "html")
        holds(document, "docx")

    @given(document=tables())
    @settings(max_examples=15)
    def test_chain(self, document: Document) -> None:
        """JSON → YAML → XLSX → CSV → HTML → DOCX → JSON is the identity minus the declared losses."""
        holds(document, *CHAIN)

    @given(document=strategies.compendia())
    @settings(max_examples=20)
    def test_compendia(self, document: Compendium) -> None:
        """The tables of a compendium stay documents of their own."""
        assume(document.catalogues or document.item_lists or document.source_lists)
        holds(document, "xlsx")

    @pytest.mark.parametrize("format", TABLES)
    def test_same_bytes(self, format: str) -> None:
        """Equal documents give equal files."""
        assert gk.dumps(CATALOGUE, format=format) == gk.dumps(CATALOGUE, format=format)


class TestLossTable:
    """Only ids and undeclared members are declared; a member that has a column never is (design 9)."""

    def test_every_format(self) -> None:
        """A format that is not in the table loses nothing."""
        writable = {known.name for known in FORMATS if known.writes}
        assert set(TABLES) <= writable
        for name in writable - set(TABLES):
            assert losses(CATALOGUE, name) == ()

    def test_told_by_write(self, tmp_path: Path) -> None:
        """Writing returns what was lost, each with its place."""
        document = attrs.evolve(CATALOGUE, entries=(attrs.evolve(ENTRY, unknown={"x-note": 1}),))
        told = gk.write(document, tmp_path / "a.html")
        assert [loss.at for loss in told] == ["/entries/0/id", "/entries/0/item_id", "/entries/0/x-note"]
        assert [loss.reason for loss in told] == ["id", "id", "unknown"]
        assert str(told[2]) == "/entries/0/x-note: html 不保存数据模型未定义的成员"
        assert [loss.at for loss in gk.write(document, tmp_path / "a.xlsx")] == ["/entries/0/x-note"]

    @pytest.mark.parametrize("name", ["a.xlsm", "a.tsv"])
    def test_names_that_promise_something_else(self, tmp_path: Path, name: str) -> None:
        """A file is not written under a suffix that stands for something else: macros, tabs."""
        with pytest.raises(UnknownFormatError, match=name[1:]):
            gk.write(CATALOGUE, tmp_path / name)

    def test_nothing_private_is_published(self) -> None:
        """What the data model does not declare does not slip into the file by a side door."""
        document = attrs.evolve(CATALOGUE, unknown={"x-secret": "内部"}, entries=(gk.Entry(unknown={"y": "内部"}),))
        assert "内部" not in gk.dumps(document, format="csv").decode("utf-8-sig")


class TestFormulas:
    """Formula injection is neutralised reversibly."""

    @given(st.text() | st.text(st.sampled_from("'=+-@ \t＝a")))
    def test_reversible(self, text: str) -> None:
        """What guard made is undone, and nothing else changes."""
        assert unguard(guard(text)) == text

    @given(st.sampled_from("=+-@＝＋－＠\t"), st.text())
    def test_guarded(self, first: str, rest: str) -> None:
        """No guarded text begins with a sign that a spreadsheet runs."""
        assert guard(first + rest).startswith("'")

    def test_in_csv(self) -> None:
        """Cells of a CSV file are guarded; cells of a workbook are texts and need no sign."""
        lines = gk.dumps(CATALOGUE, format="csv").decode("utf-8-sig").splitlines()
        assert any(",'=1+1," in line for line in lines)
        assert not any(cell.startswith("=") for line in lines for cell in line.split(","))
