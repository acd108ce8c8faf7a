from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose, Role
from homeward.access.models import User
from homeward.access.pages import Request, page, public_page
from homeward.access.permissions import can
from homeward.core.refusals import Refused
from homeward.users import forms, pages, queries
from homeward.users.actions import approving, changing, clearing, inviting
from homeward.users.choices import Status

SECTION = {"section": "users"}
ON_A_PAGE = 50
OVERSIGHT = Purpose.OVERSIGHT


@page("users.read", purpose=OVERSIGHT)
def index(request: Request) -> HttpResponse:
    role = request.GET.get("role", "")
    status = request.GET.get("status", "")
    words = request.GET.get("q", "").strip()
    role = role if role in Role.values else ""
    status = status if status in Status.values else ""
    found = queries.listed(request.user, role=role, status=status, words=words)
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    waiting = queries.waiting_in(request.user)
    context = {
        "page": shown,
        "rows": [(user, pages.mark(user)) for user in shown],
        "waiting": [(a, pages.in_words(a), mine) for a, mine in waiting],
        "role": role,
        "status": status,
        "q": words,
        "may_narrow": can(request.user, "access.narrow"),
        "roles": forms.GIVEN,
        "statuses": Status.choices,
        "may_manage": can(request.user, "users.manage"),
        "is_filtered": bool(role or status or words),
    }
    return render(request, "users/index.html", SECTION | context)


