"""Endpoints on cases, their facts and plans, and on persons."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from ninja.params.functions import Query

from homeward.access.choices import DataClass, Purpose
from homeward.cases import queries as cases
from homeward.cases.choices import Stage
from homeward.cases.models import Case
from homeward.exchange.api import schemas
from homeward.exchange.api.entry import Call, endpoint
from homeward.exchange.api.paging import Paged, page_of
from homeward.exchange.choices import Scope
from homeward.persons import queries as persons
from homeward.persons import search
from homeward.persons.models import Person
from homeward.plans import queries as plans
from homeward.plans.models import PlanLine
from homeward.referrals import queries as referrals

router = Router()
READ = ("cases.read", Purpose.CASEWORK)


@router.get("/me", response=schemas.Me, summary="Whose token this is")
@endpoint(("access.profile", Purpose.CASEWORK), scope=None)
def me(request: Call) -> schemas.Me:
    """Asks for no scope: the first call to make, to see that the token works."""
    user = request.auth.user
    return schemas.Me(
        name=user.name,
        email=user.email,
        organisation=str(user.organisation or ""),
        roles=user.roles,
        scopes=sorted(request.auth.scopes),
        expires_at=request.auth.expires_at,
    )


@router.get("/cases", response=schemas.CaseList, summary="Cases, in the order of their change")
@endpoint(READ, scope=Scope.CASES_READ)
def case_list(
    request: Call,
    asked: Paged,
    stage: Stage | None = None,
    closed: bool = Query(False, description="Closed ones as well."),
) -> schemas.CaseList:
    found = cases.listed(stage=stage.value if stage else "", open_only=not closed)
    page = page_of(found, asked)
    titles = cases.titles(page.rows)
    items = [schemas.CaseItem(**_case(case, titles[case.pk])) for case in page.rows]
    return schemas.CaseList(items=items, **page.told)


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
@endpoint(READ, scope=Scope.CASES_READ, tagged=True)
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
@endpoint(READ, scope=Scope.CASES_READ)
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
        data_class=_name(fact.data_class),
        value=fact.value,
        said_by=fact.said_by,
        said_on=fact.said_on,
        confirmed_on=confirmed.at.date() if confirmed else None,
    )


def _name(data_class: int) -> str:
    return DataClass(data_class).name.lower()


@router.get("/cases/{uuid:pk}/plan", response=schemas.PlanTold, summary="The plan as it stands")
@endpoint(("plans.read", Purpose.CASEWORK), scope=Scope.CASES_READ)
def plan(request: Call, pk: UUID) -> schemas.PlanTold:
    """Its latest version, with the lines that were not dropped."""
    found = plans.of_case(get_object_or_404(Case, pk=pk))
    if found is None:
        return schemas.PlanTold(
            id=None, version=None, status="", goal="", approved_on=None, lines=[]
        )
    return schemas.PlanTold(
        id=found.pk,
        version=found.version,
        status=found.status,
        goal=found.goal,
        approved_on=found.approved_on,
        lines=[_line(line) for line in plans.lines(found)],
    )


def _line(line: PlanLine) -> schemas.PlanLineItem:
    return schemas.PlanLineItem(
        id=line.pk,
        dimension=line.dimension,
        kind=line.kind,
        title=line.title,
        horizon=line.horizon,
        beneficiary=line.beneficiary_id,
        service=line.service_id,
        quantity=line.quantity,
        cost=line.cost,
        currency=line.currency,
        due_on=line.due_on,
        status=line.status,
    )


@router.get(
    "/cases/{uuid:pk}/choosable-facts",
    response=schemas.ChoosableFacts,
    summary="What a referral may tell of a person",
)
@endpoint(("referrals.draft", Purpose.CASEWORK), scope=Scope.REFERRALS_WRITE)
def choosable_facts(request: Call, pk: UUID, person: UUID) -> schemas.ChoosableFacts:
    """Never asylum history. A draft names the keys of those that the receiver needs."""
    case = get_object_or_404(Case, pk=pk)
    about = get_object_or_404(Person, pk=person, household=case.household_id)
    offered = referrals.facts_to_choose(case, about, on=timezone.localdate())
    items = [
        schemas.ChoosableFact(
            key=fact.key,
            label=str(fact.label),
            value=str(fact.value),
            data_class=_name(fact.data_class),
            after_acceptance=fact.after_acceptance,
        )
        for fact in offered
    ]
    return schemas.ChoosableFacts(items=items)


@router.get("/persons", response=schemas.PersonList, summary="Persons by name, in any script")
@endpoint(("persons.find", Purpose.CASEWORK), scope=Scope.PERSONS_READ)
def person_list(
    request: Call, q: str = Query(..., min_length=2, max_length=200)
) -> schemas.PersonList:
    """The likeliest first, however the name is spelled."""
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
