"""What others rely on stays; what is new is written down."""

from __future__ import annotations

import public_names


class TestPublicNames:
    """Rule ids, members of findings, schema ids, code ids, profiles and the front door are frozen."""

    def test_nothing_is_gone(self) -> None:
        listed = set(public_names.LIST.read_text(encoding="utf-8").splitlines())
        gone = sorted(listed - set(public_names.public_names()))

        assert not gone, (
            f"public names are gone: {gone}. Put them back: a rule into rules/retired.py, a code with until and "
            "replaced_by. Only a new major version takes names away (docs/versions.md)."
        )

    def test_what_is_new_is_listed(self) -> None:
        assert public_names.LIST.read_text(encoding="utf-8") == public_names.text(), (
            "public names were added: run `python tests/public_names.py` and commit tests/data/public-names.txt"
        )