@page("users.manage", purpose=OVERSIGHT)
def new(request: Request) -> HttpResponse:
    form = forms.InviteForm(request.POST or None, initial={"language": request.user.language})
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            user = inviting.invite(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            messages.success(request, _("Invited. The link goes out by e-mail and works once."))
            return redirect("users:detail", pk=user.pk)
    return _form(request, _("Invite a colleague"), form, reasons, _("Send the invitation"))


def _form(
    request: Request,
    title: str,
    form: Any,
    reasons: list[Any],
    button: str,
    user: User | None = None,
) -> HttpResponse:
    context = {"title": title, "form": form, "reasons": reasons, "button": button, "about": user}
    return render(request, "users/form.html", SECTION | context, status=409 if reasons else 200)


@page("users.read", purpose=OVERSIGHT)
def detail(request: Request, pk: int) -> HttpResponse:
    return _detail(request, _user(request, pk))


def _user(request: Request, pk: int) -> User:
    return get_object_or_404(queries.of(request.user), pk=pk)


def _detail(request: Request, user: User, reasons: list[Any] | None = None) -> HttpResponse:
    waiting = queries.waiting_for(user)
    invitation = queries.invitation_of(user)
    facts = queries.facts(user, by=request.user)
    context = {
        "about": user,
        "mark": pages.mark(user),
        "facts": facts,
        "step": pages.step(user, waiting, invitation, by=request.user),
        "entries": pages.entries(queries.history(user)[:ON_A_PAGE]),
        "reasons": reasons,
        "may_manage": can(request.user, "users.manage") and not facts.is_oneself,
        "is_invited": facts.status == Status.INVITED,
        "is_suspended": facts.status == Status.SUSPENDED,
    }
    return render(request, "users/detail.html", SECTION | context, status=409 if reasons else 200)


@page("users.manage", purpose=OVERSIGHT)
def roles(request: Request, pk: int) -> HttpResponse:
    user = _user(request, pk)
    form = forms.RolesForm(request.POST or None, initial={"roles": user.roles})
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            done = changing.change_roles(user, **form.cleaned_data, by=request.user, at=now)
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            changed = _("Roles changed. Their open sessions have ended.")
            return _told(request, user, changed if done else "")
    title = _("Roles of %(name)s") % {"name": user.name}
    return _form(request, title, form, reasons, _("Change the roles"), user)


def _told(request: Request, user: User, done: str) -> HttpResponse:
    asked = _("Asked for. A second person approves it; until then nothing changes.")
    messages.success(request, done or asked)
    return redirect("users:detail", pk=user.pk)


@page("users.manage", purpose=OVERSIGHT)
def suspend(request: Request, pk: int) -> HttpResponse:
    user = _user(request, pk)
    return _confirmed(
        request,
        user,
        forms.SuspendForm(request.POST or None, leaving=user),
        lambda given: changing.suspend(user, **given, by=request.user, at=timezone.now()) or True,
        done=_("Suspended. They can no longer sign in."),
        title=_("Suspend %(name)s?") % {"name": user.name},
        consequences=pages.consequences_of_suspending(user, queries.open_work(user)),
        danger=_("Suspend"),
    )


@page("users.manage", purpose=OVERSIGHT)
def reactivate(request: Request, pk: int) -> HttpResponse:
    user = _user(request, pk)
    return _confirmed(
        request,
        user,
        forms.ReasonForm(request.POST or None),
        lambda given: changing.reactivate(user, **given, by=request.user, at=timezone.now()),
        done=_("Let in again."),
        title=_("Let %(name)s in again?") % {"name": user.name},
        consequences=pages.consequences_of_letting_in(user),
        danger=_("Let in again"),
    )


@page("users.manage", purpose=OVERSIGHT)
def reset(request: Request, pk: int) -> HttpResponse:
    user = _user(request, pk)
    return _confirmed(
        request,
        user,
        forms.ResetForm(request.POST or None),
        lambda given: changing.reset_second_factor(
            user, **given, by=request.user, at=timezone.now()
        ),
        done=_("Reset. They set up a new second factor at the next sign-in."),
        title=_("Reset the second factor of %(name)s?") % {"name": user.name},
        consequences=pages.consequences_of_reset(user),
        danger=_("Reset the second factor"),
    )


@page("users.manage", purpose=OVERSIGHT)
def revoke(request: Request, pk: int) -> HttpResponse:
    user = _user(request, pk)
    return _confirmed(
        request,
        user,
        forms.ReasonForm(request.POST or None),
        lambda given: inviting.revoke(user, **given, by=request.user) or True,
        done=_("Revoked. The link no longer works."),
        title=_("Revoke the invitation of %(name)s?") % {"name": user.name},
        consequences=[_("The link no longer works. You can send another later.")],
        danger=_("Revoke"),
    )


def _confirmed(
    request: Request,
    user: User,
    form: Any,
    act: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    **shown: Any,
) -> HttpResponse:
    """A page of its own for what closes a door; `act` says False where a second person must."""
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _told(request, user, done if act(form.cleaned_data) else "")
        except Refused as refusal:
            reasons = refusal.reasons
    cancel_url = reverse("users:detail", args=[user.pk])
    context = {"form": form, "reasons": reasons, "cancel_url": cancel_url, **shown}
    return render(request, "core/confirm.html", SECTION | context, status=409 if reasons else 200)


@page("users.manage", purpose=OVERSIGHT)
@require_POST
def invite_again(request: Request, pk: int) -> HttpResponse:
    user = _user(request, pk)
    try:
        inviting.invite_again(user, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _detail(request, user, list(refusal.reasons))
    messages.success(request, _("Sent again. The link before no longer works."))
    return redirect("users:detail", pk=pk)


@page("users.approve", purpose=OVERSIGHT)
def approval(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.approvals(), pk=pk)
    reasons: list[Any] = []
    if request.method == "POST":
        approve = request.POST.get("word") == "approve"
        try:
            approving.decide(found, approve=approve, by=request.user, at=timezone.now())
        except Refused as refusal:
            reasons = refusal.reasons
        else:
            done = _("Approved. It holds from now on.") if approve else _("Refused.")
            messages.success(request, done)
            return redirect("users:approval", pk=pk)
    context = {
        "approval": found,
        "words": pages.in_words(found),
        "now": queries.labels(found.user.roles),
        "after": queries.labels(found.roles),
        "mine": queries.may_decide(pk),
        "step": pages.approval_step(found, by=request.user),
        "reasons": reasons,
    }
    return render(request, "users/approval.html", SECTION | context, status=409 if reasons else 200)


@page("users.read", purpose=OVERSIGHT)
def history(request: Request) -> HttpResponse:
    shown = Paginator(queries.history(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "entries": pages.entries(shown, named=True)}
    return render(request, "users/history.html", SECTION | context)


@public_page
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link of an invitation. It says nothing of a link that no longer works."""
    user = queries.invited(token)
    if user is None:
        return render(request, "users/spent.html", status=410)
    form = forms.AcceptForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            inviting.accept(token, form.cleaned_data["password"])
        except Refused:
            return render(request, "users/spent.html", status=410)
        messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("account_login")
    return render(request, "users/accept.html", {"form": form, "about": user})


@page("access.narrow", purpose=OVERSIGHT)
def clearance(request: Request) -> HttpResponse:
    """Which kinds of data each role of the organisation may see, and who sees less than that."""
    rows = [(role, *_shown(role, request)) for role in queries.roles_held(request.user)]
    people = [(one, *_shown(one, request)) for one in queries.narrowed(request.user)]
    context = {**SECTION, "rows": rows, "people": people, "users": queries.of(request.user)}
    return render(request, "users/clearance.html", context)


def _shown(of: Role | User, request: Request) -> tuple[list[Any], list[Any]]:
    """The labels of what is seen, and of what was taken away."""
    whole, taken = queries.clearance_of(of, request.user)
    return (
        [data_class.label for data_class in sorted(whole - taken.keys())],
        [data_class.label for data_class in sorted(whole & taken.keys())],
    )


@page("access.narrow", purpose=OVERSIGHT)
def role_clearance(request: Request, role: str) -> HttpResponse:
    if role not in {one.value for one in queries.roles_held(request.user)}:
        raise Http404
    return _clear(request, Role(role), str(Role(role).label))


@page("access.narrow", purpose=OVERSIGHT)
def user_clearance(request: Request, pk: int) -> HttpResponse:
    one = get_object_or_404(queries.of(request.user), pk=pk)
    return _clear(request, one, one.name)


def _clear(request: Request, of: Role | User, name: str) -> HttpResponse:
    whole, taken = queries.clearance_of(of, request.user)
    form = forms.ClearanceForm(
        request.POST if request.method == "POST" else None,
        whole=whole,
        initial={"classes": [k.value for k in whole - taken.keys()]},
    )
    if request.method == "POST" and form.is_valid():
        clearing.set_clearance(of, form.cleaned_data["classes"], by=request.user, at=timezone.now())
        messages.success(request, _("Set. It holds from each one's next page."))
        return redirect("users:clearance")
    context = {**SECTION, "form": form, "name": name, "is_role": isinstance(of, Role)}
    return render(request, "users/clear.html", context, status=422 if form.errors else 200)
