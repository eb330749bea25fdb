"""错误 — what goes wrong on the outside: a file that is not what it claims, a call that cannot work.

What a *document* gets wrong is never an exception; it is a finding (`rules.report`).
Every error speaks Chinese and English and says where.
"""

from __future__ import annotations

from attrs import field, frozen


@frozen(kw_only=True)
class Problem:
    """One thing that keeps a file from being read."""

    message: str
    message_en: str
    place: str = field(default="")
    """Where in the source: `line:column`, `Sheet!C7`, a member of a zip; empty for the whole file."""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message} ({self.message_en})"


class GongkaiError(Exception):
    """The base of every error that this library raises on purpose.

    `problems` holds all of them at once, in the order of the source.
    """

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(str(p) for p in problems))


class UnreadableError(GongkaiError):
    """The bytes are not a readable file of the format."""


class UnknownFormatError(GongkaiError):
    """No codec answers to this format or file name."""


class LimitExceededError(GongkaiError):
    """The input is larger, deeper or denser than `Limits` allows; the message names the limit."""


class MissingExtraError(GongkaiError):
    """A format needs an optional dependency that is not installed; the message says what to install."""


class UnknownNameError(GongkaiError, LookupError):
    """A profile, code list, rule or requirement of that name does not exist."""
