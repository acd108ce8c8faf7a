"""Who is this? A case of somebody without a name is filled in, or joined to a person known."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction

from homeward.access.models import Guarded, User
from homeward.access.permissions import require
from homeward.access.person_level import RULES
from homeward.audit.tracking import Change
from homeward.cases import rules
from homeward.cases.actions.stages import locked
from homeward.cases.choices import Reason
from homeward.cases.models import Accountability, Case, Joining
from homeward.core.refusals import refuse_if
from homeward.persons import actions as persons
from homeward.persons import indexing
from homeward.persons import queries as persons_queries
from homeward.persons.models import Contact, Household, IdentityDocument, Person, PersonName
from homeward.tasks.models import Task

# What was said of a person stays with the record of whom it was said: consents and blocks are
# given anew under the name. Accountability follows the case by its own trigger.
FOLLOW = {PersonName, IdentityDocument, Contact}
STAYS_IN = {"persons", "seals", "audit", "rights", "portal"}


@transaction.atomic
def name_person(case: Case, said: persons.Member, *, by: User, at: datetime) -> Person:
    """Fills in who the unnamed person of the case is."""
    require(by, "cases.name")
    case = locked(case)
    person = Person.objects.get(pk=case.person_id)
    refuse_if(
        rules.reasons_not_to_name(
            is_open=case.is_open,
            is_unnamed=not person.full_name,
            has_name=bool(said.given_name or said.family_name),
        )
    )
    return persons.identify(person, said, by=by, at=at)


@transaction.atomic
def join_person(case: Case, known: Person, reason: str, *, by: User, at: datetime) -> Joining:
    """The unnamed person of the case is `known`: the case and its rows move to that person.

    Each row is written anew, since its texts are under the key of its person. The empty record
    stays, so that this can be undone; nothing stands in it any more.
    """
    require(by, "cases.name")
    case = locked(case)
    unnamed = Person.objects.get(pk=case.person_id)
    refuse_if(
        rules.reasons_not_to_join(
            is_open=case.is_open,
            is_alone=len(persons_queries.members(case.household_id)) == 1,
            is_unnamed=not unnamed.full_name,
            is_another=known.pk != unnamed.pk,
            others_wrote=_others_wrote_on(unnamed.pk),
            reason=reason,
        )
    )
    household = Household.objects.filter(members=known.pk).get()
    moved = _move(unnamed, known, household, case)
    indexing.index(known)
    return Joining.objects.create(
        case=Case.objects.get(pk=case.pk),
        person=known,
        left=unnamed,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        moved=moved,
        reason=reason,
        at=at,
        by=by,
    )


def _others_wrote_on(person_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select cases_others_wrote_on(%s)", [person_id])
        return bool(cursor.fetchone()[0])


def _move(unnamed: Person, known: Person, household: Household, case: Case) -> list[list[str]]:
    moved: list[list[str]] = []
    for row, field in _rows_of(unnamed.pk):
        # The case's own row brings its household along.
        if isinstance(row, Case):
            row.household = household
        setattr(row, field, known.pk)
        row.save()
        moved.append([row._meta.label, str(row.pk)])
    Task.objects.filter(person_id=unnamed.pk).update(person_id=known.pk)
    return moved


def _rows_of(person_id: UUID) -> Iterator[tuple[Guarded, str]]:
    """Every row about a person that goes with a case, with the field that names the person."""
    for model, rule in list(RULES.items()):
        follows = model in FOLLOW or model._meta.app_label not in STAYS_IN
        if not follows or not issubclass(model, Guarded) or issubclass(model, Change):
            continue
        if model is Accountability or not rule.person_field.startswith("person"):
            continue
        for row in model._default_manager.filter(**{rule.person_field: person_id}):
            yield row, rule.person_field


@transaction.atomic
def undo_joining(joining: Joining, *, by: User, at: datetime) -> Joining:
    """What was moved goes back, row by row; what was written since stays with the known person."""
    require(by, "cases.undo_joining")
    case = locked(joining.case_id)
    joining = Joining.objects.select_for_update(of=("self",)).get(pk=joining.pk)
    rows = [apps.get_model(label)._default_manager.filter(pk=pk).first()
            for label, pk in joining.moved]  # fmt: skip
    checks = [
        (joining.undone_at is None, Reason.UNDONE_ALREADY),
        (joining.by_id != by.pk, Reason.SAME_PERSON),
        (None not in rows, Reason.NOT_ALL_SEEN),
    ]
    refuse_if([reason for holds, reason in checks if not holds])
    left = Person.objects.get(pk=joining.left_id)
    household = Household.objects.filter(members=left.pk).get()
    for row in rows:
        if isinstance(row, Case):
            row.household = household
        setattr(row, RULES[type(row)].person_field, left.pk)
        row.save()
    Task.objects.filter(case_id=case.pk).update(person_id=left.pk)
    joining.undone_at, joining.undone_by = at, by
    joining.save(update_fields=["undone_at", "undone_by"])
    indexing.index(Person.objects.get(pk=joining.person_id))
    return joining
