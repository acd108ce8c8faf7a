"""Tokens for programs: granted by a manager, taken by their user, ended by either."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence
from homeward.core.refusals import Refused
from homeward.exchange import actions, queries
from homeward.exchange.forms import TokenForm
from homeward.exchange.models import ApiToken


@page("exchange.read_tokens")
def tokens(request: Request) -> HttpResponse:
    return render(request, "exchange/tokens.html", _listed(request.user))


def _listed(user: User) -> dict[str, object]:
    now = timezone.now()
    rows = [(token, _state(token), token.user_id == user.pk) for token in queries.tokens(user)]
    return {
        "section": "tokens",
        "rows": rows,
        "now": now,
        "may_grant": can(user, "exchange.grant_token"),
    }


def _state(token: ApiToken) -> tuple[str, str]:
    if token.revoked_at:
        return "shut", _("Revoked")
    if queries.has_ended(token, at=timezone.now()):
        return "shut", _("Ended")
    return ("ok", _("In use")) if token.taken_at else ("wait", _("Waits to be taken"))


@page("exchange.grant_token")
def new(request: Request) -> HttpResponse:
    form = TokenForm(request.POST or None, by=request.user)
    context = {"section": "tokens", "form": form}
    if request.method != "POST":
        return render(request, "exchange/new_token.html", context)
    if not form.is_valid():
        return render(request, "exchange/new_token.html", context, status=400)
    data = form.cleaned_data
    try:
        actions.grant_token(
            data["user"],
            used_for=data["used_for"],
            scopes=data["scopes"],
            expires_at=form.expires_at(),
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "exchange/new_token.html", context, status=409)
    messages.success(
        request,
        _("Granted. %(who)s was told and takes the token; nobody else sees it.")
        % {"who": data["user"]},
    )
    return redirect("exchange:tokens")


@page("exchange.take_token")
@require_POST
def take(request: Request, pk: UUID) -> HttpResponse:
    token = get_object_or_404(ApiToken, pk=pk)
    try:
        secret = actions.take_token(token, by=request.user, at=timezone.now())
    except Refused as refusal:
        context = _listed(request.user) | {"reasons": refusal.reasons}
        return render(request, "exchange/tokens.html", context, status=409)
    context = {"section": "tokens", "token": token, "secret": secret}
    return render(request, "exchange/taken.html", context)


@page("exchange.take_token")
def rotate(request: Request, pk: UUID) -> HttpResponse:
    token = get_object_or_404(queries.tokens(request.user), pk=pk)
    context = {
        "section": "tokens",
        "title": _("Make another secret for “%(what)s”?") % {"what": token},
        "consequences": [
            Consequence(_("The new token is shown once.")),
            Consequence(_("The one in use ends after 24 hours: put the new one in before.")),
        ],
        "form": BaseForm(),
        "danger": _("Make another secret"),
        "cancel_url": reverse("exchange:tokens"),
    }
    if request.method != "POST":
        return render(request, "core/confirm.html", context)
    try:
        secret = actions.rotate_token(token, by=request.user, at=timezone.now())
    except Refused as refusal:
        context["reasons"] = refusal.reasons
        return render(request, "core/confirm.html", context, status=409)
    return render(
        request, "exchange/taken.html", {"section": "tokens", "token": token, "secret": secret}
    )


@page("exchange.revoke_token")
def revoke(request: Request, pk: UUID) -> HttpResponse:
    token = get_object_or_404(queries.tokens(request.user), pk=pk)
    if request.method == "POST":
        actions.revoke_token(token, by=request.user, at=timezone.now())
        messages.success(request, _("Revoked. The program is turned away from now on."))
        return redirect("exchange:tokens")
    context = {
        "section": "tokens",
        "title": _("Revoke the token of %(who)s?") % {"who": token.user},
        "consequences": [
            Consequence(_("The program “%(what)s” stops at its next request.") % {"what": token}),
            Consequence(_("It can’t be undone. A new token can be granted.")),
        ],
        "form": BaseForm(),
        "danger": _("Revoke the token"),
        "cancel_url": reverse("exchange:tokens"),
    }
    return render(request, "core/confirm.html", context)
