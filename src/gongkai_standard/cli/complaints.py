"""What the user is told when something cannot be done: one line per problem, Chinese and English, with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import click

from gongkai_standard.errors import GongkaiError, Problem

UNREADABLE: Final = 2
"""The exit code for what could not be read or written, and for wrong usage."""


def complain(*problems: Problem, place: str = "") -> None:
    """One line per problem on standard error, each with its place."""
    for problem in problems:
        click.echo(f"gongkai: {place}: {problem}" if place else f"gongkai: {problem}", err=True)


def problems_of(error: Exception) -> tuple[Problem, ...]:
    """What to tell the user about any error."""
    match error:
        case GongkaiError():
            return error.problems
        case click.ClickException():
            return (_usage(error),)
        case OSError():
            name = str(error.filename) if error.filename is not None else ""
            return (_of_system(error, name),)
        case RecursionError() | MemoryError():
            return (Problem(message="内容过深或过大，无法处理", message_en="too deep or too large to handle"),)
        case _:
            said = f"{type(error).__name__}: {error}".replace("\n", " ")
            return (
                Problem(
                    message=f"程序内部错误，请反馈：{said}",
                    message_en="internal error; please report it",
                ),
            )


_REASONS: Final[Mapping[type[OSError], tuple[str, str]]] = {
    FileNotFoundError: ("没有这个文件或文件夹", "no such file or directory"),
    IsADirectoryError: ("这是文件夹，不是文件", "this is a directory, not a file"),
    NotADirectoryError: ("路径中有一段不是文件夹", "a part of the path is not a directory"),
    PermissionError: ("没有权限", "permission denied"),
    FileExistsError: ("文件已存在", "the file exists"),
}


def _of_system(error: OSError, name: str) -> Problem:
    said = error.strerror or type(error).__name__
    zh, en = _REASONS.get(type(error), (f"系统错误：{said}", f"system error: {said}"))
    return Problem(message=zh, message_en=en, place=name)


def _named(error: click.BadParameter) -> str:
    """A parameter as the help writes it: `--as-of YYYY-MM-DD`, `FILE|DIR…`."""
    if error.param is None or error.ctx is None:
        return str(error.param_hint)
    shown = error.param.make_metavar(error.ctx)
    return f"{error.param.opts[-1]} {shown}" if isinstance(error.param, click.Option) else shown


def _usage(error: click.ClickException) -> Problem:
    match error:
        case click.NoSuchOption():
            close = error.possibilities or ()
            meant = (f"，是否指 {'、'.join(close)}", f"; did you mean {', '.join(close)}") if close else ("", "")
            zh, en = f"没有选项 {error.option_name}{meant[0]}", f"no such option {error.option_name}{meant[1]}"
        case click.MissingParameter():
            hint = _named(error)
            zh, en = f"缺少参数 {hint}", f"missing argument {hint}"
        case click.BadParameter():
            hint = _named(error)
            zh, en = f"参数 {hint} 无效", f"{hint}: {error.message}"
        case _:
            zh, en = "用法错误", error.format_message()
    return Problem(message=f"{zh}；用法见 gongkai --help", message_en=en.replace("\n", " ").rstrip("."))
