"""词表 — printed labels and what they mean; finds labels that lost characters when only one meaning fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from gongkai_standard.folding import fold

M = TypeVar("M")


class Vocabulary(Generic[M]):
    """Labels → meanings. Of two meanings for one label the first declared holds."""

    __slots__ = ("_cut", "_whole")

    def __init__(self, labels: Iterable[tuple[str, M]], *, beginning: int = 3, left: int = 2) -> None:
        """`beginning`: how many first characters of a label are enough, if no other meaning begins so.

        `left`: how many characters must be left of a label that lost one elsewhere.
        """
        self._whole: dict[str, M] = {}
        for label, meaning in labels:
            self._whole.setdefault(fold(label), meaning)
        cut: dict[str, tuple[M, ...]] = {}
        for label, meaning in self._whole.items():
            for form in _cut_forms(label, beginning, left):
                _put(cut, form, meaning)
        for label, meaning in self._whole.items():
            for form in (label[:length] for length in range(1, len(label))):
                if form in cut:
                    _put(cut, form, meaning)
        self._cut = cut

    def exact(self, folded: str) -> M | None:
        """The meaning of a whole label, already folded."""
        return self._whole.get(folded)

    def find(self, folded: str) -> M | None:
        """The meaning of a label, already folded, whole or cut; None when it has none or more than one."""
        meaning = self._whole.get(folded)
        if meaning is not None:
            return meaning
        meanings = self._cut.get(folded, ())
        return meanings[0] if len(meanings) == 1 else None

    def options(self, folded: str) -> tuple[M, ...]:
        """All meanings that a cut label, already folded, may have."""
        return self._cut.get(folded, ())

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)


def _put(cut: dict[str, tuple[M, ...]], form: str, meaning: M) -> None:
    meanings = cut.get(form, ())
    if meaning not in meanings:
        cut[form] = (*meanings, meaning)


def _cut_forms(label: str, beginning: int, left: int) -> Iterator[str]:
    """What may be left of a label: one character lost, one lost wherever it occurs, the end cut off."""
    for position, character in enumerate(label):
        for form in (label[:position] + label[position + 1 :], label.replace(character, "")):
            if len(form) >= left:
                yield form
    for length in range(beginning, len(label)):
        yield label[:length]
