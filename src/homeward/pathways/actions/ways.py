"""Pathways are kept, verified again, and tied to training that leads to them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.agreements.models import Agreement
from homeward.core.refusals import Refused, refuse_if
from homeward.offers.models import Offer
from homeward.pathways import rules
from homeward.pathways.choices import Reason
from homeward.pathways.models import Pathway, PathwayTraining, Requirement
from homeward.places.models import Country
from homeward.services.models import Service
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class PathwayGiven:
    title: str
    kind: str
    origin: Country
    host: Country
    sector: str
    occupation: str
    about: str
    quota: int | None
    opens_on: date | None
    closes_on: date | None
    cost: Decimal | None
    currency: str
    cost_note: str
    ask: str
    agreement: Agreement | None
    source: str
    source_url: str
    verify_by: date


@transaction.atomic
def keep_pathway(held: Pathway | None, given: PathwayGiven, *, by: User, at: datetime) -> Pathway:
    """Written, or written anew: it counts as verified today, and is asked again by its day."""
    require(by, "pathways.keep")
    today = timezone.localdate(at)
    refuse_if(
        rules.reasons_not_to_keep(
            rules.PathwayFacts(
                same_country=given.origin.pk == given.host.pk, opens_on=given.opens_on,
                closes_on=given.closes_on, cost=given.cost, currency=given.currency,
                source=given.source, verify_by=given.verify_by, today=today,
            )
        )
    )  # fmt: skip
    if held is None:
        held = Pathway(owner_org=by.organisation_of_rows, written_by=by, written_at=at)
    else:
        held = own(held, by)
    for name, value in vars(given).items():
        setattr(held, name, value)
    held.verified_on = today
    held.save()
    _ask_again(held, by=by, at=at)
    return held


@transaction.atomic
def verify(held: Pathway, *, verify_by: date, source: str, by: User, at: datetime) -> None:
    """It still holds, as its source says today."""
    held, today = own(held, by), timezone.localdate(at)
    refuse_if(
        [
            *([] if verify_by > today else [Reason.VERIFY_LATER]),
            *([] if source.strip() else [Reason.NO_SOURCE]),
        ]
    )
    held.verified_on, held.verify_by, held.source = today, verify_by, source.strip()
    held.save(update_fields=["verified_on", "verify_by", "source"])
    _ask_again(held, by=by, at=at)


def _ask_again(held: Pathway, *, by: User, at: datetime) -> None:
    tasks.end(TaskKind.VERIFY_PATHWAY, held.pk, at=at)
    tasks.begin(
        TaskKind.VERIFY_PATHWAY, held.pk, holder_org=held.owner_org_id, holder=by,
        waiter_org=held.owner_org_id, at=at, programme_id=0, reference=held.title,
        due_on=held.verify_by,
    )  # fmt: skip


@transaction.atomic
def tie(
    held: Pathway, *, offer: Offer | None, service: Service | None, note: str, by: User,
    at: datetime, requirement: Requirement | None = None,
) -> PathwayTraining:  # fmt: skip
    """Training that leads to the pathway: one offer, or one entry of the directory, and which of
    its requirements it meets."""
    held = own(held, by)
    if (offer is None) == (service is None):
        raise Refused(Reason.NOTHING_TIED)
    checks = [
        (not held.trainings.filter(offer=offer, service=service).exists(), Reason.TIED_ALREADY),
        (requirement is None or requirement.pathway_id == held.pk, Reason.OF_ANOTHER),
    ]
    refuse_if(reason for holds, reason in checks if not holds)
    return PathwayTraining.objects.create(
        pathway=held, offer=offer, service=service, requirement=requirement, note=note.strip()
    )


@transaction.atomic
def untie(tied: PathwayTraining, *, by: User, at: datetime) -> None:
    own(tied.pathway, by)
    tied.delete()


def own(held: Pathway, by: User) -> Pathway:
    require(by, "pathways.keep")
    held = Pathway.objects.select_for_update(of=("self",)).filter(
        pk=held.pk, owner_org=by.organisation_id
    ).first() or held  # fmt: skip
    if held.owner_org_id != by.organisation_id:
        raise PermissionDenied("pathways.keep")
    return held
