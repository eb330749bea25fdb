"""`gongkai reference` — the reference item lists of the eight domains, and a unit's list beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import click
from rich.text import Text

from gongkai_standard.cli.answers import Answer, columns
from gongkai_standard.cli.inputs import take
from gongkai_standard.cli.options import form_option, language_option, output_option
from gongkai_standard.cli.output import Page, put_json
from gongkai_standard.cli.words import Language, say
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codelists import code_list
from gongkai_standard.reference import ReferenceItem, ReferenceList, reference_domains, reference_list
from gongkai_standard.reference.comparison import Deviation, Named, deviations
from gongkai_standard.shape import MODEL_VERSION


@click.command()
@click.argument("domain", metavar="[DOMAIN]", required=False)
@click.option("--compare", "compared", metavar="FILE", help="与本单位的清单或目录比对 (compare with a unit's own).")
@form_option
@output_option
@language_option
def reference(domain: str | None, compared: str | None, form: str, output: str | None, lang: Language) -> None:
    """参考事项清单 (reference item lists): 8 个领域，非官方文本，每行注明来源.

    Rows are marked as seen on a published page or given from memory. What differs is information, not a finding.
    """
    if compared is not None:
        found = _comparison(take(compared, None).reading, domain)
    else:
        found = _one(reference_list(domain)) if domain else _all()
    if form == "json":
        put_json({"gongkai": MODEL_VERSION, **found.tree}, output)
        return
    page = Page(output)
    found.show(page, lang)
    page.close()


def _all() -> Answer:
    lists = [reference_list(domain) for domain in reference_domains()]

    def show(page: Page, lang: Language) -> None:
        columns(page, ((one.domain, _label(one, lang), _counts(one, lang), one.title) for one in lists))

    return Answer({"kind": "reference_lists", "lists": [_head(one) for one in lists]}, show)


def _one(listed: ReferenceList) -> Answer:
    def show(page: Page, lang: Language) -> None:
        page.console.print(Text(f"{listed.domain} {listed.title} {listed.number}".rstrip(), "bold"))
        page.console.print(say("not_official", lang, counts=_counts(listed, lang), date=listed.drawn_up))
        page.console.print(listed.note)
        columns(page, ((row.level_one, row.level_two, say(row.verification, lang), row.source) for row in listed))

    return Answer({"kind": "reference_list", **_head(listed), "items": list(map(_row, listed))}, show)


def _label(listed: ReferenceList, lang: Language) -> str:
    code = code_list("domain").get(listed.domain)
    return code.label(lang) if code else listed.domain


def _counts(listed: ReferenceList, lang: Language) -> str:
    counts = Counter(row.verification for row in listed)
    return say("reference_counts", lang, total=len(listed), page=counts["page"], memory=counts["memory"])


def _head(listed: ReferenceList) -> dict[str, Any]:
    members = {
        "domain": listed.domain,
        "title": listed.title,
        "number": listed.number,
        "issued": listed.issued and listed.issued.isoformat(),
        "rows": listed.rows,
        "responsible_body": listed.responsible_body,
        "channels": list(listed.channels),
        "note": listed.note,
        "drawn_up": listed.drawn_up.isoformat(),
        "official": False,
    }
    return {name: value for name, value in members.items() if value not in (None, "")}


def _row(row: ReferenceItem) -> dict[str, Any]:
    members = {
        "level_one": row.level_one,
        "level_two": row.level_two,
        "content": list(row.content),
        "time_limit": row.time_limit,
        "verification": row.verification,
        "certainty": row.certainty,
        "source": row.source,
        "note": row.note,
    }
    return {name: value for name, value in members.items() if value not in ("", [])}


# ---------------------------------------------------------------- comparison


def _comparison(reading: Reading, domain: str | None) -> Answer:
    found = deviations(reading.document, domain)
    tree = {"kind": "reference_comparison", "domains": [_deviation(one, reading) for one in found]}
    return Answer(tree, lambda page, lang: _show(page, found, reading, lang))


def _deviation(one: Deviation, reading: Reading) -> dict[str, Any]:
    return {
        "domain": one.domain,
        "matched": len(one.matched),
        "missing": [_row(row) for row in one.missing],
        "renamed": [
            {"reference": _row(r.reference), "item": _item(r.item, reading), "likeness": r.likeness}
            for r in one.renamed
        ],
        "added": [_item(item, reading) for item in one.added],
    }


def _item(item: Named, reading: Reading) -> dict[str, Any]:
    members = {
        "at": item.at,
        "cell": reading.where(item.at),
        "level_one": item.level_one,
        "level_two": item.level_two,
    }
    return {name: value for name, value in members.items() if value}


def _show(page: Page, found: Iterable[Deviation], reading: Reading, lang: Language) -> None:
    for number, one in enumerate(found):
        if number:
            page.console.print()
        listed = reference_list(one.domain)
        counts = {
            "matched": len(one.matched),
            "missing": len(one.missing),
            "renamed": len(one.renamed),
            "added": len(one.added),
        }
        page.console.print(Text(f"{one.domain} {_label(listed, lang)}", "bold"))
        page.console.print(say("compared", lang, **counts))
        for row in one.missing:
            page.console.print(
                say("row_missing", lang, name=f"{row.level_one} {row.level_two}", mark=say(row.verification, lang))
            )
        for r in one.renamed:
            said = {"name": r.reference.level_two, "item": r.item.level_two, "likeness": round(r.likeness)}
            page.console.print(say("row_renamed", lang, place=_place(r.item, reading), **said))
        for item in one.added:
            page.console.print(
                say("row_added", lang, place=_place(item, reading), name=f"{item.level_one} {item.level_two}")
            )


def _place(item: Named, reading: Reading) -> str:
    return reading.where(item.at) or item.at
