"""影响 — what hangs on a change: its kind, its weight, and where it makes things less open than they were.

Everything is judged from what the change says, so that a change keeps its judgement through JSON, inversion and
composition. The tables name members; those of all nouns with one name are judged alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from gongkai_standard.adjust.openness import Order, codes, time_limit
from gongkai_standard.adjustment import Weight
from gongkai_standard.codecs.structure import part
from gongkai_standard.folding import fold
from gongkai_standard.location import parts
from gongkai_standard.time_limit import TimeLimit

INVERSE: Final[Mapping[str, str]] = {
    kind: other
    for pair in (("added", "cancelled"), ("merged", "split"), ("delegated", "reclaimed"), ("suspended", "resumed"))
    for kind, other in (pair, pair[::-1])
}
"""Kind of change → the kind that undoes it; other kinds undo themselves."""

_BREAKING: Final = frozenset(
    {"id", "item_id", "entry_id", "domain", "disclosure", "stage", "list", "division", "from", "to", "interprets"}
)
"""Members by which others find or file something."""

_EDITORIAL: Final = frozenset(
    {
        "note",
        "plain_language",
        "remarks",
        "scope_note",
        "title",
        "text",
        "description",
        "extra",
        "defaults",
        "website_column",
        "reason",
        "edition",
        "profile",
    }
)
"""Members that say the same in other words, or say something about the document only."""

_NAMES: Final = frozenset({"level_one", "level_two", "level_three", "name"})
_BODIES: Final = frozenset({"responsible_department", "department_code", "responsible_body", "department"})

_WITHDRAWN: Final = frozenset({"channels", "audience", "levels", "content", "time_limits"})
"""Lists of which every element is something that the public could count on."""


Values = Mapping[str, Any]
"""Pointer below a row → JSON value: `old` or `new` of a change."""


def kind_of(old: Values, new: Values, places: Values) -> str:
    """The kind of a change of a row that stayed, by what it touches."""
    touched = {_member(p) for p in (*old, *new, *places)}
    if touched <= _NAMES:
        return "renamed" if touched else "changed"
    if touched <= _BODIES:
        return "transferred"
    if touched == {"status"}:
        was, is_now = old.get("/status"), new.get("/status")
        if is_now in ("suspended", "cancelled"):
            return str(is_now)
        if was == "suspended" and is_now == "in_force":
            return "resumed"
    return "changed"


def _member(p: str) -> str:
    return p.split("/", 2)[1] if p else ""


def weight_of(old: Values, new: Values, regressions: Sequence[str]) -> Weight:
    """The gravest of what the single values weigh; a regression breaks what others rely on."""
    if regressions:
        return "breaking"
    found: Weight = "editorial"
    for p in (*old, *new):
        weight = _weight_at(old, new, p)
        if weight == "breaking":
            return weight
        if weight == "substantive":
            found = weight
    return found


def _weight_at(old: Values, new: Values, p: str) -> Weight:
    steps = parts(p)
    if len(steps) == 1 and steps[0] in _BREAKING:
        return "breaking"
    if not _EDITORIAL.isdisjoint(steps):
        return "editorial"
    was, is_now = old.get(p), new.get(p)
    if isinstance(was, str) and isinstance(is_now, str) and fold(was) == fold(is_now):
        return "editorial"
    return "substantive"


def regressions_of(old: Values, new: Values) -> tuple[str, ...]:
    """Where the new values are less open than the old ones."""
    lost = [p for p in old if _worse(old, new, p)]
    withheld = [p for p in new if p not in old and (p == "/exemption" or (p == "/status" and _ended(new[p])))]
    return (*lost, *withheld)


def _worse(old: Values, new: Values, p: str) -> bool:
    """Whether what stood at the pointer was more open than what stands there now."""
    steps, was, is_now, gone = parts(p), old[p], new.get(p), p not in new
    match steps:
        case ():
            return gone
        case ("extent",):
            return codes("extent", _text(was), _text(is_now)) is Order.LESS
        case ("status",):
            return _ended(is_now) and not _ended(was)
        case ("mode", "proactive"):
            return gone
        case (member,) if member in _WITHDRAWN:
            return gone
        case (member, _) if member in _WITHDRAWN:
            return gone and _missed(old, new, member, was)
        case ("channels", _, "obligation"):
            return codes("obligation", _text(was), _text(is_now)) is Order.LESS
        case ("time_limits", _, "quantity") | ("statutory_days",) | ("promised_days",):
            return type(was) is int and type(is_now) is int and is_now > was
    return False


_ENDED: Final = frozenset({"suspended", "cancelled", "superseded"})


def _ended(status: Any) -> bool:
    return isinstance(status, str) and status in _ENDED


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _missed(old: Values, new: Values, member: str, was: Any) -> bool:
    """Whether an element that went leaves a gap: it was no empty box, and no new element covers it."""
    added = [value for p, value in new.items() if _member(p) == member and p not in old]
    if member == "channels":
        return not (isinstance(was, Mapping) and was.get("obligation") in ("not_chosen", "optional"))
    if member == "audience":
        return not any(isinstance(value, Mapping) and value.get("code") == "whole_society" for value in added)
    if member == "time_limits":
        return not any(time_limit(_term(was), _term(value)) is not Order.LESS for value in added)
    return not any(isinstance(value, str) and isinstance(was, str) and fold(was) in fold(value) for value in added)


def _term(tree: Any) -> TimeLimit:
    term: TimeLimit = part(TimeLimit, tree) if isinstance(tree, Mapping) else TimeLimit()
    return term
