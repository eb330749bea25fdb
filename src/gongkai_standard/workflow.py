"""公开流程 — how one disclosure is carried out: steps, and the transitions between them. Source: notice 三(三)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from attrs import field, frozen

from gongkai_standard.edition import Edition
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.publisher import Publisher
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class Step:
    """One step, and who is responsible for it."""

    id: str | None = field(default=None, metadata=term("步骤编号", "step id"))
    name: str | None = field(default=None, metadata=term("步骤名称", "step name"))
    responsible_body: tuple[str, ...] = field(default=(), metadata=term("责任主体", "responsible body"))
    documents: tuple[str, ...] = field(default=(), metadata=term("文书", "documents"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Transition:
    """From one step to the next, always or on a condition."""

    from_: str | None = field(default=None, metadata=term("起始步骤", "from step"))
    to: str | None = field(default=None, metadata=term("后续步骤", "to step"))
    condition: str | None = field(default=None, metadata=term("条件", "condition"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Workflow:
    """The workflow of one disclosure in one edition."""

    kind: ClassVar[Literal["workflow"]] = "workflow"

    profile: str | None = field(default=None, metadata=term("规范文本", "profile"))
    publisher: Publisher | None = field(default=None, metadata=term("公开单位", "publisher"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    edition: Edition | None = field(default=None, metadata=term("版本", "edition"))
    disclosure: str | None = field(default=None, metadata=term("五公开类别", "disclosure", codes="disclosure"))
    steps: tuple[Step, ...] = field(default=(), metadata=term("步骤", "steps"))
    transitions: tuple[Transition, ...] = field(default=(), metadata=term("步骤衔接", "transitions"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
