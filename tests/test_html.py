"""Web pages: tables as a browser lays them out, the noise around them, encodings declared and guessed."""

from __future__ import annotations

import pytest

from county_tables import TITLE, UPPER, entries_of, names
from gongkai_standard.catalogue import Catalogue
from gongkai_standard.codecs import html, loads
from gongkai_standard.codecs.limits import DEFAULT, Limits
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.compendium import Compendium
from gongkai_standard.errors import LimitExceededError, UnreadableError
from gongkai_standard.item_list import ItemList, SourceList
from table_files import MERGES, NAMES, ROWS, county_page, html_table, page, table

MENU = '<div class="nav"><a href="/">首页</a> <a href="/zwgk">政务公开</a></div>'
FOOT = '<div class="foot"><a href="/about">联系我们</a></div>'
HEADING = f"<p align=center><b>{TITLE}</b></p>"


def read(body: str, *, head: str = "", encoding: str = "utf-8", limits: Limits = DEFAULT) -> Reading:
    """A page, read."""
    return html.loads(page(body, head=head, encoding=encoding), limits=limits)


def found(reading: Reading) -> list[tuple[str | None, str | None]]:
    """Level one and two of the entries."""
    return names(entries_of(reading))


def codes(reading: Reading) -> list[str]:
    """Codes of the notes."""
    return [note.code for note in reading.notes]


def remarks(reading: Reading) -> list[str]:
    """All remarks of the sections."""
    assert isinstance(reading.document, Catalogue)
    return [remark for section in reading.document.sections for remark in section.remarks]


class TestTables:
    """Rows and columns as a browser lays them out."""

    def test_places_are_table_row_and_column(self) -> None:
        reading = html.loads(county_page())

        assert found(reading) == NAMES
        assert reading.format == "html"
        assert reading.where("/entries/0/basis/0") == "table 1 row 3 col 5"
        assert reading.where("/entries/1/level_one") == "table 1 row 3 col 2"

    @pytest.mark.parametrize(
        "body",
        [
            html_table(cell="th"),
            html_table().replace("</td>", "").replace("</tr>", "").replace("</table>", ""),
            html_table().upper().replace("TABLE BORDER=1", "table"),
            f"<form>{html_table()}</form>",
            html_table().replace("<tr>", "<form><tr>").replace("</tr>", "</tr></form>"),
            html_table().replace("许可", "许\n      可").replace("检查", "<span>检</span><font>查</font>"),
            html_table().replace("许可", "许可<script>document.write('公开')</script><style>td{}</style>"),
            html_table().replace("许可", "<del>审批</del><ins>许可</ins>"),
            html_table().replace("</table>", "<tr></tr><tr><td></td></tr></table>"),
        ],
        ids=["th", "unclosed", "upper case", "form", "forms", "pieces", "script", "changes", "empty rows"],
    )
    def test_untidy_markup_changes_nothing(self, body: str) -> None:
        assert [(a, b.replace(" ", "")) for a, b in found(read(HEADING + body)) if a and b] == NAMES

    def test_header_in_a_group_of_its_own(self) -> None:
        """A span ends with its group of rows, `rowspan=0` reaches to its end."""
        rows = html_table().split("\n")
        text = "\n".join([rows[0], "<thead>", *rows[1:3], "</thead><tbody>", *rows[3:-1], "</tbody>", rows[-1]])
        text = text.replace('rowspan="2" colspan="1">业务', 'rowspan="0">业务')

        assert found(read(HEADING + text)) == [("业务", "许可"), ("业务", "备案"), ("业务", "监管")]

    def test_a_title_wider_than_the_table(self) -> None:
        wide = html_table().replace("<tr>", f'<tr><td colspan="999">{TITLE}</td></tr><tr>', 1)

        assert found(read(wide)) == NAMES
        assert read(wide).document.title == TITLE

    def test_caption_is_the_title(self) -> None:
        text = html_table().replace("<tr>", f"<caption>{TITLE}</caption><tr>", 1)

        assert read(text).document.title == TITLE
        assert entries_of(read(text))[0].domain == "elderly_care"

    def test_text_outside_the_cells_is_kept(self) -> None:
        text = html_table().replace("<tr>", "本表供参考<tr>", 1).replace("</tr>", "</tr>完", 1)

        assert set(remarks(read(HEADING + text))) == {"本表供参考", "完"}

    def test_line_breaks_and_blocks_are_lines(self) -> None:
        cell = "<p>1.申请材料</p><div>2.办理<br>流程</div><ul><li>3.依据</li></ul>"
        entry = entries_of(read(HEADING + html_table().replace("1.申请材料；2.办理流程", cell)))[0]

        assert entry.content == ("申请材料", "办理流程", "依据")

    def test_boxes_that_are_input_fields(self) -> None:
        boxes = '<input type="checkbox" checked>政府网站<input type="CHECKBOX">政府公报<input type="hidden" value="x">'
        entry = entries_of(read(HEADING + html_table().replace("■政府网站", boxes)))[0]

        assert [(c.code, c.obligation) for c in entry.channels] == [
            ("government_website", "chosen"),
            ("government_gazette", "not_chosen"),
        ]

    @pytest.mark.parametrize("span", ["x", "-1", "", "1e9", "99999999"])
    def test_spans_that_are_no_numbers(self, span: str) -> None:
        assert found(read(HEADING + html_table().replace("<td>1</td>", f'<td rowspan="{span}">1</td>'))) == NAMES


