"""压缩包 — what a zip file may hold before anybody unpacks it: sizes, ratios, no part twice."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from gongkai_standard.codecs.limits import MIB, Limits, exceeded
from gongkai_standard.codecs.table.notes import Notes
from gongkai_standard.errors import Problem, UnreadableError

_OUTSIDE: Final = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
"""A name that leads out of the package."""
_DECLARATION: Final = re.compile(rb"\s*(?:\xef\xbb\xbf)?(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<!(?:DOCTYPE|ENTITY)", re.S)
"""The beginning of an XML part that names a document type."""
_WIDE: Final = re.compile(rb"\xff\xfe|\xfe\xff|\x00?<\x00")
"""The beginning of an XML part in UTF-16, which the parser of workbooks takes for an empty one."""
_WINDOW: Final = MIB
_OVERLAP: Final = 512
_DAMAGE: Final = (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, RuntimeError, zlib.error)
_UNUSED: Final = (
    (re.compile(r"vbaProject\w*\.bin$|/macrosheets/"), "macros_ignored", "宏", "macros"),
    (re.compile(r"/externalLinks/"), "links_ignored", "到其他文件的链接", "links to other files"),
    (re.compile(r"/(?:embeddings|activeX|ctrlProps)/"), "objects_ignored", "嵌入的对象", "embedded objects"),
)


def opened(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, its directory checked.

    Raises UnreadableError when it is damaged, encrypted or names a part twice, LimitExceededError when it would
    unpack to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise damaged() from error
    seen: set[str] = set()
    total = 0
    for part in parts:
        if part.filename in seen:
            raise UnreadableError(
                Problem(
                    message="压缩包中有同名的部件",
                    message_en="the archive holds a part twice",
                    place=part.filename,
                )
            )
        seen.add(part.filename)
        if _OUTSIDE.search(part.filename):
            raise UnreadableError(
                Problem(
                    message="压缩包中的部件名指向包外",
                    message_en="the name of a part leads out of the archive",
                    place=part.filename,
                )
            )
        if part.flag_bits & 1:
            raise UnreadableError(
                Problem(message="压缩包有密码", message_en="the archive is password-protected", place=part.filename)
            )
        total += part.file_size
        if total > limits.expanded_size:
            raise exceeded("expanded_size", total, limits)
        if part.file_size > MIB and part.file_size > limits.ratio * max(part.compress_size, 1):
            raise exceeded("ratio", part.file_size // max(part.compress_size, 1), limits, place=part.filename)
    return archive


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, unpacked; no more than its directory entry says.

    Raises UnreadableError when it is damaged or an XML part that declares entities or is in UTF-16.
    """
    return b"".join(piece for _, piece in _pieces(archive, name))


def windows(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """One part piece by piece; each begins with the end of the one before, so that no tag is cut.

    Raises UnreadableError when it is damaged or an XML part that declares entities or is in UTF-16.
    """
    for before, piece in _pieces(archive, name):
        yield before + piece


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[bytes, bytes]]:
    """The end of the piece before, and the piece."""
    before = b""
    try:
        with archive.open(name) as stream:
            while piece := stream.read(_WINDOW):
                if not before and _DECLARATION.match(piece):
                    raise _declared(name)
                if not before and name.endswith(".xml") and _WIDE.match(piece):
                    raise _wide(name)
                yield before, piece
                before = piece[-_OVERLAP:]
    except _DAMAGE as error:
        raise damaged(name) from error


def elements(archive: zipfile.ZipFile, name: str, events: Sequence[str], *tags: str) -> Iterator[tuple[str, Any]]:
    """Event and element for the named elements of an XML part, while it is parsed: what was used may be cleared.

    No entity is resolved and nothing is fetched; a document type, which no Office part has, is an error.
    Raises UnreadableError when the part is damaged or declares one.
    """
    from lxml import etree

    try:
        with archive.open(name) as stream:
            walk = etree.iterparse(
                stream, events=events, tag=tags, resolve_entities=False, no_network=True, load_dtd=False
            )
            checked = False
            for event, element in walk:
                if not checked:
                    _refuse_entities(element, name)
                    checked = True
                yield event, element
            _refuse_entities(walk.root, name)
    except (*_DAMAGE, etree.XMLSyntaxError) as error:
        raise damaged(name) from error


def tell_unused(archive: zipfile.ZipFile, notes: Notes) -> None:
    """Note what the file holds that is never run, opened or followed."""
    for pattern, code, zh, en in _UNUSED:
        name = next(filter(pattern.search, archive.namelist()), None)
        if name:
            notes.add(code, f"文件含{zh}，未使用", f"the file holds {en}; they are not used", name)


def _refuse_entities(element: Any, name: str) -> None:
    if element.getroottree().docinfo.doctype:
        raise _declared(name)


def _declared(name: str) -> UnreadableError:
    return UnreadableError(
        Problem(
            message="部件声明了文档类型或实体，Office 文件不应有",
            message_en="the part declares a document type or entities, which no Office file does",
            place=name,
        )
    )


def _wide(name: str) -> UnreadableError:
    return UnreadableError(
        Problem(
            message="部件是 UTF-16 编码，无法读取，请在办公软件中另存一次",
            message_en="the part is in UTF-16, which is not read; save the file anew in an office program",
            place=name,
        )
    )


def damaged(place: str = "") -> UnreadableError:
    """The error for an archive that cannot be unpacked."""
    return UnreadableError(
        Problem(
            message="文件损坏或不完整，无法解压",
            message_en="the file is damaged or truncated and cannot be unpacked",
            place=place,
        )
    )
