"""扩展包: a province adds domains, fields and rules as a value, and the core stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from gongkai_standard import extension_packs
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.checking import check
from gongkai_standard.compendium import Compendium
from gongkai_standard.extension import Extension
from gongkai_standard.extension_packs import GROUP, ExtensionError, Pack, installed
from gongkai_standard.item_list import Item, ItemList
from gongkai_standard.rules._rule import Fault, Severity, rule
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

    def test_a_check_looks_up_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Only what is handed over counts."""
        monkeypatch.setattr(extension_packs, "entry_points", lambda **_: pytest.fail("looked up"))

        assert check(Catalogue()).findings


def offer(folder: Path, body: str, module: str = "henan_pack") -> None:
    """A package that offers a pack, as an installer leaves it."""
    (folder / f"{module}.py").write_text(
        f"from gongkai_standard.extension_packs import Pack\n{body}\n", encoding="utf-8"
    )
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\nhenan = {module}:PACK\n", encoding="utf-8")