class TestSeveralTables:
    """Tables beside, after and inside each other."""

    def test_two_domains(self) -> None:
        second = TITLE.replace("养老服务", "社会救助")
        reading = read(f"<h1>青禾县基层政务公开标准目录</h1>{HEADING}{html_table()}<p>{second}</p>{html_table()}")

        assert [entry.domain for entry in entries_of(reading)] == ["elderly_care"] * 3 + ["social_assistance"] * 3
        assert reading.where("/entries/3/level_two") == "table 2 row 3 col 3"

    def test_a_table_that_goes_on_without_a_header(self) -> None:
        body = f"<div>{HEADING}{html_table(table(ROWS[:2]))}</div><div>{html_table(ROWS[2:], [])}</div>"
        reading = read(body)

        assert found(reading) == NAMES
        assert "table_continued" in codes(reading)

    def test_a_table_that_goes_on_under_its_header(self) -> None:
        """续表 is no title: domain and title are those of the table before."""
        body = f"{HEADING}{html_table(table(ROWS[:2]))}<p>（续表）</p>{html_table(table(ROWS[2:]), MERGES[:-1])}"
        reading = read(body)

        assert found(reading) == NAMES
        assert {entry.domain for entry in entries_of(reading)} == {"elderly_care"}
        assert reading.document.title == TITLE

    def test_tables_that_lay_out_the_page(self) -> None:
        inner = f"<table><tr><td>{HEADING}{html_table()}</td></tr></table>"
        reading = read(f"<table><tr><td>{MENU}</td><td>{inner}</td></tr></table>{FOOT}")

        assert found(reading) == NAMES
        assert reading.document.title == TITLE
        assert reading.where("/entries/0/level_two") == "table 3 row 3 col 3"

    def test_a_small_table_in_a_cell_is_its_text(self) -> None:
        small = "<table><tr><td>1.申请材料</td></tr><tr><td>2.办理</td><td>流程</td></tr></table>"
        entry = entries_of(read(HEADING + html_table().replace("1.申请材料；2.办理流程", small)))[0]

        assert entry.content == ("申请材料", "办理流程")

    def test_a_page_without_tables_keeps_its_text(self) -> None:
        reading = read("<p>本县目录正在编制。</p>")

        assert "no_table" in codes(reading)
        assert remarks(reading) == ["本县目录正在编制。"]


