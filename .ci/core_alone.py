"""Run the core where nothing but it is installed and no socket can be opened: read, check, publish, compare.

`python .ci/core_alone.py` from an environment with the wheel and no extras; exits 1 with what is not so.
"""

from __future__ import annotations

import socket
import sys
from importlib.util import find_spec
from typing import Any, NoReturn

EXTRAS = ("click", "docx", "hypothesis", "lxml", "pyarrow", "python_calamine", "rdflib", "rich", "xlsxwriter")


def no_network(*_: Any, **__: Any) -> NoReturn:
    raise OSError("the core opened a socket")


socket.socket = no_network  # type: ignore[assignment,misc]
socket.create_connection = no_network
socket.getaddrinfo = no_network

import gongkai_standard as gk  # noqa: E402 - only now is the network shut
from gongkai_standard.publish.schemas import schema  # noqa: E402
from gongkai_standard.publish.validation import is_valid  # noqa: E402

DATA = """{"gongkai": "1.0", "kind": "catalogue", "profile": "henan-2017",
 "edition": {"version": "2018.1", "issued": "2018-05-01"},
 "entries": [{"id": "e1", "level_one": "养老服务业务办理", "level_two": "养老机构备案"}]}"""

there = [name for name in EXTRAS if find_spec(name)]
if there:
    sys.exit(f"this is no empty environment: {there}")
reading = gk.loads(DATA.encode(), format="json")
rules = {finding.rule for finding in gk.check(reading).findings}
if "GK-CAT-004" not in rules:
    sys.exit(f"an entry without content was not found: {sorted(rules)}")
if gk.loads(gk.dumps(reading.document, format="yaml"), format="yaml").document != reading.document:
    sys.exit("a catalogue did not come back from YAML")
if schema("catalogue")["$id"] != "urn:gongkai:schema:1.0:catalogue" or is_valid({"kind": "catalogue", "entries": 1}):
    sys.exit("the schemas do not answer")
if gk.diff(reading.document, reading.document).changes:
    sys.exit("a document differs from itself")
print(f"the core runs alone: {len(rules)} rules spoke")
