"""Rounds: drawn up, read line by line, decided by a second person, taken along as a sheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.pools import actions, forms, papers, queries
from homeward.pools.choices import RoundStatus
from homeward.pools.models import Round
from homeward.pools.views.keeping import SECTION, own_or_404


@page("pools.draw_up", purpose=Purpose.FINANCE)
def new(request: Request, pool_pk: UUID) -> HttpResponse:
    found = own_or_404(request, pool_pk)
    free = {each: queries.free(each) for each in queries.commitments(found)}
    form = forms.RoundForm(
        data_of(request), pool=found, criteria=queries.criteria_on(found, timezone.localdate()),
        free={each: amount for each, amount in free.items() if amount > 0},
    )  # fmt: skip

    def write(said: Any) -> Round:
        return actions.draw_up(
            found, name=said["name"], sources=form.sources(), lines=form.lines(),
            budgets_until=said["budgets_until"], by=request.user, at=timezone.now(),
        )  # fmt: skip

    return ask(
        request, form, write, template="pools/new_round.html",
        done=_("Drawn up. A second person reads the calculation and decides."),
        back=lambda made: reverse("pools:round", args=[made.pk]),
        context={**SECTION, "pool": found, "back": reverse("pools:pool", args=[found.pk])},
    )  # fmt: skip


def _round(pk: UUID) -> Round:
    return get_object_or_404(
        Round.objects.select_related("pool__owner_org", "drawn_by", "decided_by"), pk=pk
    )


@page("pools.read", purpose=Purpose.FINANCE)
def detail(request: Request, round_pk: UUID) -> HttpResponse:
    found = _round(round_pk)
    form = forms.DecisionForm(data_of(request))
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        act = actions.approve if "approve" in request.POST else actions.drop
        try:
            done = act(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            messages.success(request, done.get_status_display())
            return redirect("pools:round", round_pk=found.pk)
    waits = found.status == RoundStatus.DRAWN
    context = {
        **SECTION,
        "round": found,
        "told": papers.told(found),
        "form": form,
        "reasons": reasons,
        "decided_in": queries.decided_in(found),
        "may_decide": waits and _decides(request, found),
        "step": _step(request, found),
    }
    return render(request, "pools/round.html", context, status=409 if reasons else 200)


def _decides(request: Request, found: Round) -> bool:
    """Whoever drew it up does not: a second person reads it."""
    return found.drawn_by_id != request.user.pk and can(request.user, "pools.approve")


def _step(request: Request, found: Round) -> NextStep:
    office = str(found.pool.owner_org)
    if found.status != RoundStatus.DRAWN:
        return NextStep(found.get_status_display(), nothing=True)
    if not _decides(request, found):
        return NextStep(
            _("A second person of the office decides"), holder=office, waiting_for=office
        )
    return NextStep(
        _("Read the calculation, then approve it or turn it down"), holder=str(_("You")),
        url="#decide", label=_("To the decision"), mine=True,
    )  # fmt: skip


@page("pools.read", purpose=Purpose.FINANCE)
def sheet(request: Request, round_pk: UUID) -> HttpResponse:
    """Every figure of the calculation, to be worked out again elsewhere."""
    found = _round(round_pk)
    return papers.workbook(found.name, papers.ROUND_HEAD, papers.round_rows(found))
