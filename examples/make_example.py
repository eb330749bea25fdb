"""Makes the two example workbooks: a catalogue as a county might hand it in, and the same catalogue mended.

    python examples/make_example.py

Everything in them is invented; they say so themselves. The bytes are the same on every run.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import xlsxwriter

HERE: Final = Path(__file__).parent
FAULTY: Final = "luolong-elderly-care.xlsx"
MENDED: Final = "luolong-elderly-care-mended.xlsx"

TITLE: Final = "洛阳市洛龙区养老服务领域基层政务公开标准目录"
ABOVE: Final = "编制单位：洛阳市洛龙区人民政府　试点阶段：试点　版本号：2018.1　发布日期：2018年5月1日"
BELOW: Final = "注：示例数据，纯属虚构，仅用于演示检查；表中的文件、机构和期限不代表任何单位的实际工作。"

HEADINGS: Final[Sequence[tuple[str, Sequence[str]]]] = (
    ("序号", ()),
    ("公开事项", ("一级事项", "二级事项")),
    ("五公开类别", ()),
    ("公开环节", ()),
    ("公开内容\n（要素）", ()),
    ("公开依据", ()),
    ("公开时限", ()),
    ("责任主体", ()),
    ("公开渠道和载体", ()),
    ("公开对象", ("全社会", "特定群体\n（请写明）")),
    ("公开方式", ("主动", "依申请")),
    ("公开程度", ()),
    ("公开层级", ("县级", "乡级")),
    ("网站栏目", ()),
)
"""First header row → what the second splits it into."""

BASIS: Final = "《中华人民共和国政府信息公开条例》（国务院令第492号）第九条、第十二条"
WITHIN: Final = "信息形成或者变更之日起20个工作日内"
CIVIL: Final = "洛龙区民政局"
OFFICE: Final = "洛龙区人民政府办公室"
CHOSEN: Final = ("政府网站", "两微一端", "公开查阅点", "政务服务中心")
OTHERS: Final = ("政府公报", "广播电视", "纸质媒体", "便民服务站", "社区/企事业单位/村公示栏")
COLUMN: Final = "政务公开>重点领域>养老服务>"

PLAN: Final = ("养老服务政策制定", "养老服务设施布局专项规划")
HOME_CARE: Final = ("养老服务工作推进", "社区居家养老服务改革")
INSPECTION: Final = ("养老服务行业管理", "养老机构监督检查")
ALLOWANCE: Final = ("养老服务业务办理", "高龄津贴发放")

Entry = tuple[tuple[str, str], str, str, str, str, str]
"""Item, disclosure, stage, content, time limit, responsible body."""

ENTRIES: Final[Sequence[Entry]] = (
    (PLAN, "决策公开", "决策前预公开", "规划草案及其说明\n征求意见的期限和渠道\n意见采纳情况", "公示30日", CIVIL),
    (PLAN, "决策公开", "政府有关会议公开", "会议时间\n会议议题\n列席代表\n议定事项", WITHIN, OFFICE),
    (PLAN, "决策公开", "政策文件公开", "规划全文\n文号\n施行日期", WITHIN, OFFICE),
    (PLAN, "决策公开", "解读材料公开", "背景依据\n目标任务\n主要措施", "文件公布之日起3个工作日内", CIVIL),
    (HOME_CARE, "执行公开", "执行措施", "年度措施清单\n资金安排", WITHIN, CIVIL),
    (HOME_CARE, "执行公开", "实施步骤", "阶段目标\n时间安排", WITHIN, CIVIL),
    (HOME_CARE, "执行公开", "责任分工", "牵头单位\n配合单位\n任务分工", WITHIN, CIVIL),
    (HOME_CARE, "执行公开", "监督方式", "监督渠道\n受理单位\n反馈期限", WITHIN, CIVIL),
    (HOME_CARE, "执行公开", "工作进展", "服务设施建设进度\n服务人次", "每季度1次", CIVIL),
    (HOME_CARE, "执行公开", "取得成效", "覆盖率\n满意度调查结果", "每年1次", CIVIL),
    (HOME_CARE, "执行公开", "后续举措", "存在的问题\n下一步安排", "每年1次", CIVIL),
    (INSPECTION, "管理公开", "职责权限", "法定职责\n检查权限", WITHIN, CIVIL),
    (INSPECTION, "管理公开", "执法依据", "法律法规条文\n标准规范", WITHIN, CIVIL),
    (INSPECTION, "管理公开", "裁量基准", "违法情形\n裁量幅度", WITHIN, CIVIL),
    (INSPECTION, "管理公开", "执法流程", "检查程序\n流程图", WITHIN, CIVIL),
    (INSPECTION, "管理公开", "执法结果", "检查结论\n处罚决定", "决定作出之日起7个工作日内", CIVIL),
    (INSPECTION, "管理公开", "救济途径", "行政复议机关和期限\n行政诉讼法院和期限", WITHIN, CIVIL),
    (INSPECTION, "管理公开", "行政监管信息", "监管计划\n监管情况", WITHIN, CIVIL),
    (
        INSPECTION,
        "管理公开",
        "“双随机、一公开”",
        "抽查事项清单\n抽查计划\n抽查结果",
        "检查结果形成之日起20个工作日内",
        CIVIL,
    ),
    (ALLOWANCE, "服务公开", "办事指南", "办理条件\n申请材料\n办理流程\n办理时限\n办理地点", WITHIN, CIVIL),
    (ALLOWANCE, "服务公开", "办事过程", "受理情况\n审核进度", "受理之日起5个工作日内", CIVIL),
    (ALLOWANCE, "服务公开", "办事结果", "发放人数\n发放标准\n发放金额", "决定作出之日起20个工作日内", CIVIL),
    (PLAN, "结果公开", "重大决策落实结果", "规划实施情况\n评估结论", "每年1次", CIVIL),
    (HOME_CARE, "结果公开", "重要政策落实结果", "政策落实情况\n资金使用情况", "每年1次", CIVIL),
)

FAULTS: Final[Mapping[tuple[str, str], str]] = {
    ("决策前预公开", "公开时限"): "",
    ("解读材料公开", "公开渠道和载体"): "□政府网站 ■两微一端 ■公开查阅点",
    ("实施步骤", "公开内容\n（要素）"): "待定",
    ("责任分工", "责任主体"): "同上",
    ("监督方式", "公开时限"): "及时公开",
    ("取得成效", "公开程度"): "",
    ("裁量基准", "公开环节"): "办事指南",
    ("执法结果", "公开时限"): "决定作出之日起30个工作日内",
    ("职责权限", "责任主体"): "",
    ("行政监管信息", "公开渠道和载体"): "■政府网站 ■洛龙养老小程序",
    ("办事指南", "网站栏目"): "",
    ("办事过程", "公开程度"): "部分公开",
}
"""Stage of the row and heading → what the faulty workbook holds there."""


def cells(entry: Entry) -> dict[str, str]:
    """Heading (or sub-heading) → text of one row of the mended workbook."""
    (one, two), disclosure, stage, content, limit, body = entry
    boxes = [f"■{name}" for name in CHOSEN] + [f"□{name}" for name in OTHERS]
    return {
        "一级事项": one,
        "二级事项": two,
        "五公开类别": disclosure,
        "公开环节": stage,
        "公开内容\n（要素）": content,
        "公开依据": BASIS,
        "公开时限": limit,
        "责任主体": body,
        "公开渠道和载体": " ".join(boxes),
        "全社会": "√",
        "主动": "√",
        "公开程度": "全部公开",
        "县级": "√",
        "乡级": "√" if disclosure == "服务公开" else "",
        "网站栏目": COLUMN + disclosure,
    }


def workbook(faults: Mapping[tuple[str, str], str]) -> bytes:
    """The catalogue with these faults, as an XLSX file."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": TITLE, "comments": "示例数据，纯属虚构", "created": datetime(2018, 5, 1)})
    sheet = book.add_worksheet("标准目录")
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "font_size": 9})
    head = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "align": "center", "bold": True})
    title = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "font_size": 16})
    columns = [label for heading, parts in HEADINGS for label in (parts or (heading,))]
    last = len(columns) - 1

    sheet.merge_range(0, 0, 0, last, TITLE, title)
    sheet.merge_range(1, 0, 1, last, ABOVE)
    at = 0
    for heading, parts in HEADINGS:
        width = len(parts) or 1
        if parts:
            sheet.merge_range(2, at, 2, at + width - 1, heading, head)
            for offset, label in enumerate(parts):
                sheet.write_string(3, at + offset, label, head)
        else:
            sheet.merge_range(2, at, 3, at, heading, head)
        at += width

    top = 4
    rows = [cells(entry) for entry in ENTRIES]
    for number, row in enumerate(rows):
        stage = row["公开环节"]
        for column, label in enumerate(columns):
            text = str(number + 1) if label == "序号" else row.get(label, "")
            sheet.write(top + number, column, faults.get((stage, label), text), plain)
    for label in ("一级事项", "二级事项"):
        column = columns.index(label)
        for first, final in _runs([row[label] for row in rows]):
            if final > first:
                sheet.merge_range(top + first, column, top + final, column, rows[first][label], plain)
    sheet.merge_range(top + len(rows), 0, top + len(rows), last, BELOW)

    sheet.set_row(0, 30)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 4, 14)
    sheet.set_column(5, 9, 24)
    sheet.set_column(10, last - 1, 8)
    sheet.set_column(last, last, 20)
    sheet.freeze_panes(top, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return file.getvalue()


def _runs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """First and last index of each run of equal texts."""
    starts = [i for i, text in enumerate(texts) if i == 0 or text != texts[i - 1]]
    return list(zip(starts, [start - 1 for start in starts[1:]] + [len(texts) - 1], strict=True))


def main() -> None:
    """Write both workbooks beside this script."""
    (HERE / FAULTY).write_bytes(workbook(FAULTS))
    (HERE / MENDED).write_bytes(workbook({}))


if __name__ == "__main__":
    main()
