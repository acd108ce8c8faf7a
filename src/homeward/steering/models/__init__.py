"""What organisations state together. Nothing here names or counts out a person of a case."""

from homeward.steering.models.adoptions import Adoption, KeptDifference
from homeward.steering.models.areas import AreaEvidence, PriorityArea
from homeward.steering.models.consultations import Consultation, ConsultedGroup, Saying
from homeward.steering.models.definitions import SustainabilityDefinition, SustainabilityThreshold
from homeward.steering.models.delegations import Delegation
from homeward.steering.models.dialogues import DialogueEntry, StateRequest
from homeward.steering.models.feedback import FeedbackFinding
from homeward.steering.models.workplan import WorkplanItem

__all__ = [
    "Adoption",
    "AreaEvidence",
    "Consultation",
    "ConsultedGroup",
    "Delegation",
    "DialogueEntry",
    "FeedbackFinding",
    "KeptDifference",
    "PriorityArea",
    "Saying",
    "StateRequest",
    "SustainabilityDefinition",
    "SustainabilityThreshold",
    "WorkplanItem",
]
