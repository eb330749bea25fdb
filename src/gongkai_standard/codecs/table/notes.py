"""读取说明 — collecting what a reader decided; what happens in many cells becomes one note with a count."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongkai_standard.codecs.reading import Note, NoteLevel


class Notes:
    """Notes in the order of their first cell."""

    __slots__ = ("_counted", "_found")

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], Note] = {}
        self._counted: dict[tuple[str, str, str], int] = {}

    def add(self, code: str, message: str, message_en: str, place: str = "", level: NoteLevel = "info") -> None:
        """One decision, once."""
        note = Note(code=code, level=level, message=message, message_en=message_en, place=place)
        self._found.setdefault((code, place, message), note)

    def count(self, code: str, message: str, message_en: str, place: Callable[[], str]) -> None:
        """One decision that many cells share: the first place is told, and how many cells there are."""
        key = (code, "", message)
        if key not in self._found:
            self._found[key] = Note(code=code, message=message, message_en=message_en, place=place())
        self._counted[key] = self._counted.get(key, 0) + 1

    def __iter__(self) -> Iterator[Note]:
        for key, note in self._found.items():
            cells = self._counted.get(key, 1)
            if cells == 1:
                yield note
            else:
                yield Note(
                    code=note.code,
                    level=note.level,
                    message=f"{note.message}(共{cells}处)",
                    message_en=f"{note.message_en} ({cells} cells)",
                    place=note.place,
                )
