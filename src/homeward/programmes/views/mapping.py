"""Adds to a programme's page and takes away: places, corridors, sectors, parts, money."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.programmes.actions import mapping
from homeward.programmes.forms import programmes as forms
from homeward.programmes.models import (
    Budget,
    Corridor,
    Coverage,
    Participation,
    Programme,
    ProgrammeSector,
)
from homeward.programmes.views.acting import attempt, programme_of
from homeward.programmes.views.programmes import show


def _add(
    request: Request, pk: int, name: str, form: Any, act: Callable[..., Any], done: str
) -> HttpResponse:
    """A form of the page: refused, it is shown again with what was typed and every reason."""
    programme: Programme = programme_of(pk)
    if not form.is_valid():
        return show(request, programme, **{name: form})
    _given, reasons = attempt(
        lambda: act(programme, **form.cleaned_data, by=request.user, at=timezone.now())
    )
    if reasons:
        return show(request, programme, reasons=reasons, **{name: form})
    messages.success(request, done)
    return redirect("programmes:detail", pk=pk)


def _remove(request: Request, pk: int, row: Model, act: Callable[..., Any]) -> HttpResponse:
    _given, reasons = attempt(lambda: act(row, by=request.user, at=timezone.now()))
    if reasons:
        return show(request, programme_of(pk), reasons=reasons)
    messages.success(request, _("Removed. The history says what."))
    return redirect("programmes:detail", pk=pk)


@page("programmes.keep")
@require_POST
def add_place(request: Request, pk: int) -> HttpResponse:
    form = forms.PlaceForm(request.POST, prefix="place")
    return _add(request, pk, "place_form", form, mapping.add_place, _("Place added."))


@page("programmes.keep")
@require_POST
def remove_place(request: Request, pk: int, coverage_pk: int) -> HttpResponse:
    row = get_object_or_404(Coverage.objects.filter(programme=pk), pk=coverage_pk)
    return _remove(request, pk, row, mapping.remove_place)


@page("programmes.keep")
@require_POST
def add_corridor(request: Request, pk: int) -> HttpResponse:
    form = forms.CorridorForm(request.POST, prefix="corridor")
    return _add(request, pk, "corridor_form", form, mapping.add_corridor, _("Corridor added."))


@page("programmes.keep")
@require_POST
def remove_corridor(request: Request, pk: int, corridor_pk: int) -> HttpResponse:
    row = get_object_or_404(Corridor.objects.filter(programme=pk), pk=corridor_pk)
    return _remove(request, pk, row, mapping.remove_corridor)


@page("programmes.keep")
@require_POST
def add_sector(request: Request, pk: int) -> HttpResponse:
    form = forms.SectorForm(request.POST, prefix="sector")
    return _add(request, pk, "sector_form", form, mapping.add_sector, _("Sector added."))


@page("programmes.keep")
@require_POST
def remove_sector(request: Request, pk: int, programmesector_pk: int) -> HttpResponse:
    row = get_object_or_404(ProgrammeSector.objects.filter(programme=pk), pk=programmesector_pk)
    return _remove(request, pk, row, mapping.remove_sector)


@page("programmes.keep")
@require_POST
def add_part(request: Request, pk: int) -> HttpResponse:
    form = forms.PartForm(request.POST, prefix="part")
    return _add(request, pk, "part_form", form, mapping.add_part, _("Organisation added."))


@page("programmes.keep")
@require_POST
def remove_part(request: Request, pk: int, participation_pk: int) -> HttpResponse:
    row = get_object_or_404(Participation.objects.filter(programme=pk), pk=participation_pk)
    return _remove(request, pk, row, mapping.remove_part)


@page("programmes.keep")
@require_POST
def add_budget(request: Request, pk: int) -> HttpResponse:
    form = forms.BudgetForm(request.POST, prefix="budget")
    return _add(request, pk, "budget_form", form, mapping.add_budget, _("Budget added."))


@page("programmes.keep")
@require_POST
def remove_budget(request: Request, pk: int, budget_pk: int) -> HttpResponse:
    row = get_object_or_404(Budget.objects.filter(programme=pk), pk=budget_pk)
    return _remove(request, pk, row, mapping.remove_budget)
