"""Damaged files of every format: refused with the library's own errors or read, quickly and in little memory.

Sixty files a format; with GONGKAI_HYPOTHESIS_PROFILE=thorough two thousand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai_standard.codecs import FORMATS

COUNT = 2000 if os.environ.get("GONGKAI_HYPOTHESIS_PROFILE") == "thorough" else 60
SLOWEST = 5.0
"""Seconds for one file."""
MEGABYTES = 500


@pytest.mark.parametrize("name", [known.name for known in FORMATS])
def test_damaged_files(name: str) -> None:
    """Bytes flipped, pieces cut, copied and put in, inside the parts of packages too."""
    command = [sys.executable, str(Path(__file__).parent / "mutating.py"), name, str(COUNT)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=10 + COUNT * SLOWEST)
    found = json.loads(done.stdout)

    assert found["failures"] == []
    assert found["read"] + found["refused"] == COUNT
    assert found["slowest"] < SLOWEST
    assert found["peak"] < MEGABYTES
