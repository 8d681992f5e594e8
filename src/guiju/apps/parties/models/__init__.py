"""Tables of the parties (机构、专家与抽取的表)."""

from guiju.apps.parties.models.draws import Draw, DrawnMember
from guiju.apps.parties.models.experts import Expert, ExpertField, Recusal
from guiju.apps.parties.models.organisations import Merge, Organisation, OrganisationKind, OrganisationName

__all__ = [
    "Draw",
    "DrawnMember",
    "Expert",
    "ExpertField",
    "Merge",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "Recusal",
]
