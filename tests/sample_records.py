"""The records of a conforming compendium: who answers for the work, site and topic, reviews, plan. All are invented."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from gongkai_standard.adjustment import AdjustmentMechanism
from gongkai_standard.attestation import Review
from gongkai_standard.organisation import Contact, PlanRow, ReadingPlace
from gongkai_standard.portal import Download, Progress, Site, Topic

_HOME: Final = "http://www.luolong.gov.cn"

_REVIEWERS: Final = {
    "employment": "human_resources",
    "social_assistance": "civil_affairs",
    "social_insurance": "human_resources",
    "household_registration": "public_security",
    "health": "health",
    "agri_subsidy": "agriculture",
    "urban_enforcement": "housing",
    "elderly_care": "civil_affairs",
}

RECORDS: Final[dict[str, Any]] = {
    "reviews": tuple(
        Review(
            domain=domain,
            department=department,
            date=date(2018, 4, 1),
            outcome="approved",
            subjects=("items", "lists", "workflows"),
        )
        for domain, department in _REVIEWERS.items()
    ),
    "adjustment_mechanism": AdjustmentMechanism(title="洛龙区政务公开标准目录动态调整办法", date=date(2018, 4, 20)),
    "contacts": (
        Contact(role="lead", post="区长"),
        Contact(role="deputy_lead", post="常务副区长"),
        Contact(role="contact", post="政务公开办主任", phone="0379-00000001"),
        Contact(role="complaint", post="监督科", phone="0379-00000002"),
        Contact(role="feedback", post="政务公开办", url=f"{_HOME}/yjfk"),
    ),
    "reading_places": (ReadingPlace(name="区档案馆", address="示例路1号", hours="工作日8:30至17:30"),),
    "site": Site(url=f"{_HOME}/", search_url=f"{_HOME}/search"),
    "topic": Topic(
        url=f"{_HOME}/sdzt",
        linked_from_home=True,
        feedback_url=f"{_HOME}/sdzt/hd",
        progress=(Progress(title="试点工作启动", date=date(2017, 9, 20), url=f"{_HOME}/sdzt/1.html"),),
    ),
    "downloads": (Download(format="xlsx", url=f"{_HOME}/bzml.xlsx"),),
    "plan": (
        PlanRow(
            name="编制事项清单",
            lead="区政府办公室",
            due=date(2017, 11, 30),
            completed=date(2017, 11, 20),
            source="not_in_notice",
        ),
    ),
}
"""Member of a compendium → its value."""
