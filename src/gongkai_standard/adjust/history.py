"""沿革记录 — the editions of one document as a chain: a base and the adjustments that lead on from it.

Nothing but the base is kept whole; any edition is rebuilt exactly. Every adjustment carries the `document_hash` of
the document before and after it, so that a chain that was tampered with does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final, Literal, cast

from attrs import frozen

from gongkai_standard.adjust.apply import apply
from gongkai_standard.adjust.delta import AdjustmentError
from gongkai_standard.adjust.diff import diff, document_of
from gongkai_standard.adjust.hashes import document_hash
from gongkai_standard.adjustment import Adjustment
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.structure import structure, unstructure
from gongkai_standard.compendium import Document
from gongkai_standard.errors import Problem, UnreadableError
from gongkai_standard.location import pointer
from gongkai_standard.shape import Form, is_document, members

FaultKind = Literal["gap", "fork", "tampered", "order", "step", "retired_id"]

Step = Literal["none", "patch", "minor", "major"]
_STEPS: Final[tuple[Step, ...]] = ("none", "patch", "minor", "major")
_STEP_OF: Final[Mapping[str, Step]] = {"editorial": "patch", "substantive": "minor", "breaking": "major"}

_NOT_IN_FORCE: Final = frozenset({"draft", "under_review", "cancelled"})
_FIRST_YEAR: Final = 1900


@frozen(kw_only=True)
class ChainFault:
    """Where a chain of editions does not hold."""

    kind: FaultKind
    edition: int
    """Number of the edition that shows it; the base is 0."""
    message: str
    message_en: str


@frozen(kw_only=True)
class History:
    """A base document and the adjustments that make each edition of the one before."""

    base: Document
    adjustments: tuple[Adjustment, ...] = ()

    @classmethod
    def of(cls, editions: Iterable[Reading | Document]) -> History:
        """The history of these editions, the earliest first.

        Raises AdjustmentError when there is none, or when they are of different kinds.
        """
        documents = [document_of(edition) for edition in editions]
        if not documents:
            raise AdjustmentError(Problem(message="没有版本", message_en="there is no edition"))
        return cls(
            base=documents[0],
            adjustments=tuple(diff(old, new, hashed=True) for old, new in pairwise(documents)),
        )

    def then(self, edition: Reading | Document) -> History:
        """The history with one more edition."""
        return History(base=self.base, adjustments=(*self.adjustments, diff(self.edition(), edition, hashed=True)))

    def editions(self) -> Iterator[Document]:
        """Every edition, rebuilt. Raises AdjustmentError where the chain is broken."""
        document = self.base
        yield document
        for adjustment in self.adjustments:
            document = apply(adjustment, document)
            yield document

    def edition(self, number: int = -1) -> Document:
        """One edition, the base being 0 and the last -1; IndexError when there is none of that number."""
        count = len(self.adjustments) + 1
        wanted = number + count if number < 0 else number
        if not 0 <= wanted < count:
            raise IndexError(number)
        return next(document for i, document in enumerate(self.editions()) if i == wanted)

    def in_force_on(self, day: date, *, known: date | None = None) -> Document | None:
        """The edition that applied on a day, by what is known now, or was known (issued) on another day.

        A later edition of the chain replaces the earlier ones from the day it takes effect; drafts and cancelled
        editions never apply. None before the first one.
        """
        found = None
        for document in self.editions():
            edition = document.edition
            start = (edition.effective or edition.issued) if edition else None
            issued = (edition.issued or edition.effective) if edition else None
            if edition is None or start is None or edition.status in _NOT_IN_FORCE:
                continue
            if start <= day and (known is None or (issued is not None and issued <= known)):
                found = document
        return found

    def known_on(self, day: date) -> Document | None:
        """The last edition that had been issued by a day, whether or not it applied yet."""
        found = None
        for document in self.editions():
            edition = document.edition
            issued = (edition.issued or edition.effective) if edition else None
            if issued is not None and issued <= day:
                found = document
        return found

    def faults(self) -> tuple[ChainFault, ...]:
        """Gaps, tampering, dates out of order, version steps that are too small, and ids that came back."""
        found: list[ChainFault] = []
        document = self.base
        hashes = [document_hash(document)]
        retired: dict[str, int] = {}
        ids = set(_ids(document))
        for number, adjustment in enumerate(self.adjustments, 1):
            if adjustment.from_hash not in (None, hashes[-1]):
                found.append(_tampered(number, "前一版本与记录的校验值不符", "the edition before has another hash"))
            try:
                after = apply(adjustment, document)
            except AdjustmentError as error:
                first = error.problems[0]
                said = f"调整无法施行：{first.message}", f"the adjustment does not apply: {first.message_en}"
                return (*found, _tampered(number, *said))
            hashes.append(document_hash(after))
            if adjustment.to_hash not in (None, hashes[-1]):
                found.append(_tampered(number, "本版本与记录的校验值不符", "the edition has another hash"))
            found += _between(document, after, adjustment, number)
            now = set(_ids(after))
            retired |= dict.fromkeys(ids - now, number)
            found += [
                _fault("retired_id", number, f"已停用的编号 {back} 又被使用", f"the retired id {back} is used again")
                for back in sorted((now - ids) & retired.keys())
            ]
            document, ids = after, now
        return tuple(found)

    def tree(self) -> dict[str, Any]:
        """The compact store as JSON: `{"base": document, "adjustments": [adjustment]}`."""
        return {"base": unstructure(self.base), "adjustments": [unstructure(a) for a in self.adjustments]}

    @classmethod
    def from_tree(cls, tree: Any) -> History:
        """The history that a compact store holds. Raises UnreadableError when it is none."""
        inner = tree.get("adjustments") if isinstance(tree, Mapping) else None
        adjustments = [structure(adjustment) for adjustment in inner] if isinstance(inner, list) else [None]
        if not isinstance(tree, Mapping) or not all(isinstance(a, Adjustment) for a in adjustments):
            raise UnreadableError(
                Problem(
                    message="应有 base（文件）和 adjustments（调整列表）",
                    message_en="a history holds base (a document) and adjustments (a list of adjustments)",
                )
            )
        return cls(base=structure(tree.get("base")), adjustments=tuple(cast("list[Adjustment]", adjustments)))


def forks(documents: Iterable[Reading | Document]) -> tuple[ChainFault, ...]:
    """Editions that name the same previous version: two successors of one. Numbers are places in `documents`."""
    editions = [document_of(given) for given in documents]
    seen: dict[str, int] = {}
    found = []
    for number, document in enumerate(editions):
        previous = document.edition.previous if document.edition else None
        if previous is None:
            continue
        if previous in seen and editions[seen[previous]] != document:
            found.append(
                _fault(
                    "fork",
                    number,
                    f"与第 {seen[previous]} 份文件同为 {previous} 的后续版本",
                    f"succeeds {previous} as document {seen[previous]} does",
                )
            )
        seen.setdefault(previous, number)
    return tuple(found)


def smallest_step(adjustment: Adjustment) -> Step:
    """The smallest step of the content version that the changes allow: the gravest of them decides."""
    steps = {
        _STEP_OF.get(change.weight or "substantive", "minor")
        for change in adjustment.changes
        if _counts(change.at, change.old, change.new)
    }
    return max(steps, key=_STEPS.index, default="none")


def _counts(at: str | None, old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether a change is one of content: the version itself says nothing about its step."""
    touched = {*old, *new}
    return at != "" or any(not p.startswith("/edition") for p in touched)


