"""A scenario: begun, filled with assumptions and changes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask as ask_form
from homeward.core.asking import data_of
from homeward.core.digits import are_digits
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.scenarios import actions, forms, pages, queries, words
from homeward.scenarios.choices import SHARES, UNDER_WAY, Change, Kind
from homeward.scenarios.models import Assumption, Scenario
from homeward.scenarios.models import Change as ChangeRow

SECTION = "scenarios"
PER_PAGE = 20


def scenario_of(pk: UUID) -> Scenario:
    return get_object_or_404(
        Scenario.objects.select_related("programme", "organisation", "made_by", "like"), pk=pk
    )


def may_keep(request: Request, found: Scenario) -> bool:
    own = found.organisation_id == request.user.organisation_id
    return own and can(request.user, "scenarios.keep")


def own_of(request: Request, pk: UUID) -> Scenario:
    """What others shared is read and not written: outside what one keeps."""
    return get_object_or_404(
        Scenario.objects.select_related("programme"), pk=pk,
        organisation=request.user.organisation_of_rows,
    )  # fmt: skip


def head(found: Scenario) -> dict[str, Any]:
    return {
        "section": SECTION,
        "scenario": found,
        "crumb": found.name,
        "back": reverse("scenarios:scenario", args=[found.pk]),
    }


@page("scenarios.read")
def index(request: Request) -> HttpResponse:
    asked = request.GET.get("programme", "")
    sheet = Paginator(queries.listed(asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": SECTION,
        "sheet": sheet,
        "programmes": queries.programmes(),
        "asked": asked,
        "may_keep": can(request.user, "scenarios.keep"),
    }
    return render(request, "scenarios/index.html", context)


@page("scenarios.keep")
def new(request: Request) -> HttpResponse:
    form = forms.ScenarioForm(
        data_of(request), programmes=list(queries.programmes()), like=list(queries.listed()),
        initial={"months": 12, "runs": 200, "seed": 1, "like": request.GET.get("like", "")},
    )  # fmt: skip
    return ask_form(
        request, form,
        lambda given: actions.make(
            form.given(), form.programme_chosen, like=form.like_chosen, by=request.user,
            at=timezone.now(),
        ),
        back=lambda made: reverse("scenarios:scenario", args=[made.pk]),
        done=_("The scenario is begun. What lacks is listed."),
        context={
            "section": SECTION, "title": _("New scenario"), "crumb": _("Scenarios"),
            "back": reverse("scenarios:index"), "save": _("Begin the scenario"),
            "lead": _("What would be if more came, a service closed or money lacked. Nothing real"
                      " changes by it."),
        },
    )  # fmt: skip


@page("scenarios.read")
def scenario(request: Request, pk: UUID) -> HttpResponse:
    return shown(request, scenario_of(pk))


def shown(
    request: Request, found: Scenario, reasons: list[Any] | None = None, status: int = 200
) -> HttpResponse:
    last = queries.latest_play(found)
    ready = queries.latest_ready(found)
    keeps = may_keep(request, found)
    context = {
        "section": SECTION,
        "scenario": found,
        "step": None
        if last is not None and last.status in UNDER_WAY
        else pages.step(found, ready, request.user),
        "last": last,
        "is_under_way": last is not None and last.status in UNDER_WAY,
        "plays": found.plays.select_related("asked_by"),
        "lines": pages.lines(found),
        "lacks": pages.lacks(found),
        "changes": [(row, *pages.change_words(found, row)) for row in queries.changes(found)],
        "kinds": Kind.choices,
        "may_keep": keeps,
        "may_share": keeps and found.shared_at is None and ready is not None,
        "reasons": reasons,
    }
    return render(request, "scenarios/scenario.html", context, status=status)


@page("scenarios.keep")
def assume(request: Request, pk: UUID) -> HttpResponse:
    found = own_of(request, pk)
    asked = request.GET.get("kind", "")
    kind = Kind(asked) if asked in Kind.values else Kind.ARRIVALS
    form = forms.AssumptionForm(
        data_of(request), kind=kind, named=pages.to_name(found),
        months=words.month_names(found), currency=found.currency,
        initial=_known(found, kind, request),
    )  # fmt: skip
    return ask_form(
        request, form,
        lambda given: actions.assume(
            found, form.assumed(), stated_by=given["stated_by"], why=given["why"],
            by=request.user, at=timezone.now(),
        ),
        back=reverse("scenarios:scenario", args=[found.pk]),
        done=_("Assumed from now on."),
        context={
            **head(found), "title": kind.label, "save": _("Assume it"),
            "lead": _("What was assumed before is kept as an earlier version."),
        },
    )  # fmt: skip


def _known(found: Scenario, kind: Kind, request: Request) -> dict[str, Any]:
    """What the link names, and what is assumed of it."""
    asked = {name: request.GET.get(name, "") for name in ("subject", "area", "month")}
    row = queries.assumptions(found).filter(
        kind=kind, subject=asked["subject"], area=asked["area"],
        month=int(asked["month"]) if are_digits(asked["month"]) else None,
    ).first()  # fmt: skip
    if row is None:
        return asked
    times = forms.HUNDRED if kind in SHARES else 1
    spread = None if row.spread is None else round(row.spread * forms.HUNDRED, 1)
    return {**asked, "value": round(row.value * times, 4), "spread": spread}


@page("scenarios.read")
def versions(request: Request, pk: UUID) -> HttpResponse:
    """All that was assumed of one thing, and on whose word."""
    row = get_object_or_404(Assumption.objects.select_related("scenario__programme"), pk=pk)
    found = row.scenario
    context = {
        **head(found),
        "title": pages.line(found, row).of or row.get_kind_display(),
        "kind": row.get_kind_display(),
        "rows": [pages.line(found, one) for one in queries.versions(row)],
    }
    return render(request, "scenarios/versions.html", context)


@page("scenarios.keep")
def history(request: Request, pk: UUID) -> HttpResponse:
    """What the programme's own history bears, and a form to have it read."""
    found = own_of(request, pk)
    reading = queries.latest_reading(found.programme, request.user)
    form = forms.HistoryForm(data_of(request))
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for_history(
                found.programme, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            return redirect("scenarios:history", found.pk)
    context = {
        **head(found),
        "form": form,
        "reasons": reasons,
        "reading": reading,
        "is_read": queries.reading_under_way(found.programme, request.user),
        "rows": pages.borne(found, reading) if reading else [],
    }
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "scenarios/history.html", context, status=status)


