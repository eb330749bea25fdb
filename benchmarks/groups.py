"""What is measured, against whom, and the bars."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.harness import Bar, Case, Group, Measure, Work, megabytes, read, seconds


def _ours_json_read(folder: Path, size: int) -> Work:
    from gongkai_standard.codecs.json import loads

    data = read(folder, size, "json")
    return lambda: loads(data)


def _ours_json_read_collecting(folder: Path, size: int) -> Work:
    from gongkai_standard.codecs.json import loads

    data = read(folder, size, "json")
    return lambda: loads(data, pause_gc=False)


def _structs_read(folder: Path, size: int) -> Work:
    import msgspec

    from benchmarks.peers import struct
    from gongkai_standard.catalogue import Catalogue

    data, decoder = read(folder, size, "json"), msgspec.json.Decoder(struct(Catalogue))
    return lambda: decoder.decode(data)


def _ours_json_write(folder: Path, size: int) -> Work:
    from gongkai_standard.codecs.json import dumps, loads

    document = loads(read(folder, size, "json")).document
    return lambda: dumps(document)


def _structs_write(folder: Path, size: int) -> Work:
    import msgspec

    value, encoder = _structs_read(folder, size)(), msgspec.json.Encoder()
    return lambda: encoder.encode(value)


def _ours_yaml_read(folder: Path, size: int) -> Work:
    from gongkai_standard.codecs.yaml import loads

    data = read(folder, size, "yaml")
    last = f"/entries/{size - 1}/stage"

    def work() -> Any:
        reading = loads(data)
        assert reading.where(last)
        return reading

    return work


def _csafeloader(folder: Path, size: int) -> Work:
    import yaml

    data = read(folder, size, "yaml")
    return lambda: yaml.load(data, Loader=yaml.CSafeLoader)


def _ours_check(folder: Path, size: int) -> Work:
    from gongkai_standard import check
    from gongkai_standard.codecs.json import loads

    document = loads(read(folder, size, "json")).document
    return lambda: check(document)


def _jsonschema(folder: Path, size: int) -> Work:
    import jsonschema

    from benchmarks.entry_schema import catalogue_schema

    tree, validator = json.loads(read(folder, size, "json")), jsonschema.Draft202012Validator(catalogue_schema())
    assert validator.is_valid(tree)
    return lambda: sum(1 for _ in validator.iter_errors(tree))


def _ours_pilot(_: Path, size: int) -> Work:
    from gongkai_standard import check
    from gongkai_standard.testing.pilot import compendium

    document = compendium(size)

    def work() -> Any:
        report = check(document)
        assert not report.findings
        return report

    return work


def _jsonschema_pilot(_: Path, size: int) -> Work:
    import jsonschema

    from benchmarks.compendium_schema import compendium_schema
    from gongkai_standard.codecs.json import dumps
    from gongkai_standard.testing.pilot import compendium

    tree, validator = json.loads(dumps(compendium(size))), jsonschema.Draft202012Validator(compendium_schema())
    assert validator.is_valid(tree)
    return lambda: sum(1 for _ in validator.iter_errors(tree))


def _ours_publications(_: Path, size: int) -> Work:
    from benchmarks.data import published
    from gongkai_standard import check
    from gongkai_standard.codecs.structure import structure

    document = structure(published(size))

    def work() -> Any:
        report = check(document)
        assert not report.summary.by_rule.get("GK-WEB-007")
        return report

    return work


def _ours_table_read(suffix: str) -> Callable[[Path, int], Work]:
    """Reading a file of tables of that suffix."""

    def prepare(folder: Path, size: int) -> Work:
        from gongkai_standard.codecs import loads

        data = read(folder, size, suffix)

        def work() -> Any:
            reading = loads(data, format=suffix)
            assert len(reading.document.entries) == size  # type: ignore[union-attr]
            return reading

        return work

    return prepare


def _ours_stream(folder: Path, size: int) -> Work:
    from gongkai_standard.codecs.ndjson import stream

    path = folder / f"catalogue-{size}.ndjson"

    def work() -> Any:
        with path.open("rb") as file:
            found = sum(len(part.entries) for part in stream(file))  # type: ignore[union-attr]
        assert found == size
        return found

    return work


def _openpyxl(folder: Path, size: int) -> Work:
    import openpyxl

    path = folder / f"catalogue-{size}.xlsx"

    def work() -> Any:
        sheet = openpyxl.load_workbook(path).active
        return list(sheet.iter_rows(values_only=True)), sheet.merged_cells.ranges

    return work


def _calamine(folder: Path, size: int) -> Work:
    import python_calamine

    data = read(folder, size, "xlsx")

    def work() -> Any:
        sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        return sheet.to_python(), sheet.merged_cell_ranges

    return work


def _and_a_row(microseconds: float, size: int) -> Measure:
    """Seconds, and so many microseconds for each row besides."""
    return lambda work, repeats: [taken + microseconds * 1e-6 * size for taken in seconds(work, repeats)]


def _ours_xlsx_write(folder: Path, size: int) -> Work:
    from gongkai_standard.codecs.json import loads
    from gongkai_standard.codecs.layout.xlsx import dumps

    document = loads(read(folder, size, "json")).document
    return lambda: dumps(document)


def _xlsxwriter(folder: Path, size: int) -> Work:
    """The same cells, merges and looks of cells, without anything that makes them."""
    import xlsxwriter

    from gongkai_standard.codecs.json import loads
    from gongkai_standard.codecs.layout.compose import composed, read_grids
    from gongkai_standard.codecs.layout.xlsx import STYLE

    made = composed(loads(read(folder, size, "json")).document, STYLE, read_grids)
    grids = [table.grid() for table in made.tables]

    def work() -> Any:
        buffer = io.BytesIO()
        book = xlsxwriter.Workbook(buffer, {"in_memory": True})
        looks = [book.add_format({"text_wrap": True, "border": 1, "align": align}) for align in ("left", "center")]
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            for row, texts in enumerate(grid.rows):
                for column, text in enumerate(texts):
                    if text:
                        sheet.write_string(row, column, text, looks[column % 2])
                    else:
                        sheet.write_blank(row, column, None, looks[column % 2])
            for top, left, bottom, right in grid.merges:
                sheet.merge_range(top, left, bottom, right, "", looks[0])
                sheet.write_string(top, left, grid.rows[top][left], looks[0])
        book.close()
        return buffer.getvalue()

    return work


def _imports(statement: str) -> tuple[Any, Measure]:
    """Seconds that a fresh Python needs for the statement, less those of an empty one."""

    def once(code: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - start

    def measure(work: Work, repeats: int) -> list[float]:
        work()
        return [once(statement) - once("pass") for _ in range(repeats * 3)]

    return (lambda folder, size: lambda: once(statement)), measure


def _two_editions(folder: Path, size: int) -> tuple[Any, Any]:
    from benchmarks.data import next_edition

    first = json.loads(read(folder, size, "json"))
    return first, json.loads(_as_bytes(next_edition(first)))  # two files have no objects in common


def _as_bytes(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def _by_id(tree: Any) -> dict[str, Any]:
    return {entry["id"]: entry for entry in tree["entries"]}


def _ours_diff(folder: Path, size: int) -> Work:
    from gongkai_standard import diff
    from gongkai_standard.codecs.json import loads

    old, new = (loads(_as_bytes(tree)).document for tree in _two_editions(folder, size))
    return lambda: diff(old, new)


def _ours_diff_from_bytes(folder: Path, size: int) -> Work:
    from gongkai_standard.adjust.raw import diff_json

    old, new = map(_as_bytes, _two_editions(folder, size))
    return lambda: diff_json(old, new)


def _peer_diff(compare: Callable[[Any, Any], Any]) -> Callable[[Path, int], Work]:
    """A peer's difference of the entries keyed by id, which the caller must do for it."""

    def prepare(folder: Path, size: int) -> Work:
        old, new = _two_editions(folder, size)
        return lambda: compare(_by_id(old), _by_id(new))

    return prepare


