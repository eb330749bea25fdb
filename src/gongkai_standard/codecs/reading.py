"""读取结果 — what a reader hands back: the document, where everything stood, and what the reader decided."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, Literal

from attrs import field, frozen

from gongkai_standard.compendium import Document
from gongkai_standard.location import enclosing

NoteLevel = Literal["info", "warning"]
Progress = Callable[[int, int], None]
"""Told now and then how many rows are read, and of how many; what it raises ends the reading."""

NO_TABLE: Final = "no_table"
"""The code of the note on a file of tables that holds none of ours: its document is empty but for texts."""


@frozen(kw_only=True)
class Note:
    """One decision of a reader: a heading mapped, a ditto filled, a text that it could not place."""

    code: str
    """Stable snake_case name of the kind of decision, such as `ditto_filled`."""
    level: NoteLevel = "info"
    message: str
    message_en: str
    place: str = ""
    """Where in the source (`Sheet!C7`, `line:column`); empty for the whole file."""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def _nowhere() -> Mapping[str, str]:
    return {}


@frozen(kw_only=True, eq=False)
class Reading:
    """A document with its source positions. Positions live here, never in the document."""

    document: Document
    format: str
    """Name of the codec that read it: `json`, `yaml`, `xlsx` …"""
    _sha256: str | None = field(default=None, repr=False)
    notes: tuple[Note, ...] = ()
    source: bytes = field(default=b"", repr=False)
    """The bytes that were read, for positions on demand and faithful re-export."""
    locate: Callable[[], Mapping[str, str]] = field(default=_nowhere, repr=False)
    """Makes the source map `{JSON pointer: place}` when somebody asks for it."""
    kept: object = field(default=None, repr=False)
    """For a file of tables, its tables as they were read, from which faithful re-export works."""
    blanks: Callable[[], Mapping[str, str]] = field(default=_nowhere, repr=False)
    """Makes the map of members that the document lacks but the source has an (empty) place for."""
    _map: list[Mapping[str, str]] = field(factory=list, init=False, repr=False)

    @cached_property
    def sha256(self) -> str:
        """Of the bytes that were read, in hex, unless the reader gave another one; made on first use."""
        return hashlib.sha256(self.source).hexdigest() if self._sha256 is None else self._sha256

    @property
    def places(self) -> Mapping[str, str]:
        """`{JSON pointer: place}` for every part of the document that has a place; made on first use."""
        if not self._map:
            self._map.append(self.locate())
        return self._map[0]

    def where(self, at: str) -> str | None:
        """The source place of a JSON pointer, or of the nearest part around it that has one; else None.

        A member that the document lacks stands where its column is empty, if the source has one.
        """
        places = self.places
        if at in places:
            return places[at]
        if len(self._map) == 1:
            self._map.append(self.blanks())
        blanks = self._map[1]
        return next((found for p in enclosing(at) if (found := places.get(p) or blanks.get(p))), None)
