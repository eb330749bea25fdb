"""公开程度的偏序 — which of two values is at least as open; incomparable where no official order exists.

An order is declared per member in `ORDERS`; members without one have none. Time limits are compared by the days that
they can last: twenty working days are no shorter than fifteen calendar days and no longer than three months, and
nothing can be said of ten working days and fifteen calendar days. Where nothing is stated nothing is promised. Every
order is reflexive and transitive.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Final

from gongkai_standard.channel import Channel
from gongkai_standard.guide import Guide, content
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.time_limit import TimeLimit


class Order(Enum):
    """How the second of two values stands to the first."""

    SAME = "same"
    MORE = "more"
    """More open: earlier, wider, on more channels."""
    LESS = "less"
    INCOMPARABLE = "incomparable"

    @property
    def at_least(self) -> bool:
        """Whether the second is at least as open."""
        return self in (Order.SAME, Order.MORE)


def order(no_less: bool, no_more: bool) -> Order:
    """From whether the second is at least as open as the first, and the first as the second."""
    if no_less:
        return Order.SAME if no_more else Order.MORE
    return Order.LESS if no_more else Order.INCOMPARABLE


# --- scalars ---------------------------------------------------------------------------------------

_RANKS: Final[Mapping[str, Mapping[str | None, int]]] = {
    "extent": {
        None: -1,
        "none": 0,
        "partial": 1,
        "redacted": 1,
        "summary": 1,
        "list_only": 1,
        "on_site_only": 1,
        "full": 2,
    },
    "mode": {"not_disclosed": 0, "on_request": 1, "proactive": 2},
    "obligation": {"not_chosen": 0, "optional": 1, "chosen": 2, "required": 3},
}
"""Member → code → rank; different codes of one rank cannot be compared. None: the member is left out."""


def codes(member: str, old: str | None, new: str | None) -> Order:
    """Two codes of a ranked list; SAME when equal."""
    if old == new:
        return Order.SAME
    ranks = _RANKS[member]
    if not ranks.keys() >= {old, new} or ranks[old] == ranks[new]:
        return Order.INCOMPARABLE
    return Order.MORE if ranks[new] > ranks[old] else Order.LESS


def modes(old: Sequence[str], new: Sequence[str]) -> Order:
    """Two lists of 公开方式 by their most and their least open ones; where none is stated nothing is promised."""
    ranks = _RANKS["mode"]
    if set(old) == set(new):
        return Order.SAME
    if not old or not new:
        return Order.LESS if old else Order.MORE
    if not ranks.keys() >= {*old, *new}:
        return Order.INCOMPARABLE
    mine, theirs = (sorted(map(ranks.__getitem__, side)) for side in (old, new))
    return order(
        theirs[0] >= mine[0] and theirs[-1] >= mine[-1],
        theirs[0] <= mine[0] and theirs[-1] <= mine[-1],
    )


# --- sets ------------------------------------------------------------------------------------------


def sets(old: frozenset[Any], new: frozenset[Any]) -> Order:
    """More members are more open."""
    return order(new >= old, new <= old)


def elements(old: Sequence[Any], new: Sequence[Any]) -> Order:
    """More elements are more open."""
    return sets(frozenset(old), frozenset(new))


def demanded(channels: Sequence[Channel]) -> frozenset[str | None]:
    """The channels on which the information must stand: an optional one may be left."""
    return frozenset(c.code or c.text for c in channels if c.obligation not in ("not_chosen", "optional"))


def channels(old: Sequence[Channel], new: Sequence[Channel]) -> Order:
    """More channels that must be used are more open."""
    return sets(demanded(old), demanded(new))


def told(old: Mapping[str, Any], new: Mapping[str, Any]) -> Order:
    """More elements of a guide are more open, whatever heading they have; an empty one tells nothing."""
    mine, theirs = (content(Guide(elements=side)).items() for side in (old, new))
    return sets(*(frozenset(name for name, element in side if element.text.strip()) for side in (mine, theirs)))


def days(old: int | None, new: int | None) -> Order:
    """Fewer days to wait are better; where none are promised there is nothing to hold to."""
    if old is None or new is None:
        return order(old is None, new is None)
    return order(new <= old, new >= old)


def citations(old: Sequence[LegalBasis], new: Sequence[LegalBasis]) -> Order:
    """More citations are better founded."""
    return sets(*(frozenset((b.title or b.text, b.article) for b in side) for side in (old, new)))


_EVERYBODY: Final = "whole_society"


def audiences(old: Sequence[Any], new: Sequence[Any]) -> Order:
    """The whole society takes in every group."""
    mine, theirs = (frozenset((a.code or a.text, a.description) for a in side) for side in (old, new))
    return order(_takes_in(theirs, mine), _takes_in(mine, theirs))


def _takes_in(wide: frozenset[Any], narrow: frozenset[Any]) -> bool:
    return wide >= narrow or any(code == _EVERYBODY for code, _ in wide)


def nothing_withheld(old: Any, new: Any) -> Order:
    """An exemption where there was none is less open; of two different ones nothing can be said."""
    if old == new:
        return Order.SAME
    if old is None or new is None:
        return Order.LESS if old is None else Order.MORE
    return Order.INCOMPARABLE


# --- time ------------------------------------------------------------------------------------------

_HOURS: Final[Mapping[str, tuple[int, int, int]]] = {
    "hour": (1, 1, 0),
    "calendar_day": (24, 24, 0),
    "working_day": (24, 2 * 24, 14 * 24),
    "month": (28 * 24, 31 * 24, 0),
    "quarter": (90 * 24, 92 * 24, 0),
    "year": (365 * 24, 366 * 24, 0),
}
"""Unit → the least and the most hours that one can last, and what all of them may last longer. Two days for each
working day cover the week-ends and the spread of holidays, fourteen days once the longest holiday with what is near."""


def time_limit(old: TimeLimit, new: TimeLimit) -> Order:
    """Earlier is more open. Only terms of one trigger and subject can be compared."""
    if old == new:
        return Order.SAME
    if old.applies_to != new.applies_to or old.before or new.before:
        return Order.INCOMPARABLE
    if old.kind == new.kind == "immediate":
        return Order.SAME
    if old.kind == "immediate" and new.kind in _LATER:
        return Order.LESS
    if new.kind == "immediate" and old.kind in _LATER:
        return Order.MORE
    if not old.kind == new.kind == "within" or old.trigger != new.trigger:
        return Order.INCOMPARABLE
    if old.unit is None or new.unit is None or (old.quantity or 0) < 1 or (new.quantity or 0) < 1:
        return Order.INCOMPARABLE
    return order(_no_later(new, old), _no_later(old, new))


_LATER: Final = frozenset({"within", "prompt"})


def _no_later(term: TimeLimit, other: TimeLimit) -> bool:
    """Whether the term ends no later than the other, however the holidays fall."""
    quantity, bound = term.quantity or 0, other.quantity or 0
    if term.unit == other.unit:
        return quantity <= bound
    (_, most, once), (least, _, _) = _HOURS[term.unit or ""], _HOURS[other.unit or ""]
    return quantity * most + once <= bound * least


def time_limits(old: Sequence[TimeLimit], new: Sequence[TimeLimit]) -> Order:
    """Every old term must be met by a new one that is at least as early."""
    return order(_met(old, new), _met(new, old))


def _met(terms: Sequence[TimeLimit], others: Sequence[TimeLimit]) -> bool:
    return all(any(time_limit(term, other).at_least for other in others) for term in terms)


ORDERS: Final[Mapping[str, Callable[[Any, Any], Order]]] = {
    "time_limits": time_limits,
    "extent": lambda old, new: codes("extent", old, new),
    "obligation": lambda old, new: codes("obligation", old, new),
    "mode": modes,
    "channels": channels,
    "audience": audiences,
    "levels": elements,
    "content": elements,
    "documents": elements,
    "elements": told,
    "statutory_days": days,
    "promised_days": days,
    "basis": citations,
    "exemption": nothing_withheld,
}
"""Member of an entry, an item, a step, a guide or a part of one → its order."""


def compare(member: str, old: Any, new: Any) -> Order:
    """How open the new value of a member is beside the old one."""
    if member in ORDERS:
        return ORDERS[member](old, new)
    return Order.SAME if old == new else Order.INCOMPARABLE
