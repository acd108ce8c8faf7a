"""The tab of the focal point: flags, risks, safety plan, pathways, incidents; and its figures."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.core.digits import are_digits
from homeward.core.patterns import NextStep
from homeward.protection import queries
from homeward.protection.forms import PathwayForm
from homeward.protection.views.shown import case_of, of_case, people_of
from homeward.seals import queries as seals
from homeward.tasks import pages as waits
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind
from homeward.tasks.pages import CASE, SUBJECT

KINDS = {
    TaskKind.FOLLOW_CONCERN,
    TaskKind.FOLLOW_HEALTH,
    TaskKind.FOLLOW_LEGAL,
    TaskKind.PATHWAY_STEP,
    TaskKind.CARE_STEP,
    TaskKind.TAKE_MEASURE,
    TaskKind.REVIEW_PROTECTION,
}


@page("protection.read")
def overview(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    people = people_of(case)
    on = timezone.localdate()
    user: User = request.user
    assesses = can(user, "protection.assess")
    templates = queries.templates(programme_id=case.programme_id, on=on)
    risks = (
        [(one, queries.summary(queries.factors_of(one, on=on))) for one in people]
        if assesses
        else []
    )
    context = of_case(
        case,
        tab="protection",
        step=next_step(case, user),
        flags=queries.flags_of(case),
        screenings=queries.screenings_of(case),
        risks=risks,
        assessments=queries.assessments_of(case),
        measures=queries.measures_of(case),
        pathways=[(one, queries.steps_of(one)) for one in queries.pathways_of(case)],
        incidents=queries.incidents_of(case),
        held=queries.departure_is_held(case),
        seal=seals.in_force(case),
        may_seal=can(user, "seals.seal"),
        assesses=assesses,
        pathway_form=PathwayForm(people=people, templates=templates),
    )
    return render(request, "protection/case.html", context)


def next_step(case: Case, user: User) -> NextStep:
    """The most urgent wait of protection on this case that the reader sees."""
    task = next((t for t in tasks.open_of_case(case.pk) if t.kind in KINDS), None)
    if task is None:
        return NextStep(title=_("Nothing waits for protection on this case."), nothing=True)
    mine = task.holder_org_id == user.organisation_id and task.holder_id in {None, user.pk}
    work = waits.WORK[TaskKind(task.kind)]
    about: list[Any] = []
    if work.about in {CASE, SUBJECT}:
        about = [task.case_id if work.about == CASE else task.subject_id]
    url = reverse(work.url, args=about)
    return NextStep(
        title=task.get_kind_display(),
        why=work.why,
        holder=str(task.holder or task.holder_org),
        due=task.due_on,
        url=url if mine else "",
        label=work.label,
        mine=mine,
        waiting_for="" if mine else str(task.holder or task.holder_org),
    )


@page("protection.read_figures")
def figures(request: Request) -> HttpResponse:
    """How often rights were violated, by kind and year; nothing below ten."""
    this_year = timezone.localdate().year
    years = [this_year, this_year - 1, this_year - 2]
    asked = request.GET.get("year", "")
    year = int(asked) if are_digits(asked) and int(asked) in years else this_year
    found = queries.incident_figures(date(year, 1, 1), date(year + 1, 1, 1))
    context: dict[str, Any] = {
        "section": "incident-figures",
        "year": year,
        "years": years,
        "figures": found,
    }
    return render(request, "protection/figures.html", context)
