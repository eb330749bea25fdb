"""分级政策的 JSON — a policy from plain data: what `Policy.tree` publishes, with all that is wrong told at once.

{"title": "河南省2018年分级政策", "scope": {"divisions": ["41"]}, "since": "2018-01-01", "until": "2018-12-31",
 "locked": ["GK-PRN-001"],
 "regrades": [{"rule": "GK-TIM-002", "severity": "error"},
              {"rule": "GK-CHN-013", "severity": "info", "reason": "…", "until": "2018-06-30"}]}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeVar

from gongkai_standard.errors import Problem, UnreadableError
from gongkai_standard.location import pointer
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.policy import Policy, Regrade, Scope
from gongkai_standard.rules.registry import RULES

_T = TypeVar("_T")


def policy_of(tree: object) -> Policy:
    """The policy in a JSON tree.

    Raises UnreadableError with every member that is missing, unknown or of the wrong shape, or a hash that is not that
    of the rest, and PolicyError where the policy contradicts itself.
    """
    reader = _Reader()
    policy = reader.policy(tree, ())
    if reader.problems or policy is None:
        raise UnreadableError(*reader.problems)
    return policy


class _Reader:
    """Collects what is wrong on the way."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def policy(self, tree: object, at: tuple[str | int, ...]) -> Policy | None:
        members = self._members(tree, at, {*_POLICY, "sha256"}, ("title", "regrades"))
        if members is None:
            return None
        regrades = [
            self._regrade(row, (*at, "regrades", i)) for i, row in enumerate(self._list(members, "regrades", at))
        ]
        scope = self._members(members.get("scope", {}), (*at, "scope"), _SCOPE, ())
        under = self.policy(members["under"], (*at, "under")) if "under" in members else None
        since, until = (self._day(members, name, at) for name in ("since", "until"))
        locked = self._texts(members, "locked", at)
        for i, rule in enumerate(locked):
            self._known(rule, (*at, "locked", i))
        title = self._text(members, "title", at)
        bounds = {name: self._texts(scope or {}, name, (*at, "scope")) for name in _SCOPE}
        if self.problems:
            return None
        policy = Policy(
            title=title,
            regrades=tuple(regrade for regrade in regrades if regrade),
            locked=locked,
            scope=Scope(**bounds),
            since=since,
            until=until,
            under=under,
        )
        if members.get("sha256", policy.sha256) != policy.sha256:
            self._wrong((*at, "sha256"), "与内容不符", "is not the hash of the rest")
        return policy

    def _regrade(self, row: object, at: tuple[str | int, ...]) -> Regrade | None:
        members = self._members(row, at, _REGRADE, ("rule", "severity"))
        if members is None:
            return None
        rule, until = self._text(members, "rule", at), self._day(members, "until", at)
        self._known(rule, (*at, "rule"))
        severity = members["severity"]
        if severity not in tuple(Severity):
            allowed = "、".join(Severity)
            self._wrong((*at, "severity"), f"级别应为 {allowed}", f"a severity is one of {allowed}")
            return None
        reason = self._text(members, "reason", at) if "reason" in members else ""
        return Regrade(rule=rule, severity=severity, reason=reason, until=until)

    def _known(self, rule: str, at: tuple[str | int, ...]) -> None:
        if rule and rule not in RULES:
            self._wrong(at, f"没有规则{rule}", f"there is no rule {rule}")

    def _members(
        self, tree: object, at: tuple[str | int, ...], known: frozenset[str] | set[str], needed: tuple[str, ...]
    ) -> Mapping[str, Any] | None:
        if not isinstance(tree, Mapping):
            self._wrong(at, f"应为有 {'、'.join(sorted(known))} 的对象", f"an object with {', '.join(sorted(known))}")
            return None
        for name in tree:
            if name not in known:
                self._wrong((*at, name), "没有这个成员", "there is no such member")
        missing = [name for name in needed if name not in tree]
        for name in missing:
            self._wrong((*at, name), "缺少这个成员", "this member is missing")
        return None if missing else tree

    def _list(self, members: Mapping[str, Any], name: str, at: tuple[str | int, ...]) -> list[Any]:
        return self._of(members.get(name, []), lambda value: isinstance(value, list), [], (*at, name), "列表", "a list")

    def _texts(self, members: Mapping[str, Any], name: str, at: tuple[str | int, ...]) -> tuple[str, ...]:
        def fits(value: object) -> bool:
            return isinstance(value, list) and all(isinstance(part, str) for part in value)

        return tuple(self._of(members.get(name, []), fits, [], (*at, name), "文字列表", "a list of texts"))

    def _text(self, members: Mapping[str, Any], name: str, at: tuple[str | int, ...]) -> str:
        return self._of(members[name], lambda value: isinstance(value, str), "", (*at, name), "文字", "a text")

    def _day(self, members: Mapping[str, Any], name: str, at: tuple[str | int, ...]) -> date | None:
        text = self._of(members.get(name), _is_day, None, (*at, name), "日期（YYYY-MM-DD）", "a date (YYYY-MM-DD)")
        return date.fromisoformat(text) if text else None

    def _of(
        self, value: Any, fits: Callable[[Any], bool], otherwise: _T, at: tuple[str | int, ...], zh: str, en: str
    ) -> Any | _T:
        if fits(value):
            return value
        self._wrong(at, f"应为{zh}", f"should be {en}")
        return otherwise

    def _wrong(self, at: tuple[str | int, ...], zh: str, en: str) -> None:
        self.problems.append(Problem(message=zh, message_en=en, place=pointer(at)))


def _is_day(value: object) -> bool:
    try:
        return value is None or (isinstance(value, str) and date.fromisoformat(value).isoformat() == value)
    except ValueError:
        return False


_POLICY: Final = frozenset({"title", "scope", "since", "until", "locked", "regrades", "under"})
_SCOPE: Final = frozenset({"profiles", "divisions", "phases"})
_REGRADE: Final = frozenset({"rule", "severity", "reason", "until"})
