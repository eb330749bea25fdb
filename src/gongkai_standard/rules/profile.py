"""规范文本 — what one text of the standard asks for, as a value. The texts themselves: `gongkai_standard.profiles`.

Rules receive a `Profile` through the index and never name one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    item_required: frozenset[str] = frozenset({"name"})
    """Members of an item that the text demands of the item list (事项清单)."""
    headings: Mapping[str, str] = field(default=EMPTY)
    """Member of an entry → the word that this text has for it; its tables print it as a heading."""
    requirements: frozenset[str] | None = None
    """Ids of the notice's requirements that this text asks for too; None: all."""
    domains: tuple[str, ...] = ()
    """The domains that every unit has to cover, in the order of the text; empty: none is named."""
    code_lists: Mapping[str, str] = field(default=EMPTY)
    """Code list named by the model → the list that this text uses in its place."""

    def has_in_force(self, requirements: Sequence[str]) -> bool:
        """Whether a rule that cites these requirements speaks for this text: its own, the first, decides.

        So a new rule on an old requirement is in force exactly where the requirement is asked for.
        """
        return self.requirements is None or requirements[0] in self.requirements
