"""Partnerships, and the matrix of who has which part in a task."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.actors.choices import Level
from homeward.core.digits import are_digits
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.stakeholders import forms, queries
from homeward.stakeholders.actions import sharing
from homeward.stakeholders.choices import Part, PartnershipKind, PartnershipStatus
from homeward.stakeholders.models import Objective, Partnership

PARTNERSHIPS = {"section": "partnerships"}
RACI = {"section": "responsibilities"}
A_PAGE = 50


@page("stakeholders.read")
def partnerships(request: Request) -> HttpResponse:
    """Who works with whom, on which level."""
    choices = {
        "level": Level.values,
        "kind": PartnershipKind.values,
        "status": PartnershipStatus.values,
    }
    asked = {n: v for n, known in choices.items() if (v := request.GET.get(n, "")) in known}
    shown = Paginator(queries.partnerships(**asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "page": shown,
        "rows": list(shown),
        "levels": Level.choices,
        "kinds": PartnershipKind.choices,
        "statuses": PartnershipStatus.choices,
        "may_keep": can(request.user, "stakeholders.keep"),
    }
    return render(request, "stakeholders/partnerships.html", PARTNERSHIPS | context)


@page("stakeholders.read")
def partnership(request: Request, partnership_pk: int) -> HttpResponse:
    found = get_object_or_404(queries.partnerships(), pk=partnership_pk)
    context = {"partnership": found, "may_keep": can(request.user, "stakeholders.keep")}
    return render(request, "stakeholders/partnership.html", PARTNERSHIPS | context)


@page("stakeholders.keep")
def new_partnership(request: Request) -> HttpResponse:
    return _partnership_form(request, None)


@page("stakeholders.keep")
def change_partnership(request: Request, partnership_pk: int) -> HttpResponse:
    return _partnership_form(request, get_object_or_404(Partnership, pk=partnership_pk))


def _partnership_form(request: Request, held: Partnership | None) -> HttpResponse:
    initial: dict[str, Any] = {}
    if held:
        initial = {
            name: getattr(held, name)
            for name in forms.PartnershipForm.base_fields
            if name != "actors"
        }
        initial["actors"] = "\n".join(actor.name for actor in held.actors.all())
    form = forms.PartnershipForm(request.POST or None, initial=initial)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            saved = sharing.save_partnership(
                held, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("Saved. The load of its actors counts it."))
            return redirect("stakeholders:partnership", partnership_pk=saved.pk)
    context = {
        "form": form,
        "reasons": reasons,
        "title": _("Change the partnership") if held else _("Record a partnership"),
        "back": reverse("stakeholders:partnerships"),
    }
    status = 409 if reasons else 400 if form.errors else 200
    return render(request, "stakeholders/form.html", PARTNERSHIPS | context, status=status)


@page("stakeholders.read")
def responsibilities(request: Request) -> HttpResponse:
    return _responsibilities(request)


def _responsibilities(request: Request, *, status: int = 200, **other: Any) -> HttpResponse:
    """Tasks by actors; the chosen task is put right below."""
    programme = request.GET.get("programme", "")
    country = request.GET.get("country", "")[:2].upper()
    found = list(
        queries.objectives(
            programme=int(programme) if are_digits(programme) else None, country=country
        )
    )
    actors, tasks = queries.matrix(found)
    chosen = next((t for t in tasks if str(t.objective.pk) == request.GET.get("task")), None)
    rest = request.GET.copy()
    rest.pop("task", None)
    context = {
        "actors": actors,
        "tasks": tasks,
        "chosen": chosen or next(iter(tasks), None),
        "programmes": queries.programmes_to_choose(),
        "countries": queries.countries(),
        "programme": programme,
        "country": country,
        "kept": rest.urlencode(),
        "key": Part.choices,
        "incomplete": [t for t in tasks if t.accountable is None],
        "may_keep": can(request.user, "stakeholders.keep"),
        "part_form": forms.PartForm(prefix="part"),
        "names": queries.actor_names() if can(request.user, "stakeholders.keep") else [],
        **other,
    }
    return render(request, "stakeholders/responsibilities.html", RACI | context, status=status)


@page("stakeholders.keep")
def new_objective(request: Request) -> HttpResponse:
    form = forms.ObjectiveForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = sharing.add_objective(by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("Added. Say who answers for it."))
            return redirect(f"{reverse('stakeholders:responsibilities')}?task={made.pk}#task")
    context = {
        "form": form,
        "reasons": reasons,
        "title": _("Add a task"),
        "back": reverse("stakeholders:responsibilities"),
    }
    status = 409 if reasons else 400 if form.errors else 200
    return render(request, "stakeholders/form.html", RACI | context, status=status)


@page("stakeholders.keep")
@require_POST
def give_part(request: Request, objective_pk: int) -> HttpResponse:
    objective = get_object_or_404(Objective, pk=objective_pk)
    form = forms.PartForm(request.POST, prefix="part")
    if not form.is_valid():
        return _responsibilities(request, status=400, part_form=form)
    try:
        sharing.give_part(
            objective, form.cleaned_data["actor"], form.cleaned_data["part"], by=request.user
        )
    except Refused as refused:
        return _responsibilities(request, status=409, part_form=form, reasons=refused.reasons)
    messages.success(request, _("Kept."))
    return redirect(f"{reverse('stakeholders:responsibilities')}?task={objective.pk}#task")


@page("stakeholders.keep")
def remove_objective(request: Request, objective_pk: int) -> HttpResponse:
    objective = get_object_or_404(Objective, pk=objective_pk)
    if request.method == "POST":
        sharing.remove_objective(objective, by=request.user)
        messages.success(request, _("Task removed."))
        return redirect("stakeholders:responsibilities")
    context = {
        "title": _("Remove the task “%(what)s”?") % {"what": objective.title},
        "consequences": [Consequence(_("The parts that actors have in it go with it."))],
        "form": BaseForm(),
        "danger": _("Remove the task"),
        "cancel_url": reverse("stakeholders:responsibilities"),
    }
    return render(request, "core/confirm.html", RACI | context)
