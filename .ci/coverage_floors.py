"""Fails when a file of the package is covered less than its part of the package demands.

    python .ci/coverage_floors.py coverage.json

Nouns, rules and profiles: every branch. Everything else: 95 % in all.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

WHOLE = ("rules/", "profiles.py")
"""Besides the nouns, which are the modules at the root."""


def percent(summaries: list[dict[str, int]]) -> float:
    """Lines and branches covered, of all there are."""
    covered = sum(s["covered_lines"] + s.get("covered_branches", 0) for s in summaries)
    total = sum(s["num_statements"] + s.get("num_branches", 0) for s in summaries)
    return 100 * covered / total if total else 100.0


def main(report: str) -> int:
    """0 when all floors hold, else 1 with the files that are below."""
    files = {
        name.partition("gongkai_standard/")[2]: data["summary"]
        for name, data in json.loads(Path(report).read_text(encoding="utf-8"))["files"].items()
    }
    whole = {n: s for n, s in files.items() if n.startswith(WHOLE) or "/" not in n}
    below = {n: percent([s]) for n, s in whole.items() if percent([s]) < 100}
    rest = {n: s for n, s in files.items() if n not in whole}
    share = percent(list(rest.values()))
    for name, reached in sorted(below.items()):
        print(f"{name}: {reached:.1f} %, needs 100 %")
    print(f"the rest: {share:.1f} %, needs 95 %")
    if share < 95:
        for name, summary in sorted(rest.items(), key=lambda item: percent([item[1]]))[:10]:
            print(f"  {name}: {percent([summary]):.1f} %")
    return int(bool(below) or share < 95)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
