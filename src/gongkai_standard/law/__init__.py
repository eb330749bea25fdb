"""法律依据与日期 — what the law was on a day: the disclosure regulation of 2007 or of 2019, and how long one may wait.

Everything here is a row of a CSV file beside this module, with its source and how certain it is (the code list
`certainty`): editions of 政府信息公开条例, what its articles are about (the ones that catalogues cite; not all),
and the longest terms that some rule allows. The tables are no collection of laws: of a text that they do not
hold nothing is said.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from attrs import frozen

from gongkai_standard.codelists import read_day
from gongkai_standard.folding import fold
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.wording import number

Subject = Literal["information", "enforcement_decision", "permit_or_penalty", "interpretation", "random_inspection"]
"""What is disclosed, as far as rules on time limits tell it apart. `information` is anything at all."""

PART_OF: Final[Mapping[Subject, tuple[Subject, ...]]] = {
    "information": (),
    "enforcement_decision": ("information",),
    "permit_or_penalty": ("enforcement_decision", "information"),
    "interpretation": ("information",),
    "random_inspection": ("information",),
}
"""Subject → the wider ones whose rules bind it too."""


@frozen(kw_only=True)
class Regulation:
    """One text of 政府信息公开条例."""

    edition: str
    """The year of the text: 2007, 2019."""
    title: str
    number: str
    order: str
    """The digits of the State Council's order."""
    since: date
    until: date | None
    """Last day in force; None: still."""
    articles: int
    """How many articles it has."""
    source: str
    certainty: str

    def in_force(self, on: date) -> bool:
        """Whether this was the text on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


@frozen(kw_only=True)
class Article:
    """What one article is about."""

    edition: str
    article: int
    subject: str
    zh: str
    en: str
    certainty: str


@frozen(kw_only=True)
class Maximum:
    """The longest term that one rule allows for disclosing something, in working days."""

    subject: Subject
    days: int
    trigger: str
    """What the term runs from: a code of the list `trigger`."""
    since: date | None
    until: date | None
    """Last day in force; None: still. Without `since` the first day is not known."""
    source: str
    clause: str
    certainty: str

    @property
    def citation(self) -> str:
        """Number and clause: 国务院令第492号第十八条."""
        return self.source + self.clause

    def in_force(self, on: date) -> bool:
        """Whether the rule bound on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


Verdict = Literal["in_force", "superseded", "not_yet", "no_such_article", "other_edition"]
"""What a day makes of a citation of the regulation: its text was in force; was replaced before; came later; has no
article of that number; or, where no edition is named, the number fits the other edition's subject only."""


@frozen
class Cited:
    """A citation of the regulation, judged on a day."""

    edition: Regulation
    """The text that is cited; where none is named, the one in force."""
    verdict: Verdict
    article: int | None = None
    """The article that the verdict is about, where it is about one."""
    meant: Regulation | None = None
    """The edition in force instead of the one cited, or the one whose article the citation fits."""


@cache
def editions() -> tuple[Regulation, ...]:
    """Every text of the regulation, oldest first."""
    return tuple(
        Regulation(
            **{
                **row,
                "since": date.fromisoformat(row["since"]),
                "until": read_day(row["until"]),
                "articles": int(row["articles"]),
            }
        )
        for row in _rows("editions")
    )


@cache
def articles() -> Mapping[tuple[str, int], Article]:
    """(edition, number) → the article, for those that are known."""
    found = (Article(**{**row, "article": int(row["article"])}) for row in _rows("articles"))
    return {(article.edition, article.article): article for article in found}


@cache
def _maxima() -> tuple[Maximum, ...]:
    return tuple(
        Maximum(
            **{
                **row,
                "days": int(row["days"]),
                "since": read_day(row["since"]),
                "until": read_day(row["until"]),
            }
        )
        for row in _rows("maxima")
    )


def regulation_on(day: date) -> Regulation | None:
    """The text of 政府信息公开条例 in force on that day; None before the first.

    >>> regulation_on(date(2017, 8, 30)).number
    '国务院令第492号'
    """
    return next((edition for edition in editions() if edition.in_force(day)), None)


