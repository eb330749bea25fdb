"""调整公告 — the text that tells the public what changed. Source: notice 三(二) 实时进行动态调整."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai_standard.adjust.wording import (
    Line,
    document_label,
    grounds,
    is_less_open,
    kind_label,
    lines,
    succession,
)
from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.codelists import Language, code_list

_NUMERALS: Final = "一二三四五六七八九十"


def notice(adjustment: Adjustment, *, lang: Language = "zh") -> str:
    """The change notice in Chinese or English, one section for each kind of change, with a final line break.

    What only stands elsewhere is counted, not listed. Where something is less open than before, the notice says so.
    """
    return "\n".join(_text(adjustment, lang)) + "\n"


def _text(adjustment: Adjustment, lang: Language) -> Iterator[str]:
    zh = lang == "zh"
    title = adjustment.title or document_label(adjustment.subject, lang)
    yield f"关于调整《{title}》的公告" if zh else f"Notice of changes to “{title}”"
    yield ""
    rows = [change for change in adjustment.changes if change.at != "" and change.kind != "moved"]
    moved = sum(change.kind == "moved" for change in adjustment.changes)
    yield _opening(adjustment, len(rows), lang)
    there = {change.kind or "changed" for change in rows}
    known = [code.code for code in code_list("change") if code.code in there]
    kinds = [*known, *sorted(there.difference(known))]
    for number, kind in enumerate(kinds):
        group = [change for change in rows if (change.kind or "changed") == kind]
        yield ""
        yield _heading(number, kind, len(group), lang)
        for place, change in enumerate(group, 1):
            yield f"{place}. {_sentence(adjustment, change, lang)}"
    if moved:
        yield ""
        yield f"另有 {moved} 项仅调整排列位置。" if zh else f"{moved} more only stand elsewhere."
    yield from _closing(adjustment, lang)


def _closing(adjustment: Adjustment, lang: Language) -> Iterator[str]:
    """Who makes it known and when, as far as the edition says."""
    unit = adjustment.publisher.name if adjustment.publisher else None
    issued = adjustment.edition.issued if adjustment.edition else None
    if lang == "zh":
        yield ""
        yield "特此公告。"
    if unit or issued:
        yield ""
    if unit:
        yield unit
    if issued:
        yield f"{issued.year}年{issued.month}月{issued.day}日" if lang == "zh" else str(issued)


def _opening(adjustment: Adjustment, count: int, lang: Language) -> str:
    unit = adjustment.publisher.name if adjustment.publisher else None
    effective = adjustment.edition.effective if adjustment.edition else None
    both = adjustment.from_ and adjustment.to and adjustment.from_ != adjustment.to
    if lang == "en":
        versions = f" from version {adjustment.from_} to {adjustment.to}" if both else ""
        start = f", in force from {effective}" if effective else ""
        return f"{unit or 'The unit'} makes {count} changes{versions}{start}:"
    versions = f"（版本 {adjustment.from_} → {adjustment.to}）" if both else ""
    start = f"，自{effective}起施行" if effective else ""
    what = document_label(adjustment.subject, lang)
    return f"{unit or '本单位'}对{what}作如下调整{versions}，共 {count} 项{start}："


def _heading(number: int, kind: str, count: int, lang: Language) -> str:
    label = kind_label(kind, lang)
    if lang == "en":
        return f"{number + 1}. {label} ({count})"
    numeral = _NUMERALS[number] if number < len(_NUMERALS) else str(number + 1)
    return f"{numeral}、{label}（{count} 项）"


def _sentence(adjustment: Adjustment, change: Change, lang: Language) -> str:
    zh = lang == "zh"
    name = change.name or change.item_id or change.at or ""
    if change.new_name:
        name += f" → {change.new_name}"
    said = [_difference(line, lang) for line in lines(adjustment, change, lang)]
    said += succession(adjustment, change, lang)
    text = name + (("：" if zh else ": ") + ("；" if zh else "; ").join(said) if said else "")
    if is_less_open(change):
        text += "【公开要求降低】" if zh else " [less open than before]"
    return text + grounds(change, lang)


def _difference(line: Line, lang: Language) -> str:
    if lang == "en":
        if line.old is None:
            return f"{line.label} added: “{line.new}”"
        if line.new is None:
            return f"{line.label} dropped: “{line.old}”"
        return f"{line.label}: “{line.old}” → “{line.new}”"
    if line.old is None:
        return f"增加{line.label}“{line.new}”"
    if line.new is None:
        return f"取消{line.label}“{line.old}”"
    return f"{line.label}由“{line.old}”改为“{line.new}”"
