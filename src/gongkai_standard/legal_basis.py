"""公开依据 — the law, regulation or document that an entry rests on; its text is always kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class LegalBasis:
    """One citation."""

    text: str | None = field(default=None, metadata=term("原文", "wording"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    """Without the outer 《》; inner title marks are kept."""
    number: str | None = field(default=None, metadata=term("发文字号", "document number", also=("文号",)))
    """In the standard form 国办发〔2017〕42号, whatever brackets were printed."""
    article: str | None = field(default=None, metadata=term("条款", "article"))
    kind: str | None = field(default=None, metadata=term("类别", "kind", codes="basis_kind"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
