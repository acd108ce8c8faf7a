"""Factors, the assessment of what is risked on return, the safety plan and incidents."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import DataClass
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.cases.models import Case
from homeward.persons.models import Person
from homeward.protection import actions, queries
from homeward.protection.actions.incidents import Told
from homeward.protection.actions.risks import Risk, View
from homeward.protection.choices import Conclusion, Level, Severity, Source, Strength, TermList
from homeward.protection.forms import (
    FactorsForm,
    IncidentForm,
    MeasureForm,
    OutcomeForm,
    ResultForm,
    RiskForm,
)
from homeward.protection.models import Incident, Measure
from homeward.protection.views.shown import (
    answer_form,
    case_of,
    of_case,
    people_of,
    posted,
    tried,
)


def _back(case: Case) -> str:
    return reverse("protection:case", args=[case.pk])


@page("protection.assess")
def factors(request: Request, case_pk: UUID, person_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    person = get_object_or_404(Person, pk=person_pk, household=case.household_id)
    lines = queries.factors_of(person, on=timezone.localdate())
    form = FactorsForm(posted(request), lines=lines, initial={"said_on": timezone.localdate()})
    by_level = [
        (level.label, [line for line in lines if line.term.level == level]) for level in Level
    ]
    rows = [
        (label, [(one, form[f"s{one.term.pk}"], form[f"n{one.term.pk}"]) for one in group])
        for label, group in by_level
        if group
    ]

    def see() -> int:
        views = {
            term: View(strength=Strength(strength), note=note)
            for term, (strength, note) in form.views().items()
        }
        return actions.see_factors(
            case, person, views, source=Source(form.cleaned_data["source"]),
            said_on=form.cleaned_data["said_on"], by=request.user, at=timezone.now(),
        )  # fmt: skip

    return answer_form(
        request,
        form,
        see,
        done=_back(case),
        said=_("Saved. What was seen earlier is kept."),
        template="protection/factors.html",
        **of_case(case, tab="protection", person=person, groups=rows, back=_back(case)),
    )


@page("protection.assess")
def risk(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    first = {"assessed_on": timezone.localdate()}
    form = RiskForm(posted(request), people=people_of(case), initial=first)

    def assess() -> object:
        said = {name: value for name, value in form.cleaned_data.items() if name != "person"}
        said["conclusion"] = Conclusion(said["conclusion"])
        return actions.assess_risk(
            case, form.person_chosen(), Risk(**said), by=request.user, at=timezone.now()
        )

    return answer_form(
        request,
        form,
        assess,
        done=_back(case),
        said=_("The assessment is kept. Earlier ones stay beside it."),
        heading=_("What is risked on return"),
        lead=_("The person’s own fear comes first; your view stands beside it."),
        submit=_("Keep the assessment"),
        **of_case(case, tab="protection", back=_back(case)),
    )


@page("protection.take_measure")
def new_measure(request: Request, case_pk: UUID) -> HttpResponse:
    """Of the safety plan of the case's principal person."""
    case = case_of(case_pk)
    return _measuring(request, case, case.person_id, None, _back(case))


@page("protection.take_measure")
def follow_incident(request: Request, pk: UUID) -> HttpResponse:
    incident = get_object_or_404(Incident, pk=pk)
    case = case_of(incident.case_id)
    back = reverse("protection:incident", args=[incident.pk])
    return _measuring(request, case, incident.person_id, incident, back)


def _measuring(
    request: Request, case: Case, person_id: UUID, incident: Incident | None, back: str
) -> HttpResponse:
    user: User = request.user
    holders = queries.colleagues(
        user.organisation_of_rows.pk, queries.cleared_for(DataClass.PROTECTION)
    )
    form = MeasureForm(posted(request), holders=holders, initial={"holder": str(user.pk)})
    return answer_form(
        request,
        form,
        lambda: actions.plan_measure(
            case, person_id, form.cleaned_data["what"], holder=form.holder_chosen(),
            due_on=form.cleaned_data["due_on"], incident=incident, by=user, at=timezone.now(),
        ),
        done=back,
        said=_("Planned. It waits with its holder."),
        heading=_("Plan a step"),
        lead=_("Who does what until when."),
        submit=_("Plan it"),
        **of_case(case, tab="protection", back=back),
    )  # fmt: skip


@page("protection.take_measure")
def measure(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Measure.objects.select_related("holder", "done_by"), pk=pk)
    case = case_of(found.case_id)
    back = (
        reverse("protection:incident", args=[found.incident_id])
        if found.incident_id
        else _back(case)
    )
    form = ResultForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: actions.take_measure(
            found, form.cleaned_data["result"], by=request.user, at=timezone.now()
        ),
        done=back,
        said=_("Done."),
        template="protection/measure.html",
        **of_case(case, tab="protection", measure=found, back=back),
    )


@page("protection.log_incident")
def new_incident(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    terms = queries.terms(TermList.INCIDENT, on=timezone.localdate())
    form = IncidentForm(posted(request), people=people_of(case), terms=terms)

    def log() -> Incident:
        said = dict(form.cleaned_data)
        told = Told(
            kind=form.kind_chosen(),
            what=said["what"],
            severity=Severity(said["severity"]),
            happened_on=said["happened_on"],
            where=said["where"],
            involved=said["involved"],
            reported_to=said["reported_to"],
            source=Source(said["source"]),
        )
        return actions.log_incident(
            case, form.person_chosen(), told, by=request.user, at=timezone.now()
        )

    return answer_form(
        request,
        form,
        log,
        done=lambda incident: reverse("protection:incident", args=[incident.pk]),
        said=_("Noted. Plan what follows."),
        heading=_("Note a violation of rights"),
        lead=_("Read by those who are cleared for protection alone; counted, never named."),
        submit=_("Note it"),
        **of_case(case, tab="protection", back=_back(case)),
    )


@page("protection.log_incident")
def incident(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Incident.objects.select_related("kind", "by", "closed_by"), pk=pk)
    return _incident_page(request, found, OutcomeForm())


@page("protection.log_incident")
@require_POST
def close_incident(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Incident.objects.select_related("kind", "by", "closed_by"), pk=pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _incident_page(request, found, form, status=422)
    reasons = tried(
        request,
        lambda: actions.close_incident(
            found, form.cleaned_data["outcome"], by=request.user, at=timezone.now()
        ),
        _("Closed."),
    )
    if reasons:
        return _incident_page(request, found, form, reasons=reasons, status=409)
    return redirect("protection:incident", found.pk)


def _incident_page(
    request: Request, found: Incident, form: OutcomeForm, *, reasons: object = (), status: int = 200
) -> HttpResponse:
    case = case_of(found.case_id)
    context = of_case(
        case,
        tab="protection",
        incident=found,
        about=queries.about(found),
        measures=list(found.measures.select_related("holder")),
        form=form,
        reasons=reasons,
    )
    return render(request, "protection/incident.html", context, status=status)