def _deepdiff(old: Any, new: Any) -> Any:
    from deepdiff import DeepDiff

    return DeepDiff(old, new)


def _jsonpatch(old: Any, new: Any) -> Any:
    import jsonpatch

    return jsonpatch.make_patch(old, new)


def _dictdiffer(old: Any, new: Any) -> Any:
    import dictdiffer

    return list(dictdiffer.diff(old, new))


def _patchdiff(old: Any, new: Any) -> Any:
    import patchdiff

    return patchdiff.diff(old, new)


def _patchdiff_from_bytes(folder: Path, size: int) -> Work:
    old, new = map(_as_bytes, _two_editions(folder, size))
    return lambda: _patchdiff(_by_id(json.loads(old)), _by_id(json.loads(new)))


def groups(*, smoke: bool) -> tuple[Group, ...]:
    """All groups; with `smoke` in sizes that take no time."""
    many, some = (200, 200) if smoke else (100_000, 10_000)
    few = 100 if smoke else 1_000
    small, whole = (11, 11) if smoke else (50, 250)  # items a domain
    ours_import, ours_measure = _imports("import gongkai_standard")
    peer_import, peer_measure = _imports("import attrs, cattrs, yaml, jsonschema")
    return (
        Group(
            "json-read",
            (
                Case("ours", many, _ours_json_read),
                Case("ours, collector on", many, _ours_json_read_collecting),
                Case("msgspec Structs", many, _structs_read),
            ),
            (Bar("ours", "msgspec Structs", 1.0),),
            ("json",),
        ),
        Group(
            "json-write",
            (Case("ours", many, _ours_json_write), Case("msgspec Structs", many, _structs_write)),
            (Bar("ours", "msgspec Structs", 1.6),),
            ("json",),
        ),
        Group(
            "memory",
            (
                Case("ours", many, _ours_json_read, megabytes, "MB"),
                Case("msgspec Structs", many, _structs_read, megabytes, "MB"),
            ),
            (Bar("ours", "msgspec Structs", 1.0),),
            ("json",),
        ),
        Group(
            "yaml-read",
            (Case("ours", some, _ours_yaml_read), Case("CSafeLoader", some, _csafeloader)),
            (Bar("ours", "CSafeLoader", 1 / 2),),
            ("yaml",),
        ),
        Group(
            "check",
            (
                Case("ours, few", few, _ours_check),
                Case("ours", some, _ours_check),
                Case("ours, many", many, _ours_check),
                Case("jsonschema", some, _jsonschema),
            ),
            (
                Bar("ours", "jsonschema", 1 / 9),
                Bar("ours, many", "jsonschema", 1 / 9),
                Bar("ours, many", "ours, few", 1.3),
            ),
            ("json",),
        ),
        Group(
            "pilot",
            (
                Case("ours, few", small, _ours_pilot),
                Case("ours", whole, _ours_pilot),
                Case("jsonschema", whole, _jsonschema_pilot),
            ),
            (Bar("ours", "jsonschema", 1 / 9), Bar("ours", "ours, few", 1.3)),
        ),
        Group(
            "publications",
            (Case("ours, few", some, _ours_publications), Case("ours", many, _ours_publications)),
            (Bar("ours", "ours, few", 1.3),),
        ),
        Group(
            "xlsx-read",
            (
                Case("ours", some, _ours_table_read("xlsx")),
                Case("openpyxl", some, _openpyxl),
                Case("calamine and 60 µs a row", some, _calamine, _and_a_row(60, some)),
            ),
            (Bar("ours", "openpyxl", 1 / 2), Bar("ours", "calamine and 60 µs a row", 1.0)),
            ("xlsx",),
        ),
        *(
            Group(
                f"{suffix}-read",
                (
                    Case("ours", some, _ours_table_read(suffix)),
                    Case("ours, many", many, _ours_table_read(suffix)),
                    Case("ours, memory", some, _ours_table_read(suffix), megabytes, "MB"),
                    Case("ours, many, memory", many, _ours_table_read(suffix), megabytes, "MB"),
                ),
                (Bar("ours, many", "ours", 1.4), Bar("ours, many, memory", "ours, memory", 1.2)),
                (suffix,),
            )
            for suffix in ("csv", "html")
        ),
        Group(
            "ndjson-stream",
            (Case("ours", many, _ours_stream), Case("json, all at once", many, _ours_json_read_collecting)),
            (Bar("ours", "json, all at once", 1.5),),
            ("json", "ndjson"),
        ),
        Group(
            "xlsx-write",
            (Case("ours", some, _ours_xlsx_write), Case("XlsxWriter", some, _xlsxwriter)),
            (Bar("ours", "XlsxWriter", 1.5),),
            ("json",),
        ),
        Group(
            "diff",
            (
                Case("ours", some, _ours_diff),
                Case("ours, many", many, _ours_diff),
                Case("ours, from bytes", some, _ours_diff_from_bytes),
                Case("deepdiff by id", some, _peer_diff(_deepdiff)),
                Case("jsonpatch by id", some, _peer_diff(_jsonpatch)),
                Case("dictdiffer by id", some, _peer_diff(_dictdiffer)),
                Case("patchdiff by id", some, _peer_diff(_patchdiff)),
                Case("patchdiff, from bytes", some, _patchdiff_from_bytes),
            ),
            (
                Bar("ours", "deepdiff by id", 1 / 200),
                Bar("ours", "jsonpatch by id", 1 / 20),
                Bar("ours", "dictdiffer by id", 1 / 20),
                Bar("ours", "patchdiff by id", 1.0),
                Bar("ours, from bytes", "deepdiff by id", 1 / 80),
                Bar("ours, from bytes", "patchdiff, from bytes", 1.0),
                Bar("ours, many", "ours", 1.3),
            ),
            ("json",),
        ),
        Group(
            "import",
            (
                Case("gongkai_standard", 1, ours_import, ours_measure),
                Case("attrs + cattrs + yaml + jsonschema", 1, peer_import, peer_measure),
            ),
            (Bar("gongkai_standard", "attrs + cattrs + yaml + jsonschema", 0.75),),
        ),
    )
