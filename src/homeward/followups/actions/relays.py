"""Those who help to find people: registered, asked, told what was agreed to, and heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.cases.models import Case
from homeward.core.refusals import Refused, refuse_if
from homeward.followups import queries, rules
from homeward.followups.actions.rows import common, wait
from homeward.followups.choices import ErrandResult, Reason, RelayKind, RelayTask, Told
from homeward.followups.models import Errand, Relay
from homeward.persons.choices import ConsentWay
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@dataclass(frozen=True, kw_only=True)
class RelayGiven:
    kind: RelayKind
    name: str
    phone: str
    place: str
    tasks: Sequence[RelayTask]
    agreed_on: date
    agreed_how: ConsentWay


@transaction.atomic
def register_relay(given: RelayGiven, *, by: User, at: datetime) -> Relay:
    """With the relay's own consent, and its promise to tell nobody else."""
    require(by, "followups.keep_relays")
    if given.agreed_on > localdate(at):
        raise Refused(Reason.IN_FUTURE)
    return Relay.objects.create(
        owner_org=by.organisation_of_rows,
        kind=given.kind,
        name=given.name.strip(),
        phone=given.phone.strip(),
        place=given.place.strip(),
        tasks=list(given.tasks),
        agreed_on=given.agreed_on,
        agreed_how=given.agreed_how,
        promised=True,
        registered_by=by,
        registered_at=at,
    )


@transaction.atomic
def end_relay(relay: Relay, *, by: User, at: datetime) -> Relay:
    """They help no longer: name and telephone are deleted at once, open errands end unheard."""
    require(by, "followups.keep_relays")
    relay = Relay.objects.select_for_update(of=("self",)).get(pk=relay.pk)
    if relay.ended_at is not None:
        raise Refused(Reason.RELAY_ENDED)
    for errand in Errand.objects.filter(relay=relay, reported_at__isnull=True):
        _report(errand, ErrandResult.NOT_FOUND, tries=0, by=by, at=at)
    relay.name, relay.phone = "", ""
    relay.ended_at, relay.ended_by = at, by
    relay.save()
    return relay


@transaction.atomic
def ask_relay(
    case: Case,
    relay: Relay,
    *,
    task: RelayTask,
    told: Told,
    due_on: date,
    by: User,
    at: datetime,
) -> Errand:
    """Asks a relay to help find somebody. The database holds too that the person agreed."""
    require(by, "followups.hold")
    # One at a time for a relay: it must not end while it is asked.
    relay = Relay.objects.select_for_update(of=("self",)).get(pk=relay.pk)
    refuse_if(
        rules.reasons_not_to_ask(
            queries.asking_facts(case, relay, told=told, due_on=due_on, by=by, today=localdate(at))
        )
    )
    wish = queries.wish_of(case)
    if wish is None:
        raise Refused(Reason.NO_WISH)
    errand = Errand.objects.create(
        **common(case, by),
        relay=relay,
        task=task,
        told=told,
        wish=wish,
        asked_at=at,
        asked_by=by,
        due_on=due_on,
    )
    wait(
        TaskKind.REPORT_ERRAND,
        errand.pk,
        case,
        owner_org_id=errand.owner_org_id,
        holder=by,
        due_on=due_on,
        at=at,
    )
    return errand


@transaction.atomic
def report_errand(
    errand: Errand, result: ErrandResult, *, tries: int, by: User, at: datetime
) -> Errand:
    """What the relay says came of it. It is hearsay: contact is only what we have ourselves."""
    require(by, "followups.hold")
    errand = Errand.objects.select_for_update(of=("self",)).get(pk=errand.pk)
    if not errand.is_open:
        raise Refused(Reason.ENDED)
    return _report(errand, result, tries=tries, by=by, at=at)


def _report(errand: Errand, result: ErrandResult, *, tries: int, by: User, at: datetime) -> Errand:
    errand.result, errand.tries = result, tries
    errand.reported_at, errand.reported_by = at, by
    errand.save()
    tasks.end(TaskKind.REPORT_ERRAND, errand.pk, at=at)
    return errand
