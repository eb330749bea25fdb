"""The conformance kit: right implementations pass, wrong ones of every kind are caught."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gongkai_standard.cli import main
from gongkai_standard.errors import GongkaiError
from gongkai_standard.publish.cases import Case, ImplementationStatement
from gongkai_standard.publish.validation import findings, is_valid
from gongkai_standard.rules.registry import RULES
from gongkai_standard.testing.kit.cases import ROLES, cases, core
from gongkai_standard.testing.kit.drive import answers, driving, question
from gongkai_standard.testing.kit.reference import answer, serve
from gongkai_standard.testing.kit.scoreboard import statement

Answer = dict[str, Any]


def asked(case: Case) -> Answer:
    return answer(json.dumps(question(case), ensure_ascii=False))


OURS = {case.id: asked(case) for case in cases()}
"""This library's answer to every case."""


def of(role: str) -> list[Case]:
    return [case for case in cases() if case.role == role]


def proved(change: Callable[[Case, Answer], Answer], among: list[Case] | None = None) -> ImplementationStatement:
    """The statement on an implementation that answers as we do, but changed."""
    return statement((case, change(case, OURS[case.id])) for case in (cases() if among is None else among))


def with_findings(change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> ImplementationStatement:
    """The statement on a validator whose findings are changed."""
    return proved(lambda _, ours: {**ours, "findings": change(ours["findings"])}, of("validator"))


class TestCases:
    """The cases are data that any language can read."""

    def test_ids_are_unique_and_say_the_class(self) -> None:
        assert len({case.id for case in cases()}) == len(cases())
        assert all(case.id.startswith(f"{case.role}/") and case.intent for case in cases())

    @pytest.mark.parametrize("role", ROLES)
    def test_every_class_has_required_cases(self, role: str) -> None:
        assert any(case.required for case in of(role))

    @pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
    def test_each_is_valid_by_the_schema_of_cases(self, case: Case) -> None:
        tree = {
            "gongkai": "1.0",
            "kind": "case",
            **{name: getattr(case, name) for name in ("id", "role", "required", "intent", "request", "expected")},
        }

        assert is_valid(tree, name="case", strict=True), list(findings(tree, name="case", strict=True))
        json.dumps(tree, allow_nan=False)

    def test_what_is_required_of_a_validator_names_rules(self) -> None:
        assert core() <= set(RULES)
        assert len(core()) >= 8

    @pytest.mark.parametrize("rule", sorted(core()))
    def test_a_rule_is_required_both_ways(self, rule: str) -> None:
        """Where some cases of it are left to the ambitious, others of each class remain."""
        asked = {case.id.split("/")[2] for case in of("validator") if case.required and f"/{rule}/" in case.id}

        assert asked == {"violating", "conforming", "inapplicable"}


class TestReference:
    """This library passes all of it."""

    @pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
    def test_every_case(self, case: Case) -> None:
        assert statement([(case, OURS[case.id])]).failures == ()

    def test_all_together_conform(self) -> None:
        made = proved(lambda _, ours: ours)

        assert made.conforms
        assert {role: score.required.total for role, score in made.roles.items()} == {
            role: sum(case.required for case in of(role)) for role in ROLES
        }

    @pytest.mark.parametrize("line", ["", "x", "[]", "1", "{}", '"id"'])
    def test_what_is_no_question_is_answered_with_an_error(self, line: str) -> None:
        (said,) = serve([line])

        assert json.loads(said)["error"]

    @pytest.mark.parametrize(
        "more", ["", ', "data": 1', ', "data": "e30=", "format": []', ', "format": "json", "data": "é"']
    )
    def test_a_question_of_another_shape_does_not_end_the_service(self, more: str) -> None:
        said = answer(f'{{"id": "a", "role": "reader"{more}}}')

        assert said["id"] == "a"
        assert said["error"]

    def test_a_class_that_nobody_knows_is_not_supported(self) -> None:
        assert answer('{"id": "a", "role": "dreamer"}') == {"id": "a", "unsupported": True}

    def test_what_cannot_be_read_is_told(self) -> None:
        assert "error" in answer('{"id": "a", "role": "reader", "format": "json", "data": "e30="}')


class TestBadValidators:
    """Always yes, always no, blind to places, one off, one rule short: none of them conforms."""

    def test_never_a_finding(self) -> None:
        made = with_findings(lambda _: [])

        assert not made.conforms

    def test_always_every_finding(self) -> None:
        made = with_findings(lambda told: [*told, *({"rule": rule, "at": ""} for rule in RULES)])

        assert not made.conforms

    def test_places_ignored(self) -> None:
        assert not with_findings(lambda told: [{**finding, "at": ""} for finding in told]).conforms

    def test_one_place_off(self) -> None:
        def shifted(told: list[dict[str, str]]) -> list[dict[str, str]]:
            return [
                {**f, "at": "/".join(str(int(p) + 1) if p.isdecimal() else p for p in f["at"].split("/"))} for f in told
            ]

        assert not with_findings(shifted).conforms

    @pytest.mark.parametrize("rule", RULES)
    def test_one_rule_missing(self, rule: str) -> None:
        made = with_findings(lambda told: [finding for finding in told if finding["rule"] != rule])

        assert {f.case.split("/")[1] for f in made.failures} == {rule}
        assert made.conforms == (rule not in core())

    @pytest.mark.parametrize("rule", RULES)
    def test_one_rule_that_speaks_too_often(self, rule: str) -> None:
        made = with_findings(lambda told: [*told, {"rule": rule, "at": "/title"}])

        assert {f.case.split("/")[1] for f in made.failures} == {rule}

    @pytest.mark.parametrize("rule", RULES)
    def test_one_rule_weakened(self, rule: str) -> None:
        """It says something whenever it should, but only once and of the whole document."""

        def weakened(told: list[dict[str, str]]) -> list[dict[str, str]]:
            others = [finding for finding in told if finding["rule"] != rule]
            return [*others, {"rule": rule, "at": "/"}] if len(others) < len(told) else told

        assert with_findings(weakened).failures


class TestOtherBadImplementations:
    """Readers that lose, writers that garble, differs and mergers that make things up."""

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize(
        "said",
        [{}, {"error": "no"}, {"document": {}}, {"findings": 1}, {"data": "?"}, {"adjustment": {}}, {"conflicts": 0}],
    )
    def test_nonsense_is_a_failure_and_never_a_crash(self, role: str, said: Answer) -> None:
        assert not proved(lambda *_: said, of(role)).conforms

    def test_a_reader_that_drops_what_nobody_declared(self) -> None:
        def dropping(_: Case, ours: Answer) -> Answer:
            return {"document": {name: v for name, v in ours["document"].items() if not name.startswith("x-")}}

        assert not proved(dropping, of("reader")).conforms

    def test_a_reader_that_drops_rows(self) -> None:
        def dropping(_: Case, ours: Answer) -> Answer:
            return {"document": {n: v[:-1] if isinstance(v, list) else v for n, v in ours["document"].items()}}

        assert not proved(dropping, of("reader")).conforms

    def test_a_writer_that_answers_with_another_document(self) -> None:
        first = OURS[of("writer")[0].id]

        assert not proved(lambda *_: first, of("writer")).conforms

    @pytest.mark.parametrize("side", ["base", "ours", "theirs"])
    def test_a_merger_that_always_takes_one_side(self, side: str) -> None:
        made = proved(lambda case, ours: {**ours, "document": case.request[side]}, of("merger"))

        assert not made.conforms

    def test_a_merger_that_never_sees_a_conflict(self) -> None:
        assert not proved(lambda _, ours: {**ours, "conflicts": []}, of("merger")).conforms

    def test_what_is_not_supported_is_not_claimed(self) -> None:
        made = proved(lambda case, ours: {"unsupported": True} if case.role != "reader" else ours)

        assert made.conforms
        assert [role for role, score in made.roles.items() if score.claimed] == ["reader"]

    def test_claiming_nothing_is_no_conformance(self) -> None:
        assert not proved(lambda *_: {"unsupported": True}).conforms

    def test_a_claimed_class_cannot_leave_required_cases_out(self) -> None:
        lazy = of("reader")[0].id

        assert not proved(lambda case, ours: ours if case.id == lazy else {"unsupported": True}, of("reader")).conforms


def implementation(folder: Path, body: str) -> str:
    """The command of a small implementation: `body` answers `question`."""
    script = folder / "implementation.py"
    lines = ("import json, sys, time", "for line in sys.stdin:", "    question = json.loads(line)", f"    {body}")
    script.write_text("\n".join((*lines, "    sys.stdout.flush()", "")), encoding="utf-8")
    return f"{sys.executable} {script}"


class TestDriving:
    """Any executable can be driven; whatever it does, the kit goes on."""

    @pytest.mark.parametrize(
        ("body", "why"),
        [
            ("print('hello')", "not JSON"),
            ("print('[]')", "not a JSON object"),
            ("print('{}')", "answers None"),
            ("sys.exit(3)", "ended without an answer"),
            ("time.sleep(60)", "no answer within"),
            ("sys.stdout.buffer.write(bytes([255, 10]))", "ended without an answer"),
        ],
    )
    def test_misbehaviour_is_a_failed_case(self, tmp_path: Path, body: str, why: str) -> None:
        with driving(implementation(tmp_path, body), patience=0.5 if "sleep" in body else 20) as ask:
            made = statement(answers(ask, of("writer")))

        assert not made.conforms
        assert all(why in failure.why or "does not listen" in failure.why for failure in made.failures)
        assert why in made.failures[0].why

    def test_what_cannot_be_started_is_told(self) -> None:
        with pytest.raises(GongkaiError, match="no-such-program"), driving("no-such-program"):
            pass

    def test_the_command_gives_a_scoreboard_and_an_exit_code(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        command = f"{sys.executable} -m gongkai_standard.cli serve-conformance"

        assert main(["conformance", "--command", command, "--role", "reader", "--role", "writer"]) == 0
        assert "reader：符合" in capsys.readouterr().out
        mute = implementation(tmp_path, "print(json.dumps({'id': question['id'], 'findings': []}))")
        assert main(["conformance", "--command", mute, "--role", "validator", "--lang", "en"]) == 1
        assert "validator: does not conform" in capsys.readouterr().out
        assert main(["conformance", "--command", "no-such-program"]) == 2

    def test_the_statement_is_published_under_a_schema(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        mute = implementation(tmp_path, "print(json.dumps({'id': question['id'], 'unsupported': True}))")

        assert main(["conformance", "--command", mute, "--role", "reader", "--format", "json"]) == 1
        tree = json.loads(capsys.readouterr().out)
        assert is_valid(tree, name="implementation-statement", strict=True)
