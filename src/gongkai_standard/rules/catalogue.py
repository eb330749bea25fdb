"""标准目录 — rules on a catalogue and on the elements of its entries. Source: notice 三(二).

What each element adds has a module of its own: `time_limit`, `channel`, `audience`, `exemption`, `local_data`.
A placeholder is reported by GK-CAT-011 wherever it stands, and the rule of the element is silent there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.compendium import Document
from gongkai_standard.five_disclosures import disclosure_of
from gongkai_standard.rules import needs
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.citation import out_of_force
from gongkai_standard.rules.index import Index, has_entries, label, withheld
from gongkai_standard.rules.metadata import missing_metadata
from gongkai_standard.rules.placeholder import hollow, is_blank, is_placeholder, keeps_a_place
from gongkai_standard.rules.said_once import said_once
from gongkai_standard.rules.same_body import is_among
from gongkai_standard.rules.unmatched import unmatched


@rule("GK-CAT-002", about=Entry, requirements=("R-062",), severity=Severity.ERROR)
def entry_without_disclosure(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry is not marked with one of the five disclosures (五公开类别).

    Why: the catalogue has to be sorted out against decision, execution, management, service and result.

    Instead: name the disclosure that the entry belongs to.
    """
    disclosure = entry.disclosure or unmatched(entry, "disclosure")
    if disclosure is None or is_blank(disclosure):
        yield Fault("disclosure", also=("R-033",))
    elif not (index.knows("disclosure", disclosure) or (entry.disclosure and is_placeholder(disclosure))):
        yield Fault("disclosure", {"disclosure": disclosure}, "unknown")


