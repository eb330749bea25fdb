"""The strategies that vendors test with: what they draw is what they promise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai_standard.catalogue import Catalogue
from gongkai_standard.checking import check
from gongkai_standard.codecs import tabular
from gongkai_standard.codecs.structure import structure, unstructure
from gongkai_standard.compendium import Document
from gongkai_standard.errors import UnknownNameError
from gongkai_standard.publish.validation import is_valid
from gongkai_standard.rules.registry import RULES
from gongkai_standard.testing import dirty_tables as tables
from gongkai_standard.testing import strategies
from gongkai_standard.testing.strategies import DirtyTable, dirty_tables, documents, histories, violating

healthy = settings(max_examples=25, suppress_health_check=[])
"""Health checks on: too slow or too much filtering is a failure."""


class TestNouns:
    """Documents and their parts."""

    @healthy
    @given(documents(unknown=False))
    def test_documents_are_valid_by_the_schema(self, document: Document) -> None:
        """Without undeclared members every document keeps the shapes of the model, and comes back."""
        tree = unstructure(document)

        assert is_valid(tree)
        assert structure(tree) == document

    @pytest.mark.parametrize("name", ["catalogues", "compendia", "item_lists", "workflows"])
    @given(data=st.data())
    def test_bounds_hold(self, name: str, data: st.DataObject) -> None:
        drawn = data.draw(getattr(strategies, name)(max_size=1, unknown=False))

        lists = [value for value in unstructure(drawn).values() if isinstance(value, list)]
        assert all(len(value) <= 1 for value in lists)

    @pytest.mark.parametrize("strategy", [documents(), documents(unknown=False), histories(), violating("GK-ITM-004")])
    def test_they_can_be_filtered(self, strategy: st.SearchStrategy[Document]) -> None:
        """Hypothesis shows a strategy that is drawn from again, and warns of one that is shown at great length."""
        assert len(repr(strategy)) < 2000

    def test_everything_exported_is_there(self) -> None:
        assert all(callable(getattr(strategies, name)) for name in strategies.__all__)


class TestHistories:
    """Editions of one document."""

    @healthy
    @given(histories(length=4))
    def test_of_the_length_asked_for_and_of_one_kind(self, editions: tuple[Document, ...]) -> None:
        assert len(editions) == 4
        assert len({type(edition) for edition in editions}) == 1


class TestDirtyTables:
    """Tables with known truth."""

    @healthy
    @given(dirty_tables())
    def test_readers_find_what_they_stand_for(self, table: DirtyTable) -> None:
        """Whatever the clerk did to the table, its entries are read as they were meant."""
        found = tabular.read([table.grid]).document

        assert isinstance(found, Catalogue)
        assert tuple(map(tables.shown, found.entries)) == table.document.entries

    @given(dirty_tables(min_rows=2, max_rows=2))
    def test_rows_are_bounded(self, table: DirtyTable) -> None:
        assert len(table.document.entries) == 2

    @given(dirty_tables())
    def test_merges_never_overlap(self, table: DirtyTable) -> None:
        cells = [
            (row, column)
            for top, left, bottom, right in table.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]

        assert len(cells) == len(set(cells))


class TestViolating:
    """Documents that break one rule."""

    @pytest.mark.parametrize("rule", RULES)
    def test_the_rule_speaks(self, rule: str) -> None:
        """Of every document drawn, checked without further arguments."""

        @settings(max_examples=4, suppress_health_check=[])
        @given(violating(rule))
        def speaks(document: Document) -> None:
            assert rule in {finding.rule for finding in check(document).findings}

        speaks()

    @pytest.mark.parametrize("rule", ["GK-CAT-006", "GK-CAT-004", "GK-ITM-009", "GK-PRN-001", "GK-WEB-001"])
    def test_of_one_row_no_other_rule_speaks(self, rule: str) -> None:
        """The row is whole but for its fault, and so are its neighbours."""

        @settings(max_examples=10, suppress_health_check=[])
        @given(violating(rule, max_neighbours=4))
        def alone(document: Document) -> None:
            assert {finding.rule for finding in check(document).findings} == {rule}

        alone()

    def test_an_unknown_rule_is_told(self) -> None:
        with pytest.raises(UnknownNameError, match="GK-NIL-001"):
            violating("GK-NIL-001")
