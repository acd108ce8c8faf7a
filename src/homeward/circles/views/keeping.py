"""Lists of the own organisation: kept, written to, moderated."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.pages import Request, page
from homeward.access.permissions import can
from homeward.circles import actions, queries
from homeward.circles.choices import PostState
from homeward.circles.forms import CircleForm, PostForm
from homeward.circles.models import Circle, Post
from homeward.core.asking import ask, data_of
from homeward.core.refusals import Refused

SECTION = "lists"
PER_PAGE = 20
MARKS = {
    PostState.WAITING: "wait",
    PostState.APPROVED: "now",
    PostState.REFUSED: "no",
    PostState.SENT: "ok",
}


@page("circles.read")
def index(request: Request) -> HttpResponse:
    circles = list(queries.own(request.user))
    counts = queries.counts(circles)
    context = {
        "section": SECTION,
        "rows": [(circle, counts.get(circle.pk, 0)) for circle in circles],
        "may_keep": can(request.user, "circles.keep"),
    }
    return render(request, "circles/index.html", context)


@page("circles.keep")
def new(request: Request) -> HttpResponse:
    return _keep(request, None)


@page("circles.keep")
def change(request: Request, pk: UUID) -> HttpResponse:
    return _keep(request, get_object_or_404(queries.own(request.user), pk=pk))


def _keep(request: Request, circle: Circle | None) -> HttpResponse:
    initial = CircleForm.known(circle) if circle else {"language": "en"}
    form = CircleForm(data_of(request), by=request.user, initial=initial)
    return ask(
        request, form,
        lambda given: actions.keep(
            form.given(), list(given["moderators"]), circle=circle, by=request.user,
            at=timezone.now(),
        ),
        back=lambda kept: reverse("circles:circle", args=[kept.pk]),
        done=_("Kept."),
        context={
            "section": SECTION,
            "title": circle.name if circle else _("Begin a list"),
            "lead": _("People join by their own choice, and see nobody else on it."),
            "back": reverse("circles:index"),
            "crumb": _("Lists"),
            "save": _("Keep the list"),
        },
    )  # fmt: skip


@page("circles.read")
def circle(request: Request, pk: UUID) -> HttpResponse:
    return _shown(request, get_object_or_404(queries.own(request.user), pk=pk))


def _shown(
    request: Request, one: Circle, *, form: PostForm | None = None,
    reasons: list[Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    sheet = Paginator(queries.posts(one), PER_PAGE).get_page(request.GET.get("page"))
    is_moderator = queries.is_moderator(one, request.user)
    context = {
        "section": SECTION,
        "circle": one,
        "members": queries.counts([one]).get(one.pk, 0),
        "moderators": queries.moderators(one),
        "sheet": sheet,
        "rows": [
            (
                post,
                MARKS[PostState(post.state)],
                is_moderator
                and post.state == PostState.WAITING
                and post.written_by_id != request.user.pk,
            )
            for post in sheet
        ],
        "replies": queries.replies(one)[:PER_PAGE],
        "is_moderator": is_moderator,
        "may_keep": can(request.user, "circles.keep"),
        "may_write": can(request.user, "circles.write"),
        "join_url": request.build_absolute_uri(reverse("circles:join", args=[one.pk])),
        "form": form or PostForm(),
        "reasons": reasons,
    }
    return render(request, "circles/circle.html", context, status=status)


@page("circles.write")
@require_POST
def write(request: Request, pk: UUID) -> HttpResponse:
    one = get_object_or_404(queries.own(request.user), pk=pk)
    form = PostForm(request.POST)
    if not form.is_valid():
        return _shown(request, one, form=form, status=422)
    try:
        actions.write(one, form.cleaned_data["text"], by=request.user, at=timezone.now())
    except Refused as refusal:
        return _shown(request, one, form=form, reasons=list(refusal.reasons), status=409)
    messages.success(request, _("It waits for another moderator."))
    return redirect("circles:circle", pk)


@page("circles.moderate")
@require_POST
def decide(request: Request, pk: UUID) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("circle"), pk=pk)
    approves = request.POST.get("answer") == "approve"
    try:
        actions.decide(
            post, approves=approves, reason=request.POST.get("reason", "")[:300],
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        return _shown(request, post.circle, reasons=list(refusal.reasons), status=409)
    done = _("Approved: it goes to the members.") if approves else _("Refused, with your reason.")
    messages.success(request, done)
    return redirect("circles:circle", post.circle_id)
