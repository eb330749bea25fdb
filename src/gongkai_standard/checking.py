"""检查 — `check`: one document against one text of the standard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from gongkai_standard import profiles
from gongkai_standard.calendar import Calendar, statutory_calendar
from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.compendium import Document
from gongkai_standard.extension_packs import Pack, agreed
from gongkai_standard.rules.engine import SAMPLE, check_index
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.policy import Policy
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.report import AppliedPack, Report


def check(
    subject: Reading | Document,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    policy: Policy | None = None,
    calendar: Calendar | None = None,
    sample: int = SAMPLE,
    pause_gc: bool = True,
    extensions: Sequence[Pack] = (),
) -> Report:
    """What is wrong with a document, where, why, and how to mend it.

    `subject` is what a reader handed back (findings then name the cell or line) or a document made in memory.
    `profile` is the argument, else the document's own where that is known, else `henan-2017`.
    `as_of` is the argument, else the day the edition takes effect, else the day it was issued; without any,
    what needs a date is not checked. `calendar` holds the working days to count by, the State Council's where none
    is given; what lies outside its span is not checked. `sample` bounds the findings shown per rule; counts are exact.
    `pause_gc` keeps the garbage collector off meanwhile, which would look at the whole document again and again.
    `extensions` are the codes and rules of a province or place, beside the standard's own.

    Raises UnknownNameError when `profile` names no profile, ExtensionError for extensions that cannot be used.
    """
    where: Callable[[str], str | None] | None = None
    sha256: str | None = None
    if isinstance(subject, Reading):
        document, where, sha256 = subject.document, subject.where, subject.sha256
    else:
        document = subject
    with paused(pause_gc):
        index = indexed(document, profile=profile, as_of=as_of, calendar=calendar, extensions=extensions)
        return check_index(
            index,
            sha256=sha256,
            where=where,
            policy=policy,
            packs=(AppliedPack(name=pack.name, source=pack.source) for pack in extensions),
            calendar=None if calendar is None else calendar.name,
            sample=sample,
        )


def indexed(
    document: Document,
    *,
    profile: str | None = None,
    as_of: date | None = None,
    calendar: Calendar | None = None,
    extensions: Sequence[Pack] = (),
) -> Index:
    """The index over which `check` runs the rules; the arguments are those of `check`."""
    text = profiles.profile(profile or _own_profile(document))
    brought = agreed(extensions)
    rules = (*RULES.values(), *brought.rules)
    return Index(
        document,
        text,
        as_of=as_of or _own_date(document),
        asked=as_of,
        in_force=frozenset(rule.id for rule in rules if text.has_in_force(rule.requirements)),
        profiles=frozenset(profiles.PROFILES),
        calendar=statutory_calendar if calendar is None else lambda: calendar,
        local_rules=brought.rules,
        local_additions=brought.additions,
    )


def _own_profile(document: Document) -> str:
    named = document.profile
    return named if named is not None and named in profiles.PROFILES else profiles.DEFAULT


def _own_date(document: Document) -> date | None:
    edition = document.edition
    return (edition.effective or edition.issued) if edition else None
