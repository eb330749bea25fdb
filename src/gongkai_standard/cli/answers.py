"""What `codes`, `rules` and `requirements` answer, as JSON and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import frozen
from rich.cells import cell_len
from rich.text import Text

from gongkai_standard.cli.output import Page
from gongkai_standard.cli.words import Language, clause_name, say
from gongkai_standard.codelists import Code, CodeList, code_list, code_list_names
from gongkai_standard.errors import Problem, UnknownNameError
from gongkai_standard.publish.registers import (
    code_list_entry,
    code_list_head,
    requirement_entry,
    rule_entry,
    slot_entry,
    slots,
    state_definitions,
)
from gongkai_standard.requirements import Requirement, requirement, requirements
from gongkai_standard.rules._rule import Rule
from gongkai_standard.rules.conformance import possible_states
from gongkai_standard.rules.evidence import record_of
from gongkai_standard.rules.messages import message, state_words, words
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.report import Finding
from gongkai_standard.rules.retired import RETIRED
from gongkai_standard.shape import MODEL_VERSION
from gongkai_standard.testing.cases import CLASSES, Case, cases, cases_of


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
    page.line(Text(f"{known.name} {getattr(known, lang)} ({closed})", "bold"))
    if known.note:
        page.line(known.note)
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
    """All rules in one line each and the ids reserved for what people attest, or the page of one.

    Raises UnknownNameError.
    """
    if id is None:
        return Answer(
            {
                "gongkai": MODEL_VERSION,
                "kind": "rules",
                "rules": [_rule_tree(rule) for rule in RULES.values()],
                "slots": [slot_entry(asked) for asked in slots().values()],
            },
            lambda page, lang: columns(page, _rule_lines(lang)),
        )
    known = id.upper()
    found, asked = RULES.get(known), slots().get(known)
    if found is not None:
        tree = {"gongkai": MODEL_VERSION, "kind": "rule", **_rule_tree(found), "examples": _examples(found)}
        return Answer(tree, lambda page, lang: _rule(page, found, lang))
    if asked is not None:
        tree = {"gongkai": MODEL_VERSION, "kind": "slot", **slot_entry(asked)}
        return Answer(tree, lambda page, lang: _slot(page, asked, lang))
    if known in RETIRED:
        heirs = RETIRED[known]
        return Answer(
            {"gongkai": MODEL_VERSION, "kind": "retired_rule", "id": known, "heirs": list(heirs)},
            lambda page, lang: page.line(say("retired", lang, id=known, heirs="、".join(heirs))),
        )
    raise UnknownNameError(
        Problem(
            message=f"没有编号为“{id}”的规则；全部规则见 gongkai rules",
            message_en=f"there is no rule {id}; gongkai rules lists them",
        )
    )


def _rule_tree(rule: Rule) -> dict[str, Any]:
    return {**rule_entry(rule), "cases": dict(_counted(case for case in cases() if case.rule == rule.id))}


def _examples(rule: Rule) -> list[dict[str, Any]]:
    """Every case of a rule in one object: what it shows, and what the rule says where it speaks."""
    return [
        {
            "case": case.kind,
            "intent": case.intent,
            "findings": [{"at": f.at, "message": f.message, "message_en": f.message_en} for f in _said(case)],
        }
        for case in cases_of(rule.id)
    ]


def _said(case: Case) -> list[Finding]:
    return [finding for finding in case.report().findings if finding.rule == case.rule]


def _counted(of_rule: Iterable[Case]) -> Counter[str]:
    found = Counter[str](dict.fromkeys(CLASSES, 0))
    found.update(case.kind for case in of_rule)
    return found


def _rule_lines(lang: Language) -> Iterator[Sequence[str]]:
    for rule in RULES.values():
        fault = message(rule.id, None).fault_zh if lang == "zh" else rule.page.split("\n", 1)[0]
        yield rule.id, say(rule.severity.value, lang), requirement(rule.requirements[0]).clause, fault
    for id_, asked in slots().items():
        yield id_, say(asked.automation, lang), asked.clause, say("slot_line", lang, phrase=asked.phrase)


def _rule(page: Page, rule: Rule, lang: Language) -> None:
    said = message(rule.id, None)
    page.line(Text(f"{rule.id} {rule.name}", "bold"))
    if lang == "zh":
        page.line(said.fault_zh)
        page.line(say("rule_why", lang, why=said.why_zh))
        page.line(say("rule_fix", lang, fix=said.fix_zh))
    else:
        page.line(rule.page)
    page.line(say("severity", lang, severity=say(rule.severity.value, lang)))
    for each in map(requirement, rule.requirements):
        page.line(
            say("rule_clause", lang, clause=clause_name(each.clause, lang), phrase=each.phrase, requirement=each.id)
        )
    _cases(page, tuple(cases_of(rule.id)), lang)


def _cases(page: Page, of_rule: Sequence[Case], lang: Language) -> None:
    """How many there are, and what the rule says in each violating one. What a case shows is told in English only."""
    page.line(say("cases", lang, **_counted(of_rule)))
    for case in of_rule:
        if lang == "en":
            page.line(say("case", lang, kind=case.kind, intent=case.intent), indent=2)
        for finding in _said(case):
            said = finding.message if lang == "zh" else finding.message_en
            page.line(say("case_says", lang, at=finding.at or "/", message=said), indent=4 if lang == "en" else 2)


def _slot(page: Page, asked: Requirement, lang: Language) -> None:
    page.line(Text(asked.rules[0], "bold"))
    page.line(say("slot", lang))
    page.line(
        say("rule_clause", lang, clause=clause_name(asked.clause, lang), phrase=asked.phrase, requirement=asked.id)
    )
    _evidence(page, asked, lang)


def _evidence(page: Page, asked: Requirement, lang: Language) -> None:
    """What shows that a requirement is met which people attest. The table has its words in English."""
    records = record_of(asked.id)
    if lang == "en":
        page.line(say("evidence", lang, evidence=asked.evidence))
    page.line(say("attestation", lang))
    if records:
        page.line(say("attesting_record", lang, records=words("records", records, lang)))


# ---------------------------------------------------------------- requirements


def requirement_pages(id: str | None) -> Answer:
    """All requirements in one line each, or all that is known of one. Raises UnknownNameError."""
    if id is None:
        every = requirements().values()
        return Answer(
            {
                "gongkai": MODEL_VERSION,
                "kind": "requirements",
                "states": state_definitions(),
                "requirements": [requirement_entry(r) for r in every],
            },
            lambda page, lang: columns(page, ((r.id, r.clause, say(r.automation, lang), r.phrase) for r in every)),
        )
    found = requirement(id.upper())
    return Answer(
        {"gongkai": MODEL_VERSION, "kind": "requirement", **requirement_entry(found)},
        lambda page, lang: _requirement(page, found, lang),
    )


def _requirement(page: Page, found: Requirement, lang: Language) -> None:
    page.line(Text(f"{found.id} {clause_name(found.clause, lang)}", "bold"))
    page.line(f"“{found.phrase}”")
    page.line(say("severity", lang, severity=say(found.severity, lang)))
    page.line(say("automation", lang, automation=say(found.automation, lang)))
    page.line(say("binds", lang, binds=words("body", found.binds, lang)))
    page.line(say("rules", lang, rules="、".join((*found.rules, *_further_rules(found)))))
    if found.automation == "attest":
        _evidence(page, found, lang)
    elif lang == "en":
        page.line(say("evidence", lang, evidence=found.evidence))
        page.line(say("condition", lang, condition=found.condition))
    else:
        for rule in found.rules:
            page.line(say("condition", lang, condition=message(rule, None).fault_zh))
    page.line(say("possible_states", lang))
    for state in possible_states(found):
        said = state_words()[state]
        name, means = (said.zh, said.means_zh) if lang == "zh" else (said.en, said.means_en)
        page.line(say("possible_state", lang, name=name, means=means), indent=2)


def _further_rules(found: Requirement) -> Iterator[str]:
    """Ids of rules on other requirements that cite this one too."""
    return (rule.id for rule in RULES.values() if found.id in rule.requirements and rule.id not in found.rules)


# ---------------------------------------------------------------- forms


def columns(page: Page, rows: Iterable[Sequence[str]]) -> None:
    """Columns side by side, as wide as their widest text; Chinese characters take two places."""
    table = [tuple(row) for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = (text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True))
        page.console.print("  ".join(cells).rstrip(), soft_wrap=True)
