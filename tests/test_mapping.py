"""Mappings inside frozen values: one empty default, equality as JSON has it."""

from __future__ import annotations

import pickle
from typing import Any, cast

import pytest

from gongkai_standard import Item
from gongkai_standard.mapping import EMPTY, comparable


class TestEmpty:
    """All values share one empty mapping, so nobody may fill it."""

    def test_cannot_be_filled(self) -> None:
        """Writing into the default of a value is refused."""
        with pytest.raises(TypeError, match="cannot be changed"):
            cast("dict[str, Any]", Item().extra)["a"] = 1

    def test_stays_the_same_in_another_process(self) -> None:
        """Pickled and read again it is the shared one."""
        assert pickle.loads(pickle.dumps(EMPTY)) is EMPTY  # noqa: S301


class TestComparable:
    """Values with mappings are equal and hashed by content."""

    def test_order_of_members_does_not_count(self) -> None:
        """JSON objects have no order; lists have."""
        assert comparable({"a": 1, "b": [1, {"c": None}]}) == comparable({"b": [1, {"c": None}], "a": 1})
        assert comparable({"a": [1, 2]}) != comparable({"a": [2, 1]})

    @pytest.mark.parametrize(("one", "other"), [(True, 1), (1, 1.0), (0, False), ("1", 1), (None, "")])
    def test_different_json_is_different(self, one: object, other: object) -> None:
        """Python calls True, 1 and 1.0 equal; JSON does not."""
        assert comparable({"a": one}) != comparable({"a": other})

    def test_values_are_hashed_by_content(self) -> None:
        """Two values with equal mappings are one in a set."""
        assert len({Item(extra={"a": [1]}), Item(extra={"a": [1]}), Item(extra={"a": [2]})}) == 2
