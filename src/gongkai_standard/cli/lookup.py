"""`gongkai codes | rules | requirements` — the standard, looked up offline."""

from __future__ import annotations

import click

from gongkai_standard.cli import answers
from gongkai_standard.cli.options import form_option, language_option, output_option
from gongkai_standard.cli.output import Page, put_json
from gongkai_standard.cli.profile_answers import comparison_pages
from gongkai_standard.cli.words import Language
from gongkai_standard.profiles import PROFILES


@click.command()
@click.argument("name", metavar="[LIST]", required=False)
@form_option
@output_option
@language_option
def codes(name: str | None, form: str, output: str | None, lang: Language) -> None:
    """代码表 (code lists): 全部，或其中一张 (all of them, or the codes of one)."""
    _answer(answers.code_list_pages(name), form, output, lang)


@click.command()
@click.argument("id", metavar="[ID]", required=False)
@click.option(
    "--compare",
    nargs=2,
    metavar="A B",
    help=f"两个规范文本有何不同 (what differs between two texts: {'|'.join(PROFILES)}).",
)
@form_option
@output_option
@language_option
def rules(id: str | None, compare: tuple[str, str] | None, form: str, output: str | None, lang: Language) -> None:
    """规则 (rules): 全部，或其中一条的说明、条款和案例 (all, or the page of one)."""
    if id is not None and compare is not None:
        raise click.UsageError("name a rule or two texts to compare, not both")
    _answer(comparison_pages(*compare) if compare else answers.rule_pages(id), form, output, lang)


@click.command()
@click.argument("id", metavar="[ID]", required=False)
@form_option
@output_option
@language_option
def requirements(id: str | None, form: str, output: str | None, lang: Language) -> None:
    """通知的 151 项要求 (the notice's requirements): 全部，或其中一项 (all, or one)."""
    _answer(answers.requirement_pages(id), form, output, lang)


def _answer(found: answers.Answer, form: str, output: str | None, lang: Language) -> None:
    if form == "json":
        put_json(found.tree, output)
        return
    page = Page(output)
    found.show(page, lang)
    page.close()
