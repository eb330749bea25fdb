"""进度 — bars for long work: one for the files when there are several, one for the rows of a long file.

Shown on standard error when that is a terminal, and gone when the work is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

_LONG: Final = 2000
"""Rows from which a file has a bar of its own."""


class Bars:
    """The bars of one command; a context that takes them away again, whatever happens inside."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._rows: TaskID | None = None

    def __enter__(self) -> Bars:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def files(self, names: Sequence[str]) -> Iterator[str]:
        """The names one by one, with a bar when there are several."""
        if len(names) < 2:
            yield from names
            return
        self._progress.start()
        task = self._progress.add_task("", total=len(names))
        for name in names:
            self._progress.update(task, description=name)
            yield name
            self._progress.advance(task)

    def rows(self, done: int, total: int) -> None:
        """What a reader tells while it reads: rows done, and of how many."""
        if total < _LONG:
            return
        if self._rows is None:
            self._progress.start()
            self._rows = self._progress.add_task("", total=total)
        self._progress.update(self._rows, completed=done, total=total)
        if done >= total:
            self._progress.remove_task(self._rows)
            self._rows = None
