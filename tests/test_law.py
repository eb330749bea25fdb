"""法律依据与日期: the regulation of 2007 or of 2019, and the stricter of two rules on time limits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_standard import law, legal_basis
from gongkai_standard.codelists import code_list
from gongkai_standard.law import PART_OF, Subject, article_in_force, cited_edition, maxima, maximum, regulation_on
from gongkai_standard.legal_basis import LegalBasis

NOTICE = date(2017, 8, 30)
REVISED = date(2019, 5, 15)
each_subject = pytest.mark.parametrize("subject", PART_OF)


class TestEditions:
    """中华人民共和国政府信息公开条例, 国务院令第492号 and 第711号."""

    @pytest.mark.parametrize(
        ("day", "order"),
        [
            (date(2008, 4, 30), None),
            (date(2008, 5, 1), "492"),
            (NOTICE, "492"),
            (REVISED - timedelta(1), "492"),
            (REVISED, "711"),
            (date(2099, 1, 1), "711"),
        ],
    )
    def test_by_day(self, day: date, order: str | None) -> None:
        """One text at a time, from its first day on."""
        found = regulation_on(day)
        assert (found and found.order) == order

    @given(st.dates(date(2008, 5, 1), date(2100, 1, 1)))
    def test_exactly_one_is_in_force(self, day: date) -> None:
        """No gap and no overlap."""
        assert sum(edition.in_force(day) for edition in law.editions()) == 1

    def test_rows_carry_their_certainty(self) -> None:
        """A code of the list `certainty`, as every row of the package does."""
        marks = code_list("certainty")
        certainties = {
            *(edition.certainty for edition in law.editions()),
            *(article.certainty for article in law.articles().values()),
            *(rule.certainty for subject in PART_OF for rule in maxima(subject, REVISED)),
        }
        assert all(certainty in marks for certainty in certainties)

    def test_articles_belong_to_their_edition(self) -> None:
        """None is beyond the last article, and each edition has one on the time limit of disclosure."""
        by_edition = {edition.edition: edition for edition in law.editions()}
        assert all(1 <= a.article <= by_edition[a.edition].articles for a in law.articles().values())
        deadlines = {a.edition: a.article for a in law.articles().values() if a.subject == "deadline"}
        assert deadlines == {"2007": 18, "2019": 26}


class TestMaxima:
    """20 working days unless a law says otherwise; 7 for permits and penalties; 3 for interpretations."""

    @pytest.mark.parametrize(
        ("subject", "day", "days"),
        [
            ("information", date(2008, 4, 30), None),
            ("information", NOTICE, 20),
            ("information", REVISED, 20),
            ("permit_or_penalty", date(2016, 5, 29), 20),
            ("permit_or_penalty", date(2016, 5, 30), 7),
            ("enforcement_decision", date(2018, 12, 5), 20),
            ("interpretation", NOTICE, 3),
            ("random_inspection", NOTICE, 20),
        ],
    )
    def test_strictest(self, subject: Subject, day: date, days: int | None) -> None:
        """What binds on a day."""
        found = maximum(subject, day)
        assert (found and found.days) == days

    def test_both_rules_are_named(self) -> None:
        """7 and 20 working days for a penalty at the date of the notice."""
        assert [(rule.days, rule.citation) for rule in maxima("permit_or_penalty", NOTICE)] == [
            (7, "国发〔2016〕33号"),
            (20, "国务院令第492号第十八条"),
        ]

    def test_the_article_changes_with_the_text(self) -> None:
        """第十八条 of 2007 is 第二十六条 of 2019; without a date the text in force today counts."""
        citations = [rule.citation for day in (NOTICE, REVISED, None) if (rule := maximum("information", day))]
        assert citations == ["国务院令第492号第十八条", "国务院令第711号第二十六条", "国务院令第711号第二十六条"]

    @each_subject
    @given(day=st.dates(date(2008, 5, 1), date(2100, 1, 1)))
    def test_a_narrower_subject_is_never_looser(self, subject: Subject, day: date) -> None:
        """What binds the wider subject binds the narrower one."""
        wide = set(maxima("information", day))
        assert wide <= set(maxima(subject, day))
        rules = [rule.days for rule in maxima(subject, day)]
        assert rules == sorted(rules)


class TestCitations:
    """A citation of the regulation, judged by the law of a day."""

    @pytest.mark.parametrize(
        ("text", "in_2018", "in_2020"),
        [
            ("《中华人民共和国政府信息公开条例》(国务院令第492号)第十八条", "in_force", "superseded"),
            ("《中华人民共和国政府信息公开条例》(国务院令第711号)第二十六条", "not_yet", "in_force"),
            ("《政府信息公开条例》(2019年修订)第二十六条", "not_yet", "in_force"),
            ("《政府信息公开条例》(2007年)第十八条", "in_force", "in_force"),
            ("《政府信息公开条例》第十八条", "in_force", "in_force"),
            ("《政府信息公开条例》第二十六条", "other_edition", "in_force"),
            ("《政府信息公开条例》第五十条", "no_such_article", "in_force"),
            ("《政府信息公开条例》第六十条", "no_such_article", "no_such_article"),
            ("《政府信息公开条例》(国务院令第492号)第五十条", "no_such_article", "superseded"),
            ("《政府信息公开条例》", "in_force", "in_force"),
            ("《河南省政府信息公开规定》第六十条", None, None),
            ("《政府信息公开条例实施细则》第六十条", None, None),
            ("《社会救助暂行办法》(国务院令第649号)第二十六条", None, None),
            ("《政府信息公开条例》(国务院令第499号)", None, None),
            ("相关政策文件", None, None),
        ],
    )
    def test_by_day(self, text: str, in_2018: str | None, in_2020: str | None) -> None:
        """Of any other text nothing is said."""
        (basis,) = legal_basis.parse(text)
        for year, verdict in ((2018, in_2018), (2020, in_2020)):
            found = article_in_force(basis, date(year, 6, 1))
            assert (found and found.verdict) == verdict

    def test_before_the_first_text(self) -> None:
        """A citation without a number comes too early."""
        found = article_in_force(LegalBasis(title="政府信息公开条例"), date(2008, 4, 30))
        assert found
        assert (found.verdict, found.meant) == ("not_yet", None)

    def test_by_the_number_alone(self) -> None:
        """Without a title the order's number names the text; an order of another body does not."""
        assert (found := cited_edition(LegalBasis(text="国令第492号"))) is not None
        assert found.edition == "2007"
        assert cited_edition(LegalBasis(number="财政部令第492号")) is None

    def test_the_other_text_is_named(self) -> None:
        """What was meant is part of the answer."""
        found = article_in_force(LegalBasis(title="政府信息公开条例", article="第二十六条"), NOTICE)
        assert found
        assert found.article == 26
        assert found.meant
        assert found.meant.order == "711"
