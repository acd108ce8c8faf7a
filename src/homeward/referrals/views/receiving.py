"""The receiver's pages: an inbox for those with an account, a link for all others."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.pages import Request, link_page, page, public_page
from homeward.core.limits import token_page
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.referrals import actions, queries
from homeward.referrals.choices import Status
from homeward.referrals.forms import AnswerForm, OutcomeForm
from homeward.referrals.models import Referral
from homeward.tasks import queries as tasks
from homeward.tasks.models import Task

PAGE = 25


@page("referrals.receive", purpose=Purpose.REFERRAL)
def inbox(request: Request) -> HttpResponse:
    """What was sent to the provider's organisation."""
    found = queries.received(request.user.organisation_id or 0)
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    waits = tasks.open_of_subjects([referral.pk for referral in shown])
    rows = [
        {
            "referral": referral,
            "service_name": queries.title(referral),
            "status_kind": queries.status_kind(referral),
            "status_text": queries.status_text(referral),
            "wait": waits.get(referral.pk),
        }
        for referral in shown
    ]
    first = rows[0] if rows and rows[0]["wait"] else None
    context = {
        "page": shown,
        "rows": rows,
        "step": _most_urgent(first) if first and shown.number == 1 else None,
        "section": "inbox",
    }
    return render(request, "referrals/inbox.html", context)


def _most_urgent(row: dict[str, Any]) -> NextStep:
    referral = row["referral"]
    return NextStep(
        title=f"{row['wait'].get_kind_display()}: {row['service_name']}",
        why=_("Sent by %(who)s, %(org)s")
        % {
            "who": referral.drafted_by,
            "org": referral.owner_org,
        },
        holder=_("You"),
        due=row["wait"].due_on,
        url=reverse("referrals:received", args=[referral.pk]),
        label=_("Open the request"),
        mine=True,
    )


@page("referrals.answer", purpose=Purpose.REFERRAL)
def received(request: Request, pk: UUID) -> HttpResponse:
    referral = get_object_or_404(
        Referral.objects.select_related(
            "service", "offer", "receiver_org", "owner_org", "drafted_by"
        ),
        pk=pk,
        receiver_org_id=request.user.organisation_id,
    )
    context = {"base": "core/base.html", "section": "inbox"}
    return _respond(request, referral, by=request.user, context=context)


@public_page
@token_page
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The same page without an account. An ended link looks like one that never was."""
    found = queries.of_token(token)
    if found is None:
        return render(request, "referrals/link_ended.html", status=404)
    return _by_link(request, found, token)


@link_page
def _by_link(request: HttpRequest, token: str) -> HttpResponse:
    # A link's actor sees one referral: its own.
    referral = queries.of_link()
    context = {"base": "core/light.html", "link_ends_at": queries.end_of_link(token)}
    return _respond(request, referral, by=None, context=context)


def _respond(
    request: HttpRequest, referral: Referral, *, by: User | None, context: dict[str, Any]
) -> HttpResponse:
    form: Any = None
    if referral.status == Status.SENT:
        form = AnswerForm(request.POST or None)
    elif referral.status == Status.ACCEPTED:
        form = OutcomeForm(request.POST or None, initial={"on": timezone.localdate()})
    status = 200
    if request.method == "POST":
        refused, status = _act(referral, form, by=by)
        if status == 302:  # noqa: PLR2004 - found: the answer is kept
            messages.success(request, _("Thank you. Your answer was sent to the case worker."))
            return redirect(request.path)
        context["reasons"] = refused
    context |= {
        "referral": referral,
        "service_name": queries.title(referral),
        "facts": queries.shown_facts(referral),
        "message": queries.message_of(referral),
        "form": form,
        "is_answer": isinstance(form, AnswerForm),
        "status_kind": queries.status_kind(referral),
        "status_text": queries.status_text(referral),
        "step": _step(referral, tasks.open_of_subjects([referral.pk]).get(referral.pk)),
    }
    return render(request, "referrals/receive.html", context, status=status)


def _act(referral: Referral, form: Any, *, by: User | None) -> tuple[list[Any], int]:
    """The reasons why not, and the status of the answer."""
    now = timezone.now()
    if form is None:
        return [_("This referral was answered already.")], 409
    if not form.is_valid():
        return [], 400
    try:
        if isinstance(form, AnswerForm):
            actions.answer(referral, form.said(), by=by, at=now)
        else:
            data = form.cleaned_data
            actions.report(
                referral, data["outcome"], on=data["on"], text=data["text"], by=by, at=now
            )
    except Refused as refusal:
        return list(refusal.reasons), 409
    return [], 302


def _step(referral: Referral, wait: Task | None) -> NextStep:
    you = _("%(org)s (you)") % {"org": referral.receiver_org}
    if referral.status == Status.SENT:
        return NextStep(
            title=_("Answer this referral"),
            why=_("You need no account. If you don't answer in time, we will call you."),
            holder=you,
            due=wait.due_on if wait else referral.answer_due_on,
            url="#answer",
            label=_("Go to the answer"),
            mine=True,
        )
    if referral.status == Status.ACCEPTED:
        return NextStep(
            title=_("Say what came of it"),
            why=_("When the service has ended, or the person did not come."),
            holder=you,
            due=wait.due_on if wait else None,
            url="#answer",
            label=_("Go to the outcome"),
            mine=True,
        )
    return NextStep(title=queries.status_text(referral), nothing=True)
