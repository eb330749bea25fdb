"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from gongkai_standard.codecs.atomic import replace


class TestReplace:
    """A failed write leaves the old file and nothing beside it."""

    def test_new_file(self, tmp_path: Path) -> None:
        """Exactly the bytes, and no other file."""
        replace(tmp_path / "a", b"new")
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"new"}

    def test_old_file_keeps_its_permissions(self, tmp_path: Path) -> None:
        """What was private stays private."""
        (tmp_path / "a").write_bytes(b"old")
        (tmp_path / "a").chmod(0o600)
        replace(tmp_path / "a", b"new")
        assert (tmp_path / "a").read_bytes() == b"new"
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600

    def test_link_stays_a_link(self, tmp_path: Path) -> None:
        """The file that it leads to is replaced."""
        (tmp_path / "real").write_bytes(b"old")
        (tmp_path / "link").symlink_to("real")
        replace(tmp_path / "link", b"new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_bytes() == b"new"

    def test_device_stays_a_device(self, tmp_path: Path) -> None:
        """A pipe is written to, not replaced by a file."""
        os.mkfifo(tmp_path / "pipe")
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        replace(tmp_path / "pipe", b"new")
        assert os.read(reader, 10) == b"new"
        os.close(reader)
        assert (tmp_path / "pipe").is_fifo()

    def test_failure_leaves_the_old_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The disk fills up in the middle: the error names the file that was asked for."""

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        (tmp_path / "a").write_bytes(b"old")
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left") as caught:
            replace(tmp_path / "a", b"new")
        assert caught.value.filename == os.fspath(tmp_path / "a")
        assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"old"}
