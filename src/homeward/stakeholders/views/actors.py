"""The register of actors, each one's page, the map, and the contact points."""

from collections.abc import Callable
from typing import Any

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
from homeward.actors.choices import ActorKind, Level
from homeward.actors.models import Actor
from homeward.core.forms import BaseForm
from homeward.core.patterns import Consequence, NextStep
from homeward.core.refusals import Refused
from homeward.places import queries as places
from homeward.programmes.choices import Category
from homeward.stakeholders import forms, pages, queries
from homeward.stakeholders.actions import keeping, merging
from homeward.stakeholders.models import ActorContact, ActorMerge
from homeward.stakeholders.queries import Asked

SECTION = {"section": "actors"}
A_PAGE = 50
LONGEST = 200


def _asked(request: Request) -> Asked:
    """What the address asks for; what it can't mean is left out, not refused."""
    given = {
        name: request.GET.get(name, "")[:LONGEST].replace("\x00", "").strip()
        for name in ("q", "country", "level", "kind", "need")
    }
    known = {"level": Level.values, "kind": ActorKind.values, "need": Category.values}
    given = {n: v if v in known.get(n, [v]) else "" for n, v in given.items()}
    return Asked(**given, first=bool(request.GET.get("first")))


def _choices() -> dict[str, Any]:
    return {
        "countries": queries.countries(),
        "levels": Level.choices,
        "kinds": ActorKind.choices,
        "needs": Category.choices,
    }


@page("stakeholders.read")
def register(request: Request) -> HttpResponse:
    """Who is concerned, by country and level, with what each carries."""
    asked = _asked(request)
    listed = Paginator(queries.register(asked, by=request.user), A_PAGE)
    shown = listed.get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "is_narrowed": asked != Asked(),
        "page": shown,
        "rows": [(actor, queries.load_of(actor)) for actor in shown],
        "may_keep": can(request.user, "stakeholders.keep"),
    }
    return render(request, "stakeholders/register.html", SECTION | _choices() | context)


@page("stakeholders.read")
def on_map(request: Request) -> HttpResponse:
    """How many actors work in each area of a country, by need."""
    asked = _asked(request)
    counts = queries.presences_by_area(asked) if asked.country else {}
    areas = sorted(queries.areas(counts), key=lambda area: (-counts[area.pk], area.name))
    points = places.as_points(counts)
    context = {
        "asked": asked,
        "rows": [(area, counts[area.pk]) for area in areas],
        "points": points,
        "off_map": len(counts) - len(points),
        "nowhere": queries.without_area(asked) if asked.country else 0,
        "codes": [asked.country] if asked.country else [],
    }
    return render(request, "stakeholders/map.html", SECTION | _choices() | context)


@page("stakeholders.read")
def detail(request: Request, actor_pk: int) -> HttpResponse:
    return _detail(request, actor_pk)


def _detail(request: Request, pk: int, *, status: int = 200, **other: Any) -> HttpResponse:
    actor = queries.with_load(pk) or get_object_or_404(Actor, pk=pk)
    may_keep = can(request.user, "stakeholders.keep")
    said = getattr(actor, "capacity", None)
    context = {
        "actor": actor,
        "load": queries.load_of(actor),
        "step": _step(actor, may_keep=may_keep),
        "work": queries.work_of(actor),
        "parts": queries.parts_of(actor),
        "partnerships": queries.partnerships_of(actor),
        "responsibilities": queries.responsibilities_of(actor),
        "contacts": queries.contacts(actor=actor),
        "merges": queries.merges_of(actor),
        "names": actor.names.select_related("country"),
        "priority": queries.priority_of(actor, by=request.user),
        "may_keep": may_keep,
        "panels": pages.BESIDE.shown(actor, request.user),
        "contact_form": forms.ContactForm(prefix="contact"),
        "capacity_form": forms.CapacityForm(
            prefix="capacity",
            initial={
                "partnerships": said and said.partnerships,
                "programmes": said and said.programmes,
            },
        ),
        "priority_form": forms.PriorityForm(prefix="priority"),
        **other,
    }
    return render(request, "stakeholders/actor.html", SECTION | context, status=status)


