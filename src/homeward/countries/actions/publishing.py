"""A draft is published: it supersedes the version before it, and nothing is overwritten."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from homeward.access.models import User
from homeward.access.permissions import require
from homeward.core.refusals import refuse_if
from homeward.countries import queries, rules, signals
from homeward.countries.actions.writing import locked_draft
from homeward.countries.choices import SheetKind, VersionStatus
from homeward.countries.models import SheetVersion
from homeward.tasks import actions as tasks
from homeward.tasks.choices import TaskKind


@transaction.atomic
def publish(version: SheetVersion, *, by: User, at: datetime) -> SheetVersion:
    """From now on everybody reads it. A changed security sheet is told to the floors above."""
    require(by, "countries.publish")
    version = locked_draft(version, by)
    now = queries.written(version)
    refuse_if(
        rules.reasons_not_to_publish(
            now,
            is_owner=version.sheet.owner_org_id == by.organisation_id,
            on=timezone.localdate(at),
        )
    )
    previous = queries.current_of(version.sheet)
    version.status, version.published_by, version.published_at = VersionStatus.PUBLISHED, by, at
    version.save(update_fields=["status", "published_by", "published_at"])
    tasks.end(TaskKind.RENEW_SHEET, version.sheet_id, at=at)
    if version.sheet.kind == SheetKind.SECURITY:
        _tell(version, previous, now, at)
    return version


def _tell(
    version: SheetVersion, previous: SheetVersion | None, now: rules.Written, at: datetime
) -> None:
    change = rules.security_change(queries.written(previous) if previous else None, now)
    if change:
        signals.security_changed.send(
            SheetVersion, version=version, previous=previous, change=change, at=at
        )
