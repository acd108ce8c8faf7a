"""Committees are set up, their rules stated, their seats given and held."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import can, require
from homeward.actors.models import Actor
from homeward.committees import rules
from homeward.committees.actions import meetings, points
from homeward.committees.actions.keeping import KEEP, SIGN, is_secretariat, to_keep, today
from homeward.committees.choices import HolderPart, QuorumKind, Reason, SeatKind, Voting
from homeward.committees.models import (
    Committee,
    CompositionRule,
    ProcedureRule,
    Seat,
    SeatHolder,
)
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Country
from homeward.programmes.models import Programme


@transaction.atomic
def set_up(
    *,
    kind: str,
    name: str,
    countries: Sequence[Country] = (),
    programme: Programme | None = None,
    is_binding: bool = True,
    by: User,
    at: datetime,
    **said: Any,
) -> Committee:
    """A committee or process whose secretariat is the user's organisation."""
    require(by, KEEP)
    refuse_if(
        rules.reasons_not_to_set_up(
            kind=kind,
            has_programme=programme is not None,
            is_binding=is_binding,
            countries=len(countries),
        )
    )
    committee = Committee.objects.create(
        kind=kind, name=name.strip(), programme=programme, is_binding=is_binding,
        secretariat=by.organisation_of_rows, made_by=by, made_at=at, **said,
    )  # fmt: skip
    committee.countries.set(countries)
    return committee


@transaction.atomic
def change(
    committee: Committee, *, countries: Sequence[Country], by: User, at: datetime, **said: Any
) -> Committee:
    """Says it anew: name, terms, countries, days. Its kind and its programme stay."""
    held = to_keep(committee, by)
    refuse_if(
        rules.reasons_not_to_set_up(
            kind=held.kind,
            has_programme=held.programme_id is not None,
            is_binding=held.is_binding,
            countries=len(countries),
        )
    )
    for name, value in said.items():
        setattr(held, name, value)
    held.save(update_fields=list(said))
    held.countries.set(countries)
    return held


@transaction.atomic
def hand_secretariat(committee: Committee, to: Organisation, *, by: User, at: datetime) -> None:
    """Another organisation is the secretariat from now on."""
    held = to_keep(committee, by)
    former, held.secretariat = held.secretariat_id, to
    # Before it is saved: the waits are still the actor's to hand on.
    meetings.hand_on_waits(held, former, at=at)
    points.hand_on_waits(held, former, at=at)
    held.save(update_fields=["secretariat"])


@transaction.atomic
def state_minimum(
    committee: Committee,
    seat_kind: SeatKind,
    minimum: int,
    *,
    source: str,
    valid_from: date,
    by: User,
    at: datetime,
) -> CompositionRule:
    """So many seats of a kind at least, from a day on; 0 ends it."""
    held = to_keep(committee, by)
    stated = held.minimums.filter(seat_kind=seat_kind, valid_from=valid_from).exists()
    refuse_if(
        rules.reasons_not_to_state(
            source=source, valid_from=valid_from, today=today(at), is_stated=stated
        )
    )
    return CompositionRule.objects.create(
        committee=held, seat_kind=seat_kind, minimum=minimum, source=source.strip(),
        valid_from=valid_from, stated_by=by, stated_at=at,
    )  # fmt: skip


@transaction.atomic
def state_procedure(
    committee: Committee,
    *,
    quorum_kind: QuorumKind,
    quorum: int,
    voting: Voting,
    source: str,
    valid_from: date,
    by: User,
    at: datetime,
    **days: int | None,
) -> ProcedureRule:
    """How it decides, from a day on: quorum, voting, days of invitation, minutes and silence."""
    held = to_keep(committee, by)
    refuse_if(
        rules.reasons_not_to_state(
            source=source,
            valid_from=valid_from,
            today=today(at),
            is_stated=held.procedures.filter(valid_from=valid_from).exists(),
            is_share=rules.is_quorum(quorum_kind, quorum),
        )
    )
    return ProcedureRule.objects.create(
        committee=held, quorum_kind=quorum_kind, quorum=quorum, voting=voting,
        source=source.strip(), valid_from=valid_from, stated_by=by, stated_at=at, **days,
    )  # fmt: skip


@transaction.atomic
def give_seat(
    committee: Committee,
    kind: SeatKind,
    *,
    organisation: Organisation | None = None,
    actor: Actor | None = None,
    represents: str = "",
    has_vote: bool = True,
    since_on: date,
    by: User,
    at: datetime,
) -> Seat:
    """A seat for an organisation, or for an actor that has no account here."""
    held = to_keep(committee, by)
    if actor is not None and actor.organisation_id is not None:
        organisation, actor = actor.organisation, None
    seated = held.seats.filter(until_on__isnull=True, organisation=organisation, actor=actor)
    refuse_if(
        rules.reasons_not_to_seat(
            kind=kind,
            has_programme=held.programme_id is not None,
            holders=sum(one is not None for one in (organisation, actor)),
            is_seated=(organisation or actor) is not None and seated.exists(),
        )
    )
    return Seat.objects.create(
        committee=held, kind=kind, organisation=organisation, actor=actor,
        represents=represents.strip(), has_vote=has_vote, since_on=since_on,
        named_by=by, named_at=at,
    )  # fmt: skip


@transaction.atomic
def end_seat(seat: Seat, *, on: date, by: User, at: datetime) -> None:
    """From the day after on, its organisation sees nothing new; what was until then it keeps."""
    to_keep(seat.committee, by)
    seat = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    if seat.until_on is not None:
        raise Refused(Reason.SEAT_ENDED)
    seat.until_on = max(on, seat.since_on)
    seat.save(update_fields=["until_on"])
    seat.holders.filter(until_on__isnull=True).update(until_on=seat.until_on)


@transaction.atomic
def name_holder(
    seat: Seat, user: User, part: HolderPart, *, since_on: date, by: User, at: datetime
) -> SeatHolder:
    """Who sits on a seat: named by its organisation, or by the secretariat."""
    _may_name(seat, by)
    if seat.until_on is not None and seat.until_on < today(at):
        raise Refused(Reason.SEAT_ENDED)
    if user.organisation_id is None or user.organisation_id != seat.organisation_id:
        raise Refused(Reason.NOT_OF_THE_SEAT)
    try:
        with transaction.atomic():
            return SeatHolder.objects.create(seat=seat, user=user, part=part, since_on=since_on)
    except IntegrityError:
        raise Refused(Reason.HOLDS_ALREADY) from None


@transaction.atomic
def end_holder(holder: SeatHolder, *, by: User, at: datetime) -> None:
    """They sit on it no more from tomorrow on; that they did is kept."""
    _may_name(holder.seat, by)
    holder.until_on = max(today(at), holder.since_on)
    holder.save(update_fields=["until_on"])


def _may_name(seat: Seat, by: User) -> None:
    if is_secretariat(seat.committee, by) and can(by, KEEP):
        return
    require(by, SIGN)
    if seat.organisation_id != by.organisation_id:
        raise PermissionDenied(SIGN)
