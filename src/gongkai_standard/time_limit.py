"""公开时限 — when information must be public: a value parsed from the Chinese phrase, which is always kept.

`parse` reads a cell in four steps: find the cores (the quantities, dates and words that make a term), cut the
cell into clauses at the punctuation outside them, give every clause without a core to the term it belongs to,
and read subject and trigger from the words around each core. No word of the cell is dropped: what belongs to
no term is a limit of kind `unspecified`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, Literal, get_args

from attrs import evolve, field, frozen

from gongkai_standard.mapping import EMPTY, comparable
from gongkai_standard.remembering import remembered
from gongkai_standard.terms import term
from gongkai_standard.wording import Wording, number

Kind = Literal[
    "within",
    "immediate",
    "prompt",
    "periodic",
    "long_term",
    "notice_period",
    "on_event",
    "statutory_override",
    "unspecified",
]
Trigger = Literal["formed_or_changed", "made_or_obtained", "decided", "received", "event", "fixed_date", "none"]
Unit = Literal["working_day", "calendar_day", "hour", "month", "quarter", "year"]


@frozen(kw_only=True, weakref_slot=False)
class TimeLimit:
    """公开时限 — one term. A cell may hold several, each for its own part of the content (`applies_to`)."""

    text: str | None = field(default=None, metadata=term("原文", "wording"))
    kind: Kind | None = field(default=None, metadata=term("时限类型", "kind", codes="duration_kind"))
    trigger: Trigger | None = field(default=None, metadata=term("起算点", "trigger", codes="trigger"))
    quantity: int | None = field(default=None, metadata=term("数量", "quantity"))
    unit: Unit | None = field(default=None, metadata=term("单位", "unit", codes="unit"))
    before: bool | None = field(default=None, metadata=term("事前", "before the event"))
    """True for 「听证7个工作日前」: the term ends that long before the event; never False."""
    date: str | None = field(default=None, metadata=term("固定日期", "fixed date"))
    """A day of the year or month for `fixed_date`: `--01-31`, `---20` (ISO 8601-2000 truncated form); a day that comes
    only once in full: `2021-12-31`."""
    applies_to: str | None = field(default=None, metadata=term("适用于", "applies to"))
    unknown: Mapping[str, Any] = field(default=EMPTY, eq=comparable, repr=False)


# ---------------------------------------------------------------- the words of the grammar

_N: Final = r"(?:[0-9][0-9Oo]{0,2}|[零〇一二两三四五六七八九十百廿卅]{1,5})"
_WORKING_DAY: Final = r"工作[日曰天]+|工作(?=之?内|以内)|工日|作日"
_DAY: Final = r"日历[日天]|自然[日天]|日(?![常期程均报])|天"
_UNIT: Final = rf"{_WORKING_DAY}|{_DAY}|小时|星期|周(?!边)|旬|季度|季|月|年度?"
_SPAN: Final = rf"(?:半|{_N})?个*(?:{_UNIT})"
_SHOW: Final = r"公开|公示|公布|发布|公告|更新|调整|上传|披露"
_AT_LEAST: Final = r"至少|最少|不(?:得|应)?(?:少|低|短)于"
_BY: Final = r"(?:之前|以前|前|止|内)?"

_CORE: Final = re.compile(
    rf"""
    (?P<override>
        (?:另有|有(?:其他|其它|特殊|特别|明确|不同))[^;。,()]{{0,12}}?(?:规定|要求|约定)的?
        (?:,?[^;。,()0-9]{{0,6}}?(?:从其规定|规定(?:执行|办理)?|执行|为准))?
      | (?:应当?|则)?从其规定
    )
  | (?P<date>
        (?:(?P<year>(?:19|20)[0-9]{{2}})年|(?P<yearly>每(?:一|个)?年度?)|(?:次|翌|当|本|第二|[上下]一?)年度?)?的?
        (?P<month>{_N})月份?
        (?:(?P<day>{_N})[日号](?![常内])|(?P<part>[底末初]|[上中下]旬)|(?=之?前|以前)|(?(yearly)|(?!))){_BY}
        (?:[、,和及]{_N}月份?(?:{_N}[日号]|[底末])?{_BY})*
      | (?P<year_end>(?:每|次|当|本)?年)年?[底末]{_BY}
      | (?P<cycle>每(?:一|个)?(?:季度?|半年|月)|[次下当本]个?月)的?(?:首月|末月|次月|第[一二三四五六]个?月)?的?
        (?:(?P<cycle_day>{_N})(?:[、,和及]{_N})*[日号](?!内)|[底末初]){_BY}
    )
  | (?P<frequency>
        (?<![0-9第上下])(?:{_AT_LEAST})?(?:
            (?P<times>{_N})次[/每]一?(?P<per>{_SPAN})
          | 每?隔?(?P<per_first>{_SPAN})内?(?:{_AT_LEAST})?(?:{_SHOW})*(?:{_AT_LEAST})?(?P<times_last>{_N})次
          | (?P<per_once>{_SPAN})/次)
    )
  | (?P<every>
        (?:按|逐|每隔?)(?P<interval>{_SPAN})(?:第?[一二三四1-4]季度)?
      | (?<![0-9第上下一二三四])(?P<adverb>[月季年]度|[日周月季年](?=更新))(?=更新|公开|公布|公示|发布|$)
    )
  | (?P<period>
        (?P<shown>(?:公示|公告|张贴|展示|挂网|保留|保存)(?:(?P<shown_period>期)?(?:期限|时间|期间|限)?(?<![示告]):)?应?当?
            (?:期限|时限|时间|期间|期|一般|为|满|{_AT_LEAST}|持续|达到?)*
          | (?<![\u4e00-\u9fff])(?:公示|公告):
          | (?:(?<=征[求集]意见)|(?<=意见征[求集]))(?:期限|期间|时间|时限|期)?(?:一般|应当?|为|是|{_AT_LEAST})*
          | (?:公开|公布|发布)(?:期限?|时间)?应?当?为?:?(?:{_AT_LEAST}|持续)
          | (?:公开|公布|发布)期限?应?当?[为:]?
          | {_AT_LEAST})?
        (?<![0-9第上下])(?:{_N}[-~—至到])?
        (?P<quantity>半|{_N})(?:\({_N}\))?个*(?P<unit>{_UNIT})日?
        (?P<edge>之内|以内|内|之前|以前|前)?
    )
  | (?P<long_term>
        (?<!中)(?:长期|永久|常年|长年|持续|始终|一直|常态化?|全年)(?:保持|坚持|主动|动态)*
        (?:{_SHOW}|有效|保留|保存|展示|不变|(?=$|[,;。、()/]))
    )
  | (?P<immediate>
        (?<![立随])即(?=公开|公布|公示|更新)|实时|即时|立即|立刻|随时|当场(?!(?:答复|办[理结])?的)
      | (?:当[日天]|即日)(?!起)|同日
    )
  | (?P<prompt>及时|适时|尽快|尽早|第一时间|随即)
  | (?P<regular>(?<!不)定期)
    """,
    re.VERBOSE,
)
"""What makes a term by itself."""

_WEAK: Final = re.compile(
    rf"""
    (?P<on_event>
        (?:按照?|依[照据]|根据|视|随着?)[^,;。]{{0,12}}?(?:进展|进度|实际|需要|情况|变化)
      | 随[^,;。]{{1,30}}?(?:同时|同步|一并|一起)|同时|同步
      | (?<=.)(?:之?时(?![间限候])|之?同时|之?[前后](?![期续])|以[前后]|当[日天])
        (?=$|[,;。()]|(?:应当?|予以|主动|依法|在)*(?:{_SHOW}|在|张贴))
    )
  | (?P<override>
        [按依据](?:照|据)?(?:国家|省|市|上级|法律|法规|法定|有关|相关|其|政策|文件|[、和的])*(?:规定|要求)
      | 法定(?:时限|期限)|规定的?(?:时限|期限|时间)|依法
    )
  | (?P<prompt>动态)
    """,
    re.VERBOSE,
)
"""What makes a term only where nothing stronger stands in the same part of the cell."""

_MARK: Final = re.compile(
    r"(?:之日|[日天]起|(?<![发一])起(?![草诉])|(?<!最)后(?![续期])|(?<![及实即随适临同小按])时(?![间限候政])"
    r"|(?<![目当提])前(?![期置]))起?"
)
"""The end of a trigger phrase: …之日起, …后, …时, …前."""

_VERBS: Final = re.compile(
    r"""
    (?P<formed_or_changed>形成|产生|生成|变更|变动|变化|更新|修改|修订|调整)
  | (?P<made_or_obtained>制定|制作|获取|获得|取得|采集|编制|拟定)
  | (?P<received>收到|接到|接收|受理|收悉|接报|(?<!依)申请|递交|下发[至到])
  | (?P<decided>作出|做出|批准|批复|核准|审批|决定|确定|审定|审核|审议|审查|通过(?=$)|认定|评定|同意|准予)
        (?!信息|结果|文件|情况|书|意见|材料|事项|名单|程序|流程|过程)
  | (?P<event>(?:发布|公布|印发|出台|公示|公告|签订|签署|签发|完成|完毕|完结|结束|办结|届满|期满|终了|启动|开始
      |开工|竣工|实施|施行|执行|生效|送达|到期|发生|召开|举行|成立|验收|备案|登记|发放|拨付|上报|报送|归档|交付
      |(?:文件|政策|决定|报告)公开)$)
    """,
    re.VERBOSE,
)

_STRONG: Final = re.compile(
    r"[;。]|(?=(?<![0-9])[0-9]{1,2}[.、](?![0-9])|[①-⑳]|\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\)(?![个工日天年月])"
    r"|(?:^|(?<=[;。,:]))[一二三四五六七八九十]{1,2}、)"
)
"""Between parts of a cell: a full stop, a semicolon, or the place before a list mark."""

_LIST_MARK: Final = re.compile(
    r"^(?:[0-9]{1,2}[.、]|[①-⑳]|\([0-9一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}、)"
)
_TAIL: Final = re.compile(rf"(?:应当?|予以|及时|主动|对外|依法|{_SHOW}|完毕|完成)*[)]?")
_ASIDE: Final = re.compile(
    rf"(?:并|且|同时)?(?:在|于|通过|利用|采取|采用|以)|(?:予以|及时|主动|依法|并)*(?:{_SHOW})?[。;]?$|.*除外[。;]?$"
)
"""A part that only says where or how to publish."""
_NO_SUBJECT: Final = re.compile(
    r"^(?:在|通过|利用|采[取用]|按|根据|依[据照]|[参遵]照|视|随|与|不(?!能|属|予|涉))|规定$"
)
_LEADING: Final = re.compile(r"^(?:自|其中|对|凡|如|若|除|涉及|属于)")
_GENERIC: Final = re.compile(
    r"(?:该|本|各类|各|相关|有关|政府|公开|政务|事项|内容|信息|数据|所有|全部|以上|上述|其|一般|规定|更新|时限|期限|时间"
    r"|周期|频次|频率|要求|定期|及时|提前|集中|统一|进行|的|[并均应、/])*"
)
_SUBJECT: Final = re.compile(
    r"(?P<subject>.+?),?(?:应当?|[需须要则])?(?:自|(?<!服)从|(?<![现存])在|(?<![关由对属基晚早迟少低短])于)(?=.)"
)
_FORMED: Final = re.compile("(?P<subject>.+?(?:信息|结果|决定|事项|数据|情况|类))(?:形成|产生|生成|变更|变动)")
_DECISION: Final = re.compile("(?P<subject>.+(?<![作做]出)决定)$")
"""处罚决定7个工作日内: what the term runs from is also what it applies to."""
_LEAD_IN: Final = re.compile(r"^(?:其中,?|对于?|凡|涉及|属于|自(?![然治动愿主来]))+")
_LEAD_OUT: Final = re.compile(
    r"(?:应当|[应需须要在于为是的,:并、]|不超过|不迟于|最[迟长多晚]|时限|期限|时间|予以|保持|进行|实行|做到|坚持"
    r"|主动|依法){1,12}$"
)


# ---------------------------------------------------------------- quantities


def _measure(quantity: str, unit: str) -> tuple[int, Unit]:
    """Quantity and unit as the model counts them: weeks are 7 days, half a year is 6 months."""
    half = quantity == "半"
    count = 1 if half or not quantity else number(quantity)
    match unit[0]:
        case "工" | "作":
            return count, "working_day"
        case "小":
            return count, "hour"
        case "周" | "星":
            return count * 7, "calendar_day"
        case "旬":
            return count * 10, "calendar_day"
        case "月":
            return (15, "calendar_day") if half else (count, "month")
        case "季":
            return count, "quarter"
        case "年":
            return (6, "month") if half else (count, "year")
        case _:
            return (12, "hour") if half else (count, "calendar_day")


_SPAN_PARTS: Final = re.compile(rf"(?P<quantity>半|{_N})?个?(?P<unit>{_UNIT})")
_SMALLER: Final[Mapping[Unit, tuple[int, Unit]]] = {
    "year": (12, "month"),
    "quarter": (3, "month"),
    "month": (30, "calendar_day"),
    "calendar_day": (24, "hour"),
}


def _interval(span: str, times: int = 1) -> tuple[int | None, Unit | None]:
    """The time between two updates: once in half a year is 6 months, four times a year is 3 months."""
    quantity, unit = _measure(*_SPAN_PARTS.findall(span)[0])
    if times <= 1:
        return quantity, unit
    while quantity % times and unit in _SMALLER:
        factor, unit = _SMALLER[unit]
        quantity *= factor
    return (quantity // times, unit) if quantity % times == 0 else (None, None)


_LAST_DAY: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TEN_DAYS: Final = {"初": 0, "上": 10, "中": 20}


def _date(found: re.Match[str]) -> str | None:
    """`--01-31`, `---20` or, with a year, `2021-12-31`; None when no day is named or no such day exists."""
    if found["year_end"]:
        return "--12-31"
    if found["cycle"]:
        day = number(found["cycle_day"] or "0")
        return f"---{day:02}" if 1 <= day <= 31 else None
    month = number(found["month"])
    if not 1 <= month <= 12:
        return None
    last = _LAST_DAY[month - 1]
    day = number(found["day"] or "0") or (_TEN_DAYS.get(found["part"][0], last) if found["part"] else 0)
    return f"{found['year'] or '-'}-{month:02}-{day:02}" if 1 <= day <= last else None


def _of_date(found: re.Match[str]) -> TimeLimit:
    cycle = found["cycle"] or found["yearly"] or found["year_end"] or ""
    date = _date(found)
    if not cycle.startswith("每"):
        return TimeLimit(kind="within", trigger="fixed_date", date=date)
    quantity, unit = _interval(cycle.lstrip("每一个") or "年")
    return TimeLimit(kind="periodic", trigger="fixed_date", quantity=quantity, unit=unit, date=date)


def _of_frequency(found: re.Match[str]) -> TimeLimit:
    times = found["times"] or found["times_last"]
    span = found["per"] or found["per_first"] or found["per_once"]
    quantity, unit = _interval(span, number(times) if times else 1)
    return TimeLimit(kind="periodic", trigger="none", quantity=quantity, unit=unit)


def _of_every(found: re.Match[str]) -> TimeLimit:
    quantity, unit = _interval(found["interval"] or found["adverb"])
    return TimeLimit(kind="periodic", trigger="none", quantity=quantity, unit=unit)


def _of_period(found: re.Match[str]) -> TimeLimit:
    quantity, unit = _measure(found["quantity"], found["unit"])
    edge = found["edge"] or ""
    if found["shown"] is not None and (not edge or found["shown_period"]):
        return TimeLimit(kind="notice_period", quantity=quantity, unit=unit)
    return TimeLimit(kind="within", quantity=quantity, unit=unit, before=True if edge.endswith("前") else None)


_READ: Final[Mapping[str, Callable[[re.Match[str]], TimeLimit]]] = {
    "override": lambda _: TimeLimit(kind="statutory_override"),
    "date": _of_date,
    "frequency": _of_frequency,
    "every": _of_every,
    "period": _of_period,
    "long_term": lambda _: TimeLimit(kind="long_term"),
    "immediate": lambda _: TimeLimit(kind="immediate"),
    "prompt": lambda _: TimeLimit(kind="prompt"),
    "regular": lambda _: TimeLimit(kind="periodic"),
    "on_event": lambda found: TimeLimit(
        kind="on_event", trigger="event", before=True if re.search("前$", found[0]) else None
    ),
}


# ---------------------------------------------------------------- subject and trigger


def _trigger(head: str) -> Trigger | None:
    """What the term runs from, read from the words before it; the verb nearest to 之日起, 后 … decides."""
    marks = [mark.start() for mark in _MARK.finditer(head)]
    end = marks[-1] if marks else len(head)
    verbs = list(_VERBS.finditer(head, 0, end))
    if not marks and not (verbs and _OBJECT.fullmatch(head, verbs[-1].end())):
        return None
    return _TRIGGERS[verbs[-1].lastgroup or ""] if verbs else "event"


_TRIGGERS: Final[Mapping[str, Trigger]] = {name: name for name in get_args(Trigger)}
_OBJECT: Final = re.compile(f"(?:(?!外|其[他它]).){{0,{len('(变更)至本单位个')}}}")
"""What may stand between a verb and the number without 之日起: 信息形成(变更)下发至本单位20个工作日内."""


def _subject(head: str, *, triggered: bool) -> str:
    """What the term applies to, or "": a label before a colon, the words before 自 or 形成, all if nothing triggers."""
    label, colon, _ = head.rpartition(":")
    if colon:
        return label
    if not triggered:
        return head
    named = _SUBJECT.match(head) or _FORMED.match(head) or _DECISION.match(head)
    return named["subject"] if named else ""


def _applies_to(subject: str) -> str | None:
    subject = _LEAD_OUT.sub("", _LEAD_IN.sub("", subject)).strip("()")
    return None if _GENERIC.fullmatch(subject) or _NO_SUBJECT.search(subject) else subject


# ---------------------------------------------------------------- the cell


@frozen
class _Core:
    """A term without its surroundings: `folded[start:end]` and what it says."""

    start: int
    end: int
    limit: TimeLimit
    group: str


def _cores(folded: str) -> list[_Core]:
    """The terms of a cell, without those that only colour a neighbour (20个工作日内及时公开)."""
    cores: list[_Core] = []
    for found in _CORE.finditer(folded):
        group = found.lastgroup or ""
        core = _Core(found.start(), found.end(), _READ[group](found), group)
        if cores:
            gap = folded[cores[-1].end : core.start]
            if _merges(cores[-1], gap, core):
                keep = core if core.group == "period" or cores[-1].group == "regular" else cores[-1]
                cores[-1] = keep
                continue
        cores.append(core)
    return cores


def _weak_cores(folded: str, start: int, end: int) -> list[_Core]:
    found = _WEAK.search(folded, start, end)
    if not found:
        return []
    group = found.lastgroup or ""
    return [_Core(found.start(), found.end(), _READ[group](found), group)]


_COLOURS: Final = frozenset({"prompt", "immediate"})


def _merges(first: _Core, gap: str, second: _Core) -> bool:
    groups = {first.group, second.group}
    if groups == {"regular", "every"} or groups == {"regular", "frequency"}:
        return not _STRONG.search(gap)
    if re.search("[,;。()]", gap):
        return False
    if second.group == "period" and first.group in ("every", "date"):
        return bool(_MARK.search(gap))  # 每季度结束后10日内
    return bool(groups & _COLOURS) and bool(groups & {"period", "every", "frequency", "date"} or groups <= _COLOURS)


def _pieces(start: int, end: int, cuts: list[int], cores: Sequence[_Core]) -> list[tuple[int, int]]:
    """`start:end` cut at those places that are not inside a core."""
    at = [start, *(cut for cut in cuts if start < cut < end and not _inside(cut, cores)), end]
    return list(pairwise(at))


def _inside(place: int, cores: Sequence[_Core]) -> bool:
    before = bisect_left(cores, place, key=_start) - 1
    return before >= 0 and place < cores[before].end


def _between(start: int, end: int, cores: Sequence[_Core]) -> Sequence[_Core]:
    """The cores that start at `start` or after it, before `end`."""
    return cores[bisect_left(cores, start, key=_start) : bisect_left(cores, end, key=_start)]


def _start(core: _Core) -> int:
    return core.start


def _weak_cuts(folded: str, start: int, end: int, cores: Sequence[_Core]) -> list[int]:
    """In a part, after commas, and around brackets that hold a term of their own."""
    cuts = [found.end() for found in re.compile(",").finditer(folded, start, end)]
    for found in re.compile(r"\([^()]*\)?").finditer(folded, start, end):
        if _between(found.start(), found.end(), cores):
            cuts += [found.start(), found.end()]
    return sorted(cuts)


def _extents(folded: str, start: int, end: int, cores: Sequence[_Core], cuts: list[int]) -> Iterator[tuple[int, int]]:
    """For each core of a part the stretch of wording that belongs to it; together they cover `start:end`."""
    for core, following in pairwise(cores):
        between = cuts[bisect_right(cuts, core.end) : bisect_right(cuts, following.start)]
        if between:
            while len(between) > 1 and _leads(folded[between[-2] : between[-1]]):
                between.pop()
            cut = between[-1]
        else:
            tail = _TAIL.match(folded, core.end, following.start)
            cut = tail.end() if tail else core.end
        yield start, cut
        start = cut
    yield start, end


def _leads(piece: str) -> bool:
    """Whether a clause without a term opens the term after it (公示期满后, …) rather than closing the one before."""
    marks = list(_MARK.finditer(piece))
    return bool(_LEADING.match(piece)) or (bool(marks) and not piece[marks[-1].end() :].strip(",()"))


_AHEAD: Final = re.compile(r"(?<![每月季度年])前$")
"""会议召开前5日, 提前5日: the term ends that long before."""


def _complete(folded: str, start: int, end: int, core: _Core) -> TimeLimit:
    """The core with subject and trigger, read from the words around it."""
    head = _LIST_MARK.sub("", folded[start : core.start]).lstrip(",;。()、/")
    limit = core.limit
    monthly = limit.before and limit.unit == "calendar_day" and limit.quantity in range(1, 32)
    if monthly and _GENERIC.fullmatch(head.rstrip("前于在应")):
        return TimeLimit(kind="within", trigger="fixed_date", date=f"---{limit.quantity:02}")  # 5日前公开
    if limit.before:
        head += "前"
    elif limit.kind == "within" and _AHEAD.search(head):
        limit = evolve(limit, before=True)
    trigger = _trigger(head.rpartition(":")[2])
    subject = _subject(head, triggered=trigger is not None)
    if limit.kind in ("within", "prompt", "immediate") and limit.trigger is None:
        if trigger is None:
            clauses = re.split("[,;。()]", folded[core.end : end])
            trigger = next((_trigger(clause) for clause in clauses if "之日" in clause), None)
        trigger = trigger or ("event" if limit.before else "none" if limit.kind == "within" else None)
        limit = evolve(limit, trigger=trigger)
    if limit.kind == "on_event":
        limit = evolve(limit, trigger=_trigger(folded[start : core.end]) or "event")
    if limit.kind in ("on_event", "statutory_override") and ":" not in head:
        return limit
    return evolve(limit, applies_to=_applies_to(subject))


_BARE_CYCLE: Final = re.compile(rf"(?:半|{_N})个?(?:季度?|月|年)")
"""A cell that says nothing else is an update cycle (更新频次: 6个月)."""
_EDGES: Final = " \t\r\n\u3000,;。，；、/／"


def _wording(printed: str) -> str:
    """The wording of one term, without the punctuation that joined it to its neighbours."""
    text = printed.strip(_EDGES)
    for opening, closing in ("()", "（）"):
        if text.startswith(opening) and text.find(closing) in (-1, len(text) - 1):
            text = text[1:].removesuffix(closing)
        elif text.endswith(closing) and opening not in text:
            text = text[:-1]
    return text.strip(_EDGES) or printed.strip()


@remembered(4096)
def parse(text: str) -> tuple[TimeLimit, ...]:
    """The terms of a 公开时限 cell, in the order of its wording; () for a blank cell.

    Never raises. Each term's `text` is its own part of the wording.
    """
    wording = Wording.of(text)
    folded = wording.folded
    cores = _cores(folded)
    cuts = [found.end() for found in _STRONG.finditer(folded)]
    found: list[tuple[int, int, TimeLimit]] = []
    for start, end in _pieces(0, len(folded), cuts, cores):
        part = folded[start:end]
        own: Sequence[_Core] = _between(start, end, cores) or _weak_cores(folded, start, end)
        if own:
            extents = _extents(folded, start, end, own, _weak_cuts(folded, start, end, own))
            found += [(*extent, _complete(folded, *extent, core)) for extent, core in zip(extents, own, strict=True)]
        elif found and _ASIDE.match(part):
            found[-1] = (found[-1][0], end, found[-1][2])
        elif any(map(str.isalnum, part)):
            found.append((start, end, TimeLimit(kind="unspecified")))
    if folded and not found:
        found.append((0, len(folded), TimeLimit(kind="unspecified")))
    if _BARE_CYCLE.fullmatch(folded):
        found = [(start, end, evolve(limit, kind="periodic")) for start, end, limit in found]
    return tuple(evolve(limit, text=_wording(wording.printed(start, end))) for start, end, limit in found)
