"""Catalogues whose entries have ids of their own: what laws hold for that hostile rows break for good reason."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from gongkai_standard.catalogue import Catalogue
from gongkai_standard.testing.strategies import catalogues, entries

IDS = "abcdefgh"


@st.composite
def numbered(draw: Any, *, min_size: int = 0, max_size: int = 6) -> Catalogue:
    """A catalogue with that many entries, each with an id that no other has."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=min_size, max_size=max_size))
    rows = draw(st.lists(entries(unknown=False, max_size=2), min_size=len(ids), max_size=len(ids)))
    head: Catalogue = draw(catalogues(unknown=False, max_size=0))
    return evolve(head, entries=tuple(evolve(row, id=id_) for row, id_ in zip(rows, ids, strict=True)))


def named(catalogue: Catalogue) -> Catalogue:
    """The same with every entry called by its id: none is taken for another because their keys are the same."""
    return evolve(catalogue, entries=tuple(evolve(entry, level_one=entry.id) for entry in catalogue.entries))
