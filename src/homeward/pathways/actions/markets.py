"""Rules of full markets, what both sides seek, and the watch over facts."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.committees import actions as committees
from homeward.committees import queries as bodies
from homeward.committees.subjects import Subject
from homeward.core.refusals import Refused, refuse_if
from homeward.countries.models import LabourFact
from homeward.pathways import queries, rules
from homeward.pathways.choices import Reason
from homeward.pathways.models import Crossing, SaturationRule, SectorInterest
from homeward.places.models import Country

SUBJECT = "full_market"


@transaction.atomic
def state_rule(
    country: Country, *, seekers_per_vacancy: Decimal, oldest_days: int, valid_from: date,
    source: str, by: User, at: datetime,
) -> SaturationRule:  # fmt: skip
    """From a day on; the ones before stay as they were."""
    require(by, "pathways.state")
    latest = SaturationRule.objects.filter(country=country).order_by("-valid_from").first()
    refuse_if(
        [
            *([Reason.NOT_LATER] if latest and valid_from <= latest.valid_from else []),
            *([] if source.strip() else [Reason.NO_SOURCE]),
        ]
    )
    return SaturationRule.objects.create(
        country=country, seekers_per_vacancy=seekers_per_vacancy, oldest_days=oldest_days,
        valid_from=valid_from, source=source.strip(), stated_by=by, stated_at=at,
    )  # fmt: skip


@transaction.atomic
def watch(*, at: datetime) -> list[Crossing]:
    """The markets that are full since now: each is told to the body that answers for the country.

    Called as the job. A market that stays full stays one crossing, and one item on one agenda.
    """
    today = timezone.localdate(at)
    found = []
    for fact in queries.latest_facts():
        rule = queries.rule_in_force(fact.country_id, today)
        if rule is None:
            continue
        full = rules.is_full(
            queries.as_fact(fact), seekers_per_vacancy=rule.seekers_per_vacancy,
            oldest_days=rule.oldest_days, on=today,
        )  # fmt: skip
        standing = _standing(fact)
        if full and standing is None:
            found += _cross(fact, rule, at=at)
        elif full is False and standing is not None:
            standing.ended_on = today
            standing.save(update_fields=["ended_on"])
    # A body may have been set up since.
    for crossing in queries.crossings().filter(item_id__isnull=True):
        _tell(crossing, at=at)
    return found


def _standing(fact: LabourFact) -> Crossing | None:
    return Crossing.objects.filter(
        country=fact.country_id, area=fact.area_id, occupation=fact.occupation,
        sector=fact.sector, ended_on__isnull=True,
    ).first()  # fmt: skip


def _cross(fact: LabourFact, rule: SaturationRule, *, at: datetime) -> list[Crossing]:
    crossing = Crossing(
        country=fact.country, area=fact.area, occupation=fact.occupation,
        occupation_uri=fact.occupation_uri, sector=fact.sector, rule=rule,
        vacancies=fact.vacancies or 0, seekers=fact.seekers or 0, source=fact.source,
        source_url=fact.source_url, observed_on=fact.observed_on, crossed_at=at,
    )  # fmt: skip
    # Two may watch at once: the constraint keeps one.
    Crossing.objects.bulk_create([crossing], ignore_conflicts=True)
    return [crossing] if Crossing.objects.filter(pk=crossing.pk).exists() else []


def _tell(crossing: Crossing, *, at: datetime) -> None:
    responsible = bodies.responsible(None, country=crossing.country_id)
    if not responsible:
        return
    body, name = responsible[0]
    title = _("Full labour market: %(what)s, %(place)s") % {
        "what": crossing, "place": crossing.place,
    }  # fmt: skip
    why = _(
        "%(seekers)d people look for it and %(vacancies)d vacancies were counted (%(source)s,"
        " %(day)s). It counts as full from %(limit)s seekers for each vacancy (%(rule)s)."
    ) % {
        "seekers": crossing.seekers, "vacancies": crossing.vacancies, "source": crossing.source,
        "day": date_format(crossing.observed_on, "DATE_FORMAT"),
        "limit": f"{crossing.rule.seekers_per_vacancy.normalize():f}", "rule": crossing.rule.source,
    }  # fmt: skip
    crossing.item_id = committees.raise_item(
        body, title, Subject(SUBJECT, str(crossing.pk), title), why,
        key=f"saturation:{crossing.pk}", at=at,
    )  # fmt: skip
    crossing.committee = name[:200]
    crossing.save(update_fields=["item_id", "committee"])


@transaction.atomic
def state_interest(
    *, country: Country, side: str, sector: str, occupation: str, source: str, source_url: str,
    stated_on: date, valid_until: date | None, by: User, at: datetime,
) -> SectorInterest:  # fmt: skip
    require(by, "pathways.keep")
    refuse_if(
        [
            *([] if sector.strip() or occupation.strip() else [Reason.NO_SECTOR]),
            *([] if source.strip() else [Reason.NO_SOURCE]),
            *([Reason.IN_FUTURE] if stated_on > timezone.localdate(at) else []),
            *([Reason.ENDS_BEFORE_IT_BEGINS] if valid_until and valid_until < stated_on else []),
        ]
    )
    made, _new = SectorInterest.objects.get_or_create(
        owner_org=by.organisation_of_rows, country=country, side=side, sector=sector.strip(),
        occupation=occupation.strip(), source=source.strip(), stated_on=stated_on,
        defaults={
            "source_url": source_url, "valid_until": valid_until, "written_by": by,
            "written_at": at,
        },
    )  # fmt: skip
    return made


@transaction.atomic
def remove_interest(interest: SectorInterest, *, by: User, at: datetime) -> None:
    require(by, "pathways.keep")
    if interest.owner_org_id != by.organisation_id:
        raise Refused(Reason.NOT_OURS)
    interest.delete()
