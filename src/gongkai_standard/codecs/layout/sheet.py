"""改动中的表 — a grid whose cells are rewritten, rows taken out and put in, while its merged cells stay whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gongkai_standard.codecs.table.grid import Grid, Merge


class Sheet:
    """Rows and merges of one grid; rows keep their number in the grid as their name until the end."""

    def __init__(self, grid: Grid) -> None:
        self._width = max((len(row) for row in grid.rows), default=0)
        self._rows: list[tuple[int, list[str]]] = [
            (number, [*row, *[""] * (self._width - len(row))]) for number, row in enumerate(grid.rows)
        ]
        self._merges: list[list[int]] = [list(merge) for merge in grid.merges]
        self._index: dict[int, int] = {}

    @property
    def width(self) -> int:
        """Columns."""
        return self._width

    def at(self, name: int) -> int:
        """Where a row of the grid stands now."""
        if not self._index:
            self._index = {own: index for index, (own, _) in enumerate(self._rows)}
        return self._index[name]

    def text(self, name: int, column: int) -> str:
        """What a cell prints, the one that covers it included."""
        index = self.at(name)
        merge = self._covering(index, column)
        top, left = (merge[0], merge[1]) if merge else (index, column)
        return self._rows[top][1][left]

    def put(self, name: int, column: int, text: str) -> None:
        """Write a cell of its own. A cell merged over rows is cut before and after it, the lower part prints on."""
        index = self.at(name)
        merge = self._covering(index, column)
        if merge is not None:
            self._cut(merge, index)
            self._cut(self._covering(index, column) or merge, index + 1)
        self._rows[index][1][column] = text

    def cut(self, name: int, column: int) -> None:
        """Let a cell that is merged over rows begin anew at this one, with the same text."""
        index = self.at(name)
        merge = self._covering(index, column)
        if merge is not None:
            self._cut(merge, index)

    def write(self, name: int, column: int, text: str) -> None:
        """Write the cell that prints at this place, however far it reaches."""
        index = self.at(name)
        merge = self._covering(index, column)
        top, left = (merge[0], merge[1]) if merge else (index, column)
        self._rows[top][1][left] = text

    def remove(self, name: int) -> None:
        """Take a row out; a merged cell that begins in it prints in the next row."""
        index = self.at(name)
        _, texts = self._rows[index]
        for merge in list(self._merges):
            top, left, bottom, _ = merge
            if top == index < bottom:
                self._rows[index + 1][1][left] = texts[left]
            if top <= index <= bottom:
                merge[2] -= 1
                if merge[2] < merge[0]:
                    self._merges.remove(merge)
            elif top > index:
                merge[0] -= 1
                merge[2] -= 1
        del self._rows[index]
        self._index.clear()

    def insert(self, after: int, name: int, texts: Sequence[str]) -> None:
        """Put a row of this name after another; merged cells that reach over the place are cut there."""
        index = self.at(after) + 1
        for merge in list(self._merges):
            if merge[0] < index <= merge[2]:
                self._cut(merge, index)
        for merge in self._merges:
            if merge[0] >= index:
                merge[0] += 1
                merge[2] += 1
        self._rows.insert(index, (name, [*texts, *[""] * (self._width - len(texts))]))
        self._index.clear()

    def replace(self, change: Callable[[int, str], str]) -> None:
        """Change texts: the name of the row and the text give the new one."""
        for name, texts in self._rows:
            texts[:] = [change(name, text) if text else text for text in texts]

    def names(self) -> list[int]:
        """The rows in their order."""
        return [name for name, _ in self._rows]

    def rows(self) -> list[list[str]]:
        """The texts."""
        return [texts for _, texts in self._rows]

    def merges(self) -> list[Merge]:
        """The merged cells."""
        found = [(top, left, bottom, right) for top, left, bottom, right in self._merges]
        return [merge for merge in found if merge[:2] != merge[2:]]

    def _covering(self, index: int, column: int) -> list[int] | None:
        return next((m for m in self._merges if m[0] <= index <= m[2] and m[1] <= column <= m[3]), None)

    def _cut(self, merge: list[int], index: int) -> None:
        """Cut a merged cell so that a part of it begins at this row."""
        top, left, bottom, right = merge
        if top < index <= bottom:
            merge[2] = index - 1
            self._merges.append([index, left, bottom, right])
            self._rows[index][1][left] = self._rows[top][1][left]
