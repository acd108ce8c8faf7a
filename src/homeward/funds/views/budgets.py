"""The fund office's budgets: what is left, whose money it is, what came in, what goes back."""

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
from homeward.core.patterns import Consequence, NextStep
from homeward.funds import actions, queries
from homeward.funds.choices import BudgetKind, InstalmentStatus, Need, RequestStatus
from homeward.funds.forms import BudgetForm, ReceiptForm, ReserveRuleForm, SharesForm
from homeward.funds.models import Budget, Instalment, Reservation, ReserveRequest
from homeward.funds.views import shown
from homeward.funds.views.acting import form_page, typed

PAGE = 25


@page("funds.read", purpose=Purpose.FINANCE)
def index(request: Request) -> HttpResponse:
    """Budgets first, then what waits for the office, then what it waits for."""
    budgets = [(budget, queries.left(budget)) for budget in queries.budgets()]
    to_pay = Paginator(queries.waiting(InstalmentStatus.PROVEN), PAGE)
    unproven = Paginator(queries.waiting(InstalmentStatus.PLANNED, InstalmentStatus.REFUSED), PAGE)
    asked = queries.requests(status=RequestStatus.WAITING).order_by("asked_at").first()
    pay_page = to_pay.get_page(request.GET.get("pay"))
    proof_page = unproven.get_page(request.GET.get("proof"))
    context = {
        "section": "funds",
        "budgets": budgets,
        "pay_page": pay_page,
        "to_pay": shown.rows(pay_page),
        "proof_page": proof_page,
        "unproven": shown.rows(proof_page),
        "may_open": can(request.user, "funds.open_budget"),
        "links": shown.links(request.user),
        "step": _step(request, to_pay.count, asked),
    }
    return render(request, "funds/index.html", context)


def _step(request: Request, to_pay: int, asked: ReserveRequest | None) -> NextStep | None:
    """One thing at a time: whoever waits for a decision comes before who waits for money."""
    if asked and can(request.user, "funds.decide_reserve"):
        return NextStep(
            _("A reserve is asked for money"),
            holder=str(_("You")),
            due=shown.wait_due(asked.pk),
            url=reverse("funds:requests"),
            label=_("Open the requests"),
            mine=True,
        )
    if to_pay and can(request.user, "funds.pay"):
        return NextStep(
            _("Check the proofs that were brought"),
            holder=str(_("You")),
            url="#pay-title",
            label=_("To the proofs"),
            mine=True,
        )
    return None


@page("funds.open_budget", purpose=Purpose.FINANCE)
def new_budget(request: Request) -> HttpResponse:
    form = BudgetForm(typed(request))
    return form_page(
        request,
        form,
        lambda: actions.open_budget(**form.cleaned_data, by=request.user, at=timezone.now()),
        done=_("The budget is open. Approved plans reserve from it."),
        to=lambda budget: reverse("funds:budget", args=[budget.pk]),
        title=_("New budget"),
        save=_("Open the budget"),
        back=reverse("funds:index"),
        back_label=_("Funds"),
    )


@page("funds.read", purpose=Purpose.FINANCE)
def budget(request: Request, pk: int) -> HttpResponse:
    found = _budget(pk)
    own = found.fund_org_id == request.user.organisation_id
    context: dict[str, Any] = {
        "section": "funds",
        "budget": found,
        "left": queries.left(found),
        "shares": found.shares.select_related("donor"),
        "rules": found.rules.all() if found.kind == BudgetKind.RESERVE else [],
        "is_reserve": found.kind == BudgetKind.RESERVE,
        "may_change": own and can(request.user, "funds.open_budget"),
        "may_read_books": own and can(request.user, "funds.read_books"),
        "may_release": own and can(request.user, "funds.release"),
    }
    if own and can(request.user, "funds.read_instalments"):
        held = Paginator(queries.reservations_from(found), PAGE)
        context["held"] = held.get_page(request.GET.get("page"))
        context["reservations"] = shown.reservations(context["held"])
    return render(request, "funds/budget.html", context)


