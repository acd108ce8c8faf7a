"""The season's log, the payouts, and the book."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.collectives import actions, forms, queries
from homeward.collectives.book import Account
from homeward.collectives.choices import EntryKind
from homeward.collectives.models import LogEntry, Season
from homeward.collectives.views import shown
from homeward.core.asking import ask, data_of
from homeward.core.digits import are_digits
from homeward.core.patterns import Consequence
from homeward.ledger import queries as ledger

A_PAGE = 50


@page("collectives.read")
def log(request: Request, project_pk: UUID) -> HttpResponse:
    """The season asked for, else the open one, else the last, and what it came to."""
    project = shown.project_of(project_pk)
    seasons = queries.seasons(project)
    asked = request.GET.get("season", "")
    season = next((s for s in seasons if str(s.pk) == asked), None) or (
        queries.open_season(project) or (seasons[0] if seasons else None)
    )
    head = shown.head(project, request.user, "log")
    context = {**head, "seasons": seasons, "season": season}
    if season is not None:
        season.project = project
        found = Paginator(queries.entries(season), A_PAGE).get_page(request.GET.get("page"))
        is_open = season.closed_on is None
        context |= {
            "page": found,
            "rows": shown.log_rows(list(found), project.currency),
            "result": queries.result(season),
            "inputs": queries.inputs_in_store(season),
            "harvest": queries.harvest_in_store(season),
            "runs": queries.runs(season),
            "may_log": head["may_log"] and is_open,
            "may_pay": head["may_settle"] and is_open and project.has_members,
        }
    return render(request, "collectives/log.html", context)


@page("collectives.log")
def new_entry(request: Request, season_pk: UUID) -> HttpResponse:
    season = get_object_or_404(Season.objects.select_related("project"), pk=season_pk)
    form = forms.LogForm(
        data_of(request),
        initial={"on": timezone.localdate(), "kind": request.GET.get("kind", "")[:12]},
    )

    def write(_said: Any) -> Any:
        said = form.said()
        said["amount"] = said.pop("total")
        given = actions.Logged(**{**said, "kind": EntryKind(said["kind"])})
        return actions.log(
            season, given, entry_id=form.made_as(), by=request.user, at=timezone.now()
        )

    return ask(
        request, form, write, back=shown.url("log", season.project), done=_("It is in the log."),
        context={**shown.SECTION, "title": _("Note it in the log"), "crumb": season.project.name,
                 "lead": season.name, "save": _("Note it")},
    )  # fmt: skip


@page("collectives.log")
def cancel(request: Request, entry_pk: UUID) -> HttpResponse:
    entry = get_object_or_404(LogEntry.objects.select_related("season__project"), pk=entry_pk)
    back = shown.url("log", entry.season.project)

    def write(said: Any) -> Any:
        return actions.cancel(entry, why=said["why"], by=request.user, at=timezone.now())

    return ask(
        request, forms.CancelForm(data_of(request)), write, back=back,
        done=_("Cancelled. Enter it anew if it was only wrong."), template="core/confirm.html",
        context={
            **shown.SECTION,
            "title": _("Cancel entry %(n)d: %(what)s?") % {"n": entry.number, "what": entry.what},
            "consequences": [
                Consequence(_("Another entry takes back its goods and its money.")),
                Consequence(_("Both stay in the log, with the reason."), "history"),
            ],
            "danger": _("Cancel the entry"), "cancel": _("Keep it"), "cancel_url": back,
        },
    )  # fmt: skip


@page("collectives.settle")
def pay_out(request: Request, season_pk: UUID) -> HttpResponse:
    """Each part is shown with what it is computed from, before it is paid and after."""
    season = get_object_or_404(
        Season.objects.select_related("project__owner_org", "project__keeper"), pk=season_pk
    )
    result = queries.result(season)
    asked = request.GET.get("total", "").replace(",", ".")
    amount = (
        Decimal(asked) if are_digits(asked.replace(".", "", 1)) else max(result.left, Decimal(0))
    )
    form = forms.PayoutForm(
        data_of(request),
        initial={
            "total": amount, "on": timezone.localdate(), "number": queries.next_run(season),
        },
    )  # fmt: skip

    def write(said: Any) -> Any:
        return actions.pay_out(
            season, said["total"], number=said["number"], on=said["on"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    parts = queries.foreseen_parts(season, amount)
    return ask(
        request, form, write, back=lambda run: reverse("collectives:run", args=[run.pk]),
        done=_("Paid out, and in the book."), template="collectives/payout.html",
        context={
            **shown.head(season.project, request.user, "log"), "season": season, "result": result,
            "parts": parts, "amount": amount, "weights": queries.weights_sum(season),
            "back": shown.url("log", season.project),
        },
    )  # fmt: skip


@page("collectives.settle")
def run(request: Request, payoutrun_pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.run(payoutrun_pk))
    context = {
        **shown.head(found.season.project, request.user, "log"),
        "run": found,
        "payouts": queries.payouts_of(found),
    }
    return render(request, "collectives/run.html", context)


@page("collectives.settle")
def book(request: Request, project_pk: UUID) -> HttpResponse:
    """The two sides of every account, and what was posted."""
    project = shown.project_of(project_pk)
    balances = queries.trial_balance(project)
    found = Paginator(queries.transactions(project), A_PAGE).get_page(request.GET.get("page"))
    context = {
        **shown.head(project, request.user, "book"),
        "balances": [(Account(b.account.code).label, b) for b in balances],
        "totals": ledger.totals(balances).get(project.currency),
        "owed": queries.owed(project),
        "page": found,
        "rows": [
            (posted, [(Account(line.account.code).label, line) for line in posted.postings.all()])
            for posted in found
        ],
    }
    return render(request, "collectives/book.html", context)
