"""Faithful re-export: a file that is read and written back keeps its columns, its order and its wording."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

import gongkai_standard as gk
from gongkai_standard.catalogue import Audience
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.table.assembly import Tabular
from gongkai_standard.codecs.table.grid import plain
from gongkai_standard.item_list import ItemList
from gongkai_standard.legal_basis import LegalBasis
from printed_samples import CATALOGUE

FORMATS = ("xlsx", "csv", "html", "docx")
TABLE = """养老服务领域基层政务公开标准目录,,,,,,,,
填报单位：青禾县民政局 填报日期：2021年3月1日,,,,,,,,
序号,咨询电话,一级事项,二级事项,公开时限,公开主体,公开内容,主动,依申请
1,0379-1,养老服务,补贴,"20个工作
日内",县民政局,"1.依据
2.标准",✓,
2,0379-2,,备案,同上,,办理流程,✓,
,,,,,,补充材料,,
3,0379-3,,评估,及时,,结果,,✓
注：试行,,,,,,,,
"""


def readings(text: str = TABLE) -> Reading:
    return gk.loads(text.encode(), format="csv")


def cells(reading: Reading) -> dict[tuple[int, int, int], str]:
    """Grid, row and column → text, as printed, merged cells spread."""
    assert isinstance(reading.kept, Tabular)
    return {
        (number, row, column): text
        for number, grid in enumerate(reading.kept.grids)
        for row, texts in enumerate(plain(grid).texts)
        for column, text in enumerate(texts)
        if text
    }


def changed(before: Reading, document: gk.Document, format: str = "csv") -> dict[tuple[int, int, int], str]:
    """The cells that differ after writing the document like the reading; the document itself comes back."""
    after = gk.loads(gk.dumps(document, format=format, like=before), format=format)
    assert after.document == document
    old, new = cells(before), cells(after)
    return {place: new.get(place, "") for place in {**old, **new} if old.get(place) != new.get(place)}


def entries_of(reading: Reading) -> tuple[gk.Entry, ...]:
    assert isinstance(reading.document, gk.Catalogue)
    return reading.document.entries


def with_entries(reading: Reading, *entries: gk.Entry) -> gk.Catalogue:
    assert isinstance(reading.document, gk.Catalogue)
    return attrs.evolve(reading.document, entries=entries)


class TestUnchanged:
    """Nothing changes where nothing was changed."""

    @pytest.mark.parametrize("format", FORMATS)
    def test_document(self, format: str, examples: Path) -> None:
        """In any format of tables the document is the same."""
        for path in examples.glob("*.xlsx"):
            reading = gk.read(path)
            assert gk.loads(gk.dumps(reading.document, format=format, like=reading), format=format).document == (
                reading.document
            )

    def test_cells(self, examples: Path) -> None:
        """In the same format every cell is the same, the header rows and their merges included."""
        for path in examples.glob("*.xlsx"):
            reading = gk.read(path)
            assert changed(reading, reading.document, "xlsx") == {}

    def test_csv(self) -> None:
        """Own order of columns, extra columns, line breaks inside words, ditto marks, remarks."""
        assert changed(readings(), readings().document) == {}

    def test_write(self, tmp_path: Path) -> None:
        """`write` takes the reading as `like`; formats that are no tables have nothing to keep."""
        reading = readings()
        gk.write(reading.document, tmp_path / "a.xlsx", like=reading)
        assert cells(gk.read(tmp_path / "a.xlsx")) == cells(reading)
        gk.write(reading.document, tmp_path / "a.json", like=reading)
        assert gk.read(tmp_path / "a.json").document == reading.document


class TestOneField:
    """Changing one field changes only the cells that show it."""

    def test_own_cell(self) -> None:
        """A cell of its own."""
        first, *others = entries_of(readings())
        document = with_entries(readings(), attrs.evolve(first, content=("依据", "范围")), *others)
        assert changed(readings(), document) == {(0, 3, 6): "依据\n范围"}

    def test_extra(self) -> None:
        """A column of no member."""
        first, second, third = entries_of(readings())
        document = with_entries(readings(), first, attrs.evolve(second, extra={"咨询电话": "0379-9"}), third)
        assert changed(readings(), document) == {(0, 4, 1): "0379-9"}

    def test_tick(self) -> None:
        """A tick is the sign that the table ticks by."""
        first, *others = entries_of(readings())
        document = with_entries(readings(), attrs.evolve(first, mode=("on_request",)), *others)
        assert changed(readings(), document) == {(0, 3, 7): "", (0, 3, 8): "✓"}

    def test_blank_that_inherits(self) -> None:
        """A row that took its value from above gets one; the next goes on as before."""
        first, second, third = entries_of(readings())
        document = with_entries(readings(), first, attrs.evolve(second, responsible_body=("县财政局",)), third)
        assert changed(readings(), document) == {(0, 4, 5): "县财政局", (0, 6, 5): "县民政局"}

    def test_for_all(self) -> None:
        """What one cell says for several rows is changed once."""
        all_of_them = [attrs.evolve(entry, responsible_body=("县财政局",)) for entry in entries_of(readings())]
        assert changed(readings(), with_entries(readings(), *all_of_them)) == {(0, 3, 5): "县财政局"}

    def test_emptied(self) -> None:
        """A value that is taken away is not filled from above."""
        first, second, third = entries_of(readings())
        document = with_entries(readings(), first, attrs.evolve(second, responsible_body=()), third)
        assert changed(readings(), document) == {(0, 4, 5): "（空白）", (0, 6, 5): "县民政局"}

    def test_over_several_rows(self) -> None:
        """Content that went on in a further row stands in its first."""
        first, second, third = entries_of(readings())
        assert second.content == ("办理流程", "补充材料")
        document = with_entries(readings(), first, attrs.evolve(second, content=("结果",)), third)
        assert changed(readings(), document) == {(0, 4, 6): "结果", (0, 5, 6): ""}

    def test_no_column(self) -> None:
        """A member that the table has no column for is kept all the same."""
        first, *others = entries_of(readings())
        document = with_entries(readings(), attrs.evolve(first, basis=(LegalBasis(text="《条例》"),)), *others)
        assert changed(readings(), document) == {}

    def test_title_and_unit(self) -> None:
        """Title and unit are renamed where the file names them."""
        reading = readings()
        document = attrs.evolve(
            with_entries(reading, *entries_of(reading)), publisher=gk.Publisher(name="白鹭区民政局")
        )
        after = gk.dumps(document, format="csv", like=reading).decode("utf-8-sig")
        assert "填报单位：白鹭区民政局 填报日期：2021年3月1日" in after

    def test_merged_cells(self) -> None:
        """A merged cell is cut where its rows now differ."""
        book = gk.loads(gk.dumps(attrs.evolve(CATALOGUE, entries=CATALOGUE.entries[:2]), format="xlsx"), format="xlsx")
        first, second = entries_of(book)
        document = with_entries(book, first, attrs.evolve(second, level_one="养老服务监管"))
        found = changed(book, document, "xlsx")
        assert list(found.values()) == ["养老服务监管"]

    def test_named_group(self) -> None:
        """The name of a group stands in place of its tick."""
        text = "序号,二级事项,公开内容,公开时限,全社会,特定群体\n1,甲,乙,及时,,√\n"
        reading = readings(text)
        (entry,) = entries_of(reading)
        group = Audience(code="specific_group", text="老年人", description="老年人")
        assert changed(reading, with_entries(reading, attrs.evolve(entry, audience=(group,)))) == {(0, 1, 5): "老年人"}


class TestRows:
    """Rows come and go."""

    @pytest.mark.parametrize(
        "make",
        [
            lambda one, two, three: (one, three),
            lambda one, two, three: (two, three),
            lambda one, two, three: (one, attrs.evolve(two, id="new", level_two="新"), two, three),
            lambda one, two, three: (attrs.evolve(one, id="new", level_one="别的", level_two="新"), one, two, three),
            lambda one, two, three: (three, two, one),
            lambda one, two, three: (),
        ],
        ids=["removed", "first removed", "added", "added first", "turned round", "all removed"],
    )
    @pytest.mark.parametrize("format", ["csv", "xlsx"])
    def test_rows(self, format: str, make: Callable[..., tuple[gk.Entry, ...]]) -> None:
        """The document comes back, under the columns that there were."""
        reading = readings()
        document = with_entries(reading, *make(*entries_of(reading)))
        after = gk.loads(gk.dumps(document, format=format, like=reading), format=format)
        assert after.document == document
        assert [text for place, text in sorted(cells(after).items()) if place[1] == 2] == TABLE.split("\n")[2].split(
            ","
        )

    @pytest.mark.parametrize(
        ("keep", "added"),
        [((0, 2), False), ((1, 2), False), ((2,), False), ((0, 1, 2), True), ((), True)],
        ids=["middle removed", "first removed", "two removed", "added", "all replaced"],
    )
    def test_under_merged_cells(self, keep: tuple[int, ...], added: bool) -> None:
        """A merged name of level one goes on over the rows that are left, and is cut where a row comes in."""
        book = gk.loads(gk.dumps(MERGED, format="xlsx"), format="xlsx")
        old = entries_of(book)
        new = attrs.evolve(old[0], id="new", level_one="养老服务监管", level_two="新")
        entries = [old[index] for index in keep]
        document = with_entries(book, *entries[:1], *([new] if added else []), *entries[1:])
        after = gk.loads(gk.dumps(document, format="xlsx", like=book), format="xlsx")
        assert after.document == document

    def test_one_of_three(self) -> None:
        """The middle one of three merged rows gets a cell of its own; the third has the name again."""
        book = gk.loads(gk.dumps(MERGED, format="xlsx"), format="xlsx")
        first, second, third = entries_of(book)
        document = with_entries(book, first, attrs.evolve(second, level_one="养老服务监管"), third)
        assert list(changed(book, document, "xlsx").values()) == ["养老服务监管"]
        document = with_entries(book, attrs.evolve(first, level_one="养老服务监管"), second, third)
        assert list(changed(book, document, "xlsx").values()) == ["养老服务监管"]

    def test_several_documents(self) -> None:
        """A file of several kinds is kept, as long as it holds as many documents."""
        text = (
            "事项清单,,\n序号,事项名称,权力类型\n1,甲,行政许可\n\n"
            "公开目录,,\n序号,二级事项,公开内容,公开时限\n1,甲,乙,及时\n"
        )
        reading = readings(text)
        assert isinstance(reading.document, gk.Compendium)
        assert changed(reading, reading.document) == {}
        (catalogue,) = reading.document.catalogues
        entry = attrs.evolve(catalogue.entries[0], content=("丙",))
        document = attrs.evolve(reading.document, catalogues=(attrs.evolve(catalogue, entries=(entry,)),))
        assert changed(reading, document) == {(0, 6, 2): "丙"}
        fewer = attrs.evolve(reading.document, catalogues=())
        assert gk.loads(gk.dumps(fewer, format="csv", like=reading), format="csv").document == fewer

    def test_emptied_list(self) -> None:
        """Rows that come into a table that had none show in the official layout."""
        empty = readings("\n".join(TABLE.split("\n")[:3]) + "\n")
        document = with_entries(empty, *entries_of(readings()))
        data = gk.dumps(document, format="csv", like=empty)
        assert data == gk.dumps(document, format="csv")
        assert gk.loads(data, format="csv").document == document


MERGED = attrs.evolve(
    CATALOGUE,
    entries=tuple(attrs.evolve(CATALOGUE.entries[0], id=f"m{n}", level_two=name) for n, name in enumerate("甲乙丙")),
)


class TestOtherLayout:
    """Where nothing can be kept, the official layout is written."""

    def test_another_kind(self) -> None:
        """A document of another kind does not fit the file."""
        data = gk.dumps(ItemList(), format="csv", like=readings()).decode("utf-8-sig")
        assert data.startswith("序号,领域")

    def test_no_table(self) -> None:
        """A reading of JSON has no tables."""
        like = gk.loads(gk.dumps(CATALOGUE), format="json")
        assert gk.dumps(CATALOGUE, format="csv", like=like) == gk.dumps(CATALOGUE, format="csv")

    def test_layout_comes_first(self) -> None:
        """A layout that is named is what is wanted."""
        data = gk.dumps(readings().document, format="csv", like=readings(), layout="county-12").decode("utf-8-sig")
        assert data.splitlines()[2].startswith("序号,一级事项")


class TestImprint:
    """Who edits the print is right."""

    def test_edited_cell(self) -> None:
        """An exact value no longer holds when its cell was edited, and a note says so."""
        entry = gk.Entry(id="1", level_two="甲", content=("一\n二",), time_limits=(), extent="full")
        data = gk.dumps(gk.Catalogue(entries=(entry,)), format="csv").decode("utf-8-sig")
        assert entries_of(gk.loads(data.encode(), format="csv"))[0].content == ("一\n二",)
        read = gk.loads(data.replace('"一\n二"', "三").encode(), format="csv")
        assert entries_of(read)[0].content == ("三",)
        assert "print_edited" in {note.code for note in read.notes}

    def test_renamed_row(self) -> None:
        """A row that was renamed is read as printed, and a note says so."""
        entry = gk.Entry(id="1", level_two="甲", content=("一\n二",), extent="full")
        data = gk.dumps(gk.Catalogue(entries=(entry,)), format="csv").decode("utf-8-sig")
        read = gk.loads(data.replace("1,甲,", "1,丁,").encode(), format="csv")
        assert entries_of(read)[0].content == ("一", "二")
        assert "row_not_found" in {note.code for note in read.notes}

    @pytest.mark.parametrize("line", ["gongkai:1.0 [", "gongkai:1.0 [1,2,3,4]", 'gongkai:1.0 ["","","",'])
    def test_damaged(self, line: str) -> None:
        """A damaged line is told, and the rest is read."""
        read = gk.loads(f'{TABLE}"{line.replace(chr(34), chr(34) * 2)}"\n'.encode(), format="csv")
        assert len(entries_of(read)) == 3
        assert "imprint_damaged" in {note.code for note in read.notes}
