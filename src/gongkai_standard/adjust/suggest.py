"""疑似更名 — rows that went and rows that came and may be the same. Shown with reason and score, never applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen
from rapidfuzz import fuzz, process

from gongkai_standard.adjust.links import Link
from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.folding import fold

CUTOFF: Final = 70.0
"""Least likeness, of 100, that is worth a look."""


@frozen(kw_only=True)
class Suggestion:
    """Two rows that may be one; `link()` says so once somebody has looked."""

    old: Change
    new: Change
    score: float
    """Likeness of the names, 0 to 100."""
    reason: str
    reason_en: str

    def link(self, *, kind: str = "renamed") -> Link:
        """The link that makes the two rows one in the next `diff`. Raises ValueError when a row has no id."""
        return Link(kind=kind, from_=(_id(self.old.old),), to=(_id(self.new.new),))


def _id(values: Mapping[str, Any]) -> str:
    row = values.get("")
    held = row.get("id") if isinstance(row, Mapping) else None
    if not isinstance(held, str):
        raise ValueError("only rows with ids can be linked")
    return held


def suggest(adjustment: Adjustment, *, cutoff: float = CUTOFF) -> tuple[Suggestion, ...]:
    """Renames that a difference may hide: of each cancelled row the most alike added one of the same list."""
    return tuple(_suggestions(adjustment, cutoff))


def _suggestions(adjustment: Adjustment, cutoff: float) -> Iterator[Suggestion]:
    gone: dict[str, list[Change]] = {}
    come: dict[str, list[Change]] = {}
    for change in adjustment.changes:
        for side, values in ((gone, change.old), (come, change.new)):
            if "" in values and change.name and change.at is not None:
                side.setdefault(change.at.rpartition("/")[0], []).append(change)
    for where, rows in gone.items():
        others = come.get(where, [])
        labels = [fold(other.name or "") for other in others]
        for row in rows:
            best = process.extractOne(fold(row.name or ""), labels, scorer=fuzz.ratio, score_cutoff=cutoff)
            if best is not None:
                _, score, at = best
                yield Suggestion(
                    old=row,
                    new=others[at],
                    score=round(score, 1),
                    reason=f"名称相似度 {score:.0f}%：“{row.name}”→“{others[at].name}”",
                    reason_en=f"the names are {score:.0f} % alike: “{row.name}” → “{others[at].name}”",
                )
