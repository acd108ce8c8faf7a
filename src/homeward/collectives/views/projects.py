"""The list of projects, the page of one, and how it is opened, moved and shared."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.collectives import actions, forms, queries, rules, sheets
from homeward.collectives.choices import ProjectKind, ProjectStatus
from homeward.collectives.models import Project, ProjectPartner, Season
from homeward.collectives.views import shown
from homeward.core.asking import ask, data_of
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.spreadsheets import XLSX_TYPE
from homeward.documents import pdf
from homeward.files.answers import to_keep
from homeward.programmes.choices import Category

A_PAGE = 25
NAMES = ("q", "kind", "status", "sector", "country")


@page("collectives.read")
def index(request: Request) -> HttpResponse:
    asked = queries.Asked(**{name: request.GET.get(name, "")[:60] for name in NAMES})
    found = Paginator(queries.listed(asked), A_PAGE).get_page(request.GET.get("page"))
    counted = queries.figures(found, request.user)
    context = {
        **shown.SECTION,
        "asked": asked,
        "is_narrowed": any(vars(asked).values()),
        "page": found,
        "rows": [(project, counted[project.pk]) for project in found],
        "kinds": ProjectKind.choices,
        "statuses": ProjectStatus.choices,
        "sectors": Category.choices,
        "countries": queries.countries(),
        "may_open": can(request.user, "collectives.open"),
    }
    return render(request, "collectives/index.html", context)


@page("collectives.open")
def new(request: Request) -> HttpResponse:
    country = request.user.organisation.country if request.user.organisation else None
    form = forms.ProjectForm(
        data_of(request),
        initial={"country": country, "currency": country.currency if country else ""},
    )

    def write(said: Any) -> Project:
        return actions.open_project(actions.Described(**said), by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=lambda made: shown.url("project", made),
        done=_("The project is open."), template="collectives/project_form.html",
        context={**shown.SECTION, "title": _("A project"), "save": _("Open the project"),
                 "back": reverse("collectives:index"), "crumb": _("Projects")},
    )  # fmt: skip


@page("collectives.keep")
def change(request: Request, project_pk: UUID) -> HttpResponse:
    project = shown.project_of(project_pk)
    form = forms.ProjectForm(data_of(request), initial=forms.said_before(project))

    def write(said: Any) -> Any:
        return actions.change(
            project, actions.Described(**said), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=shown.url("project", project), done=_("Kept."),
        template="collectives/project_form.html",
        context={**shown.SECTION, "title": project.name, "crumb": _("Project")},
    )  # fmt: skip


@page("collectives.read")
def project(request: Request, project_pk: UUID) -> HttpResponse:
    """The story of a project: what comes next, what it is, who is in it, its seasons."""
    found = shown.project_of(project_pk)
    today = timezone.localdate()
    season = queries.open_season(found)
    count = queries.last_count(found)
    context = {
        **shown.head(found, request.user, "project"),
        "step": shown.next_step(found, season, request.user, today),
        "figures": queries.figures([found], request.user)[found.pk],
        "seasons": [(one, queries.result(one)) for one in queries.seasons(found)],
        "reach": _reach(found, request.user.organisation_id) if count else None,
        "count": count,
        "outputs": list(found.outputs.select_related("recorded_by")),
        "trainings": list(found.trainings.select_related("occupation", "recorded_by")),
        "photos": list(found.photos.defer("content")),
        "meetings": list(queries.meetings(found)[:6]),
        "partners": list(found.partners.select_related("organisation")),
        "of_members": found.has_members,
    }
    return render(request, "collectives/project.html", context)


def _reach(found: Project, organisation: int | None) -> dict[str, str]:
    count = queries.last_count(found)
    names = ("returnee_women", "returnee_men", "resident_women", "resident_men")
    counts = {name: getattr(count, name) for name in names}
    is_own = found.owner_org_id == organisation
    told = rules.told(counts, smallest=queries.SMALLEST, is_own=is_own)
    all_of_them = sum(counts.values())
    return {**told, "all": rules.shown(all_of_them, smallest=queries.SMALLEST, is_own=is_own)}


@page("collectives.keep")
def move(request: Request, project_pk: UUID) -> HttpResponse:
    found = shown.project_of(project_pk)
    states = [s for s in ProjectStatus if s in rules.NEXT[ProjectStatus(found.status)]]
    form = forms.StateForm(data_of(request), states=states)

    def write(said: Any) -> Any:
        return actions.move(found, ProjectStatus(said["to"]), by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=shown.url("project", found), done=_("Kept."),
        context={**shown.SECTION, "title": _("How the project stands"), "crumb": found.name,
                 "lead": found.get_status_display()},
    )  # fmt: skip


@page("collectives.keep")
def new_season(request: Request, project_pk: UUID) -> HttpResponse:
    found = shown.project_of(project_pk)
    form = forms.SeasonForm(data_of(request), initial={"starts_on": timezone.localdate()})

    def write(said: Any) -> Any:
        return actions.open_season(found, **said, by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=shown.url("log", found), done=_("The season has begun."),
        context={**shown.SECTION, "title": _("Begin a season"), "crumb": found.name,
                 "save": _("Begin the season")},
    )  # fmt: skip


@page("collectives.keep")
def close_season(request: Request, season_pk: UUID) -> HttpResponse:
    season = get_object_or_404(Season.objects.select_related("project"), pk=season_pk)
    form = forms.DayForm(data_of(request), initial={"on": timezone.localdate()})
    back = shown.url("log", season.project)
    left = queries.result(season).left
    money = {"left": left, "currency": season.project.currency}

    def write(said: Any) -> Any:
        return actions.close_season(season, on=said["on"], by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=back, done=_("The season is closed."),
        template="core/confirm.html",
        context={
            **shown.SECTION,
            "title": _("Close the season %(name)s?") % {"name": season.name},
            "consequences": [
                Consequence(_("Nothing more is logged or paid out in it.")),
                Consequence(
                    _("%(left)s %(currency)s of its result have not been paid out.") % money,
                    "coins",
                ),
                Consequence(_("A new season can begin.")),
            ],
            "danger": _("Close the season"), "cancel": _("Leave it open"), "cancel_url": back,
        },
    )  # fmt: skip


@page("collectives.keep")
def add_partner(request: Request, project_pk: UUID) -> HttpResponse:
    found = shown.project_of(project_pk)
    form = forms.PartnerForm(data_of(request), offered=queries.organisations_to_add(found))

    def write(said: Any) -> Any:
        return actions.add_partner(found, said["organisation"], by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=shown.url("project", found),
        done=_("It reads the project as long as an agreement with it is in force."),
        context={**shown.SECTION, "title": _("Share with a partner"), "crumb": found.name,
                 "save": _("Share")},
    )  # fmt: skip


@page("collectives.keep")
def remove_partner(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        ProjectPartner.objects.select_related("project", "organisation"), pk=pk
    )
    back = shown.url("project", found.project)

    def write(said: Any) -> None:
        actions.remove_partner(found, by=request.user, at=timezone.now())

    return ask(
        request, BaseForm(data_of(request)), write, back=back, done=_("It reads it no more."),
        template="core/confirm.html",
        context={
            **shown.SECTION,
            "title": _("Stop sharing with %(org)s?") % {"org": found.organisation},
            "consequences": [Consequence(_("It no longer finds the project."), "eye-off")],
            "danger": _("Stop sharing"), "cancel_url": back,
        },
    )  # fmt: skip


@page("collectives.export")
def season_sheet(request: Request, season_pk: UUID) -> HttpResponse:
    """What came in and what went out in a season, for donors: no member is in it."""
    season = get_object_or_404(Season.objects.select_related("project"), pk=season_pk)
    content = sheets.workbook(season, right_to_left=translation.get_language_bidi())
    return to_keep(
        content, name=f"{season.project.name}-{season.name}.xlsx", content_type=XLSX_TYPE
    )


@page("collectives.export")
def season_paper(request: Request, season_pk: UUID) -> HttpResponse:
    season = get_object_or_404(Season.objects.select_related("project"), pk=season_pk)
    told = queries.figures([season.project], request.user)[season.project_id]
    data = sheets.paper(season, told)
    answered: HttpResponse = pdf.answer(
        "collectives/season", data, at=timezone.now(), name=f"{season.project.name}-{season.name}"
    )
    return answered


@page("collectives.read")
def of_case(request: Request, case_pk: UUID) -> HttpResponse:
    """The groups that people of a case are in."""
    case = get_object_or_404(queries.case(case_pk))
    context = {**queries.head_of(case), "members": queries.of_case(case)}
    return render(request, "collectives/of_case.html", context)
