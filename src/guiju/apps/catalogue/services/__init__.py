"""Verbs of the catalogue (标准库的办理): each with its permission, transaction, history and search document."""

from guiju.apps.catalogue.services.imports import Outcome, import_apply, imports_apply, mapping_confirm
from guiju.apps.catalogue.services.records import assertion_record, edition_record, relation_record
from guiju.apps.catalogue.services.references import ReferenceOutcome, reference_import
from guiju.apps.catalogue.services.sample import reference_load, sample_load

__all__ = [
    "Outcome",
    "ReferenceOutcome",
    "assertion_record",
    "edition_record",
    "import_apply",
    "imports_apply",
    "mapping_confirm",
    "reference_import",
    "reference_load",
    "relation_record",
    "sample_load",
]
