"""编号 — ids for rows of tables that have none: the same again when a file is read again or its rows move."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

DERIVED: Final = re.compile("x[0-9a-f]{16}")
"""The form of a derived id."""


class Ids:
    """Ids of one document. Equal rows get different ids by their order among themselves."""

    __slots__ = ("_equals", "_publisher")

    def __init__(self, publisher: str | None) -> None:
        self._publisher = publisher or ""
        self._equals: dict[str, int] = {}

    def of(self, parts: Sequence[str | None]) -> str:
        """`x` and 16 hex characters: SHA-256 over the publisher, the parts and the ordinal among equals.

        For an entry the parts are domain, level names, disclosure and stage.
        """
        key = "\x1f".join([self._publisher, *[part or "" for part in parts]])
        ordinal = self._equals.get(key, 0)
        self._equals[key] = ordinal + 1
        return "x" + sha256(f"{key}\x1f{ordinal}".encode()).hexdigest()[:16]
