"""Tables of the parties (机构、委员会与专家的表)."""

from guiju.apps.parties.models.committees import (
    Committee,
    CommitteeLink,
    CommitteeMember,
    CommitteeScore,
    CommitteeTerm,
)
from guiju.apps.parties.models.draws import Draw, DrawnMember
from guiju.apps.parties.models.experts import Expert, ExpertField, Recusal
from guiju.apps.parties.models.organisations import Merge, Organisation, OrganisationKind, OrganisationName
from guiju.apps.parties.models.sheets import PartySheet

__all__ = [
    "Committee",
    "CommitteeLink",
    "CommitteeMember",
    "CommitteeScore",
    "CommitteeTerm",
    "Draw",
    "DrawnMember",
    "Expert",
    "ExpertField",
    "Merge",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "PartySheet",
    "Recusal",
]
