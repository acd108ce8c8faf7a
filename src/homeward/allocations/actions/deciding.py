"""People decide on each line of a proposal; nothing is given by itself."""

from datetime import datetime

from django.db import IntegrityError, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.allocations import queries, rules
from homeward.allocations.actions.locking import locked, locked_open
from homeward.allocations.choices import Decided, ProposalStatus, Reason, RoundStatus
from homeward.allocations.models import PlaceDecision, ProposedPlace, Round, RoundOffer
from homeward.core.refusals import Refused, refuse_if
from homeward.offers.models import Offer
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


def accept(line: ProposedPlace, *, by: User, at: datetime) -> ProposedPlace:
    """The person is given what is proposed."""
    return _decide(line, Decided.ACCEPTED, line.offer, "", by=by, at=at)


def change(
    line: ProposedPlace, offer: Offer, reason: str, *, by: User, at: datetime
) -> ProposedPlace:
    """The person is given another place than the one proposed, or one instead of waiting."""
    return _decide(line, Decided.CHANGED, offer, reason, by=by, at=at)


def set_aside(line: ProposedPlace, reason: str, *, by: User, at: datetime) -> ProposedPlace:
    """The person is not given it; the next proposal leaves this pair out."""
    return _decide(line, Decided.ASIDE, None, reason, by=by, at=at)


@transaction.atomic
def take_back(line: ProposedPlace, reason: str, *, by: User, at: datetime) -> ProposedPlace:
    """The line is open again, with the reason in its log."""
    require(by, "allocations.decide")
    round_ = locked_open(line.round, by)
    line = _read_again(line, round_)
    checks = [
        (line.decided != Decided.OPEN, Reason.NOT_DECIDED),
        (bool(reason.strip()), Reason.NO_REASON),
    ]
    refuse_if(why for holds, why in checks if not holds)
    line.decided, line.given, line.reason = Decided.OPEN, None, ""
    line.decided_by = line.decided_at = None
    _keep(line, reason, by=by, at=at)
    tasks.end(TaskKind.REFER_PLACE, line.pk, at=at)
    return line


def _read_again(line: ProposedPlace, round_: Round) -> ProposedPlace:
    found = ProposedPlace.objects.select_related("proposal", "offer", "case__worker").get(
        pk=line.pk, round=round_
    )
    found.round = found.proposal.round = round_
    return found


@transaction.atomic
def _decide(
    line: ProposedPlace, to: Decided, given: Offer | None, reason: str, *, by: User, at: datetime
) -> ProposedPlace:
    require(by, "allocations.decide")
    # Everybody decides under the round's lock, so that no place is given twice.
    round_ = locked(line.round, by)
    line = _read_again(line, round_)
    refuse_if(rules.reasons_not_to_decide(_facts(line, round_, to, given, reason)))
    line.decided, line.given, line.reason = to, given, reason
    line.decided_by, line.decided_at = by, at
    try:
        with transaction.atomic():
            _keep(line, reason, by=by, at=at)
    except IntegrityError as error:
        raise Refused(Reason.PLACED_ALREADY) from error
    if given:
        _wait_for_referral(line, at)
    if not queries.open_lines(line.proposal).exists():
        tasks.end(TaskKind.DECIDE_PLACES, round_.pk, at=at)
    return line


def _facts(
    line: ProposedPlace, round_: Round, to: Decided, given: Offer | None, reason: str
) -> rules.DecidingFacts:
    last = queries.latest(round_)
    row = RoundOffer.objects.filter(round=round_, offer=given).first() if given else None
    return rules.DecidingFacts(
        to=to,
        is_open=round_.status == RoundStatus.OPEN,
        is_ready=line.proposal.status == ProposalStatus.READY,
        is_latest=last is not None and last.pk == line.proposal_id,
        was=Decided(line.decided),
        is_proposed=line.offer_id is not None,
        of_round=row is not None,
        is_same=given is not None and given.pk == line.offer_id,
        places_left=queries.left(round_, row.offer_id, row.places) if row else None,
        reason=reason,
    )


def _keep(line: ProposedPlace, reason: str, *, by: User, at: datetime) -> None:
    """The only code that writes a decision; its log is written with it."""
    line.save(update_fields=["decided", "given", "reason", "decided_by", "decided_at"])
    PlaceDecision.objects.create(
        line=line,
        to=line.decided,
        given=line.given,
        reason=reason,
        by=by,
        at=at,
        round_id=line.round_id,
        case_id=line.case_id,
        person_id=line.person_id,
        programme_id=line.programme_id,
        owner_org_id=line.owner_org_id,
    )


def _wait_for_referral(line: ProposedPlace, at: datetime) -> None:
    """A place is only a place once somebody has referred the person: whoever has the case does."""
    case = line.case
    tasks.begin(
        TaskKind.REFER_PLACE,
        line.pk,
        holder_org=line.owner_org_id,
        holder=case.worker if case.worker and _is_own(case.worker, line) else None,
        waiter_org=line.owner_org_id,
        at=at,
        programme_id=line.programme_id,
        case_id=line.case_id,
        person_id=line.person_id,
        reference=case.reference,
    )


def _is_own(worker: User, line: ProposedPlace) -> bool:
    return worker.organisation_id == line.owner_org_id
