"""审核的规则 — that the departments of the province reviewed the pilot units' work. Source: notice 四(一) 业务审核把关.

The notice names the departments and does not say which of them reviews which domain. That is inferred, row by row,
in `codelists/data/_competence.csv`; of a domain that has no row nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, get_args

from gongkai_standard.attestation import Review, ReviewSubject
from gongkai_standard.codelists import code_list, read_table
from gongkai_standard.compendium import Compendium
from gongkai_standard.folding import fold
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.codes import code_of
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import says_something
from gongkai_standard.rules.scope import works_as_pilot


@cache
def _competent() -> Mapping[str, str]:
    """Domain → the department that reviews it: a code of the list `reviewer`."""
    return {row["domain"]: row["reviewer"] for row in read_table("_competence")}


_PROVINCE: Final = re.compile("(?:河南)?省")


@cache
def _reviewers() -> tuple[tuple[str, str], ...]:
    """(folded name without 省, code) of every department, under each of its names; the longest first."""
    named = ((_PROVINCE.sub("", fold(label), 1), code.code) for code in code_list("reviewer") for label in code.labels)
    return tuple(sorted(named, key=lambda each: -len(each[0])))


def reviewer(department: str | None) -> str | None:
    """The code of the provincial department that a review names, by its code or by a name; None for any other.

    A division of the department counts as the department: 河南省民政厅养老服务处.

    >>> reviewer("civil_affairs"), reviewer("河南省民政厅"), reviewer("洛阳市民政局")
    ('civil_affairs', 'civil_affairs', None)
    """
    if department is None or department in code_list("reviewer"):
        return department
    folded = fold(department)
    name = folded[len(found[0]) :] if (found := _PROVINCE.match(folded)) else folded
    return next((code for label, code in _reviewers() if name.startswith(label)), None)


def _reviewed_domains(index: Index) -> list[str]:
    """The domains of the catalogues that some department is taken to review, in the order of the document."""
    return list(dict.fromkeys(e.domain for _, e in index.entries if e.domain in _competent() and e.domain is not None))


def _of_domain(compendium: Compendium, domain: str) -> list[tuple[int, Review]]:
    return [(i, review) for i, review in enumerate(compendium.reviews) if review.domain == domain]


@rule(
    "GK-ORG-003",
    about=Compendium,
    requirements=("R-123",),
    severity=Severity.WARNING,
    needs=(needs.REVIEWS, needs.CATALOGUE),
    applies=works_as_pilot,
)
def domain_not_reviewed(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """A domain of the catalogues has no review (审核) by the provincial department competent for it.

    A review without its date or outcome is reported as such, and so is a domain that was only sent back. Without any
    review at all, R-124 is violated as well. Which department is competent is inferred: the notice does not say.

    Why: eight departments of the province are to review what the pilot units draw up, each in its own field.

    Instead: record the review with department, date and outcome.
    """
    also = () if compendium.reviews else ("R-124",)
    for domain in _reviewed_domains(index):
        competent = _competent()[domain]
        of_domain = _of_domain(compendium, domain)
        own = [(i, review) for i, review in of_domain if reviewer(review.department) == competent]
        params = {"domain": domain, "reviewer": competent}
        if not of_domain:
            yield Fault("reviews", params, also=also)
        elif not own:
            yield Fault(f"reviews/{of_domain[0][0]}/department", params, "other_department")
        elif all(code_of("review_outcome", review.outcome) == _SENT_BACK for _i, review in own):
            yield Fault(f"reviews/{own[-1][0]}/outcome", params, "sent_back")
        for i, review in own:
            for member, missing in (("date", review.date is None), ("outcome", not says_something(review.outcome))):
                if missing:
                    yield Fault(f"reviews/{i}/{member}", {**params, "review": member}, "incomplete")


_SENT_BACK: Final = "rejected"
"""The outcome after which the unit has to come again."""


@rule(
    "GK-ORG-004",
    about=Compendium,
    requirements=("R-124",),
    severity=Severity.INFO,
    needs=(needs.REVIEWS, needs.CATALOGUE),
    met_needs=(needs.REVIEWED,),
    applies=works_as_pilot,
)
def review_leaves_something_out(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """The reviews of a domain do not cover the items, the lists and the workflows (梳理事项、编制清单、规范流程).

    A review that names no domain counts for all. A domain without any review is for GK-ORG-003 to report.

    Why: the departments are to look at all three.

    Instead: name under `subjects` what was reviewed, and have the rest reviewed.
    """
    general = {subject for review in compendium.reviews if review.domain is None for subject in review.subjects}
    for domain in _reviewed_domains(index):
        of_domain = _of_domain(compendium, domain)
        covered = general.union(*(review.subjects for _i, review in of_domain))
        for subject in get_args(ReviewSubject):
            if of_domain and subject not in covered:
                yield Fault(f"reviews/{of_domain[0][0]}/subjects", {"domain": domain, "subject": subject})
