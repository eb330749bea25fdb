"""A JSON Schema (2020-12) of a compendium, as a careful author would write one for the invented pilot."""

from __future__ import annotations

from typing import Any

from benchmarks.entry_schema import TEXT, catalogue_schema, closed, codes
from gongkai_standard.codelists import code_list

DATE = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
URL = {"type": "string", "pattern": "^https?://[^\\s]+$"}
ID = {"type": "string", "pattern": "^[0-9A-Za-z_-]{1,80}$"}


def _list(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": closed(required, **properties)}


def _either(name: str) -> dict[str, Any]:
    """A code of the list, or a local extension of it."""
    return {"anyOf": [codes(name), {"type": "string", "pattern": "^x-[a-z0-9-]+:[a-z0-9_]+$"}]}


def compendium_schema() -> dict[str, Any]:
    """The schema of a whole compendium."""
    catalogue = catalogue_schema()
    definitions: dict[str, Any] = catalogue.pop("$defs")
    for word in ("channel", "entry"):
        for name in ("code", "domain"):
            if name in definitions[word]["properties"]:
                definitions[word]["properties"][name] = _either("channel" if name == "code" else "domain")
    exemption = closed(("ground",), ground=codes("exemption"), citation={"$ref": "#/$defs/basis"}, review_due=DATE)
    definitions["entry"]["properties"] |= {
        "id": ID,
        "item_id": ID,
        "exemption": exemption,
        "note": TEXT,
        "plain_language": TEXT,
        "website_column": TEXT,
        "result_kind": codes("result_kind"),
    }
    catalogue.pop("$schema")
    catalogue["required"] = ["gongkai", "kind", "title", "entries"]
    catalogue["properties"] |= {"sections": {"type": "array"}, "not_applicable": {"type": "array"}}
    head = {"gongkai": {"const": "1.0"}, "kind": TEXT, "title": TEXT}
    items = _list(
        "id", "name", "domain", "power_type", "responsible_department", "sources",
        id=ID, name={"type": "string", "minLength": 1, "maxLength": 60}, domain=_either("domain"), level_one=TEXT,
        level_two=TEXT, power_type=codes("power_type"), responsible_department=TEXT,
        department_code={"type": "string", "pattern": "^[0-9A-HJ-NPQRTUWXY]{18}$"},
        sources=_list("list", "entry", list=codes("source_list"), entry=ID, version=DATE),
        service_item_code=TEXT, relevance=codes("relevance"), major_decision={"type": "boolean"},
        exemption=exemption, status=codes("item_status"),
    )  # fmt: skip
    source_entries = _list("id", "name", id=ID, name=TEXT, power_type=codes("power_type"), department=TEXT)
    elements = {
        "type": "object",
        "additionalProperties": TEXT,
        "required": [code.zh for code in code_list("guide_element") if code.notation],
    }
    days = {"type": "integer", "minimum": 0, "maximum": 365}
    documents = {
        "item_lists": _list("title", "items", **head, scope_note=TEXT, items=items),
        "source_lists": _list(
            "list", "entries", **head, list=codes("source_list"), owner=TEXT, owner_level=codes("owner_level"),
            version=DATE, entries=source_entries,
        ),
        "catalogues": {"type": "array", "items": catalogue},
        "guides": _list(
            "item_id", "platform", "elements", **head, item_id=ID, platform=codes("channel"), url=URL, online_url=URL,
            elements=elements, statutory_days=days, promised_days=days,
        ),
        "publications": _list(
            "id", "entry_id", "element", "channel", "url", "published_on",
            id=ID, entry_id=ID, element=TEXT, title=TEXT, channel=codes("channel"), url=URL, formed_on=DATE,
            published_on=DATE, sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"}, interprets=ID,
            document_kind=codes("document_kind"), document_number=TEXT, gazette=TEXT,
        ),
    }  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": definitions,
        "type": "object",
        "required": ["gongkai", "kind", "title", "item_lists", "catalogues"],
        "properties": {"gongkai": {"const": "1.0"}, "kind": {"const": "compendium"}, "title": TEXT, **documents},
    }
