"""Describe: the manifest of a release → the documents beside its tables, in the forms that catalogues and people expect.

Each is a function of the manifest and the contracts alone: the same release has the same documents.
"""

import json
from collections.abc import Mapping
from typing import Any

from tasks.publish.describe.citation import citation, datacite
from tasks.publish.describe.croissant import croissant
from tasks.publish.describe.datapackage import datapackage
from tasks.publish.describe.readme import readme


def describe(manifest: Mapping[str, Any]) -> dict[str, str]:
    """The text of each document by its file name."""
    return {
        "README.md": readme(manifest),
        "CITATION.cff": citation(manifest),
        "datacite.json": _json(datacite(manifest)),
        "datapackage.json": _json(datapackage(manifest)),
        "croissant.json": _json(croissant(manifest)),
    }


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
