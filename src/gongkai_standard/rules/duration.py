"""时限的长短 — what a time limit says about length, for the rules that judge it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gongkai_standard import time_limit
from gongkai_standard.catalogue import Entry
from gongkai_standard.time_limit import TimeLimit


def stated(entry: Entry) -> list[tuple[int, TimeLimit]]:
    """(position, time limit) of everything an entry says about its time limit.

    A document that gives only the wording, or the wording of a period and not the period, is read by the wording.
    """
    return [
        (i, limit)
        for i, given in enumerate(entry.time_limits)
        for limit in ((given,) if given.kind and not is_vague(given) else _read(given))
    ]


def place_of(limits: list[tuple[int, TimeLimit]]) -> str:
    """Where all of an entry's time limits together stand: at the one that holds them, else at the member."""
    first, *others = dict(limits)
    return "time_limits" if others else f"time_limits/{first}"


def _read(limit: TimeLimit) -> tuple[TimeLimit, ...]:
    return (limit,) if limit.kind == "prompt" or not limit.text else time_limit.parse(limit.text)


def is_understood(limit: TimeLimit) -> bool:
    """Whether a term can be told from the text at all."""
    return limit.kind is not None and limit.kind != "unspecified"


def is_vague(limit: TimeLimit) -> bool:
    """Whether a term names no day and no span: 及时, 尽快, 适时, 定期."""
    return limit.kind == "prompt" or (limit.kind == "periodic" and limit.quantity is None and limit.date is None)


_DAYS: Final[Mapping[str, float]] = {
    "working_day": 7 / 5,
    "hour": 1 / 24,
    "calendar_day": 1,
    "month": 30,
    "quarter": 90,
    "year": 365,
}
"""Unit → calendar days."""


def calendar_days(limit: TimeLimit) -> float:
    """The span that a time limit names, in days; 0 for one without a span."""
    return (limit.quantity or 0) * _DAYS.get(limit.unit or "", 0)


def working_days(limit: TimeLimit) -> float:
    """How many working days a term leaves after the event that starts it, five to the week.

    0 for what is no such term: a date, a period, a notice that has to stand for some time (公示…日), a term
    before the event.
    """
    if limit.kind != "within" or limit.before:
        return 0
    return limit.quantity or 0 if limit.unit == "working_day" else calendar_days(limit) * 5 / 7
