"""The worker compares.

Each side's names are opened by a job of that side's organisation alone; what crosses owners is
encodings in memory, and numbers of pairs in the database.
"""

import base64
import hashlib
import hmac
import json
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from homeward.access import jobs
from homeward.access.choices import DataClass, Purpose
from homeward.crossmatches import encoding, rules
from homeward.crossmatches.choices import Way
from homeward.crossmatches.models import Side, Ticket
from homeward.persons.models import Person

logger = logging.getLogger(__name__)

ENCODE, COMPARE = "encode_side", "compare_sides"
jobs.declare(
    ENCODE,
    classes={DataClass.IDENTITY, DataClass.CONTACT},
    purpose=Purpose.COMPARISON,
    across_owners=False,
)
jobs.declare(COMPARE, classes=set(), purpose=Purpose.COMPARISON, across_owners=True)

# So long a pair is kept after it was found or settled, and a question that nobody answers.
KEEP_DAYS, ASK_DAYS = 365, 30


@dataclass(frozen=True)
class Found:
    """One pair as it is written: our person, theirs where they are here, its number, its words."""

    ours: str
    theirs: str
    pair: UUID
    band: str


def compare_waiting(*, at: datetime) -> int:
    """Compares what waits for it; how many comparisons were brought forward.

    A comparison that was killed is found ready again and begun anew: what it had opened was in
    memory, and what it writes at its end is written once.
    """
    with jobs.acting_job(COMPARE):
        waiting = _rows("select run, way, sides from crossmatches_waiting()", [])
    return sum(_tried(run, way, sides, at=at) for run, way, sides in waiting)


def _tried(run: UUID, way: str, sides: Sequence[int], *, at: datetime) -> bool:
    """One that can't be done holds up no other; after some tries it says that it failed."""
    try:
        return _compare(run, way, sides, at=at)
    except Exception:
        logger.exception("comparison %s failed", run)
        return False


def _compare(run: UUID, way: str, sides: Sequence[int], *, at: datetime) -> bool:
    with jobs.acting_job(COMPARE):
        ((begun,),) = _rows("select crossmatches_begin(%s, %s, %s)", [run, rules.MOST_TRIES, at])
    if not begun:
        return False
    if way == Way.HERE:
        asking, other = sides
        _record(run, _both(run, asking, other), at=at)
    else:
        _by_file(run, sides[0], at=at)
    return True


def _both(run: UUID, asking: int, other: int) -> list[Found]:
    """Both organisations are here: a secret for this one time, and nothing of it is kept."""
    secret = secrets.token_bytes(encoding.SECRET_BYTES)
    ours, theirs = _encode(run, asking, secret), _encode(run, other, secret)
    return [
        Found(pair.id_a, pair.id_b, uuid4(), rules.band(pair.similarity))
        for pair in _match(ours, theirs)
    ]


def _encode(run: UUID, organisation: int, secret: bytes, *, tickets: bool = False) -> Any:
    """One side's encodings, under the persons' ids or, for a file, under random numbers."""
    from homeward.linkage import encoded  # noqa: PLC0415 - numba is loaded where it is compared

    with jobs.acting_job(ENCODE, organisation):
        chosen = dict(_rows("select person, with_contact from crossmatches_candidates(%s)", [run]))
        people = list(Person.objects.filter(pk__in=list(chosen)).order_by("pk"))
        records = encoding.records(people, with_contact=[pk for pk in chosen if chosen[pk]])
        encodings = encoded.encode(records, secret=secret)
        if tickets:
            encodings = _ticketed(run, people, encodings)
        Side.objects.filter(run=run, organisation=organisation).update(given=len(encodings.ids))
    return encodings


def _ticketed(run: UUID, people: Sequence[Person], encodings: Any) -> Any:
    """The same under random numbers, in their order: neither ids nor places tell of a register."""
    from homeward.linkage import encoded  # noqa: PLC0415 - as above

    if len(encodings.ids) > encoding.MOST:
        raise ValueError(f"more than {encoding.MOST} persons do not go into one file")
    Ticket.objects.filter(run=run).delete()
    by_id = {str(person.pk): person for person in people}
    made = [
        Ticket(
            run_id=run,
            owner_org_id=by_id[one].owner_org_id,
            programme_id=by_id[one].programme_id,
            person=by_id[one],
        )
        for one in encodings.ids
    ]
    Ticket.objects.bulk_create(made)
    order = sorted(range(len(made)), key=lambda place: made[place].number)
    return encoded.Encodings(
        tuple(str(made[place].number) for place in order),
        encodings.bits[order],
        encodings.counts[order],
    )


