"""YAML — JSON's model in lines that people edit.

Read from the event stream of PyYAML (its C parser where there is one) by a builder of our own: every value's
place is kept, a member that stands twice is refused, so is every tag but the core ones; aliases may repeat no more
than a limit allows, and what they repeat stands where they are used. Plain scalars are what JSON would have: `null`,
`true`, `false` (as YAML 1.2 spells them) and JSON's numbers; all else is text, so `2018-06-01`, `yes`, `010` and
`1_000` stay as they are written.

Written in block style, in order of declaration; texts that any YAML reader could take for something else are
quoted. Nothing is lost but comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml

from gongkai_standard.codecs.collector import paused
from gongkai_standard.codecs.limits import DEFAULT, Limits, exceeding
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.codecs.structure import structure, unstructure, version_notes
from gongkai_standard.codecs.utf8 import Lines, decode, more
from gongkai_standard.codecs.yaml_text import emit
from gongkai_standard.compendium import Document
from gongkai_standard.errors import LimitExceededError, Problem, UnreadableError
from gongkai_standard.location import parts, pointer

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WORDS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,999})(?:(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?)").fullmatch
_CORE: Final[Mapping[str, type[Any]]] = {
    f"tag:yaml.org,2002:{name}": kind
    for name, kind in (
        ("null", type(None)),
        ("bool", bool),
        ("int", int),
        ("float", float),
        ("map", dict),
        ("seq", list),
    )
}
_TEXT_TAGS: Final = frozenset({"!", "tag:yaml.org,2002:str"})

_Mark = int | tuple[int, tuple[str, ...] | None, list[Any]]
"""Where a value starts; for a container also its names (None for a list) and the marks of what it holds."""


def loads(data: bytes, *, limits: Limits = DEFAULT, pause_gc: bool = True) -> Reading:
    """The document in UTF-8 YAML bytes.

    `pause_gc` keeps the garbage collector, which is process-wide, off during the call.
    Raises UnreadableError or LimitExceededError with all problems and their line:column.
    """
    text = decode(data, limits)
    with paused(pause_gc):
        builder = _Builder(text, limits)
        tree, mark = builder.build()
        places = Places(text, mark)

        def where(at: str) -> str:
            return places.get(at, "")

        document = structure(tree, where=where)
        return Reading(
            document=document,
            format="yaml",
            notes=version_notes(document, where=where),
            source=data,
            locate=lambda: places,
        )


def dumps(document: Document) -> bytes:
    """The document as UTF-8 YAML. Raises GongkaiError for values that JSON has not, such as NaN."""
    return emit(unstructure(document)).encode()


class Places(Mapping[str, str]):
    """`{JSON pointer: line:column}`; a place is worked out when it is asked for."""

    def __init__(self, text: str, root: _Mark) -> None:
        self._text = text
        self._root = root
        self._lines: Lines | None = None

    def __getitem__(self, at: str) -> str:
        mark: Any = self._root
        try:
            for part in parts(at):
                _, names, held = mark
                mark = held[names.index(part) if names is not None else int(part)]
        except (TypeError, ValueError, IndexError):
            raise KeyError(at) from None
        if self._lines is None:
            self._lines = Lines(self._text)
        return self._lines.place(mark if isinstance(mark, int) else mark[0])

    def __iter__(self) -> Iterator[str]:
        stack: list[tuple[tuple[str | int, ...], _Mark]] = [((), self._root)]
        while stack:
            at, mark = stack.pop()
            yield pointer(at)
            if not isinstance(mark, int):
                _, names, held = mark
                steps: tuple[str | int, ...] = tuple(range(len(held))) if names is None else names
                stack.extend(reversed([((*at, step), inner) for step, inner in zip(steps, held, strict=True)]))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Builder:
    """Makes the tree of one YAML text and remembers where everything starts."""

    def __init__(self, text: str, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self._problems: list[Problem] = []
        self._limits_hit = 0
        self._measure = len(text) > limits.text
        self._depth = 0
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._anchors: dict[str, tuple[Any, _Mark]] = {}
        self._extents: dict[int, tuple[int, int]] = {}
        """Id of what a container holds → its extent."""
        self._repeated = 0
        """Values that aliases have repeated."""
        self._lines: Lines | None = None

    def build(self) -> tuple[Any, _Mark]:
        """The one document of the text and the marks of its values."""
        loader: Any = None
        try:
            loader = _LOADER(self._text)
            self._next = loader.get_event
            self._next()
            event = self._next()
            if isinstance(event, yaml.StreamEndEvent):
                self._problem("文件中没有内容", "the file holds nothing", 0)
            else:
                value, mark = self._node(self._next())
                self._next()
                event = self._next()
                if not isinstance(event, yaml.StreamEndEvent):
                    self._problem(
                        "一个文件只能有一份 YAML 文档", "a file holds one YAML document only", event.start_mark.index
                    )
        except _StoppedError:
            pass
        except yaml.YAMLError as error:
            self._broken(error)
        finally:
            if loader is not None:
                loader.dispose()
        if self._problems:
            kind = LimitExceededError if self._limits_hit == len(self._problems) else UnreadableError
            raise kind(*self._problems[: self._limits.findings], *more(len(self._problems), self._limits))
        return value, mark

    def _node(self, event: Any) -> tuple[Any, Any]:
        """The value that starts with an event, and its mark."""
        kind = type(event)
        at = event.start_mark.index
        if kind is yaml.ScalarEvent:
            text = event.value
            if self._measure and len(text) > self._limits.text:
                self._limit("text", len(text), at)
            value = _plain(text) if event.implicit[0] or event.tag is not None else text
            if event.tag is not None:
                value = self._tagged(value, text, event.tag, at)
            if event.anchor is not None:
                self._anchors[event.anchor] = value, at
            return value, at
        if kind is yaml.AliasEvent:
            return self._alias(event.anchor, at)
        self._depth += 1
        if self._depth > self._limits.depth:
            self._limit("depth", self._depth, at)
            raise _StoppedError
        value, mark = self._mapping(at) if kind is yaml.MappingStartEvent else self._sequence(at)
        self._depth -= 1
        if event.tag is not None:
            value = self._tagged(value, None, event.tag, at)
        if event.anchor is not None:
            self._anchors[event.anchor] = value, mark
        return value, mark

    def _alias(self, anchor: str, at: int) -> tuple[Any, Any]:
        """The value that an alias repeats; it stands where the alias stands."""
        if anchor not in self._anchors:
            self._problem(
                f"YAML 别名 *{anchor} 之前没有同名的 &{anchor}",
                f"the YAML alias *{anchor} repeats nothing: no &{anchor} is closed before it",
                at,
            )
            return None, at
        value, mark = self._anchors[anchor]
        size, depth = self._extent(mark)
        self._repeated += size
        for limit, found in (("aliases", self._repeated), ("depth", self._depth + depth)):
            if found > getattr(self._limits, limit):
                self._limit(limit, found, at)
                raise _StoppedError
        return value, at if isinstance(mark, int) else (at, *mark[1:])

    def _extent(self, mark: _Mark) -> tuple[int, int]:
        """How many values one holds, itself included, and on how many levels."""
        if isinstance(mark, int):
            return 1, 0
        held = mark[2]
        if id(held) not in self._extents:
            inner = [self._extent(part) for part in held]
            self._extents[id(held)] = 1 + sum(s for s, _ in inner), 1 + max((d for _, d in inner), default=0)
        return self._extents[id(held)]

    def _mapping(self, at: int) -> tuple[dict[str, Any], _Mark]:
        get, node = self._next, self._node
        members: dict[str, Any] = {}
        marks: list[Any] = []
        while type(key := get()) is not yaml.MappingEndEvent:
            start: Any = key.start_mark
            if type(key) is not yaml.ScalarEvent:
                self._problem("成员名应为文字", "a member name must be a text", start.index)
                node(key)
                node(get())
                continue
            name = key.value
            value, mark = node(get())
            if name in members:
                first = marks[list(members).index(name)]
                place = self._place(first if isinstance(first, int) else first[0])
                self._problem(
                    f"成员 “{name}” 重复，首次的值在 {place}",
                    f"member {name!r} is repeated; its first value stands at {place}",
                    start.index,
                )
                continue
            members[name] = value
            marks.append(mark)
        names = tuple(members)
        return members, (at, self._names.setdefault(names, names), marks)

    def _sequence(self, at: int) -> tuple[list[Any], _Mark]:
        get, node = self._next, self._node
        elements: list[Any] = []
        marks: list[Any] = []
        while type(event := get()) is not yaml.SequenceEndEvent:
            value, mark = node(event)
            elements.append(value)
            marks.append(mark)
        return elements, (at, None, marks)

    def _tagged(self, value: Any, text: str | None, tag: str, at: int) -> Any:
        """The value if its explicit tag is a core one and fits, else a problem."""
        if tag in _TEXT_TAGS and text is not None:
            return text
        if type(value) is not _CORE.get(tag):
            self._problem(
                f"不支持或不相符的 YAML 标记 {tag}", f"the YAML tag {tag} is not supported or does not fit", at
            )
        return value

    def _place(self, at: int) -> str:
        if self._lines is None:
            self._lines = Lines(self._text)
        return self._lines.place(at)

    def _problem(self, message: str, message_en: str, at: int) -> None:
        self._problems.append(Problem(message=message, message_en=message_en, place=self._place(at)))

    def _limit(self, name: str, found: int, at: int) -> None:
        self._limits_hit += 1
        self._problems.append(exceeding(name, found, self._limits, place=self._place(at)))

    def _broken(self, error: yaml.YAMLError) -> None:
        mark: Any = getattr(error, "problem_mark", None)
        if mark is not None:
            at = mark.index
        else:  # a character that YAML does not allow; libyaml counts bytes, so it is looked for here
            found = yaml.reader.Reader.NON_PRINTABLE.search(self._text)
            at = found.start() if found else 0
        said = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        self._problem(f"不是有效的 YAML：{said}", f"not valid YAML: {said}", at)


class _StoppedError(Exception):
    """The builder stops: the problem is already noted."""


def _plain(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER(text)
    if number is None:
        return text
    return int(text) if number.lastindex is None else float(text)