@rule("GK-CAT-003", about=Entry, requirements=("R-063",), severity=Severity.ERROR)
def entry_without_stage(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry has no stage (公开环节), or one that does not belong to its disclosure.

    Which stages an item has to have is for the rules on the disclosures to say, which name this requirement too.

    Why: items have to be sorted out stage by stage.

    Instead: name a stage of the entry's disclosure.
    """
    stage = entry.stage or unmatched(entry, "stage")
    if stage is None or is_blank(stage):
        yield Fault("stage", {"stage": "none"}, also=("R-033",))
    elif index.knows("stage", stage):
        belongs_to = disclosure_of(stage)
        if belongs_to and entry.disclosure in index.codes("disclosure") and belongs_to != entry.disclosure:
            yield Fault("stage", {"stage": stage, "disclosure": entry.disclosure}, "foreign")
    elif not (entry.stage and is_placeholder(stage)):
        yield Fault("stage", {"stage": stage}, "unknown")


@rule("GK-CAT-004", about=Entry, requirements=("R-064",), severity=Severity.ERROR)
def entry_without_content(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry has no content (公开内容).

    Why: without it nobody can tell what has to be published.

    Instead: list the elements to be published, one by one.
    """
    if not any(map(str.strip, entry.content)):
        yield Fault("content", also=("R-033",))


@rule("GK-CAT-005", about=Entry, requirements=("R-065",), severity=Severity.ERROR)
def entry_without_responsible_body(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry names no responsible body (责任主体), leaves a "same as above" unresolved, or departs from its item.

    That the body differs from the item's responsible department is a warning, and none where a note is given. A
    department that is missing or a placeholder is for GK-ITM-011 to report.

    Why: somebody has to answer for the publication, at every stage.

    Instead: name the body in full; where it is not the item's department, say why in the note.
    """
    bodies = entry.responsible_body
    if not any(map(str.strip, bodies)):
        yield Fault("responsible_body", also=("R-033",))
        return
    for i, body in enumerate(bodies):
        if len(body) < _SHORT and body not in index.solid and hollow(body) == "ditto":
            yield Fault(f"responsible_body/{i}", {"text": body}, "unresolved", also=("R-033",))
            return
    item = index.group_of(entry).item if index.items else None
    if item and item.responsible_department and not entry.note:
        department = item.responsible_department
        if department in bodies or hollow(department) or all(map(hollow, bodies)):
            return
        if not is_among(department, bodies, index.places):
            params = {"responsible_body": bodies, "responsible_department": department}
            yield Fault("responsible_body", params, "differs", Severity.WARNING)


@rule("GK-CAT-007", about=Entry, requirements=("R-067",), severity=Severity.ERROR)
def entry_without_channel(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry says of no channel that it is used (公开方式).

    An entry that is withheld altogether needs none.

    Why: the notice names the means of disclosure among the elements of every item.

    Instead: name the channels, the government website first.
    """
    for channel in entry.channels:
        if channel.obligation != "not_chosen":
            return
    if not withheld(entry):
        yield Fault("channels", also=("R-033", "R-029", *(() if entry.mode == ("on_request",) else ("R-103",))))


@rule("GK-CAT-008", about=Entry, requirements=("R-068",), severity=Severity.ERROR)
def entry_without_extent(entry: Entry, index: Index) -> Iterator[Fault]:
    """An entry has no extent of disclosure (公开程度), or one that is in no code list.

    Why: the notice names the extent among the elements; readers must know what is left out.

    Instead: say whether all of it is published, or how much; for less than all, add the ground.
    """
    extent = entry.extent or unmatched(entry, "extent")
    if extent is None or is_blank(extent):
        yield Fault("extent", also=("R-033", "R-017"))
    elif not (index.knows("extent", extent) or (entry.extent and is_placeholder(extent))):
        yield Fault("extent", {"extent": extent}, "invalid", also=("R-017",))


@rule("GK-CAT-009", about=Catalogue, requirements=("R-069",), severity=Severity.ERROR, applies=has_entries)
def entry_without_recommended_element(catalogue: Catalogue, index: Index) -> Iterator[Fault]:
    """An entry lacks an element that its text of the standard asks for besides the notice's own.

    The notice says "and other elements" (等要素): legal basis, audience and level are recommended, and a remark
    that holds for the whole catalogue is made once. The national texts demand some of them, entry by entry.
    An audience that is only recommended is left to GK-CHN-003 where that rule is in force.
    A legal basis that was not the law on the catalogue's day (政府信息公开条例 of 2007 or of 2019) is a warning.

    Why: readers want to know on what ground, for whom and at which level something is published.

    Instead: fill in the element; cite the text in force.
    """
    profile = index.profile
    for member in ("basis", "audience", "levels", "mode"):
        if member in profile.required:
            for i, entry in enumerate(catalogue.entries):
                if not getattr(entry, member):
                    yield Fault(f"entries/{i}/{member}", {"item": label(entry), "field": member}, "required")
        elif member in profile.recommended and not (member == "audience" and "GK-CHN-003" in index.in_force):
            yield from said_once(catalogue, member, _lacks(member), severity=Severity.INFO)
    yield from out_of_force(catalogue, index)


def _lacks(member: str) -> Callable[[Entry], bool]:
    """Whether an entry has no value of a recommended element, or only text that keeps the place of one.

    The placeholders of a required element are for GK-CAT-011.
    """
    return _cites_nothing if member == "basis" else lambda entry: not getattr(entry, member)


def _cites_nothing(entry: Entry) -> bool:
    for basis in entry.basis:  # noqa: SIM110 - a third of the time of all()
        if basis.title or basis.number or not keeps_a_place(basis.text):
            return False
    return True


@rule("GK-CAT-011", about=Entry, requirements=("R-033",), severity=Severity.ERROR)
def required_element_with_placeholder(entry: Entry, index: Index) -> Iterator[Fault]:
    """A required element holds a placeholder or a blank among its values, or the entry names no item.

    待定, /, - and an unresolved 同上 stand for nothing; 无 ("none") is a value, but not one of a required
    element. An element that is empty altogether is reported by its own rule, and so is a 同上 in the
    responsible body.

    Why: a standard is only concrete when every element says something.

    Instead: fill in what the placeholder stands for.
    """
    if not (entry.level_two or entry.level_one or entry.level_three or entry.item_id):
        yield Fault("level_two", {"field": "name"}, "unnamed")
    for field, place, text in _suspects(entry, index):
        why = hollow(text)
        if why is None:
            index.solid.add(text)
        elif why == "blank":
            yield Fault(place, {"field": field}, "blank")
        elif why != "ditto" or field != "responsible_body":
            yield Fault(place, {"field": field, "text": text}, also=_ELEMENTS[field])


@rule("GK-CAT-013", about=Catalogue, requirements=("R-070",), severity=Severity.ERROR)
def catalogue_without_metadata(catalogue: Catalogue, index: Index) -> Iterator[Fault]:
    """A catalogue lacks its title, its publisher, its version or its date.

    Inside a compendium publisher and edition may stand in the compendium.

    Why: without them nobody can tell whose catalogue it is and whether it is still the one in force.

    Instead: add what is missing.
    """
    yield from missing_metadata(catalogue, index)


@rule(
    "GK-CAT-014", about=object, requirements=("R-149",), severity=Severity.INFO, needs=(needs.CATALOGUE, needs.LEVELS)
)
def nothing_at_the_lowest_levels(document: Document, index: Index) -> Iterator[Fault]:
    """No entry is disclosed at township or village level (乡镇、街道、村、社区).

    Why: the pilot is to carry services over the "last mile" to the people.

    Instead: mark the entries that townships, subdistricts, villages or communities disclose.
    """
    if not any("township" in entry.levels or "village" in entry.levels for _, entry in index.entries):
        yield Fault("")


_SHORT: Final = 8
"""Characters that no placeholder reaches."""

_ELEMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (),
    "disclosure": ("R-062",),
    "stage": ("R-063",),
    "content": ("R-064",),
    "responsible_body": ("R-065",),
    "time_limits": ("R-066",),
    "channels": ("R-067",),
    "extent": ("R-068",),
    "basis": ("R-069",),
    "audience": ("R-069",),
}
"""Element → the requirement that asks for it."""


def _says_no_time(entry: Entry) -> bool:
    for limit in entry.time_limits:  # noqa: SIM110 - a third of the time of all()
        if limit.kind or not is_blank(limit.text):
            return False
    return True


def _suspects(entry: Entry, index: Index) -> list[tuple[str, str, str]]:
    """(element, place, text) for each text in a required element that is short and was not yet found solid.

    A coded value has a text worth a look only where it has no code.
    """
    required, solid = index.profile.required, index.solid
    found = []
    for member, text in (
        ("level_one", entry.level_one),
        ("level_two", entry.level_two),
        ("level_three", entry.level_three),
    ):
        if text is not None and len(text) < _SHORT and text not in solid:
            found.append(("name", member, text))
    for member, texts in (("content", entry.content), ("responsible_body", entry.responsible_body)):
        suspects = [i for i, text in enumerate(texts) if len(text) < _SHORT and text not in solid]
        if suspects and any(map(str.strip, texts)):
            found += [(member, f"{member}/{i}", texts[i]) for i in suspects]
    for member in ("time_limits", "channels", "basis", "audience"):
        if member in required:
            if member == "time_limits" and _says_no_time(entry):
                continue
            for i, value in enumerate(getattr(entry, member)):
                text = value.text
                if text is not None and len(text) < _SHORT and text not in solid and not getattr(value, "code", None):
                    found.append((member, f"{member}/{i}", text))
    for member, code in (("disclosure", entry.disclosure), ("stage", entry.stage), ("extent", entry.extent)):
        if code and not code[0].islower() and member in required and hollow(code) != "blank":
            found.append((member, member, code))
    return found
