"""信息 — what findings say, in Chinese and English, and how to mend the fault: rows of the CSV files here.

Every rule has a row of its own in `<noun>.csv`; a variant has another. Both languages name the same
parameters. Parameters are free of language; `words` turns codes and member names into words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from attrs import frozen

from gongkai_standard.adjustment import Change
from gongkai_standard.attestation import Attestation, Review
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codelists import code_list, code_list_names
from gongkai_standard.compendium import Compendium
from gongkai_standard.edition import Edition
from gongkai_standard.item_list import Item, ItemList, SourceList
from gongkai_standard.organisation import ReadingPlace
from gongkai_standard.publisher import Publisher
from gongkai_standard.terms import Term, terms_of

ZH: Final = "zh"
EN: Final = "en"


@frozen(kw_only=True)
class Message:
    """One row: what a rule, or one variant of it, says."""

    rule: str
    variant: str | None
    zh: str
    en: str
    fix_zh: str
    fix_en: str
    fault_zh: str
    """First line of the Chinese page; on the row without a variant."""
    why_zh: str
    """The reason on the Chinese page; on the row without a variant."""


@cache
def messages() -> Mapping[tuple[str, str | None], Message]:
    """(rule id, variant) → its message."""
    return {
        (row["rule"], row["variant"] or None): Message(variant=row.pop("variant") or None, **row)
        for source in sorted(f.name for f in files(__name__).iterdir() if f.name.endswith(".csv"))
        if source not in _OTHER
        for row in _rows(source)
    }


_OTHER = ("words.csv", "states.csv")


def message(rule: str, variant: str | None) -> Message:
    """The message of a variant, or the rule's own where the variant has none."""
    table = messages()
    return table.get((rule, variant)) or table[rule, None]


@frozen(kw_only=True)
class StateWords:
    """One row: what a state of conformance is called, and what it means."""

    state: str
    zh: str
    en: str
    means_zh: str
    means_en: str


@cache
def state_words() -> Mapping[str, StateWords]:
    """State of a requirement → its words, in the order in which statements list them."""
    return {row["state"]: StateWords(**row) for row in _rows("states.csv")}


@cache
def _words() -> Mapping[tuple[str, str], tuple[str, str]]:
    return {(row["param"], row["value"]): (row["zh"], row["en"]) for row in _rows("words.csv")}


_MEMBER_OF: Final[Mapping[str, type]] = {
    "attestation": Attestation,
    "change": Change,
    "reading_place": ReadingPlace,
    "records": Compendium,
    "review": Review,
}
"""Parameter that names a member → the noun that declares it, where the member's name alone would not tell."""


@cache
def _members() -> Mapping[str, Term]:
    nouns = (SourceList, ItemList, Publisher, Edition, Catalogue, Item, Entry)
    return {name: word for noun in nouns for name, word in terms_of(noun).items()}


def words(param: str, value: Any, language: str) -> str:
    """A parameter's value in words of `language`: a member's term, a code's label, a listed word, or itself."""
    if isinstance(value, (list, tuple)):
        return ("、" if language == ZH else ", ").join(words(param, part, language) for part in value)
    text = str(value)
    if (param, text) in _words():
        return _words()[param, text][language == EN]
    if param in ("field", "fields") and text in _members():
        return str(getattr(_members()[text], language))
    if param in _MEMBER_OF and text in terms_of(_MEMBER_OF[param]):
        return str(getattr(terms_of(_MEMBER_OF[param])[text], language))
    if param == "list" and text in code_list_names():
        return str(getattr(code_list(text), language))
    if param in code_list_names() and (code := code_list(param).get(text)) is not None:
        return str(getattr(code, language)) or text
    return text


def render(template: str, params: Mapping[str, Any], language: str) -> str:
    """A template with its parameters in words."""
    return template.format_map({name: words(name, value, language) for name, value in params.items()})


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO((files(__name__) / name).read_text(encoding="utf-8")))
