"""规范文本 — what one text of the standard asks for, as a value. The texts themselves: `gongkai_standard.profiles`.

Rules receive a `Profile` through the index and never name one.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from gongkai_standard.mapping import EMPTY


@frozen(kw_only=True)
class Profile:
    """One text of the standard."""

    name: str
    zh: str
    en: str
    source: str
    """Number of the document that the text stands in."""
    required: frozenset[str]
    """Members of an entry that the text demands; `name` stands for the levels that name the item."""
    recommended: tuple[str, ...] = ()
    """Members of an entry whose absence is worth a remark."""
    rules: frozenset[str] | None = None
    """Ids of the rules in force; None: all."""
    domains: tuple[str, ...] = ()
    """The domains that every unit has to cover, in the order of the text; empty: none is named."""
    code_lists: Mapping[str, str] = field(default=EMPTY)
    """Code list named by the model → the list that this text uses in its place."""

    def has_in_force(self, rule: str) -> bool:
        """Whether the rule of this id speaks for this text."""
        return self.rules is None or rule in self.rules
