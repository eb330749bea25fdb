"""What is kept of texts: results of usual ones, nothing of those that only hostile or odd files hold."""

from __future__ import annotations

import re
from pathlib import Path

from gongkai_standard.remembering import LONGEST, remembered

calls: list[tuple[object, ...]] = []


@remembered(2)
def _shouted(text: str) -> str:
    """Louder."""
    calls.append((text,))
    return text.upper()


@remembered(2)
def _joined(before: str, text: str, *, after: str = "") -> str:
    calls.append((before, text, after))
    return before + text + after


@remembered(2)
def _counted(texts: tuple[str, ...]) -> int:
    calls.append(texts)
    return sum(map(len, texts))


class TestRemembered:
    """A function that is remembered answers as before."""

    def setup_method(self) -> None:
        calls.clear()

    def test_a_usual_text_is_worked_out_once(self) -> None:
        assert _shouted("a") is _shouted("a")
        assert _joined("a", "b", after="c") is _joined("a", "b", after="c")
        assert _counted(("a", "b")) == _counted(("a", "b")) == 2
        assert calls == [("a",), ("a", "b", "c"), ("a", "b")]

    def test_nothing_is_kept_of_a_long_text(self) -> None:
        """What is kept outlives the file: a service that reads hostile ones must not fill up."""
        long = "a" * (LONGEST + 1)

        for _ in range(2):
            assert _shouted(long) == long.upper()
            assert _joined("b", long) == f"b{long}"
            assert _joined("b", text=long) == f"b{long}"
            assert _joined("b", "c", after=long) == f"bc{long}"
            assert _counted(("b", long)) == LONGEST + 2

        assert calls == 2 * [(long,), ("b", long, ""), ("b", long, ""), ("b", "c", long), ("b", long)]

    def test_only_the_last_ones_are_kept(self) -> None:
        for text in "dedfed":
            _shouted(text)

        assert calls == [("d",), ("e",), ("f",), ("e",), ("d",)]

    def test_the_text_may_be_named(self) -> None:
        assert _shouted(text="g") == "G"
        assert _joined("a", text="b") == "ab"

    def test_no_other_cache_holds_texts(self, repository: Path) -> None:
        """Those that `lru_cache` keeps: what was measured before, and the letters of a column, which are numbered."""
        kept = {
            name
            for file in (repository / "src").rglob("*.py")
            for name in re.findall(r"@lru_cache\(.*\)\ndef (\w+)", file.read_text(encoding="utf-8"))
        }

        assert kept == {"_regular", "column_letters"}

    def test_it_is_still_called_what_it_was(self) -> None:
        assert _shouted.__name__ == "_shouted"
        assert _shouted.__doc__ == "Louder."
