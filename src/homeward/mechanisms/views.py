"""The register of referral systems: against the four requirements, compared, handed over."""

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

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.mechanisms import actions, pages, queries
from homeward.mechanisms.choices import Level, Requirement, Verdict
from homeward.mechanisms.forms import (
    HandOverForm,
    JudgementForm,
    MechanismForm,
    MemberForm,
    RuleForm,
)
from homeward.mechanisms.models import HandOver, Mechanism, Membership, RouteRule
from homeward.services.choices import Category

SECTION = {"section": "mechanisms"}
PER_PAGE = 20
KINDS = {Verdict.MET: "ok", Verdict.PARTLY: "wait", Verdict.NOT_MET: "no"}
MOST_COMPARED = 4


def _cells(mechanism: Mechanism) -> list[tuple[Any, str]]:
    """Each requirement with the kind of its status: the judgement, else what is derived."""
    return [
        (
            stands,
            KINDS[
                Verdict(stands.judgement.verdict if stands.judgement else stands.derived.verdict)
            ],
        )
        for stands in queries.assessment(mechanism, on=timezone.localdate())
    ]


@page("mechanisms.read")
def index(request: Request) -> HttpResponse:
    level = request.GET.get("level", "")
    part = Paginator(queries.listed(level=level), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": part,
        "rows": [(mechanism, _cells(mechanism)) for mechanism in part],
        "level": level,
        "levels": Level.choices,
        "requirements": queries.requirement_labels(),
        "may_keep": can(request.user, "mechanisms.keep"),
        "may_route": can(request.user, "mechanisms.route"),
    }
    return render(request, "mechanisms/index.html", SECTION | context)


@page("mechanisms.read")
def compare(request: Request) -> HttpResponse:
    """Up to four systems side by side, requirement by requirement."""
    known = {str(each.pk): each for each in queries.listed()}
    chosen = [known[key] for key in request.GET.getlist("with") if key in known][:MOST_COMPARED]
    columns = [queries.assessment(each, on=timezone.localdate()) for each in chosen]
    rows = [
        (label, [column[number] for column in columns])
        for number, (_code, label) in enumerate(queries.requirement_labels())
    ]
    context = {
        "all": known.values(),
        "chosen": chosen,
        "keys": {str(each.pk) for each in chosen},
        "rows": rows,
        "most": MOST_COMPARED,
    }
    return render(request, "mechanisms/compare.html", SECTION | context)


@page("mechanisms.read")
def detail(request: Request, mechanism_pk: UUID) -> HttpResponse:
    return _show(request, _mechanism(mechanism_pk))


