"""Subjects of the floors below: agreements, programmes, criteria, objectives, the lead, partners.

Rooms above register their own.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.access.models import Organisation, User
from homeward.access.permissions import can
from homeward.agreements.models import Agreement
from homeward.committees import subjects
from homeward.committees.subjects import Shown
from homeward.core.digits import are_digits
from homeward.programmes.models import CriteriaVersion, Programme
from homeward.stakeholders.models import Objective, Partnership


def by_key(
    rows: Callable[[User], QuerySet[Any]],
    action: str,
    label: Callable[[Any], str],
    url: Callable[[Any], str],
) -> tuple[subjects.Resolver, subjects.Offer]:
    """A resolver and an offer over rows with a number as key, for who has the verb."""

    def resolve(key: str, user: User) -> Shown | None:
        if not can(user, action) or not are_digits(key):
            return None
        row: Model | None = rows(user).filter(pk=int(key)).first()
        return Shown(label(row), url(row)) if row else None

    def offer(user: User) -> Iterable[tuple[Any, str]]:
        if not can(user, action):
            return []
        return [(row.pk, label(row)) for row in rows(user)[: subjects.MOST_OFFERED]]

    return resolve, offer


def _page(name: str) -> Callable[[Any], str]:
    return lambda row: reverse(name, args=[row.pk])


def register_all() -> None:
    """Called by urls.py, once."""
    if "agreement" in subjects.KINDS:
        return
    subjects.register(
        "agreement", gettext_lazy("Agreement"),
        *by_key(
            lambda _user: Agreement.objects.order_by("number"), "agreements.read",
            lambda row: f"{row.number} {row.title}", _page("agreements:detail"),
        ),
    )  # fmt: skip
    subjects.register(
        "programme", gettext_lazy("Programme"),
        *by_key(
            lambda _user: Programme.objects.filter(lead_org__isnull=False).order_by("name"),
            "programmes.read", str, _page("programmes:detail"),
        ),
    )  # fmt: skip
    subjects.register(
        "criteria", gettext_lazy("Criteria of a programme"),
        *by_key(
            lambda _user: CriteriaVersion.objects.select_related("programme"), "programmes.read",
            lambda row: _("%(programme)s, criteria version %(number)d")
            % {"programme": row.programme, "number": row.number},
            lambda row: reverse("programmes:criteria", args=[row.programme_id]),
        ),
    )  # fmt: skip
    subjects.register(
        "objective", gettext_lazy("Objective with its roles"),
        *by_key(
            lambda _user: Objective.objects.order_by("title"), "stakeholders.read",
            lambda row: str(row.title), lambda _row: reverse("stakeholders:responsibilities"),
        ),
    )  # fmt: skip
    subjects.register(
        "partnership", gettext_lazy("Partnership"),
        *by_key(
            lambda _user: Partnership.objects.order_by("title"), "stakeholders.read",
            str, _page("stakeholders:partnership"),
        ),
    )  # fmt: skip
    subjects.register(
        "lead", gettext_lazy("Lead of the programme"),
        *by_key(
            lambda _user: Organisation.objects.order_by("name"), "committees.read",
            str, lambda _row: "",
        ),
    )  # fmt: skip
