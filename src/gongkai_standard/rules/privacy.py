"""个人信息保护的规则 — numbers of persons do not belong in what is published.

Source: notice 一(一) 以公开为常态、不公开为例外, 三(一) 除法律、政策明确规定不予公开的事项外. Privacy is an exception:
政府信息公开条例 (2007) 第十四条, (2019) 第十五条. Lists of names are public by rule; the numbers of ids, cards and
private telephones are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gongkai_standard.catalogue import Entry
from gongkai_standard.compendium import Document
from gongkai_standard.rules._rule import Fault, Severity, rule
from gongkai_standard.rules.index import Index, label
from gongkai_standard.rules.personal_data import personal_data
from gongkai_standard.rules.prose import Text, prose


@rule("GK-PRV-001", about=object, requirements=("R-003",), severity=Severity.ERROR)
def number_of_a_person(document: Document, index: Index) -> Iterator[Fault]:
    """A citizen's id, a bank card or a private mobile number stands in what is to be published.

    A mobile number is a warning, and none where it is given for people to call: under a heading or after a word such
    as 咨询电话, 联系人, 监督. One in the content of an entry is for GK-PRN-007 to report, where that rule speaks. The
    report shows only the first three digits, here and in every other finding.

    Why: what the law keeps private must not be disclosed; a number that was online once cannot be called back.

    Instead: remove the number, or cut it to its first and last digits; withdraw what is already published.
    """
    for text in _texts(document, index):
        in_content = isinstance(text.owner, Entry) and _CONTENT.search(text.at) is not None
        for found in personal_data(text.text):
            if found.kind == "mobile" and (
                (in_content and "GK-PRN-007" in index.in_force) or _is_for_calling(text, found.start)
            ):
                continue
            params = {"item": label(text.owner), "personal_data": found.kind, "text": found.shown}
            severity = Severity.WARNING if found.kind == "mobile" else None
            yield Fault(text.at, params, severity=severity, also=("R-055", "R-017") if in_content else ("R-055",))


def _texts(document: Document, index: Index) -> Iterator[Text]:
    """Every text that may hold such a number; of the rows, only of those that are worth a look."""
    yield from prose(document, "", rows=False)
    for at, row in index.numbered:
        yield from prose(row, at, rows=True)


_CONTENT: Final = re.compile(r"/content/[0-9]+$")

_CALLING: Final = re.compile(r"电话|热线|手机|联系|传真|咨询|投诉|举报|监督|phone|mobile|tel|contact", re.I)
"""In the name of a member, or the heading of a column or an element: whoever stands there is to be called."""

_CALLED: Final = re.compile(
    r"(?:咨询|联系|监督|投诉|举报|服务|办公|值班|预约|客服|热线|受理|报名|电话)[^，。；;\n]{0,16}$"
)
"""Before a number in the same clause: it belongs to an office, or to the staff that answers there."""


def _is_for_calling(text: Text, start: int) -> bool:
    return _CALLING.search(text.at.rpartition("/")[2]) is not None or _CALLED.search(text.text[:start]) is not None
