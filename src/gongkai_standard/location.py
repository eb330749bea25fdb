"""位置 — places: JSON pointers inside a document (RFC 6901)."""

from __future__ import annotations

from collections.abc import Iterable


def pointer(parts: Iterable[str | int]) -> str:
    """`("entries", 3, "a/b")` → `"/entries/3/a~1b"`."""
    return "".join(["/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts])


def parts(at: str) -> tuple[str, ...]:
    """`"/entries/3/a~1b"` → `("entries", "3", "a/b")`.

    Raises ValueError when `at` is neither empty nor starts with a slash.
    """
    if not at:
        return ()
    if not at.startswith("/"):
        raise ValueError(f"not a JSON pointer: {at!r}")
    found = at[1:].split("/")
    return tuple([part.replace("~1", "/").replace("~0", "~") for part in found] if "~" in at else found)


def enclosing(at: str) -> Iterable[str]:
    """The pointer itself, then each place around it, out to the whole document (`""`)."""
    while at:
        yield at
        at = at.rpartition("/")[0]
    yield ""
