"""The quick path of JSON: rows cross between bytes and nouns through twin Structs of msgspec.

msgspec decodes an attrs class slowly where members are absent, drops unknown and repeated members of it without
a word, and encodes its members alphabetically with a null for each absent one. So every noun has a twin Struct,
made from `shape.members`, that forbids unknown members and leaves out defaults, and two generated functions:

- *take* turns a twin into its noun and counts the members that were there;
- *give* turns a noun into its twin.

Parts that recur stay undecoded in their twins: what one JSON text makes is made once, with its count of members.

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
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import Any, Final, Literal

import msgspec

from gongkai_standard.catalogue import Audience
from gongkai_standard.channel import Channel
from gongkai_standard.codecs.generated import Code
from gongkai_standard.codecs.limits import Limits
from gongkai_standard.codecs.structure import unstructure
from gongkai_standard.compendium import KINDS, Document
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.mapping import EMPTY
from gongkai_standard.shape import HEAD, MODEL_VERSION, UNKNOWN, Form, Member, is_document, members
from gongkai_standard.terms import terms_of
from gongkai_standard.time_limit import TimeLimit

REPEATED_LISTS: Final = frozenset({Channel, Audience, TimeLimit})
"""Nouns of which a catalogue has few different lists: a text is decoded once, equal lists become one object, which
saves memory, and that is encoded once."""

REPEATED: Final = frozenset({LegalBasis})
"""Nouns that themselves recur, in lists that seldom do: the same for each of them."""

_MAX_SHARED: Final = 4_096
"""How many different lists or values of one noun are kept to share. Where there are more, few of them recur."""

_GROUPING: Final = frozenset({"item_id", "level_one", "responsible_body", "responsible_department", "department_code"})
"""Members whose values recur from row to row although no code list has them."""

_MAX_TEXTS: Final = 65_536
"""How many different texts are kept to share before readers start anew."""

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


_TEXTUAL: Final = frozenset({Form.TEXT, Form.TEXTS, Form.CHOICES})
"""Forms of which msgspec makes a new object each time; a choice is the same one as before."""
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
    """Rows, and what recurs, stay undecoded: `Raw` members are decoded when their turn comes, if at all."""
    if m.noun is not None:
        if m.form is Form.NOUN:
            return _twin(m.noun) | None
        if m.noun in REPEATED_LISTS:
            return msgspec.Raw
        return list.__class_getitem__(msgspec.Raw if m.noun in REPEATED or _has_rows(noun, m) else _twin(m.noun))
    if m.choices:
        # `Literal[…] | None` would be remembered by typing as the same, in whatever order, as that of the noun, whose
        # order the schemas publish.
        codes = sorted(m.choices)
        many: Any = tuple.__class_getitem__((Literal.__getitem__(tuple(codes)), ...))
        return Literal.__getitem__((*codes, None)) if m.form is Form.CHOICE else many
    return _TYPES[m.form]


# --- bytes to nouns --------------------------------------------------------------------------------

Shared = defaultdict[Any, dict[Any, Any]]
"""What was made of recurring parts: noun → its JSON → what `_taker` gives; under `str`, texts and lists of texts."""


def sharing() -> Shared:
    """A memory for the parts that recur in one document, or in several that are read one after the other."""
    return defaultdict(dict)


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
        document, count = _taker(noun)(_decoder(noun).decode(data), sharing())
    except (ValueError, RecursionError):
        return None
    return document if _proven(data, count) else None


def read_rows(noun: Any, lines: Sequence[bytes], limits: Limits, shared: Shared) -> tuple[Any, ...] | None:
    """The rows of this noun, if each line plainly is the JSON of one and nothing besides; else None."""
    if limits.depth < _MODEL_DEPTH or not all(_texts_are_short(line, limits.text) for line in lines):
        return None
    take, decode = _taker(noun), _decoder(noun).decode
    texts = shared[str]
    made = []
    try:
        for line in lines:
            row, count = take(decode(line), shared)
            if not _proven(line, count):
                return None
            made.append(row)
            if len(texts) > _MAX_TEXTS:
                texts.clear()
    except (ValueError, RecursionError):
        return None
    return tuple(made)


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


_Taker = Callable[[Any, Shared], tuple[Any, int]]


@cache
def _taker(noun: Any) -> _Taker:
    """twin, shared → (noun, number of members that its JSON had)."""
    code = Code("take(s, shared)")
    code.add(1, "n = 0")
    made = _take(code, 1, noun, "s")
    code.add(1, f"return {made}, n")
    return code.function(EMPTY=EMPTY)


@cache
def _list_taker(noun: Any) -> _Taker:
    """list of twins, shared → (tuple of nouns, number of members)."""
    code = Code("take(s, shared)")
    code.add(1, "n, made = 0, []")
    code.add(1, "for e in s:")
    code.add(2, f"made.append({_take(code, 2, noun, 'e')})")
    code.add(1, "return tuple(made), n")
    return code.function(EMPTY=EMPTY)


def _take(code: Code, depth: int, noun: Any, source: str) -> str:
    """Write what makes a noun out of the twin in the variable `source`; the name of the new variable.

    It counts down from all members, as most are there, in a small number, which costs Python least.
    """
    made, count = code.name("t"), code.name("c")
    code.add(depth, f"{made} = {code.hold(_open(noun))}()")
    code.add(depth, f"{count} = {len(members(noun))}")
    if is_document(noun):
        code.add(depth, f"n += ({source}.{HEAD[0]} is not None) + ({source}.{HEAD[1]} is not None)")
    for m in members(noun):
        v = code.name("v")
        code.add(depth, f"{v} = {source}.{m.attribute}")
        absent = f"{count} -= 1"
        if m.form is Form.MAPPING:
            code.add(depth, f"if {v}: n += len({v})")
            code.add(depth, f"else: {v} = EMPTY; {absent}")
        elif m.noun is None:
            code.add(depth, f"if {f'not {v}' if m.form in _LISTS else f'{v} is None'}: {absent}")
            if not is_document(noun) and m.form in _TEXTUAL:
                _share(code, depth, noun, m, v)
        else:
            code.add(depth, f"if {v}:")
            _take_inner(code, depth + 1, noun, m, v)
            code.add(depth, f"else: {absent}")
        code.add(depth, f"{made}.{m.attribute} = {v}")
    code.add(depth, f"n += {count}")
    code.add(depth, f"{made}.{UNKNOWN} = EMPTY")
    code.add(depth, f"{made}.__class__ = {code.hold(noun)}")
    return made


def _share(code: Code, depth: int, noun: Any, m: Member, v: str) -> None:
    """Write what puts the object that other rows hold already in the place of the text, or list, in the variable `v`.

    What is hashed is new and hot, and one object for all saves memory, and time wherever rows are walked later.
    """
    same = code.once("shared[str].setdefault")
    term = terms_of(noun).get(m.attribute)
    if m.attribute in _GROUPING or (term is not None and term.codes is not None):
        code.add(depth, f"else: {v} = {same}({v}, {v})")
    elif m.form is Form.TEXTS:
        code.add(depth, f"else: {v} = tuple(map({same}, {v}, {v}))")


def _take_inner(code: Code, depth: int, noun: Any, m: Member, v: str) -> None:
    """Write what puts nouns in the place of the twins, or of their JSON, that the variable `v` holds."""
    if m.form is Form.NOUN:
        code.add(depth, f"{v}, m = {code.hold(_taker(m.noun))}({v}, shared); n += m")
    elif m.noun in REPEATED_LISTS:
        code.add(depth, f"{v}, m = {_known(code, m.noun, list.__class_getitem__(_twin(m.noun)), v)}; n += m")
    else:
        i, element = code.name("i"), code.name("s")
        code.add(depth, f"{i} = 0")
        if m.noun in REPEATED:
            code.add(depth, f"for {element} in {v}:")
            code.add(depth + 1, f"{v}[{i}], m = {_known(code, m.noun, _twin(m.noun), element)}; {i} += 1; n += m")
        else:
            twins = f"map({code.hold(_decoder(m.noun).decode)}, {v})" if _has_rows(noun, m) else v
            code.add(depth, f"for {element} in {twins}:")
            code.add(depth + 1, f"{v}[{i}] = {_take(code, depth + 1, m.noun, element)}; {i} += 1")
            if _has_rows(noun, m):
                texts = code.once("shared[str]")
                code.add(depth + 1, f"if len({texts}) > {_MAX_TEXTS}: {texts}.clear()")
        code.add(depth, f"{v} = tuple({v})")


def _known(code: Code, noun: Any, twin: Any, raw: str) -> str:
    """The expression that gives what was or is made of the JSON in the variable `raw`."""
    decode = msgspec.json.Decoder(twin).decode
    take = _taker(noun) if twin is _twin(noun) else _list_taker(noun)

    def first(text: bytes, shared: Shared) -> tuple[Any, int]:
        made: tuple[Any, int] = take(decode(text), shared)
        if len(shared[noun]) < _MAX_SHARED:
            shared[noun][text] = made
        return made

    known = code.once(f"shared[{code.hold(noun)}].get")
    return f"{known}(j := bytes({raw})) or {code.hold(first)}(j, shared)"


@cache
def _open(noun: Any) -> Any:
    """The noun before it is frozen: made empty and filled member by member, it then becomes the noun."""
    plain = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(noun.__name__, (noun,), {"__slots__": (), **plain})


# --- nouns to bytes --------------------------------------------------------------------------------


def write(document: Document) -> bytes:
    """The compact JSON of a document, byte for byte what the exact path writes."""
    return _stream(_document(document, defaultdict(dict)))


def rows(noun: Any, values: Sequence[Any]) -> Iterator[bytes]:
    """The compact JSON of each of these nouns."""
    return map(_encode, _giver(noun)(values, defaultdict(dict)))


_encoder: Final = msgspec.json.Encoder()
_encode: Final = _encoder.encode
_stream: Final = msgspec.json.Encoder(enc_hook=next).encode
"""Rows reach the encoder as one generator, named once for each batch of them: it asks for the next batch when it gets
there, and only the twins of one are there at a time."""

_BATCH: Final = 64
"""Rows that are encoded at once, few enough that what they make stays in the cache of the processor."""


def _batches(twins: Iterator[Any]) -> Iterator[msgspec.Raw]:
    """The JSON of so many twins, without brackets, in a buffer that the next batch is written over."""
    buffer = bytearray()
    while batch := [*islice(twins, _BATCH)]:
        _encoder.encode_into(batch, buffer)
        del batch
        yield msgspec.Raw(memoryview(buffer)[1:-1])


def exact(value: Any) -> bytes:
    """The compact JSON of a noun or a plain tree by the exact path."""
    tree = unstructure(value) if hasattr(value, UNKNOWN) else value
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


_Encoded = defaultdict[Any, dict[Any, Any]]
"""JSON of recurring parts, by the noun: of lists, id → JSON; of nouns, their first member → the noun and its JSON."""

_MIXED: Final = {Form.MAPPING: ".values()", Form.VALUES: ""}
"""Forms that may hold other values than texts, which only the exact path writes, and how to get at the values."""


def _document(document: Any, shared: _Encoded) -> dict[str, Any]:
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
            tree[m.name] = [_batches(_giver(m.noun)(held, shared))] * -(-len(held) // _BATCH)
    for name, held in unknown.items():
        if name not in tree:
            tree[name] = msgspec.Raw(exact(held))
    return tree


_Giver = Callable[[Iterable[Any], _Encoded], Iterator[Any]]


@cache
def _giver(noun: Any) -> _Giver:
    """nouns, shared → twins one by one."""
    code = Code("give(nouns, shared)")
    loose = {m: code.name("v") for m in members(noun) if m.form in _MIXED}
    odd = "".join(f" or ({v} and not ONLY_TEXTS.issuperset(map(type, {v}{_MIXED[m.form]})))" for m, v in loose.items())
    lists = {m: (code.name("v"), code.name("g")) for m in members(noun) if m.noun in REPEATED_LISTS}
    for held, given in lists.values():
        code.add(1, f"{held} = {given} = ()")
    code.add(1, "for s in nouns:")
    for m, held in loose.items():
        code.add(2, f"{held} = s.{m.attribute}")
    code.add(2, f"if s.{UNKNOWN}{odd}: yield Raw(exact(s)); continue")
    values = []
    for m in members(noun):
        values.append(loose.get(m, f"s.{m.attribute}"))
        if m.form is Form.MAPPING:
            values[-1] += " or None"
        elif m in lists:
            values[-1] = _give_list(code, m, *lists[m])
        elif m.noun is not None:
            values[-1] = v = code.name("v")
            code.add(2, f"{v} = s.{m.attribute}")
            code.add(2, f"if {v}:")
            _give_inner(code, m, v)
    code.add(2, f"yield {code.hold(_twin(noun))}({', '.join(values)})")
    return code.function(ONLY_TEXTS=frozenset({str}), Raw=msgspec.Raw, exact=exact)


def _give_list(code: Code, m: Member, held: str, given: str) -> str:
    """Write what gives the JSON of a list that recurs, mostly from one row to the next; the variable that has it."""
    encoded, keep = code.once(f"shared[{code.hold(m.noun)}]"), code.hold(_keep)
    twins = f"[{_given(code, m.noun)} for e in {held}]"
    code.add(2, f"if s.{m.attribute} is not {held}:")
    code.add(3, f"{held} = s.{m.attribute}")
    code.add(3, f"try: {given} = {encoded}[id({held})]")
    code.add(3, f"except KeyError: {given} = {held} and {keep}({encoded}, id({held}), {twins})")
    return given


def _give_inner(code: Code, m: Member, v: str) -> None:
    """Write what puts twins, or their JSON, in the place of the nouns that the variable `v` holds."""
    give = code.hold(_giver(m.noun))
    if m.form is Form.NOUN:
        code.add(3, f"{v} = next({give}(({v},), shared))")
    elif m.noun not in REPEATED:
        code.add(3, f"{v} = list({give}({v}, shared))")
    else:  # found by a text, whose hash Python keeps, and not by the id: that costs half
        encoded, made = code.once(f"shared[{code.hold(m.noun)}]"), code.name("t")
        keep, given = code.hold(_keep_part), _given(code, m.noun)
        code.add(3, f"{made} = []")
        code.add(3, f"for e in {v}:")
        code.add(4, f"try: known, j = {encoded}[e.{members(m.noun)[0].attribute}]")
        code.add(4, f"except KeyError: {made}.append({keep}({encoded}, e, {given}))")
        code.add(4, f"else: {made}.append(j if known is e else {given})")
        code.add(3, f"{v} = {made}")


def _given(code: Code, noun: Any) -> str:
    """The expression that gives the twin of the noun in the variable `e`."""
    if any(m.noun is not None or m.form in _MIXED for m in members(noun)):
        return f"next({code.hold(_giver(noun))}((e,), shared))"
    made = f"{code.hold(_twin(noun))}({', '.join(f'e.{m.attribute}' for m in members(noun))})"
    return f"(Raw(exact(e)) if e.{UNKNOWN} else {made})"


def _keep(encoded: dict[Any, Any], key: Any, twins: Any) -> Any:
    """The JSON of twins, kept under the key while there is room; else the twins."""
    if len(encoded) < _MAX_SHARED:
        encoded[key] = twins = msgspec.Raw(_encode(twins))
    return twins


def _keep_part(encoded: dict[Any, Any], part: Any, twin: Any) -> Any:
    """The JSON of a noun's twin, kept under the noun's first member while there is room; else the twin."""
    if len(encoded) < _MAX_SHARED:
        twin = msgspec.Raw(_encode(twin))
        encoded[getattr(part, members(part.__class__)[0].attribute)] = part, twin
    return twin
