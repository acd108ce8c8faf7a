"""Every write on assessments, and which forms are asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.permissions import can, require
from homeward.assessments import queries, rules, signals
from homeward.assessments.choices import AssessmentPurpose, Reason, Status
from homeward.assessments.models import AnswerSet, Assessment, FormUse
from homeward.cases import actions as cases
from homeward.cases.choices import FactKind, SaidBy
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.forms import filling as fillings
from homeward.forms import queries as forms
from homeward.forms.choices import VersionStatus
from homeward.forms.filling import KNOWN_KEY, Filling
from homeward.forms.models import Form
from homeward.persons.models import Person
from homeward.programmes.models import Programme


@dataclass(frozen=True, kw_only=True)
class Talk:
    """Who answered, and on which day."""

    said_by: SaidBy = SaidBy.PERSON
    said_by_name: str = ""
    held_on: date


@transaction.atomic
def begin(
    case: Case, person: Person, purpose: str, talk: Talk, *, by: User, at: datetime
) -> Assessment:
    """Begins a draft with the form that is in force. A second click finds the first one's draft."""
    require(by, "assessments.fill")
    purpose = AssessmentPurpose(purpose)
    version = queries.version_for(purpose, programme_id=case.programme_id, on=talk.held_on)
    classes = queries.cleared(person.pk)
    refuse_if(
        rules.reasons_not_to_begin(
            is_open=case.is_open,
            of_household=person.household_id == case.household_id,
            has_version=version is not None,
            is_cleared=version is None or version.data_class in classes,
            is_past=talk.held_on <= timezone.localdate(at),
        )
    )
    assert version is not None  # noqa: S101 - the rule above refuses it
    if found := queries.draft_of(case, person.pk, purpose, by=by):
        return found
    try:
        with transaction.atomic():
            return Assessment.objects.create(
                owner_org=by.organisation_of_rows,
                programme_id=case.programme_id,
                person=person,
                data_class=version.data_class,
                case=case,
                purpose=purpose,
                form_version=version,
                said_by=talk.said_by,
                said_by_name=talk.said_by_name,
                held_on=talk.held_on,
                begun_at=at,
                saved_at=at,
                by=by,
            )
    except IntegrityError as error:
        # Two clicks at once: the constraint kept one.
        if found := queries.draft_of(case, person.pk, purpose, by=by):
            return found
        raise Refused(Reason.SAVED_MEANWHILE) from error


def _locked(assessment: Assessment) -> Assessment:
    """Read again under a lock. What is submitted can't be locked for writing, and is not found."""
    found = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("case", "form_version__form")
        .defer(*(f"form_version__{name}" for name in forms.HEAVY))
        .filter(pk=assessment.pk)
        .first()
    )
    if found is None:
        raise Refused(Reason.SUBMITTED_ALREADY)
    return found


@transaction.atomic
def keep(
    assessment: Assessment, answers: Mapping[str, str], *, revision: int, by: User, at: datetime
) -> Assessment:
    """Keeps a draft as it was typed, right or wrong. Answers that the actor is not cleared for
    are another's rows and stay as they are."""
    require(by, "assessments.fill")
    assessment = _locked(assessment)
    refuse_if(
        rules.reasons_not_to_save(
            is_open=assessment.case.is_open,
            is_draft=assessment.is_draft,
            is_ours=assessment.owner_org_id == by.organisation_id,
            is_latest=assessment.revision == revision,
        )
    )
    _keep(assessment, answers)
    assessment.revision += 1
    assessment.saved_at = at
    assessment.save(update_fields=["revision", "saved_at"])
    return assessment


def _keep(assessment: Assessment, answers: Mapping[str, str]) -> None:
    form = forms.read(assessment.form_version)
    given = {key: value for key, value in answers.items() if value}
    parts = fillings.split(form, given)
    rows = {
        row.data_class: row
        for row in AnswerSet.objects.filter(assessment=assessment).select_for_update(of=("self",))
    }
    for data_class in form.classes & queries.cleared(assessment.person_id):
        text = json.dumps(parts.get(data_class, {}), ensure_ascii=False, sort_keys=True)
        row = rows.get(data_class)
        if row is None and parts.get(data_class):
            AnswerSet.objects.create(
                owner_org_id=assessment.owner_org_id,
                programme_id=assessment.programme_id,
                person_id=assessment.person_id,
                data_class=data_class,
                assessment=assessment,
                answers=text,
            )
        elif row is not None and row.answers != text:
            row.answers = text
            row.save(update_fields=["answers"])