@page("funds.open_budget", purpose=Purpose.FINANCE)
def shares(request: Request, pk: int) -> HttpResponse:
    found = _own_budget(request, pk)
    initial: dict[str, Any] = {}
    for number, share in enumerate(found.shares.all(), start=1):
        initial |= {f"donor_{number}": share.donor_id, f"percent_{number}": share.percent}
    form = SharesForm(typed(request), initial=initial)
    return form_page(
        request,
        form,
        lambda: actions.share_budget(found, form.shares(), by=request.user, at=timezone.now()),
        done=_("Saved. The next payment is shared out so."),
        to=lambda _made: reverse("funds:budget", args=[pk]),
        template="funds/shares.html",
        of=found.name,
        back=reverse("funds:budget", args=[pk]),
    )


@page("funds.open_budget", purpose=Purpose.FINANCE)
def line_shares(request: Request, pk: UUID) -> HttpResponse:
    """Of the line that an instalment is of, where its donors differ from the budget's."""
    found = get_object_or_404(
        Instalment.objects.select_related("line", "budget"),
        pk=pk,
        fund_org=request.user.organisation_id,
    )
    initial: dict[str, Any] = {}
    for number, (donor, percent) in enumerate(queries.shares_of(found).items(), start=1):
        initial |= {f"donor_{number}": donor.pk, f"percent_{number}": percent}
    form = SharesForm(typed(request), initial=initial)

    def act() -> Any:
        shares = form.shares()
        return actions.share_line(
            found.line, found.budget, shares, by=request.user, at=timezone.now()
        )

    return form_page(
        request,
        form,
        act,
        done=_("Saved. The line's next payment is shared out so."),
        to=lambda _made: reverse("funds:payment", args=[pk]),
        template="funds/shares.html",
        of=found.line.title,
        back=reverse("funds:payment", args=[pk]),
    )


@page("funds.pay", purpose=Purpose.FINANCE)
def receive(request: Request, pk: int) -> HttpResponse:
    found = _own_budget(request, pk)
    form = ReceiptForm(typed(request), budget=found, initial={"key": uuid4().hex})

    def act() -> Any:
        said = form.cleaned_data
        return actions.receive(
            found, said["donor"], said["amount"], on=said["on"], key=said["key"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip

    return form_page(
        request,
        form,
        act,
        done=_("The money is in the books."),
        to=lambda _made: reverse("funds:budget", args=[pk]),
        title=_("Money came in"),
        lede=found.name,
        save=_("Record the money"),
        back=reverse("funds:budget", args=[pk]),
        back_label=found.name,
    )


@page("funds.set_rules", purpose=Purpose.FINANCE)
def new_rule(request: Request, pk: int) -> HttpResponse:
    found = _own_budget(request, pk)
    form = ReserveRuleForm(typed(request))

    def act() -> Any:
        said = form.cleaned_data | {"need": Need(form.cleaned_data["need"])}
        return actions.set_reserve_rule(
            found, said.pop("need"), **said, by=request.user, at=timezone.now()
        )

    return form_page(
        request,
        form,
        act,
        done=_("Saved. The reserve takes requests by this rule."),
        to=lambda _made: reverse("funds:budget", args=[pk]),
        title=_("Who may ask this reserve"),
        lede=found.name,
        save=_("Save the rule"),
        back=reverse("funds:budget", args=[pk]),
        back_label=found.name,
    )


@page("funds.release", purpose=Purpose.FINANCE)
def release(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Reservation.objects.select_related("budget"), pk=pk)
    form = shown.Nothing(typed(request))
    free = shown.money(queries.left_to_plan(found), found.currency)
    said = {"amount": free, "budget": found.budget}
    return form_page(
        request,
        form,
        lambda: actions.release(found, by=request.user, at=timezone.now()),
        done=_("What no instalment holds is back in the budget."),
        to=lambda _made: reverse("funds:budget", args=[found.budget_id]),
        template="core/confirm.html",
        title=_("Give back what is not planned?"),
        consequences=[
            Consequence(_("%(amount)s go back to %(budget)s.") % said),
            Consequence(_("No further instalment of the plan can be planned from it.")),
        ],
        danger=_("Give it back"),
        cancel_url=reverse("funds:budget", args=[found.budget_id]),
    )


def _budget(pk: int) -> Budget:
    return get_object_or_404(Budget.objects.select_related("programme", "fund_org"), pk=pk)


def _own_budget(request: Request, pk: int) -> Budget:
    """Another office's budget is read, and not changed: it is not found here."""
    return get_object_or_404(Budget, pk=pk, fund_org=request.user.organisation_id)
