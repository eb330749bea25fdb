"""The names that others rely on, one a line. `python tests/public_names.py` writes the list anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import fields

import gongkai_standard
from gongkai_standard.codelists import code_list, code_list_names
from gongkai_standard.profiles import PROFILES
from gongkai_standard.publish.schemas import names, schema_id
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.report import Finding
from gongkai_standard.rules.retired import RETIRED

LIST = Path(__file__).parent / "data" / "public-names.txt"


def public_names() -> Iterator[str]:
    """What there is now: kind and name."""
    yield from (f"name {name}" for name in gongkai_standard.__all__)
    yield from (f"rule {rule}" for rule in (*RULES, *RETIRED))
    yield from (f"finding {member.name}" for member in fields(Finding))
    yield from (f"profile {name}" for name in PROFILES)
    yield from (f"schema {schema_id(name, strict=strict)}" for name in names() for strict in (False, True))
    yield from (f"code {name}:{code.code}" for name in code_list_names() for code in code_list(name))


def text() -> str:
    """The file's text."""
    return "".join(f"{line}\n" for line in sorted(set(public_names())))


if __name__ == "__main__":
    LIST.write_text(text(), encoding="utf-8")
