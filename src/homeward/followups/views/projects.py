"""Collective projects and communities: what is surveyed of them, and who holds it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.followups import forms
from homeward.followups.queries import day, projects
from homeward.followups.queries import named as body_queries
from homeward.followups.views import shown
from homeward.programmes.queries import programmes
from homeward.surveys import actions as surveys
from homeward.surveys import queries as survey_queries
from homeward.surveys.choices import Unit

PAGE = 25
UNITS = (Unit.PROJECT, Unit.COMMUNITY)


@page("followups.read")
def index(request: Request) -> HttpResponse:
    listed = Paginator(projects.projects(), PAGE).get_page(request.GET.get("page"))
    context = {
        **shown.around(request, "projects"),
        "page": listed,
        "groups": [
            {
                "label": _("Projects"),
                "rows": projects.followed(list(listed)),
                "none": _("Your organisation has no project, and is partner in none"),
            },
            {
                "label": _("Communities"),
                "rows": projects.communities(),
                "none": _("No community is surveyed yet"),
            },
        ],
        "may_plan": can(request.user, "followups.plan"),
        "has_instrument": bool(survey_queries.offered(on=timezone.localdate(), units=UNITS)),
    }
    return render(request, "followups/projects.html", context)


@page("followups.plan")
def plan(request: Request) -> HttpResponse:
    """Surveys of a project or a community: held by its owner's, or a partner's, interviewers."""
    form = forms.PlanOfForm(
        data_of(request),
        projects=list(projects.projects()),
        areas=body_queries.areas(),
        programmes=list(programmes.run_here()),
        versions=survey_queries.offered(on=timezone.localdate(), units=UNITS),
        interviewers=day.interviewers(request.user),
        initial={
            "about": request.GET.get("project", ""),
            "begins_on": timezone.localdate(),
        },
    )

    def act(said: Any) -> Any:
        subject, programme = form.about_chosen()
        return surveys.plan_of(
            subject,
            programme,
            form.version(),
            begins_on=said["begins_on"],
            interviewer=form.who(),
            by=request.user,
            at=timezone.now(),
        )

    return ask(
        request, form, act, back=reverse("followups:projects"),
        done=_("Planned. Who holds them finds them in My work."),
        context={
            "section": shown.SECTION,
            "title": _("Plan surveys of a project or a community"),
            "lead": _("They are your organisation’s own, whoever the project belongs to."),
            "crumb": _("Projects and communities"),
            "save": _("Plan the surveys"),
        },
    )  # fmt: skip
