"""网页文字 — the text of an element as a browser shows it: blanks collapsed, blocks and line breaks as lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin and end a line."""
UNSEEN: Final = frozenset({
    "script", "style", "noscript", "template", "head", "title", "iframe", "object", "embed", "applet", "svg", "math",
    "canvas", "audio", "video", "map", "select", "option", "button", "textarea", "datalist", "del",
})  # fmt: skip
"""Elements whose text is none of the page."""
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAKS: Final = re.compile(r" ?\n[ \n]*")


def collapsed(text: str) -> str:
    """White space as HTML collapses it; blanks that do not break stay."""
    return _BLANKS.sub(" ", text)


def lines_of(parts: list[str]) -> str:
    """Collapsed texts and `\\n` for each line break, put together."""
    return _AROUND_BREAKS.sub("\n", collapsed_once("".join(parts))).strip(" \n")


def collapsed_once(text: str) -> str:
    """Blanks that two neighbouring texts brought along become one."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def box(element: Any) -> str:
    """The glyph of a tick box that is an input field; other fields show nothing here."""
    if element.get("type", "").lower() not in ("checkbox", "radio"):
        return ""
    return "□" if element.get("checked") is None else "■"


def text_of(element: Any, skip: Callable[[Any], bool]) -> str:
    """The lines of text in an element. `skip`: whether a table inside it is read by itself."""
    if len(element) == 0:
        return collapsed(element.text or "").strip(" ")
    from lxml.etree import iterwalk

    parts = [collapsed(element.text or "")]
    walk = iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if inner is element:
            continue
        tag = inner.tag
        if event == "start":
            if tag in UNSEEN or (tag == "table" and skip(inner)):
                walk.skip_subtree()
                continue
            if tag in _APART:
                parts.append(_APART[tag])
            elif tag == "input":
                parts.append(box(inner))
            if inner.text:
                parts.append(collapsed(inner.text))
        else:
            if tag in BLOCKS and tag not in _CELLS:
                parts.append("\n")
            if inner.tail:
                parts.append(collapsed(inner.tail))
    return lines_of(parts)


_CELLS: Final = frozenset({"td", "th"})
_APART: Final = {**dict.fromkeys(BLOCKS | {"br"}, "\n"), **dict.fromkeys(_CELLS, " ")}
"""What stands before the text of an element: cells of a small table inside a cell stay on one line."""
