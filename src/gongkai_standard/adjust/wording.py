"""措辞 — the words of changes for people: what a member is called, how a value reads, one line for each difference.

Everything derives from the terms and code lists of the nouns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.codelists import Language, code_list
from gongkai_standard.compendium import KINDS, Compendium
from gongkai_standard.location import parts
from gongkai_standard.shape import Form, is_document, members
from gongkai_standard.terms import Term, terms_of


@frozen
class Line:
    """One difference in words."""

    label: str
    """What the member is called."""
    old: str | None
    """How the old value reads; None where there was none."""
    new: str | None


def row_noun(adjustment: Adjustment, change: Change) -> Any:
    """The noun of the row, or of the document, that a change is about; None when it cannot be told."""
    noun: Any = KINDS.get(adjustment.subject or "")
    steps = parts(change.at or "")
    while steps and noun is not None:
        m = next((m for m in members(noun) if m.name == steps[0] and m.form is Form.NOUNS), None)
        noun, steps = (m.noun if m is not None and is_document(noun) else None), steps[2:]
    return noun


def lines(adjustment: Adjustment, change: Change, lang: Language) -> Iterator[Line]:
    """The differences of a row that stayed; a row that came, went or only moved has none.

    Where one element of a list went and one came, the two are one line.
    """
    noun = row_noun(adjustment, change)
    gone: dict[str, list[str]] = {}
    come: dict[str, list[str]] = {}
    for side, values, places in ((gone, change.old, change.old_places), (come, change.new, change.new_places)):
        for p in values:
            if p in places:
                side.setdefault(p.rpartition("/")[0], []).append(p)
    partner = {gone[where][0]: come[where][0] for where in gone if len(gone[where]) == len(come.get(where, ())) == 1}
    for p in dict.fromkeys((*change.old, *change.new)):
        if not p or (p not in change.old and p in partner.values()):
            continue
        label, term = _label(noun, parts(p), lang)
        other = partner.get(p, p)
        yield Line(
            label,
            reads(change.old[p], term, lang) if p in change.old else None,
            reads(change.new[other], term, lang) if other in change.new else None,
        )


def stands_at(noun: Any, place: str) -> tuple[Any, Term | None]:
    """What a pointer by names leads to, below a document of a noun: its own noun, and the term of the member it is in.

    Either is None where there is none, or where it cannot be told.
    """
    term: Term | None = None
    steps = parts(place)
    while steps and noun is not None:
        m = next((m for m in members(noun) if m.name == steps[0]), None)
        term = terms_of(noun).get(m.attribute) if m is not None else None
        noun, steps = (m.noun if m is not None else None), steps[2 if m is not None and m.form is Form.NOUNS else 1 :]
    return noun, term


def member_words(noun: Any, name: str, lang: Language) -> tuple[str, Term | None]:
    """What a member of a noun is called, and its term; the name itself where the noun does not declare it."""
    return (name, None) if noun is None else _label(noun, (name,), lang)


def _label(noun: Any, steps: tuple[str, ...], lang: Language) -> tuple[str, Term | None]:
    """The words for a pointer inside a row: of an element its list, of a member of an element both."""
    words: list[str] = []
    term: Term | None = None
    while steps and noun is not None:
        m = next((m for m in members(noun) if m.name == steps[0]), None)
        if m is None:
            words.append(steps[0])
            break
        term = terms_of(noun).get(m.attribute)
        words.append((term.zh if lang == "zh" else term.en) if term else m.name)
        if m.form is Form.NOUN:
            noun, steps = m.noun, steps[1:]
        elif m.form is Form.NOUNS:
            noun, steps = m.noun, steps[2:]
        else:
            if m.form is Form.MAPPING:
                words = [*words[:-1], *steps[1:2]] or words
            break
    return ", ".join(words) if lang == "en" else "·".join(words), term


def reads(value: Any, term: Term | None, lang: Language) -> str:
    """How a JSON value reads: codes by their labels, objects by their wording or their code."""
    if isinstance(value, bool):
        return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
    if isinstance(value, Mapping):
        for name in ("text", "title", "name", "code"):
            if isinstance(value.get(name), str):
                return reads(value[name], term if name == "code" else None, lang)
        inner = (reads(part, None, lang) for part in value.values())
        return ("；" if lang == "zh" else "; ").join(inner)
    if isinstance(value, list):
        return ("、" if lang == "zh" else ", ").join(reads(part, term, lang) for part in value)
    if isinstance(value, str) and term is not None and term.codes is not None:
        code = code_list(term.codes).get(value)
        return code.label(lang) if code is not None else value
    return str(value)


def succession(adjustment: Adjustment, change: Change, lang: Language) -> Iterator[str]:
    """What a split or merged row came of and went into, by the names of the rows."""
    if change.replaces:
        yield ("由{}而来" if lang == "zh" else "made of {}").format(_named(adjustment, change.replaces, lang))
    if change.replaced_by:
        yield _BECAME.get((change.kind, lang), _BECAME[None, lang]).format(_named(adjustment, change.replaced_by, lang))


_BECAME: Final[Mapping[tuple[str | None, Language], str]] = {
    ("merged", "zh"): "并入{}",
    ("merged", "en"): "merged into {}",
    ("split", "zh"): "拆分为{}",
    ("split", "en"): "split into {}",
    (None, "zh"): "由{}替代",
    (None, "en"): "replaced by {}",
}


def _named(adjustment: Adjustment, ids: Iterable[str], lang: Language) -> str:
    known = {key: c.new_name or c.name for c in adjustment.changes for key in _ids(c)}
    names = [known.get(i) or i for i in ids]
    return "、".join(f"“{name}”" for name in names) if lang == "zh" else ", ".join(f"“{name}”" for name in names)


def _ids(change: Change) -> Iterator[str]:
    """The ids under which a link may name the row of a change."""
    yield from filter(None, (change.item_id, change.becomes))
    yield from parts(change.at or "")[-1:]


def is_less_open(change: Change) -> bool:
    """Whether a row that is still there is less open than before; of one that went, the kind says enough."""
    return bool(change.regressions) and "" not in change.old


def document_label(kind: str | None, lang: Language) -> str:
    """What to call a document of a kind: as a compendium calls its parts."""
    if lang == "en":
        return (kind or "document").replace("_", " ")
    labels = {m.noun: terms_of(Compendium)[m.attribute].zh for m in members(Compendium) if m.noun is not None}
    return labels.get(KINDS.get(kind or ""), "汇编")


def kind_label(kind: str | None, lang: Language) -> str:
    """The label of a kind of change."""
    return _coded("change", kind or "changed", lang)


def grounds(change: Change, lang: Language) -> str:
    """Cause, basis, date and reason of a change in brackets; empty when it has none."""
    zh = lang == "zh"
    said = []
    if change.cause:
        said.append(("原因：" if zh else "cause: ") + _coded("cause", change.cause, lang))
    cited = [basis.text or basis.title or "" for basis in change.basis]
    if any(cited):
        said.append(("依据：" if zh else "basis: ") + ("、" if zh else ", ").join(filter(None, cited)))
    if change.reason:
        said.append(("说明：" if zh else "note: ") + change.reason)
    if change.date:
        said.append(f"自{change.date}起" if zh else f"from {change.date}")
    if not said:
        return ""
    return f"（{'；'.join(said)}）" if zh else f" ({'; '.join(said)})"


def _coded(name: str, code: str, lang: Language) -> str:
    found = code_list(name).get(code)
    return found.label(lang) if found is not None else code
