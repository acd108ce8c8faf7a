"""Contracts for seats: both sides see the same page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.offers import actions, queries, rules, shown
from homeward.offers.actions.seats import side_of
from homeward.offers.choices import ContractStatus, MonitoringKind, Side
from homeward.offers.forms import (
    ContractForm,
    DoneForm,
    EndForm,
    FindingForm,
    HeldForm,
    ReportForm,
    VisitForm,
)
from homeward.offers.models import JointVisit, SeatContract, SeatFinding

SECTION = {"section": "offers"}
PER_PAGE = 20
KINDS = {
    ContractStatus.DRAFT: "draft",
    ContractStatus.SIGNING: "wait",
    ContractStatus.IN_FORCE: "ok",
    ContractStatus.ENDED: "shut",
}


@page("offers.read_seats")
def index(request: Request) -> HttpResponse:
    part = Paginator(queries.contracts(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(held, queries.figures(held), KINDS[ContractStatus(held.status)]) for held in part]
    context = {"page": part, "rows": rows, "may_keep": can(request.user, "offers.keep_seats")}
    return render(request, "offers/contracts.html", SECTION | context)


@page("offers.keep_seats")
def new(request: Request) -> HttpResponse:
    return _write(request, None)


@page("offers.keep_seats")
def edit(request: Request, seatcontract_pk: UUID) -> HttpResponse:
    held = _contract(seatcontract_pk)
    if held.organisation_id != request.user.organisation_id:
        raise PermissionDenied("offers.keep_seats")
    return _write(request, held)


def _write(request: Request, held: SeatContract | None) -> HttpResponse:
    names = ContractForm.base_fields
    initial = {name: getattr(held, name) for name in names} if held else {}
    form = ContractForm(
        request.POST or None, partners=queries.partners(request.user), initial=initial
    )
    context: dict[str, Any] = {"form": form, "contract": held}
    status = 200
    if form.is_bound and form.is_valid():
        try:
            saved = actions.contract(held, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            context["reasons"], status = refusal.reasons, 409
        else:
            messages.success(request, _("Saved as a draft: only your organisation sees it."))
            return redirect("offers:contract", seatcontract_pk=saved.pk)
    elif form.is_bound:
        status = 422
    return render(request, "offers/contract_edit.html", SECTION | context, status=status)


@page("offers.read_seats")
def detail(request: Request, seatcontract_pk: UUID) -> HttpResponse:
    return _show(request, _contract(seatcontract_pk))


def _show(
    request: Request, held: SeatContract, *, forms: dict[str, Any] | None = None,
    reasons: Any = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    told = queries.figures(held)
    today = timezone.localdate()
    is_live = held.status == ContractStatus.IN_FORCE
    standing = queries.standing(held, told, on=today)
    keeps = can(request.user, "offers.keep_seats")
    context = {
        "contract": held,
        "status_kind": KINDS[ContractStatus(held.status)],
        "figures": told,
        "share": None if told.share is None else round(told.share),
        "seats_left": max(held.seats - told.taken, 0),
        "warnings": [shown.warning(w) for w in rules.warnings(standing)] if is_live else [],
        "report_due": rules.next_due(
            held.starts_on, standing.reported_until, held.report_months, held.ends_on
        ),
        "visit_due": rules.next_due(
            held.starts_on, standing.visited_on, held.visit_months, held.ends_on
        ),
        "reports": held.reports.select_related("reported_by"),
        "visits": held.visits.prefetch_related("findings").select_related("written_by"),
        "offers": held.offers.exclude(status="draft"),
        "keeps": keeps,
        "is_live": is_live,
        "is_partner": side_of(held, request.user) == Side.PARTNER,
        "report_form": ReportForm(),
        "visit_form": VisitForm(),
        "step": _step(held, request.user) if keeps else None,
        "reasons": reasons,
        **(forms or {}),
    }
    return render(request, "offers/contract.html", SECTION | context, status=status)


def _step(held: SeatContract, user: User) -> NextStep | None:
    """To send a draft, to sign, or whose signature is waited for."""
    if held.status == ContractStatus.DRAFT:
        return NextStep(
            title=_("Send it for signature"),
            why=_("Its terms stand from then on; it holds once both sides have signed."),
            url=reverse("offers:send_to_sign", args=[held.pk]), label=_("Send it"),
            mine=True, post=True,
        )  # fmt: skip
    if held.status != ContractStatus.SIGNING:
        return None
    side = side_of(held, user)
    if (held.signed_on if side == Side.REFERRER else held.partner_signed_on) is None:
        return NextStep(
            title=_("Sign for your side"),
            why=_("It holds once both sides have signed."),
            url=reverse("offers:sign", args=[held.pk]), label=_("Sign"), mine=True, post=True,
        )  # fmt: skip
    whose = held.partner if side == Side.REFERRER else held.organisation
    return NextStep(
        title=_("The other side signs"), holder=str(whose),
        waiting_for=_("It holds once both sides have signed."),
    )  # fmt: skip


def _act(request: Request, held: SeatContract, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        return _show(request, _contract(held.pk), reasons=refusal.reasons, status=409)
    messages.success(request, done)
    return redirect("offers:contract", seatcontract_pk=held.pk)


@page("offers.keep_seats")
@require_POST
def send(request: Request, seatcontract_pk: UUID) -> HttpResponse:
    held = _contract(seatcontract_pk)
    return _act(
        request, held,
        lambda: actions.send_to_sign(held, by=request.user, at=timezone.now()),
        _("Sent. Sign for your side as well."),
    )  # fmt: skip


@page("offers.keep_seats")
@require_POST
def sign(request: Request, seatcontract_pk: UUID) -> HttpResponse:
    held = _contract(seatcontract_pk)
    return _act(
        request, held, lambda: actions.sign(held, by=request.user, at=timezone.now()),
        _("Signed for your side."),
    )  # fmt: skip


@page("offers.keep_seats")
@require_POST
def report(request: Request, seatcontract_pk: UUID) -> HttpResponse:
    held = _contract(seatcontract_pk)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _show(request, held, forms={"report_form": form}, status=422)
    try:
        actions.report(held, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return _show(
            request, held, forms={"report_form": form}, reasons=refusal.reasons, status=409
        )
    messages.success(request, _("Reported. Both sides see these figures."))
    return redirect("offers:contract", seatcontract_pk=held.pk)


@page("offers.keep_seats")
@require_POST
def plan(request: Request, seatcontract_pk: UUID) -> HttpResponse:
    held = _contract(seatcontract_pk)
    form = VisitForm(request.POST)
    if not form.is_valid():
        return _show(request, held, forms={"visit_form": form}, status=422)
    data = form.cleaned_data
    return _act(
        request, held,
        lambda: actions.plan_visit(
            held, MonitoringKind(data["kind"]), data["planned_on"],
            by=request.user, at=timezone.now(),
        ),
        _("Planned. You hold it until it is written down."),
    )  # fmt: skip


@page("offers.keep_seats")
def end(request: Request, seatcontract_pk: UUID) -> HttpResponse:
    """Ends it, or removes a draft, on a page that says what follows."""
    held = _contract(seatcontract_pk)
    form = EndForm(request.POST or None)
    context: dict[str, Any] = {"contract": held, "form": form}
    if form.is_bound and form.is_valid():
        try:
            if held.status == ContractStatus.DRAFT:
                actions.discard(held, by=request.user)
            else:
                actions.end_contract(
                    held, form.cleaned_data["text"], by=request.user, at=timezone.now()
                )
        except Refused as refusal:
            return _show(request, held, reasons=refusal.reasons, status=409)
        messages.success(request, _("The contract has ended."))
        return redirect("offers:contracts")
    context["consequences"] = [
        Consequence(_("No seat is given under it any more."), "lock"),
        Consequence(_("The other side sees that it ended, and why."), "eye"),
        Consequence(_("Referrals that are on their way stay as they are."), "send"),
    ]
    status = 422 if form.is_bound else 200
    return render(request, "offers/contract_end.html", SECTION | context, status=status)


@page("offers.read_seats")
def visit(request: Request, jointvisit_pk: UUID) -> HttpResponse:
    return _show_visit(request, _visit(jointvisit_pk))


def _show_visit(
    request: Request, visit: JointVisit, *, forms: dict[str, Any] | None = None,
    reasons: Any = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    writer = visit.written_by
    keeps = can(request.user, "offers.keep_seats")
    own_words = writer is not None and writer.organisation_id == request.user.organisation_id
    step = None
    if keeps and visit.held_on and not visit.confirmed_at and not own_words:
        step = NextStep(
            title=_("Was it so?"), why=_("The other side has written what was seen."),
            url=reverse("offers:confirm_visit", args=[visit.pk]), label=_("Yes, it was so"),
            mine=True, post=True,
        )  # fmt: skip
    context = {
        "visit": visit,
        "contract": visit.contract,
        "findings": visit.findings.all(),
        "keeps": keeps,
        "held_form": HeldForm(),
        "finding_form": FindingForm(),
        "step": step,
        "reasons": reasons,
        **(forms or {}),
    }
    return render(request, "offers/visit.html", SECTION | context, status=status)


def _act_on_visit(
    request: Request, visit: JointVisit, form: Any, name: str, act: Callable[[Any], Any], done: str
) -> HttpResponse:
    """A form of the visit's page: what was typed stays where it is refused."""
    if form is not None and not form.is_valid():
        return _show_visit(request, visit, forms={name: form}, status=422)
    try:
        act(form.cleaned_data if form is not None else {})
    except Refused as refusal:
        kept = {name: form} if form is not None else {}
        return _show_visit(request, visit, forms=kept, reasons=refusal.reasons, status=409)
    messages.success(request, done)
    return redirect("offers:visit", jointvisit_pk=visit.pk)


