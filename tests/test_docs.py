"""The documentation is true: every block of Python and every `gongkai` command in it is run."""

from __future__ import annotations

import doctest
import io
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai_standard.cli import main

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md")))
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = "…"
"""A line of its own in shown output: any number of lines; within a line: any characters."""


def blocks(page: Path, language: str) -> Iterator[str]:
    """The fenced blocks of a page in that language."""
    for found in FENCE.finditer(page.read_text(encoding="utf-8")):
        if found["language"] == language:
            yield found["body"]


def pages_with(language: str) -> list[Path]:
    """The pages that have such blocks."""
    return [page for page in PAGES if any(blocks(page, language))]


def named(page: Path) -> str:
    """The page's path as the test's name."""
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it and the command on the path, as the reader of the page has them."""
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(pattern: str) -> re.Pattern[str]:
    """What a page shows as output, as a pattern for what is printed."""
    lines = (
        "(?:.*\n)*?" if line == GAP else ".*".join(map(re.escape, line.split(GAP))) + "\n"
        for line in pattern.splitlines()
    )
    return re.compile("".join(lines) + "\\Z")


@pytest.mark.parametrize("page", pages_with("python"), ids=named)
def test_python_runs(page: Path, workplace: Path) -> None:
    """Blocks of one page share their names; sessions print what is shown."""
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for number, body in enumerate(blocks(page, "python")):
        if ">>>" in body:
            test = doctest.DocTestParser().get_doctest(body, names, named(page), str(page), number)
            report = io.StringIO()
            runner.run(test, out=report.write, clear_globs=False)
            names.update(test.globs)
            assert not report.getvalue(), report.getvalue()
        else:
            exec(compile(body, str(page), "exec"), names)  # noqa: S102


@pytest.mark.parametrize("page", pages_with("console"), ids=named)
def test_commands_print_what_is_shown(page: Path, workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every `$ gongkai …` of a page, in order, prints what stands under it."""
    for body in blocks(page, "console"):
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
            program, *arguments = shlex.split(command)
            assert program == "gongkai"
            main(arguments)
            sys.stdout.flush()
            printed = capsys.readouterr().out
            assert shown(output).match(printed), f"{command}\n{printed}"


def test_every_page_is_in_the_index() -> None:
    """The index links each page beside it, and no other."""
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([\w.-]+)\)", index))
    assert linked == {file.name for file in (ROOT / "docs").iterdir() if file.is_file()} - {"index.md"}


def test_every_page_is_in_the_site() -> None:
    """The navigation of the site names each page of the folder."""
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert not [page.name for page in (ROOT / "docs").glob("*.md") if f": {page.name}\n" not in site]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link names a file or folder of the repository."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]
