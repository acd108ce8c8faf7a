"""Health needs, the medical hand-over, and the clinic's own page that confirms it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.cases.models import Case
from homeward.core.patterns import NextStep
from homeward.protection import actions, queries
from homeward.protection.actions.care import Treatment
from homeward.protection.choices import NeedKind, NeedState, Source
from homeward.protection.forms import BridgeForm, ConfirmForm, HandoverForm, NeedForm, SettleForm
from homeward.protection.models import CareHandover, HealthNeed
from homeward.protection.views import paper
from homeward.protection.views.shown import (
    answer_form,
    case_of,
    of_case,
    people_of,
    posted,
    tried,
)
from homeward.tasks import queries as tasks


def _back(case_pk: UUID) -> str:
    return reverse("protection:health", args=[case_pk])


@page("protection.read_health")
def health(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    needs, handovers = queries.needs_of(case), queries.handovers_of(case)
    context = of_case(
        case,
        tab="health",
        needs=needs,
        handovers=handovers,
        step=_next(case, needs, handovers),
    )
    return render(request, "protection/health.html", context)


def _next(case: Case, needs: list[HealthNeed], handovers: list[queries.Care]) -> NextStep:
    """What is to be done first: a gap, a hand-over to send, one that waits, a need that is open."""
    for care in handovers:
        url = reverse("protection:handover", args=[care.handover.pk])
        if care.handover.taken_back_at:
            continue
        if care.handover.sent_at is None:
            return NextStep(
                title=_("Send the medical hand-over"), mine=True, url=url, label=_("Open it"),
                why=_("The clinic has to know before the person comes."),
                holder=str(care.handover.drafted_by), due=care.handover.supply_until,
            )  # fmt: skip
        if care.confirmation is None:
            return NextStep(
                title=_("The clinic confirms the hand-over"),
                holder=str(care.handover.receiver_org), due=care.handover.supply_until,
                waiting_for=str(care.handover.receiver_org),
            )  # fmt: skip
        if care.gap:
            return NextStep(
                title=_("Bridge the days without medicine"), mine=True, url=url,
                label=_("Open the hand-over"), holder=str(care.handover.sent_by),
                due=care.handover.supply_until,
                why=_("The supply ends before the first appointment."),
            )  # fmt: skip
    unmet = next((need for need in needs if need.state == NeedState.OPEN), None)
    if unmet:
        return NextStep(
            title=_("Cover the open health need"), mine=True, holder=str(unmet.opened_by),
            url=reverse("protection:need", args=[unmet.pk]), label=_("Open the need"),
            why=_("A plan that leaves it open has to say why."),
        )  # fmt: skip
    return NextStep(title=_("No health need is open on this case."), nothing=True)


@page("protection.keep_needs")
def new_need(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    first = {"said_on": timezone.localdate()}
    form = NeedForm(posted(request), people=people_of(case), initial=first)
    return answer_form(
        request,
        form,
        lambda: actions.add_need(
            case,
            form.person_chosen(),
            NeedKind(form.cleaned_data["kind"]),
            form.cleaned_data["what"],
            source=Source(form.cleaned_data["source"]),
            said_on=form.cleaned_data["said_on"],
            by=request.user,
            at=timezone.now(),
        ),
        done=_back(case.pk),
        said=_("The need is noted."),
        heading=_("Note a health need"),
        lead=_("It stays open until something covers it; the plan asks for it."),
        submit=_("Note the need"),
        **of_case(case, tab="health", back=_back(case.pk)),
    )


@page("protection.keep_needs")
def need(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(HealthNeed, pk=pk)
    case = case_of(found.case_id)
    form = SettleForm(posted(request), initial={"to": NeedState.COVERED})
    return answer_form(
        request,
        form,
        lambda: actions.settle_need(
            found,
            NeedState(form.cleaned_data["to"]),
            form.cleaned_data["why"],
            by=request.user,
            at=timezone.now(),
        ),
        done=_back(case.pk),
        said=_("The need is up to date."),
        heading=str(found),
        lead=found.what,
        submit=_("Save"),
        **of_case(case, tab="health", back=_back(case.pk)),
    )


@page("protection.hand_over_care")
def new_handover(request: Request, case_pk: UUID) -> HttpResponse:
    case = case_of(case_pk)
    user: User = request.user
    clinics = queries.clinics(case, org_id=user.organisation_of_rows.pk, on=timezone.localdate())
    form = HandoverForm(posted(request), people=people_of(case), clinics=clinics)

    def draft() -> CareHandover:
        said = form.cleaned_data
        treatment = Treatment(
            **{name: said[name] for name in Treatment.__dataclass_fields__ if name in said}
        )
        return actions.draft_handover(
            case, form.person_chosen(), treatment, receiver=form.receiver_chosen(), by=user,
            at=timezone.now(),
        )  # fmt: skip

    return answer_form(
        request,
        form,
        draft,
        done=lambda handover: reverse("protection:handover", args=[handover.pk]),
        said=_("Drafted. Read it again with the person, then send it."),
        heading=_("Hand over a treatment"),
        lead=_("From the treating doctor to the clinic that goes on with it."),
        submit=_("Keep the draft"),
        note="" if clinics else _("No agreement lets a clinic see health data for a referral yet."),
        **of_case(case, tab="health", back=_back(case.pk)),
    )


def _handover(pk: UUID) -> CareHandover:
    return get_object_or_404(CareHandover, pk=pk)


@page("protection.hand_over_care")
def handover(request: Request, pk: UUID) -> HttpResponse:
    return _handover_page(request, _handover(pk))


@page("protection.hand_over_care")
@require_POST
def send(request: Request, pk: UUID) -> HttpResponse:
    found = _handover(pk)
    reasons = tried(
        request,
        lambda: actions.send_handover(found, by=request.user, at=timezone.now()),
        _("Sent. The clinic now confirms it with the day of the first appointment."),
    )
    if reasons:
        return _handover_page(request, found, reasons=reasons, status=409)
    return redirect("protection:handover", found.pk)


def _handover_page(
    request: Request, found: CareHandover, *, reasons: Any = (), status: int = 200
) -> HttpResponse:
    care = queries.care(found)
    mine = care.handover.owner_org_id == request.user.organisation_id
    context = of_case(
        case_of(found.case_id),
        tab="health",
        care=care,
        handover=care.handover,
        wait=tasks.open_of_subjects([found.pk]).get(found.pk),
        bridge_form=BridgeForm(initial={"what": care.handover.bridge}),
        may_send=mine and care.handover.sent_at is None,
        reasons=reasons,
    )
    return render(request, "protection/handover.html", context, status=status)


@page("protection.hand_over_care")
@require_POST
def bridge(request: Request, pk: UUID) -> HttpResponse:
    found = _handover(pk)
    form = BridgeForm(request.POST)
    what = form.cleaned_data["what"] if form.is_valid() else ""
    reasons = tried(
        request,
        lambda: actions.bridge_gap(found, what, by=request.user, at=timezone.now()),
        _("Noted. The wait for it is ended."),
    )
    if reasons:
        return _handover_page(request, found, reasons=reasons, status=409)
    return redirect("protection:handover", found.pk)


@page("protection.read_health")
def follow_health(request: Request, pk: UUID) -> HttpResponse:
    """A wait about health is about a concern, or about a treatment that was handed over."""
    if queries.is_flag(pk):
        return redirect("protection:flag", pk)
    return redirect("protection:handover", _handover(pk).pk)


@page("protection.hand_over_care")
def handover_pdf(request: Request, pk: UUID) -> HttpResponse:
    return paper.answer(queries.care(_handover(pk)), at=timezone.now())


# The clinic's side: it sees no case.


@page("protection.confirm_care", purpose=Purpose.REFERRAL)
def received(request: Request) -> HttpResponse:
    found = queries.handovers_to(request.user.organisation_of_rows.pk)
    context = {"section": "care", "handovers": found}
    return render(request, "protection/received.html", context)


def _received(request: Request, pk: UUID) -> CareHandover:
    return get_object_or_404(
        CareHandover,
        pk=pk,
        receiver_org=request.user.organisation_id,
        sent_at__isnull=False,
        taken_back_at__isnull=True,
    )


@page("protection.confirm_care", purpose=Purpose.REFERRAL)
def confirm(request: Request, pk: UUID) -> HttpResponse:
    found = _received(request, pk)
    care = queries.care(found)
    form = ConfirmForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: actions.confirm_care(
            found, **form.cleaned_data, by=request.user, at=timezone.now()
        ),
        done=reverse("protection:confirm_care", args=[found.pk]),
        said=_("Confirmed. Whoever sent it sees the day at once."),
        template="protection/confirm_care.html",
        section="care",
        care=care,
        handover=care.handover,
    )


@page("protection.confirm_care", purpose=Purpose.REFERRAL)
def received_pdf(request: Request, pk: UUID) -> HttpResponse:
    return paper.answer(queries.care(_received(request, pk)), at=timezone.now())
