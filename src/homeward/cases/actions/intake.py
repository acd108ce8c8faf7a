"""Facts: what was said, asked again, corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases import queries, rules
from homeward.cases.actions.stages import go_on, locked, wait
from homeward.cases.choices import FactKind, Reason, SaidBy, Stage, class_of
from homeward.cases.models import Case, Confirmation, Fact
from homeward.core.refusals import Refused, refuse_if
from homeward.persons import actions as persons
from homeward.persons import queries as persons_queries
from homeward.persons.models import ConsentSheet, Person
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer of the intake. An empty value says: asked, and not known."""

    kind: FactKind
    value: str
    person: Person
    said_by: SaidBy
    said_on: date
    said_by_name: str = ""


@transaction.atomic
def record_facts(case: Case, answers: Sequence[Said], *, by: User, at: datetime) -> list[Fact]:
    """Keeps a page of the intake, all of it or nothing."""
    return [
        record_fact(
            case,
            said.kind,
            said.value,
            person=said.person,
            said_by=said.said_by,
            said_on=said.said_on,
            said_by_name=said.said_by_name,
            by=by,
            at=at,
        )
        for said in answers
    ]


@transaction.atomic
def record_fact(
    case: Case,
    kind: FactKind,
    value: str,
    *,
    person: Person,
    said_by: SaidBy,
    said_on: date,
    said_by_name: str = "",
    by: User,
    at: datetime,
) -> Fact:
    """Keeps what somebody said. An empty value says: asked, and not known."""
    require(by, "cases.take_intake")
    case = locked(case)
    refuse_if(rules.reasons_not_to_write(is_open=case.is_open))
    return _new_fact(
        case, kind, value, person=person, said_by=said_by, said_on=said_on,
        said_by_name=said_by_name, by=by, at=at,
    )  # fmt: skip


def _new_fact(
    case: Case,
    kind: FactKind,
    value: str,
    *,
    person: Person,
    said_by: SaidBy,
    said_on: date,
    said_by_name: str,
    by: User,
    at: datetime,
    replaces: Fact | None = None,
) -> Fact:
    return Fact.objects.create(
        case=case,
        person=person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        data_class=class_of(kind),
        kind=kind,
        value=value,
        said_by=said_by,
        said_by_name=said_by_name,
        said_on=said_on,
        recorded_by=by,
        recorded_at=at,
        replaces=replaces,
    )


@transaction.atomic
def take_intake(
    case: Case, answers: Sequence[Said], *, finish: bool, by: User, at: datetime
) -> list[Fact]:
    """Keeps a page of the intake and, where that is all, finishes it in the same breath."""
    kept = record_facts(case, answers, by=by, at=at)
    if finish:
        finish_intake(case, by=by, at=at)
    return kept


@transaction.atomic
def finish_intake(case: Case, *, by: User, at: datetime) -> None:
    """The intake is taken: what is open next is what the next stage of the way waits for."""
    require(by, "cases.take_intake")
    case = locked(case)
    refuse_if(
        rules.reasons_not_to_finish_intake(is_open=case.is_open, has_facts=case.facts.exists())
    )
    tasks.end(TaskKind.FINISH_INTAKE, case.pk, at=at)
    if case.stage == Stage.COUNSELLING:
        go_on(case, by=by, at=at)


@transaction.atomic
def record_consent(
    case: Case,
    people: Sequence[Person],
    lines: Sequence[persons.ConsentLine],
    giving: persons.Giving,
    *,
    by: User,
    at: datetime,
) -> list[ConsentSheet]:
    """Records what the household allows; the intake is what comes next."""
    sheets = persons.give_together(people, lines, giving, by=by, at=at)
    consent_recorded(case, by=by, at=at)
    for person in people:
        if not persons_queries.is_minor(person, on=giving.given_on):
            tasks.end(TaskKind.ASK_CONSENT_ANEW, person.pk, at=at)
    return sheets


def consent_recorded(case: Case, *, by: User, at: datetime) -> None:
    """After the first consent the next step is the intake. Called with the consent."""
    tasks.end(TaskKind.RECORD_CONSENT, case.pk, at=at)
    if case.stage == Stage.COUNSELLING:
        wait(TaskKind.FINISH_INTAKE, case, holder=by, at=at)


@transaction.atomic
def confirm_fact(fact: Fact, *, by: User, at: datetime) -> Confirmation:
    """The fact was asked again and holds."""
    require(by, "cases.confirm_facts")
    fact = Fact.objects.select_for_update(of=("self",)).select_related("case").get(pk=fact.pk)
    refuse_if(rules.reasons_not_to_write(is_open=fact.case.is_open))
    if Fact.objects.filter(replaces=fact).exists():
        raise Refused(Reason.FACT_REPLACED)
    confirmation = Confirmation.objects.create(
        fact=fact,
        person_id=fact.person_id,
        programme_id=fact.programme_id,
        owner_org=by.organisation_of_rows,
        data_class=fact.data_class,
        at=at,
        by=by,
    )
    _end_confirming(fact.case, at=at, by=by)
    return confirmation


@transaction.atomic
def correct_fact(
    fact: Fact, value: str, *, said_by: SaidBy, said_on: date, said_by_name: str = "",
    by: User, at: datetime,
) -> Fact:  # fmt: skip
    """A new fact that replaces the old one; both stay."""
    require(by, "cases.confirm_facts")
    fact = Fact.objects.select_for_update(of=("self",)).select_related("case").get(pk=fact.pk)
    refuse_if(rules.reasons_not_to_write(is_open=fact.case.is_open))
    if Fact.objects.filter(replaces=fact).exists():
        raise Refused(Reason.FACT_REPLACED)
    newer = _new_fact(
        fact.case, FactKind(fact.kind), value, person=fact.person, said_by=said_by,
        said_on=said_on, said_by_name=said_by_name, by=by, at=at, replaces=fact,
    )  # fmt: skip
    _end_confirming(fact.case, at=at, by=by)
    return newer


def _end_confirming(case: Case, *, by: User, at: datetime) -> None:
    """When nothing of another organisation is left unconfirmed, the next step is the plan."""
    if case.stage != Stage.PLAN or by.organisation_id != case.case_org_id:
        return
    left = [
        known
        for known in queries.known_facts(case)
        if known.fact.owner_org_id != by.organisation_id and not known.confirmations
    ]
    if not left:
        tasks.end(TaskKind.CONFIRM_FACTS, case.pk, at=at)
        wait(TaskKind.DRAFT_PLAN, case, holder=by, at=at)
