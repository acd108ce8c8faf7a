"""Incentive funds: the list, one with its sums by state, and what is added."""

from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.incentives import actions, forms, queries
from homeward.incentives.models import IncentiveFund, Measure

PAGE = 25
SECTION = {"section": "incentives"}


@page("incentives.read")
def index(request: Request) -> HttpResponse:
    listed = Paginator(queries.funds(), PAGE).get_page(request.GET.get("page"))
    context = {
        **SECTION,
        "page": listed,
        "rows": [(fund, queries.in_all(fund)) for fund in listed],
        "may_keep": can(request.user, "incentives.keep"),
    }
    return render(request, "incentives/index.html", context)


@page("incentives.keep")
def new(request: Request) -> HttpResponse:
    form = forms.FundForm(data_of(request))
    return ask(
        request, form,
        lambda said: actions.open_fund(**said, by=request.user, at=timezone.now()),
        done=_("The record is open."),
        back=lambda made: reverse("incentives:fund", args=[made.pk]),
        context={**SECTION, "title": _("New incentive fund"), "crumb": _("Incentive funds"),
                 "back": reverse("incentives:index"), "save": _("Open the record")},
    )  # fmt: skip


@page("incentives.read")
def fund(request: Request, incentivefund_pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.funds(), pk=incentivefund_pk)
    own = found.owner_org_id == request.user.organisation_id
    context = {
        **SECTION,
        "fund": found,
        "states": queries.by_state(found),
        "page": Paginator(queries.entries(found), PAGE).get_page(request.GET.get("page")),
        "may_keep": own and can(request.user, "incentives.keep"),
    }
    return render(request, "incentives/fund.html", context)


@page("incentives.keep")
def enter(request: Request, incentivefund_pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        IncentiveFund, pk=incentivefund_pk, owner_org=request.user.organisation_id
    )
    form = forms.EntryForm(
        data_of(request), initial={"key": uuid4().hex, "on": timezone.localdate()}
    )

    def write(_said: Any) -> Measure:
        said = form.said()
        return actions.enter(
            found, said.pop("entry"), said.pop("country"), **said, by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    return _asked(
        request, form, write, found, title=_("Add an entry"), save=_("Add it"),
        done=_("Added, in the fund's book too."),
    )  # fmt: skip


@page("incentives.keep")
def remark(request: Request, measure_pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Measure.objects.select_related("fund"),
        pk=measure_pk,
        fund__owner_org=request.user.organisation_id,
    )
    form = forms.RemarkForm(data_of(request), initial={"key": uuid4().hex})
    return _asked(
        request, form,
        lambda said: actions.remark(found, **said, by=request.user, at=timezone.now()),
        found.fund, title=_("Remark on an entry"), save=_("Write it down"), lead=found.what,
        done=_("Written beside the entry, which stands as it was."),
    )  # fmt: skip


def _asked(
    request: Request, form: Any, write: Any, found: IncentiveFund, *, done: Any, **said: Any
) -> HttpResponse:
    return ask(
        request, form, write, done=done, back=reverse("incentives:fund", args=[found.pk]),
        context={**SECTION, "crumb": found.name, **said},
    )  # fmt: skip