@page("offers.keep_seats")
@require_POST
def held(request: Request, jointvisit_pk: UUID) -> HttpResponse:
    found = _visit(jointvisit_pk)
    return _act_on_visit(
        request, found, HeldForm(request.POST), "held_form",
        lambda data: actions.write_visit(found, by=request.user, at=timezone.now(), **data),
        _("Written down. The other side confirms it."),
    )  # fmt: skip


@page("offers.keep_seats")
@require_POST
def confirm(request: Request, jointvisit_pk: UUID) -> HttpResponse:
    found = _visit(jointvisit_pk)
    return _act_on_visit(
        request, found, None, "",
        lambda _data: actions.confirm_visit(found, by=request.user, at=timezone.now()),
        _("Confirmed by both sides."),
    )  # fmt: skip


@page("offers.keep_seats")
@require_POST
def finding(request: Request, jointvisit_pk: UUID) -> HttpResponse:
    found = _visit(jointvisit_pk)
    return _act_on_visit(
        request, found, FindingForm(request.POST), "finding_form",
        lambda data: actions.add_finding(
            found, data["text"], Side(data["side"]), data["due_on"],
            by=request.user, at=timezone.now(),
        ),
        _("Written down. Whoever follows it up has it in their work."),
    )  # fmt: skip


@page("offers.keep_seats")
def done(request: Request, seatfinding_pk: UUID) -> HttpResponse:
    """What was done about a finding."""
    found = get_object_or_404(
        SeatFinding.objects.select_related("visit__contract__organisation", "done_by"),
        pk=seatfinding_pk,
    )
    form = DoneForm(request.POST or None)
    context: dict[str, Any] = {"finding": found, "form": form, "contract": found.visit.contract}
    context["is_mine"] = side_of(found.visit.contract, request.user) == found.side
    status = 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and form.is_valid():
        try:
            actions.finish_finding(
                found, form.cleaned_data["text"], by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            context["reasons"], status = refusal.reasons, 409
        else:
            messages.success(request, _("Done."))
            return redirect("offers:visit", jointvisit_pk=found.visit_id)
    return render(request, "offers/finding.html", SECTION | context, status=status)


def _contract(pk: UUID) -> SeatContract:
    return get_object_or_404(queries.contracts(), pk=pk)


def _visit(pk: UUID) -> JointVisit:
    return get_object_or_404(
        JointVisit.objects.select_related(
            "contract__organisation", "contract__partner", "written_by", "confirmed_by"
        ),
        pk=pk,
    )
