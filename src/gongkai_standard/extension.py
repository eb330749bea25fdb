"""扩展 — what a unit adds of its own: domains, fields, channels, stages. Source: notice 二 可结合实际适当增加."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term

ExtensionKind = Literal["domain", "field", "channel", "stage"]


@frozen(kw_only=True, weakref_slot=False)
class Extension:
    """扩展 — one declared addition."""

    kind: ExtensionKind | None = field(default=None, metadata=term("扩展类型", "kind"))
    code: str | None = field(default=None, metadata=term("扩展代码", "code"))
    """`x-…:`; of a field its heading."""
    zh: str | None = field(default=None, metadata=term("名称", "name"))
    reason: str | None = field(default=None, metadata=term("理由", "reason"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
