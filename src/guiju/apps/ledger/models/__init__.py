"""Tables of the ledger (台账的表)."""

from guiju.apps.ledger.models.assessments import (
    Announcement,
    Appeal,
    Assessed,
    AssessedValue,
    Assessment,
    Evaluator,
    ValueFile,
)
from guiju.apps.ledger.models.councils import Council, Decision, Meeting, Seat
from guiju.apps.ledger.models.crosswalk import SuggestedPairs, TaskPair
from guiju.apps.ledger.models.documents import RequiredDocument
from guiju.apps.ledger.models.joint import JointOffice
from guiju.apps.ledger.models.limits import OfficeLimit
from guiju.apps.ledger.models.policies import Policy
from guiju.apps.ledger.models.progress import Evidence, Progress
from guiju.apps.ledger.models.reminders import Liaison, PaceAlarm, Reminded
from guiju.apps.ledger.models.rounds import Filing, FilingStep, Round
from guiju.apps.ledger.models.schemes import KeptScheme
from guiju.apps.ledger.models.targets import Target
from guiju.apps.ledger.models.tasks import BodyName, Task, TaskBody
from guiju.apps.ledger.models.ties import TieRefusal

__all__ = [
    "Announcement",
    "Appeal",
    "Assessed",
    "AssessedValue",
    "Assessment",
    "BodyName",
    "Council",
    "Decision",
    "Evaluator",
    "Evidence",
    "Filing",
    "FilingStep",
    "JointOffice",
    "KeptScheme",
    "Liaison",
    "Meeting",
    "OfficeLimit",
    "PaceAlarm",
    "Policy",
    "Progress",
    "Reminded",
    "RequiredDocument",
    "Round",
    "Seat",
    "SuggestedPairs",
    "Target",
    "Task",
    "TaskBody",
    "TaskPair",
    "TieRefusal",
    "ValueFile",
]
