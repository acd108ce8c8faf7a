from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.cases.models import Case
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.crossmatches import queries as comparisons
from homeward.packages import actions, contents, identity, queries
from homeward.packages.choices import Status
from homeward.packages.forms import (
    ComparisonForm,
    PeerForm,
    ReceiptForm,
    ReleaseForm,
    SendForm,
    TakeForm,
)
from homeward.packages.models import Peer
from homeward.statistics import queries as statistics

PAGE = 25
MARKS = {Status.MADE: "wait", Status.RECEIVED: "ok", Status.REFUSED: "no"}
KEEP = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


def _file(content: bytes, name: str) -> HttpResponse:
    """Our own names alone: nothing of a person stands in them."""
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"', **KEEP},
    )


@page("packages.read")
def index(request: Request) -> HttpResponse:
    shown = Paginator(queries.sent(), PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "packages",
        "page": shown,
        "sent": [(one, MARKS[Status(one.status)]) for one in shown],
        "taken": list(queries.taken()[:PAGE]),
        "may_take": can(request.user, "packages.take"),
        "may_send": can(request.user, "packages.send"),
        "may_enter_peer": can(request.user, "packages.enter_peer"),
    }
    return render(request, "packages/index.html", context)


@page("packages.read")
def peers(request: Request) -> HttpResponse:
    """Our own card, and whose cards we hold."""
    return _peers(request, PeerForm(own=request.user.organisation_id))


def _peers(request: Request, form: PeerForm, *, status: int = 200, **more: Any) -> HttpResponse:
    own = identity.card(identity.own(), str(request.user.organisation or ""))
    context = {
        "section": "packages",
        "card": own,
        "peers": queries.peers(),
        "form": form,
        "may_enter": can(request.user, "packages.enter_peer"),
        **more,
    }
    return render(request, "packages/peers.html", context, status=status)


@page("packages.read")
def card(request: Request) -> HttpResponse:
    own = identity.card(identity.own(), str(request.user.organisation or ""))
    return _file(identity.write_card(own), "homeward-card.json")


