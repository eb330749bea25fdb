"""垃圾回收 — pausing the garbage collector while a reader makes many values.

A bulk load makes nothing but values that stay, so every pass of the collector over them is wasted: it costs
as much again as the load. The pause is process-wide, hence the switch for callers who mind.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused(pause: bool) -> Iterator[None]:
    """Keep the collector off inside the block, and leave it as it was found, whatever happens inside."""
    if not pause or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
