"""What stands around the algebra: links, judgements, suggestions, notices, patches, records, bytes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonpatch
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

from gongkai_standard.adjust.apply import apply
from gongkai_standard.adjust.delta import AdjustmentError
from gongkai_standard.adjust.diff import diff
from gongkai_standard.adjust.links import Link, links_from
from gongkai_standard.adjust.notice import notice
from gongkai_standard.adjust.patch import json_patch
from gongkai_standard.adjust.raw import diff_json
from gongkai_standard.adjust.records import reconcile
from gongkai_standard.adjust.suggest import suggest
from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.codecs import dumps, loads
from gongkai_standard.codecs.structure import structure, unstructure
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.legal_basis import LegalBasis
from gongkai_standard.testing.histories import histories
from gongkai_standard.testing.strategies import catalogues

slow = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def catalogue(*entries: dict[str, Any], **members: Any) -> Document:
    return structure({"kind": "catalogue", "entries": list(entries), **members})


def item_list(*items: dict[str, Any], **members: Any) -> Document:
    return structure({"kind": "item_list", "items": list(items), **members})


def only(old: Document, new: Document, **options: Any) -> Change:
    """The one change between two documents."""
    (change,) = diff(old, new, **options).changes
    return change


class TestIdentity:
    """Matched by id, then by key, then not at all; renames are suggested."""

    def test_an_id_holds_whatever_else_changes(self) -> None:
        change = only(item_list({"id": "a", "name": "甲", "domain": "health"}), item_list({"id": "a", "name": "乙"}))

        assert (change.kind, change.at) == ("changed", "/items/a")

    def test_a_new_id_with_the_old_key_is_the_same_row(self) -> None:
        change = only(item_list({"id": "a", "name": "养老 服务"}), item_list({"id": "b", "name": "养老服务"}))

        assert (change.at, change.becomes, change.weight) == ("/items/a", "b", "breaking")

    def test_rows_without_ids_go_by_their_key(self) -> None:
        row = {"domain": "health", "level_one": "行政许可", "stage": "guide"}

        change = only(catalogue(row), catalogue({**row, "extent": "full"}))

        assert change.at == "/entries/health·行政许可·guide"

    def test_a_document_in_a_compendium_is_known_by_its_rows_when_its_title_changed(self) -> None:
        old, new = (
            structure({"kind": "compendium", "catalogues": [{"title": title, "entries": [{"id": "a"}, *more]}]})
            for title, more in (("甲", []), ("乙", [{"id": "b"}]))
        )

        head, added = diff(old, new).changes

        assert (head.at, head.becomes, head.old) == ("/catalogues/甲", "乙", {"/title": "甲"})
        assert (added.kind, added.at) == ("added", "/catalogues/甲/entries/b")
        assert isinstance(apply(diff(old, new), old), Compendium)

    def test_a_rename_is_suggested_and_never_applied(self) -> None:
        old = item_list({"id": "a", "name": "新型职业农民培育补贴"}, {"id": "x", "name": "户籍"})
        new = item_list({"id": "b", "name": "高素质农民培育补贴"}, {"id": "x", "name": "户籍"})
        adjustment = diff(old, new)

        (suggestion,) = suggest(adjustment, cutoff=60)

        assert {change.kind for change in adjustment.changes} == {"added", "cancelled"}
        assert suggestion.score > 60
        assert "新型职业农民培育补贴" in suggestion.reason
        assert "alike" in suggestion.reason_en
        assert only(old, new, links=[suggestion.link()]).kind == "renamed"

    def test_rows_without_ids_cannot_be_linked(self) -> None:
        (suggestion,) = suggest(diff(item_list({"name": "农民培育"}), item_list({"name": "农民培育班"})))

        with pytest.raises(ValueError, match="ids"):
            suggestion.link()


class TestLinks:
    """Split, merger, transfer, delegation and change of division are told, never guessed."""

    def test_a_split_names_both_sides(self) -> None:
        link = Link(kind="split", from_=("a",), to=("b", "c"), cause="reorganisation")

        changes = diff(item_list({"id": "a"}), item_list({"id": "b"}, {"id": "c"}), links=[link]).changes

        assert {change.kind for change in changes} == {"split"}
        assert {change.cause for change in changes} == {"reorganisation"}
        assert {change.at: (change.replaces, change.replaced_by) for change in changes} == {
            "/items/a": ((), ("b", "c")),
            "/items/b": (("a",), ()),
            "/items/c": (("a",), ()),
        }

    def test_a_merger_into_one_that_stays(self) -> None:
        link = Link(kind="merged", from_=("a", "b"), to=("a",))

        kept, gone = diff(
            item_list({"id": "a", "name": "甲"}, {"id": "b"}), item_list({"id": "a", "name": "甲乙"}), links=[link]
        ).changes

        assert (kept.kind, kept.replaces) == ("merged", ("b",))
        assert (gone.kind, gone.replaced_by) == ("merged", ("a",))

    def test_a_row_keeps_its_history_under_a_new_id(self) -> None:
        old, new = item_list({"id": "a", "name": "甲"}), item_list({"id": "b", "name": "乙"}, {"id": "a"})

        changes = diff(old, new, links=[Link(kind="renamed", from_=("a",), to=("b",))]).changes

        assert [(c.kind, c.at, c.becomes) for c in changes] == [
            ("renamed", "/items/a", "b"),
            ("added", "/items/a", None),
        ]
        assert apply(diff(old, new, links=[Link(kind="renamed", from_=("a",), to=("b",))]), old) == new

    def test_a_change_of_division_explains_the_head(self) -> None:
        old, new = (item_list(publisher={"name": name}) for name in ("长垣县", "长垣市"))
        link = Link(kind="renamed", from_=("长垣县",), to=("长垣市",), cause="division_change")

        change = only(old, new, links=[link])

        assert (change.kind, change.cause, change.at) == ("renamed", "division_change", "")

    def test_a_link_of_the_item_explains_its_entries(self) -> None:
        old = catalogue({"id": "e", "item_id": "i", "content": ["x"]}, {"id": "f", "item_id": "i"})
        new = catalogue({"id": "e", "item_id": "i", "responsible_body": ["医疗保障局"], "content": ["x", "y"]})
        link = Link(kind="transferred", from_=("i",), to=("i",), cause="reorganisation", reason="划转")

        changed, gone = diff(old, new, links=[link]).changes

        assert (changed.kind, changed.cause, changed.reason) == ("transferred", "reorganisation", "划转")
        assert (gone.kind, gone.cause) == ("cancelled", "reorganisation")

    def test_an_item_that_was_split_tells_of_its_entries(self) -> None:
        old = catalogue({"id": "e", "item_id": "i"})
        new = catalogue({"id": "f", "item_id": "j"}, {"id": "g", "item_id": "k"})
        link = Link(kind="split", from_=("i",), to=("j", "k"))

        changes = diff(old, new, links=[link]).changes

        assert {change.kind for change in changes} == {"split"}
        assert [(change.replaces, change.replaced_by) for change in changes] == [
            ((), ("j", "k")),
            (("i",), ()),
            (("i",), ()),
        ]

    @pytest.mark.parametrize(
        ("links", "places"),
        [
            ([("a", "c"), ("a", "d")], ["/links/1/from"]),
            ([("a", "c"), ("b", "c")], ["/links/1/to"]),
        ],
    )
    def test_two_links_of_one_id_contradict_each_other(self, links: list[tuple[str, str]], places: list[str]) -> None:
        old, new = item_list({"id": "a"}, {"id": "b"}), item_list({"id": "c"}, {"id": "d"})

        with pytest.raises(AdjustmentError) as caught:
            diff(old, new, links=[Link(kind="renamed", from_=(was,), to=(now,)) for was, now in links])

        assert [problem.place for problem in caught.value.problems] == places

    def test_a_missing_target_is_an_error(self) -> None:
        link = Link(kind="renamed", from_=("nobody",), to=("nowhere",))

        with pytest.raises(AdjustmentError) as caught:
            diff(item_list({"id": "a"}), item_list({"id": "b"}), links=[link])

        assert [p.place for p in caught.value.problems] == ["/links/0/from", "/links/0/to"]

    def test_a_file_of_links_is_checked_row_by_row(self) -> None:
        with pytest.raises(AdjustmentError) as caught:
            links_from({"links": [{"kind": "renamed", "from": ["a"], "to": ["b"]}, {"kind": "eaten"}, 3]})

        assert [p.place for p in caught.value.problems] == ["/links/1", "/links/2"]

    @pytest.mark.parametrize("tree", [None, [], {"links": {}}])
    def test_what_holds_no_links_is_refused(self, tree: object) -> None:
        with pytest.raises(AdjustmentError, match="links"):
            links_from(tree)


class TestJudgement:
    """Breaking, substantive, editorial; a longer term or a narrower extent is a regression."""

    @pytest.mark.parametrize(
        ("old", "new", "weight", "regressions"),
        [
            ({"extent": "full"}, {"extent": "partial"}, "breaking", ["/extent"]),
            ({"extent": "partial"}, {"extent": "full"}, "substantive", []),
            ({"content": ["甲", "乙"]}, {"content": ["甲"]}, "breaking", ["/content/乙"]),
            ({"content": ["甲"]}, {"content": ["甲和乙"]}, "substantive", []),
            ({"levels": ["county", "township"]}, {"levels": ["county"]}, "breaking", ["/levels/township"]),
            ({"mode": ["proactive"]}, {"mode": ["on_request"]}, "breaking", ["/mode/proactive"]),
            ({"note": "甲"}, {"note": "乙"}, "editorial", []),
            ({"level_one": "养老 服务"}, {"level_one": "养老服务"}, "editorial", []),
            ({"level_one": "养老服务"}, {"level_one": "养老"}, "substantive", []),
            ({"disclosure": "service"}, {"disclosure": "result"}, "breaking", []),
            ({}, {"exemption": {"ground": "state_secret"}}, "breaking", ["/exemption"]),
            (
                {"channels": [{"code": "notice_board", "obligation": "required"}]},
                {"channels": [{"code": "notice_board", "obligation": "optional"}]},
                "breaking",
                ["/channels/notice_board/obligation"],
            ),
            ({"channels": [{"code": "other", "obligation": "not_chosen"}]}, {}, "substantive", []),
            ({"audience": [{"code": "applicant"}]}, {"audience": [{"code": "whole_society"}]}, "substantive", []),
            (
                {"time_limits": [{"text": "t", "kind": "within", "quantity": 5, "unit": "month"}]},
                {"time_limits": [{"text": "t", "kind": "within", "quantity": 6, "unit": "month"}]},
                "breaking",
                ["/time_limits/t/quantity"],
            ),
            (
                {"time_limits": [{"text": "七", "kind": "within", "quantity": 7, "unit": "working_day"}]},
                {"time_limits": [{"text": "五", "kind": "within", "quantity": 5, "unit": "working_day"}]},
                "substantive",
                [],
            ),
            (
                {"time_limits": [{"text": "五", "kind": "within", "quantity": 5, "unit": "working_day"}]},
                {"time_limits": [{"text": "七", "kind": "within", "quantity": 7, "unit": "working_day"}]},
                "breaking",
                ["/time_limits/五"],
            ),
        ],
    )
    def test_of_an_entry(self, old: Any, new: Any, weight: str, regressions: list[str]) -> None:
        change = only(catalogue({"id": "a", **old}), catalogue({"id": "a", **new}))

        assert (change.weight, list(change.regressions)) == (weight, regressions)

    @pytest.mark.parametrize(
        ("old", "new", "kind"),
        [
            ({"name": "甲"}, {"name": "乙"}, "renamed"),
            ({"responsible_department": "农业局"}, {"responsible_department": "农业农村局"}, "transferred"),
            ({"status": "in_force"}, {"status": "suspended"}, "suspended"),
            ({"status": "suspended"}, {"status": "in_force"}, "resumed"),
            ({"status": "in_force"}, {"status": "cancelled"}, "cancelled"),
            ({"status": "in_force"}, {"status": "draft"}, "changed"),
            ({"name": "甲", "status": "draft"}, {"name": "乙"}, "changed"),
            ({}, {"status": {}}, "changed"),
            ({"status": []}, {"status": {"x": 1}}, "changed"),
        ],
    )
    def test_the_kind_follows_from_what_is_touched(self, old: Any, new: Any, kind: str) -> None:
        assert only(item_list({"id": "a", **old}), item_list({"id": "a", **new})).kind == kind

    def test_a_row_that_went_breaks_what_others_rely_on(self) -> None:
        gone = only(item_list({"id": "a"}), item_list())

        assert (gone.kind, gone.weight, gone.regressions) == ("cancelled", "breaking", ("",))

    def test_a_slower_promise_is_a_regression(self) -> None:
        old, new = (structure({"kind": "guide", "promised_days": days}) for days in (5, 7))

        assert only(old, new).regressions == ("/promised_days",)

    def test_an_ended_item_is_a_regression(self) -> None:
        change = only(item_list({"id": "a"}), item_list({"id": "a", "status": "suspended"}))

        assert change.regressions == ("/status",)


class TestApplyElsewhere:
    """An adjustment fits only the document that it was made of."""

    @pytest.mark.parametrize(
        "other",
        [
            item_list(),
            item_list({"id": "b"}, {"id": "a", "name": "甲"}),
            item_list({"id": "a", "name": "丙"}, {"id": "b"}),
        ],
    )
    def test_every_place_that_differs_is_named(self, other: Document) -> None:
        adjustment = diff(
            item_list({"id": "a", "name": "甲"}, {"id": "b"}), item_list({"id": "b"}, {"id": "a", "name": "乙"}, {})
        )

        with pytest.raises(AdjustmentError, match="made of another document"):
            apply(adjustment, other)

    def test_another_kind_is_refused(self) -> None:
        with pytest.raises(AdjustmentError, match="not of a catalogue"):
            apply(diff(item_list(), item_list(title="t")), catalogue())

    @pytest.mark.parametrize(
        "change",
        [
            {"item_id": "a", "kind": "added"},
            {"at": "items"},
            {"at": "/items"},
            {"at": "/items/a/name"},
            {"at": "/strange/a"},
            {"at": "/items/a", "old": {"/strange/x": 1}},
            {"at": "/items/a", "old": {"/name/x": 1}},
            {"at": "/items/a", "old": {"name": 1}},
            {"at": "/items/a", "old": {"/sources/x/list/y": 1}},
            {"at": "/items/a", "new": {"": {}}},
            {"at": "/items/a", "new": {"": {}}, "new_places": {"": True}},
            {"at": "/items/a", "new_places": {"/name": 1}},
            {"at": "/items/a", "old_places": {"": 0}, "new_places": {"": 9}},
            {"at": "/items/b", "new": {"": 3}, "new_places": {"": 0}},
            {"at": "/items/b", "new": {"": {}}, "new_places": {"": 7}},
            {"at": "/items/a", "old": {"/exemption/ground": "x"}},
            {"at": "/items/a", "old": 3},
            {"at": "/items/a", "becomes": ["b"]},
        ],
    )
    def test_a_change_that_fits_no_place_is_refused(self, change: dict[str, Any]) -> None:
        adjustment = structure({"kind": "adjustment", "subject": "item_list", "changes": [change]})
        assert isinstance(adjustment, Adjustment)

        with pytest.raises(AdjustmentError):
            apply(adjustment, item_list({"id": "a"}))

    def test_changes_that_are_no_list_are_refused(self) -> None:
        adjustment = structure({"kind": "adjustment", "subject": "item_list", "changes": "x"})
        assert isinstance(adjustment, Adjustment)

        with pytest.raises(AdjustmentError, match="must be a list"):
            apply(adjustment, item_list())

    def test_a_misfit_element_is_refused(self) -> None:
        change = {"at": "/entries/a", "new": {"/content/x": 3}, "new_places": {"/content/x": 0}}
        adjustment = structure({"kind": "adjustment", "changes": [change]})
        assert isinstance(adjustment, Adjustment)

        with pytest.raises(AdjustmentError, match="an element of the list"):
            apply(adjustment, catalogue({"id": "a"}))


class TestPatch:
    """JSON Patch (RFC 6902) on request."""

    @slow
    @given(histories(length=2))
    def test_another_implementation_comes_to_the_same_document(self, history: tuple[Document, ...]) -> None:
        old, new = history
        patch = json_patch(diff(old, new), old)

        patched = jsonpatch.apply_patch(unstructure(old), json.loads(json.dumps(patch)))

        assert structure(patched) == new

    def test_the_head_says_what_its_writer_says(self) -> None:
        plain, newer = catalogue(), catalogue(gongkai="1.1")

        for old, new in ((plain, newer), (newer, plain)):
            assert jsonpatch.apply_patch(unstructure(old), json_patch(diff(old, new), old)) == unstructure(new)

    def test_a_moved_row_is_a_move(self) -> None:
        old, new = (catalogue(*({"id": id_} for id_ in ids)) for ids in ("abcd", "bcda"))

        assert json_patch(diff(old, new), old) == [{"op": "move", "from": "/entries/0", "path": "/entries/3"}]


class TestBytes:
    """Two files are compared without reading what is the same in both."""

    @slow
    @given(histories(length=2, of=catalogues(unknown=False, max_size=4)))
    def test_the_difference_is_that_of_the_documents(self, history: tuple[Document, ...]) -> None:
        old, new = history

        assert diff_json(dumps(old), dumps(new)) == diff(old, new)

    def test_rows_with_ids_are_read_only_where_they_differ(self) -> None:
        rows = [{"id": f"e{i}", "level_one": f"第{i}项"} for i in range(9)]
        old = catalogue(*rows, title="t")
        new = catalogue(rows[4], *rows[:4], *rows[5:8], {"id": "n"}, {**rows[8], "note": "x"}, title="u")

        assert diff_json(dumps(old), dumps(new)) == diff(old, new)

    @pytest.mark.parametrize(
        "text",
        [
            '{"kind":"catalogue","entries":[{"id":"a"},{"id":"a"}]}',
            '{"kind":"catalogue","entries":[{"id":"a"},{"note":"x"}]}',
            '{"kind":"catalogue","entries":[{"id":"a"},3]}',
            '{"kind":"catalogue","entries":"x"}',
            '{"kind":"catalogue"}',
            '{"kind":"guide","title":"t"}',
            '{"kind":"catalogue","entries":[{"id":"a","entries":[]}]}',
            '{"kind":"catalogue","not_applicable":[{"id":"a"}],"entries":[{"id":"a"}]}',
            '{"x":{"kind":"item_list"},"items":[{"id":"a"}],"kind":"catalogue","entries":[{"id":"a"}]}',
        ],
    )
    def test_other_files_are_read_whole(self, text: str) -> None:
        other = text.replace('"id":"a"', '"id":"b"').replace('"t"', '"u"').encode()
        old, new = loads(text.encode(), format="json"), loads(other, format="json")

        assert diff_json(text.encode(), other) == diff(old, new)


class TestNotice:
    """What 公告 would say."""

    def test_every_kind_has_its_section_and_ground(self) -> None:
        old = catalogue(
            {"id": "a", "level_one": "甲", "extent": "full"}, {"id": "b", "level_one": "乙"}, {"id": "c"}, {"id": "d"}
        )
        new = catalogue(
            {"id": "n", "level_one": "新"},
            {"id": "a", "level_one": "甲", "extent": "partial", "content": ["x", "y"]},
            {"id": "d"},
            {"id": "c"},
            title="目录",
            edition={"effective": "2019-04-01"},
        )
        adjustment = diff(
            old,
            new,
            cause="law_changed",
            basis=[LegalBasis(title="信息公开条例")],
            date=date(2019, 5, 15),
        )

        text, english = notice(adjustment), notice(adjustment, lang="en")

        assert text.splitlines()[0] == "关于调整《目录》的公告"
        for words in ("新增（1 项）", "取消（1 项）", "变更（1 项）", "【公开要求降低】", "另有 1 项仅调整排列位置"):
            assert words in text
        assert "公开程度由“全部公开”改为“部分公开”" in text
        assert "（原因：法律法规立改废；依据：信息公开条例；自2019-05-15起）" in text
        for words in ("Added (1)", "extent: “Full” → “Partial”", "[less open than before]", "content added: “x”"):
            assert words in english
        assert "in force from 2019-04-01" in english

    def test_links_and_drops_are_told(self) -> None:
        link = Link(kind="merged", from_=("a", "b"), to=("a",), reason="合并办理")
        old = item_list({"id": "a", "name": "甲", "scope_note": "s", "major_decision": True}, {"id": "b", "name": "乙"})
        new = item_list({"id": "a", "name": "甲", "extra": {"电话": "1"}, "sources": [{"list": "power_list"}]})
        adjustment = diff(old, new, links=[link])

        text, english = notice(adjustment), notice(adjustment, lang="en")

        assert "取消范围说明“s”" in text
        assert "增加电话“1”" in text
        assert "取消重大行政决策“是”" in text
        assert "由“乙”而来" in text
        assert "乙：并入“甲”（" in text
        assert "made of “乙”" in english
        assert "乙: merged into “甲” (" in english
        assert "说明：合并办理" in text
        assert "scope note dropped: “s”" in english
        assert text.startswith("关于调整《事项清单》的公告\n\n本单位对事项清单作如下调整，共 2 项：")
        assert english.startswith("Notice of changes to “item list”")

    def test_it_closes_with_unit_and_day(self) -> None:
        head = {"publisher": {"name": "长垣市"}, "edition": {"issued": "2019-03-01"}}
        adjustment = diff(item_list({"id": "a"}), item_list(**head))

        assert notice(adjustment).endswith("\n\n特此公告。\n\n长垣市\n2019年3月1日\n")
        assert notice(adjustment, lang="en").endswith("\n\n长垣市\n2019-03-01\n")

    def test_a_row_that_was_split_is_not_called_less_open(self) -> None:
        link = Link(kind="split", from_=("a",), to=("b", "gone#1"))
        old, new = item_list({"id": "a", "name": "甲"}), item_list({"id": "b", "name": "乙"}, {"id": "gone#1"})

        text = notice(diff(old, new, links=[link]))

        assert "甲：拆分为“乙”、“gone#1”\n" in text
        assert "【公开要求降低】" not in text

    def test_undeclared_members_and_unknown_codes_are_shown_as_they_are(self) -> None:
        old = catalogue({"id": "a", "x": 1, "domain": "x-local:tourism", "exemption": {"ground": "state_secret"}})
        new = catalogue({"id": "a", "x": [True, {"y": 2}], "exemption": {"ground": "no_such_code"}})

        text = notice(diff(old, new))

        assert "x由“1”改为“是、2”" in text
        assert "取消领域“x-local:tourism”" in text
        assert "由“国家秘密”改为“no_such_code”" in text


class TestRecords:
    """GK-DYN-001: what was recorded beside what changed in fact."""

    OLD = item_list({"id": "a", "name": "甲"}, {"id": "b"})
    NEW = item_list({"id": "a", "name": "乙"}, {"id": "c"})

    def record(self, *changes: dict[str, Any]) -> Adjustment:
        made = structure({"kind": "adjustment", "changes": list(changes)})
        assert isinstance(made, Adjustment)
        return made

    def test_a_full_record_agrees(self) -> None:
        ground = {"cause": "law_changed", "basis": [{"text": "《条例》"}]}
        record = self.record(
            {"item_id": "a", "kind": "changed", **ground},
            {"item_id": "b", "kind": "cancelled", **ground},
            {"item_id": "c", "kind": "added", **ground},
        )

        assert reconcile([record], diff(self.OLD, self.NEW)).agrees

    def test_a_compendium_needs_no_record_of_its_records(self) -> None:
        ground = {"cause": "law_changed", "basis": [{"text": "《条例》"}]}
        record = {"kind": "adjustment", "to": "2", "changes": [{"item_id": "a", "kind": "renamed", **ground}]}
        old, new = (
            structure(
                {
                    "kind": "compendium",
                    "edition": {"version": version},
                    "adjustments": records,
                    "contacts": [{"role": "lead", "name": version}],
                    "item_lists": [
                        {"title": "清单", "edition": {"version": version}, "items": [{"id": "a", "name": name}]}
                    ],
                    "catalogues": catalogues,
                }
            )
            for version, name, records, catalogues in (
                ("1", "甲", [], []),
                ("2", "乙", [record], [{"title": "目录"}]),
            )
        )
        assert isinstance(new, Compendium)

        compared = reconcile(new.adjustments, diff(old, new))

        assert [change.at for change in compared.unrecorded] == ["/catalogues/目录"]
        assert compared.unfounded == ()

    def test_what_is_missing_on_either_side_is_told(self) -> None:
        record = self.record(
            {"item_id": "a", "kind": "cancelled", "cause": "whim"}, {"item_id": "z", "kind": "added"}, {"item_id": "b"}
        )

        found = reconcile([record], diff(self.OLD, self.NEW))

        assert [change.item_id for change in found.unrecorded] == ["a", "c"]
        assert [change.item_id for change in found.unfounded] == ["a", "z"]
        assert [change.item_id for change in found.without_cause] == ["a", "z", "b"]
        assert len(found.without_basis) == 3
        assert not found.agrees


def test_a_document_may_be_adjusted_by_its_own_record() -> None:
    """An adjustment is a document like the others: two of them can be compared."""
    one = diff(item_list({"id": "a"}), item_list({"id": "b"}))
    other = evolve(one, title="第二稿")

    assert apply(diff(one, other), one) == other
