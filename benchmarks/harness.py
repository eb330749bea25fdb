"""Cases, the processes that run them, and the table of ratios."""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from benchmarks import data

Work = Callable[[], Any]
Measure = Callable[[Work, int], list[float]]


def seconds(work: Work, repeats: int) -> list[float]:
    """Processor seconds of each call, the first not counted; other processes on the machine do not disturb them."""
    taken: list[float] = []
    for _ in range(repeats + 1):
        gc.collect()
        start = time.process_time()
        result = work()
        taken.append(time.process_time() - start)
        del result
    return taken[1:]


def megabytes(work: Work, _: int) -> list[float]:
    """Memory that the result of one call holds: the growth of the process, once garbage is gone."""
    gc.collect()
    before = _resident()
    result = work()
    gc.collect()
    grown = _resident() - before
    del result
    return [grown]


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@frozen
class Case:
    """One thing to measure. `prepare` gets the folder of data files and gives the work to do."""

    name: str
    size: int
    prepare: Callable[[Path, int], Work]
    measure: Measure = seconds
    unit: str = "s"

    def sized(self, size: int) -> Case:
        """The same case on a file of another size."""
        return evolve(self, size=size)


@frozen
class Bar:
    """What the first case may cost for each unit of the second, each divided by its size."""

    ours: str
    peer: str
    at_most: float


@frozen
class Group:
    """Cases that belong together and the bars between them."""

    name: str
    cases: tuple[Case, ...]
    bars: tuple[Bar, ...]
    files: tuple[str, ...] = field(default=())
    """Data files it needs, as `SUFFIX`; one is made for each size."""


def run_child(case: Case, folder: Path, repeats: int) -> None:
    """Measure one case in this process and print the figures."""
    print("\n@@" + json.dumps(case.measure(case.prepare(folder, case.size), repeats)))


def run_group(group: Group, folder: Path, rounds: int, repeats: int) -> dict[str, float]:
    """Case name → median figure over all rounds."""
    figures: dict[str, list[float]] = {case.name: [] for case in group.cases}
    for _ in range(rounds):
        for case in group.cases:
            argv = [sys.executable, "-m", "benchmarks", "--data", str(folder)]
            argv += ["--child", group.name, case.name, str(case.size), str(repeats)]
            done = subprocess.run(argv, capture_output=True, text=True, check=False)
            lines = [line for line in done.stdout.splitlines() if line.startswith("@@")]
            if not lines:
                raise SystemExit(f"{group.name}: {case.name} failed\n{done.stderr[-2000:]}")
            figures[case.name] += json.loads(lines[-1][2:])
    return {name: statistics.median(found) for name, found in figures.items()}


def make_files(groups: Iterable[Group], folder: Path) -> None:
    """Write the data files that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, size in sorted({(suffix, case.size) for g in groups for suffix in g.files for case in g.cases}):
        path = folder / f"catalogue-{size}.{suffix}"
        if not path.exists():
            data.write(path, size)


def read(folder: Path, size: int, suffix: str) -> bytes:
    """The bytes of a data file."""
    return (folder / f"catalogue-{size}.{suffix}").read_bytes()


def table(group: Group, figures: dict[str, float], *, bars: bool) -> tuple[str, bool]:
    """The rows of one group as Markdown, and whether every bar holds."""
    lines = []
    held = True
    sizes = {case.name: case.size for case in group.cases}
    units = {case.name: case.unit for case in group.cases}
    for case in group.cases:
        lines.append(f"| {group.name} | {case.name} | {case.size:,} | {figures[case.name]:.4g} {case.unit} | | | |")
    for bar in group.bars:
        per = partial(_each, figures, sizes)
        ratio = per(bar.ours) / per(bar.peer)
        passed = ratio <= bar.at_most
        held &= passed or not bars
        verdict = ("PASS" if passed else "FAIL") if bars else ""
        limit = f"≤ {bar.at_most:.3g}" + (f" (≥ {1 / bar.at_most:.3g} × faster)" if bar.at_most < 0.6 else "")
        assert units[bar.ours] == units[bar.peer]
        lines.append(f"| {group.name} | **{bar.ours} / {bar.peer}** | | | {ratio:.3g} | {limit} | {verdict} |")
    return "\n".join(lines), held


def _each(figures: dict[str, float], sizes: dict[str, int], name: str) -> float:
    return figures[name] / sizes[name]
