"""表题 — what the lines around a table say: its title, domain and publisher, dates, remarks."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from gongkai_standard.catalogue import Entry
from gongkai_standard.codecs.table.elements import name as without_number
from gongkai_standard.codecs.table.vocabulary import Vocabulary
from gongkai_standard.codelists import code_list
from gongkai_standard.edition import Edition
from gongkai_standard.folding import fold
from gongkai_standard.publisher import Publisher
from gongkai_standard.remembering import remembered
from gongkai_standard.terms import terms_of

_LONGEST_TITLE: Final = 60
_TITLE: Final = re.compile(r"目录|清单|领域|一览表|标准[(\d]*$|事项表")
_CONTENTS: Final = frozenset({"目录", "目次"})
"""What stands above a list of contents."""
_SECTION_NUMBER: Final = re.compile(r"\s*(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．])")
_NOTE: Final = re.compile(
    r"(?:备?注|说明|填表说明|填报说明|附注|提示)\s*[\d一二三]?\s*[:：.、]|(?:填表|填报|制表|审核|审批|负责|联系|经办|录入)人"
    r"|(?:联系|咨询|监督|投诉)电话\s*[:：]|(?:填表|填报|制表|印发|发布|编制|公布|更新)(?:日期|时间|单位|部门)|[(（]?(?:盖章|公章|签章|签字)"
    r"|第\s*\d+\s*页|共\s*\d+\s*页"
)
_CONTINUED: Final = re.compile(r"\(?[续接](?:上[表页]?|表)?[\d一二三四五六七八九十]{0,2}\)?")
_DOMAIN: Final = "领域"
_SHORTEST_WITHIN: Final = 4
_UNIT: Final = (
    "省|自治区|市|自治州|州|盟|县|区|旗|镇|乡|街道|办事处"
    "|人民政府|政府|局|委员会|委|厅|办公室|办|中心|院|所|站|大队|公司"
)
_ENDS_AS_UNIT: Final = re.compile(rf"[一-鿿()]{{0,28}}(?:{_UNIT})")
_BEGINS_AS_UNIT: Final = re.compile(r"[一-鿿]{1,12}?(?:自治区|自治州|自治县|省|市|县|区|旗|镇|乡|街道办事处|街道)")
_SUBJECT: Final = re.compile(
    r"(?:基层)?(?:政务公开|政务开|主动公开|信息公开|政府信息|公开事项|公开|权力清单|责任清单|权责清单|公共服务)"
)
_DAY: Final = re.compile(r"(?P<y>\d{4})\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})")
_SIGNED: Final = re.compile(rf"[一-鿿]{{2,20}}(?:{_UNIT})")
_YEAR_EDITION: Final = re.compile(r"[(（]\s*(?P<edition>\d{4}\s*年?\s*(?:版|年))\s*[)）]|(?P<bare>\d{4}\s*年?\s*版)")


def is_title(text: str) -> bool:
    """Whether a line may be the title of a table or of a section of it."""
    text = text.strip()
    if len(text) > _LONGEST_TITLE or text.endswith(("。", "；", ";")) or _NOTE.match(text) or fold(text) in _CONTENTS:
        return False
    return bool(_TITLE.search(fold(text)) or _SECTION_NUMBER.match(text) or domains().exact(fold(text)))


def is_note(text: str) -> bool:
    """Whether a text is a remark, a signature or a page number, wherever it stands."""
    return _NOTE.match(text.strip()) is not None


def continues(text: str) -> bool:
    """Whether a line says that the table goes on: 续表."""
    return _CONTINUED.fullmatch(fold(text)) is not None


def is_signature(text: str) -> bool:
    """A unit or a day standing alone, as below a letter."""
    folded = fold(text)
    return (_DAY.match(folded) is not None and len(folded) <= 11) or _SIGNED.fullmatch(folded) is not None


@cache
def domains() -> Vocabulary[str]:
    """Names of domains → codes."""
    listed = terms_of(Entry)["domain"].codes or ""
    return Vocabulary((label, code.code) for code in code_list(listed) for label in (code.zh, *code.also))


@remembered(1024)
def domain_in(text: str) -> str | None:
    """The domain that a title, a sheet name or a cell names: `"（一）养老服务领域…目录"` → `"elderly_care"`."""
    return _domain_span(text)[0]


@remembered(1024)
def _domain_span(text: str) -> tuple[str | None, int]:
    """The code, and where the name begins in the folded text without its section number."""
    folded = fold(without_number(text)[0]).lstrip("0123456789._-")
    words = domains()
    whole = words.exact(folded.removesuffix(_DOMAIN))
    if whole:
        return whole, 0
    before, found, _ = folded.partition(_DOMAIN)
    if found:
        first = max(len(before) - max(map(len, words)), 0)
        for find in (words.exact, words.find):
            for start in range(first, len(before) - 1):
                code = find(before[start:])
                if code:
                    return code, start
        return None, -1
    within = [
        (len(word), folded.find(word), word) for word in words if len(word) >= _SHORTEST_WITHIN and word in folded
    ]
    if within:
        _, start, word = max(within)
        return words.exact(word), start
    return None, -1


@remembered(1024)
def publisher_in(title: str) -> str | None:
    """The unit that a title begins with: `"青禾县公安局户籍管理领域…目录"` → `"青禾县公安局"`."""
    folded = fold(without_number(title)[0])
    _, start = _domain_span(title)
    subject = _SUBJECT.search(folded)
    ends = [at for at in (start, subject.start() if subject else -1) if at > 0]
    if ends and (start > 0 or _DOMAIN not in folded):
        unit = _ENDS_AS_UNIT.fullmatch(folded[: min(ends)])
        if unit:
            return unit.group()
    unit = _BEGINS_AS_UNIT.match(folded) if start != 0 else None
    return unit.group() if unit and unit.end() < len(folded) else None


def edition_in(title: str) -> str | None:
    """`"…目录(2024版)"` → `"2024版"`."""
    found = _YEAR_EDITION.search(title)
    return re.sub(r"\s+", "", found["edition"] or found["bare"]) if found else None


@cache
def _statement() -> re.Pattern[str]:
    labels = sorted((fold(label) for label in _stated_members()), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, labels))
    return re.compile(
        rf"(?:^|[\s(])(?P<label>{alternatives})(?:\(盖章\)|\(公章\))?\s*:\s*(?P<value>.*?)(?=\s(?:{alternatives})|\s{{2,}}|\n|$)"
    )


@cache
def _stated_members() -> dict[str, tuple[type, str]]:
    """Label → noun and member, for what stands beside a table as 「label:value」."""
    found: dict[str, tuple[type, str]] = {}
    for noun, members in (
        (Publisher, ("name", "division", "credit_code", "phase")),
        (Edition, ("version", "issued", "effective")),
    ):
        for member in members:
            word = terms_of(noun)[member]
            for label in (word.zh, *word.also):
                found.setdefault(fold(label), (noun, member))
    return found


def statements(text: str) -> dict[tuple[type, str], str]:
    """`"填报单位:青禾县民政局  填报日期:2021年3月1日"` → publisher's name and edition's day of issue, as printed."""
    text = text.replace("：", ":").replace("（", "(").replace("）", ")")
    found: dict[tuple[type, str], str] = {}
    for match in _statement().finditer(text):
        value = match["value"].strip(" )\u3000")
        if value:
            found.setdefault(_stated_members()[match["label"]], value)
    return found


def day(text: str) -> date | None:
    """`"2021年3月1日"` or `"2021-03-01"` → a date; None when it is not one."""
    found = _DAY.search(text)
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    except ValueError:
        return None
