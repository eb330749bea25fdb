"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def replace(path: str | os.PathLike[str], data: bytes) -> None:
    """Write beside the target, then move over it in one step; symbolic links and permissions are kept.

    What exists and is no regular file (a pipe, a device) is written to as it is.
    Raises OSError, with the path as given, when that cannot be done; the old file then stays as it was and
    nothing is left behind.
    """
    target = Path(path).resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _move_over(target, data)
    except OSError as error:
        error.filename, error.filename2 = os.fspath(path), None
        raise


def _move_over(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o7777)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
