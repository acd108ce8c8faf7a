"""All data of one's organisation, asked for by one person and decided on by another."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from homeward.access.choices import Role
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.archives import actions, packing, queries
from homeward.archives.choices import Status
from homeward.archives.forms import AskForm, DecideForm
from homeward.archives.models import Arrival, Part
from homeward.archives.models import Request as Asked
from homeward.core import asking
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused

SECTION = {"section": "archives"}
KINDS = {
    Status.ASKED: "wait",
    Status.APPROVED: "now",
    Status.READY: "ok",
    Status.REFUSED: "no",
    Status.ENDED: "shut",
    Status.FAILED: "no",
}
SIZES = (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10))


def size_in_words(size: int | None) -> str:
    for unit, factor in SIZES:
        if size and size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size or 0} B"


def _step(asked: Asked | None, user: User) -> NextStep:
    """What this user does next on the latest request, or on none."""
    may_ask = can(user, "archives.ask")
    if asked is None or asked.status in {Status.REFUSED, Status.ENDED, Status.FAILED}:
        return NextStep(
            title=_("Ask for an archive, where you need one"),
            why=_("A second person decides, then it is prepared by itself."),
            url=reverse("archives:ask"),
            label=_("Ask for an archive"),
            mine=may_ask,
            waiting_for="" if may_ask else str(Role.ADMINISTRATOR.label),
        )
    where = reverse("archives:detail", args=[asked.pk])
    if asked.status == Status.ASKED:
        mine = can(user, "archives.decide") and asked.asked_by_id != user.pk
        wait = queries.wait_of(asked)
        holder = str(wait.holder or wait.holder_org) if wait else ""
        return NextStep(
            title=_("Decide whether all data may be taken away"),
            why=asked.reason,
            url=where,
            label=_("Read and decide"),
            holder=holder,
            due=wait.due_on if wait else None,
            mine=mine,
            waiting_for="" if mine else holder,
        )
    if asked.status == Status.APPROVED:
        return NextStep(
            title=_("The archive is being prepared"),
            why=_("The worker makes it by itself; come back to this page."),
            url=where,
            label=_("Look at it"),
            nothing=True,
        )
    may_take = can(user, "archives.take")
    return NextStep(
        title=_("Take the archive"),
        why=_("Afterwards end it, so that its files are gone from here."),
        due=asked.ends_at,
        url=where,
        label=_("To its files"),
        mine=may_take,
        waiting_for="" if may_take else str(Role.ADMINISTRATOR.label),
    )


def _stays() -> list[tuple[str, list[str]]]:
    """Each reason, with the tables that stay for it."""
    found: dict[str, list[str]] = {}
    for table, why in packing.stays().items():
        found.setdefault(why, []).append(table)
    return sorted(found.items())


@page("archives.view")
def index(request: Request) -> HttpResponse:
    found = queries.latest()
    context = {
        "rows": [(one, KINDS[Status(one.status)], size_in_words(one.size)) for one in found],
        "arrivals": queries.arrivals(),
        "step": _step(found[0] if found else None, request.user),
        "stays": _stays(),
    }
    return render(request, "archives/index.html", SECTION | context)


@page("archives.ask")
def ask(request: Request) -> HttpResponse:
    return asking.ask(
        request, AskForm(asking.data_of(request)),
        lambda data: actions.ask(**data, by=request.user, at=timezone.now()),
        back=lambda made: reverse("archives:detail", args=[made.pk]),
        done=_("Asked. The data protection officer decides."),
        context=SECTION | {
            "title": _("Ask for an archive of all our data"),
            "lead": _(
                "It holds every file of your organisation in plain text, sealed cases and health"
                " and asylum data too, under the passphrase that you choose now."
            ),
            "crumb": _("Archives"),
            "back": reverse("archives:index"),
            "save": _("Ask the second person"),
        },
    )  # fmt: skip


@page("archives.view")
def detail(request: Request, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(queries.requests(), pk=pk)
    return _detail(request, asked, DecideForm())


def _detail(
    request: Request, asked: Asked, form: DecideForm, reasons: Sequence[object] = ()
) -> HttpResponse:
    user = request.user
    is_ready = asked.status == Status.READY
    parts = asked.parts.defer("content") if is_ready else []
    context = {
        "asked": asked,
        "kind": KINDS[Status(asked.status)],
        "size": size_in_words(asked.size),
        "parts": [(part, size_in_words(part.size)) for part in parts],
        "takings": asked.takings.select_related("by"),
        "form": form,
        "reasons": reasons,
        "may_decide": asked.status == Status.ASKED and can(user, "archives.decide"),
        "may_take": can(user, "archives.take"),
        "step": None if asked.status == Status.READY else _step(asked, user),
    }
    status = 409 if reasons else 200
    return render(request, "archives/detail.html", SECTION | context, status=status)


@page("archives.decide")
def decide(request: Request, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(queries.requests(), pk=pk)
    if request.method != "POST":
        return redirect("archives:detail", pk=pk)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _detail(request, asked, form)
    approve = request.POST.get("word") == "approve"
    try:
        actions.decide(
            asked, approve=approve, note=form.cleaned_data["note"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return _detail(request, asked, form, refusal.reasons)
    messages.success(
        request, _("Approved. It is being prepared.") if approve else _("Not approved.")
    )
    return redirect("archives:detail", pk=pk)


@page("archives.take")
def part(request: Request, part: UUID) -> HttpResponse:
    found = get_object_or_404(Part.objects.select_related("request").defer("content"), pk=part)
    try:
        content = actions.take_part(found, by=request.user, at=timezone.now())
    except Refused as refusal:
        asked = get_object_or_404(queries.requests(), pk=found.request_id)
        return _detail(request, asked, DecideForm(), refusal.reasons)
    response = HttpResponse(content, content_type="application/octet-stream")
    name = f"archive-{found.request.asked_at:%Y-%m-%d}.{found.number:03}.homeward"
    named = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = named or "attachment"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@page("archives.view")
def end(request: Request, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(queries.requests(), pk=pk)
    return asking.ask(
        request, BaseForm(asking.data_of(request)),
        lambda _data: actions.end(asked, by=request.user),
        back=reverse("archives:index"), done=_("Ended. Its files are gone from here."),
        context=SECTION | {
            "title": _("End this archive?"),
            "consequences": [
                Consequence(
                    _("Its files are removed from here. What was taken stays where it is.")
                ),
                Consequence(_("Who asked, who approved and who took it stays on this page.")),
            ],
            "danger": _("End the archive"),
            "cancel_url": reverse("archives:detail", args=[pk]),
        },
        template="core/confirm.html",
    )  # fmt: skip


@page("archives.view")
def arrival(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Arrival.objects.select_related("organisation"), pk=pk)
    context = {"arrival": found, "lines": queries.lines(found)}
    return render(request, "archives/arrival.html", SECTION | context)
