"""The repository keeps to itself, and what says the same twice stays the same."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import gongkai_standard

ROOT = Path(__file__).parent.parent
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
TEXTS = {".py", ".md", ".toml", ".csv", ".yaml", ".txt", ".json", ".cfg", ".sh", ""}

FOREIGN = re.compile(
    r"/(?:home|root|Users)/\w|/wor[k]/\w|/mnt/\w"
    r"|index-url|find-links|[a-z0-9.-]+/simple\b"
    r"|BEGIN [A-Z ]*PRIVATE KEY|@[a-z0-9-]+\.(?:local|internal)\b"
)
"""Paths of somebody's machine, package indexes, keys."""


def files() -> list[Path]:
    """The text files under version control; all text files of the checkout where there is none."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("not a checkout")
    found = [ROOT / name for name in listed.stdout.splitlines()]
    return [file for file in found if file.suffix in TEXTS and file.is_file() and file != Path(__file__)]


def test_no_file_names_a_machine_or_an_index() -> None:
    """Nothing in the repository depends on where it was written."""
    wrong = {
        file.relative_to(ROOT).as_posix(): found.group()
        for file in files()
        if (found := FOREIGN.search(file.read_text(encoding="utf-8")))
    }
    assert not wrong


class TestReadmes:
    """README.zh-CN.md is the equal of README.md."""

    def test_commands_and_links_are_the_same(self) -> None:
        """The same commands and lines of Python, the same files linked, as many sections, rows and points."""

        def skeleton(page: Path) -> list[str]:
            text = page.read_text(encoding="utf-8").replace(" --lang en", "").replace("message_en", "message")
            return re.findall(r"^(?:\$ gongkai|python3|>>>) .*|\]\((?!README)[^)]+\)|^## |^\||^- ", text, re.MULTILINE)

        assert skeleton(READMES[0]) == skeleton(READMES[1])

    @pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
    def test_the_two_commands_stand_at_the_top(self, page: Path) -> None:
        """Before any section: check the example, run the tests."""
        top = page.read_text(encoding="utf-8").partition("\n## ")[0]
        assert (
            '.venv/bin/pip install ".[files,cli]" && .venv/bin/gongkai check examples/luolong-elderly-care.xlsx' in top
        )
        assert '.venv/bin/pip install -e ".[dev]" && .venv/bin/pytest' in top

    @pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
    def test_every_dependency_and_extra_is_named(self, page: Path) -> None:
        """What pyproject.toml asks for is what the page says."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        text = page.read_text(encoding="utf-8").lower()
        packages = {re.split(r"[><=\[]", name)[0].lower() for name in project["dependencies"]}
        assert not {name for name in packages | set(project["optional-dependencies"]) if name not in text}


def test_decisions_name_every_dependency() -> None:
    """Why each package is there is written down, those of the development tools excepted."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    for extra, names in project["optional-dependencies"].items():
        wanted += names if extra != "dev" else []
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").lower()
    packages = {re.split(r"[><=\[]", name)[0].lower() for name in wanted} - {"gongkai-standard"}
    assert not {name for name in packages if f"| {name} |" not in text}


def test_version_has_its_place_in_the_changelog() -> None:
    """The changelog speaks of this version, or of what is not released yet."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text or f"## [{gongkai_standard.__version__}]" in text


def test_licence_is_whole() -> None:
    """The Apache licence from its title to its appendix."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert all(f"\n   {n}. " in text for n in range(1, 10))
    assert "END OF TERMS AND CONDITIONS" in text
    assert "APPENDIX" in text


def test_examples_are_what_their_script_makes() -> None:
    """The committed workbooks are the script's, byte for byte, and say that they are invented."""
    script = ROOT / "examples" / "make_example.py"
    spec = importlib.util.spec_from_file_location("make_example", script)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "examples" / module.FAULTY).read_bytes() == module.workbook(module.FAULTS)
    assert (ROOT / "examples" / module.MENDED).read_bytes() == module.workbook({})
    assert "纯属虚构" in module.BELOW
