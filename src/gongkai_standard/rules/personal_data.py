"""个人信息 — citizen ids, mobile and bank card numbers in a text, told by their own check digits.

An id has a province, a day of birth and a check digit (GB 11643, ISO 7064 mod 11-2); a card satisfies Luhn's sum, and
unless it begins with the 62 of UnionPay the word for a card or an account stands before it. Numbers may be grouped by
blanks or hyphens and written in full width; numbers inside longer ones or inside web addresses are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final, Literal

from attrs import frozen

PersonalKind = Literal["citizen_id", "bank_card", "mobile"]

LONG: Final = re.compile("[0-9０-９]{4}[ -]?[0-9０-９]{3}")
"""What every such number has in it; looked for first, being quick to miss."""

_PROVINCE: Final = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_NUMBER: Final = re.compile(
    r"(?<![0-9])(?<![0-9]\.)(?:"
    rf"(?P<citizen_id>{_PROVINCE}[0-9]{{4}}[ -]?(?:18|19|20)[0-9]{{6}}[ -]?[0-9]{{3}}[0-9Xx])"
    r"|(?P<bank_card>[3-9][0-9]{3}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)"
    r"|(?<![A-Za-z])(?:(?:\+|00)?86[ -]?)?(?P<mobile>1[3-9][0-9](?:[ -]?[0-9]{4}){2})"
    r")(?!\.?[0-9A-Za-z])"
)
_WIDTH: Final = {
    ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９Ｘｘ－\u3000", "0123456789Xx- ", strict=True)
}
_ADDRESS: Final = re.compile(r"[A-Za-z]+://[!-~]+")
_GROUPING: Final = re.compile("[ -]")


@frozen
class Personal:
    """One number of a person."""

    kind: PersonalKind
    start: int
    end: int
    """Where it stands in the text."""
    shown: str
    """Its first three digits, which is all that a report shows."""


def personal_data(text: str) -> Iterator[Personal]:
    """Every number of a person in a text, in order.

    >>> [(p.kind, p.shown) for p in personal_data("张某 11010519491231002X，电话 138 0013 8000")]
    [('citizen_id', '110…'), ('mobile', '138…')]
    """
    if LONG.search(text) is None:
        return
    plain = text.translate(_WIDTH)
    if "://" in plain:
        plain = _ADDRESS.sub(lambda found: " " * len(found[0]), plain)
    for found in _NUMBER.finditer(plain):
        group = found.lastgroup or ""
        digits, start = _GROUPING.sub("", found[group]), found.start(group)
        if kind := _kind(group, digits, plain[:start]):
            yield Personal(kind, start, found.end(), f"{digits[:3]}…")


def _kind(looks: str, digits: str, before: str) -> PersonalKind | None:
    """What a number is that looks like one of the three, by its check digit and by what stands before it."""
    if looks == "mobile":
        return "mobile"
    if looks == "citizen_id" and is_citizen_id(digits):
        return "citizen_id"
    return "bank_card" if _is_card(digits, before) else None


def masked(value: Any) -> Any:
    """A text, or the texts of a list, with every number of a person cut to its first three digits.

    >>> masked("联系人 13800138000")
    '联系人 138…'
    """
    if isinstance(value, (list, tuple)):
        return type(value)(map(masked, value))
    if not isinstance(value, str):
        return value
    for found in reversed(list(personal_data(value))):
        value = f"{value[: found.start]}{found.shown}{value[found.end :]}"
    return value


_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"


def is_citizen_id(digits: str) -> bool:
    """Whether 18 characters that look like a citizen's id are one: day of birth and check digit are right.

    >>> is_citizen_id("11010519491231002X"), is_citizen_id("110105194912310021")
    (True, False)
    """
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return _CHECK[total % 11] == digits[17].upper()


_CARD_WORD: Final = re.compile(r"(?:卡|账户|帐户|账号|帐号|银行)[^0-9]{0,12}$")


def _is_card(digits: str, before: str) -> bool:
    """By Luhn's sum, and by the prefix of UnionPay or a word for a card before it."""
    if not digits.isdecimal() or not (digits.startswith("62") or _CARD_WORD.search(before)):
        return False
    doubled = (sum(divmod(2 * int(d), 10)) if i % 2 else int(d) for i, d in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0
