"""An abstract suite of tests that a codec of anybody's can inherit.

    class TestOurCodec(CodecSuite):
        losses = ("plain_language",)

        def encode(self, document): ...
        def decode(self, data): ...

Each test draws its documents inside, so that any number of suites may inherit it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from typing import Any, ClassVar

from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard.adjust.hashes import document_hash
from gongkai_standard.codecs.structure import structure, unstructure
from gongkai_standard.compendium import Document
from gongkai_standard.errors import GongkaiError
from gongkai_standard.testing.noun_strategies import documents


class CodecSuite(ABC):
    """What has to hold of a codec, given how it writes and reads."""

    losses: ClassVar[Collection[str]] = ()
    """Members that the format has no place for, by their name in JSON, wherever they stand."""

    @abstractmethod
    def encode(self, document: Document) -> bytes:
        """The document in the format."""

    @abstractmethod
    def decode(self, data: bytes) -> Document:
        """The document that was written."""

    def documents(self, *, unknown: bool) -> st.SearchStrategy[Document]:
        """The documents that the format is for; with `unknown`, some hold members that nobody declared."""
        return documents(unknown=unknown)

    def test_round_trip(self) -> None:
        """Everything comes back but the members that are declared to be lost."""

        @given(self.documents(unknown=False))
        def comes_back(document: Document) -> None:
            assert self._kept(self.decode(self.encode(document))) == self._kept(document)

        comes_back()

    def test_undeclared_members_come_back(self) -> None:
        """A member that nobody declared, or whose value has another shape, is kept where it stood."""

        @given(self.documents(unknown=True))
        def comes_back(document: Document) -> None:
            assert self._kept(self.decode(self.encode(document))) == self._kept(document)

        comes_back()

    def test_the_hash_is_the_same(self) -> None:
        """The chain of editions does not break where a document passes through the format."""

        @given(self.documents(unknown=True))
        def is_the_same(document: Document) -> None:
            held = structure(self._kept(document))
            assert _hash(structure(self._kept(self.decode(self.encode(held))))) == _hash(held)

        is_the_same()

    def test_the_same_document_gives_the_same_bytes(self) -> None:
        """Files can be compared, and signed."""

        @given(self.documents(unknown=False))
        def is_settled(document: Document) -> None:
            assert self.encode(document) == self.encode(structure(unstructure(document)))

        is_settled()

    def test_what_is_declared_to_be_lost_is_lost(self) -> None:
        """A member that comes back is no loss: nobody should do without it."""

        @given(self.documents(unknown=False))
        def is_lost(document: Document) -> None:
            back = _names(unstructure(self.decode(self.encode(document))))
            assert not back & set(self.losses)

        is_lost()

    def _kept(self, document: Document) -> Any:
        return _without(unstructure(document), frozenset(self.losses))


def _hash(document: Document) -> str:
    """The hash, or why there is none: a number that no double is has no canonical form."""
    try:
        return document_hash(document)
    except GongkaiError as error:
        return str(error)


def _without(value: Any, names: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {name: _without(inner, names) for name, inner in value.items() if name not in names}
    if isinstance(value, list):
        return [_without(inner, names) for inner in value]
    return value


def _names(value: Any) -> set[str]:
    """The members that stand anywhere in a plain tree."""
    if isinstance(value, dict):
        return set(value).union(*map(_names, value.values()))
    return set().union(*map(_names, value)) if isinstance(value, list) else set()
