"""因地制宜 — what a local layer makes of the template above it.

A unit may add items, steps, elements and channels and shorten terms. What it drops or loosens needs a recorded reason
and a citation. Source: notice 二 可结合实际适当增加; 三(一) 除法律、政策明确规定不予公开的事项外.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from gongkai_standard.adjust.compare import held, matched
from gongkai_standard.adjust.delta import AdjustmentError
from gongkai_standard.adjust.diff import document_of
from gongkai_standard.adjust.names import names, printed
from gongkai_standard.adjust.openness import ORDERS, Order, compare
from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.compendium import Document
from gongkai_standard.errors import Problem
from gongkai_standard.guide import Guide
from gongkai_standard.item_list import SourceList
from gongkai_standard.location import pointer
from gongkai_standard.shape import Form, is_document, members
from gongkai_standard.terms import terms_of
from gongkai_standard.workflow import Step


@frozen(kw_only=True)
class Departure:
    """One place where the local layer differs from the template."""

    at: str
    """Pointer by names of the template, of a row that only the local layer has by its own name."""
    name: str | None
    """What people call the row."""
    member: str | None
    """The member that differs; None: the row as a whole."""
    order: Order
    """How open the local layer is here beside the template."""
    template: Any = None
    """JSON value of the member; None where there is none."""
    local: Any = None
    reason: str | None = None
    """Of what is dropped or loosened: the recorded reason, where there is one with a citation."""

    @property
    def is_fault(self) -> bool:
        """Whether the local layer is less open here and no reason with a citation is on record."""
        return self.order is Order.LESS and self.reason is None

    def message(self, *, english: bool = False) -> str:
        """One sentence for people."""
        what, what_en = self._words()
        zh, en = _VERDICTS[self.order]
        why, why_en = (f"；理由：{self.reason}", f"; reason: {self.reason}") if self.reason else ("", "")
        return f"{self.name}: {what_en} {en}{why_en}" if english else f"{self.name}：{what}{zh}{why}"

    def _words(self) -> tuple[str, str]:
        if self.member is None:
            return "事项", "the row"
        return _WORDS.get(self.member, (self.member, self.member))


_VERDICTS: Final = {
    Order.MORE: ("比模板更公开", "is more open than in the template"),
    Order.LESS: ("少于或宽于模板，须有理由和依据", "is dropped or loosened and needs a reason and a citation"),
    Order.INCOMPARABLE: ("与模板不同，无法比较宽严", "differs, and no official order tells which is more open"),
    Order.SAME: ("与模板相同", "is as in the template"),
}


_WORDS: Final = {name: (said.zh, said.en) for noun in (Guide, Step, Entry) for name, said in terms_of(noun).items()}


def explain(
    local: Reading | Document, template: Reading | Document, *, records: Iterable[Adjustment] = ()
) -> tuple[Departure, ...]:
    """Every place where the local layer differs from the template, in the order of the template.

    What is dropped or loosened is reasoned when the local row has an exemption with ground and citation, or when
    `records` hold a change of the row or its item with reason and basis.
    Raises AdjustmentError for documents of different kinds.
    """
    mine, above = document_of(local), document_of(template)
    if type(mine) is not type(above):
        raise AdjustmentError(
            Problem(
                message="地方文件与模板类型不同", message_en="the local layer and the template are of different kinds"
            )
        )
    reasons = {
        key: change.reason
        for record in records
        for change in record.changes
        if change.reason and change.basis
        for key in _keys(change)
    }
    return tuple(_document(type(above), above, mine, (), reasons))


def conforms(local: Reading | Document, template: Reading | Document, *, records: Iterable[Adjustment] = ()) -> bool:
    """Whether nothing is dropped or loosened without a recorded reason."""
    return not any(departure.is_fault for departure in explain(local, template, records=records))


def at_least_as_open(local: Reading | Document, template: Reading | Document) -> bool:
    """The partial order: whether every row and member of the template is there, and no less open, reasons aside."""
    return all(departure.order.at_least for departure in explain(local, template))


def _keys(change: Change) -> Iterator[str]:
    yield from (key for key in (change.at, change.item_id) if key)


def _document(noun: Any, above: Any, mine: Any, at: tuple[str, ...], reasons: dict[str, str]) -> Iterator[Departure]:
    yield from _row(noun, above, mine, at, reasons)
    for m in members(noun):
        if m.form is not Form.NOUNS or m.noun in _OWN or (not is_document(m.noun) and not _has_order(m.noun)):
            continue
        old, new = getattr(above, m.attribute), getattr(mine, m.attribute)
        theirs, ours = names(m, old), names(m, new)
        order, places, _, come = matched(m, old, new, theirs, ours)
        partner = dict(zip(order, places, strict=True))
        for i, row in enumerate(old):
            here = (*at, m.name, theirs[i])
            if i not in partner:
                yield _whole(here, row, Order.LESS, reasons)
            elif is_document(m.noun):
                yield from _document(m.noun, row, new[partner[i]], here, reasons)
            else:
                yield from _row(m.noun, row, new[partner[i]], here, reasons)
        for j in come:
            yield _whole((*at, m.name, ours[j]), new[j], Order.MORE, reasons)


_OWN: Final = frozenset({Adjustment, SourceList})
"""What each layer has of its own and no template demands."""


def _has_order(noun: Any) -> bool:
    return any(m.name in ORDERS for m in members(noun))


def _whole(at: Sequence[str], row: Any, order: Order, reasons: dict[str, str]) -> Departure:
    reason = _recorded(at, row, reasons) if order is Order.LESS else None
    return Departure(at=pointer(at), name=printed(row), member=None, order=order, reason=reason)


def _row(noun: Any, above: Any, mine: Any, at: Sequence[str], reasons: dict[str, str]) -> Iterator[Departure]:
    for m in members(noun):
        old, new = getattr(above, m.attribute), getattr(mine, m.attribute)
        if m.name not in ORDERS or old == new:
            continue
        order = compare(m.name, old, new)
        reason = None
        if order is Order.LESS:
            reason = _exempted(mine) or _recorded(at, above, reasons)
        yield Departure(
            at=pointer((*at, m.name)),
            name=printed(above),
            member=m.name,
            order=order,
            template=held(above, m),
            local=held(mine, m),
            reason=reason,
        )


def _exempted(row: Any) -> str | None:
    exemption = getattr(row, "exemption", None)
    if exemption is None or exemption.citation is None or not (exemption.citation.text or exemption.citation.title):
        return None
    ground: str | None = exemption.ground
    return ground


def _recorded(at: Sequence[str], row: Any, reasons: dict[str, str]) -> str | None:
    item = getattr(row, "item_id", None) or getattr(row, "id", None) or ""
    return reasons.get(pointer(at)) or reasons.get(item)
