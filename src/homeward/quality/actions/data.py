"""Limits that an organisation states, and the figures that the job writes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.quality import queries
from homeward.quality.choices import Reason
from homeward.quality.models import DataFigure, InterviewEffect, InterviewerFigure, Limit
from homeward.quality.rules import data, interviews

# Delays and interviews are those of the last year: what is long past tells of nobody's work now.
WINDOW = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class LimitGiven:
    line: str
    value: int
    valid_from: date
    source: str


@transaction.atomic
def state_limit(given: LimitGiven, *, by: User, at: datetime) -> Limit:
    """From a day on the actor's organisation calls more than this late, or less than this short."""
    require(by, "quality.state_limits")
    org = by.organisation_of_rows
    if not given.source.strip():
        raise Refused(Reason.NO_SOURCE)
    if Limit.objects.filter(owner_org=org, line=given.line, valid_from=given.valid_from).exists():
        raise Refused(Reason.STATED_ALREADY)
    return Limit.objects.create(
        owner_org=org, line=given.line, value=given.value, valid_from=given.valid_from,
        source=given.source.strip(), stated_at=at, stated_by=by,
    )  # fmt: skip


@transaction.atomic
def examine(organisation: Organisation, *, at: datetime) -> int:
    """Counts every line anew over an organisation's own rows. How many figures that were.

    Runs as that organisation's job. The month's row is written over, so that a year is twelve rows.
    """
    today = at.date()
    for line in data.LINES:
        found = queries.data.count(line, organisation, today=today, since=today - WINDOW)
        DataFigure.objects.update_or_create(
            organisation=organisation, line=line.code, month=today.replace(day=1),
            defaults={
                "found": found.found, "looked_at": found.looked_at, "median": found.median,
                "ninth": found.ninth, "computed_at": at,
            },
        )  # fmt: skip
    return len(data.LINES) + _examine_interviews(organisation, at=at)


def _examine_interviews(organisation: Organisation, *, at: datetime) -> int:
    """The figures of before go with their instrument's line; what nobody asked any more is gone."""
    today, since = at.date(), at.date() - WINDOW
    short = queries.data.limit_of(data.SHORT_INTERVIEW, organisation, on=today)
    InterviewerFigure.objects.filter(organisation=organisation).delete()
    InterviewEffect.objects.filter(organisation=organisation).delete()
    versions = queries.interviewing.versions(organisation, since=since)
    for version in versions:
        held = queries.interviewing.interviews(version, organisation, since=since)
        lines = interviews.counted(held, shortest=short.value if short else None)
        found = queries.interviewing.effect(held)
        effect = InterviewEffect.objects.create(
            organisation=organisation, version=version, from_on=since, until_on=today,
            interviewers=len(lines), interviews=len(held), icc=found.icc if found else None,
            low=found.low if found else None, high=found.high if found else None, computed_at=at,
        )  # fmt: skip
        InterviewerFigure.objects.bulk_create(
            InterviewerFigure(
                effect=effect, organisation=organisation, interviewer_id=one.interviewer,
                **{k: v for k, v in vars(one).items() if k != "interviewer"},
            )
            for one in lines
        )  # fmt: skip
    return len(versions)
