"""Coverage-guided fuzzing of one reader, by hand: `pip install atheris`, then for ten minutes

    PYTHONPATH=src:. python tests/fuzzing.py html -max_total_time=600

Other arguments go to libFuzzer. The first inputs are a file of the format and random damage of it; packages are
damaged inside their parts and packed again, or their checksums would refuse every one. It stops with the input, in a
file `crash-…` or `oom-…`, at an exception that is not the library's own, a file that takes over five seconds of
processor time, or a process of over a gigabyte, and says after every thousand how many files were read and refused, the
slowest and the peak memory.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path
from typing import Final

import atheris

with atheris.instrument_imports(include=["gongkai_standard"]):
    from gongkai_standard import codecs
    from gongkai_standard.codecs.table import assembly as _assembly  # noqa: F401 - on demand, so not instrumented else

from gongkai_standard.errors import GongkaiError
from memory import peak_megabytes
from mutating import ZIPPED, mutated
from table_files import files, package, unpacked

SLOWEST: Final = 5.0
"""Processor seconds for one file, those of the instruments included."""
SEEDS: Final = 200


class Fuzzer:
    """One reader under fuzzing, and what came of it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.read = self.refused = 0
        self.slowest = 0.0

    def try_one(self, data: bytes) -> None:
        """Read the bytes. Raises what the reader should not have raised."""
        began = time.process_time()
        try:
            dict(codecs.loads(data, format=self.name).places)
            self.read += 1
        except GongkaiError:
            self.refused += 1
        taken = time.process_time() - began
        self.slowest = max(self.slowest, taken)
        if (self.read + self.refused) % 1000 == 0:
            self.report()  # libFuzzer ends the process without a last word to it
        if taken > SLOWEST:
            raise TimeoutError(f"{taken:.1f} s")

    def mutate(self, data: bytes, largest: int, seed: int) -> bytes:
        """Damage one part of a package; anything else as libFuzzer does."""
        rng = random.Random(seed)  # noqa: S311 - not for secrets
        if self.name in ZIPPED and rng.random() < 0.9:
            try:
                parts = unpacked(data)
            except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
                parts = {}
            if names := [part for part in parts if parts[part]]:
                part = rng.choice(names)
                parts[part] = bytes(atheris.Mutate(parts[part], max(largest, 2 * len(parts[part]))))
                packed = package(parts)
                if len(packed) <= largest:
                    return packed
        return bytes(atheris.Mutate(data, largest))

    def report(self) -> None:
        """One line of figures."""
        figures = f"{self.read} read, {self.refused} refused, slowest {self.slowest:.2f} s"
        sys.stderr.write(f"{self.name}: {figures}, peak {peak_megabytes():.0f} MB\n")


def main() -> None:
    """Fuzz the reader named first until libFuzzer stops."""
    name, *options = sys.argv[1:]
    fuzzer = Fuzzer(name)
    data = files(Path(__file__).parent.parent)[name]
    seeds = Path(tempfile.mkdtemp(prefix=f"fuzzing-{name}-"))
    (seeds / "whole").write_bytes(data)
    for number in range(SEEDS):
        (seeds / str(number)).write_bytes(mutated(data, name, random.Random(number)))  # noqa: S311 - not for secrets
    largest = max(4 * len(data), 65_536)
    sized = [f"-max_len={largest}", "-timeout=100000", "-rss_limit_mb=1000", *options, str(seeds)]
    atheris.Setup([sys.argv[0], *sized], fuzzer.try_one, custom_mutator=fuzzer.mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
