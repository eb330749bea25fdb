"""本地信息的规则 — what makes a standard hard to copy, or unsafe to publish. Source: notice 一(二)3 可复制、可推广."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gongkai_standard.catalogue import Entry
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index
from gongkai_standard.rules.personal_data import personal_data

_LOCAL: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"(?P<citizen_id>[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx])"
    r"|(?P<bank_card>62[0-9]{14,17})"
    r"|(?P<phone>[(（]?0[0-9]{2,3}[)）]?[-—－ ]?[2-9][0-9]{6,7})"
    r")(?![0-9A-Za-z])"
)


_TITLE: Final = re.compile("《[^《》]*》")


@rule("GK-PRN-007", about=Entry, requirements=("R-017",), severity=Severity.WARNING)
def generic_text_with_local_data(entry: Entry, index: Index) -> Iterator[Fault]:
    """The content of an entry holds a phone number, a citizen's id, a bank card number, or the name of the place.

    The place is that of the publisher; in the title of a document (《…》) it stands by right.
    An id or card whose check digit is right is for GK-PRV-001 to report, where that rule speaks. That an entry cannot
    be measured is reported by the rules on its time limit (GK-CAT-006, GK-TIM-002) and its extent (GK-CAT-008). The
    report shows only the first digits.

    Why: a standard should be fit to be copied elsewhere, so local data have a column of their own; and personal
    data do not belong in a published catalogue at all.

    Instead: move phone numbers to a column of their own, remove personal data, and write 本县 for the county's name.
    """
    for place in index.places:
        for i, text in enumerate(entry.content):
            if place in text and place in _TITLE.sub("", text):
                yield Fault(f"content/{i}", {"text": place}, "place")
    if id(entry) not in index.numbered_rows:
        return
    for i, text in enumerate(entry.content):
        personal = {found.start: found for found in personal_data(text)}
        for found in _LOCAL.finditer(text):
            if found.start() not in personal or "GK-PRV-001" not in index.in_force:
                yield Fault(f"content/{i}", {"local_data": found.lastgroup, "text": f"{found.group()[:3]}…"})
        for number in personal.values():
            if number.kind == "mobile":
                yield Fault(f"content/{i}", {"local_data": "phone", "text": number.shown})
