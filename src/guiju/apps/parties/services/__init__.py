"""Verbs of the parties (机构的办理)."""

from guiju.apps.parties.services.merging import organisation_merge, organisation_merge_undo
from guiju.apps.parties.services.organisations import (
    organisation_add,
    organisation_change,
    organisation_close,
    organisation_link,
    organisation_rename,
)

__all__ = [
    "organisation_add",
    "organisation_change",
    "organisation_close",
    "organisation_link",
    "organisation_merge",
    "organisation_merge_undo",
    "organisation_rename",
]
