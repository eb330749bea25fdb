"""Write the schemas and documents with our verdicts below a folder, and ask every validator of Python about them.

`python .ci/agreement.py FOLDER [COUNT]` makes COUNT documents, half of them with one fault, always the same ones.
Exits 1 when jsonschema or jsonschema-rs disagrees with the readers, or the generated Python types do not compile.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema_rs
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.test_schemas import own_verdict, trees_with_a_fault

from gongkai_standard.codecs.structure import unstructure
from gongkai_standard.publish.files import files
from gongkai_standard.publish.schemas import DOCUMENT, schema
from gongkai_standard.publish.validation import is_valid
from gongkai_standard.testing.strategies import documents


def made(count: int) -> list[dict[str, object]]:
    """Documents as plain trees, each once."""
    found: dict[str, dict[str, object]] = {}

    @seed(2017)
    @settings(
        max_examples=count * 2,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(documents().map(unstructure), trees_with_a_fault()))
    def collect(tree: dict[str, object]) -> None:
        if len(found) < count:
            found.setdefault(json.dumps(tree, ensure_ascii=False, sort_keys=True), tree)

    collect()
    return list(found.values())


def main(folder: str, count: str = "1000") -> int:
    """The work; the exit code."""
    for path, data in files().items():
        target = Path(folder, "schemas", path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    other = {
        form: jsonschema_rs.validator_for(schema(DOCUMENT, strict=form, shape="bundled")) for form in (False, True)
    }
    lines, disagreed, valid = [], 0, 0
    for tree in made(int(count)):
        said = {False: own_verdict(tree), True: is_valid(tree, strict=True)}
        valid += said[False]
        if {is_valid(tree), other[False].is_valid(tree)} != {said[False]} or other[True].is_valid(tree) != said[True]:
            disagreed += 1
            print("disagreement on", json.dumps(tree, ensure_ascii=False))
        lines.append(json.dumps({"open": said[False], "strict": said[True], "document": tree}, ensure_ascii=False))
    Path(folder, "documents.jsonl").write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(lines)} documents, {valid} of them valid, {disagreed} disagreements")
    return int(bool(disagreed) or not types_compile(Path(folder)))


def types_compile(folder: Path) -> bool:
    """Whether datamodel-code-generator makes Python of the strict bundles that compiles."""
    made = folder / "types"
    made.mkdir()
    for source in sorted((folder / "schemas" / "strict" / "bundled").iterdir()):
        target = made / f"{source.name.partition('.')[0].replace('-', '_')}.py"
        command = ["datamodel-codegen", "--input", source, "--input-file-type", "jsonschema", "--output", target]
        command += ["--output-model-type", "dataclasses.dataclass", "--disable-timestamp", "--formatters", "builtin"]
        if subprocess.run([Path(sys.executable).with_name(str(command[0])), *command[1:]], check=False).returncode:
            return False
        compile(target.read_text(encoding="utf-8"), target.name, "exec")
    print(f"{len(list(made.iterdir()))} modules of Python types")
    return True


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
