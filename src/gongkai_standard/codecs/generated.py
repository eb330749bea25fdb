"""A function made from its lines: straight-line Python for each noun, where loops over members would be slow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Code:
    """The lines of one function, and the objects that they name."""

    def __init__(self, signature: str) -> None:
        self._signature = signature
        self._before: dict[str, str] = {}
        self._lines: list[str] = []
        self._names = 0
        self._held: dict[str, Any] = {}

    def add(self, depth: int, line: str) -> None:
        """One more line, indented by so many levels."""
        self._lines.append("    " * depth + line)

    def name(self, stem: str) -> str:
        """A variable name that is not taken."""
        self._names += 1
        return f"{stem}{self._names}"

    def hold(self, value: Any) -> str:
        """The name by which the function knows an object."""
        name = self.name("_")
        self._held[name] = value
        return name

    def once(self, expression: str) -> str:
        """The variable that holds an expression, worked out before all other lines."""
        return self._before.setdefault(expression, self.name("k"))

    def function(self, **held: Any) -> Callable[..., Any]:
        """The function, compiled; `held` are further objects that it knows by these names."""
        scope = self._held | held
        first = [f"    {name} = {expression}" for expression, name in self._before.items()]
        source = "\n".join((f"def {self._signature}:", *first, *self._lines))
        exec(source, scope)  # noqa: S102 - made of the names of our own members
        made: Callable[..., Any] = scope[self._signature.partition("(")[0]]
        return made