def _show(
    request: Request, held: Mechanism, *, forms: dict[str, Any] | None = None,
    reasons: Any = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    user, today = request.user, timezone.localdate()
    keeps = can(user, "mechanisms.keep") and held.owner_org_id == user.organisation_id
    offered = queries.handovers(held).filter(taken__isnull=True).first()
    context = {
        "mechanism": held,
        "cells": _cells(held),
        "history": queries.history(held),
        "members": queries.current_members(held, today),
        "rules": [
            (rule, [str(Category(code).label) for code in rule.needs])
            for rule in queries.rules_in_force(held, today)
        ],
        "hubs": queries.listed().filter(parent=held),
        "handovers": queries.handovers(held),
        "keeps": keeps,
        "may_judge": can(user, "mechanisms.judge"),
        "step": _step(offered, user.organisation_id) if offered else None,
        "judgement_form": JudgementForm(initial={"on": today}),
        "member_form": MemberForm() if keeps else None,
        "rule_form": RuleForm(mechanism=held, initial={"valid_from": today}) if keeps else None,
        "panels": pages.BESIDE.shown(held, user),
        "reasons": reasons,
        **(forms or {}),
    }
    return render(request, "mechanisms/detail.html", SECTION | context, status=status)


def _step(offered: HandOver, organisation: int | None) -> NextStep:
    mine = offered.to_org_id == organisation
    return NextStep(
        title=_("Say whether you take the referral system over")
        if mine
        else _("A handover waits for an answer"),
        holder="" if mine else str(offered.to_org),
        due=offered.on,
        url=reverse("mechanisms:handover", args=[offered.pk]) if mine else "",
        label=_("Read it") if mine else "",
        mine=mine,
    )


@page("mechanisms.keep")
def new(request: Request) -> HttpResponse:
    return _write(request, None)


@page("mechanisms.keep")
def edit(request: Request, mechanism_pk: UUID) -> HttpResponse:
    return _write(request, _own(request, mechanism_pk))


def _write(request: Request, held: Mechanism | None) -> HttpResponse:
    initial: dict[str, Any] = {}
    if held:
        initial = {name: getattr(held, name) for name in MechanismForm.base_fields}
        initial |= {"areas": held.areas.all(), "agreements": held.agreements.all()}
    form = MechanismForm(request.POST or None, reader=request.user, initial=initial)
    context: dict[str, Any] = {"form": form, "mechanism": held}
    status = 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and form.is_valid():
        try:
            saved = actions.write(held, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            context["reasons"], status = refusal.reasons, 409
        else:
            messages.success(request, _("Saved."))
            return redirect("mechanisms:detail", mechanism_pk=saved.pk)
    return render(request, "mechanisms/edit.html", SECTION | context, status=status)


def _act(
    request: Request, held: Mechanism, form: Any, name: str, act: Callable[[Any], Any], done: str
) -> HttpResponse:
    """A form of the system's page: what was typed stays where it is refused."""
    if not form.is_valid():
        return _show(request, held, forms={name: form}, status=422)
    try:
        act(form.cleaned_data)
    except Refused as refusal:
        return _show(request, held, forms={name: form}, reasons=refusal.reasons, status=409)
    messages.success(request, done)
    return redirect("mechanisms:detail", mechanism_pk=held.pk)


@page("mechanisms.judge")
@require_POST
def judge(request: Request, mechanism_pk: UUID) -> HttpResponse:
    held = _mechanism(mechanism_pk)
    return _act(
        request, held, JudgementForm(request.POST), "judgement_form",
        lambda data: actions.judge(
            held, Requirement(data["requirement"]), Verdict(data["verdict"]),
            evidence=data["evidence"], lacks=data["lacks"], on=data["on"],
            by=request.user, at=timezone.now(),
        ),
        _("Written down. What was judged before stays in the history."),
    )  # fmt: skip


@page("mechanisms.keep")
@require_POST
def join(request: Request, mechanism_pk: UUID) -> HttpResponse:
    held = _own(request, mechanism_pk)
    return _act(
        request, held, MemberForm(request.POST), "member_form",
        lambda data: actions.join(
            held, data["organisation"], by=request.user, at=timezone.now()
        ),
        _("It takes part from today."),
    )  # fmt: skip


@page("mechanisms.keep")
@require_POST
def leave(request: Request, membership_pk: int) -> HttpResponse:
    found = get_object_or_404(Membership.objects.select_related("mechanism"), pk=membership_pk)
    actions.leave(found, by=request.user, at=timezone.now())
    messages.success(request, _("It takes part no more. That it did is kept."))
    return redirect("mechanisms:detail", mechanism_pk=found.mechanism_id)


@page("mechanisms.keep")
@require_POST
def state_rule(request: Request, mechanism_pk: UUID) -> HttpResponse:
    held = _own(request, mechanism_pk)
    return _act(
        request, held, RuleForm(request.POST, mechanism=held), "rule_form",
        lambda data: actions.state_rule(held, by=request.user, at=timezone.now(), **data),
        _("The rule holds from its day on."),
    )  # fmt: skip


@page("mechanisms.keep")
@require_POST
def end_rule(request: Request, routerule_pk: int) -> HttpResponse:
    found = get_object_or_404(RouteRule.objects.select_related("mechanism"), pk=routerule_pk)
    actions.end_rule(found, by=request.user, at=timezone.now())
    messages.success(request, _("The rule ends today."))
    return redirect("mechanisms:detail", mechanism_pk=found.mechanism_id)


@page("mechanisms.keep")
def hand_over(request: Request, mechanism_pk: UUID) -> HttpResponse:
    """Offers the system to another owner, on a page that says what follows."""
    held = _own(request, mechanism_pk)
    form = HandOverForm(request.POST or None, reader=request.user)
    context: dict[str, Any] = {"form": form, "mechanism": held}
    status = 422 if form.is_bound and not form.is_valid() else 200
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            actions.offer_handover(
                held, data["to"], data["agreement"], on=data["on"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            context["reasons"], status = refusal.reasons, 409
        else:
            messages.success(request, _("Offered. It stays yours until they say yes."))
            return redirect("mechanisms:detail", mechanism_pk=held.pk)
    context["consequences"] = _consequences()
    return render(request, "mechanisms/hand_over.html", SECTION | context, status=status)


def _consequences() -> list[Consequence]:
    return [
        Consequence(_("Queue, routes and the desk's entry in the directory go along."), "transfer"),
        Consequence(
            _("A referral goes along only where consent and agreement cover the new owner."),
            "shield-check",
        ),
        Consequence(_("Who owned it until then stays in the history."), "history"),
    ]


@page("mechanisms.keep")
def handover(request: Request, handover_pk: UUID) -> HttpResponse:
    """The new owner reads what it would take over, and says yes or no."""
    found = get_object_or_404(
        HandOver.objects.select_related("mechanism", "from_org", "to_org", "agreement"),
        pk=handover_pk,
    )
    if found.to_org_id != request.user.organisation_id:
        raise PermissionDenied("mechanisms.keep")
    context: dict[str, Any] = {"handover": found, "consequences": _consequences()}
    status = 200
    if request.method == "POST":
        take = "take" in request.POST
        try:
            actions.answer_handover(found, take=take, by=request.user, at=timezone.now())
        except Refused as refusal:
            context["reasons"], status = refusal.reasons, 409
        else:
            messages.success(request, _("It is yours now.") if take else _("Declined."))
            return redirect("mechanisms:detail", mechanism_pk=found.mechanism_id)
    return render(request, "mechanisms/handover.html", SECTION | context, status=status)


def _mechanism(pk: UUID) -> Mechanism:
    return get_object_or_404(queries.listed(), pk=pk)


def _own(request: Request, pk: UUID) -> Mechanism:
    held = _mechanism(pk)
    if held.owner_org_id != request.user.organisation_id:
        raise PermissionDenied("mechanisms.keep")
    return held
