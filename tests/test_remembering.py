"""What is kept of texts: results of usual ones, nothing of those that only hostile or odd files hold."""

from __future__ import annotations

from gongkai_standard.remembering import LONGEST, remembered

calls: list[tuple[object, ...]] = []


@remembered(2)
def _shouted(text: str) -> str:
    """Louder."""
    calls.append((text,))
    return text.upper()


@remembered(2, at=1)
def _joined(before: str, text: str, *, after: str = "") -> str:
    calls.append((before, text, after))
    return before + text + after


class TestRemembered:
    """A function that is remembered answers as before."""

    def setup_method(self) -> None:
        calls.clear()

    def test_a_usual_text_is_worked_out_once(self) -> None:
        assert _shouted("a") is _shouted("a")
        assert _joined("a", "b", after="c") is _joined("a", "b", after="c")
        assert calls == [("a",), ("a", "b", "c")]

    def test_nothing_is_kept_of_a_long_text(self) -> None:
        """What is kept outlives the file: a service that reads hostile ones must not fill up."""
        long = "a" * (LONGEST + 1)

        for _ in range(2):
            assert _shouted(long) == long.upper()
            assert _joined("b", long) == f"b{long}"
            assert _joined(long, "b") == f"{long}b"

        assert calls == [(long,), ("b", long, ""), (long, "b", ""), (long,), ("b", long, "")]

    def test_only_the_last_ones_are_kept(self) -> None:
        for text in "dedfed":
            _shouted(text)

        assert calls == [("d",), ("e",), ("f",), ("e",), ("d",)]

    def test_the_text_may_be_named(self) -> None:
        assert _shouted(text="g") == "G"
        assert _joined("a", text="b") == "ab"

    def test_it_is_still_called_what_it_was(self) -> None:
        assert _shouted.__name__ == "_shouted"
        assert _shouted.__doc__ == "Louder."
