"""`gongkai convert` — from one format to another, saying what was lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gongkai_standard.cli.inputs import take
from gongkai_standard.cli.options import language_option, output_option, profile_option
from gongkai_standard.cli.output import STREAM, put, put_json, written_as
from gongkai_standard.cli.progress import Bars
from gongkai_standard.cli.report_text import lost_lines, noted
from gongkai_standard.cli.upgrade_text import upgrade_lines
from gongkai_standard.cli.words import Language, say
from gongkai_standard.codecs import FORMATS, dumps
from gongkai_standard.codecs.layout.csvw import metadata
from gongkai_standard.codecs.layout.layouts import LAYOUTS
from gongkai_standard.codecs.losses import losses
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
    "--layout", metavar="NAME", help="表式，写表格时用 (official layout of the tables)：" + "、".join(LAYOUTS)
)
@click.option("--as-is", is_flag=True, help="保留 IN 的列、次序和用语，只改写变动的单元格 (keep the tables of IN).")
@click.option("--csvw", is_flag=True, help="写 CSV 时另写 OUT-metadata.json (CSVW metadata beside a CSV file).")
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
    layout: str | None,
    as_is: bool,
    csvw: bool,
    to_text: str | None,
    map_file: str | None,
    output: str | None,
    lang: Language,
) -> None:
    """转换格式，并说明丢失了什么 (convert, and say what was lost). IN 和 OUT 可为 -."""
    if (target is None) == (output is None):
        raise UnknownFormatError(
            Problem(message="输出写一次：OUT 或 -o", message_en="name the output once: as OUT or with -o")
        )
    target = target or output or ""
    if profile is not None:
        profile_named(profile)
    known = written_as(target, to)
    with Bars() as bars:
        reading = take(source, profile, bars.rows).reading
    upgraded = upgrade(reading.document, to_text) if to_text else None
    document = upgraded.document if upgraded else reading.document
    options: dict[str, Any] = {"indent": 2} if known.name == "json" else {}
    if layout and known.table:
        options["layout"] = layout
    put(dumps(document, format=known.name, like=reading if as_is else None, **options), target)
    if csvw and known.name == "csv" and target != STREAM:
        put(metadata(document, url=Path(target).name, layout=layout), f"{target}-metadata.json")
    if map_file:
        put_json(dict(reading.places), map_file)
    if target != STREAM:
        doubtful = [noted(note, lang) for note in reading.notes if note.level == "warning"]
        told = [*doubtful, *lost_lines(losses(document, known.name), lang)]
        click.echo(say("converted", lang, name=target) + say("lost" if told else "nothing_lost", lang), err=True)
        for line in told:
            click.echo(f"  {line}", err=True)
    if upgraded:
        for line in upgrade_lines(upgraded, lang):
            click.echo(line, err=True)