def _step(actor: Actor, *, may_keep: bool) -> NextStep:
    """What is missing most on an actor: whom to ask, then what it can carry."""
    if actor.merged_into:
        return NextStep(
            title=_("It was found to be %(who)s") % {"who": actor.merged_into.name}, nothing=True
        )
    missing = []
    if not queries.contacts(actor=actor):
        missing.append(
            (_("Name a contact point"), _("Nobody here knows whom to ask there."), "#contacts")
        )
    if not queries.load_of(actor).is_known:
        missing.append(
            (
                _("Ask how much it can carry"),
                _("So that no partner is given more than it can do."),
                "#load",
            )
        )
    if not missing:
        return NextStep(title=_("Contact point and load are known"), nothing=True)
    title, why, url = missing[0]
    holder = _("You") if may_keep else _("Programme management")
    return NextStep(
        title=title,
        why=why,
        holder=holder,
        url=url if may_keep else "",
        label=_("Go there"),
        mine=may_keep,
        waiting_for="" if may_keep else holder,
    )


def _take(
    request: Request, pk: int, name: str, form: BaseForm, act: Callable[[], Any], done: str
) -> HttpResponse:
    """A form of the actor's page: refused, it is shown again with what was typed."""
    if not form.is_valid():
        return _detail(request, pk, status=400, **{name: form})
    try:
        act()
    except Refused as refused:
        return _detail(request, pk, status=409, reasons=refused.reasons, **{name: form})
    messages.success(request, done)
    return redirect("stakeholders:actor", actor_pk=pk)


@page("stakeholders.keep")
def new(request: Request) -> HttpResponse:
    form = forms.ActorForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            actor = keeping.add_actor(by=request.user, **form.cleaned_data)
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("Added. Say whom to ask there."))
            return redirect("stakeholders:actor", actor_pk=actor.pk)
    return _form(
        request, form, reasons, title=_("Add an actor"), back=reverse("stakeholders:register")
    )


def _form(
    request: Request, form: BaseForm, reasons: list[Any], *, title: str, back: str, **other: Any
) -> HttpResponse:
    status = 409 if reasons else 400 if form.errors else 200
    context = {"form": form, "reasons": reasons, "title": title, "back": back, **other}
    return render(request, "stakeholders/form.html", SECTION | context, status=status)


@page("stakeholders.keep")
def change(request: Request, actor_pk: int) -> HttpResponse:
    actor = get_object_or_404(Actor, pk=actor_pk, merged_into=None)
    initial = {name: getattr(actor, name) for name in keeping.FIELDS}
    form = forms.ActorForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        keeping.change_actor(actor, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("stakeholders:actor", actor_pk=actor_pk)
    back = reverse("stakeholders:actor", args=[actor_pk])
    return _form(
        request, form, [], title=_("What is said of %(who)s") % {"who": actor.name}, back=back
    )


@page("stakeholders.keep")
def merge(request: Request, actor_pk: int) -> HttpResponse:
    """Its own page: what moves, and that it can be taken back."""
    actor = get_object_or_404(Actor, pk=actor_pk, merged_into=None)
    form = forms.MergeForm(request.POST or None)
    reasons: list[Any] = []
    if request.method == "POST" and form.is_valid():
        kept, why = form.cleaned_data["kept"], form.cleaned_data["why"]
        try:
            merging.merge(actor, kept, why=why, by=request.user, at=timezone.now())
        except Refused as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("They are one now. It can be undone on this page."))
            return redirect("stakeholders:actor", actor_pk=kept.pk)
    context = {
        "title": _("%(who)s is another actor?") % {"who": actor.name},
        "consequences": [
            Consequence(
                _("Its rows, programmes, partnerships and contact points move."), "transfer"
            ),
            Consequence(_("Its names mean the other one, in later sheets too."), "writing"),
            Consequence(_("It can be undone; what moved is kept in the history."), "history"),
        ],
        "form": form,
        "reasons": reasons,
        "danger": _("Merge them"),
        "cancel": _("Leave them two"),
        "cancel_url": reverse("stakeholders:actor", args=[actor_pk]),
    }
    status = 409 if reasons else 400 if form.errors else 200
    return render(request, "core/confirm.html", SECTION | context, status=status)


