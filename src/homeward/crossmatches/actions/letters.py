"""What goes to another installation and comes from it, as the sealed files of `packages` carry it:
encodings, the pairs of an answer, and decisions. Never a name, never an id of a person.
"""

import base64
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from homeward.access.models import Organisation, User
from homeward.access.permissions import require
from homeward.core.refusals import Refused
from homeward.crossmatches import encoding, queries
from homeward.crossmatches.actions.asking import hold_pair
from homeward.crossmatches.choices import FINAL, Band, Decision, Reason, Status, Way
from homeward.crossmatches.models import Crossmatch, Run, Side

CONTACT_LENGTH = 300


def outgoing(run: Run, *, decisions: bool = False, by: User) -> dict[str, Any]:
    """What our side has to send of this comparison: encodings or answer, or else its decisions."""
    require(by, "crossmatches.run")
    side = Side.objects.filter(run=run, organisation=by.organisation_id).first()
    if run.way != Way.FILE or side is None:
        raise Refused(Reason.NOTHING_TO_SEND)
    if not decisions and side.outgoing:
        content: dict[str, Any] = json.loads(side.outgoing)
    elif decisions and run.status == Status.DONE and (said := _decisions(run)):
        content = {"kind": "decisions", "decisions": said}
    else:
        raise Refused(Reason.NOTHING_TO_SEND)
    return {"run": str(run.pk), "asked_at": run.asked_at.isoformat(), **content}


def _decisions(run: Run) -> list[list[str]]:
    """Ours that stand; a contact point goes with the wish for contact alone."""
    return [
        [str(one.pair), one.decision, one.contact]
        for one in Crossmatch.objects.filter(run=run, decision__in=FINAL).order_by("pair")
    ]


@transaction.atomic
def take_in(said: dict[str, Any], *, sender: Organisation, by: User, at: datetime) -> Run:
    """Takes a file's content in, whose sender is proven. The worker does the rest.

    A question of the other side makes our comparison, and taking it in is joining it.
    """
    require(by, "crossmatches.run")
    takers: dict[str, Callable[..., Run]] = {
        "ask": _take_question,
        "answer": _take_answer,
        "decisions": _take_decisions,
    }
    try:
        kind, run_id = str(said["kind"]), UUID(str(said["run"]))
        take = takers[kind]
    except (KeyError, ValueError, TypeError) as error:
        raise Refused(Reason.MALFORMED) from error
    return take(run_id, said, sender=sender, by=by, at=at)


def _take_question(
    run_id: UUID, said: dict[str, Any], *, sender: Organisation, by: User, at: datetime
) -> Run:
    if said.get("scheme") != encoding.SCHEME:
        raise Refused(Reason.OTHER_ENCODER)
    try:
        encoding.unpacked(said)
        base64.b64decode(said["secret"], validate=True)
    except (encoding.Malformed, KeyError, TypeError, ValueError) as error:
        raise Refused(Reason.MALFORMED) from error
    own = by.organisation_of_rows
    hold_pair(own.pk, sender.pk)
    if Run.objects.filter(pk=run_id).exists():
        raise Refused(Reason.TAKEN_ALREADY)
    partner = queries.partner(own.pk, sender.pk, on=at.date())
    if partner is None:
        raise Refused(Reason.NOT_AGREED)
    if partner.under_way:
        raise Refused(Reason.ASKED_ALREADY)
    run = Run(
        id=run_id,
        agreement=partner.agreement,
        articles=partner.articles,
        asking_org=sender,
        other_org=own,
        way=Way.FILE,
        status=Status.READY,
        asked_at=at,
        answered_at=at,
    )
    run.save(force_insert=True)
    Side.objects.create(
        run=run, organisation=own, joined_at=at, joined_by=by, incoming=json.dumps(said)
    )
    return run


def _take_answer(
    run_id: UUID, said: dict[str, Any], *, sender: Organisation, by: User, at: datetime
) -> Run:
    run = _under_way(run_id, sender, by)
    if run.status != Status.ASKED or run.asking_org_id != by.organisation_id:
        raise Refused(Reason.TAKEN_ALREADY)
    if said.get("scheme") != encoding.SCHEME:
        raise Refused(Reason.OTHER_ENCODER)
    try:
        for number, pair, band in said["pairs"]:
            UUID(number), UUID(pair), Band(band)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Refused(Reason.MALFORMED) from error
    side = Side.objects.get(run=run, organisation=by.organisation_id)
    side.incoming = json.dumps(said)
    side.save(update_fields=["incoming"])
    run.status, run.answered_at = Status.READY, at
    run.save(update_fields=["status", "answered_at"])
    return run


def _take_decisions(
    run_id: UUID, said: dict[str, Any], *, sender: Organisation, by: User, at: datetime
) -> Run:
    run = _under_way(run_id, sender, by)
    if run.status != Status.DONE:
        raise Refused(Reason.WRONG_STATUS)
    try:
        lines = [
            (UUID(pair), Decision(decision), str(contact)[:CONTACT_LENGTH])
            for pair, decision, contact in said["decisions"]
        ]
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Refused(Reason.MALFORMED) from error
    with connection.cursor() as cursor:
        cursor.execute(
            "select crossmatches_take_answers(%s, %s::uuid[], %s::text[], %s::text[], %s)",
            [run.pk, *([line[place] for line in lines] for place in range(3)), at],
        )
    return run


def _under_way(run_id: UUID, sender: Organisation, by: User) -> Run:
    """The comparison that a file belongs to, where its sender is the other side of it."""
    run = Run.objects.filter(pk=run_id, way=Way.FILE).first()
    if run is None or queries.other_of(run, by.organisation_id).pk != sender.pk:
        raise Refused(Reason.OTHER_RUN)
    # Done, it is no longer locked for writing; the lock matters while it waits.
    return Run.objects.select_for_update(of=("self",)).filter(pk=run.pk).first() or run
