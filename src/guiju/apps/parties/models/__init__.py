"""Tables of the parties (机构的表)."""

from guiju.apps.parties.models.organisations import Merge, Organisation, OrganisationKind, OrganisationName

__all__ = ["Merge", "Organisation", "OrganisationKind", "OrganisationName"]
