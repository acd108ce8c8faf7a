"""The worker's jobs on sheets."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from homeward.access import jobs
from homeward.access.choices import Purpose
from homeward.countries import actions
from homeward.countries.actions.renewing import ends_by
from homeward.countries.models import SheetVersion

FIND, RENEW = "find_ending_sheets", "renew_sheets"
jobs.declare(FIND, classes=set(), purpose=Purpose.CASEWORK, across_owners=True)
jobs.declare(RENEW, classes=set(), purpose=Purpose.CASEWORK, across_owners=False)


@app.periodic(cron="40 4 * * *")
@app.task(queueing_lock="renew_sheets", pass_context=False)
def renew_sheets(timestamp: int = 0) -> None:
    ask_owners(at=timezone.now())


def ask_owners(*, at: datetime) -> int:
    """Opens the waits of every organisation whose sheets come to their end, each as its own job.

    Asked again it changes nothing: of a sheet one such wait is open.
    """
    with jobs.acting_job(FIND):
        found = ends_by(at)
    for organisation_id, versions in _by_owner(found).items():
        with jobs.acting_job(RENEW, organisation_id):
            for version in versions:
                actions.ask_for_renewal(version, at=at)
    return len(found)


def _by_owner(found: Iterable[SheetVersion]) -> dict[int, list[SheetVersion]]:
    owners: dict[int, list[SheetVersion]] = {}
    for version in found:
        owners.setdefault(version.sheet.owner_org_id, []).append(version)
    return owners