def _match(one: Any, other: Any) -> list[Any]:
    from homeward.linkage import encoded  # noqa: PLC0415 - as above

    return encoded.match(one, other, threshold=rules.TOLD_FROM)


def _by_file(run: UUID, organisation: int, *, at: datetime) -> None:
    """One side's next step: our encodings out, their encodings compared, or their answer read."""
    with jobs.acting_job(ENCODE, organisation):
        side = Side.objects.get(run=run, organisation=organisation)
        came = json.loads(side.incoming) if side.incoming else None
    if came is None:
        _write_first(run, organisation, at=at)
    elif came["kind"] == "ask":
        _answer(run, organisation, came, at=at)
    else:
        _read_answer(run, organisation, came, at=at)


def _write_first(run: UUID, organisation: int, *, at: datetime) -> None:
    secret = secrets.token_bytes(encoding.SECRET_BYTES)
    content = {
        "kind": "ask",
        "secret": base64.b64encode(secret).decode(),
        **encoding.packed(_encode(run, organisation, secret, tickets=True)),
    }
    _keep(run, organisation, content)
    with jobs.acting_job(COMPARE):
        _rows("select crossmatches_rest(%s)", [run])


def _answer(run: UUID, organisation: int, came: dict[str, Any], *, at: datetime) -> None:
    """Their encodings against ours. A pair's number follows from theirs, so that a comparison
    begun anew gives the same."""
    secret = base64.b64decode(came["secret"])
    theirs, ours = encoding.unpacked(came), _encode(run, organisation, secret)
    found, told = [], []
    for pair in _match(ours, theirs):
        number = pair_of(run, pair.id_b, secret)
        band = rules.band(pair.similarity)
        found.append(Found(pair.id_a, "", number, band))
        told.append([pair.id_b, str(number), band.value])
    _keep(run, organisation, {"kind": "answer", "scheme": encoding.SCHEME, "pairs": sorted(told)})
    _record(run, found, at=at)


def pair_of(run: UUID, ticket: str, secret: bytes) -> UUID:
    digest = hmac.new(secret, run.bytes + UUID(ticket).bytes, hashlib.sha256).digest()
    return UUID(bytes=digest[:16], version=4)


def _read_answer(run: UUID, organisation: int, came: dict[str, Any], *, at: datetime) -> None:
    with jobs.acting_job(ENCODE, organisation):
        tickets = {
            str(number): str(person)
            for number, person in Ticket.objects.filter(run=run).values_list("number", "person_id")
        }
    found = [
        Found(tickets[number], "", UUID(pair), band)
        for number, pair, band in came["pairs"]
        if number in tickets
    ]
    _record(run, found, at=at)


def _keep(run: UUID, organisation: int, content: dict[str, Any]) -> None:
    with jobs.acting_job(ENCODE, organisation):
        side = Side.objects.get(run=run, organisation=organisation)
        side.outgoing = json.dumps(content)
        side.save(update_fields=["outgoing"])


def _record(run: UUID, found: Sequence[Found], *, at: datetime) -> None:
    with jobs.acting_job(COMPARE):
        _rows(
            "select crossmatches_record(%s, %s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s)",
            [
                run,
                [one.ours for one in found],
                [one.theirs for one in found if one.theirs],
                [one.pair for one in found],
                [str(one.band) for one in found],
                at,
            ],
        )


def forget(*, at: datetime) -> int:
    """Takes away pairs whose ground fell or whose time is over; how many went."""
    with jobs.acting_job(COMPARE):
        ((gone,),) = _rows("select crossmatches_forget(%s, %s, %s)", [KEEP_DAYS, ASK_DAYS, at])
    return int(gone)


def _rows(statement: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())
