"""Tables of the catalogue (标准库的表)."""

from guiju.apps.catalogue.models.editions import Assertion, Edition, Relation, Series
from guiju.apps.catalogue.models.imports import CatalogueState, ImportBatch, ImportMapping
from guiju.apps.catalogue.models.list_imports import ListImport
from guiju.apps.catalogue.models.reference import CcsCode, Committee, IcsCode, Source

__all__ = [
    "Assertion",
    "CatalogueState",
    "CcsCode",
    "Committee",
    "Edition",
    "IcsCode",
    "ImportBatch",
    "ImportMapping",
    "ListImport",
    "Relation",
    "Series",
    "Source",
]
