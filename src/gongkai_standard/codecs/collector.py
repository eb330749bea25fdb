"""垃圾回收 — pausing the garbage collector while a reader makes many values.

A bulk load makes nothing but values that stay, so every pass of the collector over them is wasted: it costs
as much again as the load. The pause is process-wide, hence the switch for callers who mind.
"""

from __future__ import annotations

import gc

from attrs import define


@define
class paused:  # noqa: N801 - it is called like a function
    """Keep the collector off inside the block, and leave it as it was found, whatever happens inside.

    Nothing is made once the collector is on again, as the first value made then has all the others looked at;
    a generator with `contextmanager` would make its StopIteration.
    """

    pause: bool

    def __enter__(self) -> None:
        self.pause = self.pause and gc.isenabled()
        if self.pause:
            gc.disable()

    def __exit__(self, *_: object) -> None:
        if self.pause:
            gc.enable()
