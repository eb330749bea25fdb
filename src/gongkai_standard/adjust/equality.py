"""相等 — whether two values of a noun are equal, as `==` has it, but several times quicker.

`==` of a noun looks at every part anew and makes comparable forms of its mappings. Documents that were read share
their equal parts, so here each pair of parts is compared once: `twins` remembers which part of the new document was
found equal to which part of the old one. The comparison of a noun is one generated function.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from gongkai_standard.codecs.json_twins import REPEATED_LISTS
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
    held: dict[str, Any] = {"equal_json": _equal_json}
    lines = ["def equal(a, b, twins):", " get = twins.get", " if a is b: return True"]
    if differ := _differ(noun, "a", "b"):
        lines.append(f" if {differ}: return False")
    for m in members(noun):
        if m.form in PLAIN:
            continue
        lines.append(f" x = a.{m.attribute}; y = b.{m.attribute}")
        if m.form is Form.NOUNS:
            lines += _list_lines(m.noun, held)
        else:
            held[name := f"test_{m.attribute}"] = equal_parts(m)
            lines.append(f" if x is not y and not {name}(x, y, twins): return False")
    lines += [f" x = a.{UNKNOWN}; y = b.{UNKNOWN}", " return x is y or equal_json(x, y, twins)"]
    return _function(lines, held)


@cache
def equal_parts(m: Member) -> Equal:
    """The comparison of what a noun holds under a member that is not plain."""
    if m.noun is None:
        return _equal_json
    if m.form is Form.NOUN:
        inner = equal_nouns(m.noun)
        return lambda x, y, twins: x is not None and y is not None and inner(x, y, twins)
    held: dict[str, Any] = {"equal_json": _equal_json}
    return _function(["def equal(x, y, twins):", " get = twins.get", *_list_lines(m.noun, held), " return True"], held)


def _differ(noun: Any, a: str, b: str) -> str:
    """The expression for whether a plain member of two values differs."""
    return " or ".join(f"{a}.{m.attribute} != {b}.{m.attribute}" for m in members(noun) if m.form in PLAIN)


def _list_lines(noun: Any, held: dict[str, Any]) -> list[str]:
    """Code that returns False when the lists `x` and `y` differ.

    What readers share is remembered once it was compared: lists of some nouns, the elements of all others.
    """
    if all(m.form in PLAIN for m in members(noun)):  # in place: small and many
        same = f"(p.{UNKNOWN} is q.{UNKNOWN} or equal_json(p.{UNKNOWN}, q.{UNKNOWN}, twins))"
        unequal = f"{_differ(noun, 'p', 'q')} or not {same}"
    else:
        held[name := f"test_{noun.__name__}"] = equal_nouns(noun)
        unequal = f"not {name}(p, q, twins)"
    if noun in REPEATED_LISTS:
        return [
            " if x is not y and get(id(y)) is not x:",
            "  if len(x) != len(y): return False",
            "  for p, q in zip(x, y):",
            f"   if {unequal}: return False",
            "  twins[id(y)] = x",
        ]
    return [
        " if x is not y:",
        "  if len(x) != len(y): return False",
        "  for p, q in zip(x, y):",
        "   if get(id(q)) is not p:",
        f"    if {unequal}: return False",
        "    twins[id(q)] = p",
    ]


def _function(lines: list[str], held: dict[str, Any]) -> Equal:
    exec("\n".join(lines), held)  # noqa: S102 - made of the names of our own members
    made: Equal = held["equal"]
    return made


def _equal_json(x: Any, y: Any, _: object) -> bool:
    return comparable(x) == comparable(y)
