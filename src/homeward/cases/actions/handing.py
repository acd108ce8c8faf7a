"""Who works on a case: named, handed to colleagues at once, and that undone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import can, require
from homeward.cases import rules
from homeward.cases.actions.stages import locked
from homeward.cases.choices import Reason
from homeward.cases.models import Case, Reassignment
from homeward.core.refusals import Refused, refuse_if
from homeward.tasks import actions as tasks


@transaction.atomic
def assign(case: Case, worker: User, *, by: User, at: datetime) -> Case:
    """Names who works on a case; its open steps become theirs."""
    require(by, "cases.assign")
    case = locked(case)
    refuse_if(
        rules.reasons_not_to_assign(
            rules.AssigningFacts(
                is_open=case.is_open,
                is_accountable=case.accountable_org_id == by.organisation_id,
                is_colleague=_is_colleague(worker, by),
                works_on_cases=works_on_cases(worker),
            )
        )
    )
    case.worker, case.changed_at = worker, at
    case.save(update_fields=["worker", "changed_at"])
    tasks.hand_to(case.pk, worker)
    return case


def works_on_cases(user: User) -> bool:
    return can(user, "cases.confirm_facts")


def _is_colleague(user: User, by: User) -> bool:
    return user.is_active and user.organisation_id == by.organisation_id


@transaction.atomic
def hand_out(
    leaving: User,
    shares: Mapping[UUID, User],
    *,
    rest_to: User | None = None,
    by: User,
    at: datetime,
) -> Reassignment:
    """Gives each case to the colleague beside it, with its waits; all of it or nothing.

    `rest_to` takes what waits for the one who leaves without being one of these cases.
    """
    require(by, "cases.hand_out")
    takers = {user.pk: user for user in [*shares.values(), *([rest_to] if rest_to else [])]}
    found = list(
        Case.objects.select_for_update(of=("self",))
        .filter(
            pk__in=list(shares),
            worker=leaving,
            accountable_org=by.organisation_id,
            closed_at__isnull=True,
        )
        .order_by("pk")
    )
    refuse_if(
        rules.reasons_not_to_hand_out(
            rules.HandingFacts(
                has_takers=bool(takers),
                are_colleagues=all(
                    _is_colleague(user, by) and user.pk != leaving.pk for user in takers.values()
                )
                and leaving.organisation_id == by.organisation_id,
                work_on_cases=all(works_on_cases(user) for user in shares.values()),
                are_still_theirs=len(found) == len(shares),
                none_is_sealed=not any(case.sealed for case in found),
            )
        )
    )
    held, waited = _give(leaving, shares, at=at)
    if rest_to:
        held += tasks.hand_out_rest(leaving, rest_to)
    return Reassignment.objects.create(
        organisation=by.organisation_of_rows,
        leaving=leaving,
        by=by,
        at=at,
        cases=list(shares),
        takers=[user.pk for user in shares.values()] or [rest_to.pk if rest_to else by.pk],
        held=held,
        waited=waited,
    )


def _give(
    leaving: User, shares: Mapping[UUID, User], *, at: datetime
) -> tuple[list[UUID], list[UUID]]:
    """One statement a colleague and table, however many cases it are."""
    held: list[UUID] = []
    waited: list[UUID] = []
    for user in {user.pk: user for user in shares.values()}.values():
        mine = [pk for pk, taker in shares.items() if taker.pk == user.pk]
        Case.objects.filter(pk__in=mine).update(worker=user, changed_at=at)
        more_held, more_waited = tasks.hand_out(leaving, mine, user)
        held += more_held
        waited += more_waited
    return held, waited


@transaction.atomic
def hand_out_evenly(
    leaving: User, takers: Sequence[User], *, by: User, at: datetime
) -> tuple[UUID, int]:
    """Everything of somebody's to colleagues in turn, by who sees no file: the database does it.

    Gives the hand-over's id and the number of cases.
    """
    require(by, "cases.hand_out")
    refuse_if(
        rules.reasons_not_to_hand_out(
            rules.HandingFacts(
                has_takers=bool(takers),
                are_colleagues=all(
                    _is_colleague(user, by) and user.pk != leaving.pk for user in takers
                )
                and leaving.organisation_id == by.organisation_id,
                work_on_cases=all(works_on_cases(user) for user in takers),
                are_still_theirs=True,
                none_is_sealed=True,
            )
        )
    )
    batch = uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "select cases_hand_out(%s, %s, %s, %s)",
            [batch, leaving.pk, [user.pk for user in takers], at],
        )
        return batch, cursor.fetchone()[0]


@transaction.atomic
def take_back(batch: Reassignment, *, by: User, at: datetime) -> int:
    """Undoes a hand-over of the last day, where nothing has moved on since. How many cases."""
    require(by, "cases.hand_out")
    with connection.cursor() as cursor:
        cursor.execute("select cases_take_back(%s, %s)", [batch.pk, at])
        back: int = cursor.fetchone()[0]
    if back < 0:
        raise Refused(Reason.TOO_LATE)
    return back
