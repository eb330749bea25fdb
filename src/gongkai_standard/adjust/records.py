"""对账 — what was recorded of an adjustment beside what changed in fact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from gongkai_standard.adjust.wording import row_noun
from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.codelists import code_list
from gongkai_standard.compendium import Compendium
from gongkai_standard.location import parts
from gongkai_standard.shape import is_document

_ALSO_SAID: dict[str, frozenset[str]] = {
    "changed": frozenset({"renamed", "transferred", "delegated", "reclaimed", "corrected", "moved", "merged", "split"}),
    "added": frozenset({"split", "merged", "resumed"}),
    "cancelled": frozenset({"merged", "split", "suspended"}),
}
"""Kind seen in the difference → kinds that a record may call it besides."""


@frozen(kw_only=True)
class Reconciliation:
    """Records and differences that have no partner, and records that leave something out."""

    unrecorded: tuple[Change, ...]
    """Changes in fact that no record names."""
    unfounded: tuple[Change, ...]
    """Records of changes that did not happen."""
    without_cause: tuple[Change, ...]
    """Records without a cause of the list."""
    without_basis: tuple[Change, ...]
    """Records without a citation."""

    @property
    def agrees(self) -> bool:
        """Whether every change is recorded with cause and basis, and nothing else."""
        return not (self.unrecorded or self.unfounded or self.without_cause or self.without_basis)


def reconcile(records: Iterable[Adjustment], difference: Adjustment) -> Reconciliation:
    """Compare the adjustments that a compendium records with the difference of two editions (`diff`).

    A record and a change are partners when they name the same item or place and their kinds can be said of one
    event. Mere moves need no record, nor do changes of a document's head, of the records of adjustments themselves, and
    of what a compendium holds besides its documents (contacts, publications).
    """
    recorded = [change for record in records for change in record.changes]
    seen = [change for change in difference.changes if change.kind != "moved" and _is_content(change, difference)]
    causes = code_list("cause")
    return Reconciliation(
        unrecorded=tuple(c for c in seen if not any(_partners(record, c) for record in recorded)),
        unfounded=tuple(record for record in recorded if not any(_partners(record, c) for c in difference.changes)),
        without_cause=tuple(record for record in recorded if record.cause not in causes),
        without_basis=tuple(record for record in recorded if not record.basis),
    )


def records_between(old: Compendium, new: Compendium) -> tuple[Adjustment, ...]:
    """The records that the newer of two editions of a compendium adds, whose changes are those from the old one to it.

    A record that the old edition does not hold but that names an earlier version was only written anew.
    """
    version = new.edition.version if new.edition else None
    earlier = {record.to for record in old.adjustments} | {old.edition.version if old.edition else None}
    earlier -= {version, None}
    return tuple(record for record in new.adjustments if record not in old.adjustments and record.to not in earlier)


def _is_content(change: Change, difference: Adjustment) -> bool:
    """Whether a change is one of a row inside a document, or of a whole document that came or went."""
    noun = row_noun(difference, change)
    if noun in (Adjustment, Change):
        return False
    if is_document(noun):
        return "" in change.old or "" in change.new
    return difference.subject != Compendium.kind or len(parts(change.at or "")) > _DIRECTLY_IN


_DIRECTLY_IN: Final = 2
"""Steps of a pointer to a row of the compendium itself: its list and its name."""


def _partners(record: Change, change: Change) -> bool:
    same_place = record.at is not None and record.at == change.at
    same_item = record.item_id is not None and record.item_id == change.item_id
    if not (same_place or same_item):
        return False
    if record.kind is None or record.kind == change.kind:
        return True
    kinds = {record.kind, change.kind or ""}
    return any(kind in kinds and kinds - {kind} <= also for kind, also in _ALSO_SAID.items())
