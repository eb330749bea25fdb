"""公式 — keeping programs from taking a text for a formula, and getting the text back.

A spreadsheet runs what begins with =, +, - or @ when it opens a CSV file. An apostrophe in front makes it text. What
already looks as if it had one gets a further one, so that taking one away always gives the text that was meant.
Workbooks need none of this: their cells say that they hold texts.
"""

from __future__ import annotations

import re
from typing import Final

_RISKY: Final = re.compile(r"'*[\s\ufeff]*[=+\-@\t\r\n＝＋－＠]")
_SIGN: Final = "'"


def guard(text: str) -> str:
    """The text as a cell that no spreadsheet runs.

    >>> guard("=1+1"), guard("'=1+1"), guard("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return _SIGN + text if _RISKY.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` made this of; any other text as it is.

    >>> unguard("'=1+1"), unguard("''=1+1"), unguard("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return text[1:] if text.startswith(_SIGN) and _RISKY.match(text, 1) else text
