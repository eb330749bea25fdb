"""基层政务公开标准 — the standard of grassroots government openness as a Python package.

    import gongkai_standard as gk

    reading = gk.read("elderly-care.xlsx")
    report = gk.check(reading)

Every public name is loaded when it is first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from gongkai_standard.adjust.apply import apply
    from gongkai_standard.adjust.diff import diff
    from gongkai_standard.adjust.merge import merge
    from gongkai_standard.adjustment import Adjustment
    from gongkai_standard.catalogue import Audience, Catalogue, Entry
    from gongkai_standard.channel import Channel
    from gongkai_standard.checking import check
    from gongkai_standard.codecs import dumps, loads, read, write
    from gongkai_standard.codecs.limits import Limits
    from gongkai_standard.codecs.reading import Note, Reading
    from gongkai_standard.codelists import code_list
    from gongkai_standard.compendium import Compendium, Document
    from gongkai_standard.edition import Edition
    from gongkai_standard.errors import GongkaiError
    from gongkai_standard.item_list import Exemption, Item, ItemList, SourceList
    from gongkai_standard.legal_basis import LegalBasis
    from gongkai_standard.profiles import profile
    from gongkai_standard.publisher import Publisher
    from gongkai_standard.requirements import requirement
    from gongkai_standard.rules.policy import Policy
    from gongkai_standard.rules.report import Finding, Report
    from gongkai_standard.time_limit import TimeLimit

__version__ = "0.1.0"

__all__ = [
    "Adjustment",
    "Audience",
    "Catalogue",
    "Channel",
    "Compendium",
    "Document",
    "Edition",
    "Entry",
    "Exemption",
    "Finding",
    "GongkaiError",
    "Item",
    "ItemList",
    "LegalBasis",
    "Limits",
    "Note",
    "Policy",
    "Publisher",
    "Reading",
    "Report",
    "SourceList",
    "TimeLimit",
    "__version__",
    "apply",
    "check",
    "code_list",
    "diff",
    "dumps",
    "loads",
    "merge",
    "profile",
    "read",
    "requirement",
    "write",
]

_HOMES: Final = {
    "adjust.apply": ("apply",),
    "adjust.diff": ("diff",),
    "adjust.merge": ("merge",),
    "adjustment": ("Adjustment",),
    "catalogue": ("Audience", "Catalogue", "Entry"),
    "channel": ("Channel",),
    "checking": ("check",),
    "codecs": ("dumps", "loads", "read", "write"),
    "codecs.limits": ("Limits",),
    "codecs.reading": ("Note", "Reading"),
    "codelists": ("code_list",),
    "compendium": ("Compendium", "Document"),
    "edition": ("Edition",),
    "errors": ("GongkaiError",),
    "item_list": ("Exemption", "Item", "ItemList", "SourceList"),
    "legal_basis": ("LegalBasis",),
    "profiles": ("profile",),
    "publisher": ("Publisher",),
    "requirements": ("requirement",),
    "rules.policy": ("Policy",),
    "rules.report": ("Finding", "Report"),
    "time_limit": ("TimeLimit",),
}
"""Module → the public names that live there; the imports above say the same to type checkers."""

_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
