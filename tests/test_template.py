"""Empty forms: columns of the official layouts, drop-downs of codes, what each column wants and why."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import gongkai_standard as gk
from gongkai_standard.cli.group import gongkai
from gongkai_standard.codecs.layout.template import template
from gongkai_standard.codelists import code_list
from gongkai_standard.reference import reference_domains, reference_list
from gongkai_standard.reference.drafting import draft_entries, draft_items
from gongkai_standard.requirements import requirement


def book(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def header(sheet: Any, row: int) -> list[str]:
    return [cell.value for cell in sheet[row]]


class TestForms:
    """Item list and catalogue, for the notice, for counties and for towns, for any domain."""

    def test_item_list(self) -> None:
        """事项清单 in the notice's columns."""
        sheet = book(template("item_list")).worksheets[0]
        assert sheet["A1"].value == "事项清单"
        assert header(sheet, 2)[-3:] == ["责任部门", "来源清单", "清单编号"]

    def test_catalogue(self) -> None:
        """标准目录 of a domain, with the elements that a catalogue should have besides the notice's."""
        sheet = book(template("catalogue", domain="elderly_care")).worksheets[0]
        assert sheet["A1"].value == "养老服务领域标准目录"
        assert header(sheet, 2)[-4:] == ["公开依据", "公开对象", "公开层级", "网站栏目"]

    def test_places(self) -> None:
        """The national layouts of counties and of towns; a local domain stands as it is."""
        county = book(template("catalogue", place="county", domain="x-local:parks")).worksheets[0]
        town = book(template("catalogue", place="township")).worksheets[0]
        assert county["A1"].value == "x-local:parks领域标准目录"
        assert (header(county, 3)[-2:], header(town, 3)[-1]) == (["县级", "乡级"], "乡级")

    def test_drop_downs(self) -> None:
        """A cell of codes offers the labels of its list, a cell of ticks the tick; other words are warned of only."""
        found = book(template("catalogue", place="county"))
        offered = {str(rule.sqref).split(":")[0]: rule for rule in found.worksheets[0].data_validations.dataValidation}
        assert {rule.errorStyle for rule in offered.values()} == {"warning"}
        assert offered.keys() == {f"{letter}4" for letter in "IJKLMN"}
        notice = book(template("catalogue"))
        source = next(
            rule.formula1
            for rule in notice.worksheets[0].data_validations.dataValidation
            if str(rule.sqref).startswith("C3:")
        )
        cells = notice["gongkai"][source.partition("!")[2].replace("$", "")]
        assert [cell.value for (cell,) in cells] == [code.zh for code in code_list("disclosure")]

    def test_notes(self) -> None:
        """The note of a column cites the notice and shows an example."""
        sheet = book(template("catalogue")).worksheets[0]
        note = next(cell.comment.text for cell in sheet[2] if cell.value == "责任主体")
        assert f"通知三(二)“{requirement('R-065').phrase}”（R-065）\n示例：" in note

    def test_hidden_sheet(self) -> None:
        """Profile, version and hash of the columns stand in a hidden sheet; the header is frozen."""
        found = book(template("item_list"))
        sheet = found["gongkai"]
        assert (sheet.sheet_state, found.worksheets[0].freeze_panes) == ("hidden", "A3")
        about = json.loads(sheet["A1"].value.removeprefix("gongkai:1.0 "))[3]
        assert (about["profile"], about["version"], len(about["sha256"])) == ("henan-2017", "1.0", 64)


class TestFilled:
    """A filled form is read without a note above information."""

    @pytest.mark.parametrize("place", [None, "county"])
    def test_catalogue(self, place: Any) -> None:
        """A row as the notes show it."""
        found = book(template("catalogue", domain="elderly_care", place=place))
        sheet = found.worksheets[0]
        row = 3 if place is None else 4
        said = {
            "序号": "1", "事项名称": "养老机构备案", "二级事项": "养老机构备案", "五公开类别": "服务公开",
            "公开环节": "办事指南", "公开内容": "办理条件\n申请材料", "公开内容(要素)": "办理条件\n申请材料",
            "责任主体": "区民政局", "公开主体": "区民政局", "规定时限": "20个工作日内", "公开时限": "20个工作日内",
            "公开方式": "■政府网站", "公开渠道和载体": "■政府网站", "公开程度": "全部公开", "全社会": "√", "主动": "√",
            "县级": "√", "公开层级": "县级", "公开对象": "全社会",
        }  # fmt: skip
        heads = [sheet.cell(row - 1, column).value or sheet.cell(row - 2, column).value for column in range(1, 15)]
        for column, head in enumerate(heads, start=1):
            sheet.cell(row, column).value = said.get(head or "")
        buffer = io.BytesIO()
        found.save(buffer)
        reading = gk.loads(buffer.getvalue(), format="xlsx")
        (entry,) = reading.document.entries  # type: ignore[union-attr]
        assert (entry.domain, entry.level_two, entry.content) == (  # type: ignore[union-attr]
            "elderly_care",
            "养老机构备案",
            ("办理条件", "申请材料"),
        )
        assert entry.levels == ("county",)  # type: ignore[union-attr]
        assert {note.level for note in reading.notes} == {"info"}


