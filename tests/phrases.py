"""Phrases with what they stand for: `data/phrases/NAME.tsv` (what a grammar knows) and
`NAME.published.tsv` (phrases chosen without looking at it), a wording and its values as JSON on each line."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

from attrs import asdict
from hypothesis import strategies as st

_FOLDER: Final = Path(__file__).parent / "data" / "phrases"


def phrases(name: str) -> list[tuple[str, list[Any]]]:
    """Wording and values of `NAME.tsv` and `NAME.published.tsv`; `\\n` in a table stands for a line break."""
    return [row for path in sorted(_FOLDER.glob(f"{name}*.tsv")) for row in _rows(path)]


def _rows(path: Path) -> list[tuple[str, list[Any]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == ["text", "values"], f"{path.name} needs the columns text and values"
    return [(text.replace("\\n", "\n"), json.loads(values)) for text, values in rows[1:]]


def members(value: Any, *without: str) -> dict[str, Any]:
    """The members of a value that are set."""
    return {key: item for key, item in asdict(value).items() if item not in (None, {}) and key not in without}


def words(text: str) -> Counter[str]:
    """The Chinese characters and figures of a wording, which no parser may lose."""
    return Counter(re.findall(r"[\u3400-\u9fff0-9]", text.translate(HALF_WIDTH)))


def wordings(fragments: str) -> st.SearchStrategy[str]:
    """Anything at all, or cells made of the fragments (separated by blanks), in any order and layout."""
    made = st.lists(st.sampled_from([*fragments.split(" "), " ", "\n"]), max_size=25).map("".join)
    return st.one_of(st.text(), made)


FULL_WIDTH: Final = {half: half + 0xFEE0 for half in range(0x21, 0x7F)}
HALF_WIDTH: Final = {full: half for half, full in FULL_WIDTH.items()}


def spread(text: str) -> str:
    """The text with a blank or a line break after every character, as narrow columns print it."""
    return "".join(char + ("\n" if index % 3 else "\u3000 ") for index, char in enumerate(text))
