"""The command line: exit codes, one clear line for every failure, text a clerk can act on, JSON for machines."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from command_line import Outcome, Run
from gongkai_standard import Catalogue, Entry, __version__, dumps, loads
from gongkai_standard.cli.words import LANGUAGES
from gongkai_standard.codelists import code_list_names
from gongkai_standard.publish.registers import slots
from gongkai_standard.requirements import requirements
from gongkai_standard.rules._rule import Rule
from gongkai_standard.rules.registry import RULES

SLOTS = slots()
FAULTY = "luolong-elderly-care.xlsx"
MENDED = "luolong-elderly-care-mended.xlsx"
GOLDEN = Path(__file__).parent / "golden"


def process(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `gongkai` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "gongkai_standard.cli", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )


def one_clear_line(outcome: Outcome) -> bool:
    """Exit 2, nothing on standard output, one line on standard error in Chinese and English."""
    lines = outcome.err.splitlines()
    return (
        outcome.code == 2
        and not outcome.out
        and len(lines) == 1
        and lines[0].startswith("gongkai: ")
        and bool(re.search("[一-鿿]", lines[0]))
        and bool(re.search(r"\([^()]*[a-z]{2}.*\)$", lines[0]))
    )


def zipped(**members: bytes) -> bytes:
    """A zip of these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def catalogue(**members: Any) -> bytes:
    """A catalogue as JSON bytes."""
    return json.dumps({"gongkai": "1.0", "kind": "catalogue", **members}, ensure_ascii=False).encode()


