"""RFC 8785 — the one canonical JSON text of a value, for hashes. Nothing is normalised but the spelling.

Members are sorted by the UTF-16 code units of their names, numbers are written as ECMAScript writes doubles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from json.encoder import encode_basestring
from typing import Any


def canonical(tree: Any) -> bytes:
    """The canonical UTF-8 text. Raises ValueError or TypeError for what JSON cannot hold exactly."""
    return "".join(_pieces(tree)).encode()


def _utf16(member: tuple[str, Any]) -> bytes:
    return member[0].encode("utf-16-be")


def _pieces(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield encode_basestring(value)
    elif value is None:
        yield "null"
    elif isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, (int, float)):
        yield _number(value)
    elif isinstance(value, Mapping):
        mark = "{"
        for name, inner in sorted(value.items(), key=_utf16):
            yield mark + encode_basestring(name) + ":"
            yield from _pieces(inner)
            mark = ","
        yield "{}" if mark == "{" else "}"
    elif isinstance(value, (list, tuple)):
        mark = "["
        for inner in value:
            yield mark
            yield from _pieces(inner)
            mark = ","
        yield "[]" if mark == "[" else "]"
    else:
        raise TypeError(f"{value!r} is no JSON value")


def _number(value: int | float) -> str:
    """ECMAScript `Number::toString`; the shortest digits are those of Python's repr."""
    try:
        double = float(value)
    except OverflowError:
        double = float("inf")
    if double != value or double in (float("inf"), float("-inf")):
        raise ValueError(f"{value} is not exactly a double, so it has no canonical form")
    if double == 0:
        return "0"
    sign = "-" if double < 0 else ""
    mantissa, _, exponent = repr(abs(double)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    point = len(digits) - len(fraction) + int(exponent or 0)
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    tail = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{point - 1:+d}"
