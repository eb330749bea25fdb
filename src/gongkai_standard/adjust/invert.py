"""撤销 — `invert`: the adjustment that leads back."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from gongkai_standard.adjust import delta
from gongkai_standard.adjust.delta import AdjustmentError, Move, Node, Pair, Placed, Rows
from gongkai_standard.adjust.judge import INVERSE
from gongkai_standard.adjustment import Adjustment, Change, Occasion
from gongkai_standard.compendium import KINDS
from gongkai_standard.errors import Problem


def invert(adjustment: Adjustment) -> Adjustment:
    """The adjustment that undoes this one: `apply(invert(d), apply(d, old)) == old`.

    What it says of the old edition besides its version is not known and left out.
    Raises AdjustmentError for an adjustment that is a record and not a difference.
    """
    noun = noun_of(adjustment)
    return Adjustment(
        profile=adjustment.profile,
        publisher=adjustment.publisher,
        title=adjustment.title,
        subject=adjustment.subject,
        from_=adjustment.to,
        to=adjustment.from_,
        from_hash=adjustment.to_hash,
        to_hash=adjustment.from_hash,
        changes=delta.changes(inverted(delta.tree(adjustment, noun)), noun),
    )


def noun_of(adjustment: Adjustment) -> Any:
    """The noun of the document that is adjusted. Raises AdjustmentError when the adjustment does not say."""
    noun = KINDS.get(adjustment.subject or "")
    if noun is None:
        raise AdjustmentError(
            Problem(
                message="调整未说明针对哪类文件（subject）",
                message_en="the adjustment does not say which kind of document it is of (subject)",
                place="/subject",
            )
        )
    return noun


def inverted(node: Node) -> Node:
    """The difference from new to old; lists are keyed by the names of the new side."""
    return Node(
        values={name: _swapped(pair) for name, pair in node.values.items()},
        mappings={name: {key: _swapped(pair) for key, pair in pairs.items()} for name, pairs in node.mappings.items()},
        nouns={name: inverted(inner) for name, inner in node.nouns.items()},
        lists={name: _rows(rows) for name, rows in node.lists.items()},
        becomes=None,
        said=_said(node.said),
    )


def _swapped(pair: Pair) -> Pair:
    return pair[1], pair[0]


def _rows(rows: Rows) -> Rows:
    made = Rows(
        removed={name: _placed(placed) for name, placed in rows.added.items()},
        added={name: _placed(placed) for name, placed in rows.removed.items()},
    )
    for name, inner in rows.inner.items():
        made.inner[rows.now(name)] = back = inverted(inner)
        back.becomes = name if inner.becomes is not None else None
    for name, move in rows.moved.items():
        made.moved[rows.now(name)] = Move(move.new, move.old, _said(move.said))
    return made


def _placed(placed: Placed) -> Placed:
    return Placed(placed.place, placed.value, _said(placed.said))


def _said(said: Change | None) -> Change | None:
    if said is None:
        return None
    occasions = tuple(evolve(o, kind=_undone(o.kind)) for o in reversed(said.occasions))
    last = (
        occasions[-1] if occasions else Occasion(cause=said.cause, basis=said.basis, date=said.date, reason=said.reason)
    )
    return evolve(
        said,
        kind=_undone(said.kind),
        name=said.name if said.new_name is None else said.new_name,
        new_name=said.name if said.new_name is not None else None,
        cause=last.cause,
        basis=last.basis,
        date=last.date,
        reason=last.reason,
        replaces=said.replaced_by,
        replaced_by=said.replaces,
        occasions=occasions,
    )


def _undone(kind: str | None) -> str | None:
    return None if kind is None else INVERSE.get(kind, kind)
