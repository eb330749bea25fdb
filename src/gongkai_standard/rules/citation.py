"""引用的法规 — whether a citation fits the law of the day; for the rules on legal bases.

Only 政府信息公开条例 is known, in its texts of 2007 and 2019. A catalogue is judged by the law of its own day: what
was replaced later is no fault of the citation, but a change that the catalogue has to follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.law import Cited, Verdict, article_in_force, regulation_on
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.remembering import remembered
from gongkai_standard.rules._rule import Fault, Severity
from gongkai_standard.rules.index import Index, label


def out_of_force(catalogue: Catalogue, index: Index) -> Iterator[Fault]:
    """A warning for each citation in a catalogue that was not the law on its day; nothing without a day."""
    on = _own_day(catalogue, index)
    if on is None or regulation_on(on) is None:
        return
    for i, entry in enumerate(catalogue.entries):
        for j, basis in enumerate(entry.basis):
            if basis.title is not None and _TELLING not in basis.title:
                continue
            cited = _judged(basis.title, basis.number, basis.article, basis.text, on)
            if cited is not None and cited.verdict in _VARIANTS and not _is_on_request(entry, cited):
                params = {
                    "item": label(entry),
                    "number": cited.edition.number,
                    "article": cited.article,
                    "meant": cited.meant and cited.meant.number,
                    "date": on.isoformat(),
                }
                yield Fault(f"entries/{i}/basis/{j}", params, _VARIANTS[cited.verdict], Severity.WARNING)


_TELLING: Final = "信息"
"""In every title of the regulation; a look at it costs a tenth of judging the citation."""

_VARIANTS: Final[Mapping[Verdict, str]] = {
    "superseded": "not_in_force",
    "not_yet": "not_in_force",
    "no_such_article": "no_such_article",
    "other_edition": "other_edition",
}


def _own_day(catalogue: Catalogue, index: Index) -> date | None:
    edition = index.edition_of(catalogue)
    own = edition and (edition.effective or edition.issued)
    return min((day for day in (own, index.as_of) if day), default=None)


@remembered(2048)
def _judged(title: str | None, number: str | None, article: str | None, text: str | None, on: date) -> Cited | None:
    return article_in_force(LegalBasis(title=title, number=number, article=article, text=text), on)


def _is_on_request(entry: Entry, cited: Cited) -> bool:
    """Whether the entry is not about proactive disclosure, so that the number may be meant as it stands."""
    return cited.verdict == "other_edition" and entry.mode == ("on_request",)
