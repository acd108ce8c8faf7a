"""Reads of what was asked for and what came; the policies leave the organisation's own."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from homeward.access.choices import Role
from homeward.access.models import Organisation, User
from homeward.archives import permissions  # noqa: F401 - its table is loaded with it
from homeward.archives.choices import Status
from homeward.archives.models import Arrival, Request
from homeward.tasks.choices import TaskKind
from homeward.tasks.models import Task

SHOWN = 50
UNDER_WAY = (Status.ASKED, Status.APPROVED)


def requests() -> QuerySet[Request]:
    found = Request.objects.select_related("asked_by", "decided_by", "organisation")
    return found.defer("passphrase")


def latest() -> list[Request]:
    return list(requests().prefetch_related("takings__by")[:SHOWN])


def wait_of(request: Request) -> Task | None:
    """Who holds the decision, and until when."""
    found = Task.objects.filter(
        kind=TaskKind.APPROVE_ARCHIVE, subject_id=request.pk, done_at__isnull=True
    )
    return found.select_related("holder", "holder_org").first()


def under_way(organisation: Organisation) -> bool:
    return Request.objects.filter(organisation=organisation, status__in=UNDER_WAY).exists()


def arrivals() -> list[Arrival]:
    return list(Arrival.objects.select_related("organisation")[:SHOWN])


def officer_beside(user: User) -> User | None:
    """Who decides: a data protection officer of the same organisation, and another person."""
    return (
        User.objects.filter(
            organisation=user.organisation_of_rows,
            is_active=True,
            roles__contains=[Role.DATA_PROTECTION_OFFICER],
        )
        .exclude(pk=user.pk)
        .order_by("pk")
        .first()
    )


@dataclass(frozen=True, kw_only=True)
class Line:
    """One table of a report, as the page shows it."""

    name: str
    rows: int
    stood_here: int
    fingerprint: str
    sums: str
    equal: bool


def lines(arrival: Arrival) -> list[Line]:
    return [
        Line(
            name=name,
            rows=told["rows"],
            stood_here=told["stood_here"],
            fingerprint=told["after"]["fingerprint"],
            sums="; ".join(
                f"{column} {total} {currency}".strip()
                for column, sums in told["after"]["sums"].items()
                for currency, total in sums.items()
            ),
            equal=told["equal"],
        )
        for name, told in sorted(arrival.report["tables"].items())
    ]


def log_of(request_id: UUID) -> list[dict[str, str]]:
    """The organisation's entries of the read log, asked as the job that makes the archive."""
    with connection.cursor() as cursor:
        cursor.execute("select * from archives_log(%s)", [request_id])
        return [_entry(row) for row in cursor.fetchall()]


def log_as_owner(organisation_id: int) -> list[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select number, at, actor_kind || ' ' || actor_id, purpose, action,"
            " jsonb_array_length(items), hash from audit_readlog where organisation = %s"
            " order by number",
            [organisation_id],
        )
        return [_entry(row) for row in cursor.fetchall()]


def _entry(row: tuple[object, ...]) -> dict[str, str]:
    number, at, actor, purpose, action, rows, digest = row
    return {
        "number": str(number),
        "at": at.isoformat(),  # type: ignore[attr-defined]
        "actor": str(actor),
        "purpose": str(purpose),
        "action": str(action),
        "rows": str(rows),
        "hash": bytes(digest).hex(),  # type: ignore[call-overload]
    }
