"""Mappings inside frozen values: `extra` columns and `unknown` members.

The values are equal and hashed by content, so a mapping in one needs a shared empty default and a
form that can be compared and hashed. Treat every mapping of the model as read-only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NoReturn


class _Empty(dict[str, Any]):
    """An empty dict that stays empty: the one default of every mapping member."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("the empty mapping is shared and cannot be changed")

    __setitem__ = setdefault = update = __ior__ = _refuse

    def __reduce__(self) -> str:
        return "EMPTY"


EMPTY: Final[Mapping[str, Any]] = _Empty()


def comparable(values: Mapping[str, Any] | tuple[Any, ...]) -> object:
    """A hashable stand-in for a mapping or tuple of JSON values; equal exactly when the JSON values are.

    `True` and `1`, `1` and `1.0` are different JSON, so the type takes part.
    """
    return _frozen(values) if values else ()


def _frozen(value: object) -> object:
    if isinstance(value, Mapping):
        return frozenset((key, _frozen(item)) for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(_frozen(item) for item in value)
    return (type(value).__name__, value)
