"""The bodies named to follow up, whom each follows, and what programmes ask for in the year."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.core.asking import ask, data_of
from homeward.core.forms import BaseForm
from homeward.followups import actions, forms, queries
from homeward.followups.choices import Kind
from homeward.followups.models import Monitoring, NamedBody, PlanStep
from homeward.followups.queries import named as body_queries
from homeward.followups.views import shown
from homeward.programmes.queries import programmes
from homeward.surveys.choices import Unit

PAGE = 50


@page("followups.read_bodies")
def index(request: Request) -> HttpResponse:
    """Who is named for which programme and area, by what mandate, until when."""
    today = timezone.localdate()
    mine = _followed(request)
    context = {
        **shown.around(request, "bodies"),
        "bodies": [(body, _state(body, today)) for body in queries.bodies()],
        "may_name": can(request.user, "followups.name_body"),
        "may_read": can(request.user, "followups.read"),
        "page": mine,
        "rows": _rows(mine),
        "today": today,
    }
    return render(request, "followups/bodies.html", context)


def _followed(request: Request) -> Any:
    if not can(request.user, "followups.read"):
        return Paginator(body_queries.nobody(), PAGE).get_page(1)
    found = queries.monitorings(request.user, on=timezone.localdate())
    return Paginator(found, PAGE).get_page(request.GET.get("page"))


def _rows(found: Any) -> list[tuple[Monitoring, str]]:
    listed = list(found)
    titles = cases.titles([one.case for one in listed])
    return [(one, titles[one.case_id]) for one in listed]


def _state(body: NamedBody, today: Any) -> tuple[str, str]:
    if body.from_on > today:
        return "soon", _("Begins later")
    if body.until_on is not None and body.until_on < today:
        return "shut", _("Ended")
    return "ok", _("Named")


@page("followups.read_bodies", purpose=Purpose.SURVEY)
def body(request: Request, pk: UUID) -> HttpResponse:
    """One body with its mandate, and whom it follows as far as the reader sees them."""
    found = get_object_or_404(queries.bodies(), pk=pk)
    may_read = can(request.user, "followups.read")
    followed = queries.followed_by(found) if may_read else body_queries.nobody()
    listed = Paginator(followed, PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    leads = found.programme.lead_org_id == request.user.organisation_id
    context = {
        **shown.around(request, "bodies"),
        "body": found,
        "state": _state(found, today),
        "page": listed,
        "rows": _rows(listed),
        "may_read": may_read,
        "is_body": True,
        "may_end": leads and can(request.user, "followups.name_body"),
    }
    return render(request, "followups/body.html", context)


@page("followups.name_body")
def new(request: Request) -> HttpResponse:
    led = programmes.run_here().filter(lead_org=request.user.organisation_id)
    form = forms.BodyForm(
        data_of(request),
        programmes=list(led),
        organisations=body_queries.organisations(),
        areas=body_queries.areas(),
        initial={"from_on": timezone.localdate()},
    )

    def act(said: Any) -> NamedBody:
        programme, organisation, area = form.chosen_rows()
        given = actions.BodyGiven(
            organisation=organisation,
            unit=Unit(said["unit"]),
            area=area,
            mandate=said["mandate"],
            source=said["source"],
            from_on=said["from_on"],
            until_on=said["until_on"],
        )
        return actions.name_body(programme, given, by=request.user, at=timezone.now())

    return ask(
        request, form, act, back=lambda made: reverse("followups:body", args=[made.pk]),
        done=_("Named. A body that was named before without an end ended the day before."),
        context={
            "section": shown.SECTION,
            "title": _("Name a body to follow up"),
            "lead": _("It sees nobody by this alone: each person’s consent opens their own file."),
            "back": reverse("followups:bodies"),
            "crumb": _("Bodies named to follow up"),
            "save": _("Name it"),
        },
    )  # fmt: skip


@page("followups.name_body")
def end(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.bodies(), pk=pk)
    back = reverse("followups:body", args=[found.pk])
    return ask(
        request, forms.EndForm(data_of(request)),
        lambda said: actions.end_mandate(found, until_on=said["until_on"], by=request.user),
        back=back, done=_("The mandate ends on that day."), template="core/confirm.html",
        context={
            "section": shown.SECTION,
            "title": _("The mandate of %(body)s ends") % {"body": found},
            "consequences": [
                _("It follows nobody after that day."),
                _("Each organisation is asked in My work which body goes on with its persons."),
            ],
            "danger": _("End the mandate"),
            "cancel_url": back,
            "cancel": _("Back"),
        },
    )  # fmt: skip


@page("followups.plan")
def hand_on(request: Request, pk: UUID) -> HttpResponse:
    """A body's mandate ends before the person's consent does: another goes on."""
    found = get_object_or_404(
        Monitoring.objects.select_related("case__worker", "case__programme", "body"), pk=pk
    )
    others = queries.bodies_for(found.case, on=timezone.localdate())
    form = forms.HandOnForm(
        data_of(request), bodies=[one for one in others if one.pk != found.body_id]
    )
    return ask(
        request, form,
        lambda _said: actions.hand_on(found, form.which(), by=request.user, at=timezone.now()),
        back=shown.case_page(request, found.case), done=_("Handed on."),
        template="followups/form.html",
        context={
            **shown.head(request, found.case),
            "heading": _("Which body follows up from now on"),
            "lead": _(
                "Only one that the person agreed to as well. Where there is none, ask them anew."
            ),
        },
    )  # fmt: skip


@page("followups.plan")
def stop(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Monitoring.objects.select_related("case__worker", "case__programme", "body"), pk=pk
    )
    back = shown.case_page(request, found.case)
    return ask(
        request, BaseForm(data_of(request)),
        lambda _said: actions.end_following(found, by=request.user, at=timezone.now()),
        back=back, done=_("Nobody follows this case any more."), template="core/confirm.html",
        context={
            "section": "cases",
            "title": _("Stop following after closure"),
            "consequences": [
                _("Nobody contacts the person for surveys any more."),
                _("What was answered stays."),
            ],
            "danger": _("Stop"),
            "cancel_url": back,
            "cancel": _("Back"),
        },
    )  # fmt: skip


@page("followups.read_bodies")
def steps(request: Request) -> HttpResponse:
    """What each programme asks for in the year after an arrival."""
    rows = [(one, queries.steps_of(one)) for one in programmes.run_here()]
    context = {
        **shown.around(request, "steps"),
        "rows": [(one, found) for one, found in rows if found],
        "may_state": can(request.user, "followups.state_steps"),
        "leads": request.user.organisation_id,
    }
    return render(request, "followups/steps.html", context)


@page("followups.state_steps")
def new_step(request: Request) -> HttpResponse:
    led = programmes.run_here().filter(lead_org=request.user.organisation_id)
    form = forms.StepForm(
        data_of(request), programmes=list(led), initial={"valid_from": timezone.localdate()}
    )

    def act(said: Any) -> PlanStep:
        given = actions.StepGiven(
            kind=Kind(said["kind"]),
            after_months=said["after_months"],
            within_days=said["within_days"],
            valid_from=said["valid_from"],
            source=said["source"],
        )
        return actions.state_step(form.which(), given, by=request.user, at=timezone.now())

    return ask(
        request, form, act, back=reverse("followups:steps"),
        done=_("Stated. Plans of arrivals from that day on have it."),
        context={
            "section": shown.SECTION,
            "title": _("State a follow-up of the year"),
            "lead": _("For every case of the programme, counted from the day of its arrival."),
            "crumb": _("The year after an arrival"),
        },
    )  # fmt: skip


@page("followups.state_steps")
def end_step(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(PlanStep.objects.select_related("programme"), pk=pk)
    back = reverse("followups:steps")
    return ask(
        request, forms.EndForm(data_of(request)),
        lambda said: actions.end_step(found, until=said["until_on"], by=request.user),
        back=back, done=_("It holds for no arrival after that day."),
        template="core/confirm.html",
        context={
            "section": shown.SECTION,
            "title": _("This follow-up is asked for no longer"),
            "consequences": [_("Plans of earlier arrivals keep it.")],
            "danger": _("End it"),
            "cancel_url": back,
            "cancel": _("Back"),
        },
    )  # fmt: skip
