"""案例 — the form of a conformance case and of the statement that comes of running them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from gongkai_standard.terms import term

Role = Literal["reader", "writer", "validator", "differ", "merger"]
"""What an implementation can be; each has its cases."""


@frozen(kw_only=True)
class Case:
    """案例 — one question to an implementation, and what a right answer has to hold."""

    kind: ClassVar[Literal["case"]] = "case"

    id: str = field(metadata=term("案例编号", "case id"))
    """Never reused."""
    role: Role = field(metadata=term("实现类别", "class of implementation"))
    required: bool = field(metadata=term("必做", "required"))
    """Whether an implementation of the class has to pass it."""
    intent: str = field(metadata=term("用意", "intent"))
    """One line."""
    request: Mapping[str, Any] = field(metadata=term("输入", "request"))
    """What the implementation is given, in the members of the protocol."""
    expected: Mapping[str, Any] = field(metadata=term("应答", "expected answer"))
    """What its answer is compared with."""


@frozen(kw_only=True)
class Score:
    """得分 — how many cases of one class were passed."""

    passed: int = field(metadata=term("通过", "passed"))
    total: int = field(metadata=term("总数", "total"))


@frozen(kw_only=True)
class RoleScore:
    """分类得分 — where an implementation stands in one class."""

    claimed: bool = field(metadata=term("声明实现", "claimed"))
    """Whether it answered any case of the class."""
    conforms: bool = field(metadata=term("符合", "conforms"))
    """Whether it passed every required case of a class that it claims."""
    required: Score = field(metadata=term("必做案例", "required cases"))
    optional: Score = field(metadata=term("选做案例", "optional cases"))


@frozen(kw_only=True)
class Failure:
    """失败 — a case that was not passed, and why."""

    case: str = field(metadata=term("案例编号", "case id"))
    intent: str = field(metadata=term("用意", "intent"))
    why: str = field(metadata=term("原因", "why"))


@frozen(kw_only=True)
class ImplementationStatement:
    """实现符合性声明 — what an implementation proved to be able to do."""

    kind: ClassVar[Literal["implementation_statement"]] = "implementation_statement"

    suite: str = field(metadata=term("案例版本", "version of the cases"))
    conforms: bool = field(metadata=term("符合", "conforms"))
    """Whether it claims a class at all, and conforms in every class that it claims."""
    roles: Mapping[str, RoleScore] = field(metadata=term("分类得分", "scores by class"))
    failures: tuple[Failure, ...] = field(metadata=term("失败", "failures"))
