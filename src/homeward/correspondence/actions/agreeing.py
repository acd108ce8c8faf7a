"""What a person agrees to, by a worker or on their own pages; its end; and silence for safety."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import Refused
from homeward.correspondence import queries
from homeward.correspondence.choices import Ended, Reason
from homeward.correspondence.models import OptIn, Silence
from homeward.messages import actions as messages
from homeward.messages import rules as texts
from homeward.messages.choices import Occasion, State
from homeward.messages.choices import Reason as Unsaid
from homeward.messages.queries import digest_of
from homeward.persons.models import Person


@dataclass(frozen=True, kw_only=True)
class Agreed:
    person: Person
    channel: str
    address: str
    language: str
    country: str
    others_read: bool
    way: str
    given_on: date


@transaction.atomic
def agree(case: Case, said: Agreed, *, by: User, at: datetime) -> OptIn:
    """Records it and greets the person by it. Agreed anew, it takes the other's place."""
    require(by, "correspondence.record")
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    owner = by.organisation_of_rows.pk
    _end(queries.open_opt_in(said.person, said.channel, owner=owner), Ended.WORKER, at=at)
    opt_in = _begun(case, said, owner=owner, by=by, at=at)
    _greet(opt_in, case, at=at)
    return opt_in


@transaction.atomic
def agree_own(case: Case, said: Agreed, *, by: User, at: datetime) -> OptIn:
    """On the person's own pages: kept by who answers for the case."""
    require(by, "correspondence.own")
    owner = case.accountable_org_id
    _end(queries.open_opt_in(said.person, said.channel, owner=owner), Ended.PERSON, at=at)
    opt_in = _begun(case, said, owner=owner, by=None, at=at)
    _greet(opt_in, case, at=at)
    return opt_in


def _begun(case: Case, said: Agreed, *, owner: int, by: User | None, at: datetime) -> OptIn:
    address = texts.folded(said.channel, said.address)
    reasons: list[object] = []
    if not address:
        reasons.append(Unsaid.NO_ADDRESS)
    if said.person.household_id != case.household_id:
        reasons.append(Reason.NOT_OF_CASE)
    if not case.is_open:
        reasons.append(Reason.CLOSED)
    if reasons:
        raise Refused(*reasons)  # type: ignore[arg-type]
    opt_in = OptIn(
        case=case, person=said.person, programme_id=case.programme_id, owner_org_id=owner,
        channel=said.channel, address=address,
        digest=digest_of(owner, said.channel, address), language=said.language,
        country=said.country, others_read=said.others_read, way=said.way,
        given_on=said.given_on, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    opt_in.save(force_insert=True)
    return opt_in


def _greet(opt_in: OptIn, case: Case, *, at: datetime) -> None:
    if queries.is_held_back(opt_in.person_id):
        return
    text, _language = queries.said(opt_in.owner_org, Occasion.WELCOME, opt_in.language)
    messages.queue(
        to=str(opt_in.address), subject=text, body=text, at=at, channel=opt_in.channel,
        organisation_id=opt_in.owner_org_id, quiet_in=opt_in.country,
    )  # fmt: skip


def _end(opt_in: OptIn | None, why: Ended, *, at: datetime) -> None:
    if opt_in is not None:
        opt_in.ended_at, opt_in.ended_why = at, why
        opt_in.save(update_fields=["ended_at", "ended_why"])


def _call_back(person: Person, channel: str, *, by: User, at: datetime) -> None:
    """What waits for the morning does not go out either."""
    waiting = queries.waiting_for(person.pk, channel)
    messages.call_back(list(waiting.values_list("pk", flat=True)), by=by, at=at)
    waiting.update(state=State.DISCARDED, settled_at=at)


@transaction.atomic
def end_opt_in(opt_in: OptIn, why: str, *, by: User, at: datetime) -> None:
    require(by, "correspondence.record")
    opt_in = OptIn.objects.select_for_update(of=("self",)).get(pk=opt_in.pk)
    if not opt_in.is_open:
        raise Refused(Reason.ENDED_ALREADY)
    _end(opt_in, Ended(why), at=at)
    _call_back(opt_in.person, opt_in.channel, by=by, at=at)


@transaction.atomic
def end_own(opt_in: OptIn, *, by: User, at: datetime) -> None:
    """By the person, at once and for good; a second click changes nothing."""
    require(by, "correspondence.own")
    opt_in = OptIn.objects.select_for_update(of=("self",)).get(pk=opt_in.pk)
    if opt_in.is_open:
        _end(opt_in, Ended.PERSON, at=at)


@transaction.atomic
def hold_back(case: Case, person: Person, *, by: User, at: datetime) -> Silence:
    """Nothing is sent to the person any more; what was agreed to stays for later."""
    require(by, "correspondence.hold_back")
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if person.household_id != case.household_id:
        raise Refused(Reason.NOT_OF_CASE)
    if queries.is_held_back(person.pk):
        raise Refused(Reason.HELD_ALREADY)
    _call_back(person, "", by=by, at=at)
    return Silence.objects.create(
        case=case, person=person, programme_id=case.programme_id,
        owner_org=by.organisation_of_rows, set_at=at, set_by=by,
    )  # fmt: skip


@transaction.atomic
def let_through(silence: Silence, *, by: User, at: datetime) -> None:
    """By the protection focal point alone."""
    require(by, "correspondence.let_through")
    silence = Silence.objects.select_for_update(of=("self",)).get(pk=silence.pk)
    if silence.lifted_at is None:
        silence.lifted_at, silence.lifted_by = at, by
        silence.save(update_fields=["lifted_at", "lifted_by"])