@page("stakeholders.keep")
def undo_merge(request: Request, actormerge_pk: int) -> HttpResponse:
    merge = get_object_or_404(ActorMerge, pk=actormerge_pk)
    context: dict[str, Any] = {
        "title": _("Are %(one)s and %(other)s two?")
        % {"one": merge.merged.name, "other": merge.kept.name},
        "consequences": [
            Consequence(_("What moved with the merge moves back."), "arrow-back-up"),
            Consequence(_("What came since stays with the one that was kept.")),
        ],
        "form": BaseForm(),
        "danger": _("Undo the merge"),
        "cancel": _("Leave them one"),
        "cancel_url": reverse("stakeholders:actor", args=[merge.kept_id]),
    }
    if request.method == "POST":
        try:
            merging.undo(merge, by=request.user, at=timezone.now())
        except Refused as refused:
            context["reasons"] = refused.reasons
            return render(request, "core/confirm.html", SECTION | context, status=409)
        messages.success(request, _("They are two again."))
        return redirect("stakeholders:actor", actor_pk=merge.merged_id)
    return render(request, "core/confirm.html", SECTION | context)


@page("stakeholders.read")
def contacts(request: Request) -> HttpResponse:
    """One register of contact points over all actors."""
    words = request.GET.get("q", "")[:LONGEST].replace("\x00", "")
    shown = Paginator(queries.contacts(q=words), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "rows": list(shown), "q": words}
    return render(request, "stakeholders/contacts.html", SECTION | context)


@page("stakeholders.keep")
@require_POST
def add_contact(request: Request, actor_pk: int) -> HttpResponse:
    actor = get_object_or_404(Actor, pk=actor_pk)
    form = forms.ContactForm(request.POST, prefix="contact")
    return _take(
        request,
        actor_pk,
        "contact_form",
        form,
        lambda: keeping.add_contact(
            actor, by=request.user, on=timezone.localdate(), **form.cleaned_data
        ),
        _("Contact point added."),
    )


@page("stakeholders.keep")
@require_POST
def confirm_contact(request: Request, actorcontact_pk: int) -> HttpResponse:
    contact = get_object_or_404(ActorContact, pk=actorcontact_pk)
    keeping.confirm_contact(contact, by=request.user, on=timezone.localdate())
    messages.success(request, _("Confirmed today."))
    return redirect("stakeholders:actor", actor_pk=contact.actor_id)


@page("stakeholders.keep")
@require_POST
def remove_contact(request: Request, actorcontact_pk: int) -> HttpResponse:
    contact = get_object_or_404(ActorContact, pk=actorcontact_pk)
    keeping.remove_contact(contact, by=request.user)
    messages.success(request, _("Contact point removed."))
    return redirect("stakeholders:actor", actor_pk=contact.actor_id)


@page("stakeholders.keep")
@require_POST
def capacity(request: Request, actor_pk: int) -> HttpResponse:
    actor = get_object_or_404(Actor, pk=actor_pk)
    form = forms.CapacityForm(request.POST, prefix="capacity")
    return _take(
        request,
        actor_pk,
        "capacity_form",
        form,
        lambda: keeping.say_capacity(
            actor, by=request.user, on=timezone.localdate(), **form.cleaned_data
        ),
        _("Kept. The register marks it when it carries more."),
    )


@page("stakeholders.keep")
@require_POST
def priority(request: Request, actor_pk: int) -> HttpResponse:
    """Puts an actor first among one's partners; without a reason takes it back."""
    actor = get_object_or_404(Actor, pk=actor_pk)
    if "back" in request.POST:
        keeping.put_back(actor, by=request.user)
        messages.success(request, _("No longer a priority partner."))
        return redirect("stakeholders:actor", actor_pk=actor_pk)
    form = forms.PriorityForm(request.POST, prefix="priority")
    return _take(
        request,
        actor_pk,
        "priority_form",
        form,
        lambda: keeping.put_first(
            actor, why=form.cleaned_data["why"], by=request.user, on=timezone.localdate()
        ),
        _("A priority partner of your organisation from now on."),
    )
