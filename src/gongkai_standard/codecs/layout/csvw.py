"""CSVW — the metadata beside a CSV file, `X.csv-metadata.json`: what its columns are, and which rows are none.

Source: W3C, Metadata Vocabulary for Tabular Data. Lines above the header are skipped rows, the imprint is a comment.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Final

from gongkai_standard.codecs.layout.csv import table_of
from gongkai_standard.codecs.layout.table import PrintColumn
from gongkai_standard.codecs.table.labels import NUMBER, word

_CONTEXT: Final = ["http://www.w3.org/ns/csvw", {"@language": "zh"}]
_MARK: Final = "gongkai:"


def metadata(document: Any, *, url: str, layout: str | None = None) -> bytes:
    """The metadata of the CSV file that `dumps` makes of the document with this layout.

    `url`: the name of the file. Raises UnknownFormatError for a document that is several tables.
    """
    noun, table = table_of(document, layout)
    counted: Counter[str] = Counter()
    tree = {
        "@context": _CONTEXT,
        "url": url,
        **({"dc:title": table.title} if table.title else {}),
        "dialect": {
            "encoding": "utf-8",
            "skipRows": len(table.lead),
            "headerRowCount": len(table.head),
            "commentPrefix": _MARK,
        },
        "tableSchema": {"columns": [_column(noun, column, counted) for column in table.columns]},
    }
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()


def _column(noun: type, column: PrintColumn, counted: Counter[str]) -> dict[str, Any]:
    name = column.member.replace(".", "_") or "extra"
    counted[name] += 1
    return {
        "name": name if counted[name] == 1 else f"{name}_{counted[name]}",
        "titles": {"zh": [column.heading], **({"en": [word(noun, column.member).en]} if column.member else {})},
        "datatype": "integer" if column.member == NUMBER else "string",
    }
