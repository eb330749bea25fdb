"""符合性声明 as text: a section of its own, to be printed and laid before a reviewer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from rich.cells import cell_len
from rich.text import Text

from gongkai_standard import __version__
from gongkai_standard.cli.output import Page
from gongkai_standard.cli.words import Language, say
from gongkai_standard.profiles import PROFILES
from gongkai_standard.rules.report import Report
from gongkai_standard.rules.statement import Extent, StateName

_RULE_WIDTH = 60
_ID_COLUMNS = 10


def show_statement(page: Page, report: Report, lang: Language) -> None:
    """What was checked and how far, where the requirements stand, what is left, and room for a signature."""
    said = report.statement
    _rule(page, "═")
    page.line(Text(say("statement", lang), style="bold"))
    _rule(page, "═")
    subject = report.subject
    title = subject.title or say("untitled", lang)
    page.line(say("statement_subject", lang, subject=f"{title} {subject.publisher}" if subject.publisher else title))
    page.line(say("statement_sha256" if said.sha256 else "statement_no_sha256", lang, sha256=said.sha256))
    text = PROFILES[said.profile]
    page.line(say("profile", lang, name=text.name, zh=text.zh, en=text.en, source=text.source))
    page.line(say("as_of", lang, date=said.as_of) if said.as_of else say("statement_no_date", lang))
    if report.policy and said.policy_sha256:
        page.line(say("statement_policy", lang, title=report.policy["title"], sha256=said.policy_sha256))
    _rule(page, "─")
    counts = {name: said.states[name] for name in get_args(StateName)}
    page.line(Text(say("states", lang, total=said.total, **counts), style="bold"))
    _table(page, report, lang)
    for state in ("violated", "to_attest", "attested"):
        names = [name for name, where in report.conformance.items() if where.state == state]
        if names:
            page.line()
            page.line(say(state, lang, count=len(names)))
            _ids(page, names, lang)
    if said.not_checked:
        page.line()
        page.line(say("not_checked", lang, count=counts["not_checked"]))
        for gap in said.not_checked:
            why = gap.why_zh if lang == "zh" else gap.why
            page.line(say("why", lang, why=why, count=len(gap.requirements)), indent=2)
            _ids(page, gap.requirements, lang, indent=4)
    _rule(page, "─")
    page.line(say("statement_bounds", lang, version=__version__))
    page.line(say("statement_signature", lang))


def _table(page: Page, report: Report, lang: Language) -> None:
    """How far the requirements were looked at: name, number, part of all."""
    names = {extent: say(f"extent_{extent}", lang) for extent in get_args(Extent)}
    width = max(map(cell_len, names.values())) + 2
    for extent, name in names.items():
        part = report.statement.extent[extent]
        page.line(f"{name}{' ' * (width - cell_len(name))}{part.count:>4}  {part.share:>6.1%}", indent=2)


def _ids(page: Page, names: Sequence[str], lang: Language, *, indent: int = 2) -> None:
    comma = "、" if lang == "zh" else ", "
    for start in range(0, len(names), _ID_COLUMNS):
        page.line(comma.join(names[start : start + _ID_COLUMNS]), indent=indent)


def _rule(page: Page, mark: str) -> None:
    page.line(mark * min(_RULE_WIDTH, page.console.width))
