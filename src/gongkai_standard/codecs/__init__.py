"""编解码 — files and bytes ↔ documents: one module a format, imported when it is used.

`FORMATS` is the register: adding a format is one line there and one module with
`loads(data, *, limits) -> Reading` (tables: also `format` and `profile`) and, where it can write, `dumps`
(tables: in a module of the same name under `layout`).
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from gongkai_standard.codecs.atomic import replace
from gongkai_standard.codecs.limits import DEFAULT, Limits, exceeded
from gongkai_standard.codecs.losses import Loss, losses
from gongkai_standard.codecs.reading import Note, Progress, Reading
from gongkai_standard.codecs.signatures import identify
from gongkai_standard.compendium import Document
from gongkai_standard.errors import MissingExtraError, Problem, UnknownFormatError, UnreadableError


@frozen(kw_only=True)
class Format:
    """One file format."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    table: bool = False
    """A table of cells: the reader is told the profile and finds nouns by headings."""
    writes: bool = False
    only_read: frozenset[str] = frozenset()
    """Suffixes under which it is read but not written: what it writes would not be what they promise."""
    extra: str = ""
    """The optional dependency group that it needs."""
    requires: str = ""
    """The module of that group whose absence means that the group is not installed."""
    writing_requires: str = ""
    """The same for writing, where that takes another one."""


FORMATS: Final[tuple[Format, ...]] = (
    Format(name="json", suffixes=(".json",), module="json", writes=True),
    Format(name="ndjson", suffixes=(".ndjson", ".jsonl"), module="ndjson", writes=True),
    Format(name="yaml", suffixes=(".yaml", ".yml"), module="yaml", writes=True),
    Format(
        name="xlsx",
        suffixes=(".xlsx", ".xlsm"),
        only_read=frozenset({".xlsm"}),
        module="xlsx",
        table=True,
        writes=True,
        extra="xlsx",
        requires="python_calamine",
        writing_requires="xlsxwriter",
    ),
    Format(name="xls", suffixes=(".xls",), module="xlsx", table=True, extra="xlsx", requires="python_calamine"),
    Format(name="ods", suffixes=(".ods",), module="xlsx", table=True, extra="xlsx", requires="python_calamine"),
    Format(
        name="html",
        suffixes=(".html", ".htm", ".xhtml", ".shtml"),
        module="html",
        table=True,
        writes=True,
        extra="html",
        requires="lxml",
    ),
    Format(
        name="docx",
        suffixes=(".docx",),
        module="docx",
        table=True,
        writes=True,
        extra="docx",
        requires="lxml",
        writing_requires="docx",
    ),
    Format(name="arrow", suffixes=(".arrow",), module="arrow", writes=True, extra="arrow", requires="pyarrow"),
    Format(name="csv", suffixes=(".csv", ".tsv"), module="csv", table=True, writes=True, only_read=frozenset({".tsv"})),
)


def format_named(name: str) -> Format:
    """The format of that name. Raises UnknownFormatError."""
    found = next((f for f in FORMATS if f.name == name.lower()), None)
    if found is None:
        raise _unknown(f"不支持的格式 {name}", f"unknown format {name}")
    return found


def format_of(path: str | os.PathLike[str]) -> Format | None:
    """The format that a file name's suffix stands for, or None."""
    suffix = Path(path).suffix.lower()
    return next((f for f in FORMATS if suffix in f.suffixes), None)


