"""规则 — a rule is one small generator with its page attached.

The docstring is the English page: the fault in one sentence, `Why:`, `Instead:`. The Chinese page, the
messages and the ways to mend it are rows of `rules/messages/`. Ids are written down, never computed,
never reused.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from attrs import frozen

from gongkai_standard.mapping import EMPTY
from gongkai_standard.rules.index import Index

if TYPE_CHECKING:
    from gongkai_standard.rules.messages import Message


class Severity(StrEnum):
    """How much a finding weighs; follows the modal word of the clause (要 → error, 力求 → warning, 可 → info)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def weight(self) -> int:
        """3, 2, 1: for comparing."""
        return _WEIGHTS[self]


_WEIGHTS = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1}


@frozen
class Fault:
    """What a rule yields: one thing that is wrong. The engine turns it into a `Finding`."""

    at: str
    """The smallest place that is wrong, relative to the subject: `content`, `time_limits/0`; empty for all of it.
    With a leading slash it is a pointer into the whole document, for a fault outside the subject."""
    params: Mapping[str, Any] = EMPTY
    """What the messages name, free of language: codes, member names, texts of the document. `item` is given."""
    variant: str | None = None
    """Which case of the rule this is, where it has several, each with messages of its own."""
    severity: Severity | None = None
    """Of this case, when it is not the rule's."""
    also: tuple[str, ...] = ()
    """Requirements that this fault violates besides the rule's own, if the profile asks for them."""


@frozen
class Undecided:
    """What a rule yields where it cannot tell, so that its silence is not taken for a requirement that is met."""

    why: str
    """A row of `messages/words.csv`, `why`."""


Find = Callable[[Any, Index], Iterator[Fault] | Iterator[Fault | Undecided]]


@frozen(kw_only=True)
class Rule:
    """One rule: what it judges, what it cites, what it weighs, and the generator that finds its faults."""

    id: str
    about: type
    """The noun it is called with: Entry, Item, Group, Catalogue, ItemList, SourceList, Compendium, or
    `object` for the document that was handed in, whatever its kind."""
    requirements: tuple[str, ...]
    severity: Severity
    """The worst it reports; a `Fault` may carry a lower one."""
    find: Find
    needs: tuple[str, ...] = ()
    """What must be at hand for the rule to run (`rules/needs.py`); otherwise its requirements are not checked."""
    met_needs: tuple[str, ...] = ()
    """What must be at hand besides for silence to mean that the requirement is met."""
    leaves_open: str | None = None
    """What silence does not show although the requirement counts as met: a word of the list `why`."""
    applies: Callable[[Index], bool] | None = None
    """Whether the document has anything that the rule speaks of; None: always."""
    eased: bool = False
    """True: an error is a warning for a unit that takes part voluntarily. Source: notice 二, 可积极参照."""
    messages: tuple[Message, ...] = ()
    """What it says, where that stands in no row of `rules/messages/`: of rules that an extension brings."""

    @property
    def name(self) -> str:
        """The readable name: that of the generator."""
        return self.find.__name__

    @property
    def page(self) -> str:
        """The English page."""
        return inspect.getdoc(self.find) or ""


def rule(
    id: str,
    *,
    about: type,
    requirements: tuple[str, ...],
    severity: Severity,
    needs: tuple[str, ...] = (),
    met_needs: tuple[str, ...] = (),
    leaves_open: str | None = None,
    applies: Callable[[Index], bool] | None = None,
    eased: bool = False,
    messages: tuple[Message, ...] = (),
) -> Callable[[Find], Rule]:
    """Make a `Rule` of the generator below; the members are those of `Rule`."""

    def attach(find: Find) -> Rule:
        return Rule(
            id=id,
            about=about,
            requirements=requirements,
            severity=severity,
            find=find,
            needs=needs,
            met_needs=met_needs,
            leaves_open=leaves_open,
            applies=applies,
            eased=eased,
            messages=messages,
        )

    return attach
