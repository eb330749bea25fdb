"""沿革 — links: what became of rows whose identity changed, told by people and never guessed.

A split, merger, transfer of department, delegation or change of division is one `Link` from old ids to new ids. An id
is that of a row, of the item that rows belong to, or, for the document itself, the publisher's name or division code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as Day  # noqa: N812 - `date` is a member of the noun
from typing import Any

from attrs import field, frozen

from gongkai_standard.adjust.delta import AdjustmentError, Said
from gongkai_standard.adjust.names import printed
from gongkai_standard.codecs.structure import part
from gongkai_standard.codelists import code_list
from gongkai_standard.errors import Problem
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.location import pointer
from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.shape import Form, is_document, members
from gongkai_standard.terms import term


@frozen(kw_only=True, weakref_slot=False)
class Link:
    """One fact about what became of what, with its ground."""

    kind: str | None = field(default=None, metadata=term("调整类型", "kind", codes="change"))
    from_: tuple[str, ...] = field(default=(), metadata=term("原事项", "from"))
    to: tuple[str, ...] = field(default=(), metadata=term("现事项", "to"))
    cause: str | None = field(default=None, metadata=term("调整原因", "cause", codes="cause"))
    basis: tuple[LegalBasis, ...] = field(default=(), metadata=term("调整依据", "basis"))
    date: Day | None = field(default=None, metadata=term("日期", "date"))
    reason: str | None = field(default=None, metadata=term("说明", "reason"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


def links_from(tree: object) -> tuple[Link, ...]:
    """The links of a JSON tree `{"links": [{"kind", "from", "to", "cause", "basis", "date", "reason"}]}`.

    Raises AdjustmentError with every link that cannot be one.
    """
    rows = tree.get("links") if isinstance(tree, Mapping) else None
    if not isinstance(rows, list):
        raise AdjustmentError(
            Problem(message="沿革文件应有列表 links", message_en="a file of links must hold the list links")
        )
    found, problems = [], []
    for number, row in enumerate(rows):
        link: Link = part(Link, row) if isinstance(row, Mapping) else Link()
        if link.unknown or not (link.from_ or link.to) or link.kind not in code_list("change"):
            problems.append(
                Problem(
                    message="沿革应有 kind（调整类型）、from、to（编号列表）",
                    message_en="a link needs kind (a code of the list change), from and to (lists of ids)",
                    place=pointer(("links", number)),
                )
            )
        found.append(link)
    if problems:
        raise AdjustmentError(*problems)
    return tuple(found)


class Account:
    """What is said of the rows of two documents: the same of all, and of some what their links add.

    Raises AdjustmentError for links whose ids name nothing, and for two links that speak of one id.
    """

    def __init__(self, ground: Said, links: Sequence[Link], old: Any, new: Any) -> None:
        self._ground = ground
        self._from: dict[str, Link] = {}
        self._to: dict[str, Link] = {}
        if links:
            _demand(links, set(_ids(old)), set(_ids(new)))
        for link in links:
            self._from.update(dict.fromkeys(link.from_, link))
            self._to.update(dict.fromkeys(link.to, link))
        self.forced: Mapping[str, str] = {
            link.from_[0]: link.to[0] for link in links if len(link.from_) == len(link.to) == 1
        }

    def row(self, old: Any, new: Any, kind: str | None) -> Said:
        """What is said of a row by its own link or, where it has none, by that of its item."""
        said = self._named(old, new)
        if kind is not None:
            said["kind"] = kind
        if not self._from and not self._to:
            return said
        for attribute in ("id", "item_id"):
            link = self._link(old, new, attribute)
            if link is not None:
                return said | _grounds(link) | _became(link, old, new, kind, attribute)
        return said

    def document(self, old: Any, new: Any) -> Said:
        """What is said of a head; a link from one publisher to the other explains it."""
        said = self._named(old, new)
        for was in _unit(old):
            link = self._from.get(was)
            if link is not None and set(link.to) & set(_unit(new)):
                return said | _grounds(link) | ({"kind": link.kind} if link.kind else {})
        return said

    def _named(self, old: Any, new: Any) -> Said:
        """The ground of all, with the item's id and what people call the row."""
        row = new if old is None else old
        said = dict(self._ground)
        item = getattr(row, "item_id", None) or getattr(row, "id", None)
        if item is not None:
            said["item_id"] = item
        name = printed(row)
        other = name if row is new or new is None else printed(new)
        if name != other:
            said |= {"name": name or "", "new_name": other or ""}
        elif name is not None:
            said["name"] = name
        return said

    def _link(self, old: Any, new: Any, attribute: str) -> Link | None:
        was, now = getattr(old, attribute, None), getattr(new, attribute, None)
        return self._from.get(was or "") or self._to.get(now or "")


def _became(link: Link, old: Any, new: Any, kind: str | None, attribute: str) -> Said:
    """The kind of what happened, and the ids of what a split or merger made of what.

    A link of one item to one says nothing of the kind where a single row of the item came or went.
    """
    said: Said = {}
    many = len(link.from_) > 1 or len(link.to) > 1
    if link.kind is not None and kind != "moved" and (kind is None or many or attribute == "id"):
        said["kind"] = link.kind
    if many:
        here = {getattr(side, attribute) for side in (old, new) if side is not None}
        if new is not None and getattr(new, attribute) in link.to:
            said["replaces"] = tuple(i for i in link.from_ if i not in here)
        if old is not None and getattr(old, attribute) in link.from_:
            said["replaced_by"] = tuple(i for i in link.to if i not in here)
    return said


def _grounds(link: Link) -> Said:
    said = {"cause": link.cause, "basis": link.basis, "date": link.date, "reason": link.reason}
    return {name: given for name, given in said.items() if given}


def _demand(links: Iterable[Link], old: set[str], new: set[str]) -> None:
    problems = []
    spoken: tuple[set[str], set[str]] = (set(), set())
    for number, link in enumerate(links):
        for member, ids, there, which in (
            ("from", link.from_, old, ("原", "old")),
            ("to", link.to, new, ("新", "new")),
        ):
            problems += [
                Problem(
                    message=f"{which[0]}文件没有编号 {missing}",
                    message_en=f"the {which[1]} document has nothing with the id {missing}",
                    place=pointer(("links", number, member)),
                )
                for missing in ids
                if missing not in there
            ]
        for member, ids, seen in (("from", link.from_, spoken[0]), ("to", link.to, spoken[1])):
            problems += [
                Problem(
                    message=f"编号 {again} 已有另一条沿革说明",
                    message_en=f"another link speaks of {again} already: say what became of it in one",
                    place=pointer(("links", number, member)),
                )
                for again in ids
                if again in seen
            ]
            seen.update(ids)
    if problems:
        raise AdjustmentError(*problems)


def _unit(document: Any) -> tuple[str, ...]:
    unit = document.publisher
    return tuple(held for held in (unit.name, unit.division) if held) if unit is not None else ()


def _ids(document: Any) -> Iterator[str]:
    """Every id that a link may name."""
    yield from _unit(document)
    noun: Any = type(document)
    for m in members(noun):
        if m.form is Form.NOUNS:
            for row in getattr(document, m.attribute):
                if is_document(m.noun):
                    yield from _ids(row)
                yield from (held for name in ("id", "item_id") if (held := getattr(row, name, None)))
