"""Hook of the site's builder: the pages that are made from the code stand among those that are written."""

from __future__ import annotations

from typing import Any

from mkdocs.structure.files import File, Files

from gongkai_standard.publish.pages import pages
from gongkai_standard.testing.cases import cases


def on_files(files: Files, config: Any) -> Files:
    """Add every generated page to the files of the site."""
    for path, text in pages(cases()).items():
        files.append(File.generated(config, path, content=text))
    return files
