"""Every write of the audit: the log's entries, its anchors, and the reviews of it."""

import json
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import connection, transaction

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.access.unit import Unit
from homeward.audit import anchors, queries, rules
from homeward.audit.models import AccessReview


def append_reads(work: Unit) -> None:
    """One entry for all that this unit of work read. The last statement before its commit."""
    items = json.dumps([list(read) for read in work.reads])
    with connection.cursor() as cursor:
        cursor.execute(
            "select audit_append(%s::text, %s::text, %s::jsonb)", [work.action, work.path, items]
        )


def anchor(*, at: datetime) -> int:
    """Writes the head of every chain that went on outside the database; returns how many."""
    known = list(anchors.read(settings.ANCHOR_FILE))
    heads = queries.heads()
    moved = {organisation for organisation, _number in rules.next_to_anchor(heads, known)}
    lines = [anchors.line(head, anchored_at=at) for head in heads if head.organisation in moved]
    if lines:
        anchors.append(settings.ANCHOR_FILE, lines)
        if settings.ANCHOR_EMAIL:
            send_mail("Homeward read log", "\n".join(lines), None, [settings.ANCHOR_EMAIL])
    return len(lines)


@transaction.atomic
def review(reader: User, *, days: int, note: str, by: User, at: datetime) -> AccessReview:
    """The officer has looked at what this user read."""
    require(by, "audit.review")
    return AccessReview.objects.create(
        organisation=by.organisation_of_rows,
        user=reader,
        days=days,
        note=note,
        reviewed_by=by,
        reviewed_at=at,
    )
