"""Bars for long work, on terminals only; readers that tell how far they are."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from county_tables import LOWER, TITLE, UPPER, row
from gongkai_standard.cli.progress import Bars
from gongkai_standard.codecs import loads
from table_files import csv_text


def console(*, terminal: bool) -> Console:
    """A console that writes to memory."""
    return Console(file=io.StringIO(), force_terminal=terminal, width=80)


def shown(screen: Console) -> str:
    """What it wrote."""
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def long_table(rows: int) -> bytes:
    """A CSV file of so many rows."""
    return csv_text([[TITLE], UPPER, LOWER, *(row(str(n), "业务", f"许可{n}") for n in range(1, rows + 1))]).encode()


class TestBars:
    """One for the files, one for the rows of a long file."""

    def test_rows_of_a_long_file(self) -> None:
        screen = console(terminal=True)
        with Bars(screen) as bars:
            loads(long_table(2500), progress=bars.rows)

        assert "2500" in shown(screen)

    def test_a_short_file_has_none(self) -> None:
        screen = console(terminal=True)
        with Bars(screen) as bars:
            loads(long_table(20), progress=bars.rows)

        assert shown(screen) == ""

    def test_several_files(self) -> None:
        screen = console(terminal=True)
        with Bars(screen) as bars:
            assert list(bars.files(["a.xlsx", "b.xlsx"])) == ["a.xlsx", "b.xlsx"]

        assert "b.xlsx" in shown(screen)

    def test_one_file_has_none(self) -> None:
        screen = console(terminal=True)
        with Bars(screen) as bars:
            assert list(bars.files(["a.xlsx"])) == ["a.xlsx"]

        assert shown(screen) == ""

    def test_nothing_where_there_is_no_terminal(self) -> None:
        screen = console(terminal=False)
        with Bars(screen) as bars:
            assert list(bars.files(["a", "b"])) == ["a", "b"]
            bars.rows(1000, 5000)

        assert shown(screen) == ""

    def test_they_go_when_the_work_is_interrupted(self) -> None:
        screen = console(terminal=True)
        bars = Bars(screen)
        bars.rows(10, 5000)
        bars.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)

        assert shown(screen).endswith("\x1b[2K")


class TestReaders:
    """`progress` is told rows done and rows in all; what it raises ends the reading."""

    def test_on_the_way_and_at_the_end(self) -> None:
        told: list[tuple[int, int]] = []
        loads(long_table(1200), progress=lambda *step: told.append(step))

        assert told == [(500, 1200), (1000, 1200), (1200, 1200)]

    def test_formats_without_tables_tell_nothing(self) -> None:
        told: list[tuple[int, int]] = []
        loads(b'{"gongkai":"1.0","kind":"catalogue"}', progress=lambda *step: told.append(step))

        assert told == []

    def test_an_interrupted_reading_leaves_nothing(self) -> None:
        def stop(*_: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            loads(long_table(10), progress=stop)
