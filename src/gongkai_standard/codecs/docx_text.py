"""Word 文字 — the text of paragraphs and cells as Word shows it once all changes are accepted.

Inserted and moved text counts, deleted text does not. Symbols of the Wingdings fonts become the characters that they
show. Numbers that Word itself counts are no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

_UNSEEN: Final = frozenset({
    "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr",
    "sdtEndPr", "tblGrid", "rt", "annotation", "footnoteReference", "endnoteReference", "commentReference",
    "lastRenderedPageBreak", "numPicBullet", "docPr", "cNvPr",
})  # fmt: skip
_AS_TEXT: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS: Final = {
    "Wingdings": dict(zip(b"\x6e\x6f\x71\xa8\xfb\xfc\xfd\xfe", "■□□□×√☒☑", strict=True)),
    "Wingdings 2": dict(zip(b"\x4f\x50\x51\x52\x53\x54\xa2\xa3", "×√☒☑☒☒■□", strict=True)),
}
"""Font → number → the tick or box that it shows there."""
_OFF: Final = frozenset({"0", "false", "off"})


def local(element: Any) -> str:
    """The name of an element without its namespace: transitional and strict files differ in nothing else."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Any, name: str = "val") -> str | None:
    """An attribute, whatever its namespace."""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Any, *path: str) -> Any:
    """The first element at the end of a path of names, or None."""
    for name in path:
        if element is not None:
            element = next((inner for inner in element if local(inner) == name), None)
    return element


def switched_on(element: Any) -> bool:
    """Whether a property that may be given without a value, or as 0, false or off, is set."""
    return element is not None and value(element) not in _OFF


def paragraphs(element: Any) -> str:
    """The paragraphs, lists and small tables in a cell or text box: one line each."""
    lines = []
    for inner in element:
        name = local(inner)
        if name == "p":
            lines.append(paragraph(inner))
        elif name == "tr":
            lines.append(" ".join(filter(None, (paragraphs(cell) for cell in inner))))
        elif name not in _UNSEEN:
            lines.append(paragraphs(inner))
    return "\n".join(filter(None, lines))


def paragraph(element: Any, apart: list[Any] | None = None) -> str:
    """The text of one paragraph; a text box in it stands on lines of its own.

    `apart`: takes the text boxes that hold a table, whose text is then left out.
    """
    return "".join(_pieces(element, apart)).strip("\n")


def _pieces(element: Any, apart: list[Any] | None) -> Iterator[str]:
    for inner in element:
        name = local(inner)
        if name == "t":
            yield inner.text or ""
        elif name in _AS_TEXT:
            yield _AS_TEXT[name]
        elif name == "sym":
            yield _symbol(inner)
        elif name == "checkBox":
            checked = child(inner, "checked")
            yield "■" if switched_on(child(inner, "default") if checked is None else checked) else "□"
        elif name == "AlternateContent":
            yield from _pieces(_shown(inner), apart)
        elif name == "txbxContent":
            if apart is not None and next(inner.iter("{*}tbl"), None) is not None:
                apart.append(inner)
            else:
                yield f"\n{paragraphs(inner)}\n"
        elif name not in _UNSEEN:
            yield from _pieces(inner, apart)


def _shown(alternatives: Any) -> Any:
    """Of several ways to show one thing the first that holds text."""
    return next((way for way in alternatives if next(way.iter("{*}t", "{*}sym"), None) is not None), alternatives[0:0])


def _symbol(element: Any) -> str:
    """A character given by its number in a symbol font; an unknown one stays as it is."""
    try:
        code = int(value(element, "char") or "", 16)
    except ValueError:
        return ""
    if not 0 < code <= 0xFFFF or 0xD800 <= code < 0xE000:
        return ""
    return _SYMBOLS.get(value(element, "font") or "", {}).get(code & 0xFF, chr(code))
