"""The register of formats: reading and writing files by name, suffix and content."""

from __future__ import annotations

import errno
import io
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gongkai_standard import codecs
from gongkai_standard.catalogue import Catalogue, Entry
from gongkai_standard.codecs import json as json_codec
from gongkai_standard.codecs.limits import DEFAULT, Limits
from gongkai_standard.codecs.signatures import identify
from gongkai_standard.errors import LimitExceededError, MissingExtraError, UnknownFormatError, UnreadableError
from gongkai_standard.item_list import ItemList

DOCUMENT = Catalogue(profile="henan-2017", title="标准目录", entries=(Entry(id="a", extra={"咨询电话": "000"}),))


def package(*names: str) -> bytes:
    """A zip file with empty parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return held.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


class TestFiles:
    """`read` and `write` choose the format by the file name."""

    @pytest.mark.parametrize("name", ["a.json", "a.yaml", "a.YML"])
    def test_what_is_written_is_read_back(self, tmp_path: Path, name: str) -> None:
        lost = codecs.write(DOCUMENT, tmp_path / name)

        assert lost == ()
        assert codecs.read(tmp_path / name).document == DOCUMENT
        assert [path.name for path in tmp_path.iterdir()] == [name]

    def test_json_files_have_lines_for_people(self, tmp_path: Path) -> None:
        codecs.write(DOCUMENT, tmp_path / "a.json")

        assert (tmp_path / "a.json").read_bytes().startswith(b'{\n  "gongkai": "1.0",\n')

    def test_canonical_json_files_have_none(self, tmp_path: Path) -> None:
        codecs.write(DOCUMENT, tmp_path / "a.json", canonical=True)

        assert (tmp_path / "a.json").read_bytes() == codecs.dumps(DOCUMENT, canonical=True)

    def test_a_format_given_by_name_beats_the_suffix(self, tmp_path: Path) -> None:
        codecs.write(DOCUMENT, tmp_path / "a.txt", format="yaml")

        assert codecs.read(tmp_path / "a.txt", format="YAML").document == DOCUMENT

    def test_a_suffix_of_no_format_is_refused_on_writing(self, tmp_path: Path) -> None:
        with pytest.raises(UnknownFormatError, match=r"a\.txt"):
            codecs.write(DOCUMENT, tmp_path / "a.txt")

    def test_tables_cannot_be_written(self, tmp_path: Path) -> None:
        with pytest.raises(UnknownFormatError, match="cannot be written"):
            codecs.write(DOCUMENT, tmp_path / "a.xls")

    def test_an_unknown_name_is_refused_with_the_known_ones(self) -> None:
        with pytest.raises(UnknownFormatError, match="formats: json, ndjson, yaml"):
            codecs.dumps(DOCUMENT, format="toml")

    def test_a_file_that_is_too_large_is_not_opened(self, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_bytes(b" " * 10)

        with pytest.raises(LimitExceededError, match="limit size exceeded: at most 9, found 10"):
            codecs.read(tmp_path / "a.json", limits=Limits(size=9))

    def test_a_missing_file_is_the_systems_error(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            codecs.read(tmp_path / "a.json")


class TestAtomicWriting:
    """A failed write leaves the old file."""

    def test_the_old_file_stays_when_the_move_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.json"
        path.write_text("old")

        def fail(*_: object) -> None:
            raise OSError(errno.ENOSPC, "disk full")

        monkeypatch.setattr(Path, "replace", fail)
        with pytest.raises(OSError, match="disk full"):
            codecs.write(DOCUMENT, path)

        assert path.read_text() == "old"
        assert [found.name for found in tmp_path.iterdir()] == ["a.json"]

    def test_the_permissions_of_the_old_file_stay(self, tmp_path: Path) -> None:
        path = tmp_path / "a.json"
        path.write_text("old")
        path.chmod(0o640)

        codecs.write(DOCUMENT, path)

        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "b.json").write_text("old")
        (tmp_path / "a.json").symlink_to("b.json")

        codecs.write(DOCUMENT, tmp_path / "a.json")

        assert (tmp_path / "a.json").is_symlink()
        assert codecs.read(tmp_path / "b.json").document == DOCUMENT


class TestContent:
    """A file that is not what its name claims gives one clear line."""

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"%PDF-1.7\n", "a PDF"),
            (b"\x89PNG\r\n\x1a\n", "a PNG image"),
            (b"\xff\xd8\xff\xe0", "a JPEG image"),
            (b"", "an empty file"),
            (b" \n", "an empty file"),
            (b"PK\x03\x04truncated", "damaged or truncated"),
            (package("readme.txt"), "a zip archive"),
            (OLE + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
            (OLE + "WordDocument".encode("utf-16-le"), "a Word 97"),
            (b"<?xml version='1.0'?>", "an XML file"),
            (b'{"kind": "catalogue"}', "a JSON file"),
            (b"kind: catalogue", "a YAML file"),
            ("事项,内容".encode("gb18030"), "a text file"),
            (bytes(range(1, 256)), "binary data of no known kind"),
        ],
    )
    def test_what_is_no_workbook_says_what_it_is(self, tmp_path: Path, data: bytes, said: str) -> None:
        (tmp_path / "a.xlsx").write_bytes(data)

        with pytest.raises(UnreadableError, match=said) as caught:
            codecs.read(tmp_path / "a.xlsx")

        assert len(caught.value.problems) == 1
        assert caught.value.problems[0].message.startswith("这是")

    @pytest.mark.parametrize("name", ["a.json", "a.yaml", "a.csv", "a.html", "a.docx"])
    def test_binary_data_is_told_in_one_line_whatever_its_name(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(bytes(range(1, 256)) * 20)

        with pytest.raises(UnreadableError, match="binary data") as caught:
            codecs.read(tmp_path / name)

        assert len(caught.value.problems) == 1

    def test_control_characters_in_utf_8_make_no_binary_data(self) -> None:
        assert identify(b"\x01" * 20 + "事项".encode()).en == "a text file"

    def test_what_to_do_with_it_is_said_instead_of_the_formats_there_are(self) -> None:
        locked = OLE + "EncryptedPackage".encode("utf-16-le")

        with pytest.raises(UnknownFormatError) as caught:
            codecs.loads(locked)

        (problem,) = caught.value.problems
        assert problem.message == "这是加密的 Office 文件，不支持；请先去掉密码"
        assert problem.message_en.endswith("; remove the password first")

    def test_a_workbook_named_json_is_no_json(self) -> None:
        with pytest.raises(UnreadableError, match="an Excel workbook"):
            codecs.loads(package("xl/workbook.xml"), format="json")

    def test_bytes_without_a_name_are_read_as_what_they_are(self) -> None:
        assert codecs.loads(codecs.dumps(DOCUMENT)).format == "json"
        assert codecs.loads(codecs.dumps(DOCUMENT, format="yaml")).format == "yaml"

    @pytest.mark.parametrize("data", [b"%PDF-", b"hello", b"\xff\xfeh\0"])
    def test_bytes_of_no_format_are_refused(self, data: bytes) -> None:
        with pytest.raises(UnknownFormatError, match="which is not supported"):
            codecs.loads(data)

    @pytest.mark.parametrize(
        ("data", "name"), [(package("xl/workbook.xml"), "xlsx"), (package("content.xml"), "ods"), (OLE, "xls")]
    )
    def test_workbooks_are_recognised(self, data: bytes, name: str) -> None:
        assert identify(data).format == name

    def test_a_workbook_of_another_kind_is_read_as_what_it_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: dict[str, Any] = {}

        class Codec:
            """Stands in for the reader of workbooks."""

            @staticmethod
            def loads(data: bytes, **options: Any) -> Any:
                asked.update(options)
                return codecs.loads(b'{"kind": "catalogue"}')

        monkeypatch.setattr(codecs, "_codec", lambda known: Codec if known.table else json_codec)
        reading = codecs.loads(package("xl/workbook.xml"), format="xls", profile="national-2019")

        assert asked == {"format": "xlsx", "profile": "national-2019", "limits": DEFAULT, "progress": None}
        assert [note.code for note in reading.notes] == ["format_by_content"]

    def test_a_missing_extra_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(codecs, "find_spec", lambda _: None)

        with pytest.raises(MissingExtraError, match=r'pip install "gongkai-standard\[xlsx\]"'):
            codecs.loads(package("xl/workbook.xml"), format="xlsx")


class TestProfile:
    """A document keeps its own profile; none is invented."""

    def test_its_own_profile_stays_and_the_difference_is_noted(self) -> None:
        reading = codecs.loads(codecs.dumps(DOCUMENT), profile="national-2019")

        assert reading.document.profile == "henan-2017"
        assert [(note.code, note.place) for note in reading.notes] == [("profile_differs", "1:47")]

    @pytest.mark.parametrize("profile", [None, "henan-2017"])
    def test_the_same_profile_needs_no_note(self, profile: str | None) -> None:
        assert codecs.loads(codecs.dumps(DOCUMENT), profile=profile).notes == ()

    def test_a_missing_profile_is_not_invented(self) -> None:
        reading = codecs.loads(codecs.dumps(ItemList()), profile="national-2019")

        assert reading.document.profile is None
        assert reading.notes == ()


class TestLimits:
    """One frozen value of positive whole numbers."""

    @pytest.mark.parametrize("value", [0, -1, True, 1.5, "9"])
    def test_a_limit_is_a_whole_number_above_zero(self, value: Any) -> None:
        with pytest.raises(ValueError, match="depth must be a whole number above 0"):
            Limits(depth=value)
