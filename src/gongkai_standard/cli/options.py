"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from gongkai_standard.cli.inputs import day
from gongkai_standard.cli.words import LANGUAGES
from gongkai_standard.profiles import PROFILES

_Command = TypeVar("_Command", bound=Callable[..., Any])


def day_option(text: str) -> date:
    """The type of an option that takes a date."""
    try:
        return day(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is neither YYYY-MM-DD nor today") from None


def language_option(command: _Command) -> _Command:
    """`--lang`: the language of texts."""
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="语言 (language)."
    )(command)


def output_option(command: _Command) -> _Command:
    """`-o`: a file instead of standard output."""
    return click.option("-o", "--output", metavar="FILE", help="写入文件 (write to a file, whole or not at all).")(
        command
    )


def form_option(command: _Command) -> _Command:
    """`--format`: for people or for programs."""
    return click.option(
        "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="输出格式."
    )(command)


def profile_option(command: _Command) -> _Command:
    """`--profile`: the text of the standard."""
    return click.option("--profile", metavar="|".join(PROFILES), help="规范文本 (which text of the standard applies).")(
        command
    )


def pack_option(command: _Command) -> _Command:
    """`--pack`: what a province or place adds."""
    return click.option(
        "--pack",
        "packs",
        metavar="NAME|MODULE:ATTRIBUTE",
        multiple=True,
        help="扩展包，已安装的名称或模块:属性；可重复 (extension pack: an installed one, or where to import it).",
    )(command)
