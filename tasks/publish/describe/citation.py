"""How to cite a release: CITATION.cff (Citation File Format 1.2.0), and what DataCite asks for with a DOI (schema 4)."""

from collections.abc import Mapping
from typing import Any

import yaml

from tasks.publish.describe.identity import KEYWORDS, SUMMARY, about, day, title

Document = dict[str, Any]


def citation(manifest: Mapping[str, Any]) -> str:
    """CITATION.cff."""
    stated = about(manifest)
    content: Document = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite this release.",
        "type": "dataset",
        "title": title(manifest),
        "abstract": SUMMARY,
        "authors": [{"name": name} for name in stated["creators"]],
        "version": manifest["release_id"],
        "date-released": day(manifest),
        "keywords": list(KEYWORDS),
    }
    if stated["licence"]:
        content["license"] = stated["licence"]
    if stated["address"]:
        content["url"] = stated["address"]
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def datacite(manifest: Mapping[str, Any]) -> Document:
    """The attributes of a DOI, less the DOI itself, which its agency gives."""
    stated = about(manifest)
    content: Document = {
        "titles": [{"title": title(manifest), "lang": "en"}],
        "creators": [{"name": name, "nameType": "Organizational"} for name in stated["creators"]],
        "publisher": {"name": stated["publisher"] or stated["creators"][0]},
        "publicationYear": int(day(manifest)[:4]),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Event data"},
        "language": "fr",
        "version": manifest["release_id"],
        "dates": [{"date": day(manifest), "dateType": "Issued"}],
        "subjects": [{"subject": word} for word in KEYWORDS],
        "descriptions": [{"description": SUMMARY, "descriptionType": "Abstract", "lang": "en"}],
        "formats": ["application/vnd.apache.parquet"],
        "sizes": [f"{sum(entry['bytes'] for entry in manifest['files'].values())} bytes"],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    if stated["licence"]:
        content["rightsList"] = [{"rightsIdentifier": stated["licence"], "rightsIdentifierScheme": "SPDX"}]
    return content
