"""What the commands are given: files, folders, standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from attrs import frozen

from gongkai_standard.calendar import Calendar, calendar_of, statutory_calendar
from gongkai_standard.cli.output import STREAM
from gongkai_standard.codecs import format_of, loads, read
from gongkai_standard.codecs.folder import together
from gongkai_standard.codecs.json_text import parse
from gongkai_standard.codecs.limits import DEFAULT
from gongkai_standard.codecs.reading import Progress, Reading
from gongkai_standard.codecs.utf8 import decode
from gongkai_standard.errors import GongkaiError, Problem, UnreadableError
from gongkai_standard.extension_packs import ExtensionError, Pack, agreed, pack_named
from gongkai_standard.rules.policy import Policy
from gongkai_standard.rules.policy_tree import policy_of

_OFFICE_LOCK: Final = "~$"
"""What office programs put beside a file that is open."""

_T = TypeVar("_T")


@frozen
class Input:
    """One thing that was read."""

    reading: Reading
    skipped: tuple[str, ...] = ()
    """Files of a folder that are of no supported format."""


def take(name: str, profile: str | None, progress: Progress | None = None) -> Input:
    """Read a file, a folder as one compendium, or standard input (`-`). `progress` is told the rows of a long file.

    Raises OSError and GongkaiError, whose places begin with the name; of a folder all unreadable files at once.
    """
    path = Path(name)
    with _named(name):
        if name == STREAM:
            return Input(loads(sys.stdin.buffer.read(), profile=profile, progress=progress))
        if path.is_dir():
            return _folder(path, profile, progress)
        return Input(read(path, profile=profile, progress=progress))


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Whatever is wrong within has the file's name in front of its place."""
    try:
        yield
    except GongkaiError as error:
        raise type(error)(*(_inside(name, problem) for problem in error.problems)) from None


def from_json(name: str, make: Callable[[Any], _T]) -> _T:
    """What `make` makes of the JSON in a file. Raises OSError, and GongkaiError whose places begin with the name."""
    with _named(name):
        return make(parse(decode(Path(name).read_bytes(), DEFAULT), DEFAULT))


def _folder(folder: Path, profile: str | None, progress: Progress | None) -> Input:
    readings, problems, skipped = [], [], []
    for file in sorted(_files(folder)):
        name = file.relative_to(folder).as_posix()
        if format_of(file) is None:
            skipped.append(name)
            continue
        try:
            readings.append((name, read(file, profile=profile, progress=progress)))
        except GongkaiError as error:
            problems += [_inside(name, problem) for problem in error.problems]
    if problems:
        raise UnreadableError(*problems)
    return Input(together(readings), tuple(skipped))


def _files(folder: Path) -> Iterator[Path]:
    """Its files and those of the folders in it, but for hidden ones. Raises OSError where one cannot be listed."""
    for entry in folder.iterdir():
        if entry.name.startswith((".", _OFFICE_LOCK)):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _files(entry)
        elif entry.is_file() or entry.is_symlink():
            yield entry


def _inside(name: str, problem: Problem) -> Problem:
    place = f"{name}: {problem.place}" if problem.place else name
    return Problem(message=problem.message, message_en=problem.message_en, place=place)


def policy_from(names: Sequence[str]) -> Policy | None:
    """The policy in a JSON file (`rules.policy_tree`); of several files each stands under the one before it.

    None for no file. Raises OSError, and GongkaiError when one is no such file or no policy.
    """
    policy: Policy | None = None
    for name in names:
        inner = from_json(name, policy_of)
        policy = inner.standing_under(policy) if policy else inner
    return policy


def calendar_from(name: str) -> Calendar:
    """The working days in a JSON file (`calendar.calendar_of`); where they begin the day after the last that the
    State Council's arrangements are known for, both together.

    Raises OSError, and GongkaiError when it is no such file or no calendar.
    """
    own = from_json(name, calendar_of)
    known = statutory_calendar()
    return known.followed_by(own) if own.first - known.last == timedelta(1) else own


def packs_from(names: Sequence[str]) -> tuple[Pack, ...]:
    """The extension packs of these names (`extension_packs.pack_named`); one that is named twice counts once.

    Raises ExtensionError with everything that is wrong with them, alone or together.
    """
    packs: list[Pack] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        try:
            pack = pack_named(name)
        except ExtensionError as error:
            problems += error.problems
            continue
        if not any(pack is other for other in packs):
            packs.append(pack)
    if problems:
        raise ExtensionError(*problems)
    agreed(packs)
    return tuple(packs)


def phrase(line: bytes, number: int) -> str:
    """The text of one line `{"text": …}`. Raises UnreadableError with the line for anything else."""
    try:
        tree: Any = parse(decode(line, DEFAULT), DEFAULT)
    except GongkaiError as error:
        places = [p.place.rpartition(":")[2] for p in error.problems]
        raise UnreadableError(
            *(
                Problem(message=p.message, message_en=p.message_en, place=f"{number}:{column}")
                for p, column in zip(error.problems, places, strict=True)
            )
        ) from None
    if not isinstance(tree, dict) or not isinstance(tree.get("text"), str):
        example = json.dumps({"text": "…"}, ensure_ascii=False)
        raise UnreadableError(
            Problem(message=f"每行应为 {example}", message_en=f"each line must be {example}", place=f"{number}:1")
        )
    return str(tree["text"])


def day(text: str) -> date:
    """`2018-06-01`, or `today`: the one place where the clock is read. Raises ValueError."""
    return date.today() if text == "today" else date.fromisoformat(text)