def maxima(subject: Subject, on: date | None) -> tuple[Maximum, ...]:
    """Every rule that bounds the term of a disclosure, the strictest first; the older first where two are as strict.

    On no date, the rules that are still in force.

    >>> [(m.days, m.citation) for m in maxima("permit_or_penalty", date(2018, 5, 1))]
    [(7, '国发〔2016〕33号'), (20, '国务院令第492号第十八条')]
    """
    subjects = (subject, *PART_OF[subject])
    bound = [
        row for row in _maxima() if row.subject in subjects and (row.until is None if on is None else row.in_force(on))
    ]
    return tuple(sorted(bound, key=lambda row: (row.days, subjects.index(row.subject))))


def maximum(subject: Subject, on: date | None) -> Maximum | None:
    """The strictest of `maxima`; None where no rule was in force."""
    return next(iter(maxima(subject, on)), None)


_ORDER: Final = re.compile(r"国(?:务院)?令\(?第?([0-9]+)号")
_YEAR: Final = re.compile(r"(2007|2019)年?(?:版|本|修[订正]|[0-9]+月)")
_ARTICLE: Final = re.compile(r"([0-9]+|[零〇一二三四五六七八九十百]+)条")
_NAMED: Final = re.compile(r"(?:中华人民共和国)?政府信息公开条例(?![\u3400-\u9fff])")


def _is_the_regulation(title: str) -> bool:
    return "信息" in title and _NAMED.match(fold(title)) is not None


def cited_edition(basis: LegalBasis) -> Regulation | None:
    """The text of the regulation that a citation names by its number or year; None where it names none of them."""
    if basis.title and not _is_the_regulation(basis.title):
        return None
    words = f"{basis.number or ''} {basis.text or ''}"
    if not basis.title and "令" not in words:
        return None
    words = fold(words)
    order = _ORDER.search(words)
    if order:
        return next((edition for edition in editions() if edition.order == order[1]), None)
    year = _YEAR.search(words) if basis.title else None
    return next((edition for edition in editions() if year and edition.edition == year[1]), None)


def article_in_force(basis: LegalBasis, on: date) -> Cited | None:
    """What a day makes of a citation of 政府信息公开条例; None for any other citation.

    An edition that is named is judged by its dates and by how many articles it has. Where none is named, the one in
    force is meant; an article number that is known only from the other edition is then `other_edition`.
    """
    named = cited_edition(basis)
    if named is None and not (basis.title and _is_the_regulation(basis.title)):
        return None
    numbers = [number(found) for found in _ARTICLE.findall(fold(basis.article or ""))]
    if named is None:
        if _ORDER.search(fold(f"{basis.number or ''} {basis.text or ''}")):
            return None
        current = regulation_on(on)
        if current is None:
            return Cited(editions()[0], "not_yet")
        return _article_of(current, numbers) or _of_another(current, numbers) or Cited(current, "in_force")
    if not named.in_force(on):
        verdict: Verdict = "not_yet" if on < named.since else "superseded"
        return Cited(named, verdict, meant=regulation_on(on))
    return _article_of(named, numbers) or Cited(named, "in_force")


def _article_of(edition: Regulation, numbers: list[int]) -> Cited | None:
    """A number that the edition does not reach."""
    beyond = next((n for n in numbers if not 1 <= n <= edition.articles), None)
    if beyond is None:
        return None
    meant = next((other for other in editions() if beyond <= other.articles and other != edition), None)
    return Cited(edition, "no_such_article", beyond, meant)


def _of_another(current: Regulation, numbers: list[int]) -> Cited | None:
    """The first number of the time-limit article of another edition that the current one does not know."""
    for n in numbers:
        for other in editions():
            article = articles().get((other.edition, n))
            if article and article.subject == "deadline" and (current.edition, n) not in articles():
                return Cited(current, "other_edition", n, other)
    return None


def _rows(name: str) -> list[dict[str, Any]]:
    with files(__name__).joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))
