"""A concern is raised by anybody, and followed up by the focal point."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.persons.models import Person
from homeward.protection import actions, queries, rules
from homeward.protection.actions.flags import verb_of
from homeward.protection.choices import FlagKind, FlagState, Sealing, Source
from homeward.protection.forms import ConcernForm, DecideForm, FollowUpForm, PathwayForm
from homeward.protection.models import Flag
from homeward.protection.views.shown import (
    answer_form,
    case_of,
    of_case,
    people_of,
    posted,
    tried,
)
from homeward.tasks import queries as tasks


@page("protection.report")
def report(request: Request, case_pk: UUID) -> HttpResponse:
    """The quick page without a form's questions: what was seen, and of which kind."""
    case = case_of(case_pk)
    form = ConcernForm(posted(request), people=people_of(case))
    return answer_form(
        request,
        form,
        lambda: _raise(
            actions.About.of_case(case, form.person_chosen().pk, by=request.user), form, request
        ),
        done=case.get_absolute_url(),
        said=_handed(request.user.organisation_id),
        **_concern(request.user.organisation_id),
        **of_case(case, tab="", back=case.get_absolute_url()),
    )


@page("protection.report", purpose=Purpose.ARRIVAL)
def report_arrival(request: Request, pk: UUID) -> HttpResponse:
    """By the reception desk, which sees the arrival and not the case."""
    arrival = get_object_or_404(queries.arrival_to_report_on(pk))
    people: list[Person] = cases.manifest([arrival])[arrival.pk]
    form = ConcernForm(posted(request), people=people)
    return answer_form(
        request,
        form,
        lambda: _raise(actions.About.of_arrival(arrival, form.person_chosen().pk), form, request),
        done=reverse("reception:receive", args=[arrival.pk]),
        said=_handed(arrival.case_org_id),
        reference=arrival.reference,
        section="arrivals",
        back=reverse("reception:receive", args=[arrival.pk]),
        template="protection/arrival_concern.html",
        **_concern(arrival.case_org_id),
    )


def _raise(about: actions.About, form: ConcernForm, request: Request) -> UUID:
    data = form.cleaned_data
    seen = actions.Observation(
        kind=FlagKind(data["kind"]),
        said_on=data["said_on"],
        detail=data["detail"],
        source=Source(data["source"]),
    )
    return actions.raise_flag(about, seen, by=request.user, at=timezone.now())


def _concern(org_id: int | None) -> dict[str, Any]:
    return {
        "heading": _("I saw something"),
        "lead": _(
            "The protection focal point reads it, and whoever is cleared for it. Nobody else can"
            " tell that it is here."
        ),
        "submit": _("Hand it over"),
        "note": "" if org_id and queries.focal_points(org_id) else _no_focal_point(),
    }


def _no_focal_point() -> str:
    return _(
        "Nobody is the protection focal point of this organisation. It is kept for them; tell your"
        " manager that one is missing."
    )


def _handed(org_id: int | None) -> str:
    if org_id and queries.focal_points(org_id):
        return _("Handed to the protection focal point.")
    return _("Kept for the protection focal point, who is still to be named.")


@page("protection.follow_flag")
def flag(request: Request, pk: UUID) -> HttpResponse:
    """What was seen, and what the focal point decides on it."""
    return _flag_page(request, _flag(pk))


@page("protection.follow_flag")
@require_POST
def decide(request: Request, pk: UUID) -> HttpResponse:
    found = _flag(pk)
    form = DecideForm(request.POST, states=_states(found))
    if not form.is_valid():
        return _flag_page(request, found, decide_form=form, status=422)
    to = FlagState(form.cleaned_data["to"])
    reasons = tried(
        request,
        lambda: actions.decide_flag(
            found, to, form.cleaned_data["why"], by=request.user, at=timezone.now()
        ),
        _("Decided: %(state)s.") % {"state": to.label},
    )
    if reasons:
        return _flag_page(request, found, decide_form=form, reasons=reasons, status=409)
    return redirect("protection:flag", found.pk)


@page("protection.follow_flag")
@require_POST
def follow_up(request: Request, pk: UUID) -> HttpResponse:
    found = _flag(pk)
    form = FollowUpForm(request.POST)
    if not form.is_valid():
        return _flag_page(request, found, follow_form=form, status=422)
    reasons = tried(
        request,
        lambda: actions.set_follow_up(
            found, form.cleaned_data["due_on"], by=request.user, at=timezone.now()
        ),
        _("The day is agreed."),
    )
    if reasons:
        return _flag_page(request, found, follow_form=form, reasons=reasons, status=409)
    return redirect("protection:flag", found.pk)


def _flag(pk: UUID) -> Flag:
    return get_object_or_404(Flag.objects.select_related("raised_by", "state_by"), pk=pk)


def _states(found: Flag) -> list[FlagState]:
    return [state for state in FlagState if state in rules.NEXT[FlagState(found.state)]]


def _flag_page(
    request: Request,
    found: Flag,
    *,
    decide_form: DecideForm | None = None,
    follow_form: FollowUpForm | None = None,
    reasons: Any = (),
    status: int = 200,
) -> HttpResponse:
    case = case_of(found.case_id)
    on = timezone.localdate()
    user: User = request.user
    rule = queries.rule_for(FlagKind(found.kind), programme_id=case.programme_id, on=on)
    states = _states(found)
    may = can(user, verb_of(found)) and found.owner_org_id == user.organisation_id
    context = of_case(
        case,
        flag=found,
        about=queries.about(found),
        wait=tasks.open_of_subjects([found.pk]).get(found.pk),
        rule=rule,
        seals=bool(rule and rule.seals == Sealing.FILE and can(user, "seals.seal")),
        decide_form=(decide_form or DecideForm(states=states)) if may and states else None,
        follow_form=(follow_form or FollowUpForm()) if may and found.is_open else None,
        pathway_form=_pathway_form(request, case, found) if may and found.is_open else None,
        tab="protection" if can(user, "protection.read") else "",
        reasons=reasons,
    )
    return render(request, "protection/flag.html", context, status=status)


def _pathway_form(request: Request, case: Case, found: Flag) -> PathwayForm | None:
    """The pathways that speak of this kind; none where no pathway does."""
    fitting = [
        template
        for template in queries.templates(programme_id=case.programme_id, on=timezone.localdate())
        if found.kind in template.flag_kinds
    ]
    if not fitting:
        return None
    first = {"person": str(found.person_id), "template": str(fitting[0].pk)}
    return PathwayForm(people=people_of(case), templates=fitting, initial=first)
