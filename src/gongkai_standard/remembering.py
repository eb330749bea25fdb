"""记忆 — what a function makes of a text is kept for the next cell that says the same.

The cells of a catalogue repeat each other, so most texts need to be read once. Nothing is kept of a text that is longer
than cells are: a file may hold a thousand texts of a million characters, and what is kept outlives the file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final, ParamSpec, TypeVar, cast

LONGEST: Final = 2_000
"""Characters of the longest text of which a result is kept."""

_P = ParamSpec("_P")
_R = TypeVar("_R")


def remembered(most: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Keep the results of a function for the `most` arguments that it was last called with, if no text is long.

    A function of one argument calls it `text`, so that it can be named as before.
    """

    def keeping(function: Callable[_P, _R]) -> Callable[_P, _R]:
        kept: Any = lru_cache(most)(function)
        bare: Any = function

        def of_text(text: str) -> Any:
            return kept(text) if len(text) <= LONGEST else bare(text)

        def of_several(*given: Any, **named: Any) -> Any:
            for one in (*given, *named.values()):
                if isinstance(one, str | tuple) and _length(one) > LONGEST:
                    return bare(*given, **named)
            return kept(*given, **named)

        code = bare.__code__
        alone = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] == ("text",)
        made: Any = wraps(function)(of_text if alone else of_several)
        return cast(Callable[_P, _R], made)

    return keeping


def _length(given: str | tuple[str, ...]) -> int:
    return len(given) if isinstance(given, str) else sum(map(len, given))
