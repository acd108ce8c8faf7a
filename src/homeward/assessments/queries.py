"""Reads of assessments. Which rows, and so which answers, is the gate's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.queries import name_users
from homeward.assessments.choices import AssessmentPurpose, Status
from homeward.assessments.models import AnswerSet, Assessment, FormUse
from homeward.cases import queries as cases
from homeward.cases.choices import FactKind
from homeward.cases.models import Case
from homeward.cases.queries import KnownFact
from homeward.forms import queries as forms
from homeward.forms.filling import Filling, by_name, path_of
from homeward.forms.models import Form, FormVersion
from homeward.persons.models import Person

FACT_KINDS = frozenset(FactKind.values)
# Steps whose form a floor above asks on a page of its own, and puts in here.
ASKED_ELSEWHERE: set[AssessmentPurpose] = set()


def cleared(person_id: UUID) -> set[DataClass]:
    """The classes that the actor may read and write of this person now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select gate_classes(), gate_authority_of() is not null"
            " and gate_barred_from_asylum(%s)",
            [person_id],
        )
        classes, barred = cursor.fetchone()
    found = {DataClass(one) for one in classes or ()}
    return found - {DataClass.ASYLUM} if barred else found


def uses() -> QuerySet[FormUse]:
    return FormUse.objects.select_related("programme", "form", "chosen_by")


def form_for(purpose: str, *, programme_id: int, on: date) -> Form | None:
    """The form that this programme asks at this step; else the one for every programme."""
    found = (
        uses()
        .filter(Q(programme_id=programme_id) | Q(programme=None), purpose=purpose)
        .filter(valid_from__lte=on)
        .order_by("-valid_from", "-pk")
    )
    own = [use for use in found if use.programme_id]
    chosen = next(iter([*own, *found]), None)
    return chosen.form if chosen else None


def version_for(purpose: str, *, programme_id: int, on: date) -> FormVersion | None:
    form = form_for(purpose, programme_id=programme_id, on=on)
    return forms.in_force(form.pk, on=on) if form else None


def on_offer(case: Case, *, on: date) -> list[tuple[AssessmentPurpose, FormVersion]]:
    """Each step for which this case's programme has a form now."""
    found = [
        (purpose, version_for(purpose, programme_id=case.programme_id, on=on))
        for purpose in AssessmentPurpose
        if purpose not in ASKED_ELSEWHERE
    ]
    return [(purpose, version) for purpose, version in found if version]


def _listed() -> QuerySet[Assessment]:
    heavy = [f"form_version__{name}" for name in forms.HEAVY]
    return Assessment.objects.select_related("form_version__form").defer(*heavy)


def one() -> QuerySet[Assessment]:
    return _listed().select_related("case", "by__organisation", "person")


def of_case(case: Case) -> list[Assessment]:
    """Drafts and what was submitted, the newest first."""
    found = list(_listed().filter(case=case).order_by("-begun_at"))
    read = Person.objects.in_bulk({one.person_id for one in found})
    found = [one for one in found if one.person_id in read]
    for one_of_them in found:
        one_of_them.person = read[one_of_them.person_id]
    name_users(by=found)
    return found


def draft_of(case: Case, person_id: UUID, purpose: str, *, by: User) -> Assessment | None:
    return (
        one()
        .filter(case=case, person_id=person_id, purpose=purpose, status=Status.DRAFT, by=by)
        .first()
    )


def latest(
    case: Case, purpose: str | AssessmentPurpose, *, person_id: UUID | None = None
) -> Assessment | None:
    """The assessment of this step that was submitted last, where the actor sees it."""
    found = one().filter(case=case, purpose=purpose, status=Status.SUBMITTED)
    if person_id:
        found = found.filter(person_id=person_id)
    return found.order_by("-submitted_at").first()


def earlier(assessment: Assessment) -> Assessment | None:
    """The one before it, of the same person and step."""
    found = one().filter(
        person_id=assessment.person_id, purpose=assessment.purpose, status=Status.SUBMITTED
    )
    before = assessment.submitted_at or assessment.saved_at
    return (
        found.filter(submitted_at__lt=before)
        .exclude(pk=assessment.pk)
        .order_by("-submitted_at")
        .first()
    )


def kept(assessment: Assessment) -> dict[str, str]:
    """The answers by their places, as far as the actor is cleared for them."""
    found: dict[str, str] = {}
    for row in AnswerSet.objects.filter(assessment=assessment).order_by("data_class"):
        found |= row.kept()
    return found


def answers(assessment: Assessment) -> dict[str, Any]:
    """The answers by the questions' names, as texts: of a choice its value, of several the values
    with a space between. A repeat's rows are a list of such dictionaries. What the actor is not
    cleared for is not there."""
    return by_name(kept(assessment))


def readable(assessment: Assessment) -> set[DataClass]:
    """Of which classes the actor can say what was answered, and what was not.

    Another organisation's answers come class by class, as a clause opens them: of a class without
    a row it is not known whether anything was asked, so nothing of it is shown.
    """
    found = cleared(assessment.person_id)
    with connection.cursor() as cursor:
        cursor.execute("select gate_org()")
        (org,) = cursor.fetchone()
    if assessment.owner_org_id == org:
        return found
    rows = AnswerSet.objects.filter(assessment=assessment)
    return found & set(rows.values_list("data_class", flat=True))


def filling(
    assessment: Assessment,
    *,
    now: datetime,
    language: str,
    given: Mapping[str, str] | None = None,
    classes: set[DataClass] | None = None,
) -> Filling:
    """The form with its answers. `given` are those just typed, in place of what is kept."""
    form = forms.read(assessment.form_version)
    return Filling(
        form,
        kept(assessment) if given is None else given,
        now=now,
        language=form.language(language),
        cleared=readable(assessment) if classes is None else classes,
        fresh=given is None and assessment.is_draft and assessment.revision == 0,
    )


def known(case: Case, person_id: UUID) -> dict[str, KnownFact]:
    """What is known of the person already, by the kind of fact."""
    return {
        found.fact.kind: found
        for found in cases.known_facts(case)
        if found.fact.person_id == person_id and found.fact.value
    }


@dataclass(frozen=True)
class Change:
    """One question whose answer is another than the time before."""

    label: str
    was: str
    now: str


def in_words(shown: Filling) -> dict[str, tuple[str, str]]:
    """Label and answer of every question that is asked, by its place."""
    return {
        key: (shown.label(question, key), shown.shown(question, key))
        for question, key in shown.asked()
        if not question.is_note
    }


def changes(was: Filling, now: Filling) -> list[Change]:
    """What differs, in the order of the later form; questions of one form alone are left out
    where they have no answer, and so is what can be read of one of the two only."""
    before, after = in_words(was), in_words(now)
    keys = [
        key
        for key in [*after, *(key for key in before if key not in after)]
        if was.shows(path_of(key)) and now.shows(path_of(key))
    ]
    found = []
    for key in keys:
        label = (after.get(key) or before[key])[0]
        old, new = before.get(key, ("", ""))[1], after.get(key, ("", ""))[1]
        if old != new:
            found.append(Change(label, old, new))
    return found


def members(case: Case) -> QuerySet[Person]:
    return Person.objects.filter(household_id=case.household_id).order_by("position")
