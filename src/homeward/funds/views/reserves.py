"""Asking a reserve for a case's plan, and answering."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.cases.models import Case
from homeward.core.patterns import NextStep
from homeward.funds import actions, queries, rules
from homeward.funds.choices import Need, RequestStatus, Vulnerability
from homeward.funds.forms import AskForm, DecisionForm
from homeward.funds.models import ReserveRequest
from homeward.funds.views import shown
from homeward.funds.views.acting import attempt, form_page, typed
from homeward.plans import queries as plans
from homeward.plans.models import Plan

PAGE = 25
READ = ("case", "budget__fund_org", "asked_by", "decided_by")


@page("funds.ask_reserve")
def ask(request: Request, case_pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("programme"), pk=case_pk)
    plan = plans.of_case(case)
    today = timezone.localdate()
    currency = plans.currency_of(case, plan, on=today)
    reserves = queries.reserves_for(case, currency=currency, on=today)
    # Without a plan there is nothing to ask for, whatever is sent.
    sent = typed(request) if plan else None
    form = AskForm(sent, reserves=reserves, initial=_first(case, plan))

    def act() -> Any:
        said = dict(form.cleaned_data)
        said["need"], said["vulnerability"] = (
            Need(said["need"]),
            Vulnerability(said["vulnerability"]),
        )
        return actions.ask_reserve(
            plan or Plan(), said.pop("budget"), **said, by=request.user, at=timezone.now()
        )

    return form_page(
        request,
        form,
        act,
        done=_("The reserve is asked. Its office decides with a second person."),
        to=lambda _made: reverse("funds:of_case", args=[case.pk]),
        template="funds/ask.html",
        section="cases",
        case=case,
        title=cases.titles([case])[case.pk],
        heading=_("Ask a reserve"),
        plan=plan,
        reserves=reserves,
        in_force=queries.entitlements(case, plan, on=today),
    )


def _first(case: Case, plan: Plan | None) -> dict[str, Any]:
    """What the plan lacks is put in already: by how much it is above the package."""
    in_force = queries.entitlements(case, plan, on=timezone.localdate())
    over = in_force.over if in_force else Decimal(0)
    return {
        "amount": over or None,
        "need": rules.need_of(over=over),
        "vulnerability": Vulnerability.UNKNOWN,
    }


@page("funds.decide_reserve", purpose=Purpose.FINANCE)
def requests(request: Request) -> HttpResponse:
    status = request.GET.get("status", RequestStatus.WAITING)
    found = queries.requests(status=status if status in RequestStatus.values else "")
    listed = Paginator(found, PAGE).get_page(request.GET.get("page"))
    titles = cases.titles([each.case for each in listed])
    context = {
        "section": "funds",
        "page": listed,
        "rows": [(each, titles[each.case_id], shown.request_kind(each)) for each in listed],
        "status": status,
        "statuses": RequestStatus.choices,
    }
    return render(request, "funds/requests.html", context)


@page("funds.decide_reserve", purpose=Purpose.FINANCE)
def decide(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(ReserveRequest.objects.select_related(*READ), pk=pk)
    form = DecisionForm(typed(request))
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        act = actions.grant if "grant" in request.POST else actions.refuse_request
        text = form.cleaned_data["text"]
        _made, reasons = attempt(lambda: act(found, text, by=request.user, at=timezone.now()))
        if not reasons:
            found, form = queries.requests().get(pk=pk), DecisionForm()
    waits = found.status == RequestStatus.WAITING
    context = {
        "section": "funds",
        "request_": found,
        "title": cases.titles([found.case])[found.case_id],
        "kind": shown.request_kind(found),
        "left": queries.left(found.budget),
        "rule": queries.rule_of(found),
        "form": form,
        "reasons": reasons,
        "may_decide": waits and can(request.user, "funds.decide_reserve"),
        "step": _step(request, found),
    }
    status = 409 if reasons or form.errors else 200
    return render(request, "funds/request.html", context, status=status)


def _step(request: Request, found: ReserveRequest) -> NextStep:
    if found.status != RequestStatus.WAITING:
        return NextStep(found.get_status_display(), nothing=True)
    if found.asked_by_id == request.user.pk:
        return NextStep(
            _("A colleague decides: whoever asked can't"),
            holder=str(found.budget.fund_org),
            waiting_for=str(found.budget.fund_org),
        )
    return NextStep(
        _("Grant or refuse, with your reason"),
        holder=str(_("You")),
        due=shown.wait_due(found.pk),
        url="#decide",
        label=_("To the decision"),
        mine=True,
    )
