"""`gongkai` — the commands by name; each is loaded when it is called, so that none pays for the others."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final

import click

from gongkai_standard import __version__
from gongkai_standard.cli.complaints import UNREADABLE
from gongkai_standard.errors import Problem, UnknownNameError

COMMANDS: Final[Mapping[str, str]] = {
    "check": "check",
    "coverage": "coverage",
    "convert": "convert",
    "diff": "adjusting",
    "apply": "adjusting",
    "merge": "adjusting",
    "log": "adjusting",
    "parse": "parse",
    "template": "template",
    "codes": "lookup",
    "rules": "lookup",
    "requirements": "lookup",
    "reference": "reference",
    "schema": "publishing",
    "publish": "publishing",
    "conformance": "conformance",
    "serve-conformance": "conformance",
}
"""Name of a command → the module here that has a function of that name, in the order of the help."""


class _OnDemand(click.Group):
    """A group that imports a command when somebody asks for it."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command:
        if name not in COMMANDS:
            raise UnknownNameError(
                Problem(
                    message=f"没有命令“{name}”；全部命令见 gongkai --help",
                    message_en=f'no command "{name}"; gongkai --help lists them',
                )
            )
        command: click.Command = getattr(
            import_module(f"gongkai_standard.cli.{COMMANDS[name]}"), name.replace("-", "_")
        )
        return command


@click.group(
    cls=_OnDemand,
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
