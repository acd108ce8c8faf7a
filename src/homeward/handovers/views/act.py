"""The act: drafted, offered, signed by two people of each side, printed."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.asking import ask, data_of
from homeward.core.commas import enumerated
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.documents import pdf
from homeward.handovers import actions, queries
from homeward.handovers.choices import Asylum, CaseState, Outcome, StageStatus, Status
from homeward.handovers.forms import DraftForm, LineForm, StageForm
from homeward.handovers.models import Handover, Line, Stage

SECTION = {"section": "handovers"}
PER_PAGE = 20
KINDS = {
    Status.DRAFT: "wait", Status.OFFERED: "wait", Status.SIGNED: "ok", Status.DONE: "ok",
    Status.WITHDRAWN: "no", Status.DECLINED: "no",
}  # fmt: skip


@page("handovers.read")
def index(request: Request) -> HttpResponse:
    status = request.GET.get("status", "")
    part = Paginator(queries.listed(status=status), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": part,
        "rows": [(held, KINDS[Status(held.status)], queries.sides(held)[1:]) for held in part],
        "status": status,
        "statuses": Status.choices,
        "may_draft": can(request.user, "handovers.draft"),
        "to_ask": queries.to_ask().count() if can(request.user, "handovers.ask") else 0,
    }
    return render(request, "handovers/index.html", SECTION | context)


@page("handovers.draft")
def new(request: Request) -> HttpResponse:
    return ask(
        request, DraftForm(data_of(request)),
        lambda data: actions.draft(
            data["programme"], data["title"], why=data["why"], by=request.user, at=timezone.now()
        ),
        back=Handover.get_absolute_url, done=_("Drafted. Now say which cases go to whom."),
        context=SECTION | {
            "title": _("Draft a handover"), "crumb": _("Handover"), "save": _("Draft it"),
            "back": reverse("handovers:index"),
        },
    )  # fmt: skip


@page("handovers.read")
def detail(request: Request, handover_pk: UUID) -> HttpResponse:
    return _show(request, _act(handover_pk))


def _show(
    request: Request, held: Handover, *, reasons: Sequence[Any] = (), status: int = 200,
    line: tuple[int, LineForm] | None = None,
) -> HttpResponse:  # fmt: skip
    user, today = request.user, timezone.localdate()
    lines = queries.lines_of(held)
    is_lead = held.from_org_id == user.organisation_id
    drafting = is_lead and held.status == Status.DRAFT and can(user, "handovers.draft")
    context = {
        "handover": held,
        "kind": KINDS[Status(held.status)],
        "stages": [(each, queries.latest(each)) for each in queries.stages_of(held)],
        "lines": [(each, _line_form(each, line) if drafting else None) for each in lines],
        "sides": queries.sides(held),
        "signatures": queries.signatures_of(held),
        "missing": queries.missing_signatures(held) if held.status == Status.OFFERED else [],
        "is_lead": is_lead,
        "drafting": drafting,
        "may_take_back": is_lead
        and can(user, "handovers.draft")
        and held.status in (Status.DRAFT, Status.OFFERED, Status.SIGNED)
        and not any(each.begun_at for each in held.stages.all()),
        "may_decline": not is_lead
        and held.status == Status.OFFERED
        and can(user, "handovers.sign"),
        "step": _step(request, held, lines, today),
        "reasons": reasons,
    }
    return render(request, "handovers/detail.html", SECTION | context, status=status)


def _line_form(line: Line, typed: tuple[int, LineForm] | None) -> LineForm:
    if typed and typed[0] == line.pk:
        return typed[1]
    initial = {"outcome": line.outcome, "note": line.note}
    return LineForm(initial=initial, prefix=f"line-{line.pk}")


def _step(request: Request, held: Handover, lines: Sequence[Line], today: Any) -> NextStep | None:
    """The one thing that comes next, and who holds it."""
    user, mine = request.user, held.from_org_id == request.user.organisation_id
    if held.status == Status.DRAFT:
        return _step_of_draft(held, lines, may=mine and can(user, "handovers.draft"))
    if held.status == Status.OFFERED:
        return _step_of_signing(request, held, today)
    if held.status == Status.SIGNED:
        return _step_of_stage(held, mine=mine and can(user, "handovers.run"))
    if held.status == Status.DONE:
        return NextStep(title=_("All stages are carried out"), nothing=True)
    return NextStep(title=_("This act is over; nothing of it moves"), nothing=True)


def _step_of_draft(held: Handover, lines: Sequence[Line], *, may: bool) -> NextStep:
    undecided = sum(not line.outcome for line in lines)
    here = str(held.from_org)
    if not held.stages.exists():
        return NextStep(
            title=_("Say which cases go to whom"), holder=here, mine=may,
            url=reverse("handovers:plan", args=[held.pk]) if may else "", label=_("Plan a stage"),
        )  # fmt: skip
    if undecided:
        return NextStep(
            title=ngettext(
                "Decide what becomes of %(count)d more entry or agreement",
                "Decide what becomes of %(count)d more entries and agreements",
                undecided,
            )
            % {"count": undecided},
            holder=here, mine=may, url="#lines" if may else "", label=_("Go to the list"),
        )  # fmt: skip
    return NextStep(
        title=_("Offer the act to the receivers"), holder=here, mine=may,
        why=_("From then on it stays as it is, and two people of each side sign it."),
        url=reverse("handovers:offer", args=[held.pk]) if may else "", label=_("Offer it"),
    )  # fmt: skip


def _step_of_signing(request: Request, held: Handover, today: Any) -> NextStep:
    due = queries.signing_due(held)
    if can(request.user, "handovers.sign") and queries.may_sign(held, request.user, today):
        return NextStep(
            title=_("Read the act and sign it"), mine=True, holder=str(request.user), due=due,
            why=_("Two people of each side sign; nobody signs twice."),
            url=reverse("handovers:sign", args=[held.pk]), label=_("Sign"),
        )  # fmt: skip
    waiting = enumerated(str(side) for side, _left in queries.missing_signatures(held))
    return NextStep(title=_("Signatures are missing"), holder=waiting, due=due)


def _step_of_stage(held: Handover, *, mine: bool) -> NextStep:
    stages = queries.stages_of(held)
    running = next((each for each in stages if each.status == StageStatus.RUNNING), None)
    if running:
        return NextStep(
            title=_("Stage %(number)d is under way") % {"number": running.number},
            holder=_("the worker"), url=reverse("handovers:stage", args=[running.pk]),
            label=_("See how far"),
        )  # fmt: skip
    following = next(each for each in stages if each.status == StageStatus.PLANNED)
    return NextStep(
        title=_("Rehearse stage %(number)d, then hand it over") % {"number": following.number},
        holder=str(held.from_org), due=following.from_on, mine=mine,
        url=reverse("handovers:stage", args=[following.pk]), label=_("Open the stage"),
    )  # fmt: skip


@page("handovers.draft")
def plan(request: Request, handover_pk: UUID) -> HttpResponse:
    held = _act(handover_pk)
    return ask(
        request, StageForm(data_of(request), reader=request.user),
        lambda data: actions.plan(
            held, data["receiver"], data["agreement"], from_on=data["from_on"],
            place=data["place"], case_state=CaseState(data["case_state"]),
            opened_before=data["opened_before"],
            asylum=Asylum(data["asylum"]) if data["asylum"] else "",
            asylum_keeper=data["asylum_keeper"], by=request.user, at=timezone.now(),
        ),
        back=held.get_absolute_url(), done=_("The stage is planned."),
        context=SECTION | {"handover": held}, template="handovers/plan.html",
    )  # fmt: skip


@page("handovers.draft")
@require_POST
def decide(request: Request, line_pk: int) -> HttpResponse:
    line = get_object_or_404(Line.objects.select_related("handover"), pk=line_pk)
    held = _act(line.handover_id)
    form = LineForm(request.POST, prefix=f"line-{line.pk}")
    if not form.is_valid():
        return _show(request, held, status=422, line=(line.pk, form))
    data = form.cleaned_data
    try:
        actions.decide(
            line, Outcome(data["outcome"]), note=data["note"], by=request.user, at=timezone.now()
        )
    except Refused as refusal:
        return _show(request, held, reasons=refusal.reasons, status=409, line=(line.pk, form))
    messages.success(request, _("Decided."))
    return redirect(f"{held.get_absolute_url()}#lines")


def _confirm(
    request: Request, held: Handover, act: Callable[[], object], *, done: str, **shown: Any
) -> HttpResponse:
    """A page that says what follows, and does it where it is confirmed."""
    back = held.get_absolute_url()
    return ask(
        request, BaseForm(data_of(request)), lambda _data: act(), back=back, done=done,
        context=SECTION | {"cancel_url": back, **shown}, template="core/confirm.html",
    )  # fmt: skip


@page("handovers.draft")
def offer(request: Request, handover_pk: UUID) -> HttpResponse:
    held = _act(handover_pk)
    return _confirm(
        request, held, lambda: actions.offer(held, by=request.user, at=timezone.now()),
        done=_("Offered. Two people of each side sign it now."),
        title=_("Offer the act?"), danger=_("Offer it"), cancel=_("Go on drafting"),
        consequences=[
            Consequence(_("Stages and decisions stay as they are from now on."), "lock"),
            Consequence(_("The receivers read the act and sign it, or decline it."), "users"),
            Consequence(_("No case moves by it: that begins stage by stage."), "folder"),
        ],
    )  # fmt: skip


@page("handovers.sign")
def sign(request: Request, handover_pk: UUID) -> HttpResponse:
    held = _act(handover_pk)
    return _confirm(
        request, held, lambda: actions.sign(held, by=request.user, at=timezone.now()),
        done=_("Signed."), title=_("Sign “%(act)s”?") % {"act": held}, danger=_("Sign it"),
        cancel=_("Not yet"),
        consequences=[
            Consequence(_("You sign in your own name; a second person of your side signs too."),
                        "signature"),
            Consequence(_("With the last signature the lead may begin the first stage."),
                        "arrow-right"),
            Consequence(
                _("What has moved is the receiver’s; the lead does not see it any more."),
                "eye-off",
            ),
        ],
    )  # fmt: skip


@page("handovers.sign")
def decline(request: Request, handover_pk: UUID) -> HttpResponse:
    held = _act(handover_pk)
    return _confirm(
        request, held, lambda: actions.decline(held, by=request.user, at=timezone.now()),
        done=_("Declined."), title=_("Decline the act?"), danger=_("Decline it"),
        cancel=_("Keep it open"),
        consequences=[
            Consequence(_("The act ends for all receivers. Nothing of it has moved."), "circle-x"),
        ],
    )  # fmt: skip


@page("handovers.draft")
def take_back(request: Request, handover_pk: UUID) -> HttpResponse:
    held = _act(handover_pk)
    return _confirm(
        request, held, lambda: actions.take_back(held, by=request.user, at=timezone.now()),
        done=_("Taken back."), title=_("Take the act back?"), danger=_("Take it back"),
        cancel=_("Keep it"),
        consequences=[
            Consequence(_("Signatures given so far count no more."), "circle-x"),
            Consequence(_("Rehearsals and answers of persons are kept."), "history"),
        ],
    )  # fmt: skip


@page("handovers.read")
def to_sign(request: Request, subject_pk: UUID) -> HttpResponse:
    """From a wait to its act: the wait of a receiver is about its first stage."""
    found = queries.handover(subject_pk).first()
    if found is None:
        found = get_object_or_404(Stage.objects.select_related("handover"), pk=subject_pk).handover
    return redirect(found)


@page("handovers.read")
def document(request: Request, handover_pk: UUID) -> HttpResponse:
    """The act as a paper, with room for the hands that sign it."""
    held = _act(handover_pk)
    return pdf.answer("handovers/act", paper(held), at=timezone.now(), name="handover")


def paper(held: Handover) -> dict[str, Any]:
    stages = queries.stages_of(held)
    signed = queries.signatures_of(held)
    return {
        "title": held.title,
        "facts": [
            [_("Lead"), str(held.from_org)],
            [_("Programme"), str(held.programme)],
            [_("Status"), str(held.get_status_display())],
            [_("Why, and what the receivers should know"), held.why or _("Nothing said")],
        ],
        "stages_title": _("Stages"),
        "stages_header": [_("Stage"), _("Receiver"), _("Cases"), _("Agreement"), _("From")],
        "stages": [
            [
                str(each.number), str(each.receiver), filter_in_words(each), str(each.agreement),
                date_format(each.from_on, "DATE_FORMAT"),
            ]
            for each in stages
        ],
        "lines_title": _("Directory, agreements and indicators"),
        "lines_header": [_("What"), _("Which"), _("What becomes of it"), _("Remark")],
        "lines": [
            [
                str(each.get_kind_display()), each.words,
                str(each.get_outcome_display()) if each.outcome else _("Unknown"), each.note,
            ]
            for each in queries.lines_of(held)
        ],
        "signed_title": _("Signed here"),
        "signed_header": [_("Organisation"), _("Who"), _("When")],
        "signed": [
            [
                str(each.organisation), str(each.user),
                date_format(timezone.localtime(each.at), "DATETIME_FORMAT"),
            ]
            for each in signed
        ],
        "nobody": _("Nobody yet"),
        "note": _("Who said no, has closed themselves to a receiver, or was not reached stays."),
        "signatures": [str(side) for side in queries.sides(held) for _twice in range(2)],
    }  # fmt: skip


def filter_in_words(stage: Stage) -> str:
    parts = [str(CaseState(stage.case_state).label)]
    if stage.place:
        parts.append(stage.place)
    if stage.opened_before:
        day = date_format(stage.opened_before, "DATE_FORMAT")
        parts.append(_("opened before %(day)s") % {"day": day})
    return enumerated(parts)


def _act(pk: UUID) -> Handover:
    found = queries.handover(pk).first()
    if found is None:
        raise Http404
    return found
