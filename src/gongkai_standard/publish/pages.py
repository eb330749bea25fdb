"""Pages for readers, in Markdown: one a rule, a requirement and a code list, and the model with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongkai_standard.codelists import CodeList, code_list, code_list_names
from gongkai_standard.publish.case_pages import RuleCase, case_section
from gongkai_standard.publish.registers import rule_entry
from gongkai_standard.publish.schema import words_of
from gongkai_standard.publish.schemas import published
from gongkai_standard.requirements import Requirement, requirement, requirements
from gongkai_standard.rules._rule import Rule
from gongkai_standard.rules.registry import RULES
from gongkai_standard.shape import Member, members
from gongkai_standard.terms import terms_of


def pages(cases: Iterable[RuleCase] = ()) -> Mapping[str, str]:
    """Path → Markdown, in the order of a table of contents; `cases` are those that the pages of their rules show."""
    return dict(_pages(cases))


def _pages(cases: Iterable[RuleCase]) -> Iterator[tuple[str, str]]:
    by_rule: dict[str, list[RuleCase]] = {}
    for case in cases:
        by_rule.setdefault(case.rule, []).append(case)
    yield "model.md", _model()
    yield "codelists/index.md", _code_lists()
    for name in code_list_names():
        yield f"codelists/{name}.md", _code_list(code_list(name))
    yield "rules/index.md", _rules()
    for rule in RULES.values():
        yield f"rules/{rule.id}.md", _rule(rule, by_rule.get(rule.id, ()))
    yield "requirements/index.md", _requirements()
    for asked in requirements().values():
        yield f"requirements/{asked.id}.md", _requirement(asked)


def _model() -> str:
    """Every noun with its members."""
    parts = ["# 数据模型 · The model", "", "每个名词及其成员。 Every noun and its members."]
    for name, noun in published().items():
        terms = terms_of(noun)
        if terms:
            title, description = words_of(noun)
            known = [m for m in members(noun) if m.attribute in terms]
            rows = ((f"`{m.name}`", terms[m.attribute].zh, terms[m.attribute].en, _holds(m)) for m in known)
            parts += ["", f"## {title} {{ #{name} }}", "", description.partition("。")[2], ""]
            parts += _table(("成员 member", "中文", "English", "值 value"), rows)
    return _text(parts)


def _holds(member: Member) -> str:
    if member.noun is not None:
        title, _ = words_of(member.noun)
        return f"[{title.partition(' · ')[2]}](#{title.partition(' · ')[2].replace(' ', '-')}) ({member.form.value})"
    return member.form.value


def _code_lists() -> str:
    lists = [code_list(name) for name in code_list_names()]
    rows = ((f"[{c.name}]({c.name}.md)", c.zh, c.en, _closed(c), str(len(c))) for c in lists)
    parts = ["# 代码表 · Code lists", "", *_table(("代码表 list", "中文", "English", "", "代码数 codes"), rows)]
    return _text(parts)


def _closed(codes: CodeList) -> str:
    return "封闭 closed" if codes.closed else "开放 open"


def _code_list(codes: CodeList) -> str:
    rows = (
        (f"`{c.code}`", c.notation, c.zh, c.en, "、".join(c.also), _dates(c.since, c.until), c.source, c.certainty)
        for c in codes
    )
    header = ("代码 code", "编号", "中文", "English", "又作 also", "期间 dates", "出处 source", "可信程度 certainty")
    note = [codes.note, ""] if codes.note else []
    return _text(
        [f"# {codes.zh} · {codes.name}", "", f"{codes.en}. {_closed(codes)}.", "", *note, *_table(header, rows)]
    )


_WIDE = ("---", "hide: [toc]", "---", "")
"""What opens a page whose table needs the width of the page."""


def _dates(since: object, until: object) -> str:
    return f"{since or ''}–{until or ''}" if since or until else ""


def _rules() -> str:
    rows = (
        (f"[{rule.id}]({rule.id}.md)", rule.severity.value, rule_entry(rule)["fault"], rule.page.partition("\n")[0])
        for rule in RULES.values()
    )
    parts = [*_WIDE, "# 规则 · Rules", "", *_table(("规则 rule", "级别 severity", "问题", "fault"), rows)]
    return _text(parts)


def _rule(rule: Rule, cases: Iterable[RuleCase]) -> str:
    entry = rule_entry(rule)
    parts = [f"# {rule.id} {entry['fault']}", "", f"级别 severity: **{rule.severity.value}**", ""]
    parts += [f"为什么：{entry['why']}。", "", f"改法：{entry['fix']}。", "", "## In English", "", rule.page, ""]
    parts += ["## 依据 · Clauses", ""]
    parts += [_clause(requirement(name)) for name in rule.requirements]
    parts += ["", *case_section(cases)]
    return _text(parts)


def _clause(asked: Requirement) -> str:
    return f"- [{asked.id}](../requirements/{asked.id}.md) {asked.clause} “{asked.phrase}”"


def _requirements() -> str:
    rows = (
        (f"[{asked.id}]({asked.id}.md)", asked.clause, asked.phrase, asked.automation, asked.severity)
        for asked in requirements().values()
    )
    header = ("要求 requirement", "条款 clause", "原文 phrase", "检查方式 automation", "级别 severity")
    return _text([*_WIDE, "# 通知的 151 项要求 · Requirements", "", *_table(header, rows)])


def _requirement(asked: Requirement) -> str:
    parts = [f"# {asked.id} {asked.clause}", "", f"> {asked.phrase}", ""]
    parts += [f"- 对象 binds: {'、'.join(asked.binds)}", f"- 检查方式 automation: {asked.automation}"]
    parts += [
        f"- 级别 severity: {asked.severity}",
        f"- evidence: {asked.evidence}",
        f"- violated when: {asked.condition}",
    ]
    named = [rule for rule in RULES.values() if asked.id in rule.requirements]
    if named:
        parts += ["", "## 规则 · Rules", ""]
        parts += [f"- [{rule.id}](../rules/{rule.id}.md) {rule_entry(rule)['fault']}" for rule in named]
    return _text(parts)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [header, ["---"] * len(header), *rows]
    return [f"| {' | '.join(_cell(text) for text in line)} |" for line in lines]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"
