"""The list, a programme's own page, and its entry and change."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.programmes import pages
from homeward.programmes.actions import keeping
from homeward.programmes.forms import programmes as forms
from homeward.programmes.models import Programme
from homeward.programmes.queries import criteria as criteria_queries
from homeward.programmes.queries import packages as package_queries
from homeward.programmes.queries import programmes as queries
from homeward.programmes.rules import criteria
from homeward.programmes.views.acting import SECTION, form_page, programme_of

PER_PAGE, LATEST = 25, 15
KEPT = ("code", "name", "kind", "status", "starts_on", "ends_on", "seats", "is_open")
WORDING = ("objectives", "description")


@page("programmes.read")
def index(request: Request) -> HttpResponse:
    asked, today = forms.Filter.from_query(request.GET), timezone.localdate()
    found = queries.for_list(asked.programmes(on=today))
    listed = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "form": forms.FilterForm(initial=vars(asked)),
        "page": listed,
        "rows": [(each, *pages.mark(each, today), pages.where(each)) for each in listed],
        "may_enter": can(request.user, "programmes.keep"),
    }
    return render(request, "programmes/index.html", SECTION | context)


@page("programmes.keep")
def new(request: Request) -> HttpResponse:
    form = forms.ProgrammeForm(request.POST or None, initial={"is_open": True})
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: keeping.enter(**form.cleaned_data, by=request.user, at=timezone.now()),
        done=_("Entered. Say where it works, and whom it takes."),
        to=_page_of,
        title=_("Enter a programme"),
        lede=_("Your organisation leads it and is the only one to change it."),
        save=_("Enter it"),
        back=reverse("programmes:index"),
        back_label=_("Programmes"),
    )


@page("programmes.keep")
def change(request: Request, pk: int) -> HttpResponse:
    programme = programme_of(pk)
    initial = {name: getattr(programme, name) for name in (*KEPT, *WORDING)}
    initial["target_groups"] = programme.target_groups.all()
    form = forms.ProgrammeForm(request.POST or None, initial=initial)
    return form_page(
        request,
        "programmes/form.html",
        form,
        lambda: keeping.change(programme, **form.cleaned_data, by=request.user, at=timezone.now()),
        done=_("Changed. The history says what."),
        to=_page_of,
        title=_("Change the programme"),
        lede=_("Places, money, criteria and packages are changed on its page."),
        save=_("Save the changes"),
        back=_page_of(programme),
        back_label=programme,
    )


def _page_of(programme: Programme) -> str:
    return reverse("programmes:detail", args=[programme.pk])


@page("programmes.read")
def detail(request: Request, pk: int) -> HttpResponse:
    return show(request, programme_of(pk))


def show(
    request: Request, programme: Programme, *, reasons: list[Any] | None = None, **refused: Any
) -> HttpResponse:
    """The programme's page; `refused` is the form that was not taken, under its own name."""
    today, user = timezone.localdate(), request.user
    keeps = queries.keeps(user, programme)
    version = criteria_queries.version_on(programme, today)
    criterion = criteria_queries.criterion_of(version)
    context = {
        "programme": programme,
        "mark": pages.mark(programme, today),
        "step": pages.step(programme, user=user, on=today),
        "keeps": keeps,
        "version": version,
        "lines": criteria.lines(criterion, names=criteria_queries.names_of(criterion)),
        "packages": package_queries.packages_of(programme),
        "places": programme.coverage.select_related("country", "area__parent"),
        "corridors": programme.corridors.select_related("host_country", "origin_country"),
        "sectors": programme.programme_sectors.select_related("sector"),
        "parts": programme.participations.select_related("actor"),
        "budgets": programme.budgets.select_related("funder"),
        "policies": programme.policies.select_related("country"),
        "records": programme.scoping_records.select_related("country"),
        "exceptions": [
            (each, *pages.exception_mark(each, today))
            for each in criteria_queries.exceptions(programme)
        ],
        "history": pages.history(list(queries.events(programme)[:LATEST])),
        "panels": pages.BESIDE.shown(programme, user),
        "today": today,
        "reasons": reasons,
        "refused_form": next(iter(refused.values()), None),
    }
    context |= (_forms(programme) if keeps else {}) | refused
    status = 409 if reasons else 200
    return render(request, "programmes/detail.html", SECTION | context, status=status)


def _forms(programme: Programme) -> dict[str, Any]:
    return {
        "place_form": forms.PlaceForm(prefix="place"),
        "corridor_form": forms.CorridorForm(prefix="corridor"),
        "sector_form": forms.SectorForm(prefix="sector"),
        "part_form": forms.PartForm(prefix="part"),
        "budget_form": forms.BudgetForm(prefix="budget"),
    }
