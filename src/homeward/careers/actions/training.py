"""Training that closes a gap: the wait to talk it over, and what the person says."""

from datetime import datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.careers import rules
from homeward.careers.actions.base import facts_of, locked
from homeward.careers.choices import TrainingAnswer
from homeward.careers.models import TrainingTalk
from homeward.cases.actions import ensure_next_step
from homeward.cases.models import Case
from homeward.core.refusals import refuse_if
from homeward.occupations.models import Occupation
from homeward.offers.choices import OfferStatus
from homeward.offers.models import Offer
from homeward.persons.models import Person
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def ask_to_talk(case: Case, person: Person, *, at: datetime) -> None:
    """Whoever answers for the case talks it over; no source states by when."""
    tasks.begin(
        TaskKind.TALK_OVER_TRAINING,
        person.pk,
        holder_org=case.accountable_org_id,
        holder=case.worker,
        waiter_org=case.accountable_org_id,
        waiter=case.worker,
        case_id=case.pk,
        person_id=person.pk,
        reference=case.reference,
        programme_id=case.programme_id,
        at=at,
    )


@transaction.atomic
def talk_over(
    case: Case,
    person: Person,
    offer: Offer,
    answer: TrainingAnswer,
    *,
    occupation: Occupation | None = None,
    words: str = "",
    by: User,
    at: datetime,
) -> TrainingTalk:
    """What the person says to a training. The wait to talk it over ends with any answer."""
    require(by, "careers.keep")
    case = locked(case)
    offer = Offer.objects.get(pk=offer.pk)
    refuse_if(
        rules.reasons_not_to_talk_over(
            facts_of(case, person),
            is_open=offer.status == OfferStatus.OPEN or answer == TrainingAnswer.REFUSED,
            has_words=answer != TrainingAnswer.REFUSED or bool(words.strip()),
        )
    )
    row = TrainingTalk(
        case=case, person=person, programme_id=person.programme_id,
        owner_org=by.organisation_of_rows, offer=offer, occupation=occupation, answer=answer,
        words=words, at=at, by=by,
    )  # fmt: skip
    row.save(force_insert=True)
    tasks.end(TaskKind.TALK_OVER_TRAINING, person.pk, at=at)
    ensure_next_step(case.pk, by=by, at=at)
    return row
