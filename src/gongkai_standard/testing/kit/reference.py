"""This library's own answers: what `gongkai serve-conformance` says, one JSON value a line."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from gongkai_standard.adjust.diff import diff
from gongkai_standard.adjust.merge import merge
from gongkai_standard.checking import check
from gongkai_standard.codecs import dumps, loads
from gongkai_standard.codecs.structure import structure, unstructure
from gongkai_standard.errors import GongkaiError

Request = Mapping[str, Any]
Answer = dict[str, Any]


def serve(lines: Iterable[str]) -> Iterator[str]:
    """The answer to each line, in step with the questions; a line that is no question is answered with an error."""
    for line in lines:
        yield json.dumps(answer(line), ensure_ascii=False)


def answer(line: str) -> Answer:
    """The answer to one line; a question that lacks a member or holds one of another shape is an error too."""
    try:
        request = json.loads(line)
        name = request["id"]
    except (ValueError, TypeError, KeyError):
        return {"id": None, "error": "not a JSON object with an id"}
    act = _ACTS.get(request.get("role"))
    if act is None:
        return {"id": name, "unsupported": True}
    try:
        return {"id": name, **act(request)}
    except (GongkaiError, KeyError, TypeError, ValueError) as error:
        return {"id": name, "error": f"{type(error).__name__}: {error}"}


def _read(request: Request) -> Answer:
    data = b64decode(request["data"])
    return {"document": unstructure(loads(data, format=request["format"]).document)}


def _write(request: Request) -> Answer:
    data = dumps(structure(request["document"]), format=request["format"])
    return {"data": b64encode(data).decode()}


def _validate(request: Request) -> Answer:
    on = request.get("as_of")
    report = check(
        structure(request["document"]), profile=request.get("profile"), as_of=date.fromisoformat(on) if on else None
    )
    return {"findings": [{"rule": finding.rule, "at": finding.at} for finding in report.findings]}


def _differ(request: Request) -> Answer:
    return {"adjustment": unstructure(diff(structure(request["old"]), structure(request["new"])))}


def _merge(request: Request) -> Answer:
    merged = merge(*(structure(request[side]) for side in ("base", "ours", "theirs")))
    return {
        "document": unstructure(merged.document),
        "conflicts": [conflict.at for conflict in merged.conflicts],
    }


_ACTS: Final[Mapping[Any, Callable[[Request], Answer]]] = {
    "reader": _read,
    "writer": _write,
    "validator": _validate,
    "differ": _differ,
    "merger": _merge,
}
