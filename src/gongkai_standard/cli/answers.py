"""What `codes`, `rules` and `requirements` answer, as JSON and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from attrs import frozen
from rich.cells import cell_len
from rich.text import Text

from gongkai_standard.cli.output import Page
from gongkai_standard.cli.words import Language, clause_name, say
from gongkai_standard.codelists import Code, CodeList, code_list, code_list_names
from gongkai_standard.errors import Problem, UnknownNameError
from gongkai_standard.publish.registers import code_list_entry, code_list_head, requirement_entry, rule_entry
from gongkai_standard.requirements import Requirement, requirement, requirements
from gongkai_standard.rules._rule import Rule
from gongkai_standard.rules.messages import message
from gongkai_standard.rules.registry import RULES
from gongkai_standard.shape import MODEL_VERSION
from gongkai_standard.testing.cases import CLASSES, cases


@frozen
class Answer:
    """One answer in its two forms."""

    tree: Any
    show: Callable[[Page, Language], None]


# ---------------------------------------------------------------- code lists


def code_list_pages(name: str | None) -> Answer:
    """All lists by name and title, or the codes of one. Raises UnknownNameError."""
    if name is None:
        lists = [code_list(each) for each in code_list_names()]
        return Answer(
            {"gongkai": MODEL_VERSION, "kind": "code_lists", "lists": [code_list_head(each) for each in lists]},
            lambda page, lang: columns(
                page,
                ((c.name, getattr(c, lang), say("closed" if c.closed else "open", lang), str(len(c))) for c in lists),
            ),
        )
    known = code_list(name)
    tree = {"gongkai": MODEL_VERSION, "kind": "code_list", **code_list_entry(known)}
    return Answer(tree, lambda page, lang: _list(page, known, lang))


def _list(page: Page, known: CodeList, lang: Language) -> None:
    closed = say("closed" if known.closed else "open", lang)
    page.console.print(Text(f"{known.name} {getattr(known, lang)} ({closed})", "bold"))
    if known.note:
        page.console.print(known.note)
    columns(page, ((c.code, c.notation, c.zh, c.en, _dates(c, lang)) for c in known))


def _dates(code: Code, lang: Language) -> str:
    said = [
        *([say("since", lang, date=code.since)] if code.since else []),
        *([say("until", lang, date=code.until)] if code.until else []),
        *([say("replaced_by", lang, codes="、".join(code.replaced_by))] if code.replaced_by else []),
    ]
    return " ".join(said)


# ---------------------------------------------------------------- rules


def rule_pages(id: str | None) -> Answer:
    """All rules in one line each, or the page of one. Raises UnknownNameError."""
    if id is None:
        return Answer(
            {"gongkai": MODEL_VERSION, "kind": "rules", "rules": [_rule_tree(rule) for rule in RULES.values()]},
            lambda page, lang: columns(page, (_rule_line(rule, lang) for rule in RULES.values())),
        )
    found = RULES.get(id.upper())
    if found is None:
        raise UnknownNameError(
            Problem(
                message=f"没有编号为“{id}”的规则；全部规则见 gongkai rules",
                message_en=f"there is no rule {id}; gongkai rules lists them",
            )
        )
    return Answer(
        {"gongkai": MODEL_VERSION, "kind": "rule", **_rule_tree(found)}, lambda p, lang: _rule(p, found, lang)
    )


def _rule_tree(rule: Rule) -> dict[str, Any]:
    return {**rule_entry(rule), "cases": dict(_counted(rule))}


def _counted(rule: Rule) -> Counter[str]:
    found = Counter[str](dict.fromkeys(CLASSES, 0))
    found.update(case.kind for case in cases() if case.rule == rule.id)
    return found


def _rule_line(rule: Rule, lang: Language) -> Sequence[str]:
    fault = message(rule.id, None).fault_zh if lang == "zh" else rule.page.split("\n", 1)[0]
    return rule.id, say(rule.severity.value, lang), requirement(rule.requirements[0]).clause, fault


def _rule(page: Page, rule: Rule, lang: Language) -> None:
    said = message(rule.id, None)
    page.console.print(Text(f"{rule.id} {rule.name}", "bold"))
    if lang == "zh":
        page.console.print(said.fault_zh)
        page.console.print(say("rule_why", lang, why=said.why_zh))
        page.console.print(say("rule_fix", lang, fix=said.fix_zh))
    else:
        page.console.print(rule.page)
    page.console.print(say("severity", lang, severity=say(rule.severity.value, lang)))
    for each in map(requirement, rule.requirements):
        page.console.print(
            say("rule_clause", lang, clause=clause_name(each.clause, lang), phrase=each.phrase, requirement=each.id)
        )
    page.console.print(say("cases", lang, **_counted(rule)))


# ---------------------------------------------------------------- requirements


def requirement_pages(id: str | None) -> Answer:
    """All requirements in one line each, or all that is known of one. Raises UnknownNameError."""
    if id is None:
        every = requirements().values()
        return Answer(
            {"gongkai": MODEL_VERSION, "kind": "requirements", "requirements": [requirement_entry(r) for r in every]},
            lambda page, lang: columns(page, ((r.id, r.clause, say(r.automation, lang), r.phrase) for r in every)),
        )
    found = requirement(id.upper())
    return Answer(
        {"gongkai": MODEL_VERSION, "kind": "requirement", **requirement_entry(found)},
        lambda page, lang: _requirement(page, found, lang),
    )


def _requirement(page: Page, found: Requirement, lang: Language) -> None:
    page.console.print(Text(f"{found.id} {clause_name(found.clause, lang)}", "bold"))
    page.console.print(f"“{found.phrase}”")
    page.console.print(say("severity", lang, severity=say(found.severity, lang)))
    page.console.print(say("automation", lang, automation=say(found.automation, lang)))
    page.console.print(say("binds", lang, binds="、".join(found.binds)))
    word = "rules" if all(rule in RULES for rule in found.rules) else "unwritten"
    page.console.print(say(word, lang, rules="、".join(found.rules)))
    if lang == "en":
        page.console.print(say("evidence", lang, evidence=found.evidence))
        page.console.print(say("condition", lang, condition=found.condition))


# ---------------------------------------------------------------- forms


def columns(page: Page, rows: Iterable[Sequence[str]]) -> None:
    """Columns side by side, as wide as their widest text; Chinese characters take two places."""
    table = [tuple(row) for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True))
        page.console.print("  ".join(cells).rstrip(), soft_wrap=True)
