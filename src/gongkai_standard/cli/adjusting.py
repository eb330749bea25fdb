"""`gongkai diff | apply | merge | log` — what changed, how to bring it about, two sides as one, a chain of editions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import click
from attrs import evolve, fields

from gongkai_standard.adjust.apply import apply as apply_adjustment
from gongkai_standard.adjust.delta import AdjustmentError
from gongkai_standard.adjust.diff import diff as difference
from gongkai_standard.adjust.hashes import content_hash, document_hash
from gongkai_standard.adjust.history import History, forks, smallest_step
from gongkai_standard.adjust.links import Link, links_from
from gongkai_standard.adjust.merge import Merged, Side
from gongkai_standard.adjust.merge import merge as merge_documents
from gongkai_standard.adjust.notice import notice
from gongkai_standard.adjust.patch import json_patch
from gongkai_standard.adjust.records import Reconciliation, reconcile, records_between
from gongkai_standard.adjust.suggest import suggest
from gongkai_standard.adjustment import Adjustment
from gongkai_standard.cli.adjustment_text import show_conflicts, show_difference, show_history
from gongkai_standard.cli.inputs import from_json, take
from gongkai_standard.cli.options import form_option, language_option, output_option
from gongkai_standard.cli.output import Page, put, put_json, written_as
from gongkai_standard.cli.report_text import lost_lines
from gongkai_standard.cli.words import Language
from gongkai_standard.codecs import dumps
from gongkai_standard.codecs.losses import losses
from gongkai_standard.codecs.structure import unstructure
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.edition import Edition
from gongkai_standard.errors import Problem
from gongkai_standard.mapping import EMPTY


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "json-patch", "notice")),
    default="text",
    show_default=True,
    help="输出格式 (notice: 调整公告).",
)
@click.option("--links", "links_file", metavar="LINKS.json", help="沿革表：拆分、合并、划转、更名 (links).")
@output_option
@language_option
def diff(old: str, new: str, form: str, links_file: str | None, output: str | None, lang: Language) -> int:
    """比较两个版本 (compare two editions). 文件夹视为一份汇编 (a directory is a compendium).

    Exit 0: the same; 1: different; 2: could not read.
    """
    before, after = _document(old), _document(new)
    adjustment = difference(before, after, links=_links(links_file), hashed=form == "json")
    if form == "json":
        put_json(unstructure(adjustment), output)
    elif form == "json-patch":
        put_json(json_patch(adjustment, before), output)
    elif form == "notice":
        put(notice(adjustment, lang=lang).encode(), output)
    else:
        page = Page(output)
        show_difference(page, adjustment, suggest(adjustment), lang)
        page.close()
    return int(bool(adjustment.changes))


@click.command()
@click.argument("adjustment", metavar="ADJUSTMENT")
@click.argument("old", metavar="OLD")
@output_option
@language_option
def apply(adjustment: str, old: str, output: str | None, lang: Language) -> None:
    """把调整施行于旧版本 (bring an adjustment to the edition that it was made of).

    Exit 0: written; 2: could not read, or the adjustment is of another document.
    """
    given = _document(adjustment)
    if not isinstance(given, Adjustment):
        raise AdjustmentError(
            Problem(
                message=f"这是 {given.kind}，不是调整（adjustment）",
                message_en=f"this is a {given.kind}, not an adjustment",
                place=adjustment,
            )
        )
    _write(apply_adjustment(given, _document(old)), output, lang)


@click.command()
@click.argument("base", metavar="BASE")
@click.argument("ours", metavar="OURS")
@click.argument("theirs", metavar="THEIRS")
@click.option("--version", "version", metavar="VERSION", help="合并后的版本号 (version of the result).")
@click.option(
    "--prefer",
    type=click.Choice(("ours", "theirs", "base", "rule")),
    help="冲突取哪一方；rule：取更公开者 (whose side conflicts take; rule: the more open one).",
)
@output_option
@form_option
@language_option
def merge(
    base: str,
    ours: str,
    theirs: str,
    version: str | None,
    prefer: str | None,
    output: str | None,
    form: str,
    lang: Language,
) -> int:
    """三方合并 (three-way merge): 旧模板、本地版本、新模板 (old template, local edition, new template).

    The result has the edition data of OURS. Conflicts keep the base's value and are listed on standard error.
    Exit 0: none; 1: conflicts; 2: could not read.
    """
    sides = _document(base), _document(ours), _document(theirs)
    edition = sides[1].edition
    if version:
        edition = evolve(edition or Edition(), version=version, previous=edition.version if edition else None)
    merged = merge_documents(*sides, edition=edition)
    if prefer == "rule":
        merged = merged.resolve_by_rule()
    elif prefer is not None:
        side: Side = "ours" if prefer == "ours" else "theirs" if prefer == "theirs" else "base"
        merged = merged.resolve({conflict.at: side for conflict in merged.conflicts})
    _write(merged.document, output, lang)
    _tell(merged, form, lang)
    return int(bool(merged.conflicts))


def _tell(merged: Merged, form: str, lang: Language) -> None:
    """The conflicts on standard error: the merged document has standard output."""
    if form == "json":
        told = json.dumps([conflict.tree() for conflict in merged.conflicts], ensure_ascii=False, indent=2)
        click.echo(told, err=True)
    elif merged.conflicts:
        for line in show_conflicts(merged, lang):
            click.echo(line, err=True)


@click.command()
@click.argument("editions", metavar="EDITION…", nargs=-1, required=True)
@form_option
@output_option
@language_option
def log(editions: Sequence[str], form: str, output: str | None, lang: Language) -> int:
    """版本沿革 (the chain of editions, the earliest first): 校验值、变化、断裂 (hashes, changes, breaks).

    汇编中的调整记录与实际变化逐版对账 (of compendia that keep records of adjustments: what they leave out or make up).

    Exit 0: all the same; 1: different; 2: could not read.
    """
    documents = [_document(name) for name in editions]
    history = History.of(documents)
    faults = (*history.faults(), *forks(documents))
    reconciled = _reconciled(documents, history)
    if form == "json":
        put_json(_log_tree(documents, history, reconciled, faults), output)
    else:
        page = Page(output)
        show_history(page, documents, history, reconciled, faults, lang)
        page.close()
    return int(any(adjustment.changes for adjustment in history.adjustments))


def _reconciled(documents: Sequence[Document], history: History) -> list[Reconciliation | None]:
    """Of each step its records beside its changes; None where neither edition keeps records."""
    return [
        reconcile(records_between(old, new), adjustment)
        if isinstance(old, Compendium) and isinstance(new, Compendium) and (old.adjustments or new.adjustments)
        else None
        for (old, new), adjustment in zip(pairwise(documents), history.adjustments, strict=True)
    ]


def _log_tree(
    documents: Sequence[Document],
    history: History,
    reconciled: Sequence[Reconciliation | None],
    faults: Sequence[Any],
) -> dict[str, Any]:
    return {
        "editions": [
            {
                "version": document.edition.version if document.edition else None,
                "document_hash": document_hash(document),
                "content_hash": content_hash(document),
            }
            for document in documents
        ],
        "adjustments": [
            {
                "smallest_step": smallest_step(adjustment),
                **({"records": _records_tree(records)} if records else {}),
                **unstructure(adjustment),
            }
            for adjustment, records in zip(history.adjustments, reconciled, strict=True)
        ],
        "faults": [
            {"kind": f.kind, "edition": f.edition, "message": f.message, "message_en": f.message_en} for f in faults
        ],
    }


def _records_tree(records: Reconciliation) -> dict[str, Any]:
    """What has no partner or lacks something; each change without what stood there, which the adjustment says."""
    nothing = dict.fromkeys(("old", "new", "old_places", "new_places"), EMPTY)
    return {
        part.name: [unstructure(evolve(change, **nothing)) for change in getattr(records, part.name)]
        for part in fields(Reconciliation)
    }


def _document(name: str) -> Document:
    return take(name, None).reading.document


def _links(name: str | None) -> tuple[Link, ...]:
    return from_json(name, links_from) if name else ()


def _write(document: Document, output: str | None, lang: Language) -> None:
    """To the file or standard output; what the format cannot hold is told on standard error."""
    chosen = written_as(output)
    options: dict[str, Any] = {"indent": 2} if chosen.name == "json" else {}
    put(dumps(document, format=chosen.name, **options), output)
    for line in lost_lines(losses(document, chosen.name), lang):
        click.echo(line, err=True)
