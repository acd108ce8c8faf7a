"""The sender's pages after the draft: send, follow, answer a question, take back."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases import queries as cases
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.documents import pdf
from homeward.referrals import actions, confirmations, pins, queries, rules, steps
from homeward.referrals import letter as letters
from homeward.referrals.choices import SaidWay, Status
from homeward.referrals.forms import ConfirmForm, TellForm, WithdrawForm
from homeward.referrals.models import Referral
from homeward.referrals.views import links
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

PAGE = 25


@page("referrals.read")
def index(request: Request) -> HttpResponse:
    status = request.GET.get("status", "")
    found = queries.sent(status=status if status in Status.values else "")
    yesterday = timezone.now() - timedelta(days=1)
    changed = queries.changed_by_receivers(found, since=yesterday)
    only_changed = "changed" in request.GET
    found = changed if only_changed else found
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    names = queries.names_of(shown)
    waits = tasks.open_of_subjects([referral.pk for referral in shown])
    rows = [
        {
            "referral": referral,
            "name": names[referral.pk],
            "status_kind": queries.status_kind(referral),
            "status_text": queries.status_text(referral),
            "wait": waits.get(referral.pk),
        }
        for referral in shown
    ]
    context = {
        "page": shown,
        "rows": rows,
        "status": status,
        "statuses": Status.choices,
        "only_changed": only_changed,
        "changed": changed.count(),
        "section": "referrals",
    }
    return render(request, "referrals/index.html", context)


@page("referrals.read")
def detail(request: Request, pk: UUID) -> HttpResponse:
    referral = get_object_or_404(
        Referral.objects.select_related("service", "offer", "receiver_org"), pk=pk
    )
    context = _detail(request, referral, **links.shown_once(request, pk))
    return render(request, "referrals/detail.html", context)


def _detail(request: Request, referral: Referral, **extra: Any) -> dict[str, Any]:
    case = queries.case_of(referral)
    wait = tasks.open_of_subjects([referral.pk]).get(referral.pk)
    return {
        "referral": referral,
        "is_under_way": referral.status in rules.UNDER_WAY,
        "questions": queries.questions(referral),
        "replies": queries.replies(referral),
        "beside": queries.beside(referral),
        "confirm_form": _confirm_form(request, referral),
        "case": case,
        "title": cases.titles([case])[case.pk] if case else "",
        "name": queries.names_of([referral])[referral.pk],
        "service_name": queries.title(referral),
        "answer_due_on": _answer_due_on(referral, wait),
        "facts": queries.shown_facts(referral),
        "message": queries.message_of(referral),
        "lawful_under": queries.lawful_under(referral),
        "entries": steps.of(referral),
        "letters": confirmations.letters_of(referral),
        "takes_answers": queries.takes_answers(referral),
        "chain": queries.chain(referral),
        "following": queries.following(referral),
        "status_kind": queries.status_kind(referral),
        "status_text": queries.status_text(referral),
        "step": _next_step(request, referral, wait),
        "may_send": can(request.user, "referrals.send"),
        "section": "referrals",
        **extra,
    }


def _answer_due_on(referral: Referral, wait: Task | None) -> date | None:
    """The day that was asked for, or the one that the programme's rule gave."""
    ruled = wait.due_on if wait and referral.status == Status.SENT else None
    return referral.answer_due_on or ruled


def _confirm_form(request: Request, referral: Referral) -> ConfirmForm | None:
    """Whoever asked the person writes down what they said, as long as nothing confirms it."""
    may = can(request.user, "referrals.confirm")
    is_mine = referral.owner_org_id == request.user.organisation_id
    asks = Status.CONFIRMED in rules.NEXT.get(Status(referral.status), set())
    return ConfirmForm() if may and is_mine and asks else None


def _next_step(request: Request, referral: Referral, wait: Task | None) -> NextStep:
    if referral.status == Status.DRAFT:
        return NextStep(
            title=_("Send the referral"),
            why=_("The receiver sees nothing before it is sent."),
            holder=_("You"),
            url=reverse("referrals:send", args=[referral.pk]),
            label=_("Send the referral"),
            post=True,
            mine=True,
        )
    if wait is None:
        return NextStep(title=queries.status_text(referral), nothing=True)
    mine = wait.holder_org_id == request.user.organisation_id
    url, label, post = _way_on(referral, wait) if mine else ("", "", False)
    return NextStep(
        title=wait.get_kind_display(),
        why=referral.outcome_text or referral.answer_text,
        holder=str(wait.holder or wait.holder_org),
        due=wait.due_on,
        url=url,
        label=label,
        post=post,
        mine=mine,
        waiting_for="" if mine else str(wait.holder_org),
    )


def _way_on(referral: Referral, wait: Task) -> tuple[str, Any, bool]:
    """Where the sender ends what it holds: the address, the button, and whether it posts."""
    if wait.kind == TaskKind.REFER_AGAIN:
        url = reverse("referrals:choose", args=[referral.case_id])
        line = f"&line={referral.line_id}" if referral.line_id else ""
        return f"{url}?previous={referral.pk}{line}", _("Refer to another service"), False
    if wait.kind == TaskKind.GIVE_INFORMATION:
        return reverse("referrals:tell", args=[referral.pk]), _("Answer the question"), False
    if wait.kind in {TaskKind.READ_OUTCOME, TaskKind.READ_WITHDRAWAL}:
        url = reverse("referrals:read_outcome", args=[referral.pk])
        return url, _("I have read it"), True
    return "", "", False


