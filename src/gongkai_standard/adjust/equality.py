"""相等 — whether two values of a noun are equal, as `==` has it, but several times quicker.

`==` of a noun looks at every part anew and makes comparable forms of its mappings. Documents that were read share
their equal parts, so here each pair of parts is compared once: `twins` remembers which part of the new document was
found equal to which part of the old one. The comparison of a noun is one generated function.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from gongkai_standard.mapping import comparable
from gongkai_standard.shape import UNKNOWN, Form, Member, members

Twins = dict[int, Any]
"""Id of a part of the new value → the part of the old one that was found equal to it; valid while both are alive."""

PLAIN: Final = frozenset({Form.TEXT, Form.INTEGER, Form.BOOLEAN, Form.DATE, Form.CHOICE, Form.TEXTS, Form.CHOICES})
"""Forms whose values `==` compares at once."""

Equal = Callable[[Any, Any, Twins], bool]


@cache
def equal_nouns(noun: Any) -> Equal:
    """The comparison of two values of a noun."""
    plain = [f"a.{m.attribute} == b.{m.attribute}" for m in members(noun) if m.form in PLAIN]
    return _compiled(noun, [" if a is b: return True", f" if not ({' and '.join(plain) or True}): return False"])


@cache
def equal_parts(m: Member) -> Equal:
    """The comparison of what a noun holds under a member that is not plain."""
    if m.noun is None:
        return _equal_json
    inner = equal_nouns(m.noun)
    if m.form is Form.NOUN:
        return lambda x, y, twins: x is not None and y is not None and inner(x, y, twins)
    held: dict[str, Any] = {"inner": inner}
    return _function(["def equal(x, y, twins):", " get = twins.get", *_list_lines("inner"), " return True"], held)


def _compiled(noun: Any, lines: list[str]) -> Equal:
    held: dict[str, Any] = {"equal_json": _equal_json}
    lines = ["def equal(a, b, twins):", " get = twins.get", *lines]
    for m in members(noun):
        if m.form in PLAIN:
            continue
        lines.append(f" x = a.{m.attribute}; y = b.{m.attribute}")
        name = f"test_{m.attribute}"
        if m.form is Form.NOUNS:
            held[name] = equal_nouns(m.noun)
            lines.append(" if x is not y and get(id(y)) is not x:")
            lines += [f" {line}" for line in _list_lines(name)]
        else:
            held[name] = equal_parts(m)
            lines.append(f" if x is not y and not {name}(x, y, twins): return False")
    lines += [f" x = a.{UNKNOWN}; y = b.{UNKNOWN}", " return x is y or equal_json(x, y, twins)"]
    return _function(lines, held)


def _list_lines(inner: str) -> list[str]:
    """Code that returns False when the lists `x` and `y` differ; a list that was looked through once is remembered."""
    return [
        " if len(x) != len(y): return False",
        " fresh = False",
        " for p, q in zip(x, y):",
        "  if get(id(q)) is not p:",
        f"   if not {inner}(p, q, twins): return False",
        "   twins[id(q)] = p; fresh = True",
        " if fresh: twins[id(y)] = x",
    ]


def _function(lines: list[str], held: dict[str, Any]) -> Equal:
    exec("\n".join(lines), held)  # noqa: S102 - made of the names of our own members
    made: Equal = held["equal"]
    return made


def _equal_json(x: Any, y: Any, _: Twins) -> bool:
    return comparable(x) == comparable(y)
