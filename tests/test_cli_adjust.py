"""`gongkai diff | apply | merge | log`: exit codes, text for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from command_line import Run
from gongkai_standard import loads


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., Path]:
    """Write a catalogue as JSON and give its path."""

    def write(name: str, *entries: dict[str, Any], **members: Any) -> Path:
        tree = {"gongkai": "1.0", "kind": "catalogue", "entries": list(entries), **members}
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
        return path

    return write


Files = Callable[..., Path]

GROUND = {"cause": "law_changed", "basis": [{"text": "《条例》"}]}


def record(to: str, *changes: dict[str, Any]) -> dict[str, Any]:
    """An adjustment as a compendium records it."""
    return {"gongkai": "1.0", "kind": "adjustment", "to": to, "changes": list(changes)}


@pytest.fixture
def compendium(tmp_path: Path) -> Files:
    """Write a compendium of one item list as JSON and give its path."""

    def write(version: str, *items: dict[str, Any], **members: Any) -> Path:
        inner = {"gongkai": "1.0", "kind": "item_list", "title": "清单", "items": list(items)}
        tree = {"gongkai": "1.0", "kind": "compendium", "edition": {"version": version}, "item_lists": [inner]}
        path = tmp_path / f"{version}.json"
        path.write_text(json.dumps(tree | members, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def compendia(compendium: Files) -> tuple[Path, Path]:
    """Two editions; the records of the second name what went, and two changes that never were."""
    told = record(
        "2019.1",
        {"item_id": "b", "kind": "cancelled", **GROUND},
        {"item_id": "d", "kind": "added", "name": "丁", "date": "2019-03-01"},
        {"item_id": "e"},
    )
    old = compendium("2018.1", {"id": "a", "name": "甲"}, {"id": "b", "name": "乙"})
    return old, compendium("2019.1", {"id": "a", "name": "甲乙"}, {"id": "c", "name": "丙"}, adjustments=[told])


class TestDiff:
    """0 the same, 1 different, 2 could not read."""

    def test_the_same(self, run: Run, files: Files) -> None:
        outcome = run("diff", files("a", {"id": "x"}), files("b", {"id": "x"}))

        assert (outcome.code, outcome.out) == (0, "两个版本相同。\n")

    def test_old_and_new_stand_side_by_side(self, run: Run, files: Files) -> None:
        old = files(
            "a", {"id": "x", "level_one": "甲", "extent": "full"}, {"id": "y"}, {"id": "z", "level_one": "丙丁"}
        )
        new = files(
            "b", {"id": "y"}, {"id": "x", "level_one": "甲", "extent": "none"}, {"id": "w", "level_one": "丙丁"}
        )

        outcome = run("diff", old, new)
        english = run("diff", old, new, "--lang", "en")

        assert outcome.code == 1
        assert "~ 变更 甲【公开要求降低】\n    公开程度: 全部公开 → 不公开\n" in outcome.out
        assert "~ Changed 甲 [less open than before]\n    extent: Full → None\n" in english.out
        assert "↕ 移位" in outcome.out

    def test_possible_renames_are_shown(self, run: Run, files: Files) -> None:
        old = files("a", {"id": "x", "level_one": "新型职业农民培育", "stage": "guide"})
        new = files("b", {"id": "y", "level_one": "新型职业农民培育补贴", "stage": "guide"})

        outcome = run("diff", old, new)

        assert "可能是同一事项" in outcome.out
        assert "名称相似度" in outcome.out
        assert "alike" in run("diff", old, new, "--lang", "en").out

    def test_json_is_an_adjustment_that_can_be_applied(self, run: Run, files: Files, tmp_path: Path) -> None:
        old, new = files("a", {"id": "x"}, title="t"), files("b", {"id": "y"}, title="u")

        outcome = run("diff", old, new, "--format", "json", "-o", tmp_path / "d.json")
        applied = run("apply", tmp_path / "d.json", old, "-o", tmp_path / "n.yaml")
        again = run("diff", tmp_path / "n.yaml", new)

        assert (outcome.code, applied.code, again.code) == (1, 0, 0)
        tree = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
        assert tree["kind"] == "adjustment"
        assert {"from_hash", "to_hash"} <= tree.keys()

    def test_json_patch(self, run: Run, files: Files) -> None:
        outcome = run("diff", files("a", title="t"), files("b", title="u"), "--format", "json-patch")

        assert outcome.json == [{"op": "replace", "path": "/title", "value": "u"}]

    def test_links(self, run: Run, files: Files, tmp_path: Path) -> None:
        links = tmp_path / "links.json"
        links.write_text(json.dumps({"links": [{"kind": "renamed", "from": ["x"], "to": ["y"]}]}), encoding="utf-8")
        old, new = files("a", {"id": "x"}), files("b", {"id": "y"})

        assert run("diff", old, new, "--links", links, "--format", "json").json["changes"][0]["kind"] == "renamed"
        missing = run("diff", old, old, "--links", links)
        assert missing.code == 2
        assert "新文件没有编号 y" in missing.err

    def test_what_became_of_a_row_that_was_split(self, run: Run, files: Files, tmp_path: Path) -> None:
        links = tmp_path / "links.json"
        links.write_text(json.dumps({"links": [{"kind": "split", "from": ["x"], "to": ["y", "z"]}]}), encoding="utf-8")
        old, new = files("a", {"id": "x"}), files("b", {"id": "y"}, {"id": "z"})

        assert "    拆分为“y”、“z”\n" in run("diff", old, new, "--links", links).out

    def test_notice(self, run: Run, files: Files) -> None:
        outcome = run("diff", files("a", {"id": "x"}), files("b", title="目录"), "--format", "notice")

        assert outcome.code == 1
        assert outcome.out.startswith("关于调整《目录》的公告\n")

    def test_what_cannot_be_read(self, run: Run, files: Files, tmp_path: Path) -> None:
        outcome = run("diff", files("a"), tmp_path / "none.json")

        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith("gongkai: ")


class TestApply:
    """The edition that the adjustment was made of, and no other."""

    def test_another_edition_is_refused_place_by_place(self, run: Run, files: Files, tmp_path: Path) -> None:
        old, new = files("a", {"id": "x", "note": "1"}), files("b", {"id": "x", "note": "2"})
        run("diff", old, new, "--format", "json", "-o", tmp_path / "d.json")

        outcome = run("apply", tmp_path / "d.json", new)

        assert outcome.code == 2
        assert outcome.err.startswith("gongkai: /entries/x/note: ")

    def test_only_an_adjustment_is_applied(self, run: Run, files: Files) -> None:
        outcome = run("apply", files("a"), files("a"))

        assert outcome.code == 2
        assert "不是调整" in outcome.err


class TestMerge:
    """0 without conflicts, 1 with conflicts, 2 could not read."""

    def test_both_sides_in_one_file(self, run: Run, files: Files, tmp_path: Path) -> None:
        base = files("a", {"id": "x"})
        ours, theirs = files("b", {"id": "x", "note": "1"}), files("c", {"id": "x", "extent": "full"})

        outcome = run("merge", base, ours, theirs, "-o", tmp_path / "m.json", "--version", "2019.2")

        assert outcome.code == 0
        assert not outcome.err
        merged = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
        assert merged["entries"] == [{"id": "x", "extent": "full", "note": "1"}]
        assert merged["edition"] == {"version": "2019.2"}

    def test_conflicts_are_told_and_can_be_decided(self, run: Run, files: Files) -> None:
        base, ours, theirs = (
            files(e, {"id": "x", "extent": e}, {"id": "y", "note": e}) for e in ("full", "none", "partial")
        )

        outcome = run("merge", base, ours, theirs)

        assert outcome.code == 1
        assert loads(outcome.out.encode()).document == loads(base.read_bytes()).document
        assert "2 处冲突" in outcome.err
        assert "/entries/x/extent（更公开者：新模板）" in outcome.err
        told = json.loads(run("merge", base, ours, theirs, "--format", "json").err)
        assert [conflict["at"] for conflict in told] == ["/entries/x/extent", "/entries/y/note"]
        assert run("merge", base, ours, theirs, "--prefer", "rule").code == 1
        for side, path in (("ours", ours), ("theirs", theirs), ("base", base)):
            decided = run("merge", base, ours, theirs, "--prefer", side)
            assert decided.code == 0
            assert loads(decided.out.encode()).document == loads(path.read_bytes()).document

    def test_what_one_side_removed(self, run: Run, files: Files) -> None:
        base, ours, theirs = files("a", {"id": "x"}), files("b"), files("c", {"id": "x", "note": "1"})

        outcome = run("merge", base, ours, theirs, "--lang", "en")

        assert "ours: ∅" in outcome.err

    def test_a_whole_row_is_told_member_by_member(
        self, run: Run, files: Files, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "500")
        row = {"id": "x", "level_one": "养老服务", "extent": "full", "local": "1", "content": ["备案流程"]}
        other = row | {"extent": "partial", "note": "二", "content": [*row["content"], *["补贴标准" * 9] * 4]}
        base, ours, theirs = files("a", row), files("b"), files("c", other)

        outcome = run("merge", base, ours, theirs)

        head, *told = outcome.err.splitlines()
        assert head == "1 处冲突，暂保留原值："
        assert told[:4] == ["/entries/x", "    本地: ∅", "    条目编号: x", "    一级事项: 养老服务"]
        assert "    公开程度\n        原模板: 全部公开\n        新模板: 部分公开\n" in outcome.err
        assert "    说明\n        原模板: ∅\n        新模板: 二\n" in outcome.err
        assert "    local: 1\n" in outcome.err
        assert all(cell_len(line) <= 100 for line in told)
        assert sum(line.startswith(" " * 16) for line in told) == 3

    def test_columns_of_no_member_are_told_by_their_heading(self, run: Run, files: Files) -> None:
        rows = ({"id": "x", "unforeseen": {"甲": {"乙": number}}} for number in (1, 2, 3))

        outcome = run("merge", *(files(name, row) for name, row in zip("abc", rows, strict=True)))

        assert "/entries/x/unforeseen\n    甲\n        原模板: 1\n        本地: 2\n        新模板: 3\n" in outcome.err

    def test_narrow_terminals_break_lines_earlier(
        self, run: Run, files: Files, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "40")
        sides = (files(name, title=name * 90) for name in "abc")

        outcome = run("merge", *sides, "--lang", "en")

        assert outcome.err.splitlines()[2:5] == ["    base: " + "a" * 30, " " * 10 + "a" * 30, " " * 10 + "a" * 30]


class TestWritten:
    """What comes of `apply` and `merge` is written as `convert` writes."""

    @pytest.mark.parametrize("name", ["n.unknown", "n.xlsm", "n.xls"])
    def test_no_file_under_a_name_that_promises_another_format(
        self, run: Run, files: Files, tmp_path: Path, name: str
    ) -> None:
        old = files("a", {"id": "x"}, title="t")

        outcome = run("merge", old, old, old, "-o", tmp_path / name)

        assert outcome.code == 2
        assert f"{name}: 不能写出这种格式" in outcome.err
        assert not (tmp_path / name).exists()

    def test_what_the_format_cannot_hold_is_told(self, run: Run, files: Files, tmp_path: Path) -> None:
        old = files("a", {"id": "x", "level_one": "甲", "hotline": "1"}, title="t")

        outcome = run("merge", old, old, old, "-o", tmp_path / "n.xlsx", "--lang", "en")

        assert outcome.code == 0
        assert "/entries/0" in outcome.err


class TestLog:
    """The chain of editions."""

    def test_hashes_changes_and_breaks(self, run: Run, files: Files) -> None:
        old = files("a", {"id": "x"}, edition={"version": "1.0.0", "issued": "2018-05-01"})
        new = files("b", edition={"version": "1.0.1", "previous": "0.9"})

        outcome = run("log", old, new)
        english = run("log", old, new, "--lang", "en")

        assert outcome.code == 1
        assert outcome.out.startswith("1.0.0 2018-05-01\n  文件校验值 ")
        assert "版本号至少应升一级：major" in outcome.out
        assert "沿革有 2 处问题" in outcome.out
        assert "the previous version is 1.0.0" in english.out

    def test_json(self, run: Run, files: Files) -> None:
        same = run("log", files("a", {"id": "x"}), files("b", {"id": "x"}), "--format", "json")
        tree = run("log", files("a", {"id": "x"}), files("b"), "--format", "json").json

        assert same.code == 0
        assert same.json["faults"] == []
        assert len(tree["editions"]) == 2
        assert tree["adjustments"][0]["smallest_step"] == "major"
        assert tree["adjustments"][0]["from_hash"] == tree["editions"][0]["document_hash"]

    def test_compendia_have_their_records_compared(self, run: Run, compendia: tuple[Path, Path]) -> None:
        outcome = run("log", *compendia)
        english = run("log", *compendia, "--lang", "en")

        assert outcome.code == english.code == 1
        told = outcome.out.splitlines()
        assert told[told.index("  没有记录的变化 2 处：") :] == [
            "  没有记录的变化 2 处：",
            "    名称变更 甲 → 甲乙 /item_lists/清单/items/a",
            "    新增 丙 /item_lists/清单/items/c",
            "  没有对应变化的记录 2 条：",
            "    新增 丁 d（自2019-03-01起）",
            "    e",
            "  没有写明所列调整原因的记录 2 条：",
            "    新增 丁 d（自2019-03-01起）",
            "    e",
            "  没有调整依据的记录 2 条：",
            "    新增 丁 d（自2019-03-01起）",
            "    e",
        ]
        assert "  2 changes without a record:\n    Renamed 甲 → 甲乙 /item_lists/清单/items/a\n" in english.out
        assert "  2 records without a change:\n    Added 丁 d (from 2019-03-01)\n    e\n" in english.out

    def test_records_in_json_name_changes_without_their_content(self, run: Run, compendia: tuple[Path, Path]) -> None:
        (step,) = run("log", *compendia, "--format", "json").json["adjustments"]

        records = step["records"]
        assert list(records) == ["unrecorded", "unfounded", "without_cause", "without_basis"]
        assert [change["at"] for change in records["unrecorded"]] == [f"/item_lists/清单/items/{i}" for i in "ac"]
        assert not any(change.keys() & {"old", "new"} for change in records["unrecorded"])
        assert records["unfounded"] == [
            {"kind": "added", "item_id": "d", "name": "丁", "date": "2019-03-01"},
            {"item_id": "e"},
        ]

    def test_records_that_agree(self, run: Run, compendium: Files) -> None:
        recorded = record("2019.1", {"item_id": "a", "kind": "cancelled", **GROUND})
        earlier = record("2018.1", {"item_id": "y", "kind": "cancelled", **GROUND})
        old = compendium("2018.1", {"id": "a", "name": "甲"})
        new = compendium("2019.1", adjustments=[earlier, recorded])
        same = compendium("2019.2", adjustments=[earlier, recorded])

        outcome = run("log", old, new, same)

        assert outcome.out.count("  调整记录与实际变化相符\n") == 2

    def test_a_record_in_a_folder_is_one_of_its_compendium(self, run: Run, tmp_path: Path) -> None:
        for name, items, records in (("old", [], []), ("new", [{"id": "a"}], [{"item_id": "b", "kind": "added"}])):
            (tmp_path / name).mkdir()
            held = {"list": {"gongkai": "1.0", "kind": "item_list", "title": "清单", "items": items}}
            held |= {"record": record("2019.1", *records)} if records else {}
            for stem, tree in held.items():
                (tmp_path / name / f"{stem}.json").write_text(json.dumps(tree), encoding="utf-8")

        told = run("log", tmp_path / "old", tmp_path / "new", "--lang", "en").out

        assert "  1 changes without a record:\n    Added /item_lists/清单/items/a\n" in told
        assert "  1 records without a change:\n    Added b\n" in told

    def test_where_no_records_are_kept_none_are_missed(self, run: Run, compendium: Files) -> None:
        old, new = compendium("2018.1", {"id": "a", "name": "甲"}), compendium("2019.1")

        assert "记录" not in run("log", old, new).out
        assert "records" not in run("log", old, new, "--format", "json").json["adjustments"][0]

    def test_editions_of_two_kinds(self, run: Run, files: Files, tmp_path: Path) -> None:
        guide = tmp_path / "g.json"
        guide.write_text('{"gongkai": "1.0", "kind": "guide"}', encoding="utf-8")

        assert run("log", files("a"), guide).code == 2
