"""YAML as text: block style for people, quoted wherever any reader could take a text for something else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any, Final

from gongkai_standard.errors import GongkaiError, Problem
from gongkai_standard.location import pointer
from gongkai_standard.remembering import remembered

_At = tuple[str | int, ...]

_PLAIN: Final = re.compile(
    r"[A-Za-z\u3400-\u4dbf\u4e00-\u9fff\u300a\u300c]"
    r"[\w\u3400-\u4dbf\u4e00-\u9fff\u3001\u3002\u3008-\u3015\uff08\uff09\uff0c\uff1a\uff1b()/.-]*",
    re.ASCII,
).fullmatch
"""Texts that are safe without quotes: none of these characters means anything to YAML inside a word."""

_TAKEN: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that YAML 1.1 or 1.2 reads as something else, in any case of letters."""

_ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON leaves as it is inside a text and YAML does not allow there, or takes for the end of a line."""

_LONGEST_KEY: Final = 128
"""Longer names get the explicit `? ` form: readers give up on a plain name after 1,024 bytes."""


def emit(tree: Mapping[str, Any]) -> str:
    """The text of an object, with a final newline.

    Raises GongkaiError for values that JSON has not.
    """
    return "".join(_members(tree, 0, ())) or "{}\n"


def _members(tree: Mapping[str, Any], indent: int, at: _At) -> Iterator[str]:
    pad = "  " * indent
    for name, value in tree.items():
        key = _text(name)
        opening = f"{pad}? {key}\n{pad}:" if len(key) > _LONGEST_KEY else f"{pad}{key}:"
        if isinstance(value, Mapping) and value:
            yield f"{opening}\n"
            yield from _members(value, indent + 1, (*at, name))
        elif isinstance(value, (list, tuple)) and value:
            yield f"{opening}\n"
            for i, element in enumerate(value):
                yield from _element(element, indent + 1, (*at, name, i))
        else:
            yield f"{opening} {_scalar(value, (*at, name))}\n"


def _element(value: Any, indent: int, at: _At) -> Iterator[str]:
    """One element of a list behind its dash; what it holds is indented by one more level than the dash."""
    dash = "  " * indent + "- "
    if isinstance(value, Mapping) and value:
        lines = _members(value, indent + 1, at)
    elif isinstance(value, (list, tuple)) and value:
        lines = (line for i, inner in enumerate(value) for line in _element(inner, indent + 1, (*at, i)))
    else:
        yield f"{dash}{_scalar(value, at)}\n"
        return
    yield dash + next(lines)[len(dash) :]
    yield from lines


def _scalar(value: Any, at: _At) -> str:
    if isinstance(value, str):
        if any("\ud800" <= c <= "\udfff" for c in value):
            raise _unwritable(value, at)
        return _text(value)
    if value is None or isinstance(value, (bool, int)):
        return json.dumps(value)
    if isinstance(value, float) and isfinite(value):
        mantissa, e, exponent = repr(value).partition("e")
        return f"{mantissa}{'' if '.' in mantissa or not e else '.0'}{e}{exponent}"
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, (list, tuple)):
        return "[]"
    raise _unwritable(value, at)


@remembered(4096)
def _text(text: str) -> str:
    if _PLAIN(text) and text.lower() not in _TAKEN:
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _unwritable(value: Any, at: _At) -> GongkaiError:
    return GongkaiError(
        Problem(
            message=f"{value!r} 不能写成 YAML", message_en=f"{value!r} cannot be written as YAML", place=pointer(at)
        )
    )