class TestNoise:
    """What a site puts around its tables."""

    def test_menus_and_foot_are_told_not_read(self) -> None:
        reading = read(f"{MENU}<nav>网站导航</nav><div id=zoom>{HEADING}{html_table()}</div>{FOOT}")

        assert remarks(reading) == []
        (note,) = [note for note in reading.notes if note.code == "page_text_skipped"]
        assert "首页" in note.message

    def test_a_frame_without_text_is_not_told(self) -> None:
        frame = "<table><tr><td><table><tr><td></td></tr></table></td></tr></table>"

        assert remarks(read(f"<div>{frame}{HEADING}{html_table()}</div>")) == []

    def test_the_heading_is_the_title_and_names_the_domain(self) -> None:
        reading = read(f"<h1><a href=/>青禾县人民政府</a></h1>{MENU}<h2>{TITLE}</h2><div>{html_table()}</div>{FOOT}")

        assert reading.document.title == TITLE
        assert {entry.domain for entry in entries_of(reading)} == {"elderly_care"}

    def test_the_head_of_the_page_names_the_title(self) -> None:
        reading = read(html_table(), head=f'<meta name="ArticleTitle" content="{TITLE}"><title>门户网站</title>')

        assert reading.document.title == TITLE

    @pytest.mark.parametrize(
        "metadata",
        [
            "<ul><li>索引号：qh-1</li><li>公开方式：依申请公开</li><li>公开主体：县政府</li></ul>",
            "<p>索引号：qh-1 公开时限：长期公开</p><p>公开主体：县政府</p>",
            "<table><tr><td>索引号</td><td>qh-1</td><td>公开主体</td><td>县政府</td></tr></table>",
        ],
    )
    def test_what_a_page_says_of_itself_holds_for_no_row(self, metadata: str) -> None:
        rows = [[text for column, text in enumerate(texts) if column != 6] for texts in table()]
        reading = read(f"<div><h1>{TITLE}</h1>{metadata}{html_table(rows, [])}</div>")

        assert [entry.responsible_body for entry in entries_of(reading)] == [()] * 3

    def test_a_line_above_the_table_holds_for_its_rows(self) -> None:
        rows = [[text for column, text in enumerate(texts) if column != 6] for texts in table()]
        reading = read(f"{HEADING}<p>责任主体：县民政局</p>{html_table(rows, [])}")
        document = reading.document

        assert isinstance(document, Catalogue)
        assert {entry.responsible_body for entry in document.entries} == {("县民政局",)}
        assert document.sections[0].defaults == {"责任主体": "县民政局"}
        assert (reading.where("/entries/2/responsible_body") or "").startswith("line ")

    def test_remarks_below_a_table_are_its_own(self) -> None:
        second = f"<p>注：本表由县民政局解释。</p><p>{TITLE.replace('养老服务', '社会救助')}</p>{html_table()}"
        document = read(f"<div>{HEADING}{html_table()}{second}<p>2021年3月1日</p></div>").document

        assert isinstance(document, Catalogue)
        assert [section.remarks for section in document.sections] == [("注：本表由县民政局解释。",), ("2021年3月1日",)]

    def test_a_list_of_contents_is_no_title(self) -> None:
        contents = "<p>目 录</p><p>（一）养老服务领域1</p>"
        reading = read(f"<div>{contents}{HEADING}{html_table()}{HEADING}{html_table()}</div>")

        assert "目 录" in remarks(reading)


class TestEncodings:
    """Declared, marked or guessed; every guess is told."""

    @pytest.mark.parametrize(
        ("encoding", "declared", "note"),
        [
            ("utf-8", "utf-8", None),
            ("utf-8-sig", "", None),
            ("gb18030", "gb2312", None),
            ("gb18030", "", "encoding_guessed"),
            ("gb18030", "utf-8", "encoding_differs"),
            ("utf-8", "gbk", "encoding_differs"),
            ("utf-8", "no-such", None),
            ("utf-16", "", None),
            ("utf-16-be", "", "encoding_guessed"),
        ],
    )
    def test_found(self, encoding: str, declared: str, note: str | None) -> None:
        head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
        reading = read(HEADING + html_table(), head=head, encoding=encoding)

        assert found(reading) == NAMES
        assert [code for code in codes(reading) if code.startswith("encoding")] == ([note] if note else [])

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
    def test_traditional_characters_match(self, encoding: str) -> None:
        text = f"<p>養老服務領域基層政務公開標準目錄</p>{html_table()}"
        for simple, full in zip("序号项内应开时动户级层据体渠", "序號項內應開時動戶級層據體渠", strict=True):
            text = text.replace(simple, full)
        first = entries_of(read(text, encoding=encoding))[0]

        assert (first.level_one, first.domain, first.mode) == ("业务", "elderly_care", ("proactive",))

    def test_big5_is_told_apart_from_gb18030(self) -> None:
        reading = read("<h1>青禾縣養老服務領域基層政務公開標準目錄</h1>", encoding="big5")

        assert reading.document.title == "青禾縣養老服務領域基層政務公開標準目錄"
        assert "encoding_guessed" in codes(reading)

    def test_characters_outside_the_declared_set(self) -> None:
        body = HEADING + html_table().replace("许可", "㐀镕许可")

        assert found(read(body, head="<meta charset=gb2312>", encoding="gb18030"))[0] == ("业务", "㐀镕许可")

    def test_a_damaged_byte_is_told(self) -> None:
        data = page(HEADING + html_table()).replace("检查".encode(), "检查".encode() + b"\xe4\xb8")
        reading = html.loads(data)

        assert found(reading)[:2] == NAMES[:2]
        assert "bytes_unreadable" in codes(reading)

    def test_what_is_no_text_is_refused(self) -> None:
        with pytest.raises(UnreadableError, match="bytes that are not"):
            html.loads(b"<html>" + bytes(range(128, 256)) * 100)


