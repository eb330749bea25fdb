"""分级政策 in the head of a report: its hash, whether it applied, and what it loosens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai_standard.cli.words import Language, say
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.registry import RULES


def policy_lines(tree: Mapping[str, Any], lang: Language) -> Iterator[str]:
    """The outermost policy first; of each its title and hash, why it did not apply, and every loosening with reason."""
    if "under" in tree:
        yield from policy_lines(tree["under"], lang)
    yield say("policy", lang, title=tree["title"], sha256=tree["sha256"])
    if not tree["applied"]:
        yield say("policy_not_applied", lang, why=say(tree["why_not"], lang))
        return
    lapsed = tree.get("lapsed", ())
    for regrade in tree["regrades"]:
        rule, severity = regrade["rule"], Severity(regrade["severity"])
        if severity.weight < RULES[rule].severity.weight and rule not in lapsed:
            yield say("policy_loosens", lang, rule=rule, severity=say(severity, lang), reason=regrade["reason"])
    if lapsed:
        yield say("policy_lapsed", lang, rules="、".join(lapsed))
