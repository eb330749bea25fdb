"""上限 — how large, deep and dense an input may be. One value goes to every reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from attrs import Attribute, field, frozen

from gongkai_standard.errors import LimitExceededError, Problem

MIB: Final = 1024 * 1024


def _whole(least: int) -> Callable[[object, Attribute[int], Any], None]:
    def validate(_: object, attribute: Attribute[int], value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise ValueError(f"{attribute.name} must be a whole number from {least}, not {value!r}")

    return validate


@frozen(kw_only=True)
class Limits:
    """The defaults let a million rows through and stop what no honest file needs."""

    size: int = field(default=2048 * MIB, validator=_whole(1))
    """Bytes of the file as it is stored."""
    expanded_size: int = field(default=2048 * MIB, validator=_whole(1))
    """Bytes of a compressed file's parts, unpacked, in all."""
    ratio: int = field(default=200, validator=_whole(1))
    """Unpacked bytes for one stored byte of a compressed part."""
    depth: int = field(default=64, validator=_whole(1))
    """Levels of lists and objects inside each other."""
    text: int = field(default=1_000_000, validator=_whole(1))
    """Characters of one text or cell."""
    aliases: int = field(default=0, validator=_whole(0))
    """References of a YAML file to an earlier part of itself."""
    sheets: int = field(default=256, validator=_whole(1))
    rows: int = field(default=1_048_576, validator=_whole(1))
    """Rows of one sheet."""
    columns: int = field(default=512, validator=_whole(1))
    """Columns of one sheet."""
    cells: int = field(default=50_000_000, validator=_whole(1))
    """Cells of a file that hold something, in all."""


DEFAULT: Final = Limits()


def exceeding(name: str, found: int, limits: Limits, *, place: str = "") -> Problem:
    """What to say about one limit: its name, its value, and what the input has."""
    allowed = getattr(limits, name)
    return Problem(
        message=f"超出上限 {name}:最多 {allowed},实际 {found}",
        message_en=f"limit {name} exceeded: at most {allowed}, found {found}",
        place=place,
    )


def exceeded(name: str, found: int, limits: Limits, *, place: str = "") -> LimitExceededError:
    """The error for one limit."""
    return LimitExceededError(exceeding(name, found, limits, place=place))