def read(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    profile: str | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Reading:
    """The document in a file, with its notes and source places.

    The format is the argument, else the file name's suffix, else what the content shows. `progress` is told now and
    then how many rows of a table are read, and of how many; what it raises ends the reading.
    Raises OSError when the file cannot be opened and GongkaiError when it is not a readable file of its format.
    """
    size = Path(path).stat().st_size
    if size > limits.size:
        raise exceeded("size", size, limits)
    data = Path(path).read_bytes()
    known = format_named(format) if format else format_of(path)
    return _load(data, known, profile, limits, progress)


def loads(
    data: bytes,
    *,
    format: str | None = None,
    profile: str | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Reading:
    """The document in the bytes of a file; without `format`, the content shows which. `progress` as for `read`.

    Raises GongkaiError when they are not a readable file of their format.
    """
    return _load(data, format_named(format) if format else None, profile, limits, progress)


def dumps(document: Document, *, format: str = "json", like: Reading | None = None, **options: Any) -> bytes:
    """The document as the bytes of a file. `options` are those of the format's own `dumps`.

    `like`: a reading of a file of tables whose columns, order and wording are to be kept; only cells whose members
    have changed are written anew. Formats that are no tables have nothing to keep.

    Raises UnknownFormatError for a format that is not known or cannot be written.
    """
    return _dump(document, format_named(format), like, options)


def write(
    document: Document,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    like: Reading | None = None,
    **options: Any,
) -> tuple[Loss, ...]:
    """Write a file, whole or not at all, and say what the format could not hold (JSON and YAML hold everything).

    JSON is indented by two spaces unless `indent` or `canonical` says otherwise. `like` as for `dumps`.
    Raises UnknownFormatError, and OSError when the file cannot be written; the old file then stays as it was.
    """
    known = format_named(format) if format else format_of(path)
    if known is None:
        raise _unknown(f"无法从文件名 {Path(path).name} 看出格式", f"no format goes by the file name {Path(path).name}")
    suffix = Path(path).suffix.lower()
    if format is None and suffix in known.only_read:
        raise _unknown(f"不能写出 {suffix} 文件", f"{suffix} files cannot be written")
    if known.name == "json" and "canonical" not in options:
        options.setdefault("indent", 2)
    replace(path, _dump(document, known, like, options))
    return losses(document, known.name)


def _load(data: bytes, known: Format | None, profile: str | None, limits: Limits, progress: Progress | None) -> Reading:
    content = identify(data)
    notes: tuple[Note, ...] = ()
    if known is None:
        if content.format is None:
            raise UnknownFormatError(content.unsupported([f.name for f in FORMATS]))
        known = format_named(content.format)
    elif not content.may_be(known.name):
        if not known.table or content.format is None or not format_named(content.format).table:
            raise UnreadableError(content.not_a(known.name))
        notes = (
            Note(
                code="format_by_content",
                message=f"文件名为 {known.name}，内容是 {content.format}，按内容读取",
                message_en=f"the file is named {known.name} but holds {content.format}; read as what it holds",
            ),
        )
        known = format_named(content.format)
    codec = _codec(known)
    if known.table:
        reading: Reading = codec.loads(data, format=known.name, profile=profile, limits=limits, progress=progress)
    else:
        reading = codec.loads(data, limits=limits)
        notes += _profile_notes(reading, profile)
    return evolve(reading, notes=(*notes, *reading.notes)) if notes else reading


def _profile_notes(reading: Reading, profile: str | None) -> tuple[Note, ...]:
    own = reading.document.profile
    if profile is None or own is None or own == profile:
        return ()
    return (
        Note(
            code="profile_differs",
            level="warning",
            message=f"文件自称依据 {own}，现按 {profile} 处理；文件内容不变",
            message_en=f"the document names profile {own}; {profile} was asked for; the document is left as it is",
            place=reading.where("/profile") or "",
        ),
    )


def _codec(known: Format) -> Any:
    _need(known, known.requires, ("读取", "read"))
    return import_module(f"{__name__}.{known.module}")


def ready_to_write(known: Format) -> None:
    """Raises MissingExtraError when writing the format takes a package that is not installed."""
    for module in (known.requires, known.writing_requires):
        _need(known, module, ("写出", "write"))


def _need(known: Format, module: str, verb: tuple[str, str]) -> None:
    if module and find_spec(module) is None:
        install = f'pip install "gongkai-standard[{known.extra}]"'
        raise MissingExtraError(
            Problem(
                message=f"{verb[0]} {known.name} 需要先安装：{install}",
                message_en=f"to {verb[1]} {known.name}, first run: {install}",
            )
        )


def _dump(document: Document, known: Format, like: Reading | None, options: dict[str, Any]) -> bytes:
    if not known.writes:
        raise _unknown(f"不能写出 {known.name}", f"{known.name} cannot be written")
    ready_to_write(known)
    if known.table:
        writer = import_module(f"{__name__}.layout.{known.module}")
        data: bytes = writer.dumps(document, **({"like": like} if like else {}), **options)
    else:
        data = _codec(known).dumps(document, **options)
    return data


def _unknown(message: str, message_en: str) -> UnknownFormatError:
    names = "、".join(f.name for f in FORMATS), ", ".join(f.name for f in FORMATS)
    return UnknownFormatError(
        Problem(message=f"{message}；可用格式：{names[0]}", message_en=f"{message_en}; formats: {names[1]}")
    )
