"""Who is named to handle complaints, and an organisation's own days."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.complaints import rules
from homeward.complaints.choices import Reason
from homeward.complaints.models import Category, Handler
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks.choices import DayKind


@transaction.atomic
def name_handler(user: User, *, is_sensitive: bool, by: User, at: datetime) -> Handler:
    require(by, "complaints.settle")
    facts = rules.NamingFacts(
        is_colleague=user.is_active and user.organisation_id == by.organisation_id,
        is_oneself=user.pk == by.pk,
        is_sensitive=is_sensitive,
        is_named=Handler.objects.filter(user=user, ended_at=None).exists(),
    )
    refuse_if(rules.reasons_not_to_name(facts))
    return Handler.objects.create(
        organisation=by.organisation_of_rows, user=user, is_sensitive=is_sensitive,
        named_by=by, named_at=at,
    )  # fmt: skip


@transaction.atomic
def end_handler(handler: Handler, *, by: User, at: datetime) -> None:
    """From now on somebody else does it; what they looked into waits for somebody anew.

    Whoever ends it need not see those complaints: the database frees them (policies.sql).
    """
    require(by, "complaints.settle")
    # All rows of the organisation, in order: two who end each other at once wait for one another.
    named = list(
        Handler.objects.select_for_update(of=("self",)).filter(ended_at=None).order_by("pk")
    )
    found = next((one for one in named if one.pk == handler.pk), None)
    if found is None:
        raise Refused(Reason.ENDED_ALREADY)
    others = [one for one in named if one.pk != found.pk and one.is_sensitive]
    if found.is_sensitive and not others:
        raise Refused(Reason.LAST_HANDLER)
    found.ended_at, found.ended_by = at, by
    found.save(update_fields=["ended_at", "ended_by"])


@dataclass(frozen=True, kw_only=True)
class Days:
    """An organisation's own days for one category."""

    acknowledge_days: int
    answer_days: int
    appeal_days: int
    hear_days: int
    day_kind: DayKind
    source: str
    valid_from: date


@transaction.atomic
def state_days(category: Category, days: Days, *, by: User, at: datetime) -> Category:
    """Complaints that come from that day on. Whether it is sensitive is not an organisation's."""
    require(by, "complaints.settle")
    org = by.organisation_of_rows
    stated = Category.objects.filter(
        code=category.code, owner_org=org, valid_from=days.valid_from
    ).exists()
    refuse_if(
        rules.reasons_not_to_state(
            source=days.source, valid_from=days.valid_from, today=localdate(at), is_stated=stated
        )
    )
    return Category.objects.create(
        code=category.code, owner_org=org, names=category.names, position=category.position,
        is_sensitive=category.is_sensitive, link_days=category.link_days, **vars(days),
    )  # fmt: skip
