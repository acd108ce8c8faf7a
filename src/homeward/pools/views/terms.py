"""Criteria of a pool, procedures of its donors, approvals beforehand, and reports."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.core.asking import ask, data_of
from homeward.pools import actions, forms, papers, queries
from homeward.pools.models import DisbursementCriterion, DonorProcedure, PoolReport
from homeward.pools.views.keeping import SECTION, _asked, own_or_404


@page("pools.state_rules", purpose=Purpose.FINANCE)
def new_criterion(request: Request, pool_pk: UUID) -> HttpResponse:
    found = own_or_404(request, pool_pk)
    form = forms.CriterionForm(data_of(request), initial={"valid_from": timezone.localdate()})
    return _asked(
        request, form,
        lambda _said: actions.state_criterion(
            found, **form.said(), by=request.user, at=timezone.now()
        ),
        found, title=_("By what the money is shared out"), save=_("Save the criterion"),
        done=_("Rounds are worked out with it from its day on."),
    )  # fmt: skip


@page("pools.state_rules", purpose=Purpose.FINANCE)
def end_criterion(request: Request, disbursementcriterion_pk: UUID) -> HttpResponse:
    found = get_object_or_404(
        DisbursementCriterion.objects.select_related("pool"),
        pk=disbursementcriterion_pk,
        pool__owner_org=request.user.organisation_id,
    )
    form = forms.DayForm(data_of(request), initial={"on": timezone.localdate()})
    return _asked(
        request, form,
        lambda said: actions.end_criterion(
            found, on=said["on"], by=request.user, at=timezone.now()
        ),
        found.pool, title=_("Its last day"), save=_("End the criterion"), lead=found.name,
        done=_("It ends. Rounds that were drawn up by it stay as they are."),
    )  # fmt: skip


@page("pools.state_rules", purpose=Purpose.FINANCE)
def new_procedure(request: Request, pool_pk: UUID) -> HttpResponse:
    found = own_or_404(request, pool_pk)
    form = forms.ProcedureForm(
        data_of(request), donors=queries.donors(found),
        initial={"valid_from": timezone.localdate()},
    )  # fmt: skip

    def write(_said: Any) -> Any:
        said = form.said()
        return actions.state_procedure(
            found, said.pop("donor"), **said, by=request.user, at=timezone.now()
        )

    return _asked(
        request, form, write, found, title=_("What a donor asks for"),
        save=_("Save the procedure"), done=_("Each grant and payment is held against it."),
        lead=_("What is left empty is not asked."),
    )  # fmt: skip


@page("pools.state_rules", purpose=Purpose.FINANCE)
def end_procedure(request: Request, donorprocedure_pk: UUID) -> HttpResponse:
    found = _procedure(request, donorprocedure_pk)
    form = forms.DayForm(data_of(request), initial={"on": timezone.localdate()})
    return _asked(
        request, form,
        lambda said: actions.end_procedure(
            found, on=said["on"], by=request.user, at=timezone.now()
        ),
        found.pool, title=_("Its last day"), save=_("End the procedure"), lead=str(found),
        done=_("It ends with that day."),
    )  # fmt: skip


@page("pools.state_rules", purpose=Purpose.FINANCE)
def approval(request: Request, donorprocedure_pk: UUID) -> HttpResponse:
    found = _procedure(request, donorprocedure_pk)
    plans = {str(held.plan_id): held.plan.case.reference for held in queries.plans_held(found.pool)}
    plans |= {str(pk): reference for pk, reference in queries.plans_asking(found.pool)}
    form = forms.ApprovalForm(
        data_of(request), plans=list(plans.items()), initial={"on": timezone.localdate()}
    )

    def write(said: Any) -> Any:
        return actions.approve_beforehand(
            found, UUID(said["subject"]), up_to=said["up_to"], number=said["number"],
            on=said["on"], by=request.user, at=timezone.now(),
        )  # fmt: skip

    return _asked(
        request, form, write, found.pool, title=_("The donor approves beforehand"),
        save=_("Record the approval"), lead=str(found),
        done=_("Recorded. This plan may have as much of the donor's money."),
    )  # fmt: skip


def _procedure(request: Request, pk: UUID) -> DonorProcedure:
    return get_object_or_404(
        DonorProcedure.objects.select_related("pool", "donor"),
        pk=pk,
        pool__owner_org=request.user.organisation_id,
    )


@page("pools.report", purpose=Purpose.FINANCE)
def new_report(request: Request, pool_pk: UUID) -> HttpResponse:
    found = own_or_404(request, pool_pk)
    today = timezone.localdate()
    form = forms.ReportForm(
        data_of(request), donors=queries.donors(found), first=today.replace(month=1, day=1),
        last=today,
    )  # fmt: skip
    return ask(
        request, form,
        lambda said: actions.report(
            found, said["donor"], first=said["first"], last=said["last"], by=request.user,
            at=timezone.now(),
        ),
        done=_("Made. Its figures stay as they are today."),
        back=lambda made: reverse("pools:report", args=[made.pk]),
        context={**SECTION, "title": _("A report to a donor"), "crumb": found.name,
                 "back": reverse("pools:pool", args=[found.pk]), "save": _("Make the report")},
    )  # fmt: skip


def _report(pk: UUID) -> PoolReport:
    return get_object_or_404(PoolReport.objects.select_related("pool", "donor", "made_by"), pk=pk)


@page("pools.read", purpose=Purpose.FINANCE)
def report(request: Request, poolreport_pk: UUID) -> HttpResponse:
    found = _report(poolreport_pk)
    context = {**SECTION, "report": found, "rows": papers.report_rows(found)}
    return render(request, "pools/report.html", context)


@page("pools.read", purpose=Purpose.FINANCE)
def sheet(request: Request, poolreport_pk: UUID) -> HttpResponse:
    found = _report(poolreport_pk)
    day = date_format(found.last, "Y-m-d")
    return papers.workbook(f"{found.donor} {day}", papers.REPORT_HEAD, papers.report_rows(found))


@page("pools.read", purpose=Purpose.FINANCE)
def of_procedure(request: Request, donorprocedure_pk: UUID) -> HttpResponse:
    """Where a report that is due leads: its pool's form, with the donor chosen."""
    found = _procedure(request, donorprocedure_pk)
    context = {
        **SECTION,
        "procedure": found,
        "since": queries.last_reported(found),
        "approvals": found.approvals.select_related("by"),
        "reports": queries.reports(found.pool).filter(donor=found.donor),
    }
    return render(request, "pools/procedure.html", context)