@transaction.atomic
def submit(assessment: Assessment, *, by: User, at: datetime) -> Assessment:
    """Closes the draft: what was asked stays as it was answered, and becomes facts where the form
    says so. The floors above hear of it in the same transaction."""
    require(by, "assessments.fill")
    assessment = _locked(assessment)
    shown = queries.filling(assessment, now=at, language=get_language() or "en")
    refuse_if(
        rules.reasons_not_to_submit(
            is_open=assessment.case.is_open,
            is_draft=assessment.is_draft,
            is_ours=assessment.owner_org_id == by.organisation_id,
            is_complete=not shown.all_faults(),
        )
    )
    _record_facts(assessment, shown, by=by, at=at)
    marks = {key: value for key, value in shown.raw.items() if key.endswith(KNOWN_KEY)}
    _keep(assessment, shown.answers() | marks)
    assessment.status, assessment.submitted_at, assessment.saved_at = Status.SUBMITTED, at, at
    assessment.save(update_fields=["status", "submitted_at", "saved_at"])
    signals.submitted.send(Assessment, assessment=assessment, by=by, at=at)
    return assessment


def _record_facts(assessment: Assessment, shown: Filling, *, by: User, at: datetime) -> None:
    """Asked once: a new answer is a fact or corrects one, and what still holds is confirmed."""
    if not (can(by, "cases.take_intake") and can(by, "cases.confirm_facts")):
        return
    known = queries.known(assessment.case, assessment.person_id)
    said, holds = _said(shown)
    for kind in [kind for kind in FactKind if kind.value in said or kind.value in holds]:
        one, value = known.get(kind.value), said.get(kind.value, "")
        if one and (kind.value in holds or not value or value == one.fact.value):
            cases.confirm_fact(one.fact, by=by, at=at)
        elif one:
            cases.correct_fact(
                one.fact, value, said_by=SaidBy(assessment.said_by), said_on=assessment.held_on,
                said_by_name=str(assessment.said_by_name), by=by, at=at,
            )  # fmt: skip
        elif value:
            cases.record_fact(
                assessment.case, kind, value, person=assessment.person,
                said_by=SaidBy(assessment.said_by), said_on=assessment.held_on,
                said_by_name=str(assessment.said_by_name), by=by, at=at,
            )  # fmt: skip


def _said(shown: Filling) -> tuple[dict[str, str], set[str]]:
    """Each fact's answers in words, and the facts that were asked again and still hold."""
    found: dict[str, list[tuple[str, str]]] = {}
    holds: set[str] = set()
    for question, key in shown.asked():
        if question.fact not in queries.FACT_KINDS:
            continue
        if value := shown.shown(question, key):
            found.setdefault(question.fact, []).append((shown.label(question, key), value))
        elif shown.raw.get(f"{key}{KNOWN_KEY}"):
            holds.add(question.fact)
    return {kind: _in_words(pairs) for kind, pairs in found.items()}, holds


def _in_words(pairs: list[tuple[str, str]]) -> str:
    if len(pairs) == 1:
        return pairs[0][1]
    return "\n".join(f"{label}: {value}" for label, value in pairs)


@transaction.atomic
def discard(assessment: Assessment, *, by: User, at: datetime) -> None:
    """A draft that was begun by mistake goes, with what was typed."""
    require(by, "assessments.fill")
    assessment = _locked(assessment)
    refuse_if(
        rules.reasons_not_to_save(
            is_open=assessment.case.is_open,
            is_draft=assessment.is_draft,
            is_ours=assessment.owner_org_id == by.organisation_id,
            is_latest=True,
        )
    )
    AnswerSet.objects.filter(assessment=assessment).delete()
    assessment.delete()


@transaction.atomic
def choose_form(
    programme: Programme | None,
    purpose: str,
    form: Form,
    *,
    valid_from: date,
    by: User,
    at: datetime,
) -> FormUse:
    """From this day the programme asks this form at this step. Said again, the last word holds."""
    require(by, "assessments.choose_forms")
    refuse_if(
        rules.reasons_not_to_choose(
            is_published=form.versions.filter(status=VersionStatus.PUBLISHED).exists(),
            leads=programme.lead_org_id == by.organisation_id
            if programme
            else Role.ADMINISTRATOR in by.roles,
        )
    )
    use, _new = FormUse.objects.update_or_create(
        programme=programme,
        purpose=AssessmentPurpose(purpose),
        valid_from=valid_from,
        defaults={"form": form, "chosen_at": at, "chosen_by": by},
    )
    return use
