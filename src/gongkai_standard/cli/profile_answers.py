"""What `rules --compare` answers: two texts of the standard side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import fields
from rich.text import Text

from gongkai_standard.catalogue import Entry
from gongkai_standard.cli.answers import Answer
from gongkai_standard.cli.output import Page
from gongkai_standard.cli.words import Language, say
from gongkai_standard.codelists import code_list
from gongkai_standard.item_list import Item
from gongkai_standard.profile_comparison import Comparison, Difference, compare
from gongkai_standard.rules.messages import message
from gongkai_standard.rules.profile import Profile
from gongkai_standard.rules.registry import RULES
from gongkai_standard.shape import MODEL_VERSION
from gongkai_standard.terms import Term, terms_of


def comparison_pages(first: str, second: str) -> Answer:
    """What differs between two texts. Raises UnknownNameError."""
    found = compare(first, second)
    return Answer(
        {"gongkai": MODEL_VERSION, "kind": "profile_comparison", **found.tree()},
        lambda page, lang: _show(page, found, lang),
    )


def _show(page: Page, found: Comparison, lang: Language) -> None:
    sides = (found.first, found.second)
    for text in sides:
        page.console.print(Text(f"{text.name}  {getattr(text, lang)}  {text.source}", "bold"))
    members = {f.name: getattr(found, f.name) for f in fields(Comparison)}
    respects = {name: value for name, value in members.items() if isinstance(value, Difference)}
    if not any(respects.values()):
        page.console.print(say("texts_agree", lang))
    for respect, difference in respects.items():
        if difference:
            page.console.print()
            page.console.print(Text(say(f"differ_{respect}", lang), "bold"))
            for text, only in zip(sides, (difference.only_first, difference.only_second), strict=True):
                if only:
                    page.console.print(say("only_in", lang, name=text.name, count=len(only)))
                    for line in _lines(respect, only, text, lang):
                        page.console.print(f"  {line}", soft_wrap=True)


def _lines(respect: str, only: Iterable[str], text: Profile, lang: Language) -> Iterable[str]:
    match respect:
        case "rules":
            return (f"{rule}  {_fault(rule, lang)}" for rule in only)
        case "domains" | "domain_codes":
            known = code_list(text.code_lists.get("domain", "domain"))
            return (f"{code}  {getattr(known.get(code), lang, '')}" for code in only)
        case "headings":
            pairs = (pair.partition("=") for pair in only)
            return (f"{_word(_ENTRY, member, lang)}  {member}: {word}" for member, _, word in pairs)
        case "code_lists":
            return only
        case _:
            words = _ITEM if respect == "item_required" else _ENTRY
            return (f"{member}  {_word(words, member, lang)}" for member in only)


_ENTRY: Final = terms_of(Entry) | {"name": terms_of(Item)["name"]}
_ITEM: Final = terms_of(Item)


def _word(words: Mapping[str, Term], member: str, lang: Language) -> str:
    return str(getattr(words[member], lang))


def _fault(rule: str, lang: Language) -> str:
    return message(rule, None).fault_zh if lang == "zh" else RULES[rule].page.split("\n", 1)[0]
