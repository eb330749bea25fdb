"""扩展包 — what a province or place adds to the standard without touching it: codes, fields and rules, as one value.

A pack is handed to `check`; nothing is registered, and importing a pack changes nothing. Packs that are installed
are looked up only when `installed` or `pack_named` is called: entry points of the group `gongkai_standard.extensions`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from importlib.metadata import entry_points
from pkgutil import resolve_name
from typing import Any, Final

from attrs import evolve, frozen

from gongkai_standard.codelists import code_list
from gongkai_standard.errors import GongkaiError, Problem
from gongkai_standard.extension import Extension
from gongkai_standard.requirements import requirements
from gongkai_standard.rules._rule import Fault, Rule, Undecided
from gongkai_standard.rules.engine import named, spoken
from gongkai_standard.rules.index import Index

GROUP: Final = "gongkai_standard.extensions"
"""The group of entry points under which packages offer their packs."""

_OURS: Final = "GK-"
"""Ids of rules that begin so are the standard's own."""


class ExtensionError(GongkaiError):
    """Extensions that cannot be used, or not together."""


@frozen(kw_only=True)
class Pack:
    """扩展包 — the additions of one province or place."""

    name: str
    """Short and stable: `changyuan`. Its codes are `x-NAME:…`."""
    source: str
    """The document that lays the additions down."""
    additions: tuple[Extension, ...] = ()
    """Domains, channels, stages and fields; a document that uses them need not declare them again."""
    rules: tuple[Rule, ...] = ()
    """Made with `rule(…)`; each carries its own `messages` and cites a requirement of the notice that it rests on."""


def agreed(packs: Sequence[Pack]) -> Pack:
    """One pack that holds the additions and rules of all. Raises ExtensionError with every problem there is.

    Its rules raise ExtensionError, which names them, where those of a pack raise anything, or yield what is no fault or
    lacks what their messages name.
    """
    problems = [*_problems(packs)]
    if problems:
        raise ExtensionError(*problems)
    return Pack(
        name="+".join(pack.name for pack in packs),
        source="；".join(pack.source for pack in packs),
        additions=tuple(addition for pack in packs for addition in pack.additions),
        rules=tuple(_answering(pack.name, rule) for pack in packs for rule in pack.rules),
    )


def _answering(pack: str, rule: Rule) -> Rule:
    """The rule, whose mistakes are told as its own: they are neither the document's nor the standard's."""

    proven: set[tuple[str | None, frozenset[str]]] = set()

    @wraps(rule.find)
    def find(subject: Any, index: Index) -> Iterator[Fault | Undecided]:
        try:
            for found in rule.find(subject, index):
                _prove(rule, found, proven)
                yield found
        except Exception as error:
            raise _broken(pack, rule, error) from error

    if rule.applies is None:
        return evolve(rule, find=find)
    asks = rule.applies

    def applies(index: Index) -> bool:
        try:
            return asks(index)
        except Exception as error:
            raise _broken(pack, rule, error) from error

    return evolve(rule, find=find, applies=applies)


def _prove(rule: Rule, found: Any, proven: set[tuple[str | None, frozenset[str]]]) -> None:
    """Raises TypeError for what is no fault, and for a fault that lacks what the messages of the rule name.

    `proven` holds the variants, and the names of their parameters, that were seen before: whether those do depends on
    nothing else, and a rule may find a fault in every row.
    """
    if not isinstance(found, Fault | Undecided):
        raise TypeError(f"{found!r} is no Fault")
    if isinstance(found, Fault) and (said := (found.variant, frozenset(found.params))) not in proven:
        try:
            spoken(rule, found.variant, named(found, ""))
        except KeyError as missing:
            raise TypeError(f"a message names {missing}, which the fault does not") from None
        proven.add(said)


def _broken(pack: str, rule: Rule, error: Exception) -> ExtensionError:
    said = _one_line(error)
    return ExtensionError(
        Problem(
            message=f"扩展包的规则 {rule.id} 自身出错：{said}",
            message_en=f"rule {rule.id} of the pack is broken: {said}",
            place=pack,
        )
    )


