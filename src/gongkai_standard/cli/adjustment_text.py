"""Differences, conflicts and chains of editions as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from shutil import get_terminal_size
from typing import Any, Final, get_args

from attrs import fields
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from gongkai_standard.adjust.compare import same
from gongkai_standard.adjust.delta import ABSENT
from gongkai_standard.adjust.hashes import content_hash, document_hash
from gongkai_standard.adjust.history import ChainFault, History, smallest_step
from gongkai_standard.adjust.merge import Merged, Side
from gongkai_standard.adjust.records import Reconciliation
from gongkai_standard.adjust.suggest import Suggestion
from gongkai_standard.adjust.wording import (
    grounds,
    is_less_open,
    kind_label,
    lines,
    member_words,
    reads,
    stands_at,
    succession,
)
from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.cli.output import Page
from gongkai_standard.cli.words import Language, say
from gongkai_standard.compendium import Document
from gongkai_standard.terms import Term

_MARKS: Final = {"added": ("+", "green"), "cancelled": ("-", "red"), "moved": ("↕", "dim")}


def show_difference(page: Page, adjustment: Adjustment, suggestions: Sequence[Suggestion], lang: Language) -> None:
    """Each change under its row, the old and the new value side by side; then what may be renames."""
    _line(page, Text(_summary(adjustment, lang), style="bold"))
    for change in adjustment.changes:
        _change(page, adjustment, change, lang)
    if suggestions:
        _line(page)
        _line(page, Text(say("suggested", lang), style="bold"))
        for suggestion in suggestions:
            _line(page, "  " + (suggestion.reason if lang == "zh" else suggestion.reason_en))


def _summary(adjustment: Adjustment, lang: Language) -> str:
    if not adjustment.changes:
        return say("no_difference", lang)
    counts: dict[str, int] = {}
    for change in adjustment.changes:
        label = kind_label(change.kind, lang)
        counts[label] = counts.get(label, 0) + 1
    told = ("，" if lang == "zh" else ", ").join(f"{label} {count}" for label, count in counts.items())
    return say("differences", lang, total=len(adjustment.changes), counts=told)


def _change(page: Page, adjustment: Adjustment, change: Change, lang: Language) -> None:
    mark, style = _MARKS.get(change.kind or "", ("~", "yellow"))
    name = _name(change, change.at, lang)
    head = Text.assemble((f"{mark} {kind_label(change.kind, lang)} ", style), name, (grounds(change, lang), "dim"))
    if is_less_open(change):
        head.append(say("regression", lang), style="bold red")
    _line(page)
    _line(page, head)
    for said in succession(adjustment, change, lang):
        _line(page, f"    {said}")
    for line in lines(adjustment, change, lang):
        _line(
            page,
            Text.assemble(
                f"    {line.label}: ",
                (line.old or "∅", "red"),
                " → ",
                (line.new or "∅", "green"),
            ),
        )


def _name(change: Change, otherwise: str | None, lang: Language) -> str:
    name = change.name or otherwise or say("whole", lang)
    return f"{name} → {change.new_name}" if change.new_name else name


def show_conflicts(merged: Merged, lang: Language) -> Iterator[str]:
    """One paragraph a conflict: the place, then the base and both sides; of a whole row or part, member by member."""
    yield say("conflicts", lang, count=len(merged.conflicts))
    for conflict in merged.conflicts:
        decides = say("decides", lang, side=say(conflict.decides, lang)) if conflict.decides else ""
        yield f"{conflict.at}{decides}"
        noun, term = stands_at(type(merged.document), conflict.at)
        sides = {side: getattr(conflict, side) for side in _SIDES}
        held = {side: value for side, value in sides.items() if value is not ABSENT}
        if not all(isinstance(value, Mapping) for value in held.values()):
            yield from _beside(sides, term, lang, indent=4)
            continue
        yield from _beside({side: value for side, value in sides.items() if side not in held}, None, lang, indent=4)
        for name in dict.fromkeys(name for value in held.values() for name in value):
            label, term = member_words(noun, name, lang)
            values = {side: value.get(name, ABSENT) for side, value in held.items()}
            first, *others = values.values()
            if all(same(first, other) for other in others):
                yield from _broken(f"{label}: ", _read(first, term, lang), indent=4)
            else:
                yield f"    {label}"
                yield from _beside(values, term, lang, indent=8)


_SIDES: Final[tuple[Side, ...]] = get_args(Side)


def _beside(values: Mapping[Side, Any], term: Term | None, lang: Language, *, indent: int) -> Iterator[str]:
    """What each side has, one under another."""
    for side, value in values.items():
        yield from _broken(f"{say(side, lang)}: ", _read(value, term, lang), indent=indent)


_WIDTH: Final = 100
"""Columns of a conflict at most; a terminal may have fewer."""


def _broken(head: str, text: str, *, indent: int) -> Iterator[str]:
    """A paragraph behind its head, broken to the width with what follows under its first word."""
    gap = indent + cell_len(head)
    width = min(_WIDTH, get_terminal_size((_WIDTH, 0)).columns)
    lines = Text(text).wrap(Console(width=width), max(width - gap, _WIDTH // 5))
    for number, line in enumerate(lines):
        yield (" " * gap if number else " " * indent + head) + line.plain.rstrip()


def _read(value: Any, term: Term | None, lang: Language) -> str:
    return "∅" if value is ABSENT else reads(value, term, lang)


def show_history(
    page: Page,
    documents: Sequence[Document],
    history: History,
    reconciled: Sequence[Reconciliation | None],
    faults: Sequence[ChainFault],
    lang: Language,
) -> None:
    """Each edition with its hashes, what led to it and what is recorded of that; then where the chain does not hold."""
    for number, document in enumerate(documents):
        edition = document.edition
        version = (edition.version if edition else None) or str(number + 1)
        issued = f" {edition.issued}" if edition and edition.issued else ""
        _line(page, Text(f"{version}{issued}", style="bold"))
        _line(page, say("hashes", lang, document=document_hash(document)[:16], content=content_hash(document)[:16]))
        if number:
            adjustment = history.adjustments[number - 1]
            _line(page, "  " + _summary(adjustment, lang))
            _line(page, say("smallest_step", lang, step=smallest_step(adjustment)))
            _records(page, reconciled[number - 1], lang)
    if faults:
        _line(page)
        _line(page, Text(say("chain_faults", lang, count=len(faults)), style="bold red"))
        for fault in faults:
            _line(page, f"  {fault.message if lang == 'zh' else fault.message_en}")


def _records(page: Page, found: Reconciliation | None, lang: Language) -> None:
    """What the records of one step leave out, make up or lack."""
    if found is None:
        return
    if found.agrees:
        _line(page, say("records_agree", lang))
    for part in fields(Reconciliation):
        changes: Sequence[Change] = getattr(found, part.name)
        if changes:
            _line(page, Text(say(part.name, lang, count=len(changes)), style="bold red"))
        for change in changes:
            _line(page, _named(change, lang))


def _named(change: Change, lang: Language) -> Text:
    """Kind, name and place of a change, with its grounds."""
    place = change.at or change.item_id
    kind = f"{kind_label(change.kind, lang)} " if change.kind else ""
    where = f" {place}" if change.name and place else ""
    return Text.assemble(f"    {kind}{_name(change, place, lang)}", (where + grounds(change, lang), "dim"))


def _line(page: Page, text: str | Text = "") -> None:
    page.console.print(text if isinstance(text, Text) else Text(text), soft_wrap=True)
