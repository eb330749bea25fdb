"""公开单位 — who publishes: a county, district, city, township or department; and its codes.

A division code is only clear with its edition and its date: codes are given anew (410307), and two
authorities number one place differently (419001 and 410881). What is known of them stands in the list
`pilot_unit` and in `codelists/data/_divisions.csv`; neither is a register of all divisions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final, Literal

from attrs import field, frozen

from gongkai_standard.codelists import Code, code_list, read_day, read_table
from gongkai_standard.folding import fold
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term

Level = Literal["national", "provincial", "prefectural", "county", "township", "village"]
"""公开层级; the closed list `level`."""

Phase = Literal["pilot", "voluntary", "rollout"]
"""试点阶段; the closed list `phase`. Source: notice 一(一) 先试点、后推开, 二 试点范围."""

_MINISTRY: Final = "民政部"
_DIVISION: Final = re.compile(r"[1-9][0-9]{5}(?:[0-9]{3}){0,2}|local:\S+")
_PROVINCE: Final = re.compile(r"^\w{2,6}?(?:省|自治区)")

_CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS: Final = tuple(pow(3, i, 31) for i in range(17))
_CREDIT_CODE: Final = re.compile(rf"[{_CREDIT_ALPHABET}]{{18}}")

_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CODE: Final = re.compile(r"([0-9A-Z]{8})-?([0-9X])")


@frozen(kw_only=True, weakref_slot=False)
class Publisher:
    """公开单位 — one unit, as a document names it."""

    name: str | None = field(
        default=None,
        metadata=term(
            "公开单位", "publisher", also=("编制单位", "填报单位", "发布单位", "制表单位", "单位名称", "单位")
        ),
    )
    division: str | None = field(
        default=None, metadata=term("行政区划代码", "division code", codes="pilot_unit", also=("区划代码",))
    )
    credit_code: str | None = field(
        default=None, metadata=term("统一社会信用代码", "unified social credit code", also=("信用代码",))
    )
    level: Level | None = field(default=None, metadata=term("单位层级", "administrative level", codes="level"))
    phase: Phase | None = field(default=None, metadata=term("试点阶段", "pilot phase", codes="phase"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True)
class Division:
    """What one division code means in one edition of the code tables, and when."""

    code: str
    name: str
    edition: str
    """Who published the table: 民政部 (yearly), or an edition of GB/T 2260."""
    since: date | None = None
    until: date | None = None
    """Last day."""
    unit: str | None = None
    """Code under which the list `pilot_unit` has the place, when it is a pilot unit."""

    def in_force(self, on: date) -> bool:
        """Whether the code had this meaning on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


def is_division_code(text: str) -> bool:
    """Whether this has the form of a division code: 6, 9 (township) or 12 (village) digits, or `local:…`.

    Development zones have no code in the national tables and take a `local:` one. Nothing is looked up.
    """
    return _DIVISION.fullmatch(text) is not None


def divisions(code: str) -> tuple[Division, ...]:
    """Every known meaning of a division code, the ministry's first; empty when none is known."""
    return _divisions().get(code, ())


def division_on(code: str, on: date) -> Division | None:
    """What a division code meant on that day; None when nothing is known of it then.

    The ministry's table comes before an edition of GB/T 2260: 410307 is 洛龙区 in 2018 (a slip of the
    edition of 2002, to be warned of) and 偃师区 since 2021.
    """
    return next((division for division in divisions(code) if division.in_force(on)), None)


def pilot_unit(publisher: Publisher, *, on: date | None = None) -> Code | None:
    """The pilot unit that a publisher is or belongs to, from the list `pilot_unit`; None when none is known.

    The division code decides when one thing is known of it on that day; otherwise the name, where there
    is one. A department or township of a pilot unit belongs to it: 洛阳市洛龙区民政局, 410311004. A code
    of six digits or more that no table here has belongs to another place, whatever the name.
    """
    division = publisher.division
    if division is not None and is_division_code(division):
        place = division if division.startswith("local:") else division[:6]
        known = divisions(place)
        meant = [d for d in known if on is None or d.in_force(on)]
        if meant and (publisher.name is None or len({d.unit for d in meant}) == 1):
            return code_list("pilot_unit").get(meant[0].unit) if meant[0].unit else None
        if not known and not place.startswith("local:"):
            return None
    return _pilot_named(publisher.name, on) if publisher.name else None


def is_pilot(publisher: Publisher, *, on: date | None = None) -> bool | None:
    """Whether a publisher is a pilot unit or part of one; None when that cannot be told.

    The list is complete for Henan only, so False needs a division code or a name of that province.
    """
    if pilot_unit(publisher, on=on) is not None:
        return True
    in_henan = (publisher.division or "").startswith("41") or (publisher.name or "").startswith("河南省")
    return False if in_henan else None


def credit_check_character(body: str) -> str:
    """The 18th character of a unified social credit code, from its first 17. Source: GB 32100-2015.

    Raises ValueError when `body` is not 17 characters of the code's alphabet (no I, O, S, V, Z).

    >>> credit_check_character("91350100M000100Y4")
    '3'
    """
    if len(body) != len(_CREDIT_WEIGHTS):
        raise ValueError(f"17 characters expected, not {len(body)}")
    total = sum(_CREDIT_ALPHABET.index(char) * weight for char, weight in zip(body, _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_ALPHABET[-total % 31]


def is_credit_code(text: str) -> bool:
    """Whether this is a unified social credit code with a right check character. Source: GB 32100-2015."""
    return _CREDIT_CODE.fullmatch(text) is not None and credit_check_character(text[:17]) == text[17]


def is_organisation_code(text: str) -> bool:
    """Whether this is an organisation code (组织机构代码), with or without its hyphen. Source: GB 11714."""
    found = _ORGANISATION_CODE.fullmatch(text)
    if found is None:
        return False
    total = sum(int(char, 36) * weight for char, weight in zip(found[1], _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11] == found[2]


def _pilot_named(name: str, on: date | None) -> Code | None:
    """The unit whose whole name this is, or with which the name of a body begins."""
    units = code_list("pilot_unit")
    bare = _PROVINCE.sub("", fold(name))
    exact = units.match(bare, on=on)
    if exact is not None:
        return exact
    return next(
        (
            unit
            for unit in units
            if (on is None or unit.in_force(on))
            and any(bare.startswith(fold(label)) for label in (unit.zh, *unit.also) if label[-1] in "市县区旗")
        ),
        None,
    )


@cache
def _divisions() -> Mapping[str, tuple[Division, ...]]:
    found: dict[str, tuple[Division, ...]] = {}
    pilots = (
        Division(code=c.code, name=c.zh, edition=_MINISTRY, since=c.since, until=c.until, unit=c.code)
        for c in code_list("pilot_unit")
    )
    others = (
        Division(
            code=row["code"],
            name=row["name"],
            edition=row["edition"],
            since=read_day(row["since"]),
            until=read_day(row["until"]),
            unit=row["unit"] or None,
        )
        for row in read_table("_divisions")
    )
    for division in sorted((*pilots, *others), key=lambda d: d.edition != _MINISTRY):
        found[division.code] = (*found.get(division.code, ()), division)
    return found
