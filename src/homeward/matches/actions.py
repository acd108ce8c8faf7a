"""Every write on matches."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.matches import queries, rules
from homeward.matches.choices import Part, Reason, Standing
from homeward.matches.models import Placing, Proposal, RankingVersion
from homeward.persons.models import Person
from homeward.programmes.models import Programme

KEPT = 20


@transaction.atomic
def place(
    case: Case, person: Person, pk: UUID, standing: Standing, reason: str, *, by: User, at: datetime
) -> Placing:
    """Puts an offer first or aside for a person; what stood there by hand before is taken back."""
    require(by, "matches.place")
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    search = queries.Search(case, person, on=at.date())
    before = search.standing.get(pk)
    refuse_if(
        rules.reasons_not_to_place(
            rules.PlacingFacts(
                is_open=case.is_open,
                of_household=person.household_id == case.household_id,
                is_offered=search.is_offered(pk),
                reason=reason,
                stands_there=before is not None and before.standing == standing,
            )
        )
    )
    own = Placing.objects.filter(person=person, owner_org=by.organisation_of_rows, lifted_at=None)
    own.filter(**_about(search, pk)).update(lifted_at=at, lifted_by=by)
    return Placing.objects.create(
        case=case,
        person=person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        standing=standing,
        reason=reason,
        at=at,
        by=by,
        **_about(search, pk),
    )


@transaction.atomic
def take_back(placing: Placing, *, by: User, at: datetime) -> None:
    """The offer goes back to where its score puts it."""
    require(by, "matches.place")
    placing = Placing.objects.select_for_update(of=("self",)).get(pk=placing.pk)
    if placing.lifted_at is not None:
        raise Refused(Reason.NOT_STANDING)
    placing.lifted_at, placing.lifted_by = at, by
    placing.save(update_fields=["lifted_at", "lifted_by"])


@transaction.atomic
def choose(
    case: Case, person: Person, pk: UUID, reason: str, *, by: User, at: datetime
) -> Proposal:
    """Keeps what was proposed and what is chosen of it; the referral itself is begun after it."""
    require(by, "matches.place")
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    search = queries.Search(case, person, on=at.date())
    shown = search.shown(KEPT)
    ids = [one for one, _score in shown]
    refuse_if(
        rules.reasons_not_to_choose(
            rules.ChoosingFacts(
                is_open=case.is_open,
                of_household=person.household_id == case.household_id,
                is_offered=search.is_offered(pk),
                is_first=ids[:1] == [pk],
                reason=reason,
            )
        )
    )
    return Proposal.objects.create(
        case=case,
        person=person,
        programme_id=case.programme_id,
        owner_org=by.organisation_of_rows,
        ranking=search.version,
        shown=[[str(one), round(1000 * score)] for one, score in shown],
        fitting=search.fitting,
        place=ids.index(pk) + 1 if pk in ids else None,
        reason=reason,
        at=at,
        by=by,
        **_about(search, pk),
    )


def _about(search: queries.Search, pk: UUID) -> dict[str, UUID | None]:
    """An offer, or a service that nobody has written an offer for."""
    is_offer = search.catalogue.is_offer(search.catalogue.row[pk])
    return {"offer_id": pk if is_offer else None, "service_id": None if is_offer else pk}


@transaction.atomic
def weigh(
    programme: Programme,
    parts: Mapping[Part, int],
    *,
    source: str,
    valid_from: date,
    reach_km: int,
    by: User,
    at: datetime,
) -> RankingVersion:
    """Writes the next version of a programme's weights. None is ever changed."""
    require(by, "matches.weigh")
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    last = queries.versions(programme.pk).order_by("-number").first()
    refuse_if(
        rules.reasons_not_to_weigh(
            rules.WeighingFacts(
                parts=parts,
                source=source,
                is_own=programme.lead_org_id == by.organisation_id,
                valid_from=valid_from,
                last_from=last.valid_from if last else None,
            )
        )
    )
    return RankingVersion.objects.create(
        programme=programme,
        number=last.number + 1 if last else 1,
        valid_from=valid_from,
        source=source,
        parts={part.value: weight for part, weight in parts.items()},
        reach_km=reach_km,
        written_by=by,
        written_at=at,
    )
