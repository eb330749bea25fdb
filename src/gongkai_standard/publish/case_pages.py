"""The cases of a rule for readers, in Markdown: what each shows, and one small document that breaks the rule."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, Protocol

import yaml

from gongkai_standard.rules.messages import state_words
from gongkai_standard.rules.report import Report


class RuleCase(Protocol):
    """One case of one rule, as `testing.cases`, which stands above this package, reads it."""

    @property
    def rule(self) -> str:
        """The id of the rule."""

    @property
    def kind(self) -> str:
        """The class of the case: a key of `_STATES`."""

    @property
    def intent(self) -> str:
        """One line, in English."""

    @property
    def document(self) -> Mapping[str, Any]:
        """The document as a tree of JSON."""

    @property
    def profile(self) -> str:
        """The text of the standard that it is checked by."""

    @property
    def as_of(self) -> date | None:
        """The day that it is checked for."""

    def report(self) -> Report:
        """What is found in it."""


_STATES: Final[Mapping[str, str]] = {
    "violating": "violated",
    "conforming": "met",
    "inapplicable": "not_applicable",
}
"""Class of cases → the state that a requirement has in them, whose Chinese word it shares; in the order of a page."""


def case_section(cases: Iterable[RuleCase]) -> Iterator[str]:
    """The lines of a section on the cases of one rule; none where there is no case."""
    of_rule = list(cases)
    if of_rule:
        yield from ("## 案例 · Cases", "")
    for kind, state in _STATES.items():
        of_kind = [case for case in of_rule if case.kind == kind]
        if of_kind:
            yield from (f"### {state_words()[state].zh} · {kind.capitalize()}", "")
            yield from (f"- {_plain(case.intent)}" for case in of_kind)
            yield ""
        if state == "violated":
            yield from _example(of_kind)


_LINES: Final = 25
"""Lines of an example at most."""


def _example(violating: Iterable[RuleCase]) -> Iterator[str]:
    """The first document that is small enough, folded away, and what the rule says of it."""
    texts = ((case, _written(case)) for case in violating)
    found = next(((case, text) for case, text in texts if text.count("\n") <= _LINES), None)
    if found is None:
        return
    case, text = found
    day = f" · 判断日期 as of: {case.as_of}" if case.as_of else ""
    said = [finding for finding in case.report().findings if finding.rule == case.rule]
    yield from (f'??? example "例 · Example: {_plain(case.intent)}"', "")
    yield from (f"    {line}" for line in ("```yaml", *text.splitlines(), "```"))
    yield from ("", f"    规范文本 profile: `{case.profile}`{day}", "")
    yield from (
        f"    - `{finding.at or '/'}` {_plain(f'{finding.message} · {finding.message_en}')}" for finding in said
    )
    yield ""


def _plain(text: str) -> str:
    """A text in which no sign means anything to Markdown or HTML."""
    return re.sub(r"[\\`*_\[\]]", r"\\\g<0>", html.escape(text))


def _written(case: RuleCase) -> str:
    """The document as YAML; what holds nothing but scalars is on one line."""
    return yaml.safe_dump(dict(case.document), allow_unicode=True, sort_keys=False, default_flow_style=None)
