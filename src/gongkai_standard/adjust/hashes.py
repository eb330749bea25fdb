"""校验值 — two hashes over canonical JSON (RFC 8785); nothing is normalised.

`document_hash` keeps the order of everything and chains editions. `content_hash` sorts rows by their names, so that
the same content in any order has the same hash.
"""

from __future__ import annotations

import hashlib
from typing import Any

from attrs import evolve

from gongkai_standard.adjust.names import names
from gongkai_standard.codecs.canonical import canonical
from gongkai_standard.codecs.json import dumps
from gongkai_standard.codecs.structure import unstructure
from gongkai_standard.compendium import Document
from gongkai_standard.shape import Form, is_document, members


def document_hash(document: Document) -> str:
    """SHA-256 in hex of the canonical JSON.

    Raises GongkaiError with the place of every value that has no canonical form, such as an integer that is not
    exactly a double in `extra` or `unknown`.
    """
    return hashlib.sha256(dumps(document, canonical=True)).hexdigest()


def content_hash(document: Document) -> str:
    """The same, of the document with the rows of every list sorted by their names. Raises GongkaiError likewise."""
    document_hash(document)  # says where something has no canonical form, which the texts of rows would not
    return document_hash(_sorted(document))


def _sorted(document: Any) -> Any:
    lists = {}
    noun: Any = type(document)
    for m in members(noun):
        rows = getattr(document, m.attribute)
        if m.form is not Form.NOUNS or not rows:
            continue
        if is_document(m.noun):
            rows = tuple(map(_sorted, rows))
        keyed = zip(names(m, rows), (canonical(unstructure(row)) for row in rows), rows, strict=True)
        lists[m.attribute] = tuple(row for _, _, row in sorted(keyed, key=lambda found: (_stem(found[0]), found[1])))
    return evolve(document, **lists)


def _stem(name: str) -> str:
    """The name without its ordinal, which depends on the order."""
    head, mark, tail = name.rpartition("#")
    return head if mark and tail.isdecimal() and not tail.startswith("0") else name
