"""版记 — what a table file says about itself for machines, beside what it prints.

A printed table does not tell everything: whether a blank was left out or never asked, which of two spellings a
document holds, that a title belongs to the document and not to its section. The writers of tables read back what
they print; where that differs from the document, a line of the imprint keeps the exact value:

    gongkai:1.0 ["catalogues/0#x0123456789abcdef","channels","89abcdef",[{"code":"government_website"}]]

that is where it belongs, the member, a fingerprint of the value that the print alone gives, and the value. A value
holds only as long as the print still says what it said: whoever edits the cell is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, Final

from attrs import evolve, field, fields, frozen

from gongkai_standard.codecs.structure import member_tree, member_value
from gongkai_standard.codecs.table.grid import Grid
from gongkai_standard.codecs.table.ids import Ids
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.codecs.table.rows import KEYS
from gongkai_standard.shape import MODEL_VERSION, Member, members

_MARK: Final = f"gongkai:{MODEL_VERSION}"
_LONGEST: Final = 30_000
"""Characters of one line; a cell of a workbook holds 32,767."""
_UNSAFE: Final = re.compile(r"[^\x21-\x7e\u3001-\u3011\u3400-\u9fff\uff01-\uff5e]|_(?=x)")
"""Characters that some format or program changes; in JSON they are escaped."""

WHOLE: Final = ""
"""Where what concerns the file as a whole belongs."""
KIND: Final = "kind"
TABLES: Final = "tables"


@frozen
class Patch:
    """One member whose exact value the print does not give."""

    at: str
    """`catalogues/0` for a document of the file, `catalogues/0#KEY` for one of its rows, `WHOLE`."""
    member: str
    was: str
    """Fingerprint of the value that the print gives; empty for what concerns the file."""
    value: Any
    """A JSON value; None for a member that is not there."""


@frozen(kw_only=True)
class Imprint:
    """All patches of a file."""

    patches: Mapping[str, Sequence[Patch]] = field(factory=dict)
    """Place → patches."""
    _used: set[str] = field(factory=set)

    def said(self, member: str) -> Any:
        """What the imprint says about the file as a whole, or None."""
        return next((patch.value for patch in self.patches.get(WHOLE, ()) if patch.member == member), None)

    def rows(self, at: str) -> bool:
        """Whether it has patches for rows of the document at this place."""
        return any(place.startswith(f"{at}#") for place in self.patches)

    def applied(self, value: Any, at: str, notes: Notes, place: str = "") -> Any:
        """The value with what belongs at this place."""
        own = self.patches.get(at, ())
        if not own:
            return value
        self._used.add(at)
        noun: Any = type(value)
        given = {}
        for patch in own:
            declared = _declared(noun).get(patch.member)
            if declared is None:
                continue
            if fingerprint(tree_of(value, declared)) == patch.was:
                given[declared.attribute] = _value(noun, declared, patch.value)
            elif patch.member != "profile":
                notes.add(
                    "print_edited",
                    f"“{patch.member}”印出的内容已改动，以印出的为准，不再采用版记中的原值",
                    f"{patch.member!r} was edited in print; the exact value kept beside it no longer holds",
                    place,
                )
        return evolve(value, **given) if given else value

    def tell_unused(self, notes: Notes) -> None:
        """Rows that are no longer there under their names."""
        for at in self.patches:
            if "#" in at and at not in self._used:
                notes.count(
                    "row_not_found",
                    "版记中有原值的行已改名或删除，其原值不再采用",
                    "a row for which an exact value is kept was renamed or removed; the value is not used",
                    str,
                )


class Keys:
    """Keys of the rows of one document: what their names give, and the ordinal among equals."""

    __slots__ = ("_at", "_ids", "_names")

    def __init__(self, at: str, noun: type) -> None:
        self._at = at
        self._ids = Ids(None)
        self._names = KEYS[noun]

    def of(self, row: Any) -> str:
        """The place of the next row, as the print alone gives it."""
        return f"{self._at}#{self._ids.of([getattr(row, name) for name in self._names])}"


def tree_of(value: Any, member: Member) -> Any:
    """The JSON value of one member; None when it has none."""
    held = getattr(value, member.attribute)
    return None if held is None or held in ((), {}) else member_tree(member, held)


@cache
def _declared(noun: type) -> Mapping[str, Member]:
    return {member.name: member for member in members(noun)}


def _value(noun: type, member: Member, tree: Any) -> Any:
    """What the noun holds for a JSON value; its default when there is none or it does not fit."""
    fits, held = member_value(member, tree) if tree is not None else (False, None)
    return held if fits else getattr(fields(noun), member.attribute).default


def fingerprint(value: Any) -> str:
    """Eight hex characters that differ when the JSON value does."""
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:8]


def lines(patches: Iterable[Patch]) -> Iterator[str]:
    """The patches as texts that every format of tables holds unchanged; a long one goes on in the next."""
    for patch in patches:
        text = json.dumps([patch.at, patch.member, patch.was, patch.value], ensure_ascii=False, separators=(",", ":"))
        safe = _UNSAFE.sub(_escaped, text)
        yield f"{_MARK} {safe[:_LONGEST]}"
        for start in range(_LONGEST, len(safe), _LONGEST):
            yield f"{_MARK}+{safe[start : start + _LONGEST]}"


def _escaped(found: re.Match[str]) -> str:
    pairs = found[0].encode("utf-16-be")
    return "".join(f"\\u{pairs[at]:02x}{pairs[at + 1]:02x}" for at in range(0, len(pairs), 2))


def begins(text: str) -> bool:
    """Whether a text is a line of an imprint."""
    return text.startswith(_MARK)


def taken(grids: Sequence[Grid], notes: Notes) -> tuple[list[Grid], Imprint]:
    """The grids without the lines of the imprint, and the imprint; a damaged line is told and left in place."""
    found: list[tuple[str, str]] = []
    kept = [_without(grid, found) for grid in grids]
    patches: dict[str, list[Patch]] = {}
    for text, place in _joined(found):
        patch = _patch(text)
        if patch is None:
            notes.add(
                "imprint_damaged",
                "版记中有一行无法读取，未采用",
                "a line of the imprint cannot be read and is not used",
                place,
                "warning",
            )
        else:
            patches.setdefault(patch.at, []).append(patch)
    return [grid for grid in kept if grid is not None], Imprint(patches=patches)


def _without(grid: Grid, found: list[tuple[str, str]]) -> Grid | None:
    """The grid without such lines; None when it held nothing else."""
    numbers = [number for number, row in enumerate(grid.rows) if row and row[0].startswith(_MARK)]
    found += [(grid.rows[number][0], grid.place(number, 0)) for number in numbers]
    outside = [line for line in (*grid.above, *grid.below) if line.text.startswith(_MARK)]
    found += [(line.text, line.place) for line in outside]
    if not numbers and not outside:
        return grid
    gone = set(numbers)
    rows = [[] if number in gone else row for number, row in enumerate(grid.rows)]
    above, below = (tuple(line for line in lines if line not in outside) for lines in (grid.above, grid.below))
    if not above and not below and not any(map(any, rows)):
        return None
    return evolve(grid, rows=rows, above=above, below=below)


def _joined(found: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Lines that go on in the next, in one piece."""
    held, begun = "", ""
    for text, place in found:
        body = text[len(_MARK) :]
        if body.startswith("+"):
            held += body[1:]
            continue
        if held:
            yield held, begun
        held, begun = body[1:], place
    if held:
        yield held, begun


def _patch(text: str) -> Patch | None:
    try:
        at, member, was, value = json.loads(text)
    except ValueError:
        return None
    if not (isinstance(at, str) and isinstance(member, str) and isinstance(was, str)):
        return None
    return Patch(at, member, was, value)
