"""`gongkai coverage` — how much is covered, counted exactly, and what is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import click
from rich.text import Text

from gongkai_standard.cli.answers import columns
from gongkai_standard.cli.inputs import take
from gongkai_standard.cli.options import form_option, language_option, output_option, profile_option
from gongkai_standard.cli.output import Page, put_json
from gongkai_standard.cli.words import Language, say
from gongkai_standard.codelists import code_list
from gongkai_standard.coverage import Coverage, Gap, Split, Tally
from gongkai_standard.coverage import coverage as count
from gongkai_standard.shape import MODEL_VERSION

_SHOWN: Final = 20
"""How many gaps of one kind the text lists."""


@click.command()
@click.argument("file", metavar="FILE|DIR")
@profile_option
@form_option
@output_option
@language_option
def coverage(file: str, profile: str | None, form: str, output: str | None, lang: Language) -> None:
    """覆盖率 (coverage): 来源清单、事项清单、标准目录、网站展示，逐项计数.

    Source lists − (listed ∪ exempt), items without entries, content elements shown on the website, and the matrix of
    domains and disclosures. Exit 0 whatever the figures: `check` judges them.
    """
    reading = take(file, profile).reading
    found = count(reading, profile=profile)
    if form == "json":
        put_json({"gongkai": MODEL_VERSION, "kind": "coverage", **found.tree(reading.where)}, output)
        return
    page = Page(output)
    _show(page, found, reading.where, lang)
    page.close()


def _show(page: Page, found: Coverage, where: Callable[[str], str | None], lang: Language) -> None:
    parts: tuple[tuple[str, Split, tuple[tuple[str, Sequence[Gap]], ...]], ...] = (
        ("sources", found.sources, (("sources", found.missing_sources),)),
        ("items", found.items, (("items", found.items_without_entry), ("unlisted", found.unlisted))),
        ("elements", found.elements, ()),
    )
    for name, split, gaps in parts:
        page.console.print(Text(say(f"coverage_{name}", lang), "bold"))
        _split(page, split, lang)
        for kind, missing in gaps:
            for gap in missing[:_SHOWN]:
                page.console.print("  " + say(f"gap_{kind}", lang, name=gap.name, place=where(gap.at) or gap.at))
            if len(missing) > _SHOWN:
                page.console.print("  " + say("gaps_cut", lang, count=len(missing) - _SHOWN))
        page.console.print()
    page.console.print(Text(say("coverage_matrix", lang), "bold"))
    heads = tuple(code.label(lang) for code in code_list("disclosure"))
    rows = (
        (_label("domain", domain, lang), *("—" if n is None else str(n) for n in row.values()))
        for domain, row in found.matrix.items()
    )
    columns(page, (("", *heads), *rows))


def _split(page: Page, split: Split, lang: Language) -> None:
    whole = _tally(split.whole, lang)
    page.console.print(f"  {'  '.join(whole)}" if split.whole.total else f"  {say('coverage_empty', lang)}")
    for axis, tallies in split.by.items():
        if len(tallies) > 1:
            page.console.print(f"  {say(f'by_{axis}', lang)}")
            names = (_label(_LISTS.get(axis), key, lang) for key in tallies)
            columns(page, (("   ", name, *_tally(t, lang)) for name, t in zip(names, tallies.values(), strict=True)))


_LISTS: Final = {"list": "source_list", "domain": "domain"}
"""Axis → the code list of its values; departments are names."""


def _tally(tally: Tally, lang: Language) -> tuple[str, ...]:
    thousandths = tally.parts(1000)
    percent = "—" if thousandths is None else f"{thousandths / 10:.1f}%"
    said = say("coverage_share", lang, total=tally.total, done=tally.done, percent=percent)
    return (said, *(say(state, lang, count=number) for state, number in tally.counts.items()))


def _label(name: str | None, value: str | None, lang: Language) -> str:
    code = code_list(name).get(value) if name and value else None
    return code.label(lang) if code else value or say("not_named", lang)
