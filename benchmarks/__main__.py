"""The command line; see the package's own text."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import benchmarks
from benchmarks.groups import groups
from benchmarks.harness import make_files, run_child, run_group, table

HEAD = "| group | case | entries | median | ratio | bar | |\n| --- | --- | --: | --: | --: | --- | --- |"


def main() -> int:
    """Run what was asked for. Exit 1 when a bar does not hold."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=benchmarks.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("groups", nargs="*", metavar="GROUP")
    parser.add_argument("--smoke", action="store_true", help="small sizes, one round, no bars")
    parser.add_argument("--list", action="store_true", help="name the groups and their cases")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "gongkai-benchmarks-1")
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        name, case_name, size, repeats = asked.child
        (group,) = (g for g in groups(smoke=False) if g.name == name)
        (case,) = (c for c in group.cases if c.name == case_name)
        run_child(case.sized(int(size)), asked.data, int(repeats))
        return 0
    chosen = [g for g in groups(smoke=asked.smoke) if not asked.groups or g.name in asked.groups]
    unknown = set(asked.groups) - {g.name for g in chosen}
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    if asked.list:
        for group in chosen:
            print(f"{group.name}: {', '.join(case.name for case in group.cases)}")
        return 0
    rounds, repeats = (1, 1) if asked.smoke else (asked.rounds, asked.repeats)
    make_files(chosen, asked.data)
    print(HEAD)
    all_held = True
    for group in chosen:
        text, held = table(group, run_group(group, asked.data, rounds, repeats), bars=not asked.smoke)
        print(text, flush=True)
        all_held &= held
    return 0 if all_held else 1


if __name__ == "__main__":
    sys.exit(main())
