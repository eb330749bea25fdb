"""公开对象的规则 — for whom an entry is published. Source: notice 一(二)1 针对性, 三(四) 不同受众."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codelists import code_list
from gongkai_standard.folding import fold
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index, has_entries, withheld
from gongkai_standard.rules.placeholder import is_blank, keeps_a_place
from gongkai_standard.rules.said_once import said_once

_GROUP = "specific_group"


@rule("GK-CHN-003", about=Catalogue, requirements=("R-013",), severity=Severity.INFO, applies=has_entries)
def entry_without_audience(catalogue: Catalogue, index: Index) -> Iterator[Fault]:
    """An entry does not say for whom it is published (公开对象). Where none does, that is said once.

    The audience is also one of the further elements of R-069; this is the narrower rule.

    Why: disclosure has to be aimed at somebody to be of use.

    Instead: name the audience: the whole society, or a group and which.
    """
    yield from said_once(catalogue, "audience", _names_nobody, concerns=lambda e: not withheld(e), also=("R-069",))


def _names_nobody(entry: Entry) -> bool:
    for audience in entry.audience:  # noqa: SIM110 - a third of the time of all()
        if audience.code is not None or not keeps_a_place(audience.text):
            return False
    return True


@rule("GK-CHN-012", about=Entry, requirements=("R-119",), severity=Severity.WARNING)
def group_without_description(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry is for a specific group (特定群体) and does not say which.

    Words printed beside the group's name describe it as well as the member `description` does.

    Why: different audiences need different information.

    Instead: describe the group, such as 城乡低保对象.
    """
    for i, audience in enumerate(entry.audience):
        is_group = audience.code == _GROUP or (audience.code is None and fold(audience.text or "") in _bare_names())
        if is_group and is_blank(audience.description) and _is_bare(audience.text):
            yield Fault(f"audience/{i}/description")


def _is_bare(text: str | None) -> bool:
    return text is None or fold(text) in _bare_names()


@cache
def _bare_names() -> frozenset[str]:
    """The labels of the group, which describe nobody."""
    code = code_list("audience").get(_GROUP)
    return frozenset(map(fold, (code.zh, *code.also))) if code else frozenset()
