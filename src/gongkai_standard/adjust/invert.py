"""撤销 — `invert`: the adjustment that leads back."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from gongkai_standard.adjust import delta
from gongkai_standard.adjust.delta import AdjustmentError, Move, Node, Pair, Placed, Rows, Said
from gongkai_standard.adjust.judge import INVERSE
from gongkai_standard.adjustment import Adjustment, Occasion
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


def _said(said: Said) -> Said:
    occasions = tuple(evolve(o, kind=_undone(o.kind)) for o in reversed(said.get("occasions", ())))
    last = occasions[-1] if occasions else None
    made = {
        **said,
        "kind": _undone(said.get("kind")),
        "replaces": said.get("replaced_by"),
        "replaced_by": said.get("replaces"),
        "occasions": occasions,
    }
    if "new_name" in said:
        made |= {"name": said["new_name"], "new_name": said.get("name")}
    if last is not None:
        made |= grounds(last)
    return {name: value for name, value in made.items() if value is not None and value != ()}


def grounds(of: Occasion) -> Said:
    """Why one step was taken, as it is said of a change."""
    return {"cause": of.cause, "basis": of.basis, "date": of.date, "reason": of.reason}


def _undone(kind: str | None) -> str | None:
    return None if kind is None else INVERSE.get(kind, kind)
