"""Where output goes: a file, whole or not at all, or standard output."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.text import Text

from gongkai_standard.codecs import FORMATS, Format, format_named, format_of
from gongkai_standard.codecs.atomic import replace
from gongkai_standard.errors import Problem, UnknownFormatError

STREAM: Final = "-"
"""The name that stands for standard input and output."""

_UNBOUNDED: Final = 1_000_000
"""Columns of what is not a terminal: no line is broken there."""


def written_as(target: str | None, to: str | None = None) -> Format:
    """The format of what is written to a target: the one asked for, that of its suffix, JSON on standard output.

    Raises UnknownFormatError when the target's suffix stands for none that can be written.
    """
    on_stream = target in (None, STREAM)
    known = format_named(to or "json") if to or on_stream else format_of(target or "")
    if known is None or not known.writes or (to is None and Path(target or "").suffix.lower() in known.only_read):
        writable = [f.name for f in FORMATS if f.writes]
        raise UnknownFormatError(
            Problem(
                message=f"不能写出这种格式，可用：{'、'.join(writable)}",
                message_en=f"cannot write this format; there are: {', '.join(writable)}",
                place=target or "",
            )
        )
    return known


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

    def line(self, text: str | Text = "", *, indent: int = 0, head: Text | None = None) -> None:
        """A paragraph with a hanging indent, broken to the width of the terminal where there is one."""
        body = text if isinstance(text, Text) else Text(text)
        width = max(self.console.width - indent, 20)
        lines = body.wrap(self.console, width) if self.wraps else [body]
        for number, line in enumerate(lines or [body]):
            start = head if head is not None and number == 0 else Text()
            gap = max(indent - start.cell_len, 1 if start.cell_len else 0)
            self.console.print(Text.assemble(start, " " * gap, line), soft_wrap=True)

    def close(self) -> None:
        """Hand over what was collected."""
        lines = (line.rstrip(" ") for line in self._file.getvalue().split("\n"))
        put("\n".join(lines).encode(errors="backslashreplace"), self._output)
