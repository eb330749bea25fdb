"""上限 — how large, deep and dense an input may be. One value goes to every reader."""

from __future__ import annotations

from typing import Any, Final

from attrs import Attribute, field, frozen

from gongkai_standard.errors import LimitExceededError, Problem

MIB: Final = 1024 * 1024


def _positive(_: object, attribute: Attribute[int], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{attribute.name} must be a whole number above 0, not {value!r}")


@frozen(kw_only=True)
class Limits:
    """上限 — what a reader takes at most.

    The defaults let a million rows through and stop what no honest file needs.
    """

    size: int = field(default=2048 * MIB, validator=_positive)
    """Bytes of the file as it is stored."""
    expanded_size: int = field(default=2048 * MIB, validator=_positive)
    """Bytes of a compressed file's parts, unpacked, in all."""
    ratio: int = field(default=200, validator=_positive)
    """Unpacked bytes for one stored byte of a compressed part."""
    depth: int = field(default=64, validator=_positive)
    """Levels of lists and objects, or of tables, inside each other."""
    text: int = field(default=1_000_000, validator=_positive)
    """Characters of one text or cell."""
    aliases: int = field(default=10_000, validator=_positive)
    """Values that the aliases of a YAML file repeat, in all."""
    sheets: int = field(default=1024, validator=_positive)
    """Sheets of a workbook; tables of a page or a document."""
    rows: int = field(default=1_048_576, validator=_positive)
    """Rows of one sheet or table; records of a CSV file; rows under one head of an NDJSON file."""
    columns: int = field(default=512, validator=_positive)
    """Columns of one sheet or table."""
    cells: int = field(default=50_000_000, validator=_positive)
    """Cells of a file that hold something, in all. Whatever is set here, a sheet of xls reaches over three million at
    most, and half a million cells of ods may be copies of others."""
    findings: int = field(default=100, validator=_positive)
    """Problems of an unreadable file that are told one by one; the rest are counted."""


DEFAULT: Final = Limits()


def exceeding(name: str, found: int, limits: Limits, *, place: str = "") -> Problem:
    """What to say about one limit: its name, its value, and what the input has."""
    allowed = getattr(limits, name)
    return Problem(
        message=f"超出上限 {name}：最多 {allowed}，实际 {found}",
        message_en=f"limit {name} exceeded: at most {allowed}, found {found}",
        place=place,
    )


def exceeded(name: str, found: int, limits: Limits, *, place: str = "") -> LimitExceededError:
    """The error for one limit."""
    return LimitExceededError(exceeding(name, found, limits, place=place))
