"""The format keeps what the standard asks it to keep: the suite is inherited, nothing else is written here."""

from __future__ import annotations

from portal import records

import gongkai_standard as gk
from gongkai_standard.testing.suite import CodecSuite


class TestRecords(CodecSuite):
    """The portal's format."""

    losses = (records.LOST,)

    def encode(self, document: gk.Document) -> bytes:
        return records.encode(document)

    def decode(self, data: bytes) -> gk.Document:
        return records.decode(data)
