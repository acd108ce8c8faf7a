"""Reads of the way a case goes: its stages, who may answer, who answered for it when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.access.choices import DataClass, OrganisationKind, Purpose
from homeward.access.models import Organisation, User
from homeward.access.queries import name_users
from homeward.agreements import queries as agreements
from homeward.cases import queries
from homeward.cases.choices import Stage, TransferStatus
from homeward.cases.models import (
    Accountability,
    Case,
    HostConfirmation,
    StageChange,
    Transfer,
)
from homeward.cases.permissions import WORKERS
from homeward.cases.rules import Reach, TransferringFacts
from homeward.persons import queries as persons
from homeward.programmes.models import WayStage
from homeward.programmes.queries import ways as programme_ways

CASEWORK = {DataClass.IDENTITY, DataClass.PROFILE, DataClass.CASE}


@dataclass(frozen=True)
class Stand:
    """One stage as a bar shows it: done, current or to_come, with the day on which it began."""

    stage: Stage
    name: str
    state: str
    began: datetime | None


def bar(case: Case, changes: Iterable[StageChange]) -> list[Stand]:
    """The stages of the case's way; one that it has no longer stands where the case once was."""
    stages = programme_ways.stages_of(case.way_id)
    began = {Stage(change.to): change.at for change in changes}
    here = list(Stage).index(Stage(case.stage))
    shown = []
    for stage, name in _named(case, stages):
        rank = list(Stage).index(stage)
        state = "to_come"
        if stage in began and (rank < here or not case.is_open):
            state = "done"
        elif rank == here:
            state = "current"
        shown.append(Stand(stage, name, state, began.get(stage) if state != "to_come" else None))
    return shown


def _named(case: Case, stages: Sequence[WayStage]) -> list[tuple[Stage, str]]:
    names = {Stage(each.stage): str(each) for each in stages}
    names.setdefault(Stage(case.stage), str(Stage(case.stage).label))
    return [(stage, names[stage]) for stage in Stage if stage in names]


def due_before(travels_on: date | None, days: int | None) -> date | None:
    """So many days before the travel, where both are known."""
    return None if travels_on is None or days is None else travels_on - timedelta(days=days)


def last_day_to_apply(case: Case) -> date | None:
    stages = programme_ways.stages_of(case.way_id)
    days = next(
        (each.days_before_travel for each in stages if each.stage == Stage.APPLICATION), None
    )
    return due_before(case.travels_on, days)


def reach(case: Case, org: Organisation, *, on: date) -> Reach:
    """What agreements and consents let `org` see and write of the case, as the gate answers."""
    if org.pk == case.owner_org_id:
        return Reach(agreement=True, writes=True, consent=True)
    return Reach(
        agreement=queries.clause_covers(case, org, CASEWORK, Purpose.CASEWORK),
        writes=_writes(case, org, on),
        consent=persons.covers(
            case.person_id, recipient=org, purpose=Purpose.CASEWORK, classes=CASEWORK, on=on
        ),
    )


def _writes(case: Case, org: Organisation, on: date) -> bool:
    clauses = agreements.in_force(on).filter(
        agreements.of_programme(case.programme_id),
        from_org=case.owner_org_id,
        to_org=org,
        may_write=True,
        purposes__contains=[Purpose.CASEWORK],
        data_classes__contains=[DataClass.CASE],
    )
    return clauses.exists()


def transferring_facts(
    case: Case, to_org: Organisation, *, by: User, on: date
) -> TransferringFacts:
    own = by.organisation_id or 0
    return TransferringFacts(
        is_open=case.is_open,
        is_accountable=case.accountable_org_id == own,
        to_another=to_org.pk != case.accountable_org_id,
        has_open_transfer=open_transfer(case) is not None,
        reaches_case=reach(case, to_org, on=on),
        reaches_asker=own in {case.owner_org_id, to_org.pk}
        or agreements.covers(
            from_org_id=own,
            to_org_id=to_org.pk,
            programme_id=case.programme_id,
            classes={DataClass.CASE},
            purpose=Purpose.CASEWORK,
        ),
    )


def open_transfer(case: Case) -> Transfer | None:
    return case.transfers.filter(status=TransferStatus.ASKED).first()


def transfers_of(case: Case) -> list[Transfer]:
    found = list(case.transfers.select_related("from_org", "to_org"))
    name_users(asked_by=found, answered_by=[one for one in found if one.answered_by_id])
    return found


def accountable_of(case: Case) -> list[Accountability]:
    """Who answered for the case, the first one first, as far as the reader sees it."""
    found = list(case.accountabilities.select_related("organisation"))
    name_users(worker=[one for one in found if one.worker_id])
    return found


def accountable_between(org_id: int, since: datetime, until: datetime) -> QuerySet[Case]:
    """Open cases for which an organisation answered at any moment of [since, until).

    A case counts for each organisation that answered for it in that time, and for none outside of
    its own period: a transfer takes no case out of the figures of the time before it.
    """
    periods = Accountability.objects.filter(
        Q(until__isnull=True) | Q(until__gt=since), organisation=org_id, since__lt=until
    )
    return Case.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gt=since),
        pk__in=periods.values("case_id"),
        opened_at__lt=until,
    )


def organisations_to_ask(case: Case) -> list[Organisation]:
    """Organisations of both countries that could answer for a case, but for the one that does."""
    countries = [code for code in (case.origin_country_id, case.host_country_id) if code]
    return list(
        Organisation.objects.filter(country_id__in=countries, kind__in=queries.RECEIVING_KINDS)
        .exclude(pk=case.accountable_org_id)
        .order_by("name")
    )


def authorities(case: Case) -> list[Organisation]:
    """Who may decide on an application: authorities and organisations of the host country."""
    return list(
        Organisation.objects.filter(
            country_id=case.host_country_id,
            kind__in=[
                OrganisationKind.AUTHORITY,
                OrganisationKind.NGO,
                OrganisationKind.INTERNATIONAL,
            ],
        ).order_by("name")
    )


def host_organisations(case: Case) -> list[Organisation]:
    return [org for org in authorities(case) if org.pk != case.owner_org_id]


def confirmations_of(case: Case) -> list[HostConfirmation]:
    found = list(case.host_confirmations.select_related("host_org"))
    name_users(asked_by=found, answered_by=[one for one in found if one.answered_by_id])
    return found


def earlier_of(household_id: UUID, *, than: Case | None = None) -> list[Case]:
    """The other cases of a household that the reader sees, the latest first."""
    found = Case.objects.filter(household_id=household_id).select_related(
        "programme", "accountable_org", "origin_country"
    )
    return list((found.exclude(pk=than.pk) if than else found).order_by("-opened_at"))


def colleagues(organisation_id: int | None) -> list[User]:
    """Who of an organisation can work on a case."""
    found = User.objects.filter(organisation=organisation_id, is_active=True).order_by("name")
    return [user for user in found if WORKERS & set(user.roles)]
