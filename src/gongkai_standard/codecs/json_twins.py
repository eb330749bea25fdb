"""The quick path of JSON: rows cross between bytes and nouns through twin Structs of msgspec.

msgspec decodes an attrs class slowly where members are absent, drops unknown and repeated members of it without
a word, and encodes its members alphabetically with a null for each absent one. So every noun has a twin Struct,
made from `shape.members`, that forbids unknown members and leaves out defaults, and two generated functions:

- *take* turns a twin into its noun and counts the members that were there;
- *give* turns a noun into its twin.

The quick path may refuse anything; it then returns None and the exact path answers. It must never differ from it.

Why a document that is accepted had neither unknown nor repeated members: the twins refuse unknown ones, in any
spelling. Each member of the text has one colon that ends its name. A repeated member, and one given as null or
empty, adds a colon but nothing to the count. Colons inside texts only add. So where the colons of the text are
as many as the members counted, every member was counted exactly once. Texts with colons get a second chance:
every name that no blank separates from its colon ends in `":`, which texts seldom hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, Literal

import msgspec

from gongkai_standard.catalogue import Audience
from gongkai_standard.channel import Channel
from gongkai_standard.codecs.limits import Limits
from gongkai_standard.codecs.structure import unstructure
from gongkai_standard.compendium import KINDS, Document
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.mapping import EMPTY
from gongkai_standard.shape import HEAD, MODEL_VERSION, UNKNOWN, Form, Member, is_document, members
from gongkai_standard.time_limit import TimeLimit

_REPEATED_LISTS: Final = frozenset({Channel, Audience, TimeLimit})
"""Nouns of which a catalogue has few different lists: equal lists become one object on reading, which saves
memory, and are encoded once on writing."""

_REPEATED: Final = frozenset({LegalBasis})
"""Nouns that themselves recur, in lists that seldom do: equal values become one object."""

_MAX_SHARED: Final = 20_000
"""How many different lists and values one document keeps to share."""

_MODEL_DEPTH: Final = 16
"""No document nests deeper than this without unknown members."""

_KIND: Final = re.compile(rb'"kind"\s*:\s*"([a-z_]+)"')


# --- twins -----------------------------------------------------------------------------------------


@cache
def _twin(noun: Any) -> Any:
    head: tuple[tuple[str, Any, Any], ...] = ()
    if is_document(noun):
        head = ((HEAD[0], Literal[MODEL_VERSION] | None, None), (HEAD[1], Literal[noun.kind] | None, None))
    body = ((m.attribute, _type(noun, m), () if m.form in _LISTS else None) for m in members(noun))
    return msgspec.defstruct(
        f"{noun.__name__}Twin",
        (*head, *body),
        frozen=True,
        omit_defaults=True,
        forbid_unknown_fields=True,
        gc=False,
        rename={m.attribute: m.name for m in members(noun)},
    )


_LISTS: Final = frozenset({Form.TEXTS, Form.CHOICES, Form.NOUNS, Form.VALUES})
_CONTAINERS: Final = _LISTS | {Form.MAPPING}
_TYPES: Final[dict[Form, Any]] = {
    Form.TEXT: str | None,
    Form.INTEGER: int | None,
    Form.BOOLEAN: bool | None,
    Form.DATE: date | None,
    Form.TEXTS: tuple[str, ...],
    Form.VALUES: tuple[str, ...],
    Form.MAPPING: dict[str, str] | None,
}


def _has_rows(noun: Any, m: Member) -> bool:
    """Whether a member lists the rows of a document: they are decoded one by one, so that twins stay few."""
    return is_document(noun) and m.form is Form.NOUNS and not is_document(m.noun)


def _type(noun: Any, m: Member) -> Any:
    if m.noun is not None:
        twin: Any = msgspec.Raw if _has_rows(noun, m) else _twin(m.noun)
        if m.form is Form.NOUN:
            return twin | None
        return tuple.__class_getitem__((twin, ...)) if m.noun in _REPEATED_LISTS else list.__class_getitem__(twin)
    if m.choices:
        choice: Any = Literal.__getitem__(tuple(sorted(m.choices)))
        return choice | None if m.form is Form.CHOICE else tuple.__class_getitem__((choice, ...))
    return _TYPES[m.form]


# --- bytes to nouns --------------------------------------------------------------------------------


def read(data: bytes, limits: Limits) -> Document | None:
    """The document, if the bytes plainly hold one and nothing besides; else None."""
    kind = _KIND.search(data, 0, 512)
    noun: Any = KINDS.get(kind[1].decode()) if kind else None
    if (
        noun is None
        or limits.depth < _MODEL_DEPTH
        or len(data) > limits.size
        or not _texts_are_short(data, limits.text)
    ):
        return None
    try:
        document, count = _taker(noun)(_decoder(noun).decode(data), {})
    except (ValueError, RecursionError):
        return None
    return document if _proven(data, count) else None


@cache
def _decoder(noun: Any) -> Any:
    return msgspec.json.Decoder(_twin(noun))


def _texts_are_short(data: bytes, longest: int) -> bool:
    """Whether surely no text is longer: every stretch of half that length holds an unescaped quote."""
    half = longest // 2 or 1
    return len(data) <= longest or all(
        (at := data.find(b'"', start, start + half)) > 0 and data[at - 1] != 0x5C
        for start in range(half, len(data) - half, half)
    )


def _proven(data: bytes, count: int) -> bool:
    colons = data.count(b":")
    if colons == count:
        return True
    # More colons: fine if they stand in texts. Then no blank may hide the end of a name.
    return data.count(b'":') == count and not any(
        blank in data and blank + b":" in data for blank in (b" ", b"\t", b"\n", b"\r")
    )


_Taker = Callable[[Any, dict[Any, Any]], tuple[Any, int]]


@cache
def _taker(noun: Any) -> _Taker:
    """twin, shared → (noun, number of members that its JSON had)."""
    code = _Code("take(s, shared)")
    code.add(1, "n = 0")
    made = _take(code, 1, noun, "s")
    code.add(1, f"return {made}, n")
    return code.function()


@cache
def _list_taker(noun: Any) -> _Taker:
    """tuple of twins, shared → (tuple of nouns, number of members)."""
    code = _Code("take(s, shared)")
    code.add(1, "n, made = 0, []")
    code.add(1, "for e in s:")
    code.add(2, f"made.append({_take(code, 2, noun, 'e')})")
    code.add(1, "return tuple(made), n")
    return code.function()


def _shared(take: _Taker) -> _Taker:
    """The same, keeping what it makes under the twin that it was made from."""

    def first(twin: Any, shared: dict[Any, Any]) -> tuple[Any, int]:
        made = take(twin, shared)
        if len(shared) < _MAX_SHARED:
            shared[twin] = made
        return made

    return first


def _take(code: _Code, depth: int, noun: Any, source: str) -> str:
    """Write what makes a noun out of the twin in the variable `source`; the name of the new variable."""
    made = code.name("t")
    code.add(depth, f"{made} = {code.hold(_blank(noun))}()")
    if is_document(noun):
        code.add(depth, f"n += ({source}.gongkai is not None) + ({source}.kind is not None)")
    for m in members(noun):
        v = code.name("v")
        code.add(depth, f"{v} = {source}.{m.attribute}")
        if m.noun is None:
            code.add(depth, f"if {v}{'' if m.form in _LISTS else ' is not None'}: n += 1")
            if m.form is Form.MAPPING:
                code.add(depth, f"if {v}: n += len({v})")
                code.add(depth, f"else: {v} = EMPTY")
        elif m.form is Form.NOUN:
            code.add(depth, f"if {v} is not None:")
            code.add(depth + 1, f"{v}, m = {code.hold(_taker(m.noun))}({v}, shared)")
            code.add(depth + 1, "n += m + 1")
        elif m.noun in _REPEATED_LISTS:
            code.add(depth, f"if {v}:")
            code.add(depth + 1, f"{v}, m = shared.get({v}) or {code.hold(_shared(_list_taker(m.noun)))}({v}, shared)")
            code.add(depth + 1, "n += m + 1")
        else:
            i, element = code.name("i"), code.name("s")
            code.add(depth, f"if {v}:")
            code.add(depth + 1, f"n += 1; {i} = 0")
            code.add(depth + 1, f"for {element} in {v}:")
            if m.noun in _REPEATED:
                take = code.hold(_shared(_taker(m.noun)))
                code.add(depth + 2, f"{v}[{i}], m = shared.get({element}) or {take}({element}, shared)")
                code.add(depth + 2, f"n += m; {i} += 1")
            else:
                if _has_rows(noun, m):
                    code.add(depth + 2, f"{element} = {code.hold(_decoder(m.noun).decode)}({element})")
                code.add(depth + 2, f"{v}[{i}] = {_take(code, depth + 2, m.noun, element)}; {i} += 1")
            code.add(depth + 1, f"{v} = tuple({v})")
        code.add(depth, f"{made}.{m.attribute} = {v}")
    code.add(depth, f"{made}.{UNKNOWN} = EMPTY")
    code.add(depth, f"{made}.__class__ = {code.hold(noun)}")
    return made


@cache
def _blank(noun: Any) -> Any:
    """A class with the slots of the noun, not frozen: filled member by member, it then becomes the noun."""
    return type(noun.__name__, (), {"__slots__": (*(m.attribute for m in members(noun)), UNKNOWN)})


# --- nouns to bytes --------------------------------------------------------------------------------


def write(document: Document) -> bytes:
    """The compact JSON of a document, byte for byte what the exact path writes."""
    return _stream(_document(document, {}))


def rows(noun: Any, values: Sequence[Any]) -> Iterator[bytes]:
    """The compact JSON of each of these nouns."""
    return map(_encode, _giver(noun)(values, {}))


_encode: Final = msgspec.json.Encoder().encode
_stream: Final = msgspec.json.Encoder(enc_hook=next).encode
"""Rows reach the encoder as one generator, named once for each row: it asks for the next twin when it gets there."""


def exact(value: Any) -> bytes:
    """The compact JSON of a noun or a plain tree by the exact path."""
    tree = unstructure(value) if hasattr(value, UNKNOWN) else value
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _document(document: Any, shared: dict[int, Any]) -> dict[str, Any]:
    noun: Any = type(document)
    unknown = document.unknown
    tree = {HEAD[0]: unknown.get(HEAD[0], MODEL_VERSION), HEAD[1]: unknown.get(HEAD[1], document.kind)}
    for m in members(noun):
        held = getattr(document, m.attribute)
        if held is None or (not held and m.form in _CONTAINERS):
            if m.name in unknown:
                tree[m.name] = msgspec.Raw(exact(unknown[m.name]))
        elif m.form is Form.NOUN:
            tree[m.name] = next(_giver(m.noun)((held,), shared))
        elif m.form is Form.MAPPING:
            tree[m.name] = msgspec.Raw(exact(held))
        elif m.form is not Form.NOUNS:
            tree[m.name] = held
        elif is_document(m.noun):
            tree[m.name] = [_document(inner, shared) for inner in held]
        else:
            tree[m.name] = [_giver(m.noun)(held, shared)] * len(held)
    for name, held in unknown.items():
        if name not in tree:
            tree[name] = msgspec.Raw(exact(held))
    return tree


_Giver = Callable[[Sequence[Any], dict[int, Any]], Iterator[Any]]


@cache
def _giver(noun: Any) -> _Giver:
    """nouns, encoded lists by the id of the list → twins one by one."""
    code = _Code("give(nouns, shared)")
    mixed = {Form.MAPPING: ".values()", Form.VALUES: ""}
    loose = [(f"s.{m.attribute}", mixed[m.form]) for m in members(noun) if m.form in mixed]
    odd = "".join(f" or ({held} and not ONLY_TEXTS.issuperset(map(type, {held}{each})))" for held, each in loose)
    code.add(1, "known = shared.get")
    code.add(1, "for s in nouns:")
    code.add(2, f"if s.{UNKNOWN}{odd}: yield Raw(exact(s)); continue")
    values = []
    for m in members(noun):
        values.append(f"s.{m.attribute}")
        if m.form is Form.MAPPING:
            values[-1] += " or None"
        elif m.noun is not None:
            values[-1] = v = code.name("v")
            give = code.hold(_giver(m.noun))
            code.add(2, f"{v} = s.{m.attribute}")
            if m.form is Form.NOUN:
                code.add(2, f"if {v} is not None: {v} = next({give}(({v},), shared))")
            elif m.noun in _REPEATED_LISTS:
                fresh = code.hold(_encoded(_giver(m.noun), list))
                code.add(2, f"if {v}: {v} = known(id({v})) or {fresh}({v}, {v}, shared)")
            elif m.noun in _REPEATED:
                fresh = code.hold(_encoded(_giver(m.noun), next))
                code.add(2, f"if {v}: {v} = [known(id(e)) or {fresh}(e, (e,), shared) for e in {v}]")
            else:
                code.add(2, f"if {v}: {v} = list({give}({v}, shared))")
    code.add(2, f"yield {code.hold(_twin(noun))}({', '.join(values)})")
    return code.function()


def _encoded(give: _Giver, pick: Callable[[Iterator[Any]], Any]) -> Callable[..., Any]:
    """What `pick` takes of the given twins, encoded and kept under the id of its source while there is room."""

    def first(source: Any, nouns: Sequence[Any], shared: dict[int, Any]) -> Any:
        made = pick(give(nouns, shared))
        if len(shared) < _MAX_SHARED:
            made = shared[id(source)] = msgspec.Raw(_encode(made))
        return made

    return first


class _Code:
    """One generated function: its lines, and the objects that they name."""

    def __init__(self, signature: str) -> None:
        self._lines = [f"def {signature}:"]
        self._names = 0
        self._held: dict[str, Any] = {
            "EMPTY": EMPTY,
            "ONLY_TEXTS": frozenset({str}),
            "Raw": msgspec.Raw,
            "exact": exact,
            "encode": _encode,
        }

    def add(self, depth: int, line: str) -> None:
        self._lines.append("    " * depth + line)

    def name(self, stem: str) -> str:
        """A variable name that is not taken."""
        self._names += 1
        return f"{stem}{self._names}"

    def hold(self, value: Any) -> str:
        """The name by which the function knows an object."""
        name = self.name("_")
        self._held[name] = value
        return name

    def function(self) -> Callable[..., Any]:
        """The function, compiled."""
        exec("\n".join(self._lines), self._held)  # noqa: S102 - made of the names of our own members
        made: Callable[..., Any] = self._held[self._lines[0].removeprefix("def ").partition("(")[0]]
        return made
