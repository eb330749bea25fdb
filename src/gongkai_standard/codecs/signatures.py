"""文件识别 — what the first bytes of a file say it is, whatever its name claims."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Final

from attrs import frozen

from gongkai_standard.errors import Problem


@frozen(kw_only=True)
class Content:
    """What a file holds."""

    zh: str
    en: str
    format: str | None = None
    """The format that reads it when nothing else says which."""
    also: frozenset[str] = frozenset()
    """Other formats that it may be: text may be JSON or YAML."""
    instead: tuple[str, str] = ("", "")
    """What to do with it, in Chinese and English."""

    def may_be(self, name: str) -> bool:
        """Whether a file of the named format can look like this."""
        return name == self.format or name in self.also

    def not_a(self, name: str) -> Problem:
        """That it is no file of the named format, and what to do."""
        return self._but(f"不是 {name} 文件", f"not {name}")

    def unsupported(self, names: Sequence[str]) -> Problem:
        """That no format reads it, and what to do: where nothing better is known, which formats there are."""
        return self._but(
            "不支持", "which is not supported", (f"可用格式：{'、'.join(names)}", f"formats: {', '.join(names)}")
        )

    def _but(self, zh: str, en: str, otherwise: tuple[str, str] = ("", "")) -> Problem:
        then = self.instead if self.instead[0] else otherwise
        tail = (f"；{then[0]}", f"; {then[1]}") if then[0] else then
        return Problem(message=f"这是{self.zh}，{zh}{tail[0]}", message_en=f"this is {self.en}, {en}{tail[1]}")


_TEXT: Final = frozenset({"json", "ndjson", "yaml", "csv", "html"})

_TABLES: Final = frozenset({"csv", "html"})
"""Formats of text that may be in another encoding than UTF-8."""

_JSON: Final = Content(zh=" JSON 文件", en="a JSON file", format="json", also=_TEXT)
_NDJSON: Final = Content(zh=" NDJSON 文件", en="an NDJSON file", format="ndjson", also=_TEXT)
_YAML: Final = Content(zh=" YAML 文件", en="a YAML file", format="yaml", also=_TEXT)
_CSV: Final = Content(zh=" CSV 文件", en="a CSV file", format="csv", also=_TEXT)
_HTML: Final = Content(zh="网页(HTML)", en="a web page (HTML)", format="html", also=frozenset({"csv"}))
_UTF16: Final = Content(
    zh=" UTF-16 文本", en="UTF-16 text", also=_TABLES, instead=("请另存为 UTF-8", "save it as UTF-8")
)
_PLAIN: Final = Content(zh="文本文件", en="a text file", also=_TEXT)
_BINARY: Final = Content(zh="无法识别的二进制数据", en="binary data of no known kind")
_EMPTY: Final = Content(zh="空文件", en="an empty file", also=_TEXT)
_XLSX: Final = Content(zh=" Excel 工作簿(xlsx)", en="an Excel workbook (xlsx)", format="xlsx")
_ODS: Final = Content(zh=" OpenDocument 表格(ods)", en="an OpenDocument spreadsheet (ods)", format="ods")
_XLS: Final = Content(zh=" Excel 97–2003 工作簿(xls)", en="an Excel 97–2003 workbook (xls)", format="xls")
_DOCX: Final = Content(zh=" Word 文件(docx)", en="a Word document (docx)", format="docx")
_DOC: Final = Content(zh=" Word 97–2003 文件(doc)", en="a Word 97–2003 document (doc)")
_LOCKED: Final = Content(
    zh="加密的 Office 文件",
    en="a password-protected Office file",
    instead=("请先去掉密码", "remove the password first"),
)
_ZIP: Final = Content(zh=" ZIP 压缩文件", en="a zip archive")
_BROKEN_ZIP: Final = Content(
    zh="损坏或不完整的 ZIP 文件(xlsx、ods 也是 ZIP)", en="a damaged or truncated zip file (xlsx and ods are zip files)"
)

_SIGNATURES: Final[tuple[tuple[bytes, Content], ...]] = (
    (b"%PDF-", Content(zh=" PDF 文件", en="a PDF")),
    (b"\x89PNG\r\n", Content(zh=" PNG 图片", en="a PNG image")),
    (b"\xff\xd8\xff", Content(zh=" JPEG 图片", en="a JPEG image")),
    (b"GIF8", Content(zh=" GIF 图片", en="a GIF image")),
    (b"ARROW1\x00\x00", Content(zh=" Arrow 文件", en="an Arrow file", format="arrow")),
    (b"Rar!\x1a\x07", Content(zh=" RAR 压缩文件", en="a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", Content(zh=" 7z 压缩文件", en="a 7z archive")),
    (b"\x1f\x8b", Content(zh=" gzip 压缩文件", en="a gzip archive")),
)
_XML: Final = Content(zh=" XML 文件", en="an XML file")
_PAGE: Final = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|style|p|span|center|font|h[1-6])[\s>]",
    re.I | re.S,
)
_SEPARATED: Final = re.compile(r"[^\n]*(?:,[^\n,]*,|\t[^\n\t]*\t|;[^\n;]*;)")
_HEAD: Final = 4096
"""Bytes of a text that tell what it is."""
_LINES: Final = 10
"""Lines among which one with two separators makes a text a CSV file."""
_CONTROL: Final = bytes({*range(1, 32)} - {*b"\t\n\v\f\r\x1a\x1b"})
"""Bytes that stand in no text, whatever its encoding; UTF-16 has them, and many zeros besides."""
_SOME: Final = 8
_CONTROL_SHARE: Final = 20
"""So many of them, and one byte in so many, make binary data."""
_NUL_SHARE: Final = 16
"""One byte in so many is zero in UTF-16 text."""
_PARTS: Final = (("xl/", _XLSX), ("word/", _DOCX), ("content.xml", _ODS))


def identify(data: bytes) -> Content:
    """What the bytes are. Never raises."""
    if not data.strip():
        return _EMPTY
    for signature, content in _SIGNATURES:
        if data.startswith(signature):
            return content
    if data.startswith(b"PK"):
        return _package(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(data)
    return _text(data)


def _text(data: bytes) -> Content:
    """A text by how it begins."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            text = data[2:_HEAD].decode(encoding, errors="replace").lstrip()
            return next((c for p, c in ((_PAGE, _HTML), (_SEPARATED, _CSV)) if p.match(text)), _UTF16)
    if _is_binary(data[:_HEAD]):
        return _BINARY
    text = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip()
    if _PAGE.match(text):
        return _HTML
    if text.startswith("<?xml"):
        return _XML
    if text.startswith(("{", "[")):
        first, _, rest = data.lstrip().partition(b"\n")
        return _NDJSON if first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{") else _JSON
    if text.startswith(("gongkai:", "kind:", "---", "%YAML")):
        return _YAML
    return _CSV if any(map(_SEPARATED.match, text.split("\n")[:_LINES])) else _PLAIN


def _is_binary(head: bytes) -> bool:
    """Bytes that no encoding of text explains."""
    controls = len(head) - len(head.translate(None, _CONTROL))
    if controls < _SOME or controls * _CONTROL_SHARE < len(head) or head.count(0) * _NUL_SHARE >= len(head):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return True
    return False


def _package(data: bytes) -> Content:
    """A zip file by the parts in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return _BROKEN_ZIP
    return next((content for part, content in _PARTS if any(name.startswith(part) for name in names)), _ZIP)


def _compound(data: bytes) -> Content:
    """An OLE compound file by the streams in it; their names stand in UTF-16."""
    for stream, content in (("EncryptedPackage", _LOCKED), ("WordDocument", _DOC)):
        if stream.encode("utf-16-le") in data:
            return content
    return _XLS
