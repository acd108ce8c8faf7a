"""Pools: the list, one of them, and what donors promise and give."""

from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.patterns import NextStep
from homeward.pools import actions, forms, queries
from homeward.pools.choices import PoolKind, RoundStatus
from homeward.pools.models import Commitment, CommitmentYear, Pool

PAGE = 25
SECTION = {"section": "pools"}


def pool_or_404(pk: UUID) -> Pool:
    return get_object_or_404(queries.pools(), pk=pk)


def own_or_404(request: Request, pk: UUID) -> Pool:
    """A donor reads a pool and does not keep it: it is not found here."""
    return get_object_or_404(queries.pools(), pk=pk, owner_org=request.user.organisation_id)


@page("pools.read", purpose=Purpose.FINANCE)
def index(request: Request) -> HttpResponse:
    listed = Paginator(queries.pools(), PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    rows = [(pool, queries.by_donor(pool, until=today)) for pool in listed]
    context = {
        **SECTION,
        "page": listed,
        "rows": [
            (pool, sum(d.received for d in sums), sum(d.free for d in sums)) for pool, sums in rows
        ],
        "may_keep": can(request.user, "pools.keep"),
    }
    return render(request, "pools/index.html", context)


@page("pools.keep", purpose=Purpose.FINANCE)
def new(request: Request) -> HttpResponse:
    form = forms.PoolForm(data_of(request))

    def write(said: Any) -> Pool:
        kind = PoolKind(said["kind"])
        return actions.open_pool(**{**said, "kind": kind}, by=request.user, at=timezone.now())

    return ask(
        request, form, write, done=_("The pool is open. Its donors' promises come next."),
        back=lambda made: reverse("pools:pool", args=[made.pk]),
        context={**SECTION, "title": _("New pool"), "crumb": _("Pools"),
                 "back": reverse("pools:index"), "save": _("Open the pool")},
    )  # fmt: skip


@page("pools.read", purpose=Purpose.FINANCE)
def pool(request: Request, pool_pk: UUID) -> HttpResponse:
    found = pool_or_404(pool_pk)
    own = found.owner_org_id == request.user.organisation_id
    today = timezone.localdate()
    may = own and can(request.user, "pools.keep")
    context = {
        **SECTION,
        "pool": found,
        "sums": queries.by_donor(found, until=today),
        "years": queries.by_year(found),
        "commitments": queries.commitments(found),
        "earmarks": [(mark, queries.allocated_of(mark)) for mark in queries.earmarks(found)],
        "criteria": queries.criteria_on(found, today),
        "procedures": queries.procedures(found),
        "rounds": Paginator(queries.rounds(found), PAGE).get_page(request.GET.get("round")),
        "budgets": queries.budgets_placed(found),
        "reports": Paginator(queries.reports(found), PAGE).get_page(request.GET.get("report")),
        "burn": queries.lasting(found, today=today),
        "forecasts": queries.foreseen(found, today=today),
        "may": may,
        "step": _step(request, found) if may else None,
    }
    return render(request, "pools/pool.html", context)


def _step(request: Request, pool: Pool) -> NextStep:
    """One thing at a time, in the order in which a pool comes to pay."""
    you = str(_("You"))
    waiting = queries.rounds(pool).filter(status=RoundStatus.DRAWN).first()
    if waiting and waiting.drawn_by_id != request.user.pk:
        return NextStep(
            _("Read the round and decide"), holder=you, mine=True, label=_("Open the round"),
            url=reverse("pools:round", args=[waiting.pk]),
        )  # fmt: skip
    if waiting:
        return NextStep(
            _("A colleague decides on the round"), holder=str(pool.owner_org),
            waiting_for=str(pool.owner_org),
        )  # fmt: skip
    todo = [
        (not queries.donors(pool), _("Write down what the first donor promises"), "commit"),
        (not queries.criteria_on(pool, timezone.localdate()),
         _("State by what the money is shared out"), "new_criterion"),
        (any(queries.free(each) > 0 for each in queries.commitments(pool)),
         _("Share out what is free"), "new_round"),
    ]  # fmt: skip
    for open_, title, url in todo:
        if open_:
            return NextStep(
                title, holder=you, mine=True, label=_("Do it"),
                url=reverse(f"pools:{url}", args=[pool.pk]),
            )  # fmt: skip
    return NextStep(_("Nothing of the donors' money waits to be shared out"), nothing=True)


@page("pools.keep", purpose=Purpose.FINANCE)
def commit(request: Request, pool_pk: UUID) -> HttpResponse:
    found = own_or_404(request, pool_pk)
    form = forms.CommitmentForm(
        data_of(request), first_year=timezone.localdate().year,
        initial={"currency": found.currency},
    )  # fmt: skip

    def write(said: Any) -> Commitment:
        return actions.commit(
            found, said["donor"], agreement_number=said["agreement_number"],
            currency=said["currency"], years=form.years(), source=said["source"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return _asked(
        request, form, write, found, title=_("What a donor promises"), save=_("Write it down"),
        done=_("Reserved for the pool, year by year."),
        lead=_("Each year is reserved now, confirmed by the donor later, and received then."),
    )  # fmt: skip


@page("pools.keep", purpose=Purpose.FINANCE)
def confirm(request: Request, commitmentyear_pk: UUID) -> HttpResponse:
    found = _year(request, commitmentyear_pk)
    form = forms.DayForm(data_of(request), initial={"on": timezone.localdate()})
    return _asked(
        request, form,
        lambda said: actions.confirm_year(
            found, on=said["on"], by=request.user, at=timezone.now()
        ),
        found.pool, title=_("The donor confirms a year"), save=_("Confirmed"),
        done=_("Confirmed. Its money can be counted in."), lead=_named(found),
    )  # fmt: skip


@page("pools.receive", purpose=Purpose.FINANCE)
def receive(request: Request, commitmentyear_pk: UUID) -> HttpResponse:
    found = _year(request, commitmentyear_pk)
    form = forms.ReceiptForm(
        data_of(request),
        initial={"key": uuid4().hex, "on": timezone.localdate(),
                 "amount": queries.promised(found).open},
    )  # fmt: skip
    return _asked(
        request, form,
        lambda said: actions.receive(found, **said, by=request.user, at=timezone.now()),
        found.pool, title=_("Money came in"), save=_("Record the money"),
        done=_("The money is in both books."), lead=_named(found),
    )  # fmt: skip


@page("pools.keep", purpose=Purpose.FINANCE)
def move(request: Request, commitmentyear_pk: UUID) -> HttpResponse:
    found = _year(request, commitmentyear_pk)
    form = forms.MoveForm(
        data_of(request), initial={"amount": queries.promised(found).open,
                                   "to_year": found.year + 1},
    )  # fmt: skip

    def write(said: Any) -> Any:
        more = {"reason": said["reason"], "by": request.user, "at": timezone.now()}
        if said["to_year"]:
            return actions.move_year(found, said["to_year"], said["amount"], **more)
        return actions.release_year(found, said["amount"], **more)

    return _asked(
        request, form, write, found.pool, title=_("Roll over or release"), save=_("Write it down"),
        done=_("Written down in the book of promises."), lead=_named(found),
    )  # fmt: skip


@page("pools.state_rules", purpose=Purpose.FINANCE)
def earmark(request: Request, commitment_pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        Commitment.objects.select_related("pool", "donor"),
        pk=commitment_pk,
        pool__owner_org=request.user.organisation_id,
    )
    form = forms.EarmarkForm(data_of(request), pool=found.pool)

    def write(_said: Any) -> Any:
        said = form.said()
        return actions.earmark(
            found, said.pop("kind"), said.pop("target"), **said, by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    return _asked(
        request, form, write, found.pool, title=_("What a part of it is only for"),
        save=_("Save the earmark"), done=_("Every round from now on keeps to it."),
        lead=str(found),
    )  # fmt: skip


def _asked(request: Request, form: Any, write: Any, pool: Pool, **said: Any) -> HttpResponse:
    """A form of a pool's, which leads back to it."""
    done = said.pop("done")
    return ask(
        request, form, write, done=done, back=reverse("pools:pool", args=[pool.pk]),
        context={**SECTION, "crumb": pool.name, **said},
    )  # fmt: skip


def _year(request: Request, pk: UUID) -> CommitmentYear:
    return get_object_or_404(
        CommitmentYear.objects.select_related("pool", "commitment__donor"),
        pk=pk,
        pool__owner_org=request.user.organisation_id,
    )


def _named(year: CommitmentYear) -> str:
    words = {"who": year.commitment, "year": year.year}
    return _("%(who)s, %(year)s") % words
