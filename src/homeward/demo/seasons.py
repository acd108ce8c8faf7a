"""The places of a season shared among those whose trade is known: a proposal that waits for you."""

from datetime import timedelta

from homeward.access import gate
from homeward.allocations import actions
from homeward.allocations.rules import Terms
from homeward.careers.models import PastWork
from homeward.cases.models import Case
from homeward.demo.world import World
from homeward.offers.choices import OfferKind, OfferStatus
from homeward.offers.models import Offer
from homeward.persons.choices import Sex

SHARED = (OfferKind.TRAINING, OfferKind.VACANCY, OfferKind.SEAT)
# Fewer than there are people, so that somebody waits and the page says because of whom.
MOST_PLACES = 2
FLOORS = (
    ("Women", Terms(sex=Sex.FEMALE), 40, "Fewer women than men were placed last season"),
    ("Under 25", Terms(maximum_age=24), 30, "The programme's own target for young people"),
)


def show(world: World) -> None:
    by = world.cast.adviser
    with gate.acting_user(by.pk):
        offers = Offer.objects.filter(kind__in=SHARED, status=OfferStatus.OPEN, places_free__gt=0)
        people = {one.person_id: one.person for one in PastWork.objects.select_related("person")}
        cases = Case.objects.filter(
            person_id__in=people, accountable_org_id=by.organisation_id, closed_at=None
        )
        if not offers or not cases:
            return  # a corridor of a few households
        opened = world.now - timedelta(days=2)
        season = actions.open_round(
            "Courses and jobs of the new year", world.ground.programme,
            decide_by=world.today + timedelta(days=12), by=by, at=opened,
        )  # fmt: skip
        for offer in offers:
            places = min(offer.places_free or 0, MOST_PLACES)
            actions.add_offer(season, offer, places, by=by, at=opened)
        for name, terms, share, why in FLOORS:
            actions.set_floor(season, name, terms, share, why, by=by, at=opened)
        for case in cases:
            actions.consider(season, case, people[case.person_id], by=by, at=opened)
        proposal = actions.ask(season, by=by, at=world.now)
        actions.work_out(proposal.pk, by=by, at=world.now)
