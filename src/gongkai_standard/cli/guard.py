"""Whatever happens, the user reads one clear line per problem and the shell gets an exit code; never a traceback."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import Final

import click

from gongkai_standard.cli.complaints import UNREADABLE, complain, problems_of
from gongkai_standard.cli.group import gongkai
from gongkai_standard.errors import Problem

INTERRUPTED: Final = 130
"""As shells have it for Ctrl-C."""

CLOSED: Final = 141
"""As shells have it for a reader of our output that went away."""


def run(arguments: Sequence[str]) -> int:
    """Run the command; 0, 1 or 2 as each command says, 130 when interrupted, 141 when nobody reads the output."""
    _speak_utf8()
    try:
        with gongkai.make_context("gongkai", list(arguments)) as context:
            code = gongkai.invoke(context)
        sys.stdout.flush()
        return int(code or 0)
    except click.exceptions.Exit as error:
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        complain(Problem(message="已中断", message_en="interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return CLOSED
    except Exception as error:
        complain(*problems_of(error))
        return UNREADABLE


def keep_native_code_quiet() -> None:
    """Parsers in C and Rust write to the descriptor of standard error, whatever we say: give them a sink of their own.

    `sys.stderr` goes on to the terminal.
    """
    try:
        ours = os.dup(2)
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 2)
        os.close(sink)
    except OSError:  # no standard error at all
        return
    sys.stderr = os.fdopen(ours, "w", encoding="utf-8", errors="backslashreplace", buffering=1)


def _speak_utf8() -> None:
    """UTF-8 whatever the locale; a name that is no text is shown escaped rather than refused."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _discard_output() -> None:
    """Nobody reads: give the interpreter a sink for its last flush."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