@page("packages.enter_peer")
def enter(request: Request) -> HttpResponse:
    if request.method != "POST":
        return redirect("packages:peers")
    form = PeerForm(request.POST, request.FILES, own=request.user.organisation_id)
    if not form.is_valid():
        return _peers(request, form, status=422)
    data = form.cleaned_data
    try:
        peer = actions.enter_peer(
            data["organisation"],
            data["card"].read(identity.CARD_BYTES + 1),
            fingerprint=data["fingerprint"],
            checked_how=data["checked_how"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _peers(request, form, status=409, reasons=refusal.reasons)
    messages.success(request, _("%(name)s is known now.") % {"name": peer})
    return redirect("packages:peers")


@page("packages.enter_peer")
def forget(request: Request, pk: int) -> HttpResponse:
    peer = get_object_or_404(Peer, pk=pk)
    if request.method == "POST":
        actions.forget_peer(peer, by=request.user)
        messages.success(request, _("Forgotten."))
        return redirect("packages:peers")
    context = {
        "section": "packages",
        "title": _("Forget the card of %(name)s?") % {"name": peer},
        "consequences": [
            Consequence(_("No package can be made for it, and none of it is taken any more."))
        ],
        "form": BaseForm(),
        "danger": _("Forget the card"),
        "cancel_url": reverse("packages:peers"),
    }
    return render(request, "core/confirm.html", context)


@page("packages.send")
def send(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(Case.objects.select_related("owner_org"), pk=pk)
    form = SendForm(request.POST if request.method == "POST" else None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            package, sealed = actions.make(
                case, form.cleaned_data["recipient"], by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            return _file(sealed, f"homeward-{package.pk}.package")
    context = {"section": "packages", "case": case, "form": form, "reasons": reasons}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "packages/send.html", context, status=status)


@page("packages.send")
def receipt(request: Request, pk: UUID) -> HttpResponse:
    package = get_object_or_404(queries.sent(), pk=pk)
    form = ReceiptForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["receipt"].read(contents.MOST_BYTES).decode("ascii", "replace")
        try:
            package = actions.enter_receipt(package, token, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, package.get_status_display())
            return redirect("packages:index")
    context = {"section": "packages", "package": package, "form": form, "reasons": reasons}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "packages/receipt.html", context, status=status)


@page("packages.take")
def take(request: Request) -> HttpResponse:
    form = TakeForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        sealed = form.cleaned_data["package"].read(contents.MOST_BYTES * 2 + 1)
        try:
            taken = actions.take(
                sealed,
                programme=form.cleaned_data["programme"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(
                request,
                _("Taken as case %(reference)s. Next: send the receipt back.")
                % {"reference": taken.case.reference},
            )
            return redirect("packages:index")
    context = {"section": "packages", "form": form, "reasons": reasons}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "packages/take.html", context, status=status)


@page("packages.take")
def own_receipt(request: Request, pk: UUID) -> HttpResponse:
    """The receipt of a package that was taken, as often as it is needed."""
    taken = get_object_or_404(queries.taken(), pk=pk)
    return _file(taken.receipt.encode(), f"homeward-{taken.package_id}.receipt")


@page("statistics.read")
def signed(request: Request, release_pk: UUID) -> HttpResponse:
    """A published release with our signature, for another installation."""
    release = get_object_or_404(statistics.out(), pk=release_pk)
    return _file(actions.signed(release, by=request.user), f"release-{release.number}.jws")


@page("statistics.take")
def take_release(request: Request) -> HttpResponse:
    """Somebody else's release, to be added to ours."""
    form = ReleaseForm(request.POST or None, request.FILES or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            taken = actions.take_release(
                form.cleaned_data["release"].read(), by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Taken in: %(title)s.") % {"title": taken.title})
            return redirect("statistics:regional")
    context = {
        "section": "packages",
        "title": _("Take a release in"),
        "lead": _("Its signature is checked by the card of the installation, entered before."),
        "form": form,
        "reasons": reasons,
        "save": _("Take it in"),
        "crumb": _("Regional figures"),
        "back": reverse("statistics:regional"),
    }
    return render(request, "core/form.html", context, status=409 if reasons else 200)


@page("crossmatches.run")
def comparison(request: Request, run_pk: UUID) -> HttpResponse:
    """The sealed files of one comparison: what is to be sent, and where what comes is taken in."""
    run = get_object_or_404(comparisons.runs(), pk=run_pk)
    reasons: list[Any] = []
    if request.method == "POST":
        try:
            decisions = "decisions" in request.POST
            sealed = actions.sealed_comparison(run, decisions=decisions, by=request.user)
            return _file(sealed, f"comparison-{run.pk}.sealed")
        except Refused as refusal:
            reasons = refusal.reasons
    context = {
        "section": "packages",
        "run": run,
        "other": comparisons.other_of(run, request.user.organisation_id),
        "reasons": reasons,
    }
    return render(request, "packages/comparison.html", context, status=409 if reasons else 200)


@page("crossmatches.run")
def take_comparison(request: Request) -> HttpResponse:
    """Their encodings, answer or decisions: taking in what asks is joining the comparison."""
    form = ComparisonForm(request.POST or None, request.FILES or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            run = actions.take_comparison(
                form.cleaned_data["letter"].read(), by=request.user, at=timezone.now()
            )
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Taken in. The worker does the rest."))
            return redirect("crossmatches:run", run.pk)
    context = {
        "section": "packages",
        "title": _("Take in the file of a comparison"),
        "lead": _("It is opened and checked against its sender's key. What asks you to compare is"
                  " joined by taking it in."),
        "form": form,
        "reasons": reasons,
        "save": _("Check and take it in"),
        "crumb": _("Other installations"),
        "back": reverse("packages:index"),
    }  # fmt: skip
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "core/form.html", context, status=status)
