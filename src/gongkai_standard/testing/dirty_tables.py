"""County tables as clerks have them, each with the entries that it stands for.

One header of two rows, over rows that are merged, left blank, or say 同上 where they repeat what stands above; marks
of one family or another; the header again in the middle, blank rows, stray white space, numbers that are wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from attrs import frozen
from hypothesis import strategies as st

from gongkai_standard.catalogue import Audience, Catalogue, Entry
from gongkai_standard.channel import Channel
from gongkai_standard.codecs.table.grid import Grid, Merge
from gongkai_standard.codelists import code_list
from gongkai_standard.shape import members
from gongkai_standard.terms import terms_of
from gongkai_standard.time_limit import parse

Draw = Callable[[st.SearchStrategy[Any]], Any]

MEMBERS: Final = (
    "level_one",
    "level_two",
    "content",
    "time_limits",
    "responsible_body",
    "channels",
    "audience",
    "mode",
    "levels",
)
"""What a table shows of an entry; ids and what is told beside these are the reader's own."""

MARKS: Final = ("√", "✓", "✔", "☑", "■", "●", "是")
"""What stands in a column that holds for the row."""

_LEVEL_ONE: Final = ("养老服务业务办理", "社会救助", "就业创业服务", "政策文件")
_LEVEL_TWO: Final = ("养老机构备案", "老年人补贴", "临时救助", "失业登记", "技能培训补贴", "最低生活保障审核")
_CONTENT: Final = ("办理流程", "补贴标准", "申请材料", "救助对象", "咨询电话")
_TIMES: Final = ("20个工作日内", "自信息形成或者变更之日起20个工作日内", "长期公开", "每季度公开一次", "3个工作日内")
_BODIES: Final = ("青禾县民政局", "青禾县人力资源和社会保障局", "各乡镇人民政府")
_CHANNELS: Final = ("government_website", "notice_board", "service_hall", "broadcast")

_WORDS: Final = terms_of(Entry)
_MARKED: Final = (
    ("全社会", "audience", Audience(code="whole_society")),
    ("主动", "mode", "proactive"),
    ("依申请", "mode", "on_request"),
    ("县级", "levels", "county"),
    ("乡级", "levels", "township"),
)
"""Heading of a column of marks, the member of an entry, and what a mark there adds to it."""

_UPPER: Final = (
    "序号",
    "公开事项",
    "",
    *(_WORDS[name].zh for name in ("content", "time_limits", "responsible_body", "channels")),
    _WORDS["audience"].zh,
    _WORDS["mode"].zh,
    "",
    _WORDS["levels"].zh,
    "",
)
_LOWER: Final = ("", _WORDS["level_one"].zh, _WORDS["level_two"].zh, *("",) * 4, *(name for name, _, _ in _MARKED))
_HEADER_MERGES: Final[tuple[Merge, ...]] = (
    *((0, column, 1, column) for column in (0, 3, 4, 5, 6)),
    *((0, column, 0, column + 1) for column in (1, 8, 10)),
)
_LEVEL_ONE_COLUMN, _TIME_COLUMN, _BODY_COLUMN = 1, 4, 5


@frozen
class DirtyTable:
    """A table, and what it stands for."""

    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]
    document: Catalogue
    """Its entries hold the members of `MEMBERS` only."""

    @property
    def grid(self) -> Grid:
        """The table as readers of tables take it."""
        return Grid(name="Sheet1", rows=[list(row) for row in self.rows], merges=list(self.merges))


def shown(entry: Entry) -> Entry:
    """Of an entry what a table of this kind shows."""
    return Entry(**{m.attribute: getattr(entry, m.attribute) for m in members(Entry) if m.name in MEMBERS})


@st.composite
def dirty_tables(draw: Draw, *, min_rows: int = 1, max_rows: int = 5) -> DirtyTable:
    """Tables of so many entries."""
    entries = draw(st.lists(_entries(), min_size=min_rows, max_size=max_rows))
    mark = draw(st.sampled_from(MARKS))
    rows: list[list[str]] = [["青禾县基层政务公开标准目录"], list(_UPPER), list(_LOWER)]
    merges: list[Merge] = [(top + 1, left, bottom + 1, right) for top, left, bottom, right in _HEADER_MERGES]
    above: Entry | None = None
    for number, entry in enumerate(entries):
        broken = above is not None and draw(st.booleans()) and draw(st.booleans())
        if broken:
            rows += draw(st.sampled_from(([[""] * len(_UPPER)], [list(_UPPER), list(_LOWER)])))
        cells = _cells(entry, number, mark, draw)
        if above is not None and not broken:
            _repeat(draw, rows, merges, cells, above, entry)
        rows.append(cells)
        above = entry
    return DirtyTable(tuple(map(tuple, rows)), tuple(_joined(merges)), Catalogue(entries=tuple(entries)))


@st.composite
def _entries(draw: Draw) -> Entry:
    marked: dict[str, Any] = {}
    for _, member, value in _MARKED:
        if draw(st.booleans()):
            marked[member] = (*marked.get(member, ()), value)
    codes = draw(st.lists(st.sampled_from(_CHANNELS), min_size=1, max_size=3, unique=True))
    return Entry(
        level_one=draw(st.sampled_from(_LEVEL_ONE)),
        level_two=draw(st.sampled_from(_LEVEL_TWO)),
        content=tuple(draw(st.lists(st.sampled_from(_CONTENT), min_size=1, max_size=3, unique=True))),
        time_limits=parse(draw(st.sampled_from(_TIMES))),
        responsible_body=(draw(st.sampled_from(_BODIES)),),
        channels=tuple(Channel(code=code, obligation="chosen") for code in codes),
        **marked,
    )


def _cells(entry: Entry, number: int, mark: str, draw: Draw) -> list[str]:
    content = (
        "；".join(f"{i}.{text}" for i, text in enumerate(entry.content, 1)) if entry.content[1:] else entry.content[0]
    )
    return [
        draw(st.sampled_from((str(number + 1), "", "1"))),
        entry.level_one or "",
        draw(st.sampled_from(("{}", " {}", "{}\u3000"))).format(entry.level_two),
        content,
        entry.time_limits[0].text or "",
        entry.responsible_body[0],
        " ".join(f"■{_label(channel)}" for channel in entry.channels),
        *(mark if value in getattr(entry, member) else "" for _, member, value in _MARKED),
    ]


def _label(channel: Channel) -> str:
    code = code_list("channel").get(channel.code or "")
    return code.zh if code else ""


def _repeat(
    draw: Draw, rows: Sequence[Sequence[str]], merges: list[Merge], cells: list[str], above: Entry, entry: Entry
) -> None:
    """Where a cell says what the one above says, it may say 同上, or be one with it."""
    for column, member in (
        (_LEVEL_ONE_COLUMN, "level_one"),
        (_TIME_COLUMN, "time_limits"),
        (_BODY_COLUMN, "responsible_body"),
    ):
        if getattr(entry, member) == getattr(above, member):
            way = draw(st.sampled_from(("in full", "ditto", "merged")))
            if way == "ditto":
                cells[column] = "同上"
            elif way == "merged":
                cells[column] = ""
                merges.append((len(rows) - 1, column, len(rows), column))


def _joined(merges: Sequence[Merge]) -> list[Merge]:
    """Merges of one column that follow each other are one."""
    made: list[Merge] = []
    for top, left, bottom, right in merges:
        for i, (start, own_left, end, own_right) in enumerate(made):
            if (own_left, own_right) == (left, right) and end == top:
                made[i] = (start, left, bottom, right)
                break
        else:
            made.append((top, left, bottom, right))
    return made
