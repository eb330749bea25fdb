"""`gongkai convert` — from one format to another, saying what was lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from gongkai_standard.cli.inputs import take
from gongkai_standard.cli.options import language_option, output_option, profile_option
from gongkai_standard.cli.output import STREAM, put, put_json
from gongkai_standard.cli.progress import Bars
from gongkai_standard.cli.report_text import noted
from gongkai_standard.cli.upgrade_text import upgrade_lines
from gongkai_standard.cli.words import Language, say
from gongkai_standard.codecs import FORMATS, dumps, format_named, format_of
from gongkai_standard.errors import Problem, UnknownFormatError
from gongkai_standard.profiles import profile as profile_named
from gongkai_standard.upgrading import upgrade


@click.command()
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT", required=False)
@click.option(
    "--to", "--format", "to", metavar="|".join(f.name for f in FORMATS if f.writes), help="目标格式 (format of OUT)."
)
@profile_option
@click.option(
    "--upgrade", "to_text", metavar="PROFILE", help="升级到规范文本，推断的内容逐一注明 (infer and mark what it wants)."
)
@click.option("--map", "map_file", metavar="MAP.json", help="来源对照表 (JSON pointer → source cell or line).")
@output_option
@language_option
def convert(
    source: str,
    target: str | None,
    to: str | None,
    profile: str | None,
    to_text: str | None,
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
    with Bars() as bars:
        reading = take(source, profile, bars.rows).reading
    upgraded = upgrade(reading.document, to_text) if to_text else None
    options: Mapping[str, Any] = {"indent": 2} if known.name == "json" else {}
    put(dumps(upgraded.document if upgraded else reading.document, format=known.name, **options), target)
    if map_file:
        put_json(dict(reading.places), map_file)
    if target != STREAM:
        lost = [note for note in reading.notes if note.level == "warning"]
        click.echo(say("converted", lang, name=target) + say("lost" if lost else "nothing_lost", lang), err=True)
        for note in lost:
            click.echo("  " + noted(note, lang), err=True)
    if upgraded:
        for line in upgrade_lines(upgraded, lang):
            click.echo(line, err=True)
