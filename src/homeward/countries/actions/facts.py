"""Facts of the labour market are stated, one source and day each, and taken back."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.countries import queries, rules
from homeward.countries.choices import Reason
from homeward.countries.models import LabourFact
from homeward.places.models import Area, Country


@transaction.atomic
def state_fact(
    country: Country,
    *,
    source: str,
    observed_on: date,
    area: Area | None = None,
    occupation: str = "",
    occupation_uri: str = "",
    sector: str = "",
    demand: str = "",
    vacancies: int | None = None,
    seekers: int | None = None,
    placements: int | None = None,
    wage_from: Decimal | None = None,
    wage_to: Decimal | None = None,
    currency: str = "",
    period: str = "",
    note: str = "",
    source_url: str = "",
    by: User,
    at: datetime,
) -> LabourFact:
    """Stated again by the same source for the same day, it replaces what was stated."""
    require(by, "countries.state_fact")
    refuse_if(
        rules.reasons_not_to_state_fact(
            occupation=occupation,
            sector=sector,
            wage_from=wage_from,
            wage_to=wage_to,
            currency=currency,
            period=period,
            area_in_country=area is None or area.country_id == country.pk,
        )
    )
    fact, _created = LabourFact.objects.update_or_create(
        owner_org=by.organisation_of_rows,
        country=country,
        area=area,
        occupation=occupation,
        sector=sector,
        source=source,
        observed_on=observed_on,
        defaults={
            "occupation_uri": occupation_uri or queries.esco_address(occupation),
            "demand": demand,
            "vacancies": vacancies,
            "seekers": seekers,
            "placements": placements,
            "wage_from": wage_from,
            "wage_to": wage_to,
            "currency": currency,
            "period": period,
            "note": note,
            "source_url": source_url,
            "written_by": by,
            "written_at": at,
        },
    )
    return fact


@transaction.atomic
def remove_fact(fact: LabourFact, *, by: User) -> None:
    require(by, "countries.state_fact")
    if fact.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    fact.delete()
