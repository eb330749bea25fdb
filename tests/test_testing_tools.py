"""What vendors test with: the pytest plugin costs nothing until it is used, and the suite catches bad codecs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from gongkai_standard.catalogue import Catalogue
from gongkai_standard.codecs import loads
from gongkai_standard.codecs.json import dumps
from gongkai_standard.codecs.structure import structure, unstructure
from gongkai_standard.compendium import Document
from gongkai_standard.publish.cases import Case, ImplementationStatement
from gongkai_standard.testing.kit.cases import cases
from gongkai_standard.testing.suite import CodecSuite


class TestPlugin:
    """Fixtures, and nothing else."""

    def test_all_cases(self, gongkai_cases: tuple[Case, ...]) -> None:
        assert gongkai_cases == cases()

    def test_a_command_is_examined(self, conformance_of: Callable[..., ImplementationStatement]) -> None:
        command = f"{sys.executable} -m gongkai_standard.cli serve-conformance"
        made = conformance_of(command, roles=["writer", "merger"])

        assert made.conforms
        assert set(made.roles) == {"writer", "merger"}

    def test_loading_it_loads_no_more_than_the_front_door(self) -> None:
        """Other people's test runs are not slowed down by a package that they happen to have installed."""
        code = (
            "import sys, pytest; before = set(sys.modules); import gongkai_standard.testing.pytest_plugin;"
            "print(sorted(m for m in set(sys.modules) - before if not m.startswith('gongkai_standard')));"
            "print(sorted(m for m in set(sys.modules) if m.startswith('gongkai_standard')))"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

        others, ours = said.splitlines()
        assert "hypothesis" not in others
        assert "attrs" not in others
        assert ours == str(["gongkai_standard", "gongkai_standard.testing", "gongkai_standard.testing.pytest_plugin"])


class _Json(CodecSuite):
    """JSON, as a codec that anybody might have written."""

    def encode(self, document: Document) -> bytes:
        return dumps(document)

    def decode(self, data: bytes) -> Document:
        return loads(data, format="json").document


class TestJson(_Json):
    """A good codec passes."""


class TestUnhashable(_Json):
    """A number that is no double has no canonical form, so no hash: a good codec passes with it all the same."""

    def documents(self, *, unknown: bool) -> st.SearchStrategy[Document]:
        return st.just(Catalogue(unknown={"x-local": 2**53 + 1} if unknown else {}))


class _Forgetful(_Json):
    """Drops what nobody declared."""

    def decode(self, data: bytes) -> Document:
        tree = json.loads(data)
        return structure({name: value for name, value in tree.items() if not name.startswith("x-")})


class _Careless(_Json):
    """Loses a member and says so, or not."""

    def encode(self, document: Document) -> bytes:
        tree = unstructure(document)
        tree.pop("title", None)
        return json.dumps(tree, ensure_ascii=False).encode()


class _Honest(_Careless):
    losses = ("title",)


class _Boastful(_Json):
    losses = ("title",)


class _Unsettled(_Json):
    """Other bytes each time."""

    count = 0

    def encode(self, document: Document) -> bytes:
        type(self).count += 1
        return dumps(document) + b" " * self.count


class TestSuite:
    """Each test of the suite fails for a codec that breaks it."""

    @pytest.mark.parametrize(
        ("codec", "test"),
        [
            (_Forgetful, "test_undeclared_members_come_back"),
            (_Forgetful, "test_the_hash_is_the_same"),
            (_Careless, "test_round_trip"),
            (_Boastful, "test_what_is_declared_to_be_lost_is_lost"),
            (_Unsettled, "test_the_same_document_gives_the_same_bytes"),
        ],
    )
    def test_bad_codecs_are_caught(self, codec: Any, test: str) -> None:
        with pytest.raises(AssertionError):
            getattr(codec(), test)()

    @pytest.mark.parametrize("test", [name for name in vars(CodecSuite) if name.startswith("test_")])
    def test_a_declared_loss_is_allowed(self, test: str) -> None:
        if test != "test_what_is_declared_to_be_lost_is_lost":
            getattr(_Honest(), test)()

    def test_it_is_abstract(self) -> None:
        with pytest.raises(TypeError):
            CodecSuite()  # type: ignore[abstract]
