"""The portal's own validator, which so far knows one rule: `python -m portal.validator` answers the conformance kit."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any


def entries_without_content(document: Mapping[str, Any]) -> Iterator[str]:
    """The places of entries that say nothing of what is published (GK-CAT-004)."""
    catalogues = {"": document} if document.get("kind") == "catalogue" else {}
    for number, catalogue in enumerate(document.get("catalogues", ())):
        catalogues[f"/catalogues/{number}"] = catalogue
    for at, catalogue in catalogues.items():
        for number, entry in enumerate(catalogue.get("entries", ())):
            if not any(str(text).strip() for text in entry.get("content", ())):
                yield f"{at}/entries/{number}/content"


def answer(question: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one question of the kit."""
    if question["role"] != "validator":
        return {"id": question["id"], "unsupported": True}
    found = entries_without_content(question["document"])
    return {"id": question["id"], "findings": [{"rule": "GK-CAT-004", "at": at} for at in found]}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)), ensure_ascii=False), flush=True)
