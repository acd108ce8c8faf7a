"""How a country stands to a version of a procedure, and in what its practice differs."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.committees.models import Decision
from homeward.core.refusals import Refused, refuse_if
from homeward.places.models import Country
from homeward.procedures.models import SopVersion
from homeward.steering.choices import AdoptionStatus, DifferenceState, Reason
from homeward.steering.models import Adoption, KeptDifference
from homeward.steering.queries import adoptions as queries
from homeward.steering.queries.stated import label_of
from homeward.steering.rules import refusals
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def state(
    version: SopVersion, country: Country, status: str, *, on: date, source: str,
    decision: Decision | None = None, by: User, at: datetime,
) -> Adoption:  # fmt: skip
    """Said by an organisation of the country; the last word stands, the others stay."""
    require(by, "steering.adopt")
    refuse_if(
        refusals.reasons_not_to_adopt(
            is_theirs=queries.speaks_for(by, country), source=source,
            whole=status == AdoptionStatus.ADOPTED,
            differences_open=queries.open_differences(version, country),
        )
    )  # fmt: skip
    return Adoption.objects.create(
        version=version, country=country, status=status, on=on, source=source.strip(),
        decision=decision, decision_label=label_of(decision) if decision else "",
        stated_org=by.organisation_of_rows, stated_by=by, stated_at=at,
    )  # fmt: skip


@transaction.atomic
def note_difference(
    version: SopVersion, country: Country, text: str, *, step_code: str = "",
    due_on: date | None = None, by: User, at: datetime,
) -> KeptDifference:  # fmt: skip
    """Open until it is kept with its reason, or closed; its organisation holds the wait."""
    require(by, "steering.adopt")
    reasons = []
    if not queries.speaks_for(by, country):
        reasons.append(Reason.OTHER_COUNTRY)
    if not text.strip():
        reasons.append(Reason.NO_REASON)
    if due_on is not None and due_on < timezone.localdate(at):
        reasons.append(Reason.NO_DUE_DAY)
    refuse_if(reasons)
    noted = KeptDifference.objects.create(
        version=version, country=country, step_code=step_code, text=text.strip(), due_on=due_on,
        noted_org=by.organisation_of_rows, noted_by=by, noted_at=at,
    )  # fmt: skip
    tasks.begin(
        TaskKind.SETTLE_DIFFERENCE, noted.pk, holder_org=by.organisation_of_rows,
        waiter_org=by.organisation_of_rows, at=at, programme_id=0,
        reference=version.agreement.title, due_on=due_on,
    )  # fmt: skip
    return noted


@transaction.atomic
def settle(
    difference: KeptDifference, to: DifferenceState, *, why: str, by: User, at: datetime
) -> None:
    """Kept, with the reason that justifies it; or closed, with what was changed."""
    require(by, "steering.adopt")
    if not queries.speaks_for(by, difference.country):
        raise Refused(Reason.OTHER_COUNTRY)
    difference = KeptDifference.objects.select_for_update(of=("self",)).get(pk=difference.pk)
    reasons = []
    if not why.strip():
        reasons.append(Reason.NO_REASON)
    if difference.state == DifferenceState.CLOSED or to == DifferenceState.OPEN:
        reasons.append(Reason.WRONG_STATUS)
    refuse_if(reasons)
    difference.state, difference.why = to, why.strip()
    difference.settled_by, difference.settled_at = by, at
    difference.save(update_fields=["state", "why", "settled_by", "settled_at"])
    tasks.end(TaskKind.SETTLE_DIFFERENCE, difference.pk, at=at)
