"""Partnerships, and who has which part in a task."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.actors.models import Actor
from homeward.core.refusals import Refused, refuse_if
from homeward.stakeholders import rules
from homeward.stakeholders.choices import Reason
from homeward.stakeholders.models import (
    Objective,
    Partnership,
    PartnershipMember,
    Responsibility,
)


@transaction.atomic
def save_partnership(
    partnership: Partnership | None,
    *,
    actors: Sequence[Actor],
    by: User,
    at: datetime,
    **values: Any,
) -> Partnership:
    """A new partnership, or what is said of one anew."""
    require(by, "stakeholders.keep")
    refuse_if(
        rules.reasons_against_partnership(
            actors=len(actors), starts_on=values["starts_on"], ends_on=values["ends_on"]
        )
    )
    partnership = partnership or Partnership()
    for name, value in values.items():
        setattr(partnership, name, value)
    partnership.recorded_by, partnership.recorded_at = by, at
    partnership.save()
    partnership.members.exclude(actor__in=actors).delete()
    PartnershipMember.objects.bulk_create(
        [PartnershipMember(partnership=partnership, actor=actor) for actor in actors],
        ignore_conflicts=True,
    )
    return partnership


@transaction.atomic
def add_objective(*, by: User, at: datetime, **values: Any) -> Objective:
    require(by, "stakeholders.keep")
    if values["programme"] is None and values["country"] is None:
        raise Refused(Reason.NO_ABOUT)
    return Objective.objects.create(recorded_by=by, recorded_at=at, **values)


@transaction.atomic
def remove_objective(objective: Objective, *, by: User) -> None:
    require(by, "stakeholders.keep")
    objective.delete()


@transaction.atomic
def give_part(objective: Objective, actor: Actor, part: str, *, by: User) -> None:
    """An actor's part in a task, in place of another one; an empty part takes it away."""
    require(by, "stakeholders.keep")
    objective = Objective.objects.select_for_update(of=("self",)).get(pk=objective.pk)
    held = objective.parts.filter(actor=actor)
    if not part:
        held.delete()
        return
    others = set(objective.parts.exclude(actor=actor).values_list("part", flat=True))
    refuse_if(rules.reasons_against_part(part, others=others))
    Responsibility.objects.update_or_create(
        objective=objective, actor=actor, defaults={"part": part}
    )
