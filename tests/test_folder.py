"""文件夹: the files of one unit, in the formats and folders that it keeps them in, are its compendium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from gongkai_standard.adjustment import Adjustment, Change
from gongkai_standard.checking import check
from gongkai_standard.cli import main
from gongkai_standard.codecs import dumps, read
from gongkai_standard.codecs.folder import together
from gongkai_standard.codecs.reading import Reading
from gongkai_standard.compendium import Compendium, Document
from gongkai_standard.guide import Guide
from gongkai_standard.workflow import Step, Transition, Workflow
from samples import COMPENDIUM, DOMAINS, EDITION

WORKFLOW = Workflow(
    title="服务公开流程",
    disclosure="service",
    steps=(Step(id="1", name="受理", responsible_body=("服务中心",)), Step(id="2", name="公开")),
    transitions=(Transition(from_="1", to="2"),),
)
GUIDE = Guide(title="办事指南", item_id=f"{DOMAINS[0]}-public_service", platform="government_website")
ADJUSTMENT = Adjustment(from_="2017.1", to="2018.1", changes=(Change(kind="added", item_id="1"),))
WHOLE = evolve(COMPENDIUM, workflows=(WORKFLOW,), guides=(GUIDE,), adjustments=(ADJUSTMENT,))


def files() -> Iterator[tuple[str, Document]]:
    """The parts of the compendium, each in a file of its own; the records stay with the compendium."""
    yield (
        "00-汇编.json",
        evolve(WHOLE, item_lists=(), source_lists=(), catalogues=(), workflows=(), guides=(), adjustments=()),
    )
    yield "01-事项清单.json", WHOLE.item_lists[0]
    for source in WHOLE.source_lists:
        yield f"02-来源/{source.list}.yaml", source
    for number, domain in enumerate(DOMAINS):
        (catalogue,) = WHOLE.catalogues
        own = evolve(catalogue, entries=tuple(e for e in catalogue.entries if e.domain == domain))
        yield f"03-目录/{number}-{domain}.{'yaml' if number % 2 else 'json'}", own
    yield "04-流程/service.yaml", WORKFLOW
    yield "05-指南/网站.json", GUIDE
    yield "06-调整/2018.1.json", ADJUSTMENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as a county keeps it."""
    for name, document in files():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(dumps(document, format=file.suffix[1:]))
    return tmp_path


def test_a_folder_is_checked_as_the_compendium_that_it_is(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The same findings rule by rule, the same conformance, and every place names its file."""
    assert main(["check", str(folder), "--format", "json", "--fail-on", "never"]) == 0
    report = json.loads(capfdbinary.readouterr().out)
    whole = check(WHOLE)
    assert report["summary"]["by_rule"] == dict(whole.summary.by_rule)
    assert report["conformance"] == {name: state.tree() for name, state in whole.conformance.items()}
    step = next(
        f for f in report["findings"] if f["rule"] == "GK-WFL-002" and f["at"].startswith("/workflows/0/steps/1")
    )
    assert step["cell"].startswith("04-流程/service.yaml!")


def test_the_parts_put_together_are_the_whole(folder: Path) -> None:
    """Every noun of the files stands under its member; what they hold is not touched."""
    readings = [(name, read(folder / name)) for name, _ in files()]
    made = together(readings).document
    assert isinstance(made, Compendium)
    assert evolve(made, catalogues=()) == evolve(WHOLE, catalogues=())
    assert [entry for catalogue in made.catalogues for entry in catalogue.entries] == [*WHOLE.catalogues[0].entries]


def test_an_adjustment_has_no_say_in_the_edition() -> None:
    """It leads from one edition to another; lists and catalogues say which one is here."""
    adjustment = evolve(ADJUSTMENT, edition=evolve(EDITION, version="2019.1"))
    readings = [
        (name, Reading(document=document, format="json", sha256=""))
        for name, document in (("a", adjustment), ("b", COMPENDIUM.item_lists[0]))
    ]
    made = together(readings).document
    assert made.edition == EDITION


@pytest.mark.parametrize("format_", ["json", "yaml"])
def test_one_file_holds_the_whole(tmp_path: Path, format_: str) -> None:
    """Written to one file and read back it is the same compendium."""
    file = tmp_path / f"汇编.{format_}"
    file.write_bytes(dumps(WHOLE, format=format_))
    assert read(file).document == WHOLE
