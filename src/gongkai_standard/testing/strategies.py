"""Hypothesis strategies for documents, their histories, the tables that they are printed in, and what breaks a rule.

Everything drawn is valid by construction: nothing is filtered, and Hypothesis's health checks stay on. Bounds are
keywords. Needs the extra `testing`.
"""

from __future__ import annotations

from gongkai_standard.testing.dirty_tables import DirtyTable, dirty_tables
from gongkai_standard.testing.histories import edited, histories
from gongkai_standard.testing.noun_strategies import (
    adjustments,
    catalogues,
    compendia,
    documents,
    entries,
    guides,
    item_lists,
    items,
    json_values,
    part,
    publishers,
    source_lists,
    texts,
    workflows,
)
from gongkai_standard.testing.violations import violating

__all__ = [
    "DirtyTable",
    "adjustments",
    "catalogues",
    "compendia",
    "dirty_tables",
    "documents",
    "edited",
    "entries",
    "guides",
    "histories",
    "item_lists",
    "items",
    "json_values",
    "part",
    "publishers",
    "source_lists",
    "texts",
    "violating",
    "workflows",
]
