"""LibreOffice opens what we write without repair, and what it saves is read as the same document."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import attrs
import pytest

import gongkai_standard as gk
from gongkai_standard.codecs.losses import losses
from gongkai_standard.codecs.structure import unstructure
from printed_samples import CATALOGUE, ITEMS, NATIONAL, SOURCES, without

SOFFICE = shutil.which("soffice")
DOMAINS = attrs.evolve(
    NATIONAL,
    entries=tuple(
        attrs.evolve(entry, domain=domain)
        for domain, entry in zip(("elderly_care", "health", "health"), NATIONAL.entries, strict=True)
    ),
)

PROGRAMS = {"xlsx": "libsclo.so", "docx": "libswlo.so"}
"""What opens each format."""


def installed(part: str) -> bool:
    """Whether LibreOffice has that part."""
    return SOFFICE is not None and (Path(SOFFICE).resolve().parent / part).exists()


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder for LibreOffice, so that a running one is left alone."""
    return tmp_path_factory.mktemp("profile")


def saved(profile: Path, paths: list[Path], folder: Path, format: str) -> None:
    """What LibreOffice makes of the files, in another folder."""
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            format,
            "--outdir",
            str(folder),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )


DOCUMENTS: dict[str, gk.Document] = {
    "catalogue": CATALOGUE,
    "national": NATIONAL,
    "domains": DOMAINS,
    "items": ITEMS,
    "sources": SOURCES,
}


@pytest.mark.parametrize("route", [("xlsx",), ("ods", "xlsx"), ("docx",), ("odt", "docx")], ids="-".join)
def test_saved_again(route: tuple[str, ...], profile: Path, tmp_path: Path) -> None:
    """xlsx → xlsx, xlsx → ods → xlsx, docx → docx, docx → odt → docx: the same document."""
    last = route[-1]
    if not installed(PROGRAMS[last]):
        pytest.skip(f"LibreOffice has no {PROGRAMS[last]} here")
    paths = [tmp_path / f"{name}.{last}" for name in DOCUMENTS]
    for path, document in zip(paths, DOCUMENTS.values(), strict=True):
        gk.write(document, path)
    for number, step in enumerate(route):
        folder = tmp_path / str(number)
        saved(profile, paths, folder, step)
        paths = [folder / path.with_suffix(f".{step}").name for path in paths]
        if step == "ods":
            assert_same(paths)
    assert_same(paths)


def assert_same(paths: list[Path]) -> None:
    """Assert that the files hold the documents, but for what the format does not hold."""
    for path, document in zip(paths, DOCUMENTS.values(), strict=True):
        lost = losses(document, path.suffix[1:])
        read = unstructure(gk.read(path).document)
        assert without(read, lost) == without(unstructure(document), lost), path.stem
