"""Whether an answer is right: None, or why it is not."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any, Final

from gongkai_standard.adjust.apply import apply
from gongkai_standard.adjustment import Adjustment
from gongkai_standard.codecs import loads
from gongkai_standard.codecs.structure import structure, unstructure
from gongkai_standard.errors import GongkaiError
from gongkai_standard.publish.cases import Case

Answer = Mapping[str, Any]


def judge(case: Case, answer: Answer) -> str | None:
    """What is wrong with the answer to a case; None when it is right."""
    if "error" in answer:
        return f"answered with an error: {answer['error']}"
    try:
        return _WAYS[case.role](case, answer)
    except KeyError as error:
        return f"the answer lacks {error}"
    except (TypeError, ValueError, AttributeError, GongkaiError) as error:
        return f"the answer cannot be understood: {error}"


def _validated(case: Case, answer: Answer) -> str | None:
    """The places of the rule's findings are those expected, no more and no fewer; other rules may speak as well."""
    rule = case.expected["rule"]
    found = sorted(f["at"] for f in answer["findings"] if f["rule"] == rule)
    wanted = list(case.expected["at"])
    return None if found == wanted else f"{rule} found at {found}, expected at {wanted}"


def _read(case: Case, answer: Answer) -> str | None:
    """Every member that is expected is there with that value; members beside them may stand there, rows may not."""
    return _lacks(case.expected["document"], answer["document"], "")


def _lacks(wanted: Any, found: Any, at: str) -> str | None:
    if isinstance(wanted, Mapping) and isinstance(found, Mapping):
        each = ((name, value, found.get(name)) for name, value in wanted.items())
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        each = ((str(i), value, found[i]) for i, value in enumerate(wanted))
    else:
        return None if wanted == found and type(wanted) is type(found) else f"{at or '/'} is {_short(found)}"
    return next((said for name, value, has in each if (said := _lacks(value, has, f"{at}/{name}"))), None)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}…"


def _written(case: Case, answer: Answer) -> str | None:
    """What was written is read back as the document that was given, to the last member."""
    data = b64decode(answer["data"], validate=True)
    back = unstructure(loads(data, format=case.request["format"]).document)
    return _lacks(case.request["document"], back, "") or _lacks(back, case.request["document"], "")


def _differs(case: Case, answer: Answer) -> str | None:
    """Applied to the old document, the adjustment gives the new one; and it says what kind of change each is."""
    adjustment = structure(answer["adjustment"])
    if not isinstance(adjustment, Adjustment):
        return "the answer's adjustment is none"
    if structure(case.request["new"]) != apply(adjustment, structure(case.request["old"])):
        return "applied to the old document it does not give the new one"
    found = sorted([change.get("kind"), change.get("item_id")] for change in answer["adjustment"].get("changes", ()))
    wanted = sorted(map(list, case.expected["changes"]))
    return None if found == wanted else f"changes {found}, expected {wanted}"


def _merged(case: Case, answer: Answer) -> str | None:
    """The places of the conflicts are those expected; what does not conflict is in the document."""
    found, wanted = sorted(answer["conflicts"]), sorted(case.expected["conflicts"])
    if found != wanted:
        return f"conflicts at {found}, expected at {wanted}"
    return _lacks(case.expected["document"], answer["document"], "")


_WAYS: Final[Mapping[str, Callable[[Case, Answer], str | None]]] = {
    "reader": _read,
    "writer": _written,
    "validator": _validated,
    "differ": _differs,
    "merger": _merged,
}
