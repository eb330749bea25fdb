"""代码表 — the code lists: dated values with a Chinese and an English label, each with its source.

Every list is one file, `data/NAME.csv`; `data/_lists.csv` declares its title and whether it is closed.
A *closed* list is complete; an *open* one may be extended locally under a prefix (`x-changyuan:tourism`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Final, Literal

from attrs import field, frozen

from gongkai_standard.errors import Problem, UnknownNameError
from gongkai_standard.folding import fold

Language = Literal["zh", "en"]

_EXTENSION: Final = re.compile(r"x-[a-z0-9]+(?:-[a-z0-9]+)*:[a-z0-9_]+")


@frozen(kw_only=True)
class Code:
    """One value of a code list. The code never changes its meaning; labels may."""

    code: str
    notation: str = ""
    """Short number for tables and files; empty where there is none. `2.5` is the fifth under `2`."""
    zh: str
    en: str
    also: tuple[str, ...] = ()
    """Other Chinese labels that mean this code; one that begins with … is how such labels end."""
    since: date | None = None
    """First day in force; None: always, or not known."""
    until: date | None = None
    """Last day in force; None: still, or not known."""
    replaced_by: tuple[str, ...] = ()
    """Codes of the same list that stand for it now; several when it was split."""
    source: str = "unverified"
    """Clause or document number, an official address, or `unverified`."""
    certainty: str
    """How sure the row is: a code of the list `certainty`."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every whole Chinese label, the usual one first."""
        return (self.zh, *(label for label in self.also if not label.startswith("…")))

    @property
    def endings(self) -> tuple[str, ...]:
        """How labels of this code end where they are coined freely: 公示栏 of 行政村公示栏."""
        return tuple(label[1:] for label in self.also if label.startswith("…"))

    def label(self, lang: Language = "zh") -> str:
        """The label in Chinese or English."""
        return self.zh if lang == "zh" else self.en

    def in_force(self, on: date) -> bool:
        """Whether the code may be used on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@frozen(kw_only=True)
class CodeList:
    """The codes of one list, in its own order."""

    name: str
    zh: str
    en: str
    closed: bool
    """Whether the list is complete; an open one may be extended under a prefix."""
    note: str = field(default="", repr=False)
    """Which text or edition the list belongs to, and what is known to be missing."""
    codes: tuple[Code, ...] = field(repr=False)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def get(self, code: str) -> Code | None:
        """The value of this code, whatever its dates; None when the list has no such code."""
        return self._by_code.get(code)

    def match(self, text: str, *, on: date | None = None) -> Code | None:
        """The code of which this is a whole label, up to blanks, width, brackets and script.

        With a date only codes in force on that day count; without one, a code that is still in force
        comes before one that has ended.
        """
        found = self._by_label.get(fold(text), ())
        if on is not None:
            return next((code for code in found if code.in_force(on)), None)
        return next((code for code in found if code.until is None), found[0] if found else None)

    def in_force(self, on: date) -> tuple[Code, ...]:
        """The codes that may be used on that day, in the order of the list."""
        return tuple(code for code in self.codes if code.in_force(on))

    def is_extension(self, code: str) -> bool:
        """Whether this is a local extension, `x-PREFIX:code`, and the list is open to such."""
        return not self.closed and _EXTENSION.fullmatch(code) is not None

    @cached_property
    def _by_code(self) -> Mapping[str, Code]:
        return {code.code: code for code in self.codes}

    @cached_property
    def _by_label(self) -> Mapping[str, tuple[Code, ...]]:
        found: dict[str, tuple[Code, ...]] = {}
        for code in self.codes:
            for key in dict.fromkeys(map(fold, code.labels)):
                found[key] = (*found.get(key, ()), code)
        return found


def code_list_names() -> tuple[str, ...]:
    """The names of all lists, in the order of their declaration."""
    return tuple(_declared())


@cache
def code_list(name: str) -> CodeList:
    """The code list of this name.

    Raises UnknownNameError when there is none.
    """
    row = _declared().get(name)
    if row is None:
        raise UnknownNameError(
            Problem(message=f"没有名为“{name}”的代码表", message_en=f"there is no code list named {name!r}")
        )
    return CodeList(
        name=name,
        zh=row["zh"],
        en=row["en"],
        closed=row["closed"] == "closed",
        note=row["note"],
        codes=tuple(map(_code, read_table(name))),
    )


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of `data/NAME.csv`, heading → text."""
    with files(__name__).joinpath("data", f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


@cache
def _declared() -> Mapping[str, Mapping[str, str]]:
    return {row["name"]: row for row in read_table("_lists")}


def _code(row: Mapping[str, str]) -> Code:
    return Code(
        code=row["code"],
        notation=row["notation"],
        zh=row["zh"],
        en=row["en"],
        also=_several(row["also"]),
        since=read_day(row["since"]),
        until=read_day(row["until"]),
        replaced_by=_several(row["replaced_by"]),
        source=row["source"],
        certainty=row["certainty"],
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def read_day(cell: str) -> date | None:
    """A cell of `since` or `until`; None when it is blank."""
    return date.fromisoformat(cell) if cell else None
