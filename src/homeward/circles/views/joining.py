"""Joining a list and leaving it: public, by a link that was sent, with nobody's name.

What a page says is the same whether a number is known or not.
"""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation

from homeward.access.pages import public_page
from homeward.circles import actions, queries
from homeward.circles.choices import MemberState
from homeward.circles.forms import JoinForm
from homeward.circles.models import Circle
from homeward.core import limits
from homeward.core.limits import Limit, token_page
from homeward.core.refusals import Refused
from homeward.core.tokens import hash_of

NOT_FOUND = 404
# Each wish to join sends a message that somebody pays for.
JOINS = Limit("join", 10, 60 * 60)


@public_page
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "circles/join_index.html", {"circles": queries.open_to_all()})


@public_page
def join(request: HttpRequest, circle_pk: UUID) -> HttpResponse:
    circle = get_object_or_404(
        Circle.objects.select_related("organisation"), pk=circle_pk, is_open=True
    )
    sent = request.method == "POST"
    form = JoinForm(
        request.POST if sent else None,
        initial={"language": translation.get_language() or "en", "channel": "sms"},
    )
    reasons: list[object] = []
    if sent and form.is_valid():
        if seconds := limits.wait(JOINS, limits.address_of(request)):
            return limits.too_many(request, seconds)
        try:
            actions.ask_to_join(circle, **form.cleaned_data, at=timezone.now())
        except Refused as refusal:
            reasons = list(refusal.reasons)
        else:
            return redirect("circles:asked")
    context = {"circle": circle, "form": form, "reasons": reasons}
    status = 409 if reasons else 422 if form.errors else 200
    return render(request, "circles/join.html", context, status=status)


@public_page
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "circles/asked.html")


@public_page
@token_page
def member(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing: programs that look into messages open links as well."""
    hashed = hash_of(token)
    joined = queries.of_token(hashed)
    if joined is None:
        return render(request, "circles/link_ended.html", status=NOT_FOUND)
    if request.method == "POST":
        if request.POST.get("answer") == "leave":
            actions.leave(hashed)
            return redirect("circles:left")
        actions.confirm(hashed, at=timezone.now())
        return redirect("circles:member", token)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "") or joined.language
    with translation.override(chosen if translation.check_for_language(chosen) else "en"):
        context = {
            "joined": joined,
            "is_member": joined.state == MemberState.MEMBER,
            "here": reverse("circles:member", args=[token]),
        }
        response = render(request, "circles/member.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response


@public_page
def left(request: HttpRequest) -> HttpResponse:
    return render(request, "circles/left.html")