@page("scenarios.keep")
@require_POST
def take_up(request: Request, pk: UUID) -> HttpResponse:
    found = own_of(request, pk)
    reading = queries.latest_reading(found.programme, request.user)
    try:
        number = actions.take_up(found, reading, by=request.user, at=timezone.now())
    except Refused as refusal:
        return shown(request, found, list(refusal.reasons), status=409)
    messages.success(
        request,
        ngettext(
            "%(n)d assumption is taken from own history.",
            "%(n)d assumptions are taken from own history.",
            number,
        )
        % {"n": number},
    )
    return redirect("scenarios:scenario", found.pk)


@page("scenarios.keep")
def change(request: Request, pk: UUID) -> HttpResponse:
    """First what changes, then how much and when."""
    found = own_of(request, pk)
    asked = request.GET.get("kind", "")
    if asked not in Change.values:
        context = {**head(found), "kinds": Change.choices}
        return render(request, "scenarios/what_changes.html", context)
    form = forms.ChangeForm(
        data_of(request), kind=Change(asked), named=pages.named(found),
        months=words.month_names(found),
        initial={"from_month": 1, "to_month": found.months}
        | {name: request.GET.get(name, "") for name in ("subject", "area", "number")},
    )  # fmt: skip
    return ask_form(
        request, form,
        lambda given: actions.change(
            found, form.changed(), why=given["why"], by=request.user, at=timezone.now()
        ),
        back=reverse("scenarios:scenario", args=[found.pk]),
        done=_("It would be so. Play it to see what follows."),
        context={**head(found), "title": Change(asked).label, "save": _("Change it")},
    )  # fmt: skip


@page("scenarios.keep")
def unchange(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(
        ChangeRow.objects.select_related("scenario__programme"), pk=pk,
        scenario__organisation=request.user.organisation_of_rows,
    )  # fmt: skip
    found = row.scenario
    what, _much, _when = pages.change_words(found, row)
    back = reverse("scenarios:scenario", args=[found.pk])
    return ask_form(
        request, BaseForm(data_of(request)),
        lambda given: actions.unchange(row, by=request.user, at=timezone.now()),
        back=back, done=_("The change is taken away."), template="core/confirm.html",
        context={
            **head(found), "title": _("Take away: %(what)s") % {"what": what},
            "danger": _("Take it away"), "cancel": _("Leave it"), "cancel_url": back,
            "consequences": [
                Consequence(_("What was played with it stays as it is."), icon="history"),
                Consequence(_("The next play is without it."), icon="player-play"),
            ],
        },
    )  # fmt: skip
