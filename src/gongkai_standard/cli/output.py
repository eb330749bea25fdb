"""Where output goes: a file, whole or not at all, or standard output."""

from __future__ import annotations

import io
import json
import shutil
import sys
from typing import Any, Final

from rich.console import Console

from gongkai_standard.codecs.atomic import replace

STREAM: Final = "-"
"""The name that stands for standard input and output."""

_UNBOUNDED: Final = 1_000_000
"""Columns of what is not a terminal: no line is broken there."""


def put(data: bytes, output: str | None) -> None:
    """Bytes to the file, or to standard output. Raises OSError when they cannot be written."""
    if output is not None and output != STREAM:
        replace(output, data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def put_json(tree: Any, output: str | None) -> None:
    """JSON as UTF-8 with two-space indent and a final newline."""
    put((json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode(), output)


class Page:
    """A text under way: printed on the terminal in its width and colours, or collected for a file."""

    def __init__(self, output: str | None) -> None:
        self._output = output
        self._file = io.StringIO()
        on_screen = output in (None, STREAM) and sys.stdout.isatty()
        self.wraps = on_screen
        self.console = Console(
            file=self._file,
            force_terminal=on_screen,
            width=shutil.get_terminal_size().columns if on_screen else _UNBOUNDED,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def close(self) -> None:
        """Hand over what was collected."""
        lines = (line.rstrip(" ") for line in self._file.getvalue().split("\n"))
        put("\n".join(lines).encode(errors="backslashreplace"), self._output)
