"""`gongkai check` — what is wrong with files, as text or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import click

from gongkai_standard.checking import check as check_document
from gongkai_standard.cli.complaints import UNREADABLE, complain, problems_of
from gongkai_standard.cli.inputs import Input, calendar_from, packs_from, policy_from, take
from gongkai_standard.cli.options import (
    day_option,
    form_option,
    language_option,
    output_option,
    pack_option,
    profile_option,
)
from gongkai_standard.cli.output import Page, put_json
from gongkai_standard.cli.progress import Bars
from gongkai_standard.cli.report_text import show
from gongkai_standard.cli.words import Language, say
from gongkai_standard.codecs.reading import NO_TABLE, Note, Reading
from gongkai_standard.compendium import Compendium
from gongkai_standard.errors import GongkaiError, Problem
from gongkai_standard.profiles import profile as profile_named
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.report import Report

_NEVER: Final = "never"


@click.command()
@click.argument("files", metavar="FILE|DIR…", nargs=-1, required=True)
@profile_option
@click.option("--as-of", type=day_option, metavar="YYYY-MM-DD|today", help="按哪一天判断 (the date to judge by).")
@click.option(
    "--policy",
    "policies",
    metavar="FILE",
    multiple=True,
    help="分级政策，JSON；可重复，后者在前者之下 (severities; a second one stands under the first).",
)
@click.option("--calendar", "days", metavar="FILE", help="工作日历，JSON (working days, for years not known here).")
@pack_option
@click.option(
    "--fail-on",
    type=click.Choice((*(s.value for s in Severity), _NEVER)),
    default=Severity.ERROR.value,
    show_default=True,
    help="达到该级别时退出码为 1 (exit 1 from this severity on).",
)
@click.option("--notes", is_flag=True, help="列出全部读取说明 (list every reading note).")
@form_option
@output_option
@language_option
def check(
    files: Sequence[str],
    profile: str | None,
    as_of: date | None,
    policies: Sequence[str],
    days: str | None,
    packs: Sequence[str],
    fail_on: str,
    notes: bool,
    form: str,
    output: str | None,
    lang: Language,
) -> int:
    """检查文件：哪里有问题、为什么、怎么改 (what is wrong, where, why, how to mend it).

    文件夹作为一份汇编检查。 A directory is checked as one compendium; several inputs give one report each.
    Exit 0: nothing at or above --fail-on; 1: findings; 2: could not read, or no table of a catalogue or list found.
    """
    if profile is not None:
        profile_named(profile)
    policy = policy_from(policies)
    calendar = calendar_from(days) if days else None
    extensions = packs_from(packs)
    checked: list[tuple[str, Input, Report]] = []
    failed = False
    with Bars() as bars:
        for name in bars.files(files):
            try:
                given = take(name, profile, bars.rows)
            except Exception as error:  # one unreadable file must not hide what the others have
                complain(*problems_of(error), place="" if isinstance(error, OSError | GongkaiError) else name)
                failed = True
                continue
            if note := _nothing_to_check(given.reading):
                words = f"{note.message}，未作检查", f"{note.message_en}; not checked"
                complain(Problem(message=words[0], message_en=words[1], place=name))
                failed = True
                continue
            if given.skipped:
                click.echo(say("skipped", lang, count=len(given.skipped), names="、".join(given.skipped)), err=True)
            checked.append(
                (
                    name,
                    given,
                    check_document(
                        given.reading,
                        profile=profile,
                        as_of=as_of,
                        policy=policy,
                        calendar=calendar,
                        extensions=extensions,
                    ),
                )
            )
    if form == "json":
        trees = [report.tree() for _, _, report in checked]
        if len(files) > 1 or trees:
            put_json(trees if len(files) > 1 else trees[0], output)
    elif checked:
        page = Page(output)
        for number, (name, given, report) in enumerate(checked):
            if number:
                page.console.print("\n" + "─" * 40 + "\n")
            show(page, report, name, given.reading.notes, lang, all_notes=notes)
        page.close()
    if failed:
        return UNREADABLE
    return int(any(_fails(report, fail_on) for _, _, report in checked))


def _nothing_to_check(reading: Reading) -> Note | None:
    """Why a file is no catalogue or list: it would be found lacking a title, which is not what is wrong with it.

    A folder is checked although one of its files is none.
    """
    if isinstance(reading.document, Compendium):
        return None
    return next((note for note in reading.notes if note.code == NO_TABLE), None)


def _fails(report: Report, fail_on: str) -> bool:
    worst = report.worst()
    return fail_on != _NEVER and worst is not None and worst.weight >= Severity(fail_on).weight