class TestRefused:
    """No text, or beyond the limits."""

    @pytest.mark.parametrize("data", [b"", b"<html></html>", b"<!-- x -->", b"<script>x</script>", b"<table></table>"])
    def test_no_text(self, data: bytes) -> None:
        with pytest.raises(UnreadableError, match="no text"):
            html.loads(data)

    @pytest.mark.parametrize(
        ("limits", "word"),
        [
            (Limits(size=100), "size"),
            (Limits(sheets=1), "sheets"),
            (Limits(rows=3), "rows"),
            (Limits(columns=5), "columns"),
            (Limits(cells=20), "cells"),
            (Limits(text=5), "text"),
            (Limits(depth=1), "depth"),
        ],
    )
    def test_limits_are_named(self, limits: Limits, word: str) -> None:
        nested = html_table().replace("许可", "<table><tr><td>许可</td></tr></table>")

        with pytest.raises(LimitExceededError, match=rf"limit {word} exceeded"):
            read(HEADING + nested, limits=limits)

    def test_spans_count_as_cells(self) -> None:
        cell = '<td rowspan="9" colspan="40">x</td>'

        with pytest.raises(LimitExceededError, match="limit cells exceeded"):
            read(f"<table>{f'<tr>{cell}</tr>' * 9}</table>", limits=Limits(cells=100))

    def test_deep_markup_is_refused_not_cut(self) -> None:
        with pytest.raises(LimitExceededError, match="limit depth exceeded"):
            read("<div>" * 5000 + html_table())


class TestByContent:
    """Pages that are named otherwise, as exports of old systems are."""

    def test_a_page_named_xls(self) -> None:
        reading = loads(county_page(), format="xls")

        assert reading.format == "html"
        assert "format_by_content" in codes(reading)

    @pytest.mark.parametrize("begin", ["", "<?xml version='1.0'?>\n", "<!-- saved -->\n<meta charset=utf-8>", "\ufeff"])
    def test_a_page_without_a_name(self, begin: str) -> None:
        assert loads(begin.encode() + county_page()).format == "html"

    def test_a_header_row_alone(self) -> None:
        assert found(read(html_table([UPPER], []))) == []


class TestKinds:
    """Headings and titles tell catalogues, item lists and source lists apart."""

    ITEMS = (
        ("序号", "领域", "一级分类", "二级分类", "事项名称", "权力类型", "责任部门", "来源清单"),
        ("1", "养老服务", "业务办理", "机构", "养老机构设立许可", "行政许可", "县民政局", "权力清单"),
    )
    POWERS = (("序号", "事项名称", "权力类型", "责任部门"), ("1", "养老机构设立许可", "行政许可", "县民政局"))

    def test_an_item_list(self) -> None:
        document = read(f"<h1>青禾县政务公开事项清单</h1>{html_table(self.ITEMS, [])}").document

        assert isinstance(document, ItemList)
        assert [item.name for item in document.items] == ["养老机构设立许可"]

    @pytest.mark.parametrize("tag", ["h1", "p"])
    def test_a_source_list_by_its_title(self, tag: str) -> None:
        document = read(f"<{tag}>青禾县民政局权力清单</{tag}>{html_table(self.POWERS, [])}").document

        assert isinstance(document, SourceList)
        assert (document.list, document.owner) == ("power_list", "青禾县民政局")

    def test_several_kinds_are_a_compendium(self) -> None:
        items = f"<p>青禾县政务公开事项清单</p>{html_table(self.ITEMS, [])}"
        document = read(f"<div>{items}{HEADING}{html_table()}</div>").document

        assert isinstance(document, Compendium)
        assert (len(document.item_lists), len(document.catalogues)) == (1, 1)
