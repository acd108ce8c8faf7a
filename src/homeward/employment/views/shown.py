"""What the pages of work have in common."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.patterns import NextStep
from homeward.employment import queries
from homeward.employment.choices import Status
from homeward.employment.models import Candidacy, Employer
from homeward.offers.models import Offer
from homeward.tasks import queries as tasks
from homeward.tasks.models import Task

SECTION = {"section": "work"}
OF_CASE = {"section": "cases", "tab": "work"}


def vacancy_of(pk: UUID) -> Offer:
    return get_object_or_404(queries.vacancy(pk))


def employer_of(pk: UUID) -> Employer:
    return get_object_or_404(
        Employer.objects.select_related("organisation__country", "headquarters"), pk=pk
    )


def candidacy_of(pk: UUID) -> Candidacy:
    return get_object_or_404(queries.candidacies(), pk=pk)


def case_seen(candidacy: Candidacy) -> Case:
    """For what is done on a candidacy one sees its case as well."""
    found = queries.case_of(candidacy)
    if found is None:
        raise Http404
    return found


def head(case: Case) -> dict[str, Any]:
    return {**OF_CASE, "case": case, "title": cases.titles([case])[case.pk]}


def page_url(candidacy: Candidacy) -> str:
    return reverse("employment:candidacy", args=[candidacy.pk])


def tabs(user: User, here: str) -> list[tuple[str, Any, bool]]:
    """The pages of work: each by its url, its label, and whether it is this one."""
    found = [
        ("employment:vacancies", _("Vacancies"), "employment.read"),
        ("employment:employers", _("Employers"), "employment.read"),
        ("employment:funnel", _("From profile to work"), "employment.read_funnel"),
    ]
    return [(reverse(url), label, url == here) for url, label, verb in found if can(user, verb)]


def rows(found: list[Candidacy], *, names: dict[UUID, str]) -> list[dict[str, Any]]:
    waits = tasks.open_of_subjects([one.pk for one in found])
    return [
        {
            "candidacy": one,
            "name": names.get(one.pk, ""),
            "status_kind": queries.status_kind(one),
            "status_text": queries.status_text(one),
            "wait": waits.get(one.pk),
        }
        for one in found
    ]


def _ways_on() -> dict[Status, tuple[str, str]]:
    return {
        Status.PROPOSED: (_("Record what the person says"), "employment:wish"),
        Status.AGREED: (_("Choose the facts"), "employment:shortlist"),
        Status.SHORTLISTED: (_("Record the employer's answer"), "employment:answer"),
        Status.WANTED: (_("Agree the day"), "employment:interview"),
        Status.INTERVIEW: (_("Record what came of it"), "employment:outcome"),
        Status.OFFERED: (_("Record the placement"), "employment:place"),
    }


def next_step(candidacy: Candidacy, wait: Task | None, user: User) -> NextStep:
    """What to do now. Where the employer holds it, an adviser may still record what it says."""
    way_on = _ways_on().get(Status(candidacy.status))
    if way_on is None or wait is None:
        return _read_it(candidacy, wait, user)
    mine = wait.holder_org_id == user.organisation_id
    label, url = way_on
    return NextStep(
        title=wait.get_kind_display(),
        why=candidacy.offer.title,
        holder=str(
            _("You") if mine and wait.holder_id == user.pk else wait.holder or wait.holder_org
        ),
        due=wait.due_on,
        url=reverse(url, args=[candidacy.pk]) if can(user, "employment.propose") else "",
        label=label,
        mine=mine and can(user, "employment.propose"),
        waiting_for="" if mine else str(wait.holder_org),
    )


def _read_it(candidacy: Candidacy, wait: Task | None, user: User) -> NextStep:
    if wait is None:
        return NextStep(title=queries.status_text(candidacy), nothing=True)
    return NextStep(
        title=wait.get_kind_display(),
        why=queries.status_text(candidacy),
        holder=str(wait.holder or wait.holder_org),
        due=wait.due_on,
        url=reverse("employment:follow", args=[candidacy.pk]),
        label=_("I have read it"),
        mine=wait.holder_org_id == user.organisation_id and can(user, "employment.propose"),
        post=True,
    )
