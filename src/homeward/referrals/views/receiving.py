"""What a receiver sees of one referral and says to it: the same page for an account and a link."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.core.forms import BaseForm
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.offers.models import Offer
from homeward.referrals import actions, caseload, confirmations, queries, steps
from homeward.referrals.choices import DeclineReason, Reason, Status
from homeward.referrals.forms import AnswerForm, OutcomeForm, StartForm
from homeward.referrals.models import Referral
from homeward.referrals.views import letters
from homeward.services.models import Service
from homeward.tasks import queries as tasks
from homeward.tasks.models import Task

ANSWER, START, OUTCOME, ATTEND = "answer", "start", "outcome", "attend"
# What may be said in which status; the first is the next step.
SAID_IN: dict[str, tuple[str, ...]] = {
    Status.SENT: (ANSWER,),
    Status.INFO_ASKED: (ANSWER,),
    Status.WAITING_LIST: (ANSWER,),
    Status.ACCEPTED: (START, OUTCOME),
    Status.STARTED: (OUTCOME, ATTEND),
}


@page("referrals.answer", purpose=Purpose.REFERRAL)
def received(request: Request, pk: UUID) -> HttpResponse:
    referral = get_object_or_404(
        caseload.shown(Referral.objects.all()), pk=pk, receiver_org_id=request.user.organisation_id
    )
    context = {"base": "core/base.html", "section": "inbox"}
    return respond(request, referral, by=request.user, context=context)


@page("referrals.answer", purpose=Purpose.REFERRAL)
def letter(request: Request, pk: UUID, letter: str) -> HttpResponse:
    referral = get_object_or_404(
        caseload.shown(Referral.objects.all()), pk=pk, receiver_org_id=request.user.organisation_id
    )
    return letters.answer(referral, letter)


def respond(
    request: HttpRequest, referral: Referral, *, by: User | None, context: dict[str, Any]
) -> HttpResponse:
    said = _said(request, referral)
    forms = _forms(request, referral, said)
    status = 200
    if request.method == "POST":
        refused, status = _act(referral, said, forms.get(said), by=by)
        if status == 302:  # noqa: PLR2004 - found: the answer is kept
            messages.success(request, _thanks(referral))
            return redirect(request.path)
        context["reasons"] = refused
    context |= _shown(referral) | {"forms": forms, "said": said}
    return render(request, "referrals/receive.html", context, status=status)


def _said(request: HttpRequest, referral: Referral) -> str:
    """Which of the page's forms was sent; without one, the next step's own."""
    may = SAID_IN.get(referral.status, ())
    act = request.POST.get("act", "")
    return act if act in may else (may[0] if may else "")


def _forms(request: HttpRequest, referral: Referral, said: str) -> dict[str, BaseForm]:
    """The one that was sent keeps what was typed; the others stand empty."""
    today = timezone.localdate()
    make: dict[str, Callable[[Any], BaseForm]] = {
        ANSWER: AnswerForm,
        START: lambda data: StartForm(data, initial={"started_on": _first_day(referral, today)}),
        OUTCOME: lambda data: OutcomeForm(data, initial={"on": today}),
        ATTEND: BaseForm,
    }
    data = request.POST if request.method == "POST" else None
    return {
        kind: make[kind](data if kind == said else None)
        for kind in SAID_IN.get(referral.status, ())
    }


def _first_day(referral: Referral, today: date) -> date:
    """Nobody begins on a day to come."""
    return min(referral.first_day or today, today)


def _act(
    referral: Referral, said: str, form: BaseForm | None, *, by: User | None
) -> tuple[list[Any], int]:
    """The reasons why not, and the status of the answer."""
    if form is None:
        return [_("This referral was answered already.")], 409
    if not form.is_valid():
        return [], 400
    do: dict[str, Callable[..., Any]] = {
        ANSWER: _answer,
        START: _start,
        OUTCOME: _report,
        ATTEND: _attend,
    }
    try:
        do[said](referral, form, by=by, at=timezone.now())
    except Refused as refusal:
        return list(refusal.reasons), 409
    return [], 302


def _answer(referral: Referral, form: AnswerForm, *, by: User | None, at: datetime) -> None:
    data = form.cleaned_data
    if data["answer"] == form.ASK:
        actions.ask(referral, data["question"], by=by, at=at)
    elif data["answer"] == form.WAIT:
        actions.put_on_waiting_list(
            referral, data["look_again_on"], text=data["text"], by=by, at=at
        )
    else:
        actions.answer(referral, form.said(), by=by, at=at)


def _start(referral: Referral, form: StartForm, *, by: User | None, at: datetime) -> None:
    data = form.cleaned_data
    actions.start(referral, on=data["started_on"], ends_on=data["ends_on"], by=by, at=at)


def _report(referral: Referral, form: OutcomeForm, *, by: User | None, at: datetime) -> None:
    data = form.cleaned_data
    actions.report(referral, data["outcome"], on=data["on"], text=data["text"], by=by, at=at)


def _attend(referral: Referral, form: BaseForm, *, by: User | None, at: datetime) -> None:
    if not actions.confirm_attending([referral.pk], by=by, at=at):
        raise Refused(Reason.WRONG_STATUS)


def _thanks(referral: Referral) -> str:
    """What was done, and what the directory says of places since."""
    thanks = _("Thank you. The sender sees it at once.")
    now = caseload.again(referral)
    target = now.offer or now.service
    if target is None or target.places_free is None:
        return thanks
    if now.status == Status.ACCEPTED and now.holds_place:
        left = ngettext(
            "One free place was taken: %(n)d is left in the directory.",
            "One free place was taken: %(n)d are left in the directory.",
            target.places_free,
        )
        return f"{thanks} {left % {'n': target.places_free}}"
    if now.status == Status.DECLINED and now.decline_reason == DeclineReason.NO_PLACES:
        return thanks + " " + _("The directory now says that no place is free.")
    return thanks


def _shown(referral: Referral) -> dict[str, Any]:
    target = referral.offer or referral.service
    return {
        "referral": referral,
        "target_name": queries.title(referral),
        "places": _places(target) if target else None,
        "places_told_on": target.places_told_on if target else None,
        "facts": queries.shown_facts(referral),
        "message": queries.message_of(referral),
        "questions": queries.questions(referral),
        "replies": queries.replies(referral),
        "status_kind": queries.status_kind(referral),
        "status_text": queries.status_text(referral),
        "letters": confirmations.letters_of(referral),
        "entries": steps.of(referral),
        "step": _step(referral, tasks.open_of_subjects([referral.pk]).get(referral.pk)),
    }


def _places(target: Service | Offer) -> tuple[str, str]:
    """How many are free as told, with the kind of its mark."""
    free = target.places_free
    if free is None:
        return "unk", _("Free places: unknown")
    words = ngettext("%(n)d place free", "%(n)d places free", free)
    return ("ok" if free else "no"), words % {"n": free}


STEPS = {
    Status.SENT: (
        gettext_lazy("Answer this referral"),
        gettext_lazy("If you don't answer in time, we will call you."),
        gettext_lazy("Go to the answer"),
    ),
    Status.WAITING_LIST: (
        gettext_lazy("Say whether there is a place now"),
        gettext_lazy("The person stands on your waiting list."),
        gettext_lazy("Go to the answer"),
    ),
    Status.ACCEPTED: (
        gettext_lazy("Say when it began"),
        gettext_lazy("Or that the person did not come."),
        gettext_lazy("Go to the form"),
    ),
    Status.STARTED: (
        gettext_lazy("Say what came of it"),
        gettext_lazy("When the service has ended, or the person left."),
        gettext_lazy("Go to the outcome"),
    ),
}


def _step(referral: Referral, wait: Task | None) -> NextStep:
    if referral.status == Status.INFO_ASKED:
        return NextStep(
            title=_("The sender answers your question"),
            why=_("You hear of it by this page. You can decide already now."),
            holder=str(referral.owner_org),
            due=wait.due_on if wait else None,
            waiting_for=str(referral.owner_org),
        )
    if referral.status not in STEPS:
        return NextStep(title=queries.status_text(referral), nothing=True)
    title, why, label = STEPS[Status(referral.status)]
    return NextStep(
        title=title,
        why=why,
        holder=_("%(org)s (you)") % {"org": referral.receiver_org},
        due=wait.due_on if wait else referral.answer_due_on,
        url="#answer",
        label=label,
        mine=True,
    )
