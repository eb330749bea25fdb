"""压缩包 — what a zip file may hold before anybody unpacks it: sizes, ratios, no part twice."""

from __future__ import annotations

import io
import zipfile
import zlib

from gongkai_standard.codecs.limits import MIB, Limits, exceeded
from gongkai_standard.errors import Problem, UnreadableError


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
    """One part, unpacked; no more than its directory entry says. Raises UnreadableError when it is damaged."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, RuntimeError, zlib.error) as error:
        raise damaged(name) from error


def damaged(place: str = "") -> UnreadableError:
    """The error for an archive that cannot be unpacked."""
    return UnreadableError(
        Problem(
            message="文件损坏或不完整,无法解压",
            message_en="the file is damaged or truncated and cannot be unpacked",
            place=place,
        )
    )
