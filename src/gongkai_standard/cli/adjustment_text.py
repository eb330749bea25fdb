"""Differences, conflicts and chains of editions as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from rich.text import Text

from gongkai_standard.adjust.delta import ABSENT
from gongkai_standard.adjust.hashes import content_hash, document_hash
from gongkai_standard.adjust.history import ChainFault, History, smallest_step
from gongkai_standard.adjust.merge import Conflict
from gongkai_standard.adjust.suggest import Suggestion
from gongkai_standard.adjust.wording import grounds, is_less_open, kind_label, lines, reads, succession
from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.cli.output import Page
from gongkai_standard.cli.words import Language, say
from gongkai_standard.compendium import Document

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
    name = change.name or change.at or say("whole", lang)
    if change.new_name:
        name += f" → {change.new_name}"
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


def show_conflicts(conflicts: Sequence[Conflict], lang: Language) -> Iterator[str]:
    """One paragraph a conflict: the place, then the base and both sides."""
    yield say("conflicts", lang, count=len(conflicts))
    for conflict in conflicts:
        decides = say("decides", lang, side=say(conflict.decides, lang)) if conflict.decides else ""
        yield f"{conflict.at}{decides}"
        for side, value in (("base", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs)):
            yield f"    {say(side, lang)}: {_read(value, lang)}"


def _read(value: Any, lang: Language) -> str:
    return "∅" if value is ABSENT else reads(value, None, lang)


def show_history(
    page: Page, documents: Sequence[Document], history: History, faults: Sequence[ChainFault], lang: Language
) -> None:
    """Each edition with its hashes and what led to it, then where the chain does not hold."""
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
    if faults:
        _line(page)
        _line(page, Text(say("chain_faults", lang, count=len(faults)), style="bold red"))
        for fault in faults:
            _line(page, f"  {fault.message if lang == 'zh' else fault.message_en}")


def _line(page: Page, text: str | Text = "") -> None:
    page.console.print(text if isinstance(text, Text) else Text(text), soft_wrap=True)
