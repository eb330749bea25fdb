"""`gongkai schema | publish` — what vendors build against."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai_standard.cli.options import form_option, language_option, output_option
from gongkai_standard.cli.output import put, put_json
from gongkai_standard.cli.words import Language, say
from gongkai_standard.codecs.atomic import replace
from gongkai_standard.publish.files import files
from gongkai_standard.publish.schemas import Shape, names, schema_id
from gongkai_standard.publish.schemas import schema as schema_named
from gongkai_standard.shape import MODEL_VERSION
from gongkai_standard.testing.kit.cases import cases


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--strict", is_flag=True, help="严格结构，用于符合性 (the strict form); 默认为交换用的宽松结构 (open).")
@click.option("--bundle", "shape", flag_value="bundled", help="所引用的结构放在 $defs (one file, parts in $defs).")
@click.option("--dereference", "shape", flag_value="dereferenced", help="所引用的结构就地展开 (one file, no $ref).")
@form_option
@output_option
@language_option
def schema(name: str | None, strict: bool, shape: Shape | None, form: str, output: str | None, lang: Language) -> None:
    """JSON Schema：全部名称，或其中一个 (the names of all, or one of them)."""
    del lang  # titles and descriptions are bilingual
    if name is not None:
        put_json(schema_named(name, strict=strict, shape=shape or "split"), output)
        return
    ids = {each: schema_id(each, strict=strict) for each in names()}
    if form == "json":
        put_json({"gongkai": MODEL_VERSION, "kind": "schemas", "schemas": ids}, output)
    else:
        put("".join(f"{each}  {urn}\n" for each, urn in ids.items()).encode(), output)


@click.command()
@click.argument("folder", metavar="DIR")
@language_option
def publish(folder: str, lang: Language) -> None:
    """写出全部公布文件：结构、代码表、规则、要求、案例 (write every published file below DIR)."""
    made = files(cases())
    for path, data in made.items():
        target = Path(folder, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, data)
    click.echo(say("published", lang, count=len(made), name=folder), err=True)
