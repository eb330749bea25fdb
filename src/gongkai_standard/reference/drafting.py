"""以参考清单为底稿 — the rows of a reference list as entries and items to start from.

What the list does not know (basis, mode, audience, levels; power type, department, sources) is left for the unit.
"""

from __future__ import annotations

from gongkai_standard import responsible_body, time_limit
from gongkai_standard.catalogue import Entry
from gongkai_standard.channel import Channel
from gongkai_standard.codelists import code_list
from gongkai_standard.item_list import Item
from gongkai_standard.reference import ReferenceItem, ReferenceList


def draft_entries(listed: ReferenceList) -> tuple[Entry, ...]:
    """One entry of a catalogue for each row."""
    bodies = responsible_body.parse(listed.responsible_body)
    channels = tuple(Channel(code=code, obligation="chosen") for code in listed.channels)
    return tuple(
        Entry(
            domain=listed.domain,
            level_one=row.level_one,
            level_two=row.level_two,
            content=row.content,
            time_limits=time_limit.parse(row.time_limit),
            responsible_body=bodies,
            channels=channels,
        )
        for row in listed
    )


def draft_items(listed: ReferenceList) -> tuple[Item, ...]:
    """One item of an item list for each row."""
    return tuple(Item(domain=listed.domain, level_one=row.level_one, name=row.level_two) for row in listed)


def origin(row: ReferenceItem) -> str:
    """What a reader of the draft should know about a row: that it is no official text, how sure, and where seen."""
    certainty = code_list("certainty").get(row.certainty)
    said = f"参考内容，不是正式文本。名称：{certainty.zh if certainty else row.certainty}"
    seen = f"\n来源：{row.source}" if row.source.startswith("http") else ""
    return said + seen + (f"\n{row.note}" if row.note else "")
