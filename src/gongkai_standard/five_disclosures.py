"""五公开 — decision, execution, management, service and result disclosure, each with its stages (环节).

Source: notice 一(二)1 (the five) and 三(三) (every stage, in the notice's order).
"""

from __future__ import annotations

from typing import Literal

Disclosure = Literal["decision", "execution", "management", "service", "result"]
"""五公开类别; the closed list `disclosure`."""

ResultKind = Literal["development_plan", "work_report", "government_decision"]
"""结果公开的三类; the closed list `result_kind`. Source: notice 三(三) 结果公开."""
