"""Transfers between organisations, and who works on a case."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.cases import actions, way_forms
from homeward.cases.choices import DeclineReason, GoesWithIt, TransferReason, TransferStatus
from homeward.cases.models import Transfer
from homeward.cases.queries import ways
from homeward.cases.views.acting import case_form, show
from homeward.cases.views.ways import TRANSFER_MARKS, case_of
from homeward.core.patterns import Consequence
from homeward.core.templatetags.writing import short_date


@page("cases.transfer")
def ask_transfer(request: Request, pk: UUID) -> HttpResponse:
    """Says beforehand what follows, and what must be in force for it."""
    case = case_of(pk)
    form = way_forms.TransferForm(
        request.POST or None,
        organisations=ways.organisations_to_ask(case),
        label=_("To which organisation"),
    )
    return case_form(
        request, case, form,
        lambda: actions.ask_transfer(
            case,
            form.chosen,
            why=TransferReason(form.cleaned_data["why"]),
            reason=form.cleaned_data["reason"],
            goes_with_it=[GoesWithIt(code) for code in form.cleaned_data["goes_with_it"]],
            wanted_on=form.cleaned_data["wanted_on"],
            by=request.user,
            at=timezone.now(),
        ),
        done=_("Asked. Until it is accepted, you answer for the case."),
        to=lambda transfer: reverse("cases:transfer", args=[transfer.pk]),
        heading=_("Transfer to another organisation"),
        consequences=[
            Consequence(_("Until the other organisation accepts, nothing changes."), "clock"),
            Consequence(
                _("It sees what agreement and consent open to it, and nothing by the transfer."),
                "eye",
            ),
            Consequence(_("What you wrote stays yours, and you go on reading it."), "history"),
        ],
        save=_("Ask for it"),
        back=reverse("cases:way", args=[pk]),
    )  # fmt: skip


def transfer_of(pk: UUID) -> Transfer:
    return get_object_or_404(
        Transfer.objects.select_related("case", "from_org", "to_org", "asked_by", "answered_by"),
        pk=pk,
    )


@page("cases.transfer")
def transfer(request: Request, pk: UUID) -> HttpResponse:
    """Its asker may take it back, its receiver accept or decline; everybody else reads it."""
    one = transfer_of(pk)
    own = request.user.organisation_id
    is_open = one.status == TransferStatus.ASKED
    return show(
        request, one.case, "cases/transfer.html",
        heading=_("Transfer to %(organisation)s") % {"organisation": one.to_org},
        one=one,
        mark=TRANSFER_MARKS[one.status],
        goes=[GoesWithIt(code).label for code in one.goes_with_it],
        may_answer=is_open and one.to_org_id == own,
        may_withdraw=is_open and one.from_org_id == own,
        may_read=one.status == TransferStatus.DECLINED and one.from_org_id == own,
        worker_form=way_forms.WorkerForm(colleagues=ways.colleagues(one.to_org_id)),
        decline_form=way_forms.DeclineForm(),
    )  # fmt: skip


@page("cases.assign")
def accept(request: Request, pk: UUID) -> HttpResponse:
    one = transfer_of(pk)
    form = way_forms.WorkerForm(
        request.POST if request.method == "POST" else None,
        colleagues=ways.colleagues(one.to_org_id),
    )
    return case_form(
        request, one.case, form,
        lambda: actions.accept_transfer(
            one, worker=form.chosen, by=request.user, at=timezone.now()
        ),
        done=_("Your organisation answers for the case now."),
        to=lambda case: reverse("cases:way", args=[case.pk]),
        heading=_("Accept the case"),
        facts=[(_("From"), one.from_org), (_("Asked on"), short_date(one.asked_at))],
        save=_("Accept"),
        back=reverse("cases:transfer", args=[pk]),
    )  # fmt: skip


@page("cases.assign")
def decline(request: Request, pk: UUID) -> HttpResponse:
    one = transfer_of(pk)
    form = way_forms.DeclineForm(request.POST or None)
    return case_form(
        request, one.case, form,
        lambda: actions.decline_transfer(
            one, DeclineReason(form.cleaned_data["reason"]), by=request.user, at=timezone.now()
        ),
        done=_("Declined. The other organisation goes on answering for the case."),
        to=lambda _given: reverse("cases:transfer", args=[pk]),
        heading=_("Decline the case"),
        save=_("Decline"),
        back=reverse("cases:transfer", args=[pk]),
    )  # fmt: skip


@page("cases.transfer")
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    one = transfer_of(pk)
    return case_form(
        request, one.case, way_forms.NothingForm(request.POST),
        lambda: actions.withdraw_transfer(one, by=request.user, at=timezone.now()),
        done=_("Taken back. You go on answering for the case."),
        to=lambda _given: reverse("cases:way", args=[one.case_id]),
        heading=_("Take the transfer back"),
        save=_("Take it back"),
        back=reverse("cases:transfer", args=[pk]),
    )  # fmt: skip


@page("cases.transfer")
@require_POST
def read(request: Request, pk: UUID) -> HttpResponse:
    one = transfer_of(pk)
    return case_form(
        request, one.case, way_forms.NothingForm(request.POST),
        lambda: actions.read_transfer(one, by=request.user, at=timezone.now()),
        done=_("Noted. You can ask another organisation."),
        to=lambda _given: reverse("cases:way", args=[one.case_id]),
        heading=_("Read why it was declined"),
        save=_("Noted"),
        back=reverse("cases:transfer", args=[pk]),
    )  # fmt: skip
