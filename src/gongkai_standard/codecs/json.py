"""JSON — the published form of the standard.

Written in order of declaration as UTF-8 without ASCII escapes, members without a value left out, undeclared
members in their place: nothing is lost. `canonical=True` gives the form of RFC 8785 for hashes.
"""

from __future__ import annotations

import hashlib
import json

from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.json_text import Places, parse
from gongkai_standard.codecs.limits import DEFAULT, Limits
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.structure import structure, unstructure, version_notes
from gongkai_standard.codecs.utf8 import decode
from gongkai_standard.compendium import Document


def loads(data: bytes, *, limits: Limits = DEFAULT, pause_gc: bool = True) -> Reading:
    """The document in UTF-8 JSON bytes.

    `pause_gc` keeps the garbage collector, which is process-wide, off during the call.
    Raises UnreadableError or LimitExceededError with all problems and their line:column.
    """
    with paused(pause_gc):
        text = decode(data, limits)
        tree = parse(text, limits)

        def where(at: str) -> str:
            return Places(text).get(at, "")

        document = structure(tree, where=where)
    return Reading(
        document=document,
        format="json",
        sha256=hashlib.sha256(data).hexdigest(),
        notes=version_notes(document, where=where),
        source=data,
        locate=lambda: Places(decode(data, limits)),
    )


def dumps(document: Document, *, canonical: bool = False, indent: int | None = None) -> bytes:
    """The document as UTF-8 JSON: one line, or with `indent` spaces a level and a final newline."""
    separators = None if indent else (",", ":")
    text = json.dumps(unstructure(document), ensure_ascii=False, indent=indent, separators=separators)
    return (text + "\n" if indent else text).encode()
