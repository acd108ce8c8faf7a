"""Who is away, and who covers."""

from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import can, require
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import queries, rules
from homeward.tasks.choices import Reason
from homeward.tasks.models import Absence


@transaction.atomic
def state_absence(
    user: User, cover: User, *, from_on: date, until_on: date, by: User, at: datetime
) -> Absence:
    """States that `user` is away; until the last day `cover` has what waits for them too."""
    _require(user, by)
    # One statement at a time in an organisation: two covers chosen at once could both be away.
    queries.lock_absences(by.organisation_of_rows.pk)
    refuse_if(
        rules.reasons_not_to_be_away(
            queries.absence_facts(user, cover, from_on=from_on, until_on=until_on, on=at.date())
        )
    )
    return Absence.objects.create(
        organisation=by.organisation_of_rows,
        user=user,
        cover=cover,
        from_on=from_on,
        until_on=until_on,
        stated_by=by,
        stated_at=at,
    )


def _require(user: User, by: User) -> None:
    require(by, "tasks.state_absence")
    if user.pk != by.pk:
        require(by, "tasks.state_absence_of_others")
    if user.organisation_id != by.organisation_id:
        raise Refused(Reason.NOT_A_COLLEAGUE)


@transaction.atomic
def end_absence(absence: Absence, *, by: User, at: datetime) -> None:
    """Back earlier than it was said. By oneself, or by who may state it for others."""
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    if absence.user_id != by.pk or not can(by, "tasks.state_absence"):
        require(by, "tasks.state_absence_of_others")
    if absence.ended_at is None:
        absence.ended_at = at
        absence.save(update_fields=["ended_at"])
