"""A programme's plan templates and feasibility grids, kept by its lead."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.digits import are_digits
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.plans import actions, queries
from homeward.plans.forms import GridForm, TemplateForm
from homeward.plans.forms.keeping import said_of
from homeward.plans.models import PlanTemplate
from homeward.programmes.models import Programme

OF_A_TEMPLATE = ("level", "level_name", "route", "fallback", "currency", "source")


@page("plans.read_templates")
def index(request: Request) -> HttpResponse:
    """Whose templates: the programmes, with those that one's own organisation leads first."""
    mine = {programme.pk for programme in queries.programmes_kept(request.user)}
    found = sorted(queries.programmes(), key=lambda one: one.pk not in mine)
    context = {"section": "programmes", "programmes": [(one, one.pk in mine) for one in found]}
    return render(request, "plans/template_programmes.html", context)


@page("plans.read_templates")
def of_programme(request: Request, programme_pk: int) -> HttpResponse:
    programme = get_object_or_404(Programme, pk=programme_pk)
    on = timezone.localdate()
    context = {
        "section": "programmes",
        "programme": programme,
        "templates": list(queries.all_templates(programme)),
        "grids": list(queries.grids(programme)),
        "grid": queries.grid_of(programme, on=on),
        "today": on,
        "may_keep": _keeps(request, programme),
    }
    return render(request, "plans/templates.html", context)


def _keeps(request: Request, programme: Programme) -> bool:
    leads = programme.lead_org_id == request.user.organisation_id
    return can(request.user, "plans.keep_templates") and leads


@page("plans.keep_templates")
def new_template(request: Request, programme_pk: int) -> HttpResponse:
    """A new template, or the next version of the one named in the address."""
    programme = get_object_or_404(Programme, pk=programme_pk)
    before = _before(programme, request.GET.get("after", ""))
    form = TemplateForm(
        request.POST if request.method == "POST" else None,
        initial={"valid_from": timezone.localdate(), **(said_of(before) if before else {})},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.publish_template(
                programme, name=said["name"], valid_from=said["valid_from"],
                goals=form.goals(), lines=form.lines(), by=request.user, at=timezone.now(),
                **{name: said[name] for name in OF_A_TEMPLATE},
            )  # fmt: skip
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The template is published."))
            return redirect("plans:templates", programme.pk)
    context = {
        "section": "programmes",
        "programme": programme,
        "before": before,
        "form": form,
        "reasons": reasons,
    }
    refused = reasons or form.errors
    return render(request, "plans/template_form.html", context, status=409 if refused else 200)


def _before(programme: Programme, wanted: str) -> PlanTemplate | None:
    if not are_digits(wanted):
        return None
    return next((t for t in queries.all_templates(programme) if t.pk == int(wanted)), None)


@page("plans.keep_templates")
def end_template(request: Request, plantemplate_pk: int) -> HttpResponse:
    template = get_object_or_404(
        PlanTemplate.objects.select_related("programme"), pk=plantemplate_pk
    )
    reasons: list[Any] = []
    back = reverse("plans:templates", args=[template.programme_id])
    if request.method == "POST":
        try:
            actions.end_template(
                template, until=timezone.localdate(), by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The template has ended. Plans made from it stay."))
            return redirect(back)
    context = {
        "section": "programmes",
        "title": _("End the template %(name)s?") % {"name": template.name},
        "consequences": [Consequence(_("It can't be taken for a plan after today."))],
        "form": BaseForm(),
        "reasons": reasons,
        "danger": _("End the template"),
        "cancel": _("Keep it"),
        "cancel_url": back,
    }
    return render(request, "core/confirm.html", context, status=409 if reasons else 200)


@page("plans.keep_templates")
def new_grid(request: Request, programme_pk: int) -> HttpResponse:
    programme = get_object_or_404(Programme, pk=programme_pk)
    form = GridForm(
        request.POST if request.method == "POST" else None,
        initial={"valid_from": timezone.localdate(), **_of_the_grid(programme)},
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.publish_grid(
                programme, name=said["name"], valid_from=said["valid_from"],
                is_required=said["is_required"], source=said["source"],
                criteria=form.criteria(), by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("The grid is published."))
            return redirect("plans:templates", programme.pk)
    context = {"section": "programmes", "programme": programme, "form": form, "reasons": reasons}
    refused = reasons or form.errors
    return render(request, "plans/grid_form.html", context, status=409 if refused else 200)


def _of_the_grid(programme: Programme) -> dict[str, Any]:
    """The grid in force as the first values of the next version."""
    grid = queries.grid_of(programme, on=timezone.localdate())
    said: dict[str, Any] = {}
    for n, criterion in enumerate(grid.criteria.all() if grid else [], 1):
        said |= {f"code_{n}": criterion.code, f"words_{n}": criterion.words}
    return said
