"""参考事项清单 — what the catalogues of the eight domains usually hold, to start from and to compare with.

No official text: the ministries' guides are known from published pages and from memory. Every row says which, and
where it was seen; `source` is `unverified` where no address on a government host is known. The mark stands for the
names of the row; contents are summarised. The rows are `data/DOMAIN.csv`, the lists `data/_lists.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from attrs import field, frozen

from gongkai_standard.codelists import read_day
from gongkai_standard.errors import Problem, UnknownNameError


@frozen(kw_only=True)
class ReferenceItem:
    """One row."""

    level_one: str
    level_two: str
    content: tuple[str, ...]
    """Content elements; those of the whole list where the row has none of its own."""
    time_limit: str
    """The phrase; that of the whole list where the row has none of its own."""
    source: str
    """Address of a government page on which the row was seen, or `unverified`."""
    certainty: str
    """How sure the names are: a code of the list `certainty`."""
    note: str = ""

    @property
    def verification(self) -> Literal["page", "memory"]:
        """Whether the row was seen on a published page or is given from memory."""
        return "page" if self.certainty == "page" else "memory"


@frozen(kw_only=True)
class ReferenceList:
    """The rows of one domain."""

    domain: str
    title: str
    number: str
    """Of the ministry's guide; empty where it is not known for sure."""
    issued: date | None
    """When the guide was issued."""
    rows: int | None
    """How many rows the guide has, where that is known; `items` may be fewer or more detailed."""
    responsible_body: str
    channels: tuple[str, ...]
    """Codes of the list `channel`."""
    note: str
    """What is known to be missing or uncertain."""
    drawn_up: date
    """When this data set was drawn up."""
    items: tuple[ReferenceItem, ...] = field(repr=False)

    def __iter__(self) -> Iterator[ReferenceItem]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def reference_domains() -> tuple[str, ...]:
    """The domains that have a reference list, in the order of the notice."""
    return tuple(_declared())


@cache
def reference_list(domain: str) -> ReferenceList:
    """The reference list of a domain. Raises UnknownNameError when there is none."""
    row = _declared().get(domain)
    if row is None:
        known = "、".join(_declared())
        raise UnknownNameError(
            Problem(
                message=f"领域“{domain}”没有参考事项清单，可用：{known}",
                message_en=f"there is no reference list for domain {domain!r}; there are: {known}",
            )
        )
    return ReferenceList(
        domain=domain,
        title=row["title"],
        number=row["number"],
        issued=read_day(row["issued"]),
        rows=int(row["rows"]) if row["rows"] else None,
        responsible_body=row["responsible_body"],
        channels=_several(row["channels"]),
        note=row["note"],
        drawn_up=date.fromisoformat(row["drawn_up"]),
        items=tuple(_item(each, row) for each in _rows(domain)),
    )


def _item(row: Mapping[str, str], whole: Mapping[str, str]) -> ReferenceItem:
    return ReferenceItem(
        level_one=row["level_one"],
        level_two=row["level_two"],
        content=_several(row["content"] or whole["content"]),
        time_limit=row["time_limit"] or whole["time_limit"],
        source=row["source"],
        certainty=row["certainty"],
        note=row["note"],
    )


@cache
def _declared() -> Mapping[str, Mapping[str, str]]:
    return {row["domain"]: row for row in _rows("_lists")}


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _rows(name: str) -> list[dict[str, Any]]:
    with files(__name__).joinpath("data", f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))
