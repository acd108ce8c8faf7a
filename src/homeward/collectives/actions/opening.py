"""A project is opened, described, moved along, divided into seasons and shared with partners."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.collectives import queries, rules
from homeward.collectives.actions.locking import locked, locked_open, season_of
from homeward.collectives.choices import ProjectStatus, Reason
from homeward.collectives.models import Project, ProjectPartner, Season
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Area, Country
from homeward.programmes.models import Programme
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Described:
    """A project as its form gives it."""

    name: str
    kind: str
    programme: Programme
    country: Country
    currency: str
    area: Area | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    sector: str = ""
    product: str = ""
    objective: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    budget: Decimal | None = None
    funder: str = ""
    payout_rule: str = "equal"
    exit_rule: str = "contribution"
    rules_from: str = ""


@transaction.atomic
def open_project(given: Described, *, by: User, at: datetime) -> Project:
    require(by, "collectives.open")
    return Project.objects.create(
        owner_org=by.organisation_of_rows, keeper=by, opened_at=at, **_values(given)
    )


@transaction.atomic
def change(project: Project, given: Described, *, by: User, at: datetime) -> Project:
    """The book's currency stays once something is in it, and so does the kind of project."""
    require(by, "collectives.keep")
    project = locked(project, by)
    if project.book_id and given.currency != project.currency:
        raise Refused(Reason.CURRENCY_FIXED)
    for name, value in _values(given).items():
        setattr(project, name, value)
    project.save()
    return project


def _values(given: Described) -> dict[str, object]:
    # Not asdict: it would copy the rows that are named.
    return {field.name: getattr(given, field.name) for field in fields(given)}


@transaction.atomic
def move(project: Project, to: ProjectStatus, *, by: User, at: datetime) -> Project:
    """A project ends once its season is closed and nothing is owed to who left."""
    require(by, "collectives.keep")
    project = locked(project, by)
    ends = to == ProjectStatus.ENDED
    checks = [
        (to in rules.NEXT[ProjectStatus(project.status)], Reason.WRONG_STATUS),
        (not ends or queries.open_season(project) is None, Reason.SEASON_OPEN),
        (not ends or queries.owed(project) == 0, Reason.STILL_OWED),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    project.status = to
    if to == ProjectStatus.ACTIVE and project.starts_on is None:
        project.starts_on = at.date()
    if ends and (project.ends_on is None or project.ends_on > at.date()):
        project.ends_on = max(at.date(), project.starts_on or at.date())
    project.save(update_fields=["status", "starts_on", "ends_on"])
    return project


@transaction.atomic
def open_season(
    project: Project, *, name: str, starts_on: date, ends_on: date, by: User, at: datetime
) -> Season:
    """One at a time; its keeper has a wait to close it."""
    require(by, "collectives.keep")
    project = locked_open(project, by)
    if queries.open_season(project):
        raise Refused(Reason.SEASON_OPEN)
    season = Season.objects.create(
        project=project, name=name, starts_on=starts_on, ends_on=ends_on, opened_by=by
    )
    tasks.begin(
        TaskKind.CLOSE_SEASON,
        season.pk,
        holder_org=project.owner_org_id,
        holder=project.keeper,
        waiter_org=project.owner_org_id,
        at=at,
        programme_id=project.programme_id,
        reference=project.name,
        due_on=ends_on,
    )
    return season


@transaction.atomic
def close_season(season: Season, *, on: date, by: User, at: datetime) -> Season:
    require(by, "collectives.keep")
    project = locked(season.project, by)
    season = season_of(season, project)
    checks = [
        (season.closed_on is None, Reason.SEASON_CLOSED),
        (on <= at.date(), Reason.IN_THE_FUTURE),
        (on >= season.starts_on, Reason.OUTSIDE_SEASON),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    season.closed_on = on
    season.save(update_fields=["closed_on"])
    tasks.end(TaskKind.CLOSE_SEASON, season.pk, at=at)
    return season


@transaction.atomic
def add_partner(
    project: Project, organisation: Organisation, *, by: User, at: datetime
) -> ProjectPartner:
    """It reads the project from now on, for as long as an agreement with it is in force."""
    require(by, "collectives.keep")
    project = locked_open(project, by)
    if not queries.agreed_with(project, organisation):
        raise Refused(Reason.NO_AGREEMENT)
    try:
        with transaction.atomic():
            return ProjectPartner.objects.create(
                project=project, organisation=organisation, added_by=by, added_at=at
            )
    except IntegrityError as error:
        raise Refused(Reason.PARTNER_ALREADY) from error


@transaction.atomic
def remove_partner(partner: ProjectPartner, *, by: User, at: datetime) -> None:
    require(by, "collectives.keep")
    locked(partner.project, by)
    partner.delete()
