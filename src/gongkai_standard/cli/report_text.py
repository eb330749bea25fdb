"""报告 as text for the clerk who has to mend the file: what is wrong, cell by cell, then how far the check went."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from gongkai_standard.cli.output import Page
from gongkai_standard.cli.policy_text import policy_lines
from gongkai_standard.cli.statement_text import show_statement
from gongkai_standard.cli.words import Language, clause_name, say
from gongkai_standard.codecs.losses import Loss
from gongkai_standard.codecs.reading import Note
from gongkai_standard.profiles import PROFILES
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.report import Finding, Report

_STYLES: Final[Mapping[str, str]] = {
    Severity.ERROR.value: "bold red",
    Severity.WARNING.value: "yellow",
    Severity.INFO.value: "cyan",
}


def show(page: Page, report: Report, name: str, notes: Sequence[Note], lang: Language, *, all_notes: bool) -> None:
    """One report: head, summary, findings by sheet, notes, and where the requirements stand."""
    _head(page, report, name, lang)
    for sheet, findings in _by_sheet(report.findings).items():
        page.line()
        page.line(Text(f"【{sheet or say('whole', lang)}】", style="bold"))
        _findings(page, findings, lang)
    for rule, count in report.summary.cut.items():
        page.line(say("cut", lang, rule=rule, count=count))
    _notes(page, notes, lang, everything=all_notes)
    page.line()
    show_statement(page, report, lang)


def noted(note: Note, lang: Language) -> str:
    """One note with its place."""
    message = note.message if lang == "zh" else note.message_en
    return say("note_place", lang, place=note.place, message=message) if note.place else message


def lost_lines(losses: Sequence[Loss], lang: Language) -> Iterator[str]:
    """What a file could not hold: one line for each member, with the first place and how many there are."""
    found: dict[tuple[str, str], list[str]] = {}
    for loss in losses:
        message = loss.message if lang == "zh" else loss.message_en
        found.setdefault((loss.at.rpartition("/")[2], message), []).append(loss.at)
    for (_, message), places in found.items():
        yield say("loss", lang, place=places[0], message=message, count=len(places))


def _head(page: Page, report: Report, name: str, lang: Language) -> None:
    subject, summary = report.subject, report.summary
    title = subject.title or say("untitled", lang)
    page.line(Text(f"{title} {subject.publisher}" if subject.publisher else title, style="bold"))
    page.line(say("file", lang, name=name))
    profile = PROFILES[report.profile]
    page.line(say("profile", lang, name=profile.name, zh=profile.zh, en=profile.en, source=profile.source))
    if report.as_of:
        page.line(say("as_of", lang, date=report.as_of))
    if report.policy:
        for line in policy_lines(report.policy, lang):
            page.line(line)
    for pack in report.packs:
        page.line(say("pack", lang, name=pack.name, source=pack.source))
    if report.calendar:
        page.line(say("calendar", lang, name=report.calendar))
    page.line()
    if summary.total:
        counts = {"error": summary.error, "warning": summary.warning, "info": summary.info}
        page.line(Text(say("found", lang, total=summary.total, **counts), style="bold"))
    else:
        page.line(Text(say("none_found", lang), style="bold green"))


def _by_sheet(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Sheet (or file, or none) → its findings; those without a cell under the empty name, last."""
    sheets: dict[str, list[Finding]] = {}
    nowhere: list[Finding] = []
    for finding in findings:
        if finding.cell is None:
            nowhere.append(finding)
        else:
            sheets.setdefault(finding.cell.rpartition("!")[0], []).append(finding)
    for found in sheets.values():
        found.sort(key=_order)
    if nowhere:
        sheets.setdefault("", []).extend(nowhere)
    return sheets


_COLUMN_ROW: Final = re.compile("(?P<column>[A-Z]+)(?P<row>[0-9]+)")


def _order(finding: Finding) -> tuple[int, ...]:
    """Row, then column; of `12:5` and `table 1 row 5 col 3` the numbers as they come."""
    cell = _cell(finding)
    spot = _COLUMN_ROW.fullmatch(cell)
    if spot:
        return int(spot["row"]), len(spot["column"]), *map(ord, spot["column"])
    return tuple(map(int, re.findall("[0-9]+", cell)))


def _findings(page: Page, findings: Sequence[Finding], lang: Language) -> None:
    cells = [_cell(finding) for finding in findings]
    margin = min(max(map(cell_len, cells)), 16) + 2
    for finding, cell in zip(findings, cells, strict=True):
        zh = lang == "zh"
        severity = finding.severity.value
        message = Text.assemble(
            (say(severity, lang), _STYLES[severity]),
            "：" if zh else ": ",
            finding.message if zh else finding.message_en,
        )
        page.line(message, indent=margin, head=Text(cell, style="bold"))
        page.line(say("fix", lang, fix=finding.fix if zh else finding.fix_en), indent=margin)
        clause = say(
            "clause",
            lang,
            clause=clause_name(finding.clause, lang),
            phrase=finding.phrase,
            requirements=("、" if zh else ", ").join(finding.requirements),
            rule=finding.rule,
        )
        page.line(Text(clause, style="dim"), indent=margin)


def _cell(finding: Finding) -> str:
    """The cell or line; a dash for what the file has no place for."""
    return "—" if finding.cell is None else finding.cell.rpartition("!")[2]


def _notes(page: Page, notes: Sequence[Note], lang: Language, *, everything: bool) -> None:
    if not notes:
        return
    warnings = [note for note in notes if note.level == "warning"]
    shown = notes if everything else warnings
    hint = "" if len(shown) == len(notes) else say("notes_hint", lang)
    page.line()
    page.line(Text(say("notes", lang, total=len(notes), warning=len(warnings), hint=hint), style="bold"))
    for note in shown:
        page.line(noted(note, lang), indent=2)
