"""Damaging files at random and reading them: run as a script, in a process of its own, for one format.

    python tests/mutating.py FORMAT COUNT [SEED]

Prints a JSON object: how many were read and refused, the slowest in seconds, the peak memory in MB, and every
exception that is not the library's own, with the seed that brings it back.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from gongkai_standard import codecs
from gongkai_standard.errors import GongkaiError
from memory import peak_megabytes
from table_files import files, package, unpacked

ZIPPED: Final = frozenset({"xlsx", "ods", "docx"})

_Mutation = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, rng: random.Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 2, 8, 64))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def truncated(data: bytes, rng: random.Random) -> bytes:
    """The end is missing, or the beginning."""
    at = rng.randrange(len(data))
    return data[:at] if rng.random() < 0.8 else data[at:]


def spliced(data: bytes, rng: random.Random) -> bytes:
    """A piece of it stands somewhere else too, or instead."""
    start, target = rng.randrange(len(data)), rng.randrange(len(data))
    piece = data[start : start + rng.choice((1, 16, 256, 4096))]
    return data[:target] + piece * rng.choice((1, 1, 3)) + data[target + rng.choice((0, len(piece))) :]


def cut(data: bytes, rng: random.Random) -> bytes:
    """A piece is missing."""
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.choice((1, 16, 256)) :]


def tokens(data: bytes, rng: random.Random) -> bytes:
    """Marks of the formats where none belong."""
    found = data
    for _ in range(rng.choice((1, 4))):
        at = rng.randrange(len(found) or 1)
        found = found[:at] + rng.choice(_TOKENS) + found[at:]
    return found


_TOKENS: Final = (
    b"<", b">", b"</", b"&", b"&#0;", b'"', b"'", b",", b"\n", b"\x00", b"\xff\xfe", b"<table>", b"</td>", b"<tr><td>",
    b'<td rowspan="0" colspan="99999">', b"<!--", b"]]>", b"<!DOCTYPE x [", b"{", b"}", b"[", b"]", b": ", b"- ", b"*a",
    b"&a ", b"!!x ", b"1e999", b"-", b"\\ud800", b"null", b"\xe4\xb8", b"<w:tbl>", b"</w:tc>", b"<w:vMerge/>",
    b'r="ZZ99"',
)  # fmt: skip
MUTATIONS: Final[tuple[_Mutation, ...]] = (flipped, truncated, spliced, cut, tokens)


def mutated(data: bytes, name: str, rng: random.Random) -> bytes:
    """The file, damaged; half of the packages are damaged inside and packed again."""
    damage = rng.choice(MUTATIONS)
    if name in ZIPPED and rng.random() < 0.6:
        parts = unpacked(data)
        target = rng.choice([part for part in parts if parts[part]])
        parts[target] = damage(parts[target], rng)
        return package(parts)
    for _ in range(rng.choice((1, 1, 2))):
        data = damage(data, rng) or b"x"
    return data


def run(name: str, count: int, seed: int) -> dict[str, Any]:
    """Read that many damaged files of a format."""
    data = files(Path(__file__).parent.parent)[name]
    assert codecs.loads(data, format=name).format == name
    read = refused = 0
    slowest = 0.0
    failures: list[str] = []
    for number in range(seed, seed + count):
        damaged = mutated(data, name, random.Random(number))  # noqa: S311 - not for secrets
        begun = time.perf_counter()
        try:
            found = codecs.loads(damaged, format=name)
            dict(found.places)
            read += 1
        except GongkaiError:
            refused += 1
        except BaseException as error:
            failures.append(f"{name} {number}: {type(error).__name__}: {error}"[:300])
        slowest = max(slowest, time.perf_counter() - begun)
    return {
        "format": name,
        "read": read,
        "refused": refused,
        "slowest": round(slowest, 3),
        "peak": round(peak_megabytes()),
        "failures": failures,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)))
