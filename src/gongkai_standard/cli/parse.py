"""`gongkai parse` — cell texts in, the values that they stand for out, line by line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from itertools import count, repeat
from typing import Any, Final

import click

from gongkai_standard import channel, legal_basis, responsible_body, time_limit
from gongkai_standard.cli.inputs import phrase
from gongkai_standard.cli.options import language_option, output_option
from gongkai_standard.cli.output import put
from gongkai_standard.cli.words import Language
from gongkai_standard.codecs.structure import unstructure

_PARSERS: Final[Mapping[str, Callable[[str], tuple[Any, ...]]]] = {
    "time_limit": time_limit.parse,
    "channels": channel.parse,
    "basis": legal_basis.parse,
    "publishers": responsible_body.parse,
}


@click.command()
@click.argument("kind", type=click.Choice(tuple(_PARSERS)))
@output_option
@language_option
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
