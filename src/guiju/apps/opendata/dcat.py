"""The dumps described in DCAT 3 (数据目录), as JSON-LD."""

from __future__ import annotations

from typing import Any

from guiju.apps.catalogue.licences import LICENCES
from guiju.apps.opendata.models import Dump
from guiju.kernel.history.canonical import moment_text

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_TITLE = [
    {"@language": "zh-Hans", "@value": "规矩标准库"},
    {"@language": "en", "@value": "The Guiju catalogue of standards"},
]
_ABOUT = [
    {"@language": "zh-Hans", "@value": "标准的编号、名称、日期、关系和来源，状态由此按日推算。"},
    {
        "@language": "en",
        "@value": "Numbers, titles, dates, relations and sources of standards; status follows.",
    },
]


def dataset_of(dump: Dump, root: str) -> dict[str, Any]:
    """The dataset as it is in a dump; `root` is the address of the site without its last slash."""
    licences = {source["licence"]: source["licence_url"] for source in dump.manifest["sources"]}
    return {
        "@context": CONTEXT,
        "@id": f"{root}/data/",
        "@type": "dcat:Dataset",
        "dct:title": _TITLE,
        "dct:description": _ABOUT,
        "dct:identifier": f"guiju-catalogue-{dump.snapshot}",
        "dct:modified": {"@type": "xsd:dateTime", "@value": moment_text(dump.made_at)},
        "dct:language": ["zh", "en"],
        "dct:license": [{"@id": url} for url in sorted(set(filter(None, licences.values())))],
        "dct:rights": [LICENCES[words].name.en for words in sorted(licences) if words in LICENCES],
        "dct:source": [source["attribution"] or source["name"] for source in dump.manifest["sources"]],
        "dcat:version": dump.snapshot,
        "dcat:landingPage": {"@id": f"{root}/data/"},
        "dcat:distribution": [_distribution(dump, told, root) for told in dump.manifest["files"]],
    }


def _distribution(dump: Dump, told: dict[str, Any], root: str) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": told["name"],
        "dcat:downloadURL": {"@id": f"{root}/data/{dump.pk}/{told['name']}"},
        "dcat:mediaType": told["media_type"],
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(told["bytes"])},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"},
            "spdx:checksumValue": told["sha256"],
        },
    }