class TestCheck:
    """`gongkai check FILE|DIR…`."""

    def test_example_has_its_faults(self, run: Run, examples: Path) -> None:
        """The faulty workbook exits 1, and each fault is shown at its cell with the way to mend it."""
        outcome = run("check", examples / FAULTY)
        assert outcome.code == 1
        assert not outcome.err
        for cell, words in {
            "H5": "缺少公开时限",
            "J8": "未以政府网站为第一平台",
            "F10": "占位文字：待定",
            "H12": "公开时限表述不明确：及时公开",
            "J22": "未知公开渠道：洛龙养老小程序",
        }.items():
            assert re.search(rf"^{cell} .*{words}\n +改法：.+\n +依据：.+R-\d+", outcome.out, re.MULTILINE)

    def test_summary_comes_first_then_cells_in_order(self, run: Run, examples: Path) -> None:
        """The count stands above the first finding; within a sheet rows ascend."""
        text = run("check", examples / FAULTY).out
        assert text.index("发现 ") < text.index("【标准目录】")
        rows = [int(row) for row in re.findall(r"^[A-Z]+(\d+) ", text, re.MULTILINE)]
        assert rows
        assert rows == sorted(rows)

    def test_mended_example_is_clean_but_claims_no_more(self, run: Run, examples: Path) -> None:
        """No finding, exit 0, and what was not judged is still told."""
        outcome = run("check", examples / MENDED)
        assert outcome.code == 0
        assert "未发现问题（仅就程序能够检查的部分而言）" in outcome.out
        assert "待佐证 42 项" in outcome.out
        assert re.search(r"未检查 \d+ 项", outcome.out)

    @pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*.txt")), ids=lambda file: file.name)
    def test_golden_text(self, run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch, golden: Path) -> None:
        """`tests/golden/NAME.LANG.txt` is what is printed on `examples/NAME.xlsx`, down to the reading notes."""
        name, lang, _ = golden.name.split(".")
        monkeypatch.chdir(repository)
        command = ("check", f"examples/{name}.xlsx", "--lang", lang)
        printed = run(*command).out.split("\n\n")
        wanted = golden.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
        assert printed[: len(wanted)] == wanted, f"if this is right, correct {golden}: gongkai {' '.join(command)}"

    def test_golden_texts_are_there(self) -> None:
        """Both languages."""
        assert {file.name.split(".")[1] for file in GOLDEN.glob("*.txt")} == set(LANGUAGES)

    def test_english(self, run: Run, examples: Path) -> None:
        """`--lang en` says the same in English; only words of the document and the notice stay Chinese."""
        chinese, english = (run("check", examples / FAULTY, "--lang", lang).out for lang in ("zh", "en"))
        cells = re.compile(r"^[A-Z]+\d+ ", re.MULTILINE)
        assert cells.findall(english) == cells.findall(chinese)
        assert re.search(r"\d+ problems found: \d+ errors", english)
        assert "42 to attest" in english
        assert "改法" not in english

    def test_json_is_the_report(self, run: Run, examples: Path) -> None:
        """One input: one object whose findings carry the cell."""
        report = run("check", examples / FAULTY, "--format", "json").json
        assert report["kind"] == "report"
        assert report["summary"]["error"] > 0
        assert "标准目录!H5" in {finding["cell"] for finding in report["findings"]}

    def test_several_inputs_give_an_array(self, run: Run, examples: Path) -> None:
        """One report each, in the order given."""
        reports = run("check", examples / FAULTY, examples / MENDED, "--format", "json").json
        assert [report["summary"]["error"] > 0 for report in reports] == [True, False]

    def test_a_file_without_a_table_is_not_checked(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "notice.html").write_text("<h1>通知</h1><p>现将有关事项通知如下。</p>", encoding="utf-8")

        outcome = run("check", tmp_path / "notice.html")

        assert outcome.code == 2
        assert outcome.out == ""
        assert outcome.err.count("\n") == 1
        assert "notice.html: 没有找到带表头的目录表或清单表，未作检查" in outcome.err

    def test_a_folder_is_checked_although_one_file_has_no_table(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "notice.csv").write_text("现将有关事项,通知如下\n", encoding="utf-8")
        (tmp_path / "list.json").write_text('{"gongkai":"1.0","kind":"item_list"}', encoding="utf-8")

        assert run("check", tmp_path).code == 1

    def test_unreadable_file_does_not_hide_the_others(self, run: Run, examples: Path, tmp_path: Path) -> None:
        """The readable file is reported, the other named on standard error, and the exit code is 2."""
        (tmp_path / "x.xlsx").write_bytes(b"%PDF-1.7")
        outcome = run("check", tmp_path / "x.xlsx", examples / MENDED)
        assert outcome.code == 2
        assert "未发现问题" in outcome.out
        assert "x.xlsx" in outcome.err

    def test_folder_is_one_compendium(self, run: Run, examples: Path, tmp_path: Path) -> None:
        """All its files are checked together, places name the file, other files are named as skipped."""
        folder = tmp_path / "unit"
        (folder / "sub").mkdir(parents=True)
        (folder / "sub" / "养老.xlsx").write_bytes((examples / FAULTY).read_bytes())
        (folder / "b.json").write_bytes(catalogue(entries=[{"id": "1", "level_one": "甲"}]))
        (folder / "readme.txt").write_text("x", encoding="utf-8")
        (folder / "~$养老.xlsx").write_bytes(b"lock")
        outcome = run("check", folder, "--format", "json")
        assert outcome.code == 1
        assert "readme.txt" in outcome.err
        cells = {finding.get("cell", "") for finding in outcome.json["findings"]}
        assert "sub/养老.xlsx!标准目录!H5" in cells
        assert any(cell.startswith("b.json!") for cell in cells)

    def test_folder_with_two_compendia_is_refused(self, run: Run, tmp_path: Path) -> None:
        """Two compendia are two units' work."""
        for name in ("a.json", "b.json"):
            (tmp_path / name).write_bytes(b'{"gongkai": "1.0", "kind": "compendium"}')
        outcome = run("check", tmp_path)
        assert one_clear_line(outcome)
        assert "a.json" in outcome.err

    def test_folder_with_an_unreadable_file_names_it(self, run: Run, tmp_path: Path) -> None:
        """The file inside the folder is the place."""
        (tmp_path / "bad.json").write_bytes(b"{")
        outcome = run("check", tmp_path)
        assert one_clear_line(outcome)
        assert "bad.json: 1:2" in outcome.err

    def test_folder_without_files_is_refused(self, run: Run, tmp_path: Path) -> None:
        """Nothing to check is not a clean result."""
        assert one_clear_line(run("check", tmp_path))

    @pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 0), ("info", 1), ("never", 0)])
    def test_fail_on(self, run: Run, level: str, code: int, examples: Path, tmp_path: Path) -> None:
        """Exit 1 only from the level on: a document with remarks alone fails on `info`."""
        document = loads((examples / MENDED).read_bytes()).document
        assert isinstance(document, Catalogue)
        tree = json.loads(dumps(document))
        tree["publisher"].pop("phase")
        (tmp_path / "a.json").write_text(json.dumps(tree), encoding="utf-8")
        assert run("check", tmp_path / "a.json", "--fail-on", level).code == code

    def test_profile(self, run: Run, examples: Path) -> None:
        """The asked profile is the one applied."""
        report = run("check", examples / MENDED, "--profile", "national-2019", "--format", "json").json
        assert report["profile"] == "national-2019"

    @pytest.mark.parametrize("day", ["2018-06-01", "today"])
    def test_as_of(self, run: Run, examples: Path, day: str) -> None:
        """A date, or the command line's own clock."""
        report = run("check", examples / MENDED, "--as-of", day, "--format", "json").json
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", report["as_of"])
        if day != "today":
            assert report["as_of"] == day

    def test_policy_tightens(self, run: Run, examples: Path, tmp_path: Path) -> None:
        """A province's policy lifts the severity and shows in the report."""
        policy = {"title": "某省", "regrades": [{"rule": "GK-TIM-002", "severity": "error"}]}
        (tmp_path / "p.json").write_text(json.dumps(policy), encoding="utf-8")
        outcome = run("check", examples / FAULTY, "--policy", tmp_path / "p.json", "--format", "json")
        assert {f["severity"] for f in outcome.json["findings"] if f["rule"] == "GK-TIM-002"} == {"error"}
        assert outcome.json["policy"]["title"] == "某省"
        assert "分级政策：某省" in run("check", examples / FAULTY, "--policy", tmp_path / "p.json").out

    @pytest.mark.parametrize(
        "policy",
        [
            b"[]",
            b"{",
            b'{"title": "x", "regrades": [{"rule": "GK-TIM-002", "severity": "fatal"}]}',
            b'{"title": "x", "regrades": [{"rule": "GK-XXX-999", "severity": "error"}]}',
            b'{"title": "x", "regrades": [{"rule": "GK-CAT-004", "severity": "info"}]}',
        ],
    )
    def test_bad_policy_is_refused(self, run: Run, examples: Path, tmp_path: Path, policy: bytes) -> None:
        """Not a policy, an unknown rule or severity, loosening without a reason: one clear line."""
        (tmp_path / "p.json").write_bytes(policy)
        assert one_clear_line(run("check", examples / MENDED, "--policy", tmp_path / "p.json"))

    def test_notes_are_counted_and_listed_on_request(self, run: Run, examples: Path) -> None:
        """What the reader decided is summarised; `--notes` shows all of it."""
        short, long = (run("check", examples / FAULTY, *extra).out for extra in ((), ("--notes",)))
        assert re.search(r"读取说明 \d+ 条", short)
        assert "同上" not in short
        assert "I11" in long

    def test_output_goes_to_the_file(self, run: Run, examples: Path, tmp_path: Path) -> None:
        """`-o` writes what would be printed."""
        printed = run("check", examples / FAULTY).out
        outcome = run("check", examples / FAULTY, "-o", tmp_path / "r.txt")
        assert not outcome.out
        assert (tmp_path / "r.txt").read_text(encoding="utf-8") == printed

    def test_document_without_title(self, run: Run, tmp_path: Path) -> None:
        """It is called so, and what has no place in the file stands under the whole document."""
        (tmp_path / "a.json").write_bytes(b'{"gongkai": "1.0", "kind": "catalogue"}')
        text = run("check", tmp_path / "a.json").out
        assert text.startswith("（无标题）\n")
        assert "【整份文件】" in text

    def test_standard_input(self, run: Run, examples: Path) -> None:
        """`-` is standard input, its format told by its content."""
        outcome = run("check", "-", "--format", "json", stdin=(examples / MENDED).read_bytes())
        assert outcome.code == 0
        assert outcome.json["subject"]["title"].startswith("洛阳市洛龙区")

    def test_cut_findings_are_told(self, run: Run, tmp_path: Path) -> None:
        """More findings of one rule than a report holds: the rest is counted in words."""
        entries = [{"id": str(n), "level_one": f"事项{n}"} for n in range(1005)]
        (tmp_path / "a.json").write_bytes(catalogue(entries=entries))
        assert re.search("另有 5 处未列出（规则 GK-CAT-004）", run("check", tmp_path / "a.json").out)


