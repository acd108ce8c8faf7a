"""Comparisons: with whom they may be run, asked, joined, declined, taken back, how they went."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.crossmatches import actions, queries
from homeward.crossmatches.choices import OPEN, Status, Way
from homeward.crossmatches.models import Run, Side
from homeward.crossmatches.views.shown import RUN_MARKS, SECTION, shown, tabs

A_PAGE = 25


@require_GET
@page("crossmatches.read")
def index(request: Request) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    sheet = Paginator(queries.runs(), A_PAGE).get_page(request.GET.get("page"))
    runs = list(sheet.object_list)
    sides = queries.sides_of(runs)
    may_run = can(user, "crossmatches.run")
    asked = next((run for run in runs if _is_asked(run, user.organisation_id)), None)
    context = {
        "section": SECTION,
        "tabs": tabs(user),
        "tab": "runs",
        "partners": queries.partners(user.organisation_id, on=today),
        "sheet": sheet,
        "rows": [_row(run, sides.get(run.pk), user.organisation_id) for run in runs],
        "may_run": may_run,
        "step": _step(asked) if asked and may_run else None,
    }
    return render(request, "crossmatches/index.html", context)


def _is_asked(run: Run, own: int | None) -> bool:
    return run.status == Status.ASKED and run.way == Way.HERE and run.other_org_id == own


def _step(run: Run) -> NextStep:
    return NextStep(
        title=_("%(org)s asks you to compare") % {"org": run.asking_org},
        why=_("Nothing is compared before you join."),
        url=reverse("crossmatches:run", args=[run.pk]),
        label=_("Read and answer"),
        mine=True,
    )


def _row(run: Run, side: Side | None, own: int | None) -> tuple[Run, object, str, Side | None]:
    return run, queries.other_of(run, own), RUN_MARKS[Status(run.status)], side


@page("crossmatches.run")
def ask(request: Request, org_pk: int) -> HttpResponse:
    """What would go in and what never does; asked, it goes to the other side."""
    partner = queries.partner(request.user.organisation_id, org_pk, on=timezone.localdate())
    if partner is None:
        raise Http404
    if request.method == "POST":
        try:
            run = actions.ask(
                partner.organisation, way=partner.way, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            return _asking(request, partner, refusal, status=409)
        messages.success(
            request,
            _("Asked. Nothing is compared before they join.")
            if partner.works_here
            else _("Your encodings are being made. Then send them as a sealed file."),
        )
        return redirect("crossmatches:run", run.pk)
    return _asking(request, partner, None)


def _asking(
    request: Request, partner: queries.Partner, refusal: Refused | None, *, status: int = 200
) -> HttpResponse:
    context = {
        "section": SECTION,
        "partner": partner,
        "reasons": refusal.reasons if refusal else [],
    }
    return render(request, "crossmatches/ask.html", context, status=status)


@require_GET
@page("crossmatches.read")
def run(request: Request, pk: UUID) -> HttpResponse:
    return _run_page(request, get_object_or_404(queries.runs(), pk=pk))


def _run_page(
    request: Request, one: Run, *, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    user = request.user
    own = user.organisation_id
    may_run = can(user, "crossmatches.run")
    side = queries.sides_of([one]).get(one.pk)
    sees_known = can(user, "crossmatches.read_known")
    context = {
        "section": SECTION,
        "run": one,
        "other": queries.other_of(one, own),
        "mark": RUN_MARKS[Status(one.status)],
        "side": side,
        "by_file": one.way == Way.FILE,
        "is_under_way": one.status == Status.READY,
        "may_answer": may_run and _is_asked(one, own),
        "may_cancel": may_run and one.asking_org_id == own and one.status in OPEN,
        "may_send": may_run and one.way == Way.FILE and side is not None,
        "found": shown(list(queries.of_run(one)[:A_PAGE])) if sees_known else [],
        "sees_known": sees_known,
        "reasons": refusal.reasons if refusal else [],
    }
    return render(request, "crossmatches/run.html", context, status=status)


def _answer(request: Request, pk: UUID, act: Callable[..., Run], done: str) -> HttpResponse:
    one = get_object_or_404(queries.runs(), pk=pk)
    try:
        act(one, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _run_page(request, one, refusal=refusal, status=409)
    messages.success(request, done)
    return redirect("crossmatches:run", pk)


@require_POST
@page("crossmatches.run")
def join(request: Request, pk: UUID) -> HttpResponse:
    return _answer(request, pk, actions.join, _("You joined. The comparison begins by itself."))


@require_POST
@page("crossmatches.run")
def decline(request: Request, pk: UUID) -> HttpResponse:
    return _answer(request, pk, actions.decline, _("Declined. Nothing was compared."))


@require_POST
@page("crossmatches.run")
def cancel(request: Request, pk: UUID) -> HttpResponse:
    return _answer(request, pk, actions.cancel, _("Taken back. Nothing is compared."))
