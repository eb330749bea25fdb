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
    held: dict[str, Any] = {"equal_json": _equal_json}
    plain = " and ".join(f"a.{m.attribute} == b.{m.attribute}" for m in members(noun) if m.form in PLAIN)
    lines = [
        "def equal(a, b, twins):",
        " if a is b: return True",
        f" if not ({plain or True}): return False",
    ]
    for m in members(noun):
        if m.form not in PLAIN:
            held[f"test_{m.attribute}"] = equal_parts(m)
            lines += [
                f" x = a.{m.attribute}; y = b.{m.attribute}",
                " if x is not y and twins.get(id(y), twins) is not x"
                f" and not test_{m.attribute}(x, y, twins): return False",
            ]
    lines += [
        f" x = a.{UNKNOWN}; y = b.{UNKNOWN}",
        " return x is y or equal_json(x, y, twins)",
    ]
    exec("\n".join(lines), held)  # noqa: S102 - made of the names of our own members
    made: Equal = held["equal"]
    return made


def _equal_json(x: Any, y: Any, _: Twins) -> bool:
    return comparable(x) == comparable(y)


@cache
def equal_parts(m: Member) -> Equal:
    """The comparison of what a noun holds under a member that is not plain."""
    if m.noun is None:
        return _equal_json
    inner = equal_nouns(m.noun)
    if m.form is Form.NOUN:
        return lambda x, y, twins: x is not None and y is not None and inner(x, y, twins)

    def equal_lists(x: Any, y: Any, twins: Twins) -> bool:
        if len(x) != len(y):
            return False
        if [*map(twins.get, map(id, y))] == [*x]:
            return True
        for a, b in zip(x, y):  # noqa: B905 - just compared
            if not inner(a, b, twins):
                return False
            twins[id(b)] = a
        twins[id(y)] = x
        return True

    return equal_lists
