"""公开渠道和载体 — where information is published, and whether the place is required, optional, chosen or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term

Obligation = Literal["required", "optional", "chosen", "not_chosen"]


@frozen(kw_only=True, weakref_slot=False)
class Channel:
    """One channel of an entry: a code of the list `channel`, or the text that matched none."""

    code: str | None = field(default=None, metadata=term("渠道代码", "channel code", codes="channel"))
    text: str | None = field(default=None, metadata=term("原文", "wording"))
    obligation: Obligation | None = field(
        default=None, metadata=term("选用要求", "obligation", codes="channel_obligation")
    )
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
