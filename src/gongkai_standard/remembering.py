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


def remembered(most: int, *, at: int = 0) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Keep the results of a function for the `most` texts that it was last called with.

    `at`: which argument, given by position, is the text.
    """

    def keeping(function: Callable[_P, _R]) -> Callable[_P, _R]:
        kept: Any = lru_cache(most)(function)
        bare: Any = function

        def of_text(text: str) -> Any:
            return kept(text) if len(text) <= LONGEST else bare(text)

        def of_several(*given: Any, **named: Any) -> Any:
            usual = len(given) > at and len(given[at]) <= LONGEST
            return (kept if usual else bare)(*given, **named)

        code = bare.__code__
        alone = code.co_argcount + code.co_kwonlyargcount == 1
        made: Any = wraps(function)(of_text if alone else of_several)
        return cast(Callable[_P, _R], made)

    return keeping
