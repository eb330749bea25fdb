"""`gongkai reference`: rows with their marks, and a unit's list beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai_standard.cli import main
from gongkai_standard.reference import reference_domains, reference_list


@pytest.mark.parametrize("lang", ["zh", "en"])
class TestLists:
    """Never called official."""

    def test_all(self, lang: str, capfd: pytest.CaptureFixture[str]) -> None:
        """One line a domain."""
        assert main(["reference", "--lang", lang]) == 0
        assert [line.split()[0] for line in capfd.readouterr().out.splitlines()] == list(reference_domains())

    @pytest.mark.parametrize("domain", reference_domains())
    def test_one(self, domain: str, lang: str, capfd: pytest.CaptureFixture[str]) -> None:
        """Every row with its mark, under a line that says what it is not."""
        assert main(["reference", domain, "--lang", lang]) == 0
        lines = capfd.readouterr().out.splitlines()
        assert ("非官方文本" if lang == "zh" else "not an official text") in lines[1]
        assert len(lines) == 3 + len(reference_list(domain))


def test_json(capfd: pytest.CaptureFixture[str]) -> None:
    """The rows with verification, certainty and source."""
    assert main(["reference", "elderly_care", "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["official"] is False
    assert {row["verification"] for row in found["items"]} == {"page", "memory"}
    assert main(["reference", "--format", "json"]) == 0
    assert len(json.loads(capfd.readouterr().out)["lists"]) == 8


class TestCompare:
    """Missing, added, renamed, with places; exit 0 whatever differs."""

    @pytest.fixture
    def table(self, tmp_path: Path) -> str:
        """A unit's item list of two domains."""
        items = [
            {"domain": "health", "level_one": "公共卫生服务", "level_two": "预防接种"},
            {"domain": "health", "level_one": "公共卫生服务", "level_two": "居民健康档案的管理"},
            {"domain": "agri_subsidy", "level_two": "粮食直补"},
        ]
        file = tmp_path / "list.json"
        file.write_text(json.dumps({"gongkai": "1.0", "kind": "item_list", "items": items}), encoding="utf-8")
        return str(file)

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_text(self, table: str, lang: str, capfd: pytest.CaptureFixture[str]) -> None:
        """Domain by domain."""
        assert main(["reference", "--compare", table, "--lang", lang]) == 0
        printed = capfd.readouterr().out
        assert "居民健康档案管理 → 居民健康档案的管理" in printed
        assert "粮食直补" in printed
        assert printed.index("health") < printed.index("agri_subsidy")

    def test_json_and_one_domain(self, table: str, capfd: pytest.CaptureFixture[str]) -> None:
        """With cells or lines of the file."""
        assert main(["reference", "health", "--compare", table, "--format", "json"]) == 0
        (found,) = json.loads(capfd.readouterr().out)["domains"]
        assert found["matched"] == 1
        assert found["renamed"][0]["item"]["at"] == "/items/1"
        assert found["renamed"][0]["item"]["cell"]
        assert len(found["missing"]) == len(reference_list("health")) - 2

    def test_what_cannot_be_done(self, capfd: pytest.CaptureFixture[str]) -> None:
        """A domain without a list, a file that is not there."""
        for arguments in (["tourism"], ["--compare", "nowhere.json"]):
            assert main(["reference", *arguments]) == 2
            assert len(capfd.readouterr().err.splitlines()) == 1
