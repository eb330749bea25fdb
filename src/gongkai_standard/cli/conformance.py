"""`gongkai conformance | serve-conformance` — the case suite against another implementation, and our own answers."""

from __future__ import annotations

import sys
from typing import Any

import click
from attrs import asdict
from rich.console import Console
from rich.progress import track

from gongkai_standard.cli.options import form_option, language_option, output_option
from gongkai_standard.cli.output import Page, put_json
from gongkai_standard.cli.words import Language, say
from gongkai_standard.publish.cases import ImplementationStatement
from gongkai_standard.shape import HEAD, MODEL_VERSION
from gongkai_standard.testing.kit.cases import ROLES, cases
from gongkai_standard.testing.kit.drive import PATIENCE, answers, driving
from gongkai_standard.testing.kit.reference import serve
from gongkai_standard.testing.kit.scoreboard import statement


@click.command()
@click.option("--command", "command", required=True, metavar="CMD", help="被测实现的启动命令 (how to start it).")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help="只测这些类别 (only these classes).")
@click.option(
    "--patience", type=click.FloatRange(min=0.1), default=PATIENCE, show_default=True, help="每题等待秒数 (seconds)."
)
@form_option
@output_option
@language_option
def conformance(
    command: str, roles: tuple[str, ...], patience: float, form: str, output: str | None, lang: Language
) -> int:
    """用案例检验另一个实现 (run the case suite against another implementation).

    The command reads one JSON question a line and answers each with one JSON value a line.
    Exit 0: it conforms in every class that it claims; 1: it does not; 2: it could not be started.
    """
    asked = [case for case in cases() if not roles or case.role in roles]
    console = Console(stderr=True)
    with driving(command, patience=patience) as ask:
        told = track(answers(ask, asked), total=len(asked), console=console, disable=not console.is_terminal)
        proved = statement(told)
    if form == "json":
        put_json({HEAD[0]: MODEL_VERSION, HEAD[1]: proved.kind, **_tree(proved)}, output)
    else:
        page = Page(output)
        _show(page, proved, lang)
        page.close()
    return int(not proved.conforms)


@click.command()
def serve_conformance() -> None:
    """以本库回答案例，每行一问一答 (answer the case suite: one JSON value a line)."""
    for said in serve(sys.stdin):
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


def _tree(proved: ImplementationStatement) -> dict[str, Any]:
    return asdict(proved, value_serializer=lambda _, __, value: list(value) if isinstance(value, tuple) else value)


def _show(page: Page, proved: ImplementationStatement, lang: Language) -> None:
    for failure in proved.failures:
        page.console.print(f"✗ {failure.case}  {failure.intent}\n    {failure.why}", soft_wrap=True)
    for role, score in proved.roles.items():
        verdict = "conforms" if score.conforms else "fails" if score.claimed else "unclaimed"
        counts = (score.required.passed, score.required.total, score.optional.passed, score.optional.total)
        named = dict(zip(("required", "of_required", "optional", "of_optional"), counts, strict=True))
        page.console.print(say("role_score", lang, role=role, verdict=say(verdict, lang), **named))
    page.console.print(say("suite_conforms" if proved.conforms else "suite_fails", lang))
