"""What `gongkai publish` writes: complete, the same on every run, and true to the code."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from attrs import evolve

from gongkai_standard.checking import check
from gongkai_standard.cli import main
from gongkai_standard.codecs.structure import structure
from gongkai_standard.codelists import code_list, code_list_names
from gongkai_standard.publish.case_pages import case_section
from gongkai_standard.publish.files import SUMS
from gongkai_standard.publish.files import files as made_anew
from gongkai_standard.publish.pages import pages
from gongkai_standard.publish.schemas import names, roots, schema, schema_id
from gongkai_standard.requirements import requirements
from gongkai_standard.rules.registry import RULES
from gongkai_standard.testing.cases import cases as rule_cases
from gongkai_standard.testing.kit.cases import ROLES, cases


@cache
def files() -> Mapping[str, bytes]:
    """What is published but for the cases, made once."""
    return made_anew()


class TestFiles:
    """Path → bytes, the same on every machine."""

    def test_two_runs_give_the_same_bytes(self) -> None:
        assert made_anew() == files()

    def test_every_schema_is_there_in_every_form(self) -> None:
        for form in ("open", "strict"):
            for shape, wanted in (("split", names()), ("bundled", roots()), ("dereferenced", roots())):
                found = {path for path in files() if path.startswith(f"{form}/{shape}/")}
                assert found == {f"{form}/{shape}/{name}.schema.json" for name in wanted}

    def test_the_sums_are_those_of_the_files(self) -> None:
        made = dict(files())
        lines = (line.partition("  ") for line in made.pop(SUMS).decode().splitlines())

        listed = {path: digest for digest, _, path in lines}
        assert listed == {path: hashlib.sha256(data).hexdigest() for path, data in made.items()}

    @pytest.mark.parametrize("name", code_list_names())
    def test_code_lists_lose_nothing(self, name: str) -> None:
        rows = list(csv.DictReader(io.StringIO(files()[f"codelists/{name}.csv"].decode())))
        tree = json.loads(files()[f"codelists/{name}.json"])

        assert [row["code"] for row in rows] == [code.code for code in code_list(name)]
        assert [tuple(filter(None, row["also"].split("|"))) for row in rows] == [c.also for c in code_list(name)]
        assert [code["source"] for code in tree["codes"]] == [code.source for code in code_list(name)]

    def test_registers_hold_every_rule_and_requirement(self) -> None:
        assert [rule["id"] for rule in json.loads(files()["rules.json"])["rules"]] == list(RULES)
        listed = json.loads(files()["requirements.json"])["requirements"]
        assert [asked["id"] for asked in listed] == list(requirements())

    def test_no_file_names_a_host_of_ours(self) -> None:
        assert not any(b'$id": "http' in data for data in files().values())


class TestCheckedIn:
    """`schemas/`: what main would publish, and what was released."""

    def test_next_is_what_main_would_publish(self, repository: Path) -> None:
        folder = repository / "schemas" / "next"
        held = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        made = made_anew(cases())
        differ = sorted(path for path in held.keys() | made.keys() if held.get(path) != made.get(path))

        assert not differ, f"run `rm -r schemas/next && gongkai publish schemas/next` and commit it: {differ}"

    def test_what_was_read_before_changes_nothing(self) -> None:
        """typing takes unions of the same codes for one, whatever their order, for as long as it remembers them."""
        read = (
            "import typing, gongkai_standard as gk",
            "from gongkai_standard.testing.pilot import compendium",
            "data = gk.dumps(compendium(1))",
            "[forget() for forget in typing._cleanups]",
            "gk.loads(data)",
        )
        publish = (
            "import hashlib",
            "from gongkai_standard.publish.files import files",
            "print(hashlib.sha256(b''.join(files().values())).hexdigest())",
        )
        plain, after = (
            subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, check=True).stdout
            for lines in (publish, (*read, *publish))
        )

        assert plain == after

    def test_released_versions_keep_their_bytes(self, repository: Path) -> None:
        """Every other folder is a release, whole and as its sums say."""
        for folder in (p for p in (repository / "schemas").iterdir() if p.is_dir() and p.name != "next"):
            lines = (line.partition("  ") for line in (folder / SUMS).read_text(encoding="utf-8").splitlines())
            listed = {path: digest for digest, _, path in lines}
            held = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file() and p.name != SUMS}

            assert listed == {path: hashlib.sha256(p.read_bytes()).hexdigest() for path, p in held.items()}


class TestCommands:
    """`gongkai schema` and `gongkai publish`."""

    def test_publish_writes_every_file_below_the_folder(self, tmp_path: Path) -> None:
        assert main(["publish", str(tmp_path / "out")]) == 0

        written = {
            p.relative_to(tmp_path / "out").as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()
        }
        assert written == made_anew(cases())

    def test_cases_are_published_by_class(self) -> None:
        """An implementer in another language reads them without this library."""
        made = made_anew(cases())
        told = {role: json.loads(made[f"cases/{role}.json"])["cases"] for role in ROLES}

        assert [case["id"] for role in ROLES for case in told[role]] == [case.id for case in cases()]
        assert json.loads(made["profiles.json"])["profiles"][0]["rules"] == list(RULES)

    def test_schema_lists_names_and_ids(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schema"]) == 0
        assert f"catalogue  {schema_id('catalogue')}" in capsys.readouterr().out.splitlines()
        assert main(["schema", "--format", "json", "--strict"]) == 0
        assert json.loads(capsys.readouterr().out)["schemas"]["entry"] == schema_id("entry", strict=True)

    @pytest.mark.parametrize(("option", "shape"), [("--bundle", "bundled"), ("--dereference", "dereferenced")])
    def test_schema_prints_one(self, option: str, shape: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schema", "workflow", option]) == 0
        assert json.loads(capsys.readouterr().out) == schema("workflow", shape=shape)  # type: ignore[arg-type]

    def test_an_unknown_name_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["schema", "nothing"]) == 2
        assert "item-list" in capsys.readouterr().err


class TestPages:
    """One page a rule, a requirement and a code list, generated from the code."""

    def test_there_is_one_of_each(self) -> None:
        made = set(pages())

        assert {f"rules/{rule}.md" for rule in RULES} < made
        assert {f"requirements/{asked}.md" for asked in requirements()} < made
        assert {f"codelists/{name}.md" for name in code_list_names()} < made

    def test_links_lead_somewhere(self) -> None:
        made = pages()
        for path, text in made.items():
            for target in re.findall(r"\]\(([^)#]+)\)", text):
                whole = (Path("/") / path).parent.joinpath(target)
                assert (
                    str(Path(*whole.parts[1:]).as_posix()).replace("requirements/../", "").replace("rules/../", "")
                    in made
                )

    def test_the_page_of_a_rule_shows_its_cases(self) -> None:
        made = pages(rule_cases())

        assert made.keys() == pages().keys()
        for case in rule_cases():
            _, _, section = made[f"rules/{case.rule}.md"].partition("## 案例 · Cases\n")
            _, _, of_kind = section.partition(f" · {case.kind.capitalize()}\n")
            assert f"- {html.escape(case.intent)}\n" in of_kind.partition("\n### ")[0]

    def test_an_example_breaks_its_rule_as_the_page_says(self) -> None:
        shown = 0
        for path, text in pages(rule_cases()).items():
            for example in re.findall(r"^    ```yaml\n(.*?)^    ```\n(.*?)^(?=\S|\Z)", text, re.DOTALL | re.MULTILINE):
                tree, told = yaml.safe_load(textwrap.dedent(example[0])), example[1]
                (profile,) = re.findall(r"profile: `([^`]+)`", told)
                day = re.search(r"as of: (\S+)", told)
                report = check(structure(tree), profile=profile, as_of=day and date.fromisoformat(day[1]))

                found = [finding.at or "/" for finding in report.findings if finding.rule == Path(path).stem]
                assert found == re.findall(r"^    - `([^`]+)` ", told, re.MULTILINE)
                assert found
                assert len(example[0].splitlines()) <= 25
                shown += 1
        assert shown > len(RULES) * 3 // 4

    def test_what_is_too_long_for_an_example_is_left_out(self) -> None:
        case = next(case for case in rule_cases() if case.kind == "violating")
        long = evolve(case, document={**case.document, "title": ["行"], "note": [["行"]] * 40})

        assert "??? example" not in "\n".join(case_section([long]))
        assert "??? example" in "\n".join(case_section([long, case]))

    def test_signs_of_a_case_mean_nothing_to_the_page(self) -> None:
        case = next(case for case in rule_cases() if case.kind == "conforming")

        section = "\n".join(case_section([evolve(case, intent='A "<b>" and a *star* of [x]_')]))

        assert "- A &quot;&lt;b&gt;&quot; and a \\*star\\* of \\[x\\]\\_\n" in section

    def test_a_requirement_names_its_rules_and_a_rule_its_requirements(self) -> None:
        made = pages()
        for rule in RULES.values():
            for asked in rule.requirements:
                assert f"[{asked}](../requirements/{asked}.md)" in made[f"rules/{rule.id}.md"]
                assert f"[{rule.id}](../rules/{rule.id}.md)" in made[f"requirements/{asked}.md"]
