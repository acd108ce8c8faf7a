"""Groups of a trade: opened, joined by choice, met, left, closed."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.business.actions.locking import belongs, locked
from homeward.business.choices import Reason
from homeward.business.models import Business, GroupMeeting, GroupMember, SectorGroup
from homeward.core.refusals import Refused, refuse_if


@transaction.atomic
def open_group(*, by: User, at: datetime, **given: Any) -> SectorGroup:
    """`given` are the group's name, trade, sector, country, area, and when it meets."""
    require(by, "business.keep_groups")
    return SectorGroup.objects.create(
        owner_org=by.organisation_of_rows, keeper=by, opened_on=at.date(), **given
    )


def _locked(group: SectorGroup, by: User) -> SectorGroup:
    found = (
        SectorGroup.objects.select_for_update()
        .filter(pk=group.pk, owner_org=by.organisation_id)
        .first()
    )
    if found is None:
        raise Refused(Reason.NOT_OURS)
    if found.ended_on:
        raise Refused(Reason.GROUP_CLOSED)
    return found


@transaction.atomic
def join(business: Business, group: SectorGroup, *, by: User, at: datetime) -> GroupMember:
    """The person chose to be in it; the others see no name of theirs here."""
    require(by, "business.keep_groups")
    business, group = locked(business), _locked(group, by)
    try:
        with transaction.atomic():
            return GroupMember.objects.create(
                group=group, business=business, joined_on=at.date(), recorded_by=by,
                **belongs(business, by),
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(Reason.IN_GROUP_ALREADY) from error


@transaction.atomic
def leave_group(member: GroupMember, *, by: User, at: datetime) -> None:
    require(by, "business.keep_groups")
    locked(member.business)
    GroupMember.objects.filter(pk=member.pk, left_on__isnull=True).update(left_on=at.date())


@transaction.atomic
def hold_group_meeting(
    group: SectorGroup, *, held_on: date, came: int, text: str, by: User, at: datetime
) -> GroupMeeting:
    require(by, "business.keep_groups")
    group = _locked(group, by)
    refuse_if([Reason.IN_THE_FUTURE] if held_on > at.date() else [])
    return GroupMeeting.objects.create(
        group=group, held_on=held_on, came=came, text=text, recorded_by=by
    )


@transaction.atomic
def close_group(group: SectorGroup, *, by: User, at: datetime) -> None:
    require(by, "business.keep_groups")
    group = _locked(group, by)
    group.ended_on = at.date()
    group.save(update_fields=["ended_on"])
