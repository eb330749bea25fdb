"""公开时限的规则 — when an entry has to be public. Source: notice 三(二) 规定时限, 一(二)4 可操作性."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongkai_standard.catalogue import Entry
from gongkai_standard.law import maximum
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.duration import is_understood, is_vague, stated, working_days
from gongkai_standard.rules.index import Index, withheld
from gongkai_standard.rules.placeholder import hollow
from gongkai_standard.rules.stages import longest, rule_on_vagueness
from gongkai_standard.time_limit import TimeLimit

_FROM_THE_INFORMATION: Final = ("formed_or_changed", "made_or_obtained", "decided", "none", None)
"""Triggers whose term starts with the information itself."""


@rule("GK-CAT-006", about=Entry, requirements=("R-066",), severity=Severity.ERROR)
def entry_without_time_limit(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry has no time limit (公开时限), none that can be understood, or one beyond the legal maximum.

    A term longer than the law allows is a warning. An entry that is withheld altogether needs no time limit.
    Stages that have a term of their own are left to their rules; a wording that cites its law is believed.

    Why: without a time limit nobody can tell whether a publication is late.

    Instead: state it as a number of working days from an event, 20 at most unless a law says otherwise.
    """
    limits = stated(entry)
    if not limits:
        if not withheld(entry):
            yield Fault("time_limits", also=("R-033", "R-017"))
        return
    understood = [(i, limit) for i, limit in limits if is_understood(limit)]
    allowed = maximum("information", index.as_of)
    for i, limit in understood:
        if allowed and _is_longer(limit, allowed.days) and not longest(entry, limit, index):
            params = {"text": limit.text or "", "days": allowed.days, "law": allowed.citation}
            yield Fault(f"time_limits/{i}", params, "too_long", Severity.WARNING)
    if not understood:
        for i, limit in limits:
            if limit.text is None or hollow(limit.text) is None:
                yield Fault(f"time_limits/{i}", {"text": limit.text or ""}, "unclear", also=("R-017",))


def _is_longer(limit: TimeLimit, days: int) -> bool:
    return working_days(limit) > days and limit.trigger in _FROM_THE_INFORMATION and _cites_no_law(limit)


def _cites_no_law(limit: TimeLimit) -> bool:
    return "《" not in (limit.text or "")


@rule("GK-TIM-002", about=Entry, requirements=("R-030",), severity=Severity.WARNING)
def vague_time_limit(entry: Entry, index: Index) -> Iterator[Fault]:
    """A time limit says only "promptly" or "periodically" (及时、适时、尽快、定期), without a number.

    "As the rules have it" (按规定), alone and without a title, says no more. A stage of which a rule of its own
    asks for more is left to that rule.

    Why: a standard has to be workable; nobody can be late for "promptly".

    Instead: state a number of working days, or how often.
    """
    for given in entry.time_limits:
        if given.kind in _CLEAR:
            return
    if rule_on_vagueness(entry) in index.in_force:
        return
    limits = stated(entry)
    terms = [(i, limit) for i, limit in limits if limit.kind != "statutory_override"]
    says_little = is_vague if terms else _cites_no_law
    limits = terms or limits
    if limits and all(says_little(limit) for _, limit in limits):
        i, limit = limits[0]
        yield Fault(f"time_limits/{i}", {"text": limit.text or ""}, also=("R-017",))


_CLEAR: Final = frozenset({"within", "immediate", "long_term", "notice_period", "on_event"})
"""Kinds that are never vague."""
