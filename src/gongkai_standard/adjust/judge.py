"""影响 — what hangs on a change: its kind, its weight, and where it makes things less open than they were.

Everything is judged from what the change says, so that a change keeps its judgement through JSON, inversion and
composition. The tables name members; those of all nouns with one name are judged alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve

from gongkai_standard.adjust.openness import Order, codes, time_limit
from gongkai_standard.adjustment import Change, Weight
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


def judged(change: Change) -> Change:
    """The change with its weight and its regressions."""
    regressions = tuple(_regressions(change))
    return evolve(change, weight=_weight(change, regressions), regressions=regressions)


def kind_of(change: Change) -> str:
    """The kind of a change of a row that stayed, by what it touches."""
    touched = {_member(p) for p in (*change.old, *change.new, *change.new_places)}
    if touched and touched <= _NAMES:
        return "renamed"
    if touched and touched <= _BODIES:
        return "transferred"
    if touched == {"status"}:
        was, is_now = change.old.get("/status"), change.new.get("/status")
        if is_now in ("suspended", "cancelled"):
            return str(is_now)
        if was == "suspended" and is_now == "in_force":
            return "resumed"
    return "changed"


def _member(p: str) -> str:
    return p.split("/", 2)[1] if p else ""


def _weight(change: Change, regressions: tuple[str, ...]) -> Weight:
    if regressions:
        return "breaking"
    weights = {_weight_at(change, p) for p in {**change.old, **change.new}}
    return "breaking" if "breaking" in weights else "substantive" if "substantive" in weights else "editorial"


def _weight_at(change: Change, p: str) -> Weight:
    steps = parts(p)
    if steps and steps[-1] in _BREAKING and len(steps) == 1:
        return "breaking"
    if any(step in _EDITORIAL for step in steps):
        return "editorial"
    old, new = change.old.get(p), change.new.get(p)
    if isinstance(old, str) and isinstance(new, str) and fold(old) == fold(new):
        return "editorial"
    return "substantive"


def _regressions(change: Change) -> Iterator[str]:
    for p in change.old:
        if _worse(change, p):
            yield p
    for p, new in change.new.items():
        if p not in change.old and (p == "/exemption" or (p == "/status" and new in _ENDED)):
            yield p


def _worse(change: Change, p: str) -> bool:
    """Whether what stood at the pointer was more open than what stands there now."""
    steps, old, new, gone = parts(p), change.old[p], change.new.get(p), p not in change.new
    match steps:
        case ():
            return gone
        case ("extent",):
            return codes("extent", _text(old), _text(new)) is Order.LESS
        case ("status",):
            return new in _ENDED and old not in _ENDED
        case ("mode", "proactive"):
            return gone
        case (member,) if member in _WITHDRAWN:
            return gone
        case (member, _) if member in _WITHDRAWN:
            return gone and _missed(change, member, old)
        case ("channels", _, "obligation"):
            return codes("obligation", _text(old), _text(new)) is Order.LESS
        case ("time_limits", _, "quantity") | ("statutory_days",) | ("promised_days",):
            return type(old) is int and type(new) is int and new > old
    return False


_ENDED: Final = frozenset({"suspended", "cancelled", "superseded"})


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _missed(change: Change, member: str, old: Any) -> bool:
    """Whether an element that went leaves a gap: it was no empty box, and no new element covers it."""
    added = [new for p, new in change.new.items() if _member(p) == member and p not in change.old]
    if member == "channels":
        return not (isinstance(old, Mapping) and old.get("obligation") in ("not_chosen", "optional"))
    if member == "audience":
        return not any(isinstance(new, Mapping) and new.get("code") == "whole_society" for new in added)
    if member == "time_limits":
        terms = [_term(new) for new in added]
        return not any(time_limit(_term(old), term) is not Order.LESS for term in terms)
    return not any(isinstance(new, str) and isinstance(old, str) and fold(old) in fold(new) for new in added)


def _term(tree: Any) -> TimeLimit:
    term: TimeLimit = part(TimeLimit, tree) if isinstance(tree, Mapping) else TimeLimit()
    return term
