"""Endpoints on cases, their facts and persons."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.params.functions import Query

from homeward.access.choices import DataClass, Purpose
from homeward.cases import queries as cases
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.exchange.api import schemas
from homeward.exchange.api.entry import Call, endpoint
from homeward.exchange.choices import Scope
from homeward.persons import queries as persons
from homeward.persons import search
from homeward.persons.models import Person

router = Router()
PER_PAGE = 50
LAST_PAGE = 1000
READ = ("cases.read", Purpose.CASEWORK)


@router.get("/me", response=schemas.Me, summary="Whose token this is")
@endpoint(("access.profile", Purpose.CASEWORK), scope=None)
def me(request: Call) -> schemas.Me:
    user = request.auth.user
    return schemas.Me(
        name=user.name,
        email=user.email,
        organisation=str(user.organisation or ""),
        roles=user.roles,
        scopes=sorted(request.auth.scopes),
    )


@router.get("/cases", response=schemas.CaseList, summary="Cases, the one changed last first")
@endpoint(READ, scope=Scope.CASES_READ)
def case_list(
    request: Call,
    page: int = Query(1, ge=1, le=LAST_PAGE),
    stage: Stage | None = None,
    closed: bool = False,
) -> schemas.CaseList:
    found = cases.listed(stage=stage.value if stage else "", open_only=not closed)
    shown, has_next = paged(found, page)
    titles = cases.titles(shown)
    items = [schemas.CaseItem(**_case(case, titles[case.pk])) for case in shown]
    return schemas.CaseList(items=items, page=page, has_next=has_next)


def paged(found: Any, page: int) -> tuple[list[Any], bool]:
    """One page, and whether there is another; nothing is counted."""
    start = (page - 1) * PER_PAGE
    rows = list(found[start : start + PER_PAGE + 1])
    return rows[:PER_PAGE], len(rows) > PER_PAGE


def _case(case: Case, title: str) -> dict[str, Any]:
    return {
        "id": case.pk,
        "reference": case.reference,
        "title": title,
        "stage": case.stage,
        "destination": case.destination,
        "is_open": case.is_open,
        "accountable_organisation": str(case.accountable_org),
        "worker": str(case.worker or ""),
        "changed_at": case.changed_at,
    }


@router.get("/cases/{uuid:pk}", response=schemas.CaseDetail, summary="One case")
@endpoint(READ, scope=Scope.CASES_READ)
def case_detail(request: Call, pk: UUID) -> schemas.CaseDetail:
    case = get_object_or_404(
        Case.objects.select_related("worker", "accountable_org", "programme"), pk=pk
    )
    people = persons.members(case.household_id)
    return schemas.CaseDetail(
        **_case(case, cases.titles([case])[case.pk]),
        programme=case.programme.name,
        host_country=case.host_country_id or "",
        origin_country=case.origin_country_id,
        opened_at=case.opened_at,
        travels_on=case.travels_on,
        arrived_on=case.arrived_on,
        closed_at=case.closed_at,
        members=[_member(person) for person in people],
    )


def _member(person: Person) -> schemas.Member:
    return schemas.Member(
        id=person.pk,
        name=person.full_name,
        household_role=person.household_role,
        sex=person.sex,
        birth_year=person.birth_year,
    )


@router.get("/cases/{uuid:pk}/facts", response=schemas.FactList, summary="What the file knows")
@endpoint(("cases.read", Purpose.CASEWORK), scope=Scope.CASES_READ)
def fact_list(request: Call, pk: UUID) -> schemas.FactList:
    case = get_object_or_404(Case, pk=pk)
    return schemas.FactList(items=[_fact(known) for known in cases.known_facts(case)])


def _fact(known: cases.KnownFact) -> schemas.FactItem:
    fact, confirmed = known.fact, known.confirmed
    return schemas.FactItem(
        id=fact.pk,
        person=fact.person_id,
        kind=fact.kind,
        label=fact.get_kind_display(),
        data_class=DataClass(fact.data_class).name.lower(),
        value=fact.value,
        said_by=fact.said_by,
        said_on=fact.said_on,
        confirmed_on=confirmed.at.date() if confirmed else None,
    )


@router.get("/persons", response=schemas.PersonList, summary="Persons by name, in any script")
@endpoint(("persons.find", Purpose.CASEWORK), scope=Scope.PERSONS_READ)
def person_list(
    request: Call, q: str = Query(..., min_length=2, max_length=200)
) -> schemas.PersonList:
    found = [hit.person for hit in search.find(q)]
    return schemas.PersonList(items=_people(found))


def _people(found: Sequence[Person]) -> list[schemas.PersonItem]:
    by_household = cases.of_households(person.household_id for person in found)
    items = []
    for person in found:
        case = by_household.get(person.household_id) if person.household_id else None
        items.append(
            schemas.PersonItem(
                id=person.pk,
                name=person.full_name,
                sex=person.sex,
                birth_year=person.birth_year,
                case=case.pk if case else None,
            )
        )
    return items
