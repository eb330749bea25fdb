"""停用规则 — ids that were published once and speak no more. They are never used again.

Each points to the rules that took over, or to none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RETIRED: Final[Mapping[str, tuple[str, ...]]] = {"GK-ITM-020": ("GK-ITM-015",)}
"""Retired id → its heirs."""
