"""The queue of a referral system: what was referred to its desk, taken and handed on by its owner.

The hub sees the letter that was sent to it, by the receiver's ground, and nothing else of the file.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from homeward.access.choices import Purpose
from homeward.access.models import User
from homeward.access.pages import Request, page
from homeward.core.digits import are_digits
from homeward.core.forms import BaseForm
from homeward.core.refusals import Refused
from homeward.mechanisms import actions, queries
from homeward.mechanisms.models import Mechanism
from homeward.places.models import Area
from homeward.referrals.choices import WORDS, Status
from homeward.referrals.models import Referral, SharedFact
from homeward.referrals.queries import kind_label
from homeward.services.choices import Category
from homeward.services.models import Service
from homeward.tasks import queries as tasks

SECTION = {"section": "mechanisms"}
PER_PAGE = 25


class RouteForm(BaseForm):
    service = forms.ModelChoiceField(
        label=gettext_lazy("Who receives it"), queryset=Service.objects.none()
    )
    facts = forms.MultipleChoiceField(
        label=gettext_lazy("What they are told"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, services: Any, facts: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        service: Any = self.fields["service"]
        chosen: Any = self.fields["facts"]
        service.queryset, chosen.choices = services, facts
        service.label_from_instance = lambda each: f"{each.organisation}: {each}"


def _mine(user: User) -> dict[UUID, Mechanism]:
    """The systems of the user's organisation that have a desk, by the desk."""
    return {
        each.desk_id: each
        for each in queries.owned_by(user.organisation_id or 0)
        if each.desk_id is not None
    }


@page("mechanisms.route", purpose=Purpose.REFERRAL)
def index(request: Request) -> HttpResponse:
    """What waits at the desks of the user's organisation, the oldest first; and what went on."""
    desks = _mine(request.user)
    found = Referral.objects.filter(
        receiver_org=request.user.organisation_id, service__in=list(desks), status=Status.SENT
    ).select_related("owner_org", "service")
    part = Paginator(found.order_by("sent_at", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    waits = tasks.open_of_subjects([referral.pk for referral in part])
    taken = {r.referral_id: r for r in queries.routings_of(request.user.organisation_id or 0)[:200]}
    context = {
        "page": part,
        "rows": [
            (each, desks[each.service_id], waits.get(each.pk), taken.get(each.pk))
            for each in part
            if each.service_id
        ],
        "gone": [r for r in taken.values() if r.routed_at][:PER_PAGE],
        "has_desk": bool(desks),
    }
    return render(request, "desk/queue.html", SECTION | context)


def _standing(request: Request, pk: UUID) -> tuple[Referral, Mechanism]:
    found = get_object_or_404(
        Referral.objects.select_related("owner_org", "service"),
        pk=pk,
        receiver_org=request.user.organisation_id,
        status=Status.SENT,
    )
    held = _mine(request.user).get(found.service_id) if found.service_id else None
    if held is None:
        raise Http404
    return found, held


@page("mechanisms.route", purpose=Purpose.REFERRAL)
def one(request: Request, referral: UUID) -> HttpResponse:
    """The letter, which hub the rules name, and to whom it goes on with which facts."""
    found, held = _standing(request, referral)
    facts = list(SharedFact.objects.filter(referral=found))
    routing = queries.open_routing(found.pk)
    form = RouteForm(
        request.POST or None,
        services=queries.receivers(held, timezone.localdate()),
        facts=[(str(f.pk), _in_words(f)) for f in facts],
    )
    context: dict[str, Any] = {
        "referral": found, "mechanism": held, "facts": [_in_words(f) for f in facts],
        "routing": routing, "form": form, **_suggested(request, held),
    }  # fmt: skip
    status = 422 if form.is_bound and not form.is_valid() else 200
    if routing and form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            moved = actions.route(
                routing, data["service"], [UUID(pk) for pk in data["facts"]],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            context["reasons"], status = refusal.reasons, 409
        else:
            messages.success(
                request,
                _("It has gone on. You see its number and its day, and the letter no more.")
                if moved
                else _("Consent or agreement do not cover them yet: the sender is asked to ask."),
            )
            return redirect("desk:queue")
    return render(request, "desk/queue_one.html", SECTION | context, status=status)


def _in_words(fact: SharedFact) -> str:
    if fact.kind in WORDS:
        return _("The sender's words: %(words)s") % {"words": fact.value}
    return f"{kind_label(fact.kind)}: {fact.value}"


def _suggested(request: Request, held: Mechanism) -> dict[str, Any]:
    """Which hub takes it by the rules, for the place and the need that the worker reads there."""
    areas = Area.objects.filter(country=held.country_id, parent=None).order_by("name")
    key = request.GET.get("area", "")
    area = areas.filter(pk=int(key)).first() if are_digits(key) and len(key) < 10 else None  # noqa: PLR2004
    need = request.GET.get("need", "")
    return {
        "areas": [(str(each.pk), str(each)) for each in areas],
        "area": key,
        "needs": Category.choices,
        "need": need,
        "hub": queries.hub_for(held, area=area, need=need, on=timezone.localdate()),
    }


@page("mechanisms.route", purpose=Purpose.REFERRAL)
@require_POST
def take(request: Request, referral: UUID) -> HttpResponse:
    found, held = _standing(request, referral)
    actions.take(held, found.pk, found.number, by=request.user, at=timezone.now())
    return redirect("desk:queue_one", referral=found.pk)
