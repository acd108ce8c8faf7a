"""Groups of a trade."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.business import actions, forms, queries
from homeward.business.models import SectorGroup
from homeward.cases import queries as cases
from homeward.core.asking import ask, data_of
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.programmes.choices import Category

SECTION = {"section": "groups"}
A_PAGE = 25


@page("business.read_groups")
def index(request: Request) -> HttpResponse:
    asked = {name: request.GET.get(name, "")[:60] for name in ("q", "sector", "country")}
    shown = Paginator(queries.groups(**asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        **SECTION,
        "asked": asked,
        "is_narrowed": any(asked.values()),
        "page": shown,
        "sectors": Category.choices,
        "may_keep": can(request.user, "business.keep_groups"),
    }
    return render(request, "business/groups.html", context)


@page("business.keep_groups")
def new(request: Request) -> HttpResponse:
    form = forms.GroupForm(data_of(request), initial={"country": _own_country(request)})

    def write(said: Any) -> SectorGroup:
        return actions.open_group(**said, by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=lambda group: reverse("business:group", args=[group.pk]),
        done=_("The group is open. People join it from the page of their business."),
        context={**SECTION, "title": _("A group of a trade"), "save": _("Open the group"),
                 "back": reverse("business:groups"), "crumb": _("Groups")},
    )  # fmt: skip


def _own_country(request: Request) -> str:
    organisation = request.user.organisation
    return organisation.country_id if organisation else ""


@page("business.read_groups")
def group(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        SectorGroup.objects.select_related("area", "country", "keeper", "owner_org"), pk=pk
    )
    inside = queries.members(found)
    titles = cases.titles([one.business.case for one in inside])
    context = {
        **SECTION,
        "group": found,
        "members": [(one, titles.get(one.business.case_id, "")) for one in inside],
        "meetings": list(found.meetings.select_related("recorded_by")),
        "may_keep": can(request.user, "business.keep_groups") and found.ended_on is None,
        "bodies": queries.trade_bodies(found.country_id, found.area, found.sector, by=request.user),
    }
    return render(request, "business/group.html", context)


@page("business.keep_groups")
def meeting(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(SectorGroup, pk=pk)
    form = forms.GroupMeetingForm(data_of(request), initial={"held_on": timezone.localdate()})

    def write(said: Any) -> Any:
        return actions.hold_group_meeting(found, **said, by=request.user, at=timezone.now())

    return ask(
        request, form, write, back=reverse("business:group", args=[found.pk]),
        done=_("The meeting is kept."),
        context={**SECTION, "title": _("A meeting of the group"), "crumb": found.name},
    )  # fmt: skip


@page("business.keep_groups")
def close(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(SectorGroup, pk=pk)
    back = reverse("business:group", args=[found.pk])
    return ask(
        request, BaseForm(data_of(request)),
        lambda said: actions.close_group(found, by=request.user, at=timezone.now()),
        back=back, done=_("The group has ended."), template="core/confirm.html",
        context={
            **SECTION, "title": _("End this group?"),
            "consequences": [
                Consequence(_("Nobody joins it any more; its meetings stay to be read.")),
                Consequence(_("The businesses of its members stay as they are.")),
            ],
            "danger": _("End the group"), "cancel_url": back,
        },
    )  # fmt: skip
