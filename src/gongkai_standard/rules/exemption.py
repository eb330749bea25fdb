"""不予公开的规则 — openness is the norm, and every exception has a ground. Source: notice 一(一)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai_standard.catalogue import Entry
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import is_blank


@rule("GK-PRN-001", about=Entry, requirements=("R-003",), severity=Severity.ERROR)
def withheld_without_ground(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry is withheld, or published in part only, and no ground is given.

    The ground may stand at the entry or at its item. An extent that is in no code list is reported by GK-CAT-008.

    Why: openness is the norm; what is not open has to say by which law or policy.

    Instead: add the ground and its citation, or publish in full.
    """
    extent = entry.extent
    is_partial = extent is not None and extent != "full" and index.knows("extent", extent)
    if not is_partial and "not_disclosed" not in entry.mode:
        return
    item = index.item_by_id.get(entry.item_id) if entry.item_id else None
    if any(given and not is_blank(given.ground) for given in (entry.exemption, item and item.exemption)):
        return
    yield Fault("extent" if is_partial else f"mode/{entry.mode.index('not_disclosed')}")
