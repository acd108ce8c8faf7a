"""What a programme or an authority sees first: not tasks, but the whole."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.permissions import can
from homeward.agreements import queries as agreements
from homeward.desk import queries

WITHDRAWN_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Overview:
    stages: list[queries.StageCount]
    total: int
    overdue: list[Any]
    withdrawn: list[Any]
    shows_consents: bool


def overview(user: User, *, on: date) -> Overview | None:
    if not can(user, "desk.overview"):
        return None
    stages = queries.counts_by_stage()
    shows_consents = Role.DATA_PROTECTION_OFFICER in user.roles
    since = timezone.now() - timedelta(days=WITHDRAWN_DAYS)
    return Overview(
        stages=stages,
        total=sum(row.count for row in stages),
        overdue=queries.overdue_by_holder(on=on),
        withdrawn=list(queries.withdrawn_since(since)[:20]) if shows_consents else [],
        shows_consents=shows_consents,
    )


def to_sign(user: User) -> list[Any]:
    if not can(user, "agreements.sign"):
        return []
    return list(agreements.waiting_for_signature_of(user.organisation_id))
