"""A comparison is asked for by one organisation and joined, or declined, by the other."""

from datetime import datetime

from django.db import connection, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused, refuse_if
from homeward.crossmatches import queries, rules
from homeward.crossmatches.choices import Reason, Status, Way
from homeward.crossmatches.models import Run, Side
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def ask(other: Organisation, *, way: Way = Way.HERE, by: User, at: datetime) -> Run:
    """Asks another organisation to compare; ours has joined with it.

    Inside this installation the other one joins first. By file the worker makes our encodings
    ready, for the sealed file that `outgoing` gives.
    """
    require(by, "crossmatches.run")
    own = by.organisation_of_rows
    hold_pair(own.pk, other.pk)
    refuse_if(rules.reasons_not_to_ask(queries.asking_facts(own.pk, other, way=way, on=at.date())))
    partner = queries.partner(own.pk, other.pk, on=at.date())
    if partner is None:
        raise Refused(Reason.NOT_AGREED)
    run = Run.objects.create(
        agreement=partner.agreement,
        articles=partner.articles,
        asking_org=own,
        other_org=other,
        way=way,
        status=Status.ASKED if way == Way.HERE else Status.READY,
        asked_at=at,
    )
    Side.objects.create(run=run, organisation=own, joined_at=at, joined_by=by)
    if way == Way.HERE:
        tasks.begin(
            TaskKind.ANSWER_COMPARISON,
            run.pk,
            holder_org=other,
            waiter_org=own,
            waiter=by,
            at=at,
            programme_id=0,
            reference=partner.agreement.number,
        )
    return run


def hold_pair(one: int, other: int) -> None:
    """Two that ask each other at once wait here: one comparison of two is under way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtext('crossmatches'), hashtext(%s))",
            [f"{min(one, other)}-{max(one, other)}"],
        )


@transaction.atomic
def join(run: Run, *, by: User, at: datetime) -> Run:
    """The other side joins: from now on the worker may compare."""
    run = _to_answer(run, joining=True, by=by)
    Side.objects.create(run=run, organisation=by.organisation_of_rows, joined_at=at, joined_by=by)
    return _answered(run, Status.READY, at=at)


@transaction.atomic
def decline(run: Run, *, by: User, at: datetime) -> Run:
    """Nothing is compared, and nothing was given."""
    return _answered(_to_answer(run, joining=False, by=by), Status.DECLINED, at=at)


def _to_answer(run: Run, *, joining: bool, by: User) -> Run:
    require(by, "crossmatches.run")
    run = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    refuse_if(
        rules.reasons_not_to_answer(
            status=run.status,
            is_for_us=run.other_org_id == by.organisation_id and run.way == Way.HERE,
            agreed_both_ways=queries.agreed(run.asking_org_id, run.other_org_id),
            joining=joining,
        )
    )
    return run


def _answered(run: Run, to: Status, *, at: datetime) -> Run:
    run.status, run.answered_at = to, at
    run.save(update_fields=["status", "answered_at"])
    tasks.end(TaskKind.ANSWER_COMPARISON, run.pk, at=at)
    return run


@transaction.atomic
def cancel(run: Run, *, by: User, at: datetime) -> Run:
    """Whoever asked takes it back, while nothing was found."""
    require(by, "crossmatches.run")
    run = Run.objects.select_for_update(of=("self",)).filter(pk=run.pk).first() or run
    refuse_if(
        rules.reasons_not_to_cancel(
            status=run.status, is_ours=run.asking_org_id == by.organisation_id
        )
    )
    for side in Side.objects.filter(run=run):
        side.incoming = side.outgoing = ""
        side.save(update_fields=["incoming", "outgoing"])
    return _answered(run, Status.CANCELLED, at=at)
