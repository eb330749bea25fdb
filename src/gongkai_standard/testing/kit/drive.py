"""Puts the cases to an executable, one JSON value a line, and waits no longer than is fair for each answer."""

from __future__ import annotations

import json
import queue
import shlex
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

from gongkai_standard.errors import GongkaiError, Problem
from gongkai_standard.publish.cases import Case

Ask = Callable[[Case], dict[str, Any]]
"""The answer of an implementation to a case; a failure of it to answer is an answer with an `error`."""

PATIENCE: Final = 30.0
"""Seconds to wait for one answer."""


def question(case: Case) -> dict[str, Any]:
    """What is sent for a case."""
    return {"id": case.id, "role": case.role, **case.request}


@contextmanager
def driving(command: str, *, patience: float = PATIENCE) -> Iterator[Ask]:
    """Run a command for as long as the context lasts.

    Raises GongkaiError when it cannot be started.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - the caller's own command
            shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
        )
    except (OSError, ValueError) as error:
        raise GongkaiError(
            Problem(message=f"无法启动：{command}（{error}）", message_en=f"cannot be started: {command} ({error})")
        ) from error
    lines: queue.Queue[str | None] = queue.Queue()
    listener = threading.Thread(target=_listen, args=(process, lines), daemon=True)
    listener.start()
    try:
        yield lambda case: _ask(process, lines, case, patience)
    finally:
        _end(process)
        listener.join(timeout=5)
        if process.stdout is not None and not listener.is_alive():
            process.stdout.close()


def _listen(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    with suppress(ValueError):  # not UTF-8, or closed under our hands: no more answers
        for line in process.stdout:
            lines.put(line)
    lines.put(None)


def _ask(process: subprocess.Popen[str], lines: queue.Queue[str | None], case: Case, patience: float) -> dict[str, Any]:
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    try:
        process.stdin.write(json.dumps(question(case), ensure_ascii=False) + "\n")
        process.stdin.flush()
        line = lines.get(timeout=patience)
    except (OSError, ValueError):
        return {"error": "it does not listen any more"}
    except queue.Empty:
        return {"error": f"no answer within {patience:g} s"}
    if line is None:
        lines.put(None)
        return {"error": "it ended without an answer"}
    return _understood(line, case)


def _understood(line: str, case: Case) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError:
        return {"error": f"not JSON: {line.strip()[:80]}"}
    if not isinstance(answer, dict):
        return {"error": "not a JSON object"}
    if answer.get("id") != case.id:
        return {"error": f"answers {answer.get('id')!r}"}
    return answer


def _end(process: subprocess.Popen[str]) -> None:
    if process.stdin is not None:
        with suppress(OSError):  # it went away first
            process.stdin.close()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def answers(ask: Ask, cases: Sequence[Case]) -> Iterator[tuple[Case, dict[str, Any]]]:
    """Each case with the answer to it. After an answer that did not come, nothing more is asked."""
    silent: dict[str, Any] | None = None
    for case in cases:
        said = silent or ask(case)
        if "id" not in said and "within" in said.get("error", ""):
            silent = said
        yield case, said