def _one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def installed() -> tuple[Pack, ...]:
    """The packs that installed packages offer, by name. Raises ExtensionError for all that cannot be loaded."""
    packs: list[Pack] = []
    problems: list[Problem] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            packs.append(_loaded(point.name, point.value, point.load))
        except ExtensionError as error:
            problems += error.problems
    if problems:
        raise ExtensionError(*problems)
    return tuple(packs)


def pack_named(name: str) -> Pack:
    """One pack: by the name under which an installed package offers it, or as `module:attribute`. No other is loaded.

    Raises ExtensionError where there is none of that name or more than one, or it cannot be loaded.
    """
    if ":" in name:
        return _loaded("", name, lambda: resolve_name(name))
    offered = entry_points(group=GROUP)
    found = [point for point in offered if point.name == name]
    if len(found) == 1:
        return _loaded(name, found[0].value, found[0].load)
    if found:
        values = [point.value for point in found]
        zh, en = f"“{name}”是几个扩展包的名称：{'、'.join(values)}", f'"{name}" is several packs: {", ".join(values)}'
    else:
        names = sorted({point.name for point in offered})
        zh = f"没有安装扩展包“{name}”；已安装：{'、'.join(names) or '无'}"
        en = f'no pack "{name}" is installed; installed: {", ".join(names) or "none"}'
    raise ExtensionError(Problem(message=zh, message_en=en))


def _loaded(place: str, value: str, load: Callable[[], object]) -> Pack:
    """What `load` imports, which `value` names. Whatever the import raises is told, a module that exits included."""
    try:
        pack = load()
    except (Exception, SystemExit) as error:
        said = _one_line(error)
        raise ExtensionError(
            Problem(message=f"无法载入 {value}：{said}", message_en=f"{value} cannot be loaded: {said}", place=place)
        ) from error
    if not isinstance(pack, Pack):
        raise ExtensionError(Problem(message=f"{value} 不是扩展包", message_en=f"{value} is not a pack", place=place))
    return pack


def _problems(packs: Sequence[Pack]) -> Iterator[Problem]:
    ids = Counter(rule.id for pack in packs for rule in pack.rules)
    codes = Counter((addition.kind, addition.code) for pack in packs for addition in pack.additions)
    for pack in packs:
        for rule in pack.rules:
            yield from (
                Problem(message=f"规则 {rule.id}：{zh}", message_en=f"rule {rule.id}: {en}", place=pack.name)
                for zh, en in _wrong_with(rule, ids[rule.id])
            )
        for addition in pack.additions:
            yield from (
                Problem(message=f"{addition.code}：{zh}", message_en=f"{addition.code}: {en}", place=pack.name)
                for zh, en in _wrong_with_addition(addition, pack, codes[addition.kind, addition.code])
            )


def _wrong_with(rule: Rule, count: int) -> Iterator[tuple[str, str]]:
    if rule.id.startswith(_OURS):
        yield f"编号 {_OURS} 开头的规则属于标准本身", f"ids that begin with {_OURS} are the standard's own"
    if count > 1:
        yield "编号重复", "its id is used twice"
    if not rule.requirements or not set(rule.requirements) <= set(requirements()):
        yield "没有引用通知的要求", "it cites no requirement of the notice, or one that there is not"
    if not any(message.variant is None for message in rule.messages):
        yield "没有说明文字", "it has no message of its own"


def _wrong_with_addition(addition: Extension, pack: Pack, count: int) -> Iterator[tuple[str, str]]:
    if count > 1:
        yield "重复声明", "it is declared twice"
    if addition.kind is None or not addition.code or not addition.zh:
        yield "缺少类型、代码或者名称", "its kind, code or name is missing"
    elif addition.kind != "field" and not (
        addition.code.startswith(f"x-{pack.name}:") and code_list(addition.kind).is_extension(addition.code)
    ):
        yield f"代码应为 x-{pack.name}:…", f"its code should be x-{pack.name}:…"
