"""Every write on pairs: what one side says, and files taken apart again.

Pairs, sides and what both answers come to are the database's (policies.sql): neither side reads
what the other one says.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.duplicates import queries, rules
from homeward.duplicates.choices import Said, Status
from homeward.duplicates.models import Answer, Pair, Side
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind

# What is not known yet is asked again after so many days.
LATER_DAYS = 30


@transaction.atomic
def answer(
    pair: Pair, said: Said, why: str = "", *, principal: UUID | None = None, by: User, at: datetime
) -> Status:
    """What the actor's organisation says of a pair. Both files its own, it settles it at once.

    `principal` is the file that lists show of the two; without it the older one. Returns what the
    pair has become: it waits as long as another organisation has not answered.
    """
    require(by, "duplicates.settle")
    pair = _held(pair)
    refuse_if(
        rules.reasons_not_to_answer(
            is_waiting=pair.is_waiting, said=said, reason_given=bool(why.strip())
        )
    )
    sides = queries.own_sides(pair, by)
    for side in sides:
        _say(side, said, why, by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select duplicates_settle(%s, %s, %s)", [pair.pk, principal, at])
        became = Status(cursor.fetchone()[0])
    if said == Said.LATER:
        for side in sides:
            tasks.agree_day(
                TaskKind.REVIEW_DUPLICATE,
                side.pk,
                due_on=at.date() + timedelta(days=LATER_DAYS),
            )
    return became


@transaction.atomic
def part(pair: Pair, side: Side, why: str, *, by: User, at: datetime) -> None:
    """Takes this side's file out of its group. No row ever moved: it stands as it did before."""
    require(by, "duplicates.settle")
    pair = _held(pair)
    refuse_if(
        rules.reasons_not_to_part(
            is_merged=pair.status == Status.MERGED, reason_given=bool(why.strip())
        )
    )
    _say(side, Said.PARTED, why, by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute("select duplicates_part(%s, %s)", [side.person_id, at])


def _held(pair: Pair) -> Pair:
    """Read again under a lock: the page may be old, and two may answer at once."""
    with connection.cursor() as cursor:
        cursor.execute("select duplicates_hold(%s)", [pair.pk])
    return Pair.objects.get(pk=pair.pk)


def _say(side: Side, said: Said, why: str, *, by: User, at: datetime) -> None:
    Answer.objects.create(
        side=side,
        owner_org=by.organisation_of_rows,
        programme_id=side.programme_id,
        person_id=side.person_id,
        said=said,
        why=why.strip(),
        at=at,
        by=by,
    )
