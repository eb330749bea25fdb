"""扩展包: a province adds domains, fields and rules as a value, and the core stays as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from command_line import Run
from gongkai_standard import extension_packs
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.checking import check
from gongkai_standard.cli.words import Language, say
from gongkai_standard.codecs import read, write
from gongkai_standard.compendium import Compendium
from gongkai_standard.extension import Extension
from gongkai_standard.extension_packs import GROUP, ExtensionError, Pack, installed, pack_named
from gongkai_standard.item_list import Item, ItemList
from gongkai_standard.rules._rule import Fault, Rule, Severity, Undecided, rule
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.messages import Message
from gongkai_standard.rules.registry import RULES

SAYS = Message(
    rule="CY-001",
    variant=None,
    zh="条目没有注明村级代办点",
    en="The entry names no village agent",
    fix_zh="在村级代办点一列填写",
    fix_en="Fill in the column 村级代办点",
    fault_zh="条目没有注明村级代办点",
    why_zh="方便群众就近办理",
)


@rule("CY-001", about=Entry, requirements=("R-053",), severity=Severity.WARNING, messages=(SAYS,))
def entry_without_village_agent(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry names no village agent."""
    if "村级代办点" not in entry.extra:
        yield Fault("extra")


TOURISM = Extension(kind="domain", code="x-changyuan:tourism", zh="乡村旅游", reason="游客多")
AGENT = Extension(kind="field", code="村级代办点", zh="村级代办点", reason="方便群众就近办理")
PACK = Pack(
    name="changyuan", source="长政办〔2018〕1号", additions=(TOURISM, AGENT), rules=(entry_without_village_agent,)
)


class TestRules:
    """A rule of the pack speaks beside the standard's own."""

    def test_speaks_only_where_it_is_handed_over(self) -> None:
        document = Catalogue(entries=(Entry(id="1"), Entry(id="2", extra={"村级代办点": "各村"})))
        before = check(document)
        with_pack = check(document, extensions=[PACK])

        (finding,) = (f for f in with_pack.findings if f.rule == "CY-001")
        assert (finding.at, finding.message, finding.requirements) == ("/entries/0/extra", SAYS.zh, ("R-053",))
        assert finding.message_en == SAYS.en
        assert with_pack.summary.by_rule["CY-001"] == 1
        assert check(document) == before
        assert "CY-001" not in RULES

    def test_follows_the_text_like_any_rule(self) -> None:
        """Where the text asks for nothing of the requirement that it rests on, it is silent."""
        foreign = evolve(entry_without_village_agent, requirements=("R-095",))
        report = check(
            Catalogue(entries=(Entry(id="1"),)),
            profile="national-2019",
            extensions=[Pack(name="a", source="b", rules=(foreign,))],
        )

        assert "CY-001" not in report.summary.by_rule

    def test_speaks_of_every_row(self) -> None:
        document = Catalogue(entries=(Entry(id="1"), Entry(id="2"), Entry(id="3")))

        assert check(document, extensions=[PACK]).summary.by_rule["CY-001"] == 3

    def test_may_leave_undecided(self) -> None:
        """What it cannot tell is no fault, and what it rests on is not met by its silence."""
        before = check(Catalogue(entries=(Entry(id="1"),)))
        unsure = evolve(PACK, rules=(evolve(entry_without_village_agent, find=_cannot_tell),))
        report = check(Catalogue(entries=(Entry(id="1"),)), extensions=[unsure])

        assert report.findings == before.findings
        assert report.conformance["R-053"].state == "not_checked"


class TestAdditions:
    """Domains and fields of the pack need no declaration in each document."""

    def test_a_domain_is_known(self) -> None:
        items = ItemList(items=(Item(id="1", name="乡村旅游点评定", domain="x-changyuan:tourism"),))
        document = Compendium(item_lists=(items,))

        assert "GK-SCP-005" in {f.rule for f in check(document).findings}
        assert "GK-SCP-005" not in {f.rule for f in check(document, extensions=[PACK]).findings}


class TestMistakes:
    """Everything that is wrong with packs is told at once."""

    def test_all_problems(self) -> None:
        wrong = Pack(
            name="b",
            source="c",
            additions=(Extension(kind="domain", code="x-changyuan:tourism", zh="旅游"), Extension(code="x-b:c")),
            rules=(
                evolve(entry_without_village_agent, id="GK-CAT-099"),
                evolve(entry_without_village_agent, requirements=("R-999",), messages=()),
            ),
        )
        with pytest.raises(ExtensionError) as caught:
            check(Catalogue(), extensions=[PACK, wrong])

        told = "\n".join(problem.message_en for problem in caught.value.problems)
        for words in ("the standard's own", "used twice", "no requirement", "no message", "declared twice", "x-b:…"):
            assert words in told
        assert "kind, code or name is missing" in told


