"""A stage: rehearsed, begun, carried out; and its report to keep."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core import spreadsheets
from homeward.core.asking import ask, data_of
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.files.answers import to_keep
from homeward.handovers import actions, queries
from homeward.handovers.choices import Reason, RowState, StageStatus, Stay
from homeward.handovers.models import HandoverRow, Stage
from homeward.handovers.views.act import filter_in_words

SECTION = {"section": "handovers"}
PER_PAGE = 50
KINDS = {RowState.MOVES: "ok", RowState.STAYS: "no", RowState.MOVED: "ok"}


@page("handovers.read")
def stage(request: Request, stage_pk: UUID) -> HttpResponse:
    return _show(request, _stage(stage_pk))


def _show(request: Request, held: Stage, *, reasons: Any = (), status: int = 200) -> HttpResponse:
    user, today = request.user, timezone.localdate()
    is_lead = held.handover.from_org_id == user.organisation_id
    runs = is_lead and can(user, "handovers.run")
    state, reason = request.GET.get("state", ""), request.GET.get("reason", "")
    part = Paginator(queries.rows(held, state=state, reason=reason), PER_PAGE).get_page(
        request.GET.get("page")
    )
    found = queries.latest(held)
    waits = queries.reasons_to_wait(held, user, today) if runs else []
    numbers = queries.numbers(held)
    context = {
        "stage": held,
        "handover": held.handover,
        "filter": filter_in_words(held),
        "page": part,
        "rows": [(row, KINDS[RowState(row.state)], _why(row)) for row in part],
        "state": state,
        "reason": reason,
        "states": RowState.choices,
        "numbers": numbers,
        "left": numbers[RowState.MOVES] if held.status == StageStatus.RUNNING else 0,
        "latest": found,
        "counted": queries.counted(found) if found else [],
        "rehearsals": queries.rehearsals(held)[:10],
        "sealed": queries.sealed_for(held),
        "is_lead": is_lead,
        "may_rehearse": runs and held.status == StageStatus.PLANNED,
        "may_take_out": is_lead
        and can(user, "handovers.draft")
        and held.handover.status == "draft",
        "waits": [each for each in waits if each != Reason.RUNNING],
        "step": _step(held, waits, runs=runs),
        "reasons": reasons,
        "reason_label": Stay(reason).label if reason in Stay.values else "",
    }
    return render(request, "handovers/stage.html", SECTION | context, status=status)


def _why(row: HandoverRow) -> list[str]:
    return [str(Stay(code).label) for code in row.reasons]


def _step(held: Stage, waits: list[Reason], *, runs: bool) -> NextStep:
    if held.status == StageStatus.DONE:
        return NextStep(
            title=ngettext(
                "This stage is done: %(count)d case has moved",
                "This stage is done: %(count)d cases have moved",
                held.moved,
            )
            % {"count": held.moved},
            nothing=True,
        )
    if held.status == StageStatus.RUNNING:
        return NextStep(
            title=ngettext(
                "Under way: %(count)d case has moved so far",
                "Under way: %(count)d cases have moved so far",
                held.moved,
            )
            % {"count": held.moved},
            why=_("It goes on by itself, also after a restart. Nothing moves twice."),
            holder=_("the worker"),
        )
    holder = str(held.handover.from_org)
    if Reason.NOT_REHEARSED in waits or Reason.STALE in waits:
        return NextStep(
            title=_("Rehearse it"), mine=runs, post=True, holder=holder, due=held.from_on,
            why=_("A dry run: it lists what would move, what not and why. Nothing moves."),
            url=reverse("handovers:rehearse", args=[held.pk]) if runs else "",
            label=_("Rehearse"),
        )  # fmt: skip
    if waits or not runs:
        return NextStep(
            title=_("Waits for what is listed below") if waits else _("The lead hands it over"),
            holder=holder, due=held.from_on,
        )  # fmt: skip
    return NextStep(
        title=_("Hand the stage over"), mine=True, holder=holder, due=held.from_on,
        why=_("The rehearsal holds and all have signed."),
        url=reverse("handovers:begin", args=[held.pk]), label=_("Look at it once more"),
    )  # fmt: skip


@page("handovers.run")
@require_POST
def rehearse(request: Request, stage_pk: UUID) -> HttpResponse:
    held = _stage(stage_pk)
    try:
        found = actions.rehearse(held, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _show(request, held, reasons=refusal.reasons, status=409)
    messages.success(
        request,
        _("Rehearsed: %(moves)d would move, %(stays)d would stay. Nothing has moved.")
        % {"moves": found.moves, "stays": found.stays},
    )
    return redirect("handovers:stage", stage_pk=held.pk)


@page("handovers.run")
def begin(request: Request, stage_pk: UUID) -> HttpResponse:
    held = _stage(stage_pk)
    found = queries.latest(held)
    back = reverse("handovers:stage", args=[held.pk])
    context: dict[str, Any] = {
        "title": _("Hand stage %(number)d over to %(receiver)s?")
        % {"number": held.number, "receiver": held.receiver},
        "danger": _("Hand it over"),
        "cancel": _("Not yet"),
        "cancel_url": back,
        "consequences": [
            Consequence(
                _(
                    "Cases that move, with all that is written in them: %(moves)d."
                    " That stay: %(stays)d."
                )
                % {"moves": found.moves if found else 0, "stays": found.stays if found else 0},
                "transfer",
            ),
            Consequence(_("Your organisation sees nothing of a case once it has moved."),
                        "eye-off"),
            Consequence(
                _("Links and codes that you handed out end; the receiver makes new ones."),
                "link-off",
            ),
            Consequence(_("It can’t be taken back. A case comes back by a handover of its own."),
                        "alert-circle"),
        ],
    }  # fmt: skip
    return ask(
        request, BaseForm(data_of(request)),
        lambda _data: actions.begin(held, by=request.user, at=timezone.now()),
        back=back, done=_("Begun. The worker moves case by case."),
        context=SECTION | context, template="core/confirm.html",
    )  # fmt: skip


@page("handovers.read")
def report(request: Request, stage_pk: UUID) -> HttpResponse:
    """The rehearsal's rows as a table to keep: case numbers, and why each stays."""
    held = _stage(stage_pk)
    made = spreadsheets.csv_table(
        [_("Case"), _("What becomes of it"), _("Why")],
        [
            [row.reference, str(row.get_state_display()), "; ".join(_why(row))]
            for row in queries.rows(held)
        ],
    )
    name = f"handover-stage-{held.number}.csv"
    return to_keep(made, name=name, content_type=spreadsheets.CSV_TYPE)


@page("handovers.draft")
@require_POST
def take_out(request: Request, stage_pk: UUID) -> HttpResponse:
    held = _stage(stage_pk)
    act = held.handover
    try:
        actions.take_out(held, by=request.user)
    except Refused as refusal:
        return _show(request, held, reasons=refusal.reasons, status=409)
    messages.success(request, _("The stage is taken out."))
    return redirect(act)


def _stage(pk: UUID) -> Stage:
    return get_object_or_404(
        Stage.objects.select_related(
            "handover__from_org", "handover__programme", "receiver", "agreement", "asylum_keeper",
            "begun_by",
        ),
        pk=pk,
    )  # fmt: skip