class TestPrefilled:
    """A form begun with the reference rows of its domain."""

    @pytest.mark.parametrize("place", [None, "county", "township"])
    @pytest.mark.parametrize("domain", reference_domains())
    def test_catalogue(self, domain: str, place: Any) -> None:
        """Every row is there, read back without a note above information; what the list does not know is blank."""
        listed = reference_list(domain)
        reading = gk.loads(template("catalogue", domain=domain, place=place, rows=draft_entries(listed)), format="xlsx")
        entries = reading.document.entries  # type: ignore[union-attr]
        assert [(e.level_one, e.level_two, e.content) for e in entries] == [  # type: ignore[union-attr]
            (row.level_one, row.level_two, row.content) for row in listed
        ]
        assert {(entry.domain, entry.basis, entry.mode) for entry in entries} == {(domain, (), ())}  # type: ignore[union-attr]
        assert {note.level for note in reading.notes} == {"info"}

    def test_item_list(self) -> None:
        """A row of an item list has the names and the domain."""
        listed = reference_list("elderly_care")
        reading = gk.loads(template("item_list", domain="elderly_care", rows=draft_items(listed)), format="xlsx")
        found = [(item.domain, item.level_one, item.name) for item in reading.document.items]  # type: ignore[union-attr]
        assert found == [("elderly_care", row.level_one, row.level_two) for row in listed]

    def test_room_for_more(self) -> None:
        """Rows are added below; cells are not merged, so that rows can be moved and put between."""
        sheet = book(template("catalogue", place="county", rows=draft_entries(reference_list("health")))).worksheets[0]
        assert sheet.max_row == 303
        assert {merged.min_row for merged in sheet.merged_cells.ranges} <= {1, 2, 3}

    def test_origin(self, tmp_path: Path) -> None:
        """Beside each name stands that it is no official text, how sure it is, and where it was seen."""
        path = tmp_path / "a.xlsx"
        command = [
            "template",
            "catalogue",
            "--layout",
            "county",
            "--domain",
            "elderly_care",
            "--prefill",
            "-o",
            str(path),
        ]
        assert CliRunner().invoke(gongkai, command).exit_code == 0
        sheet = book(path.read_bytes()).worksheets[0]
        for row, listed in enumerate(reference_list("elderly_care"), start=4):
            note = sheet.cell(row, 3).comment.text
            assert note.startswith("参考内容，不是正式文本")
            assert listed.source in note or listed.verification == "memory"


class TestCommand:
    """gongkai template item-list|catalogue [--domain D] [--layout county|township] -o X.xlsx"""

    def test_writes(self, tmp_path: Path) -> None:
        """The form is written."""
        path = tmp_path / "a.xlsx"
        done = CliRunner().invoke(gongkai, ["template", "catalogue", "--domain", "health", "-o", str(path)])
        assert done.exit_code == 0
        assert gk.read(path).document.title == "医疗卫生领域标准目录"

    def test_unknown_domain(self, tmp_path: Path) -> None:
        """A domain that there is none of is refused."""
        done = CliRunner().invoke(
            gongkai, ["template", "catalogue", "--domain", "parks", "-o", str(tmp_path / "a.xlsx")]
        )
        assert done.exit_code != 0
        assert not (tmp_path / "a.xlsx").exists()

    @pytest.mark.parametrize("domain", [[], ["--domain", "education"], ["--domain", "x-local:parks"]])
    def test_nothing_to_begin_with(self, domain: list[str], tmp_path: Path) -> None:
        """--prefill needs a domain that has a reference list."""
        done = CliRunner().invoke(
            gongkai, ["template", "item-list", *domain, "--prefill", "-o", str(tmp_path / "a.xlsx")]
        )
        assert done.exit_code != 0
        assert isinstance(done.exception, (SystemExit, gk.GongkaiError))
        assert not (tmp_path / "a.xlsx").exists()