@page("referrals.read")
def letter(request: Request, pk: UUID) -> HttpResponse:
    """The referral as a letter, for a receiver who works on paper."""
    referral = get_object_or_404(
        Referral.objects.select_related(
            "service", "offer", "receiver_org", "owner_org", "drafted_by"
        ),
        pk=pk,
    )
    said = letters.of(referral)
    return pdf.answer("referrals/letter", said, at=timezone.now(), name=referral.number)


@page("referrals.send")
@require_POST
def send(request: Request, pk: UUID) -> HttpResponse:
    return send_and_show(request, get_object_or_404(Referral, pk=pk))


def send_and_show(request: Request, referral: Referral) -> HttpResponse:
    """Sends a draft, and shows its page with the link once; refused, with every reason."""
    pin = pins.new_pin() if "with_pin" in request.POST else ""
    try:
        token = actions.send(referral, pin=pin, by=request.user, at=timezone.now())
    except Refused as refusal:
        context = _detail(request, referral, reasons=refusal.reasons)
        return render(request, "referrals/detail.html", context, status=409)
    messages.success(
        request,
        _("Referral sent to %(org)s. You will be told when they answer.")
        % {"org": referral.receiver_org},
    )
    return links.show_once(request, referral, token, pin)


@page("referrals.send")
def tell(request: Request, pk: UUID) -> HttpResponse:
    """The receiver's question, and the sender's answer to it: words, further facts, or both."""
    referral = get_object_or_404(
        Referral.objects.select_related("service", "offer", "receiver_org"), pk=pk
    )
    case, now = queries.case_of(referral), timezone.now()
    person = queries.person_of(referral)
    more = queries.facts_to_add(referral, case, person, on=now.date()) if case and person else []
    form = TellForm(request.POST or None, offered=more)
    context: dict[str, Any] = {
        "referral": referral,
        "title": queries.title(referral),
        "questions": queries.questions(referral),
        "replies": queries.replies(referral),
        "form": form,
        "section": "referrals",
    }
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return render(request, "referrals/tell.html", context, status=status)
    try:
        actions.tell(
            referral, form.cleaned_data["reply"], facts=form.chosen_facts(), by=request.user, at=now
        )
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "referrals/tell.html", context, status=409)
    messages.success(
        request, _("Told to %(org)s. It holds the referral again.") % {"org": referral.receiver_org}
    )
    return redirect("referrals:detail", pk=referral.pk)


@page("referrals.draft")
@require_POST
def read_outcome(request: Request, pk: UUID) -> HttpResponse:
    referral = get_object_or_404(Referral, pk=pk)
    actions.read_outcome(referral, by=request.user, at=timezone.now())
    messages.success(request, _("Noted. The case shows what comes next."))
    return redirect("desk:case", pk=referral.case_id)


@page("referrals.confirm")
@require_POST
def confirm(request: Request, pk: UUID) -> HttpResponse:
    """What the person said when they were asked whether it was so."""
    referral = get_object_or_404(Referral, pk=pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        context = _detail(request, referral, confirm_form=form)
        return render(request, "referrals/detail.html", context, status=400)
    said = form.cleaned_data
    try:
        actions.confirm(
            referral, said["says"], text=said["text"], way=SaidWay.ASKED, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        context = _detail(request, referral, reasons=refusal.reasons)
        return render(request, "referrals/detail.html", context, status=409)
    messages.success(request, _("What the person says is kept with the referral."))
    return redirect("referrals:detail", pk=referral.pk)


@page("referrals.draft")
@require_POST
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Nobody else is asked."""
    referral = get_object_or_404(Referral, pk=pk)
    try:
        actions.leave(referral, by=request.user, at=timezone.now())
    except Refused as refusal:
        context = _detail(request, referral, reasons=refusal.reasons)
        return render(request, "referrals/detail.html", context, status=409)
    messages.success(request, _("Noted. The case shows what comes next."))
    return redirect("desk:case", pk=referral.case_id)


@page("referrals.draft")
@require_POST
def discard(request: Request, pk: UUID) -> HttpResponse:
    referral = get_object_or_404(Referral, pk=pk)
    try:
        actions.discard(referral, by=request.user, at=timezone.now())
    except Refused as refusal:
        context = _detail(request, referral, reasons=refusal.reasons)
        return render(request, "referrals/detail.html", context, status=409)
    messages.success(request, _("The draft is discarded."))
    return redirect("desk:case", pk=referral.case_id)


@page("referrals.withdraw")
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    referral = get_object_or_404(Referral.objects.select_related("receiver_org"), pk=pk)
    form = WithdrawForm(request.POST or None)
    context: dict[str, Any] = {"referral": referral, "form": form, "section": "referrals"}
    context["consequences"] = [
        Consequence(
            _("%(org)s loses sight of the facts at once.") % {"org": referral.receiver_org},
            "eye-off",
        ),
        Consequence(_("Its link ends. It can't be undone; you can send a new referral."), "send"),
    ]
    if request.method != "POST" or not form.is_valid():
        status = 400 if request.method == "POST" else 200
        return render(request, "referrals/withdraw.html", context, status=status)
    try:
        actions.withdraw(referral, form.cleaned_data["reason"], by=request.user, at=timezone.now())
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "referrals/withdraw.html", context, status=409)
    messages.success(request, _("Referral withdrawn. The receiver no longer sees the facts."))
    return redirect("referrals:detail", pk=referral.pk)
