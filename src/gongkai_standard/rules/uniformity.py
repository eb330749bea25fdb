"""统一展示的规则 — all domains in one form. Source: notice 三(四) 集中、统一、规范展示."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from gongkai_standard.compendium import Compendium
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.placeholder import is_blank

_COLUMNS: Final = ("basis", "audience", "mode", "levels", "website_column", "plain_language")
"""Members of an entry that a table may have as a column or not. The others every table has."""


@rule("GK-WEB-009", about=Compendium, requirements=("R-111",), severity=Severity.WARNING, needs=(needs.CATALOGUE,))
def domains_in_different_forms(compendium: Compendium, index: Index) -> Iterator[Fault]:
    """Domains are set out in different forms: by different texts of the standard, or with different columns.

    A domain lacks a column when none of its entries has the element and every entry of another domain has it.

    Why: the catalogue is to be displayed in one form, so that who can read one domain can read them all.

    Instead: use one profile and the same columns for all domains.
    """
    own = compendium.profile
    for at, part in chain(index.item_lists, index.catalogues, index.workflows):
        if part.profile in index.profiles and not is_blank(part.profile):
            own = own or part.profile
            if part.profile != own:
                yield Fault(f"{at}/profile", {"profiles": (own, part.profile)})
    known = {domain for domain in index.domains if index.knows("domain", domain) or domain in index.declared("domain")}
    first: dict[str, str] = {}
    entries: dict[str, list[int]] = {}
    for at, entry in index.entries:
        if entry.domain in known:
            first.setdefault(entry.domain, at)
            filled = entries.setdefault(entry.domain, [0] * (len(_COLUMNS) + 1))
            filled[-1] += 1
            for i, member in enumerate(_COLUMNS):
                if getattr(entry, member):
                    filled[i] += 1
    columns = [i for i in range(len(_COLUMNS)) if any(filled[i] == filled[-1] for filled in entries.values())]
    for domain, filled in entries.items():
        fields = tuple(_COLUMNS[i] for i in columns if not filled[i])
        if fields:
            yield Fault(first[domain], {"domain": domain, "fields": fields}, "columns")
