"""The published files: path → bytes, the same on every machine.

`next/` is what main would publish; a released version is a copy of it whose bytes never change.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import asdict, fields

from gongkai_standard.codelists import Code, CodeList, code_list, code_list_names
from gongkai_standard.profiles import PROFILES
from gongkai_standard.publish.cases import Case
from gongkai_standard.publish.linked_data import CONTEXT
from gongkai_standard.publish.registers import (
    code_list_entry,
    profile_entry,
    requirement_entry,
    rule_entry,
    slot_entry,
    slots,
    state_definitions,
)
from gongkai_standard.publish.schemas import SHAPES, names, roots, schema
from gongkai_standard.publish.vocabulary import ELEMENT_COLUMNS, concept_scheme, data_elements, turtle
from gongkai_standard.requirements import requirements
from gongkai_standard.rules.placeholder import PLACEHOLDER
from gongkai_standard.rules.registry import RULES
from gongkai_standard.shape import HEAD, MODEL_VERSION

SUMS: Final = "SHA256SUMS"
"""The name of the file that lists the hash of every other one, as `sha256sum -c` reads it."""


def files(cases: Iterable[Case] = ()) -> Mapping[str, bytes]:
    """Path below the folder of one version → its bytes, by path; the list of hashes last.

    `cases` are those of the conformance kit, which stands above this package.
    """
    made = dict(sorted((*_schemas(), *_code_lists(), *_registers(), *_cases(cases))))
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in made.items())
    return {**made, SUMS: sums.encode()}


def _schemas() -> Iterator[tuple[str, bytes]]:
    for form, strict in (("open", False), ("strict", True)):
        for shape in SHAPES:
            for name in names() if shape == "split" else roots():
                yield f"{form}/{shape}/{name}.schema.json", _json(schema(name, strict=strict, shape=shape))


def _code_lists() -> Iterator[tuple[str, bytes]]:
    for name in code_list_names():
        codes = code_list(name)
        yield f"codelists/{name}.json", _document("code_list", code_list_entry(codes))
        yield f"codelists/{name}.csv", _csv(codes)
        scheme = concept_scheme(name)
        yield f"codelists/{name}.jsonld", _json(scheme)
        yield f"codelists/{name}.ttl", turtle(scheme)


def _registers() -> Iterator[tuple[str, bytes]]:
    yield (
        "rules.json",
        _document(
            "rules",
            {
                "rules": [rule_entry(rule) for rule in RULES.values()],
                "slots": [slot_entry(asked) for asked in slots().values()],
                "placeholder": f"^(?:{PLACEHOLDER.pattern})$",
            },
        ),
    )
    listed = [requirement_entry(requirement) for requirement in requirements().values()]
    yield "requirements.json", _document("requirements", {"states": state_definitions(), "requirements": listed})
    yield "profiles.json", _document("profiles", {"profiles": [profile_entry(text) for text in PROFILES.values()]})
    yield "data-elements.csv", _table(ELEMENT_COLUMNS, data_elements())
    yield "context.jsonld", _json({"@context": dict(CONTEXT)})


def _cases(cases: Iterable[Case]) -> Iterator[tuple[str, bytes]]:
    by_role: dict[str, list[dict[str, Any]]] = {}
    for case in cases:
        by_role.setdefault(case.role, []).append(asdict(case))
    for role, entries in by_role.items():
        yield f"cases/{role}.json", _document("cases", {"role": role, "cases": entries})


def _document(kind: str, members: Mapping[str, Any]) -> bytes:
    return _json({HEAD[0]: MODEL_VERSION, HEAD[1]: kind, **members})


def _csv(codes: CodeList) -> bytes:
    """A row for each code; labels of one code have `|` between them."""
    names = [column.name for column in fields(Code)]
    return _table(names, ([_cell(getattr(code, name)) for name in names] for code in codes))


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV in UTF-8 with a header row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    return "|".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
