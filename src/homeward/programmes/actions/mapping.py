"""Where a programme works, between which countries, in what, with whom and with what money."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from homeward.access.models import User
from homeward.actors.models import Actor
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Area, Country
from homeward.programmes import rules
from homeward.programmes.actions.keeping import tell, to_keep
from homeward.programmes.choices import (
    BudgetKind,
    BudgetStatus,
    Happened,
    ParticipationRole,
    Reason,
)
from homeward.programmes.models import (
    Budget,
    Corridor,
    Coverage,
    Participation,
    Programme,
    ProgrammeSector,
    Sector,
)


@transaction.atomic
def add_place(
    programme: Programme,
    *,
    country: Country,
    area: Area | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    seats: int | None = None,
    by: User,
    at: datetime,
) -> Coverage:
    """A country, or an area of it; dates and places where they are not the programme's."""
    programme = to_keep(programme, by)
    same = programme.coverage.filter(country=country, area=area, starts_on=starts_on)
    refuse_if(
        rules.reasons_not_to_cover(
            is_new=not same.exists(),
            area_lies_there=area is None or area.country_id == country.pk,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    place = Coverage.objects.create(
        programme=programme, country=country, area=area, starts_on=starts_on, ends_on=ends_on,
        seats=seats,
    )  # fmt: skip
    tell(programme, Happened.AREA_ADDED, str(place), by=by, at=at)
    return place


@transaction.atomic
def remove_place(place: Coverage, *, by: User, at: datetime) -> None:
    programme = to_keep(place.programme, by)
    place.delete()
    tell(programme, Happened.AREA_REMOVED, str(place), by=by, at=at)


@transaction.atomic
def add_corridor(
    programme: Programme,
    *,
    host: Country,
    origin: Country,
    transit: list[str],
    by: User,
    at: datetime,
) -> Corridor:
    """From a host country to a country of origin, through those of its legs, in their order."""
    programme = to_keep(programme, by)
    same = programme.corridors.filter(host_country=host, origin_country=origin)
    refuse_if(
        rules.reasons_not_to_join(
            host=host.pk, origin=origin.pk, transit=transit, is_new=not same.exists()
        )
    )
    corridor = Corridor.objects.create(
        programme=programme, host_country=host, origin_country=origin, transit=transit
    )
    tell(programme, Happened.CORRIDOR_ADDED, str(corridor), by=by, at=at)
    return corridor


@transaction.atomic
def remove_corridor(corridor: Corridor, *, by: User, at: datetime) -> None:
    programme = to_keep(corridor.programme, by)
    corridor.delete()
    tell(programme, Happened.CORRIDOR_REMOVED, str(corridor), by=by, at=at)


@transaction.atomic
def add_sector(
    programme: Programme, *, sector: Sector, percentage: Decimal | None, by: User, at: datetime
) -> ProgrammeSector:
    programme = to_keep(programme, by)
    there = programme.programme_sectors.all()
    if there.filter(sector=sector).exists():
        raise Refused(Reason.THERE_ALREADY)
    refuse_if(rules.reasons_not_to_share([*(each.percentage for each in there), percentage]))
    added = ProgrammeSector.objects.create(
        programme=programme, sector=sector, percentage=percentage
    )
    tell(programme, Happened.CHANGED, str(sector), by=by, at=at)
    return added


@transaction.atomic
def remove_sector(each: ProgrammeSector, *, by: User, at: datetime) -> None:
    programme = to_keep(each.programme, by)
    each.delete()
    tell(programme, Happened.CHANGED, str(each.sector), by=by, at=at)


@transaction.atomic
def add_part(
    programme: Programme, *, actor: Actor, role: ParticipationRole, by: User, at: datetime
) -> Participation:
    programme = to_keep(programme, by)
    if programme.participations.filter(actor=actor, role=role).exists():
        raise Refused(Reason.THERE_ALREADY)
    part = Participation.objects.create(programme=programme, actor=actor, role=role)
    tell(programme, Happened.PART_ADDED, f"{actor.name}: {role.label}", by=by, at=at)
    return part


@transaction.atomic
def remove_part(part: Participation, *, by: User, at: datetime) -> None:
    programme = to_keep(part.programme, by)
    part.delete()
    tell(programme, Happened.PART_REMOVED, str(part), by=by, at=at)


@transaction.atomic
def add_budget(
    programme: Programme,
    *,
    amount: Decimal,
    currency: str,
    starts_on: date,
    ends_on: date,
    funder: Actor | None,
    kind: BudgetKind,
    status: BudgetStatus,
    by: User,
    at: datetime,
) -> Budget:
    programme = to_keep(programme, by)
    if not rules.in_order(starts_on, ends_on):
        raise Refused(Reason.ENDS_BEFORE_IT_BEGINS)
    budget = Budget.objects.create(
        programme=programme, amount=amount, currency=currency, starts_on=starts_on,
        ends_on=ends_on, funder=funder, kind=kind, status=status, value_on=starts_on,
    )  # fmt: skip
    tell(programme, Happened.MONEY_ADDED, str(budget), by=by, at=at)
    return budget


@transaction.atomic
def remove_budget(budget: Budget, *, by: User, at: datetime) -> None:
    programme = to_keep(budget.programme, by)
    budget.delete()
    tell(programme, Happened.MONEY_REMOVED, str(budget), by=by, at=at)
