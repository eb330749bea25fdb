"""`gongkai rules --compare` and `gongkai convert --upgrade`: texts of the standard beside each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from gongkai_standard.cli import main
from gongkai_standard.profiles import PROFILES

TABLE: Final[dict[str, Any]] = {
    "gongkai": "1.0",
    "kind": "catalogue",
    "profile": "national-2019",
    "entries": [
        {"id": "a", "level_one": "最低生活保障", "level_two": "办事指南", "mode": ["proactive"]},
        {"id": "b", "level_one": "综合业务", "level_two": "监督检查"},
    ],
}


class TestCompare:
    """What differs between any two."""

    @pytest.mark.parametrize("lang", ["zh", "en"])
    @pytest.mark.parametrize("other", PROFILES)
    def test_text(self, other: str, lang: str, capfd: pytest.CaptureFixture[str]) -> None:
        """Both names stand at the top; elements, domains and rules follow, or that there is no difference."""
        assert main(["rules", "--compare", "national-2019", other, "--lang", lang]) == 0
        printed = capfd.readouterr().out
        assert printed.splitlines()[1].startswith(other)
        if other == "henan-2017":
            assert "公开程度" in printed or "extent" in printed
            assert "GK-CAT-008" in printed
            assert "employment" in printed
        if other in ("national-2019", "henan-2020"):
            assert ("没有不同" if lang == "zh" else "No difference") in printed

    def test_json(self, capfd: pytest.CaptureFixture[str]) -> None:
        """The differences by respect and side."""
        assert main(["rules", "--compare", "henan-2017", "national-2019", "--format", "json"]) == 0
        found = json.loads(capfd.readouterr().out)
        assert found["kind"] == "profile_comparison"
        assert found["differences"]["required"] == {
            "only_first": ["disclosure", "stage", "extent"],
            "only_second": ["basis", "mode", "audience"],
        }

    def test_wrong_names_and_wrong_usage(self, capfd: pytest.CaptureFixture[str]) -> None:
        """One line each, and exit 2."""
        for arguments in (
            ["--compare", "henan-2017", "henan-1917"],
            ["GK-CAT-004", "--compare", "henan-2017", "henan-2020"],
        ):
            assert main(["rules", *arguments]) == 2
            assert len(capfd.readouterr().err.splitlines()) == 1


class TestUpgrade:
    """A table of 2019 under the notice."""

    def test_says_what_is_inferred_and_what_is_open(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        """In the language asked for; the document carries the marks."""
        source, target = tmp_path / "a.json", tmp_path / "b.json"
        source.write_text(json.dumps(TABLE), encoding="utf-8")
        for lang, inferred, left in (
            ("zh", "公开环节：“办事指南”是环节名称", "公开环节：1 处无从推断"),
            ("en", "stage: 办事指南 is", "stage: nothing shows it in 1"),
        ):
            assert main(["convert", str(source), str(target), "--upgrade", "henan-2017", "--lang", lang]) == 0
            said = capfd.readouterr().err
            assert inferred in said
            assert left in said
        document = json.loads(target.read_bytes())
        assert document["kind"] == "compendium"
        assert "stage" in document["catalogues"][0]["entries"][0]["inferred"]

    def test_unknown_text(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        """Nothing is written."""
        source, target = tmp_path / "a.json", tmp_path / "b.json"
        source.write_text(json.dumps(TABLE), encoding="utf-8")
        assert main(["convert", str(source), str(target), "--upgrade", "henan-1917"]) == 2
        assert "henan-1917" in capfd.readouterr().err
        assert not target.exists()
