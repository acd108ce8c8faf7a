"""Priority areas: candidates with what speaks for them, and what was decided."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.digits import are_digits
from homeward.core.patterns import NextStep
from homeward.places import queries as places
from homeward.programmes.models import Programme
from homeward.steering import pages
from homeward.steering.actions import areas as actions
from homeward.steering.choices import AreaStatus
from homeward.steering.forms.asked import AgendaForm, AreaForm, ProgrammeForm, ValidateForm
from homeward.steering.models import PriorityArea
from homeward.steering.queries import areas as queries
from homeward.steering.queries import stated
from homeward.steering.queries import workplan as plans
from homeward.steering.views.acting import PER_PAGE, act_on, form_page

SECTION = "priority_areas"


@page("steering.read")
def areas(request: Request) -> HttpResponse:
    status = request.GET.get("status", "")
    programme = request.GET.get("programme", "")
    found = queries.listed(status=status, programme=programme)
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = queries.on_map(found.filter(status=AreaStatus.VALIDATED))
    context = {
        "section": SECTION,
        "page": part,
        "rows": [(each, pages.AREA_KINDS[AreaStatus(each.status)]) for each in part],
        "status": status,
        "statuses": AreaStatus.choices,
        "programme": programme,
        "programmes": plans.programmes_run_here(),
        "points": places.as_points(counts),
        "codes": sorted({each.area.country_id for each in part}),
        "may_propose": can(request.user, "steering.propose_area"),
    }
    return render(request, "steering/areas.html", context)


@page("steering.propose_area")
def new_area(request: Request) -> HttpResponse:
    """First the programme, then the area: its own countries are offered."""
    asked = request.GET.get("programme", "")
    if not are_digits(asked):
        context = {
            "section": SECTION, "form": ProgrammeForm(), "title": _("Propose a priority area"),
            "back": reverse("steering:areas"), "crumb": _("Priority areas"),
        }  # fmt: skip
        return render(request, "steering/choose_programme.html", context)
    programme = get_object_or_404(Programme, pk=asked)
    form = AreaForm(request.POST or None, programme=programme)
    return form_page(
        request, form,
        lambda: actions.propose(
            programme, by=request.user, at=timezone.now(), **form.cleaned_data
        ),
        section=SECTION,
        done=_("Proposed. Put it on a committee’s agenda next."),
        to=lambda made: reverse("steering:area", args=[made.pk]),
        title=_("Propose a priority area"), lead=str(programme),
        crumb=_("Priority areas"), back=reverse("steering:areas"), save=_("Propose it"),
    )  # fmt: skip


def _area(pk: UUID) -> PriorityArea:
    return get_object_or_404(queries.listed(), pk=pk)


@page("steering.read")
def area(request: Request, priorityarea_pk: UUID) -> HttpResponse:
    return _show(request, _area(priorityarea_pk))


def _show(
    request: Request, held: PriorityArea, *, forms: Any = None, reasons: Any = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    user, today = request.user, timezone.localdate()
    is_open = held.status in queries.OPEN
    keeps = (
        is_open
        and can(user, "steering.propose_area")
        and user.organisation_id in {held.proposed_org_id, held.programme.lead_org_id}
    )
    found = queries.decisions_on(held) if is_open else []
    context = {
        "section": SECTION,
        "area": held,
        "kind": pages.AREA_KINDS[AreaStatus(held.status)],
        "is_open": is_open,
        "keeps": keeps,
        "agenda_form": AgendaForm(by=user, on=today)
        if keeps and held.status == AreaStatus.PROPOSED
        else None,
        "validate_form": ValidateForm(found=found)
        if is_open and can(user, "steering.propose_area")
        else None,
        "delegations": stated.delegations(area=str(held.area_id), on=today),
        "step": _step(held, user, decided=bool(found)) if is_open else None,
        "reasons": reasons,
        **(forms or {}),
    }
    return render(request, "steering/area.html", context, status=status)


def _step(held: PriorityArea, user: Any, *, decided: bool) -> NextStep:
    if held.status == AreaStatus.PROPOSED:
        return NextStep(
            title=_("Put it on a committee’s agenda"), holder=str(held.proposed_org),
            url="#agenda", label=_("Choose the committee"),
            mine=held.proposed_org_id == user.organisation_id,
        )  # fmt: skip
    return NextStep(
        title=_("Take down what was decided") if decided else _("The committee decides on it"),
        holder=held.committee_name, url="#validate" if decided else "",
        label=_("Choose the decision") if decided else "", mine=decided,
    )  # fmt: skip


def _act(
    request: Request, held: PriorityArea, form: Any, name: str, act: Any, done: str
) -> HttpResponse:
    return act_on(
        request, form, act, name=name, show=lambda **more: _show(request, held, **more),
        done=done, to=reverse("steering:area", args=[held.pk]),
    )  # fmt: skip


@page("steering.propose_area")
@require_POST
def agenda(request: Request, priorityarea_pk: UUID) -> HttpResponse:
    held = _area(priorityarea_pk)
    return _act(
        request, held,
        AgendaForm(request.POST, by=request.user, on=timezone.localdate()), "agenda_form",
        lambda data: actions.put_on_agenda(held, by=request.user, at=timezone.now(), **data),
        _("It stands on the committee’s list. Its secretariat puts it on a meeting."),
    )  # fmt: skip


@page("steering.propose_area")
@require_POST
def validate(request: Request, priorityarea_pk: UUID) -> HttpResponse:
    held = _area(priorityarea_pk)
    return _act(
        request, held, ValidateForm(request.POST, found=queries.decisions_on(held)),
        "validate_form",
        lambda data: actions.validate(
            held, data["decision"], by=request.user, at=timezone.now()
        ),
        _("Taken down, with the decision that it rests on."),
    )  # fmt: skip


@page("steering.propose_area")
@require_POST
def withdraw_area(request: Request, priorityarea_pk: UUID) -> HttpResponse:
    held = _area(priorityarea_pk)
    return _act(
        request, held, None, "",
        lambda _data: actions.withdraw(held, by=request.user, at=timezone.now()),
        _("Withdrawn. That it was proposed is kept."),
    )  # fmt: skip
