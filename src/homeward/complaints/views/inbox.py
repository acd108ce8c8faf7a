"""The list of complaints, one of them as a story, and the way to its inquiry."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.complaints import actions, queries, rules
from homeward.complaints.choices import OPEN, Asked, EntryKind, Kind, State
from homeward.complaints.forms import AcknowledgeForm, AssignForm, NoteForm, OrderForm
from homeward.complaints.models import Complaint, Entry
from homeward.complaints.views.shown import (
    SECTION,
    answer_form,
    found_or_404,
    of_complaint,
    page_of,
    posted,
)
from homeward.core.patterns import NextStep
from homeward.core.refusals import Refused
from homeward.tasks import queries as tasks
from homeward.tasks.choices import TaskKind

PER_PAGE = 25
FOUND = 302
STATUS = {
    State.RECEIVED: "wait",
    State.ACKNOWLEDGED: "now",
    State.ANSWERED: "ok",
    State.APPEALED: "soon",
    State.CLOSED: "shut",
    State.PASSED_ON: "shut",
    State.WITHDRAWN: "shut",
}
ICONS = {
    EntryKind.ACKNOWLEDGED: "circle-check",
    EntryKind.ANSWER: "message",
    EntryKind.HEARD: "message",
    EntryKind.APPEAL: "alert-circle",
    EntryKind.SAID_MORE: "message",
    EntryKind.NOTE: "pencil",
    EntryKind.PASSED_ON: "send",
}


@page("complaints.read")
def index(request: Request) -> HttpResponse:
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "") for name in ("asked", "kind", "category", "q")}
    if asked["asked"] not in Asked.values:
        asked["asked"] = Asked.OPEN
    rows = queries.listed(
        asked=asked["asked"], kind=asked["kind"], category=asked["category"], words=asked["q"],
        user=request.user, today=today,
    )  # fmt: skip
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    org = request.user.organisation
    context = {
        "section": SECTION,
        "page": found,
        "rows": [Row(one, STATUS[State(one.state)], today) for one in found],
        "asked": asked,
        "cuts": Asked.choices,
        "kinds": Kind.choices,
        "categories": queries.categories(org.pk, on=today) if org else [],
        "handles": queries.handles(request.user),
        "is_open": queries.is_open(org.pk) if org else False,
        "org": org,
        "may_count": can(request.user, "complaints.count"),
        "may_settle": can(request.user, "complaints.settle"),
    }
    return render(request, "complaints/index.html", context)


@dataclass(frozen=True)
class Row:
    complaint: Any
    status: str
    today: Any

    @property
    def is_late(self) -> bool:
        due = self.complaint.due
        return self.complaint.state in OPEN and due is not None and due < self.today


@page("complaints.read")
def complaint(request: Request, complaint_pk: UUID) -> HttpResponse:
    return _page(request, found_or_404(complaint_pk), NoteForm())


def _page(
    request: Request, one: Complaint, note_form: NoteForm, reasons: Any = (), status: int = 200
) -> HttpResponse:
    user = request.user
    why_not = rules.reasons_not_to_handle(queries.who_facts(one, user))
    may_handle = can(user, "complaints.handle") and not why_not
    story = queries.story(one)
    waits = {task.kind for task in tasks.held_by_team(user).filter(subject_id=one.pk)}
    context = {
        "section": SECTION,
        "complaint": one,
        "status": STATUS[State(one.state)],
        "story": [(entry, ICONS.get(EntryKind(entry.kind), "circle-check")) for entry in story],
        "latest": _latest(story),
        "step": _step(one, user, may_handle=may_handle),
        "may_handle": may_handle,
        "why_not": why_not if queries.handles(user) else [],
        "to_be_told": TaskKind.TELL_ANSWER in waits,
        "note_form": note_form,
        "reasons": reasons,
        "may_lesson": can(user, "evaluations.write_lessons"),
    }
    return render(request, "complaints/detail.html", context, status=status)


def _latest(story: list[Entry]) -> Entry | None:
    answers = (EntryKind.ANSWER, EntryKind.HEARD)
    return next((entry for entry in story if entry.kind in answers), None)


def _step(one: Complaint, user: User, *, may_handle: bool) -> NextStep:
    """What is to be done now; filled for whoever can do it."""
    if one.state == State.RECEIVED:
        return _of(
            one, may_handle, "complaints:acknowledge", due=one.acknowledge_by,
            title=_("Confirm the receipt and name who looks into it"), label=_("Confirm"),
            why=_("Whoever complained then knows that it has arrived."),
        )  # fmt: skip
    if one.state == State.ACKNOWLEDGED:
        mine = may_handle and one.handler_id == user.pk
        return _of(
            one, mine, "complaints:answer", due=one.answer_by, title=_("Look into it and answer"),
            label=_("Write the answer"), why=_("An answer was promised by this day."),
        )  # fmt: skip
    if one.state == State.APPEALED:
        mine = may_handle and one.answered_by_id != user.pk and one.handler_id in (None, user.pk)
        return _of(
            one, mine, "complaints:hear", due=one.hear_by, title=_("Decide on the appeal"),
            label=_("Write the last answer"),
            why=_("Somebody else than who answered looks at it again."),
        )  # fmt: skip
    if one.state == State.ANSWERED:
        return _answered(one, may_handle=may_handle)
    return NextStep(title=one.get_state_display(), nothing=True)


def _answered(one: Complaint, *, may_handle: bool) -> NextStep:
    why = _("It can be appealed until then. Without an appeal it is closed.")
    is_over = one.appeal_until is None or timezone.localdate() > one.appeal_until
    if is_over or not one.is_complaint:
        return _of(
            one, may_handle, "complaints:close", due=one.appeal_until, title=_("Close it"),
            label=_("Close"), why=_("The answer is given and nothing else was said."),
        )  # fmt: skip
    return NextStep(
        title=_("Wait for an appeal"), why=why, due=one.appeal_until,
        holder=str(_("The complainant")), waiting_for=str(_("the complainant")),
    )  # fmt: skip


def _of(
    one: Complaint, mine: bool, url: str, *, title: str, label: str, why: str, due: Any
) -> NextStep:
    return NextStep(
        title=title, why=why, due=due, holder=str(one.handler or ""), mine=mine,
        url=reverse(url, args=[one.pk]) if mine else "", label=label if mine else "",
    )  # fmt: skip


@page("complaints.handle")
def acknowledge(request: Request, complaint_pk: UUID) -> HttpResponse:
    one = found_or_404(complaint_pk)
    form = AcknowledgeForm(posted(request), people=queries.who_may_handle(one))
    return answer_form(
        request, form,
        lambda: actions.acknowledge(
            one, form.who(), form.cleaned_data["text"], by=request.user, at=timezone.now()
        ),
        done=page_of(one), said=_("The receipt is confirmed."),
        heading=_("Confirm the receipt and name who looks into it"),
        submit=_("Confirm the receipt"), **of_complaint(one),
    )  # fmt: skip


@page("complaints.handle")
def assign(request: Request, complaint_pk: UUID) -> HttpResponse:
    one = found_or_404(complaint_pk)
    form = AssignForm(posted(request), people=queries.who_may_handle(one))
    return answer_form(
        request, form,
        lambda: actions.assign(one, form.who(), by=request.user, at=timezone.now()),
        done=page_of(one), said=_("It is somebody else’s from now on."),
        heading=_("Who looks into it"), submit=_("Give it to them"), **of_complaint(one),
    )  # fmt: skip


@page("complaints.handle")
@require_POST
def note(request: Request, complaint_pk: UUID) -> HttpResponse:
    one = found_or_404(complaint_pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    try:
        actions.add_note(one, form.cleaned_data["text"], by=request.user, at=timezone.now())
    except Refused as refusal:
        return _page(request, one, form, refusal.reasons, status=409)
    return redirect(page_of(one))


@page("complaints.handle")
def order(request: Request, complaint_pk: UUID) -> HttpResponse:
    """Afterwards it may be out of the reader's sight: then the list is shown."""
    one = found_or_404(complaint_pk)
    form = OrderForm(
        posted(request),
        categories=queries.categories(one.owner_org_id, on=one.received_on),
        people=queries.colleagues(request.user),
        initial={"category": one.category.code, "about_user": one.about_user_id},
    )

    def act() -> None:
        category, about_user, case = form.given()
        actions.put_in_order(
            one, category, about_user=about_user, case=case, by=request.user, at=timezone.now()
        )

    response = answer_form(
        request, form, act, done=page_of(one), said=_("It is put in order."),
        heading=_("Put it in order"), submit=_("Keep"), **of_complaint(one),
    )  # fmt: skip
    if response.status_code == FOUND and not queries.is_seen(one):
        return redirect("complaints:index")
    return response
