"""命令行 — `gongkai`: paths, terminals and exit codes; everything else is the library's.

Only this module may be imported without the extra `cli`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `gongkai` with these arguments, or with those of the process; the exit code."""
    if not all(map(find_spec, ("click", "rich"))):
        install = 'pip install "gongkai-standard[cli]"'
        sys.stderr.write(f"gongkai: 命令行需要先安装：{install} (to use the command line, first run: {install})\n")
        return 2
    from gongkai_standard.cli.guard import keep_native_code_quiet, run

    if arguments is not None:
        return run(arguments)
    keep_native_code_quiet()
    return run(sys.argv[1:])
