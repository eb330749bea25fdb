"""Small tables as counties print them, for the tests of the readers of tables."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs import tabular
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.table.grid import Grid, Merge
from gongkai_standard.codecs.tabular import Tabular

TITLE = "青禾县养老服务领域基层政务公开标准目录"
UPPER = [
    "序号",
    "公开事项",
    "",
    "公开内容(要素)",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "",
    "公开方式",
    "",
    "公开层级",
    "",
]
LOWER = ["", "一级事项", "二级事项", "", "", "", "", "", "全社会", "特定群体", "主动", "依申请", "县级", "乡级"]
HEADER_MERGES: list[Merge] = [
    *((0, column, 1, column) for column in (0, 3, 4, 5, 6, 7)),
    *((0, column, 0, column + 1) for column in (1, 8, 10, 12)),
]
"""Of `UPPER` over `LOWER`, the first row being 0."""


def row(
    number: str,
    level_one: str,
    level_two: str,
    *,
    content: str = "1.申请材料；2.办理流程",
    basis: str = "《某某条例》",
    time: str = "20个工作日",
    body: str = "县民政局",
    channels: str = "■政府网站",
    marks: Sequence[str] = ("√", "", "√", "", "√", ""),
) -> list[str]:
    """A data row under `UPPER` and `LOWER`."""
    return [number, level_one, level_two, content, basis, time, body, channels, *marks]


def only(column: int, text: str) -> list[str]:
    """A row with one filled cell."""
    texts = [""] * len(UPPER)
    texts[column] = text
    return texts


def read(rows: Sequence[Sequence[str]], merges: Sequence[Merge] = (), *, name: str = "Sheet1") -> Tabular:
    """One grid, read."""
    return tabular.read([Grid(name=name, rows=rows, merges=merges)])


def entries_of(found: Tabular | Reading) -> tuple[Entry, ...]:
    """The entries of what was read as a catalogue."""
    assert isinstance(found.document, Catalogue)
    return found.document.entries


def catalogue(rows: Sequence[Sequence[str]], merges: Sequence[Merge] = ()) -> Catalogue:
    """One grid, read as the catalogue that it is."""
    document = read(rows, merges).document
    assert isinstance(document, Catalogue)
    return document


def entries(*rows: list[str]) -> tuple[Entry, ...]:
    """The entries of data rows under the usual title and header."""
    return catalogue([[TITLE], UPPER, LOWER, *rows]).entries


def names(found: Sequence[Entry]) -> list[tuple[str | None, str | None]]:
    """Level one and two of entries."""
    return [(entry.level_one, entry.level_two) for entry in found]
