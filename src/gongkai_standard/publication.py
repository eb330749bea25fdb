"""公开记录 — what was published, where and when, and what the public asked about it. Source: notice 三(三), 三(四)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class Publication:
    """公开记录 — one content element on one channel."""

    id: str | None = field(default=None, metadata=term("记录编号", "publication id"))
    entry_id: str | None = field(default=None, metadata=term("条目编号", "entry id"))
    element: str | None = field(default=None, metadata=term("公开要素", "content element"))
    title: str | None = field(default=None, metadata=term("标题", "title"))
    channel: str | None = field(default=None, metadata=term("公开渠道", "channel", codes="channel"))
    url: str | None = field(default=None, metadata=term("网址", "address"))
    formed_on: date | None = field(default=None, metadata=term("形成日期", "formed on"))
    """When the information was formed, obtained or changed: what a time limit runs from."""
    published_on: date | None = field(default=None, metadata=term("公开日期", "published on"))
    sha256: str | None = field(default=None, metadata=term("佐证校验值", "evidence hash"))
    interprets: str | None = field(default=None, metadata=term("解读对象", "id of the publication that it interprets"))
    document_kind: str | None = field(default=None, metadata=term("文种", "kind of document", codes="document_kind"))
    document_number: str | None = field(default=None, metadata=term("发文字号", "document number"))
    gazette: str | None = field(default=None, metadata=term("政府公报期次", "gazette issue"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


@frozen(kw_only=True, weakref_slot=False)
class Question:
    """公众提问 — what someone asked about a publication, and when it was answered."""

    publication_id: str | None = field(default=None, metadata=term("记录编号", "publication id"))
    text: str | None = field(default=None, metadata=term("问题", "question"))
    received_on: date | None = field(default=None, metadata=term("收到日期", "received on"))
    answered_on: date | None = field(default=None, metadata=term("答复日期", "answered on"))
    url: str | None = field(default=None, metadata=term("网址", "address"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)
