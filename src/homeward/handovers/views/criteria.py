"""What must be true before a lead leaves, and how it stands."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.patterns import Consequence
from homeward.handovers import actions, queries
from homeward.handovers.choices import Reading, Verdict
from homeward.handovers.forms import CriterionForm, DropForm, JudgementForm
from homeward.handovers.models import Criterion
from homeward.programmes.models import Programme

SECTION = {"section": "handovers"}
KINDS = {Verdict.MET: "ok", Verdict.NOT_MET: "no", Verdict.UNKNOWN: "wait"}


@page("handovers.read")
def readiness(request: Request) -> HttpResponse:
    """Programme by programme: what is met, not met and unknown, each with what shows it."""
    programmes = list(queries.programmes_with_criteria())
    chosen = _chosen(request, programmes)
    read = queries.readiness(chosen, timezone.localdate()) if chosen else []
    context = {
        "programmes": programmes,
        "chosen": chosen,
        "read": [(each, KINDS[each.verdict]) for each in read],
        "met": sum(each.verdict == Verdict.MET for each in read),
        "unknown": sum(each.verdict == Verdict.UNKNOWN for each in read),
        "may_state": can(request.user, "handovers.criteria"),
        "may_judge": can(request.user, "handovers.judge"),
        "is_lead": chosen is not None and chosen.lead_org_id == request.user.organisation_id,
        "judged": Reading.JUDGEMENT,
    }
    return render(request, "handovers/readiness.html", SECTION | context)


def _chosen(request: Request, programmes: list[Programme]) -> Programme | None:
    wanted = request.GET.get("programme", "")
    found = next((each for each in programmes if str(each.pk) == wanted), None)
    return found or (programmes[0] if programmes else None)


@page("handovers.criteria")
def state(request: Request) -> HttpResponse:
    form = CriterionForm(
        data_of(request), reader=request.user, initial={"valid_from": timezone.localdate()}
    )
    return ask(
        request, form,
        lambda data: actions.state(
            data["programme"], data["code"], wording=data["wording"],
            reading=Reading(data["reading"]), about=data["about"],
            threshold=data["threshold"], source=data["source"],
            valid_from=data["valid_from"], by=request.user, at=timezone.now(),
        ),
        back=_url, done=_("The criterion holds from its day on."),
        context=SECTION, template="handovers/criterion.html",
    )  # fmt: skip


@page("handovers.judge")
def judge(request: Request, criterion_pk: UUID) -> HttpResponse:
    criterion = _criterion(criterion_pk)
    judgements = criterion.judgements.select_related("judged_by__organisation")
    return ask(
        request, JudgementForm(data_of(request), initial={"on": timezone.localdate()}),
        lambda data: actions.judge(
            criterion, Verdict(data["verdict"]), evidence=data["evidence"], on=data["on"],
            by=request.user, at=timezone.now(),
        ),
        back=_url(criterion), done=_("Written down. What was judged before stays."),
        context=SECTION | {"criterion": criterion, "judgements": judgements},
        template="handovers/judge.html",
    )  # fmt: skip


@page("handovers.criteria")
def drop(request: Request, criterion_pk: UUID) -> HttpResponse:
    criterion = _criterion(criterion_pk)
    context: dict[str, Any] = {
        "title": _("Ask “%(criterion)s” no more?") % {"criterion": criterion},
        "danger": _("Ask it no more"),
        "cancel": _("Keep asking it"),
        "cancel_url": _url(criterion),
        "consequences": [
            Consequence(_("From tomorrow on it does not count any more."), "calendar"),
            Consequence(_("What was asked and judged until then stays."), "history"),
        ],
    }
    return ask(
        request, DropForm(data_of(request)),
        lambda data: actions.drop(
            criterion, source=data["source"], by=request.user, at=timezone.now()
        ),
        back=_url(criterion), done=_("It is asked no more from tomorrow on."),
        context=SECTION | context, template="core/confirm.html",
    )  # fmt: skip


def _criterion(pk: UUID) -> Criterion:
    return get_object_or_404(Criterion.objects.select_related("programme", "about"), pk=pk)


def _url(criterion: Criterion) -> str:
    return f"{reverse('handovers:readiness')}?programme={criterion.programme_id}"
