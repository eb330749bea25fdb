"""`gongkai check | convert | parse | codes | rules | requirements`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import count, repeat
from typing import Any, Final, TypeVar

import click
from rich.console import Console
from rich.progress import track

from gongkai_standard import __version__, channel, legal_basis, responsible_body, time_limit
from gongkai_standard.checking import check as check_document
from gongkai_standard.cli import lookup
from gongkai_standard.cli.complaints import UNREADABLE, complain, problems_of
from gongkai_standard.cli.inputs import Input, day, phrase, policy_from, take
from gongkai_standard.cli.output import STREAM, Page, put, put_json
from gongkai_standard.cli.report_text import noted, show
from gongkai_standard.cli.words import LANGUAGES, Language, say
from gongkai_standard.codecs import FORMATS, dumps, format_named, format_of
from gongkai_standard.codecs.structure import unstructure
from gongkai_standard.errors import Problem, UnknownFormatError
from gongkai_standard.profiles import PROFILES
from gongkai_standard.profiles import profile as profile_named
from gongkai_standard.rules._rule import Severity
from gongkai_standard.rules.report import Report

_Command = TypeVar("_Command", bound=Callable[..., Any])

_NEVER: Final = "never"


def _day(text: str) -> date:
    try:
        return day(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is neither YYYY-MM-DD nor today") from None


def _language(command: _Command) -> _Command:
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="语言 (language)."
    )(command)


def _output(command: _Command) -> _Command:
    return click.option("-o", "--output", metavar="FILE", help="写入文件 (write to a file, whole or not at all).")(
        command
    )


def _format(command: _Command) -> _Command:
    return click.option(
        "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="输出格式."
    )(command)


def _profile(command: _Command) -> _Command:
    return click.option("--profile", metavar="|".join(PROFILES), help="规范文本 (which text of the standard applies).")(
        command
    )


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="gongkai %(version)s")
@click.pass_context
def gongkai(context: click.Context) -> None:
    """基层政务公开标准：检查、转换、查询 (check, convert and look up)."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(UNREADABLE)


@gongkai.command()
@click.argument("files", metavar="FILE|DIR…", nargs=-1, required=True)
@_profile
@click.option("--as-of", type=_day, metavar="YYYY-MM-DD|today", help="按哪一天判断 (the date to judge by).")
@click.option("--policy", metavar="FILE", help="分级政策，JSON (severities of a province).")
@click.option(
    "--fail-on",
    type=click.Choice((*(s.value for s in Severity), _NEVER)),
    default=Severity.ERROR.value,
    show_default=True,
    help="达到该级别时退出码为 1 (exit 1 from this severity on).",
)
@click.option("--notes", is_flag=True, help="列出全部读取说明 (list every reading note).")
@_format
@_output
@_language
def check(
    files: Sequence[str],
    profile: str | None,
    as_of: date | None,
    policy: str | None,
    fail_on: str,
    notes: bool,
    form: str,
    output: str | None,
    lang: Language,
) -> int:
    """检查文件：哪里有问题、为什么、怎么改 (what is wrong, where, why, how to mend it).

    文件夹作为一份汇编检查。 A directory is checked as one compendium; several inputs give one report each.
    Exit 0: nothing at or above --fail-on; 1: findings; 2: could not read.
    """
    if profile is not None:
        profile_named(profile)
    grading = policy_from(policy) if policy else None
    checked: list[tuple[str, Input, Report]] = []
    failed = False
    for name in _progress(files):
        try:
            given = take(name, profile)
        except Exception as error:  # one unreadable file must not hide what the others have
            complain(*problems_of(error), place="" if isinstance(error, OSError) else name)
            failed = True
            continue
        if given.skipped:
            click.echo(say("skipped", lang, count=len(given.skipped), names="、".join(given.skipped)), err=True)
        checked.append((name, given, check_document(given.reading, profile=profile, as_of=as_of, policy=grading)))
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


def _fails(report: Report, fail_on: str) -> bool:
    worst = report.worst()
    return fail_on != _NEVER and worst is not None and worst.weight >= Severity(fail_on).weight


def _progress(files: Sequence[str]) -> Any:
    """The files, with a bar on a terminal when there are several."""
    console = Console(stderr=True)
    return track(files, console=console, transient=True, disable=len(files) < 2 or not console.is_terminal)


