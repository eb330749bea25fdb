"""A JSON Schema (2020-12) of a catalogue, as a careful author would write one for the same documents."""

from __future__ import annotations

from typing import Any

from gongkai_standard.codelists import code_list

TEXT = {"type": "string", "minLength": 1, "maxLength": 4000}


def codes(name: str) -> dict[str, Any]:
    """A code of the list."""
    return {"enum": [code.code for code in code_list(name)]}


def closed(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    """An object with these members and no others."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _many(items: dict[str, Any], *, unique: bool = True) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1, "maxItems": 60, "uniqueItems": unique}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def catalogue_schema() -> dict[str, Any]:
    """The schema of a whole catalogue."""
    definitions = {
        "basis": closed(("text",), text=TEXT, title=TEXT, number=TEXT, article=TEXT, kind=codes("basis_kind")),
        "time_limit": closed(
            ("text", "kind"),
            text=TEXT,
            kind=codes("duration_kind"),
            trigger=codes("trigger"),
            quantity={"type": "integer", "minimum": 1, "maximum": 3650},
            unit=codes("unit"),
            before={"const": True},
            date={"type": "string", "pattern": "^(--[0-9]{2}-[0-9]{2}|---[0-9]{2})$"},
            applies_to=TEXT,
        ),
        "channel": closed(("obligation",), code=codes("channel"), text=TEXT, obligation=codes("channel_obligation")),
        "audience": closed((), code=codes("audience"), text=TEXT, description=TEXT),
        "entry": closed(
            ("id", "level_one", "content", "basis", "time_limits", "responsible_body", "channels"),
            id={"type": "string", "pattern": "^[0-9A-Za-z_-]{1,64}$"},
            item_id={"type": "string", "pattern": "^[0-9A-Za-z_-]{1,64}$"},
            domain=codes("domain"),
            level_one=TEXT,
            level_two=TEXT,
            level_three=TEXT,
            disclosure=codes("disclosure"),
            stage=codes("stage"),
            content=_many(TEXT),
            basis=_many(_ref("basis"), unique=False),
            time_limits=_many(_ref("time_limit")),
            responsible_body=_many(TEXT),
            channels=_many(_ref("channel")),
            mode=_many(codes("mode")),
            extent=codes("extent"),
            audience=_many(_ref("audience")),
            levels=_many(codes("level")),
            extra={"type": "object", "additionalProperties": TEXT},
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": definitions,
        **closed(
            ("gongkai", "kind", "title", "entries"),
            gongkai={"const": "1.0"},
            kind={"const": "catalogue"},
            profile=TEXT,
            publisher={"type": "object"},
            title=TEXT,
            edition={"type": "object"},
            entries={"type": "array", "items": _ref("entry")},
        ),
    }
