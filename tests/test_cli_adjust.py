"""`gongkai diff | apply | merge | log`: exit codes, text for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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

    def test_editions_of_two_kinds(self, run: Run, files: Files, tmp_path: Path) -> None:
        guide = tmp_path / "g.json"
        guide.write_text('{"gongkai": "1.0", "kind": "guide"}', encoding="utf-8")

        assert run("log", files("a"), guide).code == 2
