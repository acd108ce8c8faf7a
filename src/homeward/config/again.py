"""What organisations took away or shut after a backup, taken away again in what was restored.

Asked as the database's owner, before anybody is served. What persons closed comes back by
`persons.actions.replay`, whom they had erased by `rights.actions.replay`.
"""

from datetime import datetime

from django.db.models import Model

from homeward.access.actions import revoke_again
from homeward.agreements.actions import close_again
from homeward.complaints.actions import forget_codes_again
from homeward.emergencies.models import EmergencyAccess
from homeward.employment.models import EmployerLink
from homeward.exchange.models import ApiToken
from homeward.interviews.models import InterviewLink
from homeward.offline.actions import taking as offline
from homeward.openrosa.models import Device
from homeward.referrals.models import AnswerLink
from homeward.seals.actions import seal_again
from homeward.signins import actions as signins
from homeward.users.actions.restricting import restrict_again
from homeward.webhooks.actions import keeping as webhooks

REVOKED: tuple[type[Model], ...] = (AnswerLink, InterviewLink, EmployerLink, ApiToken, Device)


def restrict(*, at: datetime) -> dict[str, int]:
    """How many of each came back open. Idempotent."""
    links = sum(revoke_again(model, at=at) for model in REVOKED)
    return {
        "users": restrict_again(at=at),
        "agreements": close_again(),
        "seals": seal_again(at=at),
        "links and codes": links + signins.end_again(at=at) + forget_codes_again(),
        "lists on devices": offline.end_again(at=at),
        "webhooks": webhooks.pause_again(at=at),
        "emergency accesses": revoke_again(EmergencyAccess, at=at, column="ended_at"),
    }
