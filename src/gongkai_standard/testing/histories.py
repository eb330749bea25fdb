"""Hypothesis strategies for what becomes of documents: edits as people make them, and whole histories of editions.

An edit changes, adds, removes, moves, renames or reorders rows, repeats one, takes its id away, or rewrites the head.
Hostile documents come about by themselves: repeated ids, no ids, identical rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from attrs import evolve
from hypothesis import strategies as st

from gongkai_standard.adjust.names import has_id
from gongkai_standard.compendium import Document
from gongkai_standard.shape import Form, Member, members
from gongkai_standard.testing.noun_strategies import documents, part, texts

Draw = Callable[[st.SearchStrategy[Any]], Any]

_STEPS: Final = ("change", "add", "remove", "move", "rename", "reorder", "repeat", "renumber")


def edited(document: Document, *, max_edits: int = 4) -> st.SearchStrategy[Document]:
    """Documents that a few edits make of this one."""

    @st.composite
    def make(draw: Draw) -> Document:
        made = document
        for _ in range(draw(st.integers(0, max_edits))):
            made = _edit(draw, made)
        return made

    strategy: st.SearchStrategy[Document] = make()
    return strategy


@st.composite
def histories(
    draw: Draw, *, length: int = 3, max_edits: int = 4, of: st.SearchStrategy[Document] | None = None
) -> tuple[Document, ...]:
    """Editions of one document, each made from the one before by a few edits."""
    made = [draw(of if of is not None else documents())]
    while len(made) < length:
        made.append(draw(edited(made[-1], max_edits=max_edits)))
    return tuple(made)


def _edit(draw: Draw, value: Any) -> Any:
    """The value after one edit, at any depth."""
    noun: Any = type(value)
    choices = members(noun)
    lists = tuple(m for m in choices if m.form is Form.NOUNS)
    m: Member = draw(st.sampled_from(lists * 4 + choices))
    held = getattr(value, m.attribute)
    if m.form is Form.NOUNS:
        return _set(value, m, _edit_rows(draw, noun, m, held))
    if m.form is Form.NOUN and held is not None and draw(st.booleans()):
        return _set(value, m, _edit(draw, held))
    return _set(value, m, draw(part(noun, m)))


def _set(value: Any, m: Member, held: Any) -> Any:
    unknown = {name: inner for name, inner in value.unknown.items() if name != m.name}
    return (
        evolve(value, **{m.attribute: held}, unknown=unknown)
        if unknown != value.unknown
        else evolve(value, **{m.attribute: held})
    )


def _edit_rows(draw: Draw, noun: Any, m: Member, rows: tuple[Any, ...]) -> tuple[Any, ...]:
    made = list(rows)
    step = draw(st.sampled_from(_STEPS)) if made else "add"
    at = draw(st.integers(0, max(len(made) - 1, 0)))
    if step == "add":
        made[at:at] = draw(part(noun, m))[:1]
    elif step == "remove":
        del made[at]
    elif step == "move":
        made.insert(draw(st.integers(0, len(made) - 1)), made.pop(at))
    elif step == "reorder":
        made = draw(st.permutations(made))
    elif step == "repeat":
        made.insert(draw(st.integers(0, len(made))), made[at])
    elif step == "rename" and any(m.name in _NAMES for m in members(m.noun)):
        name = draw(st.sampled_from([m for m in members(m.noun) if m.name in _NAMES]))
        made[at] = _set(made[at], name, draw(texts()))
    elif step == "renumber" and has_id(m.noun):
        own = next(m for m in members(m.noun) if m.name == "id")
        made[at] = _set(made[at], own, draw(st.none() | st.sampled_from(("a", "b", "a#2", "#", ""))))
    else:
        made[at] = _edit(draw, made[at])
    return tuple(made)


_NAMES: Final = frozenset({"level_one", "level_two", "level_three", "name", "title"})
