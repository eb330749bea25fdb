"""Validation of plain trees by the published schemas, through `jsonschema` with our own registry only.

Nothing is ever fetched: a reference that the registry does not hold is an error. Validators are compiled once.
What jsonschema says becomes findings of the rule that speaks of shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from gongkai_standard.location import pointer
from gongkai_standard.publish.schemas import DOCUMENT, all_schemas, schema
from gongkai_standard.requirements import requirements
from gongkai_standard.rules.engine import STRUCTURE
from gongkai_standard.rules.messages import EN, ZH, Message, message, render
from gongkai_standard.rules.registry import RULES
from gongkai_standard.rules.report import Finding
from gongkai_standard.shape import HEAD


def is_valid(tree: object, *, name: str = DOCUMENT, strict: bool = False) -> bool:
    """Whether a plain tree is valid by the schema of that name. Raises UnknownNameError."""
    valid: bool = _validator(name, strict).is_valid(tree)
    return valid


def findings(tree: object, *, name: str = DOCUMENT, strict: bool = False) -> Iterator[Finding]:
    """What the schema finds in a plain tree, as findings without a source place. Raises UnknownNameError."""
    rule = RULES[STRUCTURE]
    first = requirements()[rule.requirements[0]]
    told: set[str] = set()
    for error in _validator(name, strict).iter_errors(tree):
        for cause in _leaves(error):
            for at, variant, params in _FAULTS[cause.validator](cause):
                if at in told:
                    continue
                told.add(at)
                says = _OWN.get(variant) or message(STRUCTURE, variant)
                yield Finding(
                    rule=STRUCTURE,
                    severity=rule.severity,
                    requirements=rule.requirements,
                    clause=first.clause,
                    phrase=first.phrase,
                    at=at,
                    message=render(says.zh, params, ZH),
                    message_en=render(says.en, params, EN),
                    fix=render(says.fix_zh, params, ZH),
                    fix_en=render(says.fix_en, params, EN),
                    params=params if variant is None else {**params, "variant": variant},
                )


@cache
def _validator(name: str, strict: bool) -> Any:
    resources = ((made["$id"], Resource.from_contents(made)) for _, made in all_schemas(strict=strict))
    return Draft202012Validator(schema(name, strict=strict), registry=Registry().with_resources(resources))


def _leaves(error: Any) -> Iterator[Any]:
    """The errors below a choice that say what is wrong: those of the alternative that is not null."""
    if error.validator == "anyOf":
        for inner in error.context:
            if inner.schema_path[0] == 0:
                yield from _leaves(inner)
    else:
        yield error


_Told = tuple[str, str | None, dict[str, Any]]


def _place(error: Any) -> str:
    return pointer(tuple(map(str, error.absolute_path)))


def _of_type(error: Any) -> Iterator[_Told]:
    wanted = error.validator_value
    (shape,) = (each for each in (wanted if isinstance(wanted, list) else [wanted]) if each != "null")
    yield _place(error), None, {"shape": _SHAPES[shape]}


_SHAPES: Final[Mapping[str, str]] = {
    "string": "text",
    "integer": "integer",
    "boolean": "boolean",
    "array": "list",
    "object": "noun",
}
"""JSON type → the word of the list `shape` that messages use."""


def _of_text(error: Any) -> Iterator[_Told]:
    yield _place(error), None, {"shape": "version" if error.absolute_path[-1] == HEAD[0] else "date"}


def _of_choice(error: Any) -> Iterator[_Told]:
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    yield _place(error), "choice", {"choices": tuple(each for each in wanted if each is not None)}


def _of_missing(error: Any) -> Iterator[_Told]:
    for name in error.validator_value:
        if name not in error.instance:
            yield _place(error) + pointer((name,)), "missing", {"member": name}


def _of_surplus(error: Any) -> Iterator[_Told]:
    for name in error.instance:
        if name not in error.schema["properties"]:
            yield _place(error) + pointer((name,)), "undeclared", {"member": name}


_FAULTS: Final[Mapping[str, Callable[[Any], Iterator[_Told]]]] = {
    "type": _of_type,
    "pattern": _of_text,
    "maxLength": _of_text,
    "enum": _of_choice,
    "const": _of_choice,
    "required": _of_missing,
    "additionalProperties": _of_surplus,
}
"""Keyword of the schemas → what its errors say."""

_OWN: Final[Mapping[str | None, Message]] = {
    says.variant: says
    for says in (
        Message(
            rule=STRUCTURE,
            variant="missing",
            zh="数据不符合规范：缺少成员 {member}",
            en="Not of the shape that the data model gives it: the member {member} is missing",
            fix_zh="补上成员 {member}",
            fix_en="Add the member {member}",
            fault_zh="",
            why_zh="",
        ),
        Message(
            rule=STRUCTURE,
            variant="undeclared",
            zh="数据不符合规范：数据模型没有成员 {member}",
            en="Not of the shape that the data model gives it: it has no member {member}",
            fix_zh="删去成员 {member}，或改用交换用的宽松结构",
            fix_en="Take the member {member} out, or use the open form of the schema",
            fault_zh="",
            why_zh="",
        ),
    )
}
"""What only a schema says: the readers keep members that nobody declared, and assume a missing head."""
