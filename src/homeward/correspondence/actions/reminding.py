"""Reminders: which rules there are, and the nightly run by them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from homeward.access import jobs
from homeward.access.choices import DataClass, Purpose
from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.correspondence import queries
from homeward.correspondence.choices import About, Direction
from homeward.correspondence.models import MessageEntry, ReminderRule
from homeward.correspondence.queries import Due
from homeward.messages import actions as messages
from homeward.messages.choices import Occasion

ORGS, REMIND = "organisations_that_remind", "remind_persons"
jobs.declare(ORGS, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)
# Of one organisation at a time. A sealed file's rows are its team's: no job reads or reminds.
jobs.declare(
    REMIND,
    classes={DataClass.IDENTITY, DataClass.CONTACT, DataClass.CASE},
    purpose=Purpose.CASEWORK,
    across_owners=False,
)
OCCASIONS = {About.SESSION: Occasion.APPOINTMENT, About.FOLLOW_UP: Occasion.FOLLOW_UP}


@transaction.atomic
def state_rule(
    about: str, *, days_before: int, channel: str, by: User, at: datetime
) -> ReminderRule:
    """States it; the one before ends."""
    require(by, "correspondence.state_reminders")
    ReminderRule.objects.filter(
        organisation=by.organisation_of_rows, about=about, ended_at__isnull=True
    ).update(ended_at=at)
    return ReminderRule.objects.create(
        organisation=by.organisation_of_rows, about=about, days_before=days_before,
        channel=channel, stated_at=at, stated_by=by,
    )  # fmt: skip


@transaction.atomic
def end_rule(rule: ReminderRule, *, by: User, at: datetime) -> None:
    require(by, "correspondence.state_reminders")
    ReminderRule.objects.filter(pk=rule.pk, ended_at__isnull=True).update(ended_at=at)


def remind(*, at: datetime) -> int:
    """Writes and queues what is due, for each organisation that reminds. How many that were."""
    with jobs.acting_job(ORGS):
        organisations = queries.organisations_that_remind()
    return sum(_remind_of(pk, at=at) for pk in organisations)


def _remind_of(organisation_id: int, *, at: datetime) -> int:
    with jobs.acting_job(REMIND, organisation_id):
        organisation = Organisation.objects.get(pk=organisation_id)
        due = queries.due(organisation_id, today=timezone.localdate(at))
        for one in due:
            _tell(organisation, one, at=at)
    return len(due)


def _tell(organisation: Organisation, due: Due, *, at: datetime) -> None:
    opt_in = due.opt_in
    text, language = queries.said(
        organisation, OCCASIONS[due.about], opt_in.language, reference=due.case.reference,
        day=due.day, moment=due.moment,
    )  # fmt: skip
    entry = MessageEntry(
        case=due.case, person_id=opt_in.person_id, programme_id=due.case.programme_id,
        owner_org=organisation, direction=Direction.OUT, via=opt_in.channel,
        occasion=OCCASIONS[due.about], language=language, text=text, at=at, about=due.about,
        about_id=due.subject_id, about_on=due.day,
    )  # fmt: skip
    entry.save(force_insert=True)
    messages.queue(
        to=str(opt_in.address), subject=text, body=text, at=at, channel=opt_in.channel,
        organisation_id=organisation.pk, source=entry.pk, quiet_in=opt_in.country,
    )  # fmt: skip
