"""What `convert --upgrade` says: which values are inferred and why, and what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gongkai_standard.catalogue import Entry
from gongkai_standard.cli.words import Language, say
from gongkai_standard.item_list import Item
from gongkai_standard.terms import terms_of
from gongkai_standard.upgrading import MARK, Upgraded


def upgrade_lines(upgraded: Upgraded, lang: Language) -> Iterator[str]:
    """One line for each member, value and reason, with how many there are; one for each member still open."""
    yield say("inferred", lang, count=len(upgraded.inferred), mark=MARK)
    counted = Counter((i.member, i.why if lang == "zh" else i.why_en) for i in upgraded.inferred)
    for (member, why), count in counted.most_common():
        yield "  " + say("inferred_member", lang, member=_word(member, lang), why=why, count=count)
    lacking = Counter(at.rpartition("/")[2] for at in upgraded.open)
    for member, count in lacking.most_common():
        yield say("still_open", lang, member=_word(member, lang), count=count)


def _word(member: str, lang: Language) -> str:
    return str(getattr((terms_of(Entry) | terms_of(Item))[member], lang))
