"""一处一条 — a remark that holds for every entry of a catalogue is made once, about the catalogue.

What the notice demands (要、应、均应) is reported entry by entry. What it only recommends would bury the rest
where a table has no such column at all; that is one cause, and one finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.rules._rule import Fault, Severity
from gongkai_standard.rules.index import label

EVERYWHERE = "everywhere"
"""The variant of a remark that holds for all entries."""


def said_once(
    catalogue: Catalogue,
    member: str,
    lacks: Callable[[Entry], bool],
    *,
    concerns: Callable[[Entry], bool] = lambda entry: True,
    severity: Severity | None = None,
    also: tuple[str, ...] = (),
) -> Iterator[Fault]:
    """A fault at `member` of each entry that lacks it; one at `entries` when all that it concerns do.

    A single entry is reported at its own place.
    """
    lacking = [(i, entry) for i, entry in enumerate(catalogue.entries) if lacks(entry) and concerns(entry)]
    if len(lacking) > 1 and len(lacking) == sum(map(concerns, catalogue.entries)):
        yield Fault("entries", {"field": member}, EVERYWHERE, severity, also)
        return
    for i, entry in lacking:
        params = {"item": label(entry), "field": member}
        yield Fault(f"entries/{i}/{member}", params, severity=severity, also=also)
