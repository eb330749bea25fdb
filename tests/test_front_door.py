"""The front door: what is public, and what importing it costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import gongkai_standard as gk

EXTRAS = ("python_calamine", "xlsxwriter", "lxml", "docx", "click", "rich", "hypothesis", "pyarrow")
HEAVY = ("attr", "msgspec", "cattrs", "jsonschema", "yaml", "rapidfuzz", "chinese_calendar")


def loaded_after(code: str) -> set[str]:
    """Top-level modules in `sys.modules` after the code ran in a fresh interpreter."""
    show = "; import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code + show], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


class TestNames:
    """Other systems import these names; each is a promise."""

    def test_are_about_25(self) -> None:
        """A front door is short."""
        assert 20 <= len(gk.__all__) <= 35

    def test_all_is_sorted_and_without_repetition(self) -> None:
        """`__all__` can be read like an index."""
        assert sorted(set(gk.__all__)) == gk.__all__

    @pytest.mark.parametrize("name", gk.__all__)
    def test_every_public_name_is_there_and_documented(self, name: str) -> None:
        """Each name of `__all__` can be had, and each class and function says what it is."""
        value = getattr(gk, name)
        if isinstance(value, type) or callable(value):
            assert value.__doc__

    def test_dir_lists_what_is_public(self) -> None:
        """`dir(gongkai_standard)` is `__all__`."""
        assert dir(gk) == sorted(gk.__all__)

    def test_other_names_are_refused(self) -> None:
        """A misspelt name is an AttributeError that repeats it."""
        with pytest.raises(AttributeError, match="chekc"):
            _ = gk.chekc

    def test_type_checkers_see_what_run_time_sees(self) -> None:
        """The imports under TYPE_CHECKING name every public name but the version, from where it is loaded."""
        tree = ast.parse(Path(gk.__file__).read_text(encoding="utf-8"))
        block = next(node for node in tree.body if isinstance(node, ast.If))
        seen = {
            alias.name: node.module for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        assert set(seen) | {"__version__"} == set(gk.__all__)
        assert seen == {name: f"gongkai_standard.{home}" for name, home in gk._HOME_OF.items()}


class TestImport:
    """`import gongkai_standard` costs next to nothing and loads no extra."""

    def test_loads_nothing_but_the_standard_library(self) -> None:
        """Neither an extra nor a core dependency is loaded before a name is used."""
        assert not loaded_after("import gongkai_standard") & {*EXTRAS, *HEAVY}

    def test_no_public_name_loads_an_extra(self) -> None:
        """Even all names together need no optional dependency."""
        code = "import gongkai_standard as gk; [getattr(gk, name) for name in gk.__all__]"
        assert not loaded_after(code) & set(EXTRAS)

    def test_checking_json_loads_no_extra(self) -> None:
        """Reading and checking JSON works without any extra."""
        document = b'{"gongkai": "1.0", "kind": "catalogue"}'
        code = f"import gongkai_standard as gk; gk.check(gk.loads({document!r}, format='json'))"
        assert not loaded_after(code) & set(EXTRAS)
