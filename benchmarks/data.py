"""Invented catalogues of any size: the same arguments always give the same documents.

All text comes from the short lists below and the library's code lists; no entry is copied from a real catalogue.
Entries are built without the library's nouns, so that peers and library start from the same plain trees.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import xlsxwriter

from gongkai_standard.codecs.yaml_text import emit
from gongkai_standard.codelists import code_list

Tree = dict[str, Any]

SUBJECTS = ("项目审批", "救助对象", "检查结果", "补贴发放", "人员名单", "规划方案", "认定公告", "监测信息",
            "年度计划", "办事指南", "招聘信息", "处罚决定", "验收备案", "配租公示", "评估报告", "投诉举报")  # fmt: skip
ELEMENTS = ("文件名称及文号", "办理条件和申请材料", "办理流程及承诺时限", "咨询电话与监督电话", "审核结果名单",
            "资金使用情况说明", "责任部门和责任人", "发布机构与发布日期", "申请受理地点", "公示起止时间",
            "主要内容摘要", "救助标准和发放金额", "检查对象与检查事项", "整改要求及完成时限", "联系方式和网址",
            "征收范围及补偿方案", "公众意见采纳情况", "听证会议记录", "年度工作总结", "统计数据和图表")  # fmt: skip
LAWS = (("中华人民共和国政府信息公开条例", "国务院令第492号"), ("社会救助暂行办法", "国务院令第649号"),
        ("中华人民共和国行政许可法", "主席令第7号"), ("中华人民共和国社会保险法", "主席令第35号"),
        ("中华人民共和国就业促进法", "主席令第70号"), ("中华人民共和国户口登记条例", "主席令第91号"),
        ("关于全面推进政务公开工作的意见", "中办发〔2016〕8号"))  # fmt: skip
DEPARTMENTS = ("人力资源和社会保障局", "民政局", "社会保险事业局", "公安局", "卫生和计划生育委员会", "农业局",
               "城市综合执法局", "老龄工作委员会办公室")  # fmt: skip
FORMED = {"kind": "within", "trigger": "formed_or_changed"}
TERMS: tuple[tuple[str, Tree], ...] = (
    ("信息形成或者变更之日起20个工作日内", FORMED | {"quantity": 20, "unit": "working_day"}),
    ("决定作出之日起7个工作日内", {"kind": "within", "trigger": "decided", "quantity": 7, "unit": "working_day"}),
    ("信息形成之日起5日内", FORMED | {"quantity": 5, "unit": "calendar_day"}),
    ("长期公开", {"kind": "long_term"}),
    ("及时公开", {"kind": "prompt"}),
)
LEVELS = ("county", "township")
COUNTY = "示例县"
HAN = "一二三四五六七八九十"


def _notation(code_list_name: str) -> list[str]:
    return [code.code for code in code_list(code_list_name) if code.notation]


def entries(count: int, seed: int = 2018) -> Iterator[Tree]:
    """`count` entries of a `henan-2017` catalogue; 3 to 12 neighbours share a level-one name."""
    rng = random.Random(seed)
    domains = _notation("domain")
    channels = _notation("channel")
    stages = [(int(code.notation[0]) - 1, code.code) for code in code_list("stage") if code.notation]
    disclosures = [code.code for code in code_list("disclosure")]
    run = domain = 0
    level_one = ""
    for number in range(count):
        if run == 0:
            run, domain = rng.randrange(3, 13), rng.randrange(len(domains))
            level_one = f"{code_list('domain').codes[domain].zh}{rng.choice(SUBJECTS)}"
        run -= 1
        disclosure, stage = rng.choice(stages)
        text, term = rng.choice(TERMS)
        subject = rng.choice(SUBJECTS)
        chosen = ["government_website", *rng.sample(channels[1:], rng.randrange(1, 4))]
        yield {
            "id": f"e{number:07d}",
            "item_id": f"i{number // 4:07d}",
            "domain": domains[domain],
            "level_one": level_one,
            "level_two": f"{subject}({number % 9973})",
            "disclosure": disclosures[disclosure],
            "stage": stage,
            "content": [f"{e}({subject})" for e in rng.sample(ELEMENTS, rng.randrange(4, 11))],
            "basis": [_basis(rng) for _ in range(rng.randrange(1, 5))],
            "time_limits": [{"text": text, **term}],
            "responsible_body": [f"{COUNTY}{DEPARTMENTS[domain]}"],
            "channels": [{"code": code, "obligation": "chosen"} for code in chosen],
            "mode": ["on_request" if rng.random() < 0.1 else "proactive"],
            "extent": "full",
            "audience": [{"code": "whole_society"}],
            "levels": [level for level in LEVELS if rng.random() < 0.7] or ["county"],
        }


def _basis(rng: random.Random) -> Tree:
    title, number = rng.choice(LAWS)
    article = f"第{HAN[rng.randrange(1, 9)]}十{HAN[rng.randrange(9)]}条"
    return {"text": f"《{title}》({number}){article}", "title": title, "number": number, "article": article}


def catalogue(count: int) -> Tree:
    """A catalogue document of `count` entries."""
    return {
        "gongkai": "1.0",
        "kind": "catalogue",
        "profile": "henan-2017",
        "publisher": {"name": COUNTY, "level": "county", "phase": "pilot"},
        "title": f"{COUNTY}政务公开事项标准目录(虚构)",
        "edition": {"version": "2018.1", "issued": "2018-05-01", "effective": "2018-06-01", "status": "in_force"},
        "entries": list(entries(count)),
    }


def next_edition(tree: Tree, seed: int = 7) -> Tree:
    """The catalogue a year later: 2 % of the entries changed, 2 % removed, 2 % moved, and as many added."""
    rng = random.Random(seed)
    old = tree["entries"]
    share = max(1, len(old) // 50)
    picks = rng.sample(range(len(old)), 3 * share)
    changed, removed, moved = set(picks[:share]), set(picks[share : 2 * share]), set(picks[2 * share :])
    kept: list[Tree] = []
    floating: list[Tree] = []
    for i, entry in enumerate(old):
        if i in removed:
            continue
        (floating if i in moved else kept).append(_revised(entry, i % 4) if i in changed else entry)
    added = list(entries(share, seed=99))
    for i, entry in enumerate(added):
        entry["id"] = f"n{i:07d}"
    for entry in (*floating, *added):
        kept.insert(rng.randrange(len(kept) + 1), entry)
    return {**tree, "edition": {**tree["edition"], "version": "2019.1"}, "entries": kept}


def _revised(entry: Tree, kind: int) -> Tree:
    if kind == 0:
        return {**entry, "responsible_body": [f"{entry['responsible_body'][0]}(牵头)"]}
    if kind == 1:
        return {**entry, "time_limits": [{"text": "决定作出之日起9个工作日内", **TERMS[1][1], "quantity": 9}]}
    if kind == 2:
        return {**entry, "content": [*entry["content"], "新增要素说明"]}
    return {
        **entry,
        "basis": [_basis(random.Random(entry["id"])), *entry["basis"][1:]],
        "channels": entry["channels"][:-1],
    }


def published(count: int) -> Tree:
    """A compendium of one catalogue and `count` publications: one for each element, all on the website."""
    tree = catalogue(count // 10)
    for entry in tree["entries"]:
        entry["content"] = [f"{element}({entry['level_two']})" for element in ELEMENTS[:10]]
        entry["mode"] = ["proactive"]
    head = ("gongkai", "profile", "publisher", "title", "edition")
    return {
        **{name: tree[name] for name in head},
        "kind": "compendium",
        "catalogues": [tree],
        "publications": [
            {
                "id": f"p-{entry['id']}-{i}",
                "entry_id": entry["id"],
                "element": element,
                "channel": "government_website",
                "url": f"https://www.example.gov.cn/zwgk/{entry['id']}-{i}.html",
                "formed_on": "2018-04-09",
                "published_on": "2018-04-10",
            }
            for entry in tree["entries"]
            for i, element in enumerate(entry["content"])
        ],
    }


def write(path: Path, count: int) -> None:
    """Write a catalogue as JSON, YAML, NDJSON, CSV, HTML or XLSX, by the suffix."""
    tree = catalogue(count)
    if path.suffix == ".json":
        path.write_bytes(json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode())
    elif path.suffix == ".yaml":
        path.write_text(emit(tree), encoding="utf-8")
    elif path.suffix == ".ndjson":
        lines = ({name: value for name, value in tree.items() if name != "entries"}, *tree["entries"])
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_grid(tree))
    elif path.suffix == ".html":
        path.write_text(_page(tree), encoding="utf-8")
    else:
        _write_workbook(path, tree)


def _grid(tree: Tree) -> Iterator[list[Any]]:
    """Title, two header rows and the rows, as an export has them: blanks under merged cells."""
    yield [tree["title"]]
    yield [text for heading, *subs in HEADINGS_IN_GROUPS for text in (heading, *[""] * (len(subs) - 1))]
    yield [text for _, *subs in HEADINGS_IN_GROUPS for text in (subs or [""])]
    above = None
    for i, entry in enumerate(tree["entries"]):
        cells = _row(i + 1, entry)
        if entry["level_one"] == above:
            cells[1] = ""
        above = entry["level_one"]
        yield cells


def _page(tree: Tree) -> str:
    """The same table on a web page."""
    rows = (
        "<tr>" + "".join(f"<td>{escape(str(text)).replace(chr(10), '<br>')}</td>" for text in cells) + "</tr>"
        for cells in _grid(tree)
    )
    return "<!DOCTYPE html>\n<html><body><table>\n" + "\n".join(rows) + "\n</table></body></html>\n"


def _write_workbook(path: Path, tree: Tree) -> None:
    """The table as counties lay it out: two header rows, vertical merges, a channel cell of ticked boxes."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("标准目录")
    wrap = book.add_format({"text_wrap": True})
    sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, tree["title"], wrap)
    column = 0
    for heading, *subheadings in HEADINGS_IN_GROUPS:
        if subheadings:
            sheet.merge_range(1, column, 1, column + len(subheadings) - 1, heading, wrap)
            for i, subheading in enumerate(subheadings):
                sheet.write_string(2, column + i, subheading, wrap)
            column += len(subheadings)
        else:
            sheet.merge_range(1, column, 2, column, heading, wrap)
            column += 1
    first = 0
    rows = tree["entries"]
    for i, entry in enumerate(rows):
        for j, cell in enumerate(_row(i + 1, entry)):
            if j != 1:
                sheet.write(i + 3, j, cell, wrap)
        if i + 1 == len(rows) or rows[i + 1]["level_one"] != entry["level_one"]:
            if first == i:
                sheet.write_string(i + 3, 1, entry["level_one"], wrap)
            else:
                sheet.merge_range(first + 3, 1, i + 3, 1, entry["level_one"], wrap)
            first = i + 1
    book.close()


HEADINGS_IN_GROUPS = (
    ("序号",), ("一级事项",), ("二级事项",), ("公开内容(要素)",), ("公开依据",), ("公开时限",), ("公开主体",),
    ("公开渠道和载体",),
    ("公开对象", "全社会", "特定群体"), ("公开方式", "主动", "依申请"), ("公开层级", "县级", "乡级"),
)  # fmt: skip
HEADINGS = tuple(name for heading, *subs in HEADINGS_IN_GROUPS for name in (subs or [heading]))


def _row(number: int, entry: Tree) -> list[Any]:
    chosen = {channel["code"] for channel in entry["channels"]}
    channels = [code for code in code_list("channel") if code.notation]
    boxes = "\n".join(f"{'■' if code.code in chosen else '□'}{code.zh}" for code in channels)
    return [
        number,
        entry["level_one"],
        entry["level_two"],
        "\n".join(entry["content"]),
        "\n".join(basis["text"] for basis in entry["basis"]),
        entry["time_limits"][0]["text"],
        entry["responsible_body"][0],
        boxes,
        "√",
        "",
        *("√" if mode in entry["mode"] else "" for mode in ("proactive", "on_request")),
        *("√" if level in entry["levels"] else "" for level in LEVELS),
    ]