GARBAGE: dict[str, tuple[str, bytes]] = {
    "empty json": ("a.json", b""),
    "broken json": ("a.json", b'{"kind": '),
    "duplicate member": ("a.json", b'{"kind": "catalogue", "kind": "catalogue"}'),
    "nan": ("a.json", b'{"gongkai": "1.0", "kind": "catalogue", "x": NaN}'),
    "lone surrogate": ("a.json", b'{"gongkai": "1.0", "kind": "catalogue", "title": "\\ud800"}'),
    "deep": ("a.json", b"[" * 100_000 + b"]" * 100_000),
    "no kind": ("a.json", b"{}"),
    "unknown kind": ("a.json", b'{"kind": "novel"}'),
    "not utf-8": ("a.json", '{"kind": "目录"}'.encode("gb18030")),
    "text named xlsx": ("a.xlsx", b"hello"),
    "pdf named xlsx": ("a.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
    "empty xlsx": ("a.xlsx", b""),
    "zip without workbook": ("a.xlsx", zipped(x=b"y")),
    "json named xlsx": ("a.xlsx", b'{"gongkai": "1.0", "kind": "catalogue"}'),
    "unknown suffix": ("a.pdf", b"%PDF-1.7"),
    "yaml alias": ("a.yaml", b"kind: catalogue\nx: &a [1]\ny: *b\n"),
    "yaml duplicate": ("a.yaml", b"kind: catalogue\nkind: catalogue\n"),
    "yaml broken": ("a.yaml", b"kind: [\n"),
}


class TestUnreadable:
    """A file that is not what it claims gives one clear bilingual line and exit 2; nothing is written half."""

    @pytest.mark.parametrize("case", GARBAGE)
    def test_check(self, run: Run, tmp_path: Path, case: str) -> None:
        """The line names the file."""
        name, data = GARBAGE[case]
        (tmp_path / name).write_bytes(data)
        outcome = run("check", tmp_path / name)
        assert one_clear_line(outcome), outcome
        assert name in outcome.err

    @pytest.mark.parametrize("case", GARBAGE)
    def test_convert_leaves_no_file(self, run: Run, tmp_path: Path, case: str) -> None:
        """Neither the target nor a part of it appears, and what was there stays."""
        name, data = GARBAGE[case]
        (tmp_path / name).write_bytes(data)
        (tmp_path / "old.json").write_text("old", encoding="utf-8")
        assert one_clear_line(run("convert", tmp_path / name, tmp_path / "old.json", "--map", tmp_path / "map.json"))
        assert {file.name for file in tmp_path.iterdir()} == {name, "old.json"}
        assert (tmp_path / "old.json").read_text(encoding="utf-8") == "old"

    def test_truncated_workbook(self, run: Run, tmp_path: Path, examples: Path) -> None:
        """Half a workbook is no workbook."""
        data = (examples / FAULTY).read_bytes()
        (tmp_path / "a.xlsx").write_bytes(data[: len(data) // 2])
        assert one_clear_line(run("check", tmp_path / "a.xlsx"))

    def test_missing_file(self, run: Run, tmp_path: Path) -> None:
        """The path is the place."""
        outcome = run("check", tmp_path / "none.xlsx")
        assert one_clear_line(outcome)
        assert "none.xlsx" in outcome.err

    @pytest.mark.parametrize(
        "arguments",
        [
            ("check", "good.json", "bad.json"),
            ("diff", "good.json", "bad.json"),
            ("diff", "good.json", "good.json", "--links", "bad.json"),
            ("merge", "good.json", "bad.json", "good.json", "-o", "out.json"),
            ("coverage", "bad.json"),
            ("convert", "bad.json", "out.json"),
            ("check", "good.json", "--policy", "bad.json"),
            ("check", "good.json", "--calendar", "bad.json"),
        ],
    )
    def test_the_line_says_which_file(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
    ) -> None:
        """Of several files the one that is wrong, and where in it."""
        monkeypatch.chdir(tmp_path)
        Path("good.json").write_bytes(catalogue())
        Path("bad.json").write_text('{"a": NaN}', encoding="utf-8")
        outcome = run(*arguments)
        assert outcome.code == 2
        assert outcome.err == "gongkai: bad.json: 1:7: JSON 没有 NaN 这个值 (JSON has no value NaN)\n"
        assert not Path("out.json").exists()

    def test_a_broken_link_in_a_folder_is_told(self, run: Run, tmp_path: Path) -> None:
        """What was meant to be there is not left out in silence."""
        (tmp_path / "a.json").write_bytes(catalogue())
        (tmp_path / "b.xlsx").symlink_to("nowhere.xlsx")
        outcome = run("check", tmp_path)
        assert one_clear_line(outcome), outcome
        assert "b.xlsx: 没有这个文件或文件夹" in outcome.err

    def test_folder_is_no_file(self, run: Run, tmp_path: Path) -> None:
        """An output that cannot be written is told by its own name."""
        (tmp_path / "a.json").write_bytes(catalogue())
        outcome = run("convert", tmp_path / "a.json", tmp_path / "no" / "b.json")
        assert one_clear_line(outcome)
        assert "b.json: 没有这个文件或文件夹" in outcome.err


class TestUsage:
    """Wrong usage is one clear line and exit 2 as well."""

    @pytest.mark.parametrize(
        "arguments",
        [
            ("check",),
            ("chekc", "a.json"),
            ("check", "--no-such", "a.json"),
            ("check", "a.json", "--as-of", "yesterday"),
            ("check", "a.json", "--profile", "mars-2100"),
            ("check", "a.json", "--lang", "fr"),
            ("check", "a.json", "--fail-on"),
            ("convert", "a.json"),
            ("convert", "a.json", "b.json", "c.json"),
            ("convert", "a.json", "b.json", "-o", "c.json"),
            ("convert", "a.json", "b.pdf"),
            ("convert", "a.json", "b.json", "--to", "pdf"),
            ("convert", "a.json", "b.json", "--profile", "mars-2100"),
            ("parse", "poetry"),
            ("template", "catalogue", "-o", "a.csv"),
            ("codes", "no_such_list"),
            ("rules", "GK-XXX-999"),
            ("requirements", "R-999"),
        ],
    )
    def test_is_told_in_one_line(self, run: Run, arguments: tuple[str, ...]) -> None:
        """Chinese first, English in brackets."""
        outcome = run(*arguments)
        assert one_clear_line(outcome), outcome

    def test_options_are_called_as_the_help_calls_them(self, run: Run) -> None:
        """By the name that was typed, not by one of ours."""
        assert "参数 --as-of YYYY-MM-DD|today 无效" in run("check", "a.json", "--as-of", "yesterday").err
        assert "缺少参数 FILE|DIR…" in run("check").err
        assert "缺少参数 --output X.xlsx" in run("template", "catalogue").err

    def test_bare_command_shows_help(self, run: Run) -> None:
        """Without a command: the help on standard error, exit 2."""
        outcome = run()
        assert outcome.code == 2
        assert "check" in outcome.err

    def test_help_and_version(self, run: Run) -> None:
        """Both exit 0."""
        assert run("--help").code == 0
        assert run("check", "--help").code == 0
        assert run("--version").out == f"gongkai {__version__}\n"


class TestConvert:
    """`gongkai convert IN OUT`."""

    def test_workbook_to_json_and_back_to_the_same(self, run: Run, examples: Path, tmp_path: Path) -> None:
        """JSON, then YAML, then JSON again: byte for byte the same."""
        names = [tmp_path / name for name in ("a.json", "b.yaml", "c.json")]
        for source, target in zip([examples / FAULTY, *names], names, strict=False):
            outcome = run("convert", source, target)
            assert outcome.code == 0
            assert target.name in outcome.err
        assert names[0].read_bytes() == names[2].read_bytes()

    def test_map_names_source_cells(self, run: Run, examples: Path, tmp_path: Path) -> None:
        """The map is `{JSON pointer: cell}`."""
        run("convert", examples / FAULTY, tmp_path / "a.json", "--map", tmp_path / "m.json")
        places = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
        assert places["/title"] == "标准目录!A1"

    def test_to_standard_output(self, run: Run, examples: Path) -> None:
        """`-` writes JSON to standard output and nothing else there."""
        outcome = run("convert", examples / FAULTY, "-")
        assert outcome.json["kind"] == "catalogue"
        assert not outcome.err

    def test_from_standard_input(self, run: Run, tmp_path: Path) -> None:
        """`-` reads standard input."""
        assert run("convert", "-", tmp_path / "a.json", stdin=catalogue(title="甲")).code == 0
        assert json.loads((tmp_path / "a.json").read_bytes())["title"] == "甲"

    def test_output_may_be_an_option(self, run: Run, tmp_path: Path) -> None:
        """`-o OUT` is OUT, as for every command."""
        (tmp_path / "a.json").write_bytes(catalogue(title="甲"))
        assert run("convert", tmp_path / "a.json", "-o", tmp_path / "b.json").code == 0
        assert json.loads((tmp_path / "b.json").read_bytes())["title"] == "甲"

    def test_says_what_to_look_at(self, run: Run, tmp_path: Path) -> None:
        """A reader's warning is printed, in the language asked for."""
        (tmp_path / "a.json").write_bytes(b'{"gongkai": "7.0", "kind": "catalogue"}')
        outcome = run("convert", tmp_path / "a.json", tmp_path / "b.json", "--lang", "en")
        assert outcome.code == 0
        assert "7.0" in outcome.err

    def test_unknown_members_survive(self, run: Run, tmp_path: Path) -> None:
        """What the model does not know is written back."""
        (tmp_path / "a.json").write_bytes(catalogue(surprise={"a": [1, None]}))
        run("convert", tmp_path / "a.json", tmp_path / "b.json")
        assert json.loads((tmp_path / "b.json").read_bytes())["surprise"] == {"a": [1, None]}


class TestParse:
    """`gongkai parse KIND`: one JSON list for each JSON line."""

    @pytest.mark.parametrize(
        ("kind", "text", "expected"),
        [
            ("time_limit", "及时公开", [{"text": "及时公开", "kind": "prompt"}]),
            ("channels", "■政府网站", [{"code": "government_website", "obligation": "chosen"}]),
            ("publishers", "区民政局、区财政局", ["区民政局", "区财政局"]),
            ("publishers", "", []),
        ],
    )
    def test_members(self, run: Run, kind: str, text: str, expected: list[Any]) -> None:
        """In the members of the data model."""
        outcome = run("parse", kind, stdin=json.dumps({"text": text}).encode())
        assert outcome.code == 0
        assert outcome.json == expected

    def test_basis(self, run: Run) -> None:
        """Title and number are parts of the citation."""
        line = {"text": "《中华人民共和国政府信息公开条例》（国务院令第711号）"}
        (found,) = run("parse", "basis", stdin=json.dumps(line).encode()).json
        assert found["title"] == "中华人民共和国政府信息公开条例"
        assert found["number"] == "国务院令第711号"

    def test_line_for_line(self, run: Run) -> None:
        """As many lines out as in, in order, other members ignored."""
        lines = [{"text": f"第{n}科", "kind": "publishers"} for n in range(50)]
        outcome = run("parse", "publishers", stdin="\n".join(json.dumps(line) for line in lines).encode())
        assert [json.loads(line) for line in outcome.out.splitlines()] == [[line["text"]] for line in lines]

    def test_output_goes_to_the_file(self, run: Run, tmp_path: Path) -> None:
        """Whole, or not at all when a line is bad."""
        assert run("parse", "publishers", "-o", tmp_path / "a", stdin=b'{"text": "a"}\n').code == 0
        assert (tmp_path / "a").read_bytes() == b'["a"]\n'
        assert run("parse", "publishers", "-o", tmp_path / "b", stdin=b'{"text": "a"}\n{').code == 2
        assert not (tmp_path / "b").exists()

    @pytest.mark.parametrize("line", [b"{bad", b"[]", b'{"text": 3}', b"", b"\xff", b'{"text": "a", "text": "b"}'])
    def test_bad_line_is_located(self, run: Run, line: bytes) -> None:
        """What came before is answered; the line's number is told; exit 2."""
        outcome = run("parse", "publishers", stdin=b'{"text": "a"}\n' + line + b'\n{"text": "c"}\n')
        assert outcome.code == 2
        assert outcome.out == '["a"]\n'
        assert re.match(r"gongkai: 2:\d+: ", outcome.err)


class TestLookUp:
    """`codes`, `rules`, `requirements`: everything a finding names can be looked up."""

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_every_code_list(self, run: Run, lang: str) -> None:
        """Each list is listed and can be shown."""
        listed = run("codes", "--lang", lang).out.splitlines()
        assert [line.split()[0] for line in listed] == list(code_list_names())
        assert all(run("codes", name, "--lang", lang).code == 0 for name in code_list_names())

    def test_codes_as_json(self, run: Run) -> None:
        """With labels in both languages; the list of lists too."""
        found = run("codes", "disclosure", "--format", "json").json
        assert [code["zh"] for code in found["codes"]][:2] == ["决策公开", "执行公开"]
        assert {each["name"] for each in run("codes", "--format", "json").json["lists"]} == set(code_list_names())

    @pytest.mark.usefixtures("reports_once")
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_every_rule_has_its_page(self, run: Run, lang: str) -> None:
        """Id, why, clause with phrase, severity and cases."""
        for name, rule in RULES.items():
            page = run("rules", name, "--lang", lang)
            assert page.code == 0
            assert all(requirements()[named].phrase in page.out for named in rule.requirements)

    def test_rules_as_json(self, run: Run) -> None:
        """One rule, and all rules."""
        found = run("rules", "gk-cat-004", "--format", "json").json
        assert found["id"] == "GK-CAT-004"
        assert found["cases"]["violating"] > 0
        assert [rule["id"] for rule in run("rules", "--format", "json").json["rules"]] == list(RULES)
        assert [line.split()[0] for line in run("rules").out.splitlines()] == [*RULES, *SLOTS]

    def test_a_rule_shows_its_cases(self, run: Run) -> None:
        """What each case shows, and what the rule says in it, where and in both languages."""
        found = run("rules", "GK-ORG-003", "--format", "json").json
        assert len(found["examples"]) == sum(found["cases"].values())
        said = [finding for example in found["examples"] for finding in example["findings"]]
        assert {"at", "message", "message_en"} == set(said[0])
        assert all(finding["message"] in run("rules", "GK-ORG-003").out for finding in said)
        english = run("rules", "GK-ORG-003", "--lang", "en").out
        assert all(finding["message_en"] in english for finding in said)
        assert all(example["intent"] in english for example in found["examples"])

    @pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
    def test_a_chinese_page_is_chinese(self, run: Run, rule: Rule) -> None:
        """Nothing of the English page stands in it: no word of English but codes and what documents hold."""
        page = run("rules", rule.id).out
        fault, why, mend = page.splitlines()[1:4]
        assert all(re.search("[\u4e00-\u9fff]", line) for line in (fault, why, mend))
        assert rule.page.splitlines()[0] not in page
        assert not re.search("[a-z]{3,} [a-z]{2,} [a-z]{2,}", page)

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_a_retired_id_names_its_heirs(self, run: Run, lang: str) -> None:
        """It speaks no more, and whoever met it once learns who does."""
        assert "GK-ITM-015" in run("rules", "gk-itm-020", "--lang", lang).out
        assert run("rules", "GK-ITM-020", "--format", "json").json["heirs"] == ["GK-ITM-015"]

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_every_reserved_id_is_shown(self, run: Run, lang: str) -> None:
        """The 42 that people attest: the clause, and what attests it."""
        assert len(SLOTS) == 42
        for id_, asked in SLOTS.items():
            page = run("rules", id_, "--lang", lang).out
            assert asked.phrase in page
            assert asked.id in page
        assert run("rules", "GK-PRN-003", "--format", "json").json["kind"] == "slot"
        assert [slot["id"] for slot in run("rules", "--format", "json").json["slots"]] == list(SLOTS)

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_every_requirement(self, run: Run, lang: str) -> None:
        """All 151 in one line each, and each by itself."""
        assert len(run("requirements", "--lang", lang).out.splitlines()) == 151
        page = run("requirements", "r-066", "--lang", lang).out
        assert "规定时限" in page
        assert "GK-CAT-006" in page

    def test_requirements_as_json(self, run: Run) -> None:
        """With everything that is known of them."""
        assert run("requirements", "R-066", "--format", "json").json["phrase"] == "规定时限"
        every = run("requirements", "--format", "json").json
        assert len(every["requirements"]) == 151
        assert {state for asked in every["requirements"] for state in asked["states"]} == set(every["states"])
        assert all(words.keys() == {"zh", "en", "means_zh", "means_en"} for words in every["states"].values())

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_a_requirement_says_what_state_it_can_be_in(self, run: Run, lang: str) -> None:
        """What people attest is never met; what software can decide is never attested."""
        attested, met = ("已佐证：", "符合：") if lang == "zh" else ("attested: ", "met: ")
        of_people, of_data = (run("requirements", name, "--lang", lang).out for name in ("R-007", "R-066"))
        assert f"  {attested}" in of_people
        assert f"  {met}" not in of_people
        assert f"  {met}" in of_data
        assert f"  {attested}" not in of_data


class TestProcess:
    """What only a process of its own shows."""

    @pytest.mark.parametrize("package", ["click", "rich"])
    def test_without_the_extra(self, run: Run, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
        """Without click or rich: what to install, in one bilingual line, exit 2."""
        monkeypatch.setitem(sys.modules, package, None)
        outcome = run("check", "a.json")
        assert one_clear_line(outcome)
        assert 'pip install "gongkai-standard[cli]"' in outcome.err

    def test_output_is_utf8_in_any_locale(self, examples: Path) -> None:
        """Chinese reaches the pipe under the C locale, without colour or trailing blanks."""
        done = process("check", str(examples / FAULTY), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        text = done.stdout.decode()
        assert "改法：" in text
        assert "\x1b" not in text
        assert not re.search(r" +$", text, re.MULTILINE)

    def test_reader_that_goes_away(self) -> None:
        """`gongkai … | head` ends quietly."""
        with subprocess.Popen(
            [sys.executable, "-m", "gongkai_standard.cli", "parse", "publishers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running:
            assert running.stdin
            assert running.stdout
            assert running.stderr
            running.stdout.close()
            with suppress(BrokenPipeError):
                running.stdin.write(b'{"text": "a"}\n' * 20_000)
                running.stdin.close()
            assert running.stderr.read() == b""
            assert running.wait() == 141

    def test_interrupt(self, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
        """Ctrl-C exits 130 with one line."""

        def interrupted(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("gongkai_standard.cli.check.take", interrupted)
        outcome = run("check", "a.json")
        assert (outcome.code, outcome.out, outcome.err) == (130, "", "gongkai: 已中断 (interrupted)\n")

    @pytest.mark.parametrize("error", [RuntimeError("x\ny"), RecursionError(), MemoryError()])
    def test_defect_is_one_line_too(self, monkeypatch: pytest.MonkeyPatch, run: Run, error: Exception) -> None:
        """Even an error that nobody foresaw is told in one line."""

        def broken(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("gongkai_standard.cli.check.take", broken)
        assert one_clear_line(run("convert", "a.json", "b.json"))

    def test_terminal_breaks_lines_to_its_width(
        self, run: Run, examples: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """On a terminal no line is wider than it, Chinese counted double, and severities have colours."""
        from rich.cells import cell_len

        monkeypatch.setenv("COLUMNS", "60")
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        text = run("check", examples / FAULTY).out
        assert "\x1b[" in text
        plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert max(map(cell_len, plain.splitlines())) <= 60

    def test_no_color(self, run: Run, examples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """NO_COLOR is respected on a terminal."""
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        assert "\x1b[31" not in run("check", examples / FAULTY).out


class TestFolder:
    """Pointers into a compendium made of files lead to the file they came from."""

    def test_members_of_a_compendium_move_behind_those_before(self) -> None:
        """A catalogue, then a compendium with one: the second stands at /catalogues/1."""
        from gongkai_standard.codecs.folder import together

        first = loads(catalogue(title="甲", entries=[{"level_one": "a"}]), format="json")
        inner = {"kind": "catalogue", "title": "乙"}
        second = loads(json.dumps({"kind": "compendium", "title": "总", "catalogues": [inner]}).encode(), format="json")
        whole = together([("a.json", first), ("b.json", second)])
        assert [c.title for c in whole.document.catalogues] == ["甲", "乙"]  # type: ignore[union-attr]
        assert whole.document.title == "总"
        assert (whole.where("/catalogues/0/entries/0") or "").startswith("a.json!1:")
        assert (whole.where("/catalogues/1/title") or "").startswith("b.json!1:")
        assert (whole.where("/title") or "").startswith("b.json!1:")
        assert {at: whole.places[at] for at in whole.places}.keys() >= {"/title", "/catalogues/1/title"}
        assert len(whole.places) == len(set(whole.places))

    def test_publisher_that_all_agree_on_is_that_of_the_whole(self) -> None:
        """Agreement is taken over, disagreement is told."""
        from gongkai_standard.codecs.folder import together

        readings = [
            (name, loads(catalogue(publisher={"name": unit}), format="json"))
            for name, unit in (("a", "甲县"), ("b", "甲县"), ("c", "乙县"))
        ]
        agreed = together(readings[:2])
        assert agreed.document.publisher is not None
        assert not agreed.notes
        differing = together(readings)
        assert differing.document.publisher is None
        assert [note.code for note in differing.notes] == ["publishers_differ"]


def test_entry_is_public() -> None:
    """The nouns of the front door are those that the readers make."""
    document = loads(catalogue(entries=[{"id": "1"}]), format="json").document
    assert isinstance(document, Catalogue)
    assert document.entries == (Entry(id="1"),)