def declared_step(old: str | None, new: str | None) -> Step | None:
    """The step from one version to the next (`1.2.0` → `1.3.0`: minor); None when they cannot be compared.

    Of versions that begin with a year (`2018.1`) every increase is as large as can be.
    """
    mine, theirs = _numbers(old), _numbers(new)
    if mine is None or theirs is None or theirs < mine:
        return None
    if mine == theirs:
        return "none"
    if mine[0] >= _FIRST_YEAR:
        return "major"
    width = max(len(mine), len(theirs))
    before, after = (numbers + (0,) * (width - len(numbers)) for numbers in (mine, theirs))
    place = next((i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b), 2)
    return _STEPS[max(3 - place, 1)]


def _numbers(version: str | None) -> tuple[int, ...] | None:
    pieces = (version or "").split(".")
    return tuple(map(int, pieces)) if all(map(_NUMBER.fullmatch, pieces)) else None


_NUMBER: Final = re.compile(r"[0-9]{1,18}")


def _between(old: Document, new: Document, adjustment: Adjustment, number: int) -> Iterator[ChainFault]:
    before, after = old.edition, new.edition
    if before is None or after is None:
        return
    if after.previous is not None and before.version is not None and after.previous != before.version:
        yield _fault(
            "gap",
            number,
            f"上一版本应为 {before.version}，文件写的是 {after.previous}",
            f"the previous version is {before.version}; the document names {after.previous}",
        )
    starts = before.effective or before.issued, after.effective or after.issued
    if starts[0] is not None and starts[1] is not None and starts[1] < starts[0]:
        yield _fault("order", number, "生效早于上一版本", "takes effect before the previous version")
    if declared_step(after.version, before.version) not in (None, "none"):
        yield _fault(
            "order",
            number,
            f"版本号从 {before.version} 退到 {after.version}",
            f"the version goes back from {before.version} to {after.version}",
        )
    declared = declared_step(before.version, after.version)
    needed = smallest_step(adjustment)
    if declared is not None and _STEPS.index(declared) < _STEPS.index(needed):
        yield _fault(
            "step",
            number,
            f"版本号从 {before.version} 到 {after.version} 步幅过小，内容变化至少需要 {needed}",
            f"from {before.version} to {after.version} is too small a step: the changes need {needed}",
        )


def _fault(kind: FaultKind, edition: int, message: str, message_en: str) -> ChainFault:
    return ChainFault(kind=kind, edition=edition, message=message, message_en=message_en)


def _tampered(edition: int, message: str, message_en: str) -> ChainFault:
    return _fault("tampered", edition, message, message_en)


def _ids(document: Any, at: tuple[str, ...] = ()) -> Iterator[str]:
    """Ids of rows, told apart by the list that they are in."""
    noun: Any = type(document)
    for m in members(noun):
        if m.form is not Form.NOUNS:
            continue
        for row in getattr(document, m.attribute):
            if is_document(m.noun):
                yield from _ids(row, (*at, m.name))
            elif getattr(row, "id", None) is not None:
                yield pointer((*at, m.name, row.id))