@gongkai.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT", required=False)
@click.option(
    "--to", "--format", "to", metavar="|".join(f.name for f in FORMATS if f.writes), help="目标格式 (format of OUT)."
)
@_profile
@click.option("--map", "map_file", metavar="MAP.json", help="来源对照表 (JSON pointer → source cell or line).")
@_output
@_language
def convert(
    source: str,
    target: str | None,
    to: str | None,
    profile: str | None,
    map_file: str | None,
    output: str | None,
    lang: Language,
) -> None:
    """转换格式，并说明丢失了什么 (convert, and say what was lost). IN 和 OUT 可为 -."""
    if (target is None) == (output is None):
        raise click.UsageError("name the output once: as OUT or with -o")
    target = target or output or ""
    if profile is not None:
        profile_named(profile)
    known = format_named(to) if to else (format_named("json") if target == STREAM else format_of(target))
    if known is None or not known.writes:
        writable = "、".join(f.name for f in FORMATS if f.writes)
        raise UnknownFormatError(
            Problem(
                message=f"不能写出这种格式，请用 --to 指定：{writable}",
                message_en=f"cannot write this format; choose with --to: {writable}",
                place=target,
            )
        )
    reading = take(source, profile).reading
    options: Mapping[str, Any] = {"indent": 2} if known.name == "json" else {}
    put(dumps(reading.document, format=known.name, **options), target)
    if map_file:
        put_json(dict(reading.places), map_file)
    if target != STREAM:
        lost = [note for note in reading.notes if note.level == "warning"]
        click.echo(say("converted", lang, name=target) + say("lost" if lost else "nothing_lost", lang), err=True)
        for note in lost:
            click.echo("  " + noted(note, lang), err=True)


_PARSERS: Final[Mapping[str, Callable[[str], tuple[Any, ...]]]] = {
    "time_limit": time_limit.parse,
    "channels": channel.parse,
    "basis": legal_basis.parse,
    "publishers": responsible_body.parse,
}


@gongkai.command()
@click.argument("kind", type=click.Choice(tuple(_PARSERS)))
@_output
@_language
def parse(kind: str, output: str | None, lang: Language) -> None:
    """解析单元格文字 (parse cell texts): 每行 {"text": …} 输入，每行一个 JSON 列表输出.

    One JSON line in, one JSON list out, in the members of the data model. Stops at the first line that is not one.
    """
    del lang  # errors are bilingual, the output is data
    lines = map(_parsed, repeat(_PARSERS[kind]), sys.stdin.buffer, count(1))
    if output is None:
        sys.stdout.writelines(lines)
    else:
        put("".join(lines).encode(), output)


def _parsed(read: Callable[[str], tuple[Any, ...]], line: bytes, number: int) -> str:
    values = [v if isinstance(v, str) else unstructure(v) for v in read(phrase(line, number))]
    return json.dumps(values, ensure_ascii=False) + "\n"


@gongkai.command()
@click.argument("name", metavar="[LIST]", required=False)
@_format
@_output
@_language
def codes(name: str | None, form: str, output: str | None, lang: Language) -> None:
    """代码表 (code lists): 全部，或其中一张 (all of them, or the codes of one)."""
    _answer(lookup.code_list_pages(name), form, output, lang)


@gongkai.command()
@click.argument("id", metavar="[ID]", required=False)
@_format
@_output
@_language
def rules(id: str | None, form: str, output: str | None, lang: Language) -> None:
    """规则 (rules): 全部，或其中一条的说明、条款和案例 (all, or the page of one)."""
    _answer(lookup.rule_pages(id), form, output, lang)


@gongkai.command()
@click.argument("id", metavar="[ID]", required=False)
@_format
@_output
@_language
def requirements(id: str | None, form: str, output: str | None, lang: Language) -> None:
    """通知的 151 项要求 (the notice's requirements): 全部，或其中一项 (all, or one)."""
    _answer(lookup.requirement_pages(id), form, output, lang)


def _answer(found: lookup.Answer, form: str, output: str | None, lang: Language) -> None:
    if form == "json":
        put_json(found.tree, output)
        return
    page = Page(output)
    found.show(page, lang)
    page.close()
