"""`gongkai template` — empty forms as workbooks."""

from __future__ import annotations

import click

from gongkai_standard.cli.options import language_option
from gongkai_standard.cli.output import put
from gongkai_standard.cli.words import Language, say
from gongkai_standard.codecs import format_named, format_of
from gongkai_standard.codecs.layout.template import Kind, Place
from gongkai_standard.codecs.layout.template import template as form
from gongkai_standard.codelists import code_list
from gongkai_standard.errors import Problem, UnknownFormatError, UnknownNameError
from gongkai_standard.reference import reference_list
from gongkai_standard.reference.drafting import draft_entries, draft_items, origin


@click.command()
@click.argument("kind", type=click.Choice(("item-list", "catalogue")))
@click.option("--domain", metavar="CODE", help="领域代码，见 gongkai codes domain (code of the domain).")
@click.option(
    "--layout",
    type=click.Choice(("county", "township")),
    help="2019 年国家文本的县级或乡级表式 (of the national text).",
)
@click.option(
    "--prefill", is_flag=True, help="先填入该领域的参考事项，需 --domain (begin with the reference rows of the domain)."
)
@click.option(
    "-o", "--output", metavar="X.xlsx", required=True, help="写入文件 (write to a file, whole or not at all)."
)
@language_option
def template(kind: str, domain: str | None, layout: Place | None, prefill: bool, output: str, lang: Language) -> None:
    """空表：事项清单或标准目录，有下拉选项和填写说明 (an empty form with drop-downs and notes)."""
    domains = code_list("domain")
    if domain is not None and domain not in domains and not domains.is_extension(domain):
        raise UnknownNameError(
            Problem(
                message=f"没有领域“{domain}”，见 gongkai codes domain",
                message_en=f'no domain "{domain}"; see gongkai codes domain',
            )
        )
    if format_of(output) != format_named("xlsx"):
        raise UnknownFormatError(
            Problem(message="空表只能写成 xlsx", message_en="a form can only be written as xlsx", place=output)
        )
    put(_form("item_list" if kind == "item-list" else "catalogue", domain, layout, prefill), output)
    click.echo(say("converted", lang, name=output), err=True)


def _form(kind: Kind, domain: str | None, place: Place | None, prefill: bool) -> bytes:
    if not prefill:
        return form(kind, domain=domain, place=place)
    if domain is None:
        raise click.UsageError("--prefill needs --domain")
    listed = reference_list(domain)
    rows = draft_items(listed) if kind == "item_list" else draft_entries(listed)
    return form(kind, domain=domain, place=place, rows=rows, remarks=tuple(map(origin, listed)))
