"""数据模型升级: documents of other versions of the data model, and what becomes of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from gongkai_standard.codecs.json import dumps
from gongkai_standard.codecs.structure import unstructure
from gongkai_standard.compendium import Document
from gongkai_standard.errors import UnreadableError
from gongkai_standard.migrating import STEPS, Lost, MigrationError, Step, migrate
from gongkai_standard.shape import MODEL_VERSION, understood
from gongkai_standard.testing.strategies import documents


def of(version: object, **members: Any) -> dict[str, Any]:
    """A small catalogue of some version."""
    return {"gongkai": version, "kind": "catalogue", "title": "标准目录", **members}


class TestThisVersion:
    """Documents of 1.x are what they were."""

    @given(documents(unknown=False))
    def test_nothing_changes(self, document: Document) -> None:
        for subject in (dumps(document), unstructure(document)):
            made = migrate(subject)

            assert made.document == document
            assert (made.losses, made.path) == ((), (MODEL_VERSION,))

    def test_a_newer_minor_version_is_kept_and_noted(self) -> None:
        """What it added are members that nobody declares."""
        made = migrate(of("1.7", hotline="12345"))

        assert made.document.unknown["hotline"] == "12345"
        assert made.path == ("1.7",)
        assert made.notes

    def test_without_a_version_it_is_this_one(self) -> None:
        tree = of(None)
        del tree["gongkai"]

        assert migrate(tree).path == (MODEL_VERSION,)


class TestOtherVersions:
    """Steps lead here, or it is told that none does."""

    @pytest.mark.parametrize("version", ["2.0", "0.9", "x", "", 1, 1.0, ["1.0"]])
    def test_without_a_step_it_is_refused(self, version: object) -> None:
        with pytest.raises(MigrationError) as caught:
            migrate(of(version))

        (problem,) = caught.value.problems
        assert problem.place == "/gongkai"
        assert MODEL_VERSION in problem.message_en

    def test_steps_follow_each_other_and_tell_what_they_lose(self) -> None:
        """The mechanism, by a table of the test's own: 1.0 is the first version that there is."""

        def renamed(tree: dict[str, Any]) -> tuple[dict[str, Any], list[Lost]]:
            rest = {name: value for name, value in tree.items() if name not in ("name", "colour")}
            lost = Lost(at="/colour", value=tree["colour"], message="没有颜色", message_en="colours are gone")
            return {**rest, "title": tree["name"]}, [lost]

        steps = {"a": Step(to="b", change=lambda tree: (tree, ())), "b": Step(to="1.0", change=renamed)}
        old = {"gongkai": "a", "kind": "catalogue", "name": "标准目录", "colour": "红"}
        made = migrate(old, steps=steps)

        assert made.document.title == "标准目录"
        assert [(lost.at, lost.value) for lost in made.losses] == [("/colour", "红")]
        assert made.path == ("a", "b", "1.0")
        assert old["gongkai"] == "a"

    def test_what_is_not_json_is_told(self) -> None:
        with pytest.raises(UnreadableError):
            migrate(b"{")

    def test_every_step_of_ours_ends_in_this_version(self) -> None:
        for version in STEPS:
            while version in STEPS:
                version = STEPS[version].to
            assert understood(version)