class TestInstalled:
    """Entry points are read when they are asked for, and never else."""

    def test_packs_of_installed_packages(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        offer(tmp_path, "PACK = Pack(name='henan', source='豫')")
        monkeypatch.syspath_prepend(str(tmp_path))

        assert [pack.name for pack in installed()] == ["henan"]

    def test_what_is_no_pack_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        offer(tmp_path, "PACK = 1", module="broken_pack")
        monkeypatch.syspath_prepend(str(tmp_path))

        with pytest.raises(ExtensionError, match="broken_pack"):
            installed()

    def test_all_that_cannot_be_imported_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A package that is broken hides no other that is."""
        offer(tmp_path, "PACK = 1 / 0", module="dividing_pack", name="a")
        offer(tmp_path, "raise SystemExit(0)", module="exiting_pack", name="b")
        monkeypatch.syspath_prepend(str(tmp_path))

        with pytest.raises(ExtensionError) as caught:
            installed()
        assert [problem.place for problem in caught.value.problems] == ["a", "b"]
        assert ["ZeroDivisionError" in p.message_en for p in caught.value.problems] == [True, False]

    def test_a_check_looks_up_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Only what is handed over counts."""
        monkeypatch.setattr(extension_packs, "entry_points", lambda **_: pytest.fail("looked up"))

        assert check(Catalogue()).findings


class TestByName:
    """One pack is loaded by its name, and no other."""

    def test_of_an_installed_package(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        offer(tmp_path, "PACK = Pack(name='xinxiang', source='新')", module="xinxiang_pack", name="xinxiang")
        offer(tmp_path, "raise RuntimeError('loaded')", module="neighbour_pack", name="neighbour")
        monkeypatch.syspath_prepend(str(tmp_path))

        assert pack_named("xinxiang").source == "新"
        assert pack_named("xinxiang") is pack_named("xinxiang_pack:PACK")

    def test_of_two_packages_neither_is_chosen(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for module in ("first_pack", "second_pack"):
            offer(tmp_path, "PACK = Pack(name='a', source='b')", module=module, name="same")
        monkeypatch.syspath_prepend(str(tmp_path))

        with pytest.raises(ExtensionError, match="several packs") as caught:
            pack_named("same")
        assert all(f"{module}:PACK" in str(caught.value) for module in ("first_pack", "second_pack"))


def _raises(_: object, index: Index) -> Iterator[Fault]:
    yield Fault("id")
    raise LookupError("a\nb")


def _yields_text(_: object, index: Index) -> Iterator[Fault]:
    yield "id"  # type: ignore[misc]


def _cannot_tell(_: object, index: Index) -> Iterator[Fault | Undecided]:
    yield Undecided("calendar")


def _never(index: Index) -> bool:
    raise ValueError("no")


BROKEN = evolve(entry_without_village_agent, find=_raises)


def _saying(**words: str) -> Rule:
    return evolve(entry_without_village_agent, messages=(evolve(SAYS, **words),))


class TestBrokenRules:
    """A pack is somebody else's code: its mistakes are told as its own, and never as those of a document."""

    @pytest.mark.parametrize(
        ("broken", "said"),
        [
            (BROKEN, "LookupError: a b"),
            (evolve(BROKEN, find=_yields_text), "TypeError: 'id' is no Fault"),
            (evolve(BROKEN, applies=_never), "ValueError: no"),
            (_saying(zh="{place}没有注明"), "TypeError: a message names 'place', which the fault does not"),
            (_saying(fix_en="Fill in {"), "ValueError: Single '{' encountered in format string"),
        ],
    )
    def test_what_it_raises_names_the_rule(self, broken: Rule, said: str) -> None:
        with pytest.raises(ExtensionError) as caught:
            check(Catalogue(entries=(Entry(id="1"),)), extensions=[evolve(PACK, rules=(broken,))])

        (problem,) = caught.value.problems
        assert problem.place == "changyuan"
        assert problem.message == f"扩展包的规则 CY-001 自身出错：{said}"
        assert problem.message_en == f"rule CY-001 of the pack is broken: {said}"
        assert caught.value.__cause__ is not None


class TestCommandLine:
    """`gongkai check --pack NAME FILE…`."""

    @pytest.fixture
    def table(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A document that uses the domain of the pack, and beside it the packages that the tests name."""
        offer(tmp_path, "from test_extension_packs import PACK", module="changyuan_pack", name="changyuan")
        (tmp_path / "clashing_pack.py").write_text(
            "from attrs import evolve\nfrom test_extension_packs import PACK\n"
            "TWIN = evolve(PACK, additions=())\nNUMBER = 1\nPLAIN = evolve(TWIN, name='plain', rules=())\n",
            encoding="utf-8",
        )
        (tmp_path / "failing_pack.py").write_text("raise ValueError('a\\nb')", encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        items = ItemList(items=(Item(id="1", name="乡村旅游点评定", domain="x-changyuan:tourism"),))
        write(Compendium(item_lists=(items,), catalogues=(Catalogue(entries=(Entry(id="1"),)),)), tmp_path / "a.json")
        return tmp_path / "a.json"

    @pytest.mark.parametrize("name", ["changyuan", "changyuan_pack:PACK"])
    def test_the_report_is_that_of_check(self, run: Run, table: Path, name: str) -> None:
        """Its codes are known and its rules speak, as if it were handed over in Python."""
        plain, packed = (run("check", table, "--format", "json", *options).json for options in ((), ("--pack", name)))

        assert packed == json.loads(json.dumps(check(read(table), extensions=[PACK]).tree()))
        assert plain == json.loads(json.dumps(check(read(table)).tree()))
        assert packed["packs"] == [{"name": PACK.name, "source": PACK.source}]
        assert "packs" not in plain
        assert packed["summary"]["by_rule"]["CY-001"] == 1
        assert "GK-SCP-005" in plain["summary"]["by_rule"]
        assert "GK-SCP-005" not in packed["summary"]["by_rule"]

    @pytest.mark.parametrize(("lang", "said", "fix"), [("zh", SAYS.zh, SAYS.fix_zh), ("en", SAYS.en, SAYS.fix_en)])
    def test_its_findings_are_shown_as_text(self, run: Run, table: Path, lang: Language, said: str, fix: str) -> None:
        """In either language, with its own way to mend it."""
        text = run("check", table, "--pack", "changyuan", "--lang", lang).out

        assert say("pack", lang, name=PACK.name, source=PACK.source) in text
        assert said in text
        assert fix in text
        assert "CY-001" in text

    def test_several_packs(self, run: Run, table: Path) -> None:
        """Each adds its own; one that is named twice, in whatever way, counts once."""
        names = ("changyuan", "clashing_pack:PLAIN", "changyuan_pack:PACK", "changyuan")
        report = run("check", table, "--format", "json", *(f"--pack={name}" for name in names)).json

        assert report["summary"]["by_rule"]["CY-001"] == 1

    @pytest.mark.parametrize(
        ("name", "zh", "en"),
        [
            ("nowhere", "没有安装扩展包“nowhere”；已安装：", 'no pack "nowhere" is installed'),
            ("clashing_pack:NUMBER", "clashing_pack:NUMBER 不是扩展包", "is not a pack"),
            ("clashing_pack:NOTHING", "无法载入 clashing_pack:NOTHING", "has no attribute 'NOTHING'"),
            ("no_such_module:PACK", "无法载入 no_such_module:PACK", "No module named 'no_such_module'"),
            ("failing_pack:PACK", "无法载入 failing_pack:PACK", "ValueError: a b"),
            ("not a module:PACK", "无法载入 not a module:PACK", "invalid format"),
        ],
    )
    def test_what_cannot_be_used_is_one_line(self, run: Run, table: Path, name: str, zh: str, en: str) -> None:
        """Chinese and English, exit 2, and nothing is checked."""
        outcome = run("check", table, "--pack", name)

        (line,) = outcome.err.splitlines()
        assert (outcome.code, outcome.out) == (2, "")
        assert line.startswith(f"gongkai: {zh}")
        assert en in line.partition(" (")[2]

    def test_everything_is_told_at_once(self, run: Run, table: Path) -> None:
        """Of several packs each that is wrong."""
        outcome = run("check", table, "--pack", "nowhere", "--pack", "changyuan", "--pack", "clashing_pack:NUMBER")

        assert (outcome.code, outcome.out) == (2, "")
        assert ["nowhere" in line for line in outcome.err.splitlines()] == [True, False]

    def test_packs_that_clash_are_told_before_a_file_is_read(self, run: Run, table: Path) -> None:
        outcome = run("check", table.with_name("missing.json"), "--pack", "changyuan", "--pack", "clashing_pack:TWIN")

        assert (outcome.code, outcome.out) == (2, "")
        assert "编号重复" in outcome.err
        assert "missing.json" not in outcome.err


def offer(folder: Path, body: str, module: str = "henan_pack", name: str = "henan") -> None:
    """A package that offers a pack, as an installer leaves it."""
    (folder / f"{module}.py").write_text(
        f"from gongkai_standard.extension_packs import Pack\n{body}\n", encoding="utf-8"
    )
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {module}:PACK\n", encoding="utf-8")
